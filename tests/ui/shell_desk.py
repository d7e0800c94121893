"""A real desk in a temp folder and one screen on it, for what the screens share and no feature owns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import work
from textual._context import visible_screen_stack
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from brm_tui.ui.commands import DELETE, EDIT, NEW, OPEN
from brm_tui.ui.following import Following
from brm_tui.ui.modes import MODES, Mode
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.meeting.screen import MeetingScreen

CLOCK: Clock = pinned_clock("2026-11-24T09:12", "Europe/Berlin")
HOSTILE = "[/] {x} =cmd|' /C calc'!A0 \x1b[2J 財務 🏦"


def open_desk(folder: Path) -> Desk:
    """Return an empty desk with a clock that stands still."""
    return Desk.open(Home(folder), CLOCK)


def add_customer(desk: Desk, name: str, code: str) -> None:
    """Make a customer, as one step."""
    from brm_tui.desk.records import add

    add(desk, "customers", {"name": name, "code": code})


class NamesScreen(DeskScreen):
    """Lists the names of the customers, and fails on demand."""

    TITLE = "Names"
    HELP = "Lists the names of the customers."
    COMMANDS = (
        NEW.command("names.new", "New name", "Make a customer."),
        EDIT.command("names.refuse", "Refuse", "Be refused.", action="refuse"),
        DELETE.command("names.fail", "Fail", "Fail.", action="fail"),
        OPEN.command("names.open", "Open the first", "Open it.", condition=lambda screen: bool(screen.names)),
    )

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.loads = 0

    def compose_body(self) -> ComposeResult:
        """Show the names."""
        yield Static(markup=False)

    async def load(self) -> None:
        """Read the names."""
        self.names = await self.gateway.read(names_of, self.desk)
        self.loads += 1
        self.answer = f"{len(self.names)} customers"
        self.query_one(Static).update("\n".join(self.names) or "none")
        self.refresh_bindings()

    @work
    async def action_new(self) -> None:
        """Make a customer."""
        place = len(self.names) + 1
        await self.gateway.write(add_customer, self.desk, f"Customer {place}", f"C{place}")
        self.toast(f"Customer {place} made · u takes it back")

    @work
    async def action_refuse(self) -> None:
        """Be refused."""
        await self.gateway.write(refuse)

    def action_fail(self) -> None:
        """Fail in a way that nobody foresaw."""
        raise ZeroDivisionError(HOSTILE)

    def on_click(self) -> None:
        """Fail in a handler."""
        raise KeyError(HOSTILE)


def names_of(desk: Desk) -> list[str]:
    """Return the names of the customers."""
    return [row[0] for row in desk.reader.execute("SELECT name FROM customer ORDER BY name").fetchall()]


def refuse() -> None:
    """Refuse, with a hostile name in the message."""
    raise BrmError("Refused", f"The name {HOSTILE} is taken. Nothing was saved.")


def shell_modes() -> list[Mode]:
    """Return the modes with the small screen where features have their own."""
    small = f"{__name__}:NamesScreen"
    return [mode if ".empty." in mode.screen else mode._replace(screen=small) for mode in MODES]


@asynccontextmanager
async def running(
    folder: Path, width: int = 100, height: int = 30
) -> AsyncIterator[tuple[BrmApp, Pilot[None]]]:
    """Run the program on an empty desk, its first screen loaded."""
    app = BrmApp(open_desk(folder), modes=shell_modes())
    async with app.run_test(size=(width, height)) as pilot:
        await until(pilot, lambda: names_screen(app).loads > 0)
        yield app, pilot


def names_screen(app: BrmApp) -> NamesScreen:
    """Return the small screen that is in sight."""
    screen = app.screen_in_sight
    assert isinstance(screen, NamesScreen)
    return screen


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the program run until a condition holds; what it looks for, or asserts, may still be to come."""
    missing: NoMatches | AssertionError | None = None
    for _turn in range(500):
        try:
            if condition():
                return
            missing = None
        except (NoMatches, AssertionError) as error:
            missing = error
        await pilot.pause(0.01)
    raise AssertionError("it never came to that") from missing


def at_rest(app: BrmApp) -> bool:
    """Return whether all keys were taken, and all that is shown was read and laid out, also beside a list."""
    nodes = list(app.screen.walk_children(with_self=True))
    if (
        app.keys_wait
        or app.message_queue_size
        or (isinstance(app.screen, MeetingScreen) and not app.screen.all_understood)
        or any(
            node.message_queue_size
            or node._layout_required
            or node._repaint_required
            or node._scroll_required
            for node in nodes
            if isinstance(node, Widget)
        )
    ):
        return False
    waiting = [node._rests for node in nodes if isinstance(node, Following)]
    return all(timer is None or timer._task is None or timer._task.done() for timer in waiting) and all(
        worker.is_finished
        for worker in app.workers
        if worker.group in {"load", "list", "beside", "sum", "sides"}
    )


def screen_text(app: BrmApp) -> str:
    """Return what is on the screen, as text; of a dialog also what it leaves free of the screen below."""
    visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
