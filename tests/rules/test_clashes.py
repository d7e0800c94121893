"""What must not happen at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brm_tui.rules.clashes import clashes


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


@dataclass(frozen=True)
class Thing:
    """An entry of the calendar."""

    title: str
    start_at: datetime
    end_at: datetime
    layer: str = "meeting"
    source: str = "event"
    all_day: bool = False
    customers: tuple[str, ...] = ()
    blackout: bool = False
    cancelled: bool = False

    @property
    def source_id(self) -> str:
        """Its row: its title will do."""
        return self.title


def thing(title: str, start: str, end: str, **more: object) -> Thing:
    return Thing(title, at(start), at(end), **more)  # type: ignore[arg-type]  # whatever the test says


CLOSE = thing(
    "Close", "28T00:00", "30T00:00", layer="customer", all_day=True, customers=("FIN",), blackout=True
)
PATCH = thing("Patch", "28T02:00", "28T04:00", layer="change", source="change", customers=("FIN", "HR"))


def said(
    *things: Thing, attendees: dict[str, list[tuple[str, str]]] | None = None
) -> list[tuple[str, str, str]]:
    return [
        (clash.entry.title, clash.other.title, clash.reason) for clash in clashes(things, attendees or {})
    ]


def test_a_change_in_a_blackout_of_a_customer_it_concerns() -> None:
    assert said(CLOSE, PATCH) == [("Patch", "Close", "in a blackout of FIN")]


def test_a_change_of_other_customers_or_at_another_time_is_no_clash() -> None:
    other = thing("Other", "28T02:00", "28T04:00", layer="change", source="change", customers=("HR",))
    nobody = thing("Nobody", "28T02:00", "28T04:00", layer="change", source="change")
    before = thing("Before", "27T22:00", "28T00:00", layer="change", source="change", customers=("FIN",))
    called_off = thing("Off", "28T02:00", "28T04:00", layer="change", customers=("FIN",), cancelled=True)
    assert said(CLOSE, other, nobody, before, called_off) == []


def test_an_event_of_it_in_a_blackout_and_a_meeting_beside_it() -> None:
    works = thing("Works", "29T08:00", "29T09:00", layer="it", customers=("FIN",))
    meeting = thing("Meeting", "29T08:00", "29T09:00", customers=("FIN",))
    assert said(CLOSE, works, meeting) == [("Works", "Close", "in a blackout of FIN")]


def test_a_blackout_of_nobody_in_particular_and_a_freeze_hold_for_all() -> None:
    everybody = thing("Holidays", "28T00:00", "29T00:00", layer="customer", all_day=True, blackout=True)
    freeze = thing("Year-end", "28T00:00", "29T00:00", layer="it", source="freeze", all_day=True)
    assert said(everybody, freeze, PATCH) == [
        ("Patch", "Holidays", "in a blackout of FIN, HR"),
        ("Patch", "Year-end", "in a freeze of IT"),
    ]


def test_two_events_of_one_person_at_once() -> None:
    first = thing("First", "24T10:00", "24T11:00")
    second = thing("Second", "24T10:30", "24T11:30")
    after = thing("After", "24T11:30", "24T12:00")
    whole = thing("Away", "24T00:00", "25T00:00", all_day=True)
    everyone = [("1", "Ana"), ("2", "Bob"), ("3", "Cy"), ("4", "Di")]
    attendees = {"First": everyone, "Second": everyone, "After": everyone, "Away": everyone}
    assert said(second, first, after, whole, attendees=attendees) == [
        ("Second", "First", "Ana and 3 more in both")
    ]
    assert said(first, second, attendees={"First": [("1", "Ana")], "Second": [("2", "Bob")]}) == []


def test_a_long_event_clashes_with_each_that_begins_in_it() -> None:
    day = thing("Workshop", "24T09:00", "24T17:00")
    one, two = thing("One", "24T10:00", "24T10:30"), thing("Two", "24T16:00", "24T18:00")
    attendees = {name: [("1", "Ana")] for name in ("Workshop", "One", "Two")}
    assert said(day, one, two, attendees=attendees) == [
        ("One", "Workshop", "Ana in both"),
        ("Two", "Workshop", "Ana in both"),
    ]
