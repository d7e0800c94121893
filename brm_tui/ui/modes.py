"""The eight modes on the number keys, and which screen shows which record: the tables of all screens.

How a record is opened, from the search and from anywhere else, is said by `RECORD_SCREENS` and `HELD_BY` alone.

Screens are named by their place and imported when they are first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen


class Mode(NamedTuple):
    """One mode.

    Attributes:
        number: Its key.
        name: Its name in the program.
        title: Its name to the user.
        short: The same for 80 columns.
        screen: Where its first screen is, ``module:Class``.
    """

    number: int
    name: str
    title: str
    short: str
    screen: str

    def make(self) -> Screen[Any]:
        """Return a new first screen of the mode."""
        return make_screen(self.screen)


_SCREENS = "brm_tui.ui.screens"

MODES = (
    Mode(1, "today", "Today", "Today", f"{_SCREENS}.today.screen:TodayScreen"),
    Mode(2, "portfolio", "Portfolio", "Portfolio", f"{_SCREENS}.portfolio.screen:PortfolioScreen"),
    Mode(3, "board", "Board", "Board", f"{_SCREENS}.board.screen:BoardScreen"),
    Mode(4, "calendar", "Calendar", "Cal", f"{_SCREENS}.calendar.screen:CalendarScreen"),
    Mode(5, "services", "Services", "Serv", f"{_SCREENS}.services.screen:ServicesScreen"),
    Mode(6, "demand", "Demand", "Demand", f"{_SCREENS}.demands.screen:DemandScreen"),
    Mode(7, "feedback", "Feedback", "Feedback", f"{_SCREENS}.feedback.screen:FeedbackScreen"),
    Mode(8, "reports", "Reports", "Rep", f"{_SCREENS}.reports.screen:ReportsScreen"),
)

#: The directory of people, which opens above whatever mode one is in.
PEOPLE = f"{_SCREENS}.people.screen:PeopleScreen"

#: Screens that open above whatever mode one is in, by their names.
ABOVE = {
    "people": PEOPLE,
    "representation": f"{_SCREENS}.representation.screen:RepresentationScreen",
}

#: The screen that shows a record of a kind; it is made with the record's id (a meeting: with event and start).
RECORD_SCREENS = {
    "customers": f"{_SCREENS}.customer.screen:CustomerScreen",
    "agreements": f"{_SCREENS}.agreement.screen:AgreementScreen",
    "actions": f"{_SCREENS}.board.screen:BoardScreen",
    "people": PEOPLE,
    "projects": f"{_SCREENS}.projects.screen:ProjectScreen",
    "changes": f"{_SCREENS}.changes.screen:ChangeScreen",
    "meetings": f"{_SCREENS}.meeting.screen:MeetingScreen",
    "subscriptions": f"{_SCREENS}.services.detail:SubscriptionScreen",
}

#: Of a kind without a screen of its own: the kind of the record that holds it, on whose screen it is a row. That
#: screen answers in ``shows`` for the kinds that it has rows of; what no screen shows opens as its form.
HELD_BY = {
    "roles": "customers",
    "representations": "customers",
    "touches": "customers",
    "risks": "customers",
    "log": "customers",
    "successes": "customers",
    "surveys": "customers",
    "maturity": "customers",
    "demands": "customers",
    "feedback": "customers",
    "milestones": "projects",
    "staff": "agreements",
    "forums": "agreements",
    "objectives": "agreements",
    "appendices": "agreements",
}

#: What is shown as one of its occurrences, on the screen of meetings.
OCCURRING = frozenset({"meetings", "exceptions", "events"})


def screen_class(place: str) -> type[Screen[Any]]:
    """Import a screen's class from its place, ``module:Class``."""
    module, _, name = place.partition(":")
    kind: type[Screen[Any]] = getattr(import_module(module), name)
    return kind


def make_screen(place: str, *arguments: object) -> Screen[Any]:
    """Return a new screen, made with what its class takes."""
    make: Callable[..., Screen[Any]] = screen_class(place)
    return make(*arguments)
