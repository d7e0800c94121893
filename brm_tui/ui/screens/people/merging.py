"""Making one person of two: both side by side, and for each difference what stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.fields import FieldDescription
from brm_tui.rules.merging import merged_value
from brm_tui.rules.values import show_value
from brm_tui.text import one_line
from brm_tui.ui.commands import OPEN, SAVE, Command, Commanding
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.glyphs import DONE
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_STAYS, _GOES, _BOTH = 0, 1, 2
_MOST_LINES = 16


async def merge(screen: DeskScreen, first: str, second: str) -> str | None:
    """Let the user make one person of two; return who stays, None when it was left. Only inside ``@work``."""
    fields, ours, theirs = await screen.gateway.read(_difference, screen.desk, first, second)
    answer = await screen.ask(MergeDialog(fields, (first, ours), (second, theirs)))
    if answer is None:
        return None
    kept, gone, values = answer
    label = await screen.gateway.write(_merge, screen.desk, kept, gone, values)
    screen.toast(f"{label} · u takes it back")
    return kept


class DifferenceTable(Commanding, Table):
    """The fields in which two people differ."""

    COMMANDS = (
        OPEN.command(
            "merge.turn", "Take the other value", "Let the value of the other stay, or both.",
            footer="take the other",
        ),
    )  # fmt: skip


class MergeDialog(Dialog[tuple[str, str, dict[str, object]]]):
    """Shows in what two people differ; answers who stays, who goes, and the values that stay."""

    COMMANDS = (
        Command(
            "merge.swap", "equals_sign", "swap", "Let the other entry stay",
            "Let the other entry stay, and this one go.", footer="swap", in_footer=True,
        ),
        SAVE.command(
            "merge.done", "Make one", "Make one person of the two.", action="done", footer="make one",
        ),
    )  # fmt: skip

    def __init__(
        self,
        fields: tuple[FieldDescription, ...],
        first: tuple[str, Mapping[str, Any]],
        second: tuple[str, Mapping[str, Any]],
    ) -> None:
        """Make the dialog.

        Args:
            fields: The fields in which they differ.
            first: Id and values of the one who stays unless the user says otherwise.
            second: Id and values of the other.
        """
        super().__init__("Make one person of two")
        self._fields = fields
        self._people = (first, second)
        self._taken = {field.name: self._usual(field) for field in fields}

    def compose_content(self) -> ComposeResult:
        """Show who stays, and the differences."""
        yield MergeHead()
        table = DifferenceTable(
            (
                Column("field", "", 18, minimum_width=12, sortable=False),
                Column("stays", "Stays", 30, minimum_width=16, weight=1, sortable=False),
                Column("goes", "Goes", 30, minimum_width=16, weight=1, sortable=False),
            ),
            placeholder="They do not differ.",
        )
        table.styles.height = min(_MOST_LINES, len(self._fields) + 1)
        yield table

    def on_mount(self) -> None:
        """Show the differences."""
        self._show()
        self.query_one(Table).focus()

    @property
    def values(self) -> dict[str, object]:
        """The values that stay."""
        return {field.name: self._candidates(field)[self._taken[field.name]] for field in self._fields}

    def _candidates(self, field: FieldDescription) -> tuple[Any, Any, Any]:
        """Return the value of the one who stays, that of the one who goes, and that of both together."""
        ours, theirs = (values.get(field.name) for _id, values in self._people)
        return ours, theirs, merged_value(field, ours, theirs)

    def _usual(self, field: FieldDescription) -> int:
        """Return whose value stays unless the user says otherwise."""
        return self._candidates(field).index(self._candidates(field)[_BOTH])

    @on(Table.Opened)
    def _turn(self) -> None:
        """Take the next of the values that there are."""
        index = self.query_one(Table).cursor_index
        if index is None or not self._fields:
            return
        field = self._fields[index]
        candidates = self._candidates(field)
        after = self._taken[field.name]
        for _turn in candidates:
            after = (after + 1) % len(candidates)
            if candidates.index(candidates[after]) == after:
                break
        self._taken[field.name] = after
        self._show()

    def action_swap(self) -> None:
        """Let the other entry stay; the values that were chosen stay chosen."""
        self._people = (self._people[1], self._people[0])
        turned = {_STAYS: _GOES, _GOES: _STAYS, _BOTH: _BOTH}
        self._taken = {name: turned[taken] for name, taken in self._taken.items()}
        self._show()

    def action_done(self) -> None:
        """Answer."""
        self.dismiss((self._people[0][0], self._people[1][0], self.values))

    def _show(self) -> None:
        self.query_one(MergeHead).show(*(values for _id, values in self._people))
        self.query_one(Table).set_source(FixedSource([self._row(field) for field in self._fields]))

    def _row(self, field: FieldDescription) -> Row:
        taken = self._taken[field.name]
        cells = [Cell(field.title, "dim")]
        for side in (_STAYS, _GOES):
            text = one_line(show_value(field, self._candidates(field)[side])) or "–"
            stays = taken in (side, _BOTH)
            cells.append(Cell(f"{DONE.text if stays else ' '} {text}", "bold" if stays else "dim"))
        return Row(field.name, tuple(cells))


class MergeHead(Widget):
    """Says who stays and who goes."""

    DEFAULT_CSS = "MergeHead { height: 3; width: 1fr; text-wrap: nowrap; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, str] = ("", "")

    def show(self, stays: Mapping[str, Any], goes: Mapping[str, Any]) -> None:
        """Show other people."""
        self._lines = (_called(stays), _called(goes))
        self.refresh()

    def render(self) -> Content:
        """Return the lines."""
        stays, goes = (Content(line) for line in self._lines)
        width = self.size.width
        lines = [
            Content.assemble(("stays  ", "$muted"), stays).truncate(width, ellipsis=True),
            Content.assemble(("goes   ", "$muted"), goes).truncate(width, ellipsis=True),
        ]
        return Content("\n").join(lines)


def _called(values: Mapping[str, Any]) -> str:
    parts = (values.get("name"), values.get("email"), values.get("organisation"))
    return " · ".join(one_line(str(part)) for part in parts if part)


# The models load with these, in the thread that runs them.


def _difference(
    desk: Desk, first: str, second: str
) -> tuple[tuple[FieldDescription, ...], Mapping[str, Any], Mapping[str, Any]]:
    from brm_tui.desk.people_merging import difference

    return difference(desk, first, second)


def _merge(desk: Desk, kept: str, gone: str, values: Mapping[str, object]) -> str:
    from brm_tui.desk.people_merging import merge_people

    return merge_people(desk, kept, gone, values)
