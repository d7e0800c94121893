"""The eight modes on the number keys, and which screen shows which record: the tables of all screens.

Screens are named by their place and imported when they are first opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

_SCREENS = "brm_tui.ui.screens."


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode.

    Attributes:
        number: Its key.
        name: Its name in the program.
        title: Its name to the user.
        short: The same for 80 columns.
        screen: Where its first screen is, ``module:Class`` below the screens.
    """

    number: int
    name: str
    title: str
    short: str
    screen: str

    def make(self) -> Screen[Any]:
        """Return a new first screen of the mode."""
        return make_screen(self.screen)


MODES = (
    Mode(1, "today", "Today", "Today", "today.screen:TodayScreen"),
    Mode(2, "portfolio", "Portfolio", "Portfolio", "portfolio.screen:PortfolioScreen"),
    Mode(3, "board", "Board", "Board", "board.screen:BoardScreen"),
    Mode(4, "calendar", "Calendar", "Cal", "calendar.screen:CalendarScreen"),
    Mode(5, "services", "Services", "Serv", "empty.screen:ServicesScreen"),
    Mode(6, "demand", "Demand", "Demand", "empty.screen:DemandScreen"),
    Mode(7, "feedback", "Feedback", "Feedback", "empty.screen:FeedbackScreen"),
    Mode(8, "reports", "Reports", "Rep", "empty.screen:ReportsScreen"),
)

#: The screen that shows a record of a kind; it is made with the record's id.
RECORD_SCREENS = {
    "customers": "customer.screen:CustomerScreen",
    "agreements": "agreement.screen:AgreementScreen",
}


def make_screen(place: str, *arguments: object) -> Screen[Any]:
    """Import a screen's class and return a new screen.

    Args:
        place: ``module:Class``; without ``brm_tui.ui.screens.`` in front when it is one of ours.
        *arguments: What the class takes.
    """
    module, _, name = place.partition(":")
    if not module.startswith(("brm_tui.", "tests.")):
        module = _SCREENS + module
    screen: Screen[Any] = getattr(import_module(module), name)(*arguments)
    return screen
