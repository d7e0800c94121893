"""The health that the portfolio keeps is what would be judged anew, after any step and on any day."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import records, upkeep
from brm_tui.desk.agreements import new_agreement
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.desk.health import health_of
from brm_tui.desk.portfolio import PortfolioView, portfolio_pages
from brm_tui.desk.upkeep import judge_health
from brm_tui.paths import Home
from brm_tui.store.projections import stale_health
from brm_tui.store.queries.portfolio_records import PortfolioCustomer
from tests.store.history_tools import LOCAL, assert_derived


def _listed(desk: Desk, sort: str = "health", *, descending: bool = False) -> list[PortfolioCustomer]:
    pages = portfolio_pages(desk, PortfolioView(sort=sort, descending=descending))
    return [line for line in pages.fetch(0, pages.count()) if isinstance(line, PortfolioCustomer)]


def test_the_portfolio_shows_the_health_that_the_customers_page_explains(demo: Desk) -> None:
    listed = _listed(demo)
    assert len(listed) == 9
    for customer in listed:
        page = health_of(demo, customer.id)
        assert (customer.health, customer.health_trend) == (page.now.score, page.trend[-3:])


def test_the_worst_come_first_and_those_of_whom_too_little_is_known_last(demo: Desk) -> None:
    records.add(demo, "customers", {"name": "Aaa", "code": "AAA"})
    up = [customer.health for customer in _listed(demo)]
    assert up[-1] is None
    assert up[:-1] == sorted(value for value in up if value is not None)
    down = [customer.health for customer in _listed(demo, descending=True)]
    assert down == [*reversed(up[:-1]), None]


def test_the_health_follows_all_it_is_judged_by(desk: Desk) -> None:
    """Each deed, and taking all of them back, leaves what would be judged anew."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN", "target_days": 7, "maximum_days": 14})
    records.add(desk, "customers", {"name": "HR", "code": "HR"})
    seen: list[object] = []

    def look() -> None:
        assert_derived(desk)
        seen.append(
            desk.reader.execute(
                "SELECT health, health_trend FROM customer_projection p JOIN customer c ON c.id = p.customer_id"
                " WHERE c.code = 'FIN'"
            ).fetchone()
        )

    look()
    agreement = new_agreement(desk, "FIN", start=date(2026, 1, 1))
    look()
    records.add(desk, "services", {"name": "Mail"})
    subscription = records.add(
        desk, "subscriptions", {"service": "Mail", "customer": "FIN", "level_target": 99.5}
    )
    records.add(desk, "measures", {"subscription": subscription, "period": "2026-10", "level": 99.0})
    look()
    records.add(
        desk, "touches", {"customer": "FIN", "channel": "call", "at": "2026-11-20T10:00"}, as_text=True
    )
    look()
    records.change(desk, "subscriptions", subscription, {"level_target": 98.0})
    look()
    survey = records.add(
        desk, "surveys", {"name": "Pulse", "customer": "FIN", "method": "NPS", "date": date(2026, 6, 1)}
    )
    response = records.add(desk, "responses", {"survey": survey, "score": 2})
    look()
    records.change(desk, "surveys", survey, {"date": date(2024, 6, 1)})
    look()
    records.change(desk, "responses", response, {"customer": "HR", "date": date(2026, 10, 1)})
    look()
    complaint = records.add(
        desk,
        "feedback",
        {"title": "Slow", "customer": "FIN", "kind": "complaint", "received": date(2026, 10, 1)},
    )
    look()
    records.change(desk, "feedback", complaint, {"customer": "HR"})
    look()
    forum = records.add(
        desk,
        "forums",
        {
            "agreement": agreement, "name": "Review", "first_date": date(2026, 11, 3), "start_time": "10:00",
            "frequency": "weekly", "day_rule": "tuesday", "length": 60, "zone": "Europe/Berlin",
        },
    )  # fmt: skip
    look()
    event = desk.reader.execute("SELECT id FROM event WHERE forum_id = ?", (forum,)).fetchone()[0]
    records.add(desk, "meetings", {"event": event, "occurrence": LOCAL("2026-11-10T10:00"), "state": "held"})
    look()
    records.change(desk, "customers", "FIN", {"target_days": 1, "maximum_days": 2})
    look()
    records.delete(desk, "agreements", agreement)
    look()
    assert len(set(map(str, seen))) > 7, "most of these deeds show in the figure"
    while desk.reader.execute("SELECT COUNT(*) FROM feedback").fetchone()[0]:
        desk.undo()
        assert_derived(desk)


def test_a_meeting_of_today_is_missed_from_tomorrow_on(demo: Desk) -> None:
    """Within a day nothing but records changes the figure, so that what is kept stays right until midnight."""
    ids = [row[0] for row in demo.reader.execute("SELECT id FROM customer")]
    early = [health_of(demo, customer_id).now for customer_id in ids]
    demo.clock = pinned_clock("2026-11-24T23:50", "Europe/Berlin")
    assert [health_of(demo, customer_id).now for customer_id in ids] == early


def test_the_next_day_judges_all_anew_once(demo_home: Home) -> None:
    later = Desk.open(demo_home, pinned_clock("2026-11-26", "Europe/Berlin"))
    assert len(later.read(stale_health, later.today)) == 9
    judge_health(later)
    assert later.read(stale_health, later.today) == []
    for customer in _listed(later):
        assert customer.health == health_of(later, customer.id).now.score
    before = later.data_version()
    judge_health(later)
    assert later.data_version() == before, "nothing is written where nothing aged"
    later.close()


def test_judging_ends_when_the_desk_is_closed(demo_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Desk.open(demo_home, pinned_clock("2026-11-26", "Europe/Berlin"))
    monkeypatch.setattr(upkeep, "CUSTOMERS_AT_ONCE", 4)
    monkeypatch.setattr(later, "rest", lambda _seconds: True)
    judge_health(later)
    assert len(later.read(stale_health, later.today)) == 5
    monkeypatch.undo()
    judge_health(later)
    assert later.read(stale_health, later.today) == []
    later.close()


def test_check_finds_a_health_that_was_altered_but_not_one_that_aged(demo: Desk, clock: Clock) -> None:
    with sqlite3.connect(demo.home.database) as connection:
        connection.execute(
            "UPDATE customer_projection SET health = 1, health_for = ?",
            ((clock.today() - timedelta(days=3)).isoformat(),),
        )
    assert check(demo) == []
    with sqlite3.connect(demo.home.database) as connection:
        connection.execute("UPDATE customer_projection SET health = 1 WHERE health IS NOT NULL")
    assert any("customer_projection" in finding for finding in check(demo))
    assert check(demo) == []
    assert_derived(demo)
