"""Free slots as the desk finds them, and moving there: one step that one undo takes back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.calendar import CalendarEntry, clashes_among, occurrences
from brm_tui.desk.clashes import clashes_ahead, clashes_of_entry
from brm_tui.desk.desk import Desk
from brm_tui.desk.free_slots import move_to_slot, slots_for
from brm_tui.errors import BrmError

FIRST, LAST = date(2026, 11, 24), date(2026, 12, 31)


def event(desk: Desk, title: str, start: str, *attendees: str, **more: object) -> str:
    values = {"title": title, "start": start, "attendees": ",".join(attendees), **more}
    return records.add(desk, "events", values, as_text=True)


def entry(desk: Desk, title: str, on: str = "") -> CalendarEntry:
    """Return the first entry of a title, on or after a day."""
    first = date.fromisoformat(on) if on else FIRST
    return next(one for one in occurrences(desk, first, LAST) if one.title.endswith(title))


def offered(desk: Desk, one: CalendarEntry) -> list[str]:
    zone = desk.clock.local_now().tzinfo
    return [f"{slot.start_at.astimezone(zone):%m-%d %H:%M}" for slot in slots_for(desk, one).slots]


@pytest.fixture
def people(desk: Desk) -> tuple[str, str]:
    """Return the e-mails of two people of one office."""
    for name in ("ana", "bob"):
        records.add(desk, "people", {"name": name.capitalize(), "email": f"{name}@x.example", "zone": "Europe/Berlin",
                    "work_start": "09:00", "work_end": "17:00"})  # fmt: skip
    return "ana@x.example", "bob@x.example"


def test_the_slots_keep_clear_of_what_everybody_has(
    desk: Desk, people: tuple[str, str], clock: Clock
) -> None:
    ana, bob = people
    event(desk, "Close call", "2026-12-01T10:00", ana, zone="Europe/Berlin")
    event(desk, "Review", "2026-12-01T10:00", ana, bob, zone="Europe/Berlin")
    event(desk, "Lunch", "2026-12-01T11:00", bob, zone="Europe/Berlin")
    event(desk, "Away", "2026-12-01", bob, end_date="2026-12-02")
    review = entry(desk, "Review")
    assert offered(desk, review) == ["12-01 09:00", "12-01 12:00", "11-30 10:00"]
    before = desk.read(
        lambda connection: connection.execute("SELECT COUNT(*) FROM history_step").fetchone()[0]
    )
    label = move_to_slot(desk, review, slots_for(desk, review).slots[1].start_at)
    assert label == "Move ‘Review’ to 01 Dec 2026 12:00"
    assert entry(desk, "Review").start == datetime.fromisoformat("2026-12-01T12:00")
    assert clashes_among(desk, occurrences(desk, FIRST, LAST)) == []
    after = desk.read(
        lambda connection: connection.execute("SELECT COUNT(*) FROM history_step").fetchone()[0]
    )
    assert after == before + 1
    desk.undo()
    assert entry(desk, "Review").start == review.start


def test_of_a_series_one_occurrence_moves_in_its_own_zone(desk: Desk, people: tuple[str, str]) -> None:
    records.change(desk, "people", "ana@x.example", {"zone": "America/New_York"})
    event(
        desk,
        "Series",
        "2026-12-05T10:00",
        people[0],
        zone="America/New_York",
        recurrence="FREQ=WEEKLY;COUNT=3",
    )
    saturday = entry(desk, "Series")
    (clash,) = clashes_of_entry(desk, saturday)
    assert clash.reason == "on a Saturday for Ana in New York"
    slot = slots_for(desk, saturday).slots[0]
    assert slot.reason == ("1 day earlier", "16:00 in New York")
    move_to_slot(desk, saturday, slot.start_at)
    moved = entry(desk, "Series")
    assert (moved.start_at, moved.moved, moved.original_start) == (
        slot.start_at,
        True,
        saturday.original_start,
    )
    assert entry(desk, "Series", "2026-12-12").start.date() == date(2026, 12, 12)
    assert clashes_of_entry(desk, moved) == []
    desk.undo()
    assert entry(desk, "Series").start == saturday.start


def test_a_change_moves_out_of_the_blackout_and_the_freeze(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    event(
        desk,
        "Quarter-end",
        "2026-11-30",
        end_date="2026-12-02",
        layer="customer",
        customers="FIN",
        impact="blackout",
    )
    event(desk, "Elsewhere", "2026-12-03", end_date="2026-12-20", layer="customer", impact="blackout")
    records.delete(desk, "events", entry(desk, "Elsewhere").source_id)
    records.add(desk, "freezes", {"title": "Year-end", "start": date(2026, 12, 3), "end": date(2026, 12, 10)})
    records.add(desk, "changes", {"code": "CHG-1", "title": "Patch", "state": "scheduled", "zone": "Europe/Berlin",
                "customers": ("FIN",), "window_start": datetime.fromisoformat("2026-12-01T02:00"),
                "window_end": datetime.fromisoformat("2026-12-01T05:00")})  # fmt: skip
    patch = entry(desk, "CHG-1 Patch")
    assert offered(desk, patch) == ["11-29 21:00", "11-29 02:00", "12-11 00:00"]
    label = move_to_slot(desk, patch, slots_for(desk, patch).slots[0].start_at)
    assert label == "Move ‘CHG-1 Patch’ to 29 Nov 2026 21:00"
    moved = entry(desk, "CHG-1 Patch")
    assert (moved.start.isoformat(), moved.end.isoformat()) == ("2026-11-29T21:00:00", "2026-11-30T00:00:00")
    assert clashes_of_entry(desk, moved) == []


def test_the_history_names_the_time_by_the_users_clock(desk: Desk) -> None:
    event(desk, "Call", "2026-12-01T10:00", zone="America/New_York")
    slot = slots_for(desk, entry(desk, "Call")).slots[0]
    assert move_to_slot(desk, entry(desk, "Call"), slot.start_at) == "Move ‘Call’ to 01 Dec 2026 15:30"
    assert entry(desk, "Call").start == datetime.fromisoformat("2026-12-01T15:30")


def test_where_nothing_is_free_it_says_why(desk: Desk, people: tuple[str, str]) -> None:
    ana, _bob = people
    event(desk, "Sprint", "2026-11-20T00:15", ana, length="40000")
    event(desk, "Review", "2026-12-01T10:00", ana)
    offer = slots_for(desk, entry(desk, "Review"))
    assert not offer.slots
    assert offer.obstacles[0].startswith("Ana is busy at ")


def test_only_events_and_changes_are_moved(desk: Desk) -> None:
    records.add(desk, "actions", {"title": "Draft", "due": date(2026, 12, 1)})
    with pytest.raises(BrmError, match="Only events and changes"):
        slots_for(desk, entry(desk, "Draft"))


def test_what_lies_ahead_is_told_on_saving(desk: Desk, people: tuple[str, str]) -> None:
    ana, _bob = people
    first = event(
        desk, "Daily", "2026-11-23T18:30", ana, zone="Europe/Berlin", recurrence="FREQ=DAILY;COUNT=30"
    )
    found = clashes_ahead(desk, "event", first)
    assert len(found) == 12, "the next twelve, not the one that is over"
    assert {clash.kind.value for clash in found} == {"outside hours", "weekend"}
    other = event(desk, "Other", "2026-11-25T18:45", ana, zone="Europe/Berlin")
    kinds = sorted(clash.kind.value for clash in clashes_ahead(desk, "event", other))
    assert kinds == ["double-booked", "outside hours"]
    assert clashes_ahead(desk, "event", "gone") == []
    assert clashes_ahead(desk, "change", "gone") == []
