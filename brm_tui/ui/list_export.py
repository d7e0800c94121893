"""The key ``x`` of every list: what it shows now, as a CSV file.

::

    COLUMNS = (
        ExportColumn("Service", lambda line: line.head.service),
        ExportColumn("Cost a month", lambda line: amount(line.head.cost)),
    )

    @work
    async def action_export(self) -> None:
        pages = service_pages(self.owner.desk, self._asked())      # new ones: the table reads with its own
        await export_list(self.owner, "services", pages, COLUMNS)

Filter and order are those of the pages. Records that are internal stay in the house: say so by ``internal=``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.dialogs.progress import Tell
from brm_tui.ui.output_path import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from brm_tui.desk.list_export import ExportColumn, Pages, WrittenList
    from brm_tui.ui.screens.base import DeskScreen

_LONGEST_PATH = 4096
_PATH = FieldDescription(
    "path", "File", "Where the list goes; ~ is your home. Its name ends in .csv or .xlsx.", FieldKind.TEXT,
    required=True, maximum=_LONGEST_PATH,
)  # fmt: skip


async def export_list(
    screen: DeskScreen,
    name: str,
    pages: Pages[Any],
    columns: Sequence[ExportColumn[Any]],
    *,
    internal: Callable[[Any], bool] | None = None,
) -> None:
    """Ask where a list goes, and write it; a file that exists is replaced only after a question.

    Only inside ``@work``.

    Args:
        screen: Where the dialog opens.
        name: What is listed, in the plural; the file is called so unless the user says otherwise.
        pages: What is listed, in pages of their own.
        columns: What stands in each row.
        internal: Whether a record must not leave the house; None: all of them may.
    """

    async def write(path: Path, tell: Tell) -> WrittenList:
        return await screen.gateway.read(_write, path, pages, columns, internal, tell)

    offered = f"~/{name.replace(' ', '-')}.csv"
    done = await write_file(screen, f"Export the {name}", _PATH, offered, write, endings=(".csv", ".xlsx"))
    if done is not None:
        rows = "1 row" if done.rows == 1 else f"{done.rows} rows"
        withheld = f", {done.withheld} internal left out" if done.withheld else ""
        screen.toast(f"{rows} written to {done.path}{withheld}")


def _write(
    path: Path,
    pages: Pages[Any],
    columns: Sequence[ExportColumn[Any]],
    internal: Callable[[Any], bool] | None,
    tell: Tell,
) -> WrittenList:
    from brm_tui.desk.list_export import write_list

    return write_list(path, pages, columns, internal, tell)
