"""The integrated calendar between two days, read from a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar import CalendarEntry, occurrences
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.paths import Home
from brm_tui.store.queries.calendar_items import all_sources, drafts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(Home(tmp_path / "home"), pinned_clock("2026-11-24T09:00", "Europe/Berlin"))
    records.add(opened, "customers", {"name": "Finance", "code": "FIN"})
    records.add(opened, "customers", {"name": "Retail", "code": "RET"})
    yield opened
    opened.close()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def event(desk: Desk, **values: Any) -> str:
    return records.add(desk, "events", {"zone": "Europe/Berlin", **values}, as_text=True)


def month(desk: Desk, **options: Any) -> list[CalendarEntry]:
    return occurrences(desk, date(2026, 11, 1), date(2026, 11, 30), **options)


def test_a_series_shows_each_occurrence_in_the_users_zone(desk: Desk) -> None:
    event(desk, title="Stand-up", start="2026-11-02T21:30", zone="America/New_York", length="60",
          customers="FIN", recurrence="FREQ=WEEKLY;BYDAY=MO;COUNT=3")  # fmt: skip
    found = month(desk)
    assert [entry.start for entry in found] == [
        at("2026-11-03 03:30"), at("2026-11-10 03:30"), at("2026-11-17 03:30"),
    ]  # fmt: skip
    first = found[0]
    assert first.original_start == at("2026-11-02 21:30")
    assert first.start_at == datetime(2026, 11, 3, 2, 30, tzinfo=UTC)
    assert (first.zone, first.title, first.customers) == ("America/New_York", "Finance · Stand-up", ("FIN",))
    assert (first.layer, first.source, first.recurring, first.moved) == ("meeting", "event", True, False)


def test_only_what_lies_in_the_users_days_is_there(desk: Desk) -> None:
    event(desk, title="Night", start="2026-10-31T23:30", length="60")
    event(desk, title="Ends at midnight", start="2026-10-31T23:00", length="60")
    event(desk, title="Next month", start="2026-12-01T00:00", length="60")
    event(desk, title="New York evening", start="2026-11-30T20:00", zone="America/New_York", length="60")
    assert [entry.title for entry in month(desk)] == ["Night"]


def test_whole_days_keep_their_dates_and_long_ones_reach_in(desk: Desk) -> None:
    event(desk, title="Year-end close", layer="customer", start="2026-08-01", end_date="2026-11-01",
          impact="blackout", customers="FIN")  # fmt: skip
    event(desk, title="Fair", layer="customer", start="2026-09-01", end_date="2026-10-31")
    event(desk, title="Long again", layer="it", start="2026-01-01", end_date="2026-02-15",
          recurrence="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1")  # fmt: skip
    found = month(desk)
    assert [(entry.title, entry.start, entry.end, entry.blackout) for entry in found] == [
        ("Finance · Year-end close", at("2026-08-01"), at("2026-11-02"), True),
        ("Long again", at("2026-10-01"), at("2026-11-16"), False),
    ]
    assert found[0].last_day == date(2026, 11, 1)
    assert found[0].start_at == datetime(2026, 7, 31, 22, tzinfo=UTC)


def test_moved_and_edited_occurrences_say_so(desk: Desk) -> None:
    row = event(desk, title="Review", start="2026-11-03T10:00", length="60", place="A",
                recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=3")  # fmt: skip
    events.change_occurrence(desk, row, at("2026-11-10 10:00"), {"start": at("2026-11-12 09:00")})
    events.change_occurrence(desk, row, at("2026-11-17 10:00"), {"title": "Special", "place": "B"})
    found = month(desk)
    assert [(entry.start.day, entry.moved, entry.title, entry.place) for entry in found] == [
        (3, False, "Review", "A"), (12, True, "Review", "A"), (17, False, "Special", "B"),
    ]  # fmt: skip
    assert found[1].original_start == at("2026-11-10 10:00")


def test_cancelled_ones_come_only_when_wanted(desk: Desk) -> None:
    row = event(desk, title="Review", start="2026-11-03T10:00", length="60",
                recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=2")  # fmt: skip
    events.change_occurrence(desk, row, at("2026-11-10 10:00"), {"cancelled": True})
    event(desk, title="Called off", start="2026-11-05T10:00", status="cancelled")
    whole = event(desk, title="Closed", layer="it", start="2026-11-20", end_date="2026-11-21",
                  recurrence="FREQ=WEEKLY;COUNT=1")  # fmt: skip
    events.change_occurrence(desk, whole, at("2026-11-20"), {"cancelled": True})
    assert [entry.start.day for entry in month(desk)] == [3]
    found = month(desk, include_cancelled=True)
    assert [(entry.start.day, entry.cancelled) for entry in found] == [
        (3, False),
        (5, True),
        (10, True),
        (20, True),
    ]
    assert found[2].end == at("2026-11-10 11:00")
    assert found[3].last_day == date(2026, 11, 21)


def full(desk: Desk) -> None:
    """Give every source one entry in November."""
    records.add(desk, "changes", {"code": "CHG-1", "title": "Patch", "impact": 5, "likelihood": 4,
                "state": "scheduled",
                "window_start": at("2026-11-28 02:00"), "window_end": at("2026-11-28 04:00"),
                "zone": "Europe/Berlin", "customers": ("FIN",)})  # fmt: skip
    project = records.add(desk, "projects", {"name": "Ledger", "customers": ("FIN", "RET")})
    records.add(desk, "milestones", {"project": project, "title": "Go-live", "forecast": date(2026, 11, 20)})
    agreement = records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership agreement",
                            "term_end": date(2026, 11, 29), "review_date": date(2026, 11, 2)})  # fmt: skip
    records.add(desk, "appendices", {"agreement": agreement, "kind": "SLA", "title": "Payroll",
                "valid_until": date(2026, 11, 26)})  # fmt: skip
    records.add(desk, "actions", {"title": "Draft SLA", "customer": "RET", "due": date(2026, 11, 27)})
    records.add(desk, "objectives", {"agreement": agreement, "title": "Faster close", "kind": "objective",
                "due": date(2026, 11, 25)})  # fmt: skip
    event(desk, title="Kick-off", start="2026-11-24T10:00", customers="FIN,RET")


def test_every_source_has_its_layer_and_the_same_title_as_in_files(desk: Desk) -> None:
    full(desk)
    records.add(desk, "freezes", {"title": "Year-end", "start": date(2026, 11, 30), "end": date(2027, 1, 4)})
    found = {(entry.source, entry.source_id, entry.part): entry for entry in month(desk)}
    assert {(entry.layer, entry.source, entry.part, entry.start.day) for entry in found.values()} == {
        ("agreement", "agreement", "review", 2), ("milestone", "milestone", "", 20),
        ("meeting", "event", "", 24), ("due", "objective", "", 25), ("agreement", "appendix", "", 26),
        ("due", "action", "", 27), ("change", "change", "", 28), ("agreement", "agreement", "expiry", 29),
        ("it", "freeze", "", 30),
    }  # fmt: skip
    items = {
        (draft.source, draft.source_id, draft.part): draft
        for draft in drafts(desk.reader, all_sources(desk.reader))
    }
    freeze = {key for key in found if key[0] == "freeze"}
    assert found.keys() - freeze == items.keys()
    for key, draft in items.items():
        assert (found[key].title, found[key].layer, found[key].status) == (
            draft.title,
            draft.layer,
            draft.status,
        )
        assert len(found[key].customers) == len(draft.customers)
    change = next(entry for entry in found.values() if entry.source == "change")
    assert change.high_risk
    assert change.start == at("2026-11-28 02:00")


def test_layers_and_customers_narrow_what_is_there(desk: Desk) -> None:
    full(desk)
    assert {entry.layer for entry in month(desk, layers=("due", "change"))} == {"due", "change"}
    assert {entry.source for entry in month(desk, customer="RET")} == {"milestone", "action", "event"}
    assert {entry.source for entry in month(desk, customer="Finance", layers=("change",))} == {"change"}
    with pytest.raises(FieldError):
        month(desk, layers=("holidays",))
    with pytest.raises(NotFoundError):
        month(desk, customer="NOPE")


def test_what_is_internal_or_done_is_told_apart(desk: Desk) -> None:
    records.add(desk, "actions", {"title": "Secret", "due": date(2026, 11, 27), "internal": True})
    records.add(desk, "actions", {"title": "Done", "due": date(2026, 11, 27), "status": "done"})
    assert [(entry.title, entry.internal) for entry in month(desk)] == [("Due: Secret", True)]


def test_the_windows_queries_use_indexes(desk: Desk) -> None:
    plans = {
        "occurrence": "SELECT 1 FROM occurrence o JOIN event e ON e.id = o.event_id WHERE o.start_at >= ? AND"
        " o.start_at < ? AND o.end_at >= ?",
        "change": "SELECT 1 FROM change x WHERE x.window_start < ?",
        "action": "SELECT 1 FROM action x WHERE x.due BETWEEN ? AND ? AND x.status IN ('backlog')",
    }
    for table, query in plans.items():
        plan = " ".join(
            row[3] for row in desk.reader.execute(f"EXPLAIN QUERY PLAN {query}", ["2026"] * query.count("?"))
        )
        assert f"SCAN {table}" not in plan
        assert "USING INDEX ix_" in plan or "USING COVERING INDEX ix_" in plan
