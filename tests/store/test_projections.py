"""The figures that lists sort by are those that would be computed anew, after any step and on any day."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import events, records
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.store.projections import stale_customers
from tests.store.history_tools import assert_derived

LOCAL = datetime.fromisoformat


def _figures(desk: Desk, code: str = "FIN") -> tuple[object, ...]:
    found: tuple[object, ...] = desk.reader.execute(
        "SELECT p.last_contact_at, p.next_meeting_at, p.open_actions, p.overdue_actions FROM customer_projection p"
        " JOIN customer c ON c.id = p.customer_id WHERE c.code = ?",
        (code,),
    ).fetchone()
    return found


def test_figures_follow_what_happens(desk: Desk) -> None:
    for code in ("FIN", "HR"):
        records.add(desk, "customers", {"name": code, "code": code})
    assert _figures(desk) == (None, None, 0, 0)
    records.add(desk, "touches", {"customer": "FIN", "at": datetime(2026, 11, 20, 9, tzinfo=UTC)})
    records.add(desk, "touches", {"customer": "FIN", "at": datetime(2026, 12, 20, 9, tzinfo=UTC)})
    late = records.add(desk, "actions", {"title": "Late", "customer": "FIN", "due": date(2026, 11, 23)})
    records.add(desk, "actions", {"title": "Today", "customer": "FIN", "due": date(2026, 11, 24)})
    meeting = records.add(
        desk, "events", {"title": "X", "start": LOCAL("2026-11-24T09:30"), "customers": ["FIN"],
                         "recurrence": "FREQ=DAILY;COUNT=3"},
    )  # fmt: skip
    assert _figures(desk) == ("2026-11-20 09:00:00.000000", "2026-11-24 08:30:00.000000", 2, 1)
    events.change_occurrence(desk, meeting, LOCAL("2026-11-24T09:30"), {"cancelled": True})
    assert _figures(desk)[1] == "2026-11-25 08:30:00.000000"
    records.change(desk, "events", meeting, {"status": "cancelled"})
    assert _figures(desk)[1] is None
    records.change(desk, "actions", late, {"customer": "HR"})
    assert (_figures(desk)[2:], _figures(desk, "HR")[2:]) == ((1, 0), (1, 1))
    records.change(desk, "actions", late, {"status": "done"})
    assert _figures(desk, "HR")[2:] == (0, 0)
    for _step in range(4):
        desk.undo()
    assert _figures(desk) == ("2026-11-20 09:00:00.000000", "2026-11-24 08:30:00.000000", 2, 1)
    assert_derived(desk)


def test_a_held_meeting_is_a_contact(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "FIN", "code": "FIN"})
    event = records.add(
        desk, "events", {"title": "X", "start": LOCAL("2026-11-23T10:00"), "customers": ["FIN"]}
    )
    assert _figures(desk)[0] is None
    meeting = records.add(desk, "meetings", {"event": event, "occurrence": LOCAL("2026-11-23T10:00")})
    assert _figures(desk)[0] == "2026-11-23 09:00:00.000000"
    records.change(desk, "meetings", meeting, {"state": "not held"})
    assert _figures(desk)[0] is None


def test_the_load_of_a_person_follows(desk: Desk) -> None:
    records.add(desk, "people", {"name": "Ana", "email": "ana@x.example", "side": "IT"})
    for code in ("FIN", "HR"):
        records.add(desk, "customers", {"name": code, "code": code})
        records.add(desk, "representations", {"customer": code, "person": "ana@x.example", "hours": 4.5})

    def _load() -> tuple[object, ...]:
        found: tuple[object, ...] = desk.reader.execute(
            "SELECT customers, hours FROM person_projection"
        ).fetchone()
        return found

    assert _load() == (2, 9.0)
    records.delete(desk, "customers", "HR")
    assert _load() == (1, 4.5)
    desk.undo()
    assert _load() == (2, 9.0)


def test_names_of_people_and_services_reach_what_was_agreed(demo: Desk) -> None:
    """An assignee or a service that is renamed changes the working copies that name it."""
    for kind, query in (
        ("people", "SELECT assignee_id FROM action WHERE assignee_id > '' GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 3"),
        ("services", "SELECT service_id FROM appendix WHERE service_id IS NOT NULL GROUP BY 1 LIMIT 3"),
        ("customers", "SELECT id FROM customer LIMIT 3"),
    ):  # fmt: skip
        for (row_id,) in demo.reader.execute(query).fetchall():
            records.change(demo, kind, row_id, {"name": f"Renamed {row_id}"})
            assert_derived(demo)


def test_only_what_has_aged_is_stale(home: Home, clock: Clock) -> None:
    desk = Desk.open(home, clock)
    for code in ("FIN", "HR", "LAW"):
        records.add(desk, "customers", {"name": code, "code": code})
    records.add(desk, "actions", {"title": "X", "customer": "HR", "due": date(2026, 11, 24)})
    records.add(desk, "events", {"title": "X", "start": LOCAL("2026-11-24T15:00"), "customers": ["FIN"]})
    assert desk.read(stale_customers, clock) == []
    codes = dict(desk.reader.execute("SELECT id, code FROM customer").fetchall())
    later = pinned_clock("2026-11-25", "Europe/Berlin")
    assert sorted(codes[row_id] for row_id in desk.read(stale_customers, later)) == ["FIN", "HR"]
    desk.close()


def test_check_finds_and_mends_what_was_altered(demo: Desk) -> None:
    assert check(demo) == []
    with sqlite3.connect(demo.home.database) as connection:
        connection.execute("UPDATE customer_projection SET open_actions = 99")
        connection.execute("DELETE FROM occurrence WHERE rowid IN (SELECT rowid FROM occurrence LIMIT 5)")
        connection.execute("DELETE FROM person_projection")
        connection.execute("UPDATE agreement_projection SET changes_since = 99")
    assert len(check(demo)) == 4
    assert check(demo) == []
    assert_derived(demo)


def test_figures_that_merely_aged_are_no_finding(demo_home: Home) -> None:
    later = Desk.open(demo_home, pinned_clock("2027-03-01", "Europe/Berlin"))
    assert check(later) == []
    assert_derived(later)
    later.close()
