"""Writing the calendar to files for Outlook, Google and the others: asked for, shown before, told after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.output_path import checked_path
from brm_tui.ui.record_form import references
from brm_tui.ui.screens.calendar.export_dialogs import PreviewDialog, WrittenDialog
from brm_tui.ui.screens.calendar.layers import LAYERS

if TYPE_CHECKING:
    from brm_tui.desk.calendar_files import WrittenCalendar
    from brm_tui.desk.calendar_preview import ExportPreview
    from brm_tui.desk.calendar_selection import Selection
    from brm_tui.desk.calendar_split import Split
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

DEFAULT_PATH = "~/brm-tui-calendar.ics"

ONE_FILE = "one file"
_EACH = {"a file a customer": "customer", "a file a layer": "layer", "a file an event": "event"}

SELECTION_FIELDS = (
    FieldDescription("customer", "Customer", "Only what concerns this customer; empty: all.",
                     FieldKind.REFERENCE, refers_to="customers"),
    FieldDescription("layers", "Layers", "Only these layers; empty: all.", FieldKind.CHOICES,
                     choices=tuple(layer.name for layer in LAYERS)),
    FieldDescription("first", "From", "Only what takes place from this day on; empty: from the beginning.",
                     FieldKind.DATE),
    FieldDescription("last", "To", "Only what takes place up to this day; empty: to the end.",
                     FieldKind.DATE),
)  # fmt: skip
_FIELDS = (
    FieldDescription("path", "File", "Where it goes, a folder where there are several; ~ is your home.",
                     FieldKind.TEXT, required=True, maximum=4096),
    FieldDescription("files", "As", "One file, or several in a folder.", FieldKind.CHOICE, required=True,
                     default=ONE_FILE, choices=(ONE_FILE, *_EACH)),
    *SELECTION_FIELDS,
    FieldDescription("changed", "Only changed", "Only what says something else than when this file was last written.",
                     FieldKind.FLAG, default=False),
)  # fmt: skip


async def export(screen: DeskScreen, known: dict[str, object]) -> dict[str, object] | None:
    """Ask what goes where, show what will be written, and write it; return what was entered.

    Args:
        screen: Where the dialogs open.
        known: What stands in the form at first.
    """
    written: list[WrittenCalendar] = []

    async def save(values: dict[str, object]) -> bool:
        path = checked_path(values["path"], folder=values.get("files") in _EACH)
        preview = await screen.gateway.read(_preview, screen.desk, path, values)
        if not await screen.ask(PreviewDialog(path, preview, screen.clock.zone)):
            return False
        written.extend(await screen.gateway.write(_write, screen.desk, path, values))
        return True

    dialog = FormDialog(
        "Export the calendar", _FIELDS, known, save=save, references=references(screen), new=True
    )
    entered = await screen.ask(dialog)
    if entered is None:
        return None
    warnings = list(dict.fromkeys(warning for file in written for warning in file.warnings))
    answer = await screen.ask(WrittenDialog(written, warnings))
    if answer == "keep":
        target = await screen.gateway.write(_keep, screen.desk, written[0].path, entered)
        screen.toast(f"{target} is rewritten whenever its content changes")
    return entered


def selection_of(values: dict[str, Any]) -> Selection:
    """Return which entries a form chose."""
    from brm_tui.desk.calendar_selection import Selection

    return Selection(
        layers=values.get("layers") or (),
        customer=values.get("customer") or "",
        first=values.get("first"),
        last=values.get("last"),
        changed=bool(values.get("changed")),
    )


def _split(values: dict[str, Any]) -> Split | None:
    from brm_tui.desk.calendar_split import Split

    each = _EACH.get(str(values.get("files")))
    return Split(each) if each else None


def _preview(desk: Desk, path: Path, values: dict[str, Any]) -> ExportPreview:
    from brm_tui.desk.calendar_preview import preview_export

    return preview_export(desk, path, selection_of(values), _split(values))


def _write(desk: Desk, path: Path, values: dict[str, Any]) -> list[WrittenCalendar]:
    from brm_tui.desk.calendar_preview import write_export

    return write_export(desk, path, selection_of(values), _split(values))


def _keep(desk: Desk, path: Path, values: dict[str, Any]) -> Path:
    from brm_tui.desk.calendar_targets import add_target

    return add_target(desk, path, selection_of(values | {"changed": False})).path
