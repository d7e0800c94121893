"""What a report is asked for: whose, of what time, and into which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.report_periods import ALLOWED, read_period
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.output_path import checked_path, may_replace

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.report import BuiltReport, WrittenReport
    from brm_tui.ui.screens.base import DeskScreen

_LONGEST_PATH = 4096
EVERYBODY = ""


async def ask_customer(screen: DeskScreen, chosen: str, title: str = "Whose report") -> str | None:
    """Return the code of the customer that the user chooses, empty for all; None: left."""
    customers = await screen.gateway.read(_customers, screen.desk)
    choices = [Choice(EVERYBODY, "All customers")]
    choices += [Choice(code, f"{name} ({code})") for code, name in customers]
    return await screen.ask(PickDialog(title, choices, chosen=chosen))


def _customers(desk: Desk) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = desk.read(
        lambda connection: connection.execute(
            "SELECT code, name FROM customer WHERE status <> 'closed' ORDER BY name_sort, id"
        ).fetchall()
    )
    return found


async def ask_period(screen: DeskScreen, value: str) -> str | None:
    """Return the period that the user types; None: left."""

    def meaning(text: str) -> str:
        return read_period(text).words

    return await screen.ask(TextDialog("Of what time", value=value, placeholder=ALLOWED, meaning=meaning))


async def write_report(screen: DeskScreen, built: BuiltReport) -> None:
    """Ask for a file, and write the report into it. Only inside ``@work``."""
    written: list[WrittenReport] = []

    async def save(values: dict[str, object]) -> None:
        from brm_tui.interchange.documents.files import checked_suffix

        path = checked_path(values["path"])
        template = Path(str(values["template"])).expanduser() if values.get("template") else None
        try:
            checked_suffix(path, template)
        except BrmError as error:
            raise FieldError("path", path.name, "a name that ends in .docx, .html or .md") from error
        if not await may_replace(screen, path):
            raise FieldError("path", path, "another name: the file was kept")
        written.append(await screen.gateway.write(_write, screen.desk, built, path, template))

    fields = [
        FieldDescription(
            "path",
            "File",
            "Where it goes; ~ is your home. Its name ends in .docx, .html or .md.",
            FieldKind.TEXT,
            required=True,
            maximum=_LONGEST_PATH,
        ),
        FieldDescription(
            "template",
            "Template",
            "A Word document of your house whose styles a .docx takes; may be empty.",
            FieldKind.TEXT,
            maximum=_LONGEST_PATH,
        ),
    ]
    whose = f"-{_plain(built.customer.code)}" if built.customer is not None else ""
    known = {"path": f"~/{built.report.name}{whose}-{built.period.text}.docx"}
    dialog = FormDialog(f"Hand over: {built.report.title}", fields, known, save=save, new=True)
    if await screen.ask(dialog) is not None and written:
        kept = f", {len(built.withheld)} internal left out" if built.withheld else ""
        screen.toast(f"Written to {written[0].path}{kept} · the pack is remembered")


def _write(desk: Desk, built: BuiltReport, path: Path, template: Path | None) -> WrittenReport:
    from brm_tui.desk.report import export_report

    customer = built.customer.id if built.customer is not None else ""
    return export_report(
        desk, built.report.name, path, customer=customer, period=built.period.text, template=template
    )


def _plain(code: str) -> str:
    return "".join(sign for sign in code if sign.isalnum() or sign in "-_") or "customer"
