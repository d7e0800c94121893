"""What could wait for the next meeting where a customer is contacted too much. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from brm_tui.rules.cadence import Contact
from brm_tui.rules.dates import WEEKDAYS, show_date
from brm_tui.rules.topics import in_order

BUNDLE_DAYS = 30
"""Meetings, and open actions, within so many days are bundled into or with."""
IN_PERSON = frozenset({"meeting", "visit"})
"""Channels whose topics were bundled already."""


class OpenItem(NamedTuple):
    """Something open that would have to be talked about.

    Attributes:
        kind: action or complaint.
        title: What it is.
        due: Its last day.
    """

    kind: str
    title: str
    due: date | None


class Bundle(NamedTuple):
    """What could be talked about at once, and when.

    Attributes:
        meeting: The next meeting; empty where none is near.
        day: When it is.
        topics: What the contacts outside of meetings were about.
        items: What is open and falls due soon.
    """

    meeting: str
    day: date | None
    topics: tuple[str, ...]
    items: tuple[OpenItem, ...]

    @property
    def waiting(self) -> int:
        """How much there is to bundle."""
        return len(self.topics) + len(self.items)


def bundled(
    contacts: Iterable[Contact], items: Iterable[OpenItem], meeting: tuple[str, date] | None, today: date
) -> Bundle:
    """Return what could be bundled into which coming meeting.

    Args:
        contacts: The contacts that were too many.
        items: What is open with the customer.
        meeting: The next meeting with it and its day; None where none is planned.
        today: Today.
    """
    near = meeting if meeting is not None and meeting[1] <= today + timedelta(days=BUNDLE_DAYS) else None
    last = today + timedelta(days=BUNDLE_DAYS)
    talked = in_order(topic for one in contacts if one.channel not in IN_PERSON for topic in one.topics)
    open_ones = tuple(
        item for item in items if item.kind != "action" or (item.due is not None and item.due <= last)
    )
    return Bundle(
        near[0] if near else "", near[1] if near else None, tuple(topic.value for topic in talked), open_ones
    )


def bundle_said(bundle: Bundle, today: date) -> str:
    """Return what to do in a few words: ``bundle 3 topics on Thu``; what can wait where no meeting is near."""
    if bundle.day is None:
        return "no meeting near to bundle into"
    if not bundle.waiting:
        return f"let it wait until {_day(bundle.day, today)}"
    topics = "1 topic" if bundle.waiting == 1 else f"{bundle.waiting} topics"
    return f"bundle {topics} {_on(bundle.day, today)}"


def _on(day: date, today: date) -> str:
    return _day(day, today) if day == today else f"on {_day(day, today)}"


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    near = timedelta() < day - today < timedelta(days=7)
    return WEEKDAYS[day.weekday()] if near else show_date(day, today)
