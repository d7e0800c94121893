"""What every dialog is: a bordered panel over a screen that stays readable."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from brm_tui.text import one_line
from brm_tui.ui.commands import BACK, Command, Commanding, footer_commands, runnable_commands
from brm_tui.ui.guarded import Guarded
from brm_tui.ui.keys import shown_key
from brm_tui.ui.painted_once import PaintedOnce
from brm_tui.ui.sparing_compositor import SparingCompositor

Answer = TypeVar("Answer")

#: Terminals with fewer lines get their dialogs without blank lines.
SHORT = 30

#: The class of the part of a dialog that scrolls when it is long.
SCROLLS = "dialog--scrolls"

STYLES = Path(__file__).with_name("dialogs.tcss")


class Panel(Widget):
    """The visible part of a dialog; its title stands in the border."""


class KeyHints(Widget):
    """The dialog's last line: its keys."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow what can run."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def render(self) -> Content:
        """Return the line."""
        line = Content("")
        for entry in footer_commands(runnable_commands(self.screen)):
            word = entry.command.footer or entry.command.title.lower()
            part = Content.assemble((shown_key(entry.keys[0]), "bold $foreground"), (f" {word}", "$muted"))
            if line.cell_length + part.cell_length > self.size.width:
                break
            line = Content.assemble(line, part, "  ")
        return line

    def _bindings_changed(self, _screen: object) -> None:
        self.refresh()


class Dialog(Guarded, Commanding, PaintedOnce[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A dialog; it answers None when it is left by escape."""

    CSS_PATH = [STYLES]

    # Textual's screens have palette providers under this name; ours are made from the commands.
    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]
        BACK.command("dialog.back", "Leave", "Leave the dialog.", footer="close", in_footer=True),
    )

    BELOW: ClassVar[int] = 0
    """Lines between the part that scrolls and the keys."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.heading = one_line(title)

    def compose(self) -> ComposeResult:
        """Put the panel around the content."""
        # Known before the first styling, where breakpoints would style everything again.
        self.set_class(self.app.size.height < SHORT, "-short")
        with Panel() as panel:
            panel.border_title = Content(self.heading)
            yield from self.compose_content()
            yield KeyHints()

    def on_mount(self) -> None:
        """Give what scrolls its room before it is first seen."""
        self._fit(self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Give up blank lines on a short terminal, and what scrolls the room there is now."""
        self.set_class(event.size.height < SHORT, "-short")
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        """Let what scrolls be as high as border, blank lines and keys allow, so that they stay in sight."""
        room = max(3, height - self.BELOW - (4 if height < SHORT else 5))
        for part in self.query(f".{SCROLLS}"):
            part.styles.max_height = room

    def compose_content(self) -> ComposeResult:
        """Yield the widgets of the panel."""
        yield from ()

    def action_back(self) -> Any:
        """Leave without an answer."""
        self.dismiss(None)
