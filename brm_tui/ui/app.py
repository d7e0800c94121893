"""The program on the screen: modes, keys, theme, undo, and the one place that shows errors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkerFailed, get_current_worker

from brm_tui.clock import Clock
from brm_tui.errors import BrmError
from brm_tui.text import one_line
from brm_tui.ui.coming import Coming
from brm_tui.ui.commands import Command, Commanding, runnable_commands
from brm_tui.ui.gateway import Gateway
from brm_tui.ui.keys_in_order import KeysInOrder
from brm_tui.ui.messages import DeskChanged, OpenRecord, SearchRequested
from brm_tui.ui.modes import ABOVE, MODES, Mode, make_screen, screen_class
from brm_tui.ui.program_commands import PROGRAM_COMMANDS
from brm_tui.ui.target_keeper import TargetKeeper
from brm_tui.ui.themed_app import ThemedApp

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

NOTICE_SECONDS = 5.0
#: What the first dialog would wait for.
WARMED = ("brm_tui.ui.dialogs.form", "brm_tui.ui.dialogs.palette", "textual.widgets._text_area")


class BrmApp(Commanding, KeysInOrder, ThemedApp, inherit_bindings=False):
    """The program.

    Attributes:
        gateway: The way to the desk.
        modes: What the number keys open.
        notice: What the footer says for a few seconds.
        unexpected: Errors that nobody foresaw, as they were shown; tests look that there are none.
    """

    TITLE = "brm"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    # Textual has palette providers under this name; ours are made from the commands.
    COMMANDS: ClassVar[tuple[Command, ...]] = PROGRAM_COMMANDS  # type: ignore[assignment]
    DEFAULT_MODE = MODES[0].name

    notice: var[str] = var("")

    def __init__(self, desk: Desk, *, modes: Sequence[Mode] = MODES) -> None:
        """Make the program.

        Args:
            desk: The open desk; the program closes it when it ends.
            modes: What the number keys open.
        """
        super().__init__(desk.settings.theme)
        self.gateway = Gateway(desk, self._desk_changed, self.show_error)
        self.targets = TargetKeeper(self.gateway, self.toast)
        self.clock: Clock = desk.clock
        self.modes = modes
        self.unexpected: list[Exception] = []
        self._notice_timer: Timer | None = None
        for mode in modes:
            self.add_mode(mode.name, mode.make)

    def on_mount(self) -> None:
        """Leave the rest until something is on the screen."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.gateway.warm(*WARMED)
        self.gateway.watch()
        self.targets.begin()
        if self.clock.pinned is None:
            self.set_timer(self.clock.seconds_to_midnight() + 1, self._day_changed)
        keys = self.gateway.desk.settings.keys
        if keys:
            from brm_tui.ui.keymap import checked_keymap

            try:
                self.set_keymap(checked_keymap(keys, self.modes))
            except BrmError as error:
                self.show_error(error)

    def _day_changed(self) -> None:
        self._desk_changed(False)
        self.set_timer(self.clock.seconds_to_midnight() + 1, self._day_changed)

    async def on_unmount(self) -> None:
        """Finish what is being written, and close the desk."""
        await self.gateway.close()

    def _desk_changed(self, by_other: bool) -> None:
        self.post_message(DeskChanged(by_other))

    def on_desk_changed(self, message: DeskChanged) -> None:
        """Let the screen in sight read again and the others remember to."""
        from brm_tui.ui.screens.base import DeskScreen

        in_sight = self.screen_in_sight
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, DeskScreen):
                    if screen is in_sight:
                        screen.reload(Coming.NOTHING if message.by_other else Coming.CHANGE)
                    else:
                        screen.mark_stale()

    @property
    def screen_in_sight(self) -> Screen[Any]:
        """Return the screen under any dialogs."""
        return next(screen for screen in reversed(self.screen_stack) if not screen.is_modal)

    @work
    async def action_undo(self) -> None:
        """Take the last step back."""
        from brm_tui.desk.history import undo

        step = await self.gateway.write(undo, self.gateway.desk)
        self.toast(f"Undone: {step.label}")

    @work
    async def action_redo(self) -> None:
        """Do it again."""
        from brm_tui.desk.history import redo

        step = await self.gateway.write(redo, self.gateway.desk)
        self.toast(f"Done again: {step.label}")

    def toast(self, text: str) -> None:
        """Say in the footer, for a few seconds, what was done."""
        self.notice = one_line(text)
        if self._notice_timer is not None:
            self._notice_timer.stop()
        self._notice_timer = self.set_timer(NOTICE_SECONDS, self._end_notice)

    def _end_notice(self) -> None:
        self.notice = ""

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from the keyboard and the mouse; the gateway learns of it."""
        if isinstance(event, events.InputEvent):
            self.gateway.used()
        await super().on_event(event)

    def show_error(self, error: Exception) -> None:
        """Show any error as a dialog: the one place where screens, workers and actions bring them."""
        from brm_tui.ui.dialogs.message import MessageDialog

        if not self.is_running:
            return
        if isinstance(error, BrmError):
            dialog = MessageDialog(error.title, error.message, bad=True)
        else:
            from brm_tui.ui.problems import describe

            self.unexpected.append(error)
            said, where = describe(error, self.gateway.desk.home.log)
            dialog = MessageDialog("Something went wrong", said, detail=where, bad=True)
        shown = self.screen
        if not (isinstance(shown, MessageDialog) and shown.text == dialog.text):
            self.push_screen(dialog)

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            if not (isinstance(error.error, NoMatches) and _is_left(get_current_worker().node)):
                self.show_error(error.error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave calmly when a widget itself broke: no traceback on the screen."""
        from brm_tui.ui.problems import describe

        self.panic("\n\n".join(describe(self._exception or RuntimeError(), self.gateway.desk.home.log)))

    async def run_action(self, *args: Any, **options: Any) -> bool:
        """Run an action; what it raises is shown."""
        try:
            return await super().run_action(*args, **options)
        except Exception as error:
            self.show_error(error)
            return True

    def action_mode(self, name: str) -> None:
        """Open a mode; in the mode itself, go back to its first screen."""
        if name != self.current_mode:
            self.switch_mode(name)
        else:
            while len(self.screen_stack) > 1:
                self.pop_screen()

    @work
    async def on_open_record(self, message: OpenRecord) -> None:
        """Open a record where it is seen."""
        from brm_tui.ui.opening import open_record

        await open_record(self, message)

    def action_above(self, name: str) -> None:
        """Show a screen that opens above any mode, unless it is in sight."""
        if not isinstance(self.screen_in_sight, screen_class(ABOVE[name])):
            self.push_screen(make_screen(ABOVE[name]))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from brm_tui.ui.screens.help.screen import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    @work
    async def action_palette(self) -> None:
        """List what can be done now, and do what is chosen."""
        from brm_tui.ui.dialogs.palette import PaletteDialog

        runnable = runnable_commands(self.screen)
        place = await self.push_screen_wait(PaletteDialog(runnable))
        if place is not None:
            await self.run_action(runnable[place].command.action, runnable[place].node)

    def action_search(self) -> None:
        """Open the search box."""
        self.post_message(SearchRequested())

    @work
    async def on_search_requested(self, message: SearchRequested) -> None:
        """Search everything, and open what is chosen."""
        from brm_tui.ui.dialogs.search import SearchDialog

        chosen = await self.push_screen_wait(SearchDialog(self.gateway, message.text))
        if chosen is not None:
            self.post_message(chosen)

    @work
    async def action_capture(self, what: str) -> None:
        """Keep an action, a touch, feedback or a demand that is typed in one line."""
        from brm_tui.ui.dialogs.capture import keep

        await keep(self, what)

    @work
    async def action_theme(self) -> None:
        """Choose the colours, and remember them."""
        from brm_tui.config import change_settings
        from brm_tui.ui.dialogs.theme import ThemeDialog

        chosen = await self.push_screen_wait(ThemeDialog(sorted(self.available_themes), self.theme))
        if chosen is not None:
            self.theme = chosen
            settings = self.gateway.desk.home.settings
            await self.gateway.read(partial(change_settings, settings, theme=chosen))


def _is_left(node: DOMNode) -> bool:
    """Whether a screen or pane has gone; what was still being read for it has nothing left to be shown on."""
    return node._pruning or node._closing or node._closed
