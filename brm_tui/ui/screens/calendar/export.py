"""Writing the calendar to a file for Outlook, Google and the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import ConfirmDialog
from brm_tui.ui.record_form import references
from brm_tui.ui.screens.calendar.layers import LAYERS

if TYPE_CHECKING:
    from brm_tui.desk.calendar_files import WrittenCalendar
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

DEFAULT_PATH = "~/brm-tui-calendar.ics"

_FIELDS = (
    FieldDescription("path", "File", "Where the file goes; ~ is your home.", FieldKind.TEXT, required=True,
                     maximum=4096),
    FieldDescription("customer", "Customer", "Only what concerns this customer; empty: all.",
                     FieldKind.REFERENCE, refers_to="customers"),
    FieldDescription("layers", "Layers", "Only these layers; empty: all.", FieldKind.CHOICES,
                     choices=tuple(layer.name for layer in LAYERS)),
    FieldDescription("first", "From", "Only what takes place from this day on; empty: from the beginning.",
                     FieldKind.DATE),
    FieldDescription("last", "To", "Only what takes place up to this day; empty: to the end.",
                     FieldKind.DATE),
)  # fmt: skip
_PROGRAMS = (
    ("Google", "updates by UID, imported into the same calendar"),
    ("Outlook", "may double: delete its own calendar, then import again"),
    ("Thunderbird", "skips what it knows: delete its calendar, import again"),
)


class ExportDialog(FormDialog):
    """The form, and below it what the programs do with a file that they have seen before."""

    BELOW = FormDialog.BELOW + len(_PROGRAMS) + 2

    def compose_content(self) -> ComposeResult:
        """Show the form and what the programs do."""
        yield from super().compose_content()
        lines = [Content("What they do with a file that comes again:")]
        lines += [Content(f"  {name:<13}{said}") for name, said in _PROGRAMS]
        yield Static(Content("\n").join(lines), classes="export-dialog--programs")


async def export(screen: DeskScreen, known: dict[str, object]) -> dict[str, object] | None:
    """Ask what goes where, and write it; return what was entered.

    Args:
        screen: Where the dialog opens.
        known: What stands in it at first: path, layers, customer, first, last.
    """
    written: list[WrittenCalendar] = []

    async def save(values: dict[str, object]) -> None:
        path = Path(str(values["path"])).expanduser()
        if path.is_dir():
            raise FieldError("path", path, "the name of a file, not of a folder")
        if not path.parent.is_dir():
            raise FieldError("path", path, f"a folder that exists; {path.parent} does not")
        if path.exists() and not await screen.ask(
            ConfirmDialog("Replace the file?", f"{path} exists. Replace it?", yes="replace", no="keep it")
        ):
            raise FieldError("path", path, "another name: the file was kept")
        written.append(await screen.gateway.write(_write, screen.desk, path, values))

    dialog = ExportDialog(
        "Export the calendar", _FIELDS, known, save=save, references=references(screen), new=True
    )
    entered = await screen.ask(dialog)
    if entered is None or not written:
        return None
    done = written[0]
    gone = f", {done.cancelled} of them cancelled" if done.cancelled else ""
    entries = "1 entry" if done.items == 1 else f"{done.items} entries"
    screen.toast(f"{entries}{gone} written to {done.path}")
    if done.warnings:
        raise BrmError("Written, with a warning", f"{done.path} was written. " + " ".join(done.warnings))
    return entered


def _write(desk: Desk, path: Path, values: dict[str, Any]) -> WrittenCalendar:
    from brm_tui.desk.calendar_files import Selection, export_calendar

    selection = Selection(
        layers=values.get("layers") or (),
        customer=values.get("customer") or "",
        first=values.get("first"),
        last=values.get("last"),
    )
    return export_calendar(desk, path, selection)
