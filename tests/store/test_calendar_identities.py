"""Who entries are in files: one UID for good, sequences and stamps that rise exactly when what is shown changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.desk.calendar_files import Selection, calendar_items, export_calendar
from brm_tui.desk.desk import Desk
from brm_tui.model.agreements import Agreement
from brm_tui.rules.calendar_items import CalendarItem
from brm_tui.store.calendar_identities import outdated
from tests.desk.agreement_desk import agree
from tests.store.history_tools import assert_derived

LOCAL = datetime.fromisoformat

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def _later(desk: Desk) -> datetime:
    """Let an hour pass."""
    assert desk.clock.pinned is not None
    desk.clock = Clock(desk.clock.zone, desk.clock.pinned + timedelta(hours=1))
    return desk.clock.now()


def _items(desk: Desk) -> dict[str, CalendarItem]:
    return {item.uid: item for item in calendar_items(desk, Selection())}


@pytest.fixture
def event(desk: Desk) -> str:
    """Add a weekly meeting of a customer, and let everything leave the house."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Ana", "email": "ana@x.example"})
    row_id = records.add(
        desk, "events", {"title": "X", "start": LOCAL("2026-12-01T10:00"), "customers": ["FIN"],
                         "attendees": ["ana@x.example"], "recurrence": "FREQ=WEEKLY;COUNT=5"},
    )  # fmt: skip
    export_calendar(desk, desk.home.root / "x.ics", Selection())
    return row_id


@pytest.mark.parametrize(
    ("kind", "name", "changes", "rises"),
    [
        ("events", "X", {"start": LOCAL("2026-12-01T11:00")}, 1), ("events", "X", {"length": 30}, 1),
        ("events", "X", {"recurrence": "FREQ=WEEKLY;COUNT=4"}, 1), ("events", "X", {"place": "Hall"}, 1),
        ("events", "X", {"status": "tentative"}, 1), ("events", "X", {"zone": "Asia/Tokyo"}, 1),
        ("events", "X", {"title": "Y"}, 0), ("events", "X", {"agenda": "Cake"}, 0),
        ("events", "X", {"reminder": 10}, 0), ("events", "X", {"attendees": []}, 0),
        ("events", "X", {"customers": []}, 0),
        ("customers", "FIN", {"name": "Money"}, 0), ("people", "Ana", {"name": "Anna"}, 0),
        ("customers", "FIN", {"notes": "Never shown"}, None), ("people", "Ana", {"phone": "1"}, None),
        ("events", "X", {"title": "X"}, None),
    ],
)  # fmt: skip
def test_the_sequence_rises_with_time_status_and_place_the_stamp_with_all_that_is_shown(
    desk: Desk, event: str, kind: str, name: str, changes: dict[str, object], rises: int | None
) -> None:
    (before,) = _items(desk).values()
    now = _later(desk)
    records.change(desk, kind, name, changes)
    (after,) = _items(desk).values()
    assert after.uid == before.uid == f"{event}@brm-tui.local"
    assert after.created == before.created
    assert after.sequence == before.sequence + (rises or 0)
    assert after.stamp == (before.stamp if rises is None else now)
    if rises is not None:
        again = _later(desk)
        desk.undo()
        (back,) = _items(desk).values()
        assert back.sequence == after.sequence + rises
        assert back.stamp == again
        assert replace(back, sequence=before.sequence, stamp=before.stamp) == before


def test_one_occurrence_moved_or_cancelled_is_a_change_of_the_series(desk: Desk, event: str) -> None:
    several: tuple[dict[str, object], ...] = (
        {"start": LOCAL("2026-12-09T15:00")},
        {"cancelled": True},
        {"cancelled": False, "start": None},
    )
    for count, changes in enumerate(several, 1):
        events.change_occurrence(desk, event, LOCAL("2026-12-08T10:00"), changes)
        (item,) = _items(desk).values()
        assert item.sequence == count
    events.restore_occurrence(desk, event, LOCAL("2026-12-08T10:00"))
    assert_derived(desk)


def test_a_deleted_entry_that_left_the_house_is_cancelled_and_rises_from_the_dead(
    desk: Desk, event: str
) -> None:
    (before,) = _items(desk).values()
    for step in range(3):
        now = _later(desk)
        if step:
            desk.redo()
        else:
            records.delete(desk, "events", event)
        (gone,) = _items(desk).values()
        assert (gone.status, gone.busy, gone.title, gone.stamp) == ("cancelled", False, before.title, now)
        assert gone.sequence == 2 * step + 1
        assert gone.series == before.series
        desk.undo()
        (back,) = _items(desk).values()
        assert (back.status, back.sequence, back.uid) == ("confirmed", 2 * step + 2, before.uid)


def test_an_agreement_that_ends_takes_its_dates_out_of_the_calendar(desk: Desk) -> None:
    agreed = agree(desk)
    records.change(desk, "objectives", agreed.objective, {"due": date(2027, 6, 30)})
    records.change(desk, "appendices", agreed.appendix, {"valid_until": date(2027, 6, 30)})
    export_calendar(desk, desk.home.root / "x.ics", Selection())
    with desk.step("End it") as step:
        agreement = step.get(Agreement, agreed.agreement)
        assert agreement is not None
        agreement.ended = desk.today
    gone = {uid.split("@")[0][:36] for uid, item in _items(desk).items() if item.status == "cancelled"}
    assert gone == {agreed.agreement, agreed.objective, agreed.appendix}
    assert_derived(desk)
    desk.undo()
    assert {item.status for item in _items(desk).values()} == {"confirmed"}
    assert_derived(desk)


def test_every_identity_of_the_demo_is_up_to_date_and_unique(demo: Desk) -> None:
    assert outdated(demo.reader, occurrences_apart) == set()
    items = calendar_items(demo, Selection())
    assert len({item.uid for item in items}) == len(items) > 50
    assert all(item.uid.isascii() for item in items)
