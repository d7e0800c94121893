"""What an export will write, before it does, and how calendar programs take it, after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.text import one_line
from brm_tui.ui.commands import COPY, EXPORT, Command
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.dialogs.message import ConfirmDialog, MessageText

if TYPE_CHECKING:
    from brm_tui.desk.calendar_files import WrittenCalendar
    from brm_tui.desk.calendar_preview import ExportPreview

_LAYERS = {
    "meeting": ("meeting", "meetings"),
    "customer": ("customer event", "customer events"),
    "it": ("IT event", "IT events"),
    "change": ("change", "changes"),
    "milestone": ("milestone", "milestones"),
    "agreement": ("date of an agreement", "dates of agreements"),
    "due": ("due date", "due dates"),
}
"""One entry, and several, of each layer."""
_PROGRAMS = (
    ("Google", "updates what it knows, imported into the same calendar"),
    ("Outlook", "may show both: delete its own calendar first, import again"),
    ("Apple", "updates what it knows, imported into the same calendar"),
    ("Thunderbird", "skips what it knows: delete its calendar, import again"),
    ("All of them", "follow a file in a synced folder that they subscribe to"),
)


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def _shown(path: Path) -> str:
    """Return a path as a person would type it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def preview_text(path: Path, preview: ExportPreview, zone: str) -> str:
    """Return what will be written, a fact a line.

    Args:
        path: The file, or the folder.
        preview: What the desk found.
        zone: The user's zone.
    """
    lines = []
    for layer, count in preview.layers:
        lines.append(f"{count:>6}  {_LAYERS[layer][count != 1]}")
    if preview.cancelled:
        lines.append(f"{preview.cancelled:>6}  told as cancelled, so that they vanish there")
    if not lines:
        lines.append("     0  entries: nothing of it is in the calendar, or nothing changed")
    if preview.withheld:
        lines.append(f"{preview.withheld:>6}  internal, stay in the house")
    if preview.since is not None:
        lines.append(f"Changed since {preview.since.astimezone(ZoneInfo(zone)):%d %b %Y %H:%M}.")
    lines.append("")
    where = (
        _shown(path)
        if preview.files == (path,)
        else f"{_count(len(preview.files), 'file', 'files')} in {_shown(path)}"
    )
    lines.append(where)
    if preview.files == (path,) and preview.replaced:
        lines.append("It is there already and will be replaced.")
    elif preview.replaced:
        lines.append(
            f"{_count(len(preview.replaced), 'file is', 'files are')} there already and will be replaced."
        )
    return "\n".join(lines)


class PreviewDialog(ConfirmDialog):
    """Shows what will be written, and asks."""

    def __init__(self, path: Path, preview: ExportPreview, zone: str) -> None:
        """Make a dialog.

        Args:
            path: The file, or the folder.
            preview: What the desk found.
            zone: The user's zone.
        """
        super().__init__(
            f"Write {_count(preview.entries, 'entry', 'entries')}?",
            preview_text(path, preview, zone),
            yes="replace" if preview.replaced else "write",
            no="change something",
        )


class WrittenDialog(Dialog[str]):
    """Says what was written and how each program takes an update; answers ``keep`` to have the file follow the desk."""

    COMMANDS = (
        Command(
            "written.close", "enter,q", "back", "Close", "Close the message.", footer="done", in_footer=True
        ),
        EXPORT.command(
            "written.keep",
            "Keep it up to date",
            "Rewrite this file from now on whenever its content changes.",
            action="keep",
            footer="keep it up to date",
            condition=lambda dialog: len(dialog.written) == 1,
        ),
        COPY.command("written.copy", "Copy the path", "Copy where it was written to the clipboard."),
    )

    def __init__(self, written: Sequence[WrittenCalendar], warnings: Sequence[str]) -> None:
        """Make a dialog.

        Args:
            written: The files.
            warnings: What a program will not take about them.
        """
        super().__init__("Written" if written else "Nothing to write")
        self.add_class("written-dialog")
        self.written = tuple(written)
        self._warnings = tuple(warnings)

    @property
    def text(self) -> str:
        """Return what was written."""
        if len(self.written) != 1:
            return (
                f"{len(self.written)} files were written."
                if self.written
                else "Nothing has changed: no file was written."
            )
        (file,) = self.written
        gone = f", {file.cancelled} of them cancelled" if file.cancelled else ""
        return f"{_count(file.items, 'entry', 'entries')}{gone} written to {_shown(file.path)}"

    def compose_content(self) -> ComposeResult:
        """Show what was written, what to beware of, and the programs."""
        with MessageText():
            yield Static(Content(self.text), classes="message--text")
            for warning in self._warnings:
                yield Static(Content.styled(warning, "$attention"), classes="message--detail")
            said = [Content("When a file comes again:")]
            said += [Content(f"  {name:<12} {what}") for name, what in _PROGRAMS]
            said.append(Content("For a small update, export again with Only changed."))
            yield Static(Content("\n").join(said), classes="export-dialog--programs")

    def action_keep(self) -> None:
        """Answer that the file is to follow the desk."""
        self.dismiss("keep")

    def action_copy(self) -> None:
        """Copy where it was written to the clipboard."""
        self.app.copy_to_clipboard(one_line("\n".join(str(file.path) for file in self.written[:1])))
