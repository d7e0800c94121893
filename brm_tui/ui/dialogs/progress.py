"""How far long work is: a bar that comes up where it takes a moment, and escape gives the work up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.errors import BrmError
from brm_tui.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from brm_tui.ui.screens.base import DeskScreen

Result = TypeVar("Result")

Tell = Callable[[int], None]
"""Is told how many hundredths are done, from the thread that does it."""
PATIENCE = 0.4
"""Seconds before the bar comes up."""
_LOOK = 0.05


class GivenUpError(BrmError):
    """The user left while it ran."""

    def __init__(self) -> None:
        super().__init__("Given up", "Nothing was changed.")


class Telling:
    """How far some work is, written by the thread that does it and read by who shows it.

    Attributes:
        hundredths: How far.
        given_up: Whether the user left; the work ends where it tells the next time.
    """

    def __init__(self) -> None:
        self.hundredths = 0
        self.given_up = False

    def tell(self, hundredths: int) -> None:
        """Say how far it is.

        Raises:
            GivenUpError: The user left.
        """
        if self.given_up:
            raise GivenUpError
        self.hundredths = hundredths


def bar(hundredths: int, given_up: str = "") -> Content:
    """Return a bar, and what escape does."""
    filled = "█" * (hundredths // 5)
    return Content(f"{filled:░<20} {hundredths} % · escape gives up{given_up}")


class ProgressDialog(Dialog[bool]):
    """Shows a bar until some work is done."""

    def __init__(self, title: str, telling: Telling, running: asyncio.Future[Result]) -> None:
        """Make a dialog.

        Args:
            title: What is done.
            telling: How far it is.
            running: The work.
        """
        super().__init__(title)
        self.telling = telling
        self.running = running

    def compose_content(self) -> ComposeResult:
        """Show the bar."""
        yield Static(bar(self.telling.hundredths), id="progress-bar")

    def on_mount(self) -> None:
        """Look now and then."""
        super().on_mount()
        self.set_interval(_LOOK, self._look)

    def _look(self) -> None:
        if self.running.done():
            self.dismiss(True)
        else:
            self.query_one("#progress-bar", Static).update(bar(self.telling.hundredths))

    def action_back(self) -> None:
        """Give the work up; the dialog goes once it has ended."""
        self.telling.given_up = True


async def with_progress(
    screen: DeskScreen, title: str, call: Callable[[Tell], Awaitable[Result]]
) -> Result | None:
    """Wait for some work, with a bar where it takes a moment; return None where the user gave it up.

    Only inside ``@work``.

    Args:
        screen: Where the bar comes up.
        title: What is done.
        call: Begins the work; is given where to say how far it is.
    """
    telling = Telling()
    running = asyncio.ensure_future(call(telling.tell))
    try:
        done, _ = await asyncio.wait({running}, timeout=PATIENCE)
        if not done:
            await screen.ask(ProgressDialog(title, telling, running))
        return await running
    except GivenUpError:
        screen.toast("Given up: nothing was changed")
        return None
    finally:
        telling.given_up = True
