"""The list of services: what it holds, in which order, and that the database judges as the rule does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.desk.records import add, add_many
from brm_tui.desk.services import (
    SORTS,
    ServiceLine,
    ServiceView,
    service_pages,
    service_summary,
    subscription_page,
)
from brm_tui.errors import NotFoundError
from brm_tui.rules.filter_fields import SERVICES
from brm_tui.rules.filters import read_filter
from brm_tui.rules.services import standing

VIEW = ServiceView()


def listed(desk: Desk, view: ServiceView = VIEW) -> Sequence[ServiceLine]:
    """Return all lines of a view."""
    pages = service_pages(desk, view)
    return pages.fetch(0, pages.count())


def only(desk: Desk, typed: str, customer_id: str = "") -> ServiceView:
    """Return the view of what fits a filter."""
    return ServiceView(read_filter(typed, SERVICES, desk.today), customer_id)


def named(lines: Sequence[ServiceLine]) -> list[str]:
    """Return whose and which services these are."""
    return [f"{line.head.code}/{line.head.service}" for line in lines]


@pytest.fixture
def services(desk: Desk) -> Desk:
    """Make two customers and three services with every kind of figures."""
    for name, code in (("Finance", "FIN"), ("Legal", "LEG")):
        add(desk, "customers", {"name": name, "code": code, "status": "active"})
    for name in ("Mail", "Payroll", "Archive"):
        add(desk, "services", {"name": name})
    ids = add_many(
        desk,
        "subscriptions",
        [
            {"service": "Mail", "customer": "FIN", "level_target": 99.5, "cost": 10_000},
            {"service": "Payroll", "customer": "FIN", "level_target": 99.0, "priority": "urgent"},
            {"service": "Mail", "customer": "LEG", "cost": 5_000, "currency": "USD"},
            {"service": "Archive", "customer": "LEG", "active_until": "2026-06-30"},
        ],
    )
    add_many(
        desk,
        "measures",
        [
            {"subscription": ids[0], "period": "2026-10", "level": 99.1, "satisfaction": 4.0, "cost": 9_000},
            {"subscription": ids[0], "period": "2026-09", "level": 99.9},
            {"subscription": ids[1], "period": "2026-07", "level": 99.5},
            {"subscription": ids[2], "period": "2026-10", "level": 99.0, "satisfaction": 2.0},
        ],
    )
    return desk


def test_lists_what_is_taken(services: Desk) -> None:
    """By customer and service; what ended is left out."""
    assert named(listed(services)) == ["FIN/Mail", "FIN/Payroll", "LEG/Mail"]
    lines = listed(services)
    assert lines[0].trend("level", ["2026-08", "2026-09", "2026-10"]) == [None, 99.9, 99.1]
    assert [standing(line.known, services.today).rag for line in lines] == ["amber", None, "red"]
    assert standing(lines[1].known, services.today).stale


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("mail leg", ["LEG/Mail"]),
        ("rag:red,amber", ["FIN/Mail", "LEG/Mail"]),
        ("standing:unknown", ["FIN/Payroll"]),
        ("stale", ["FIN/Payroll"]),
        ("priority:urgent", ["FIN/Payroll"]),
        ("ended archive", ["LEG/Archive"]),
        ("not taken", ["FIN/Archive", "LEG/Archive", "LEG/Payroll"]),
        ("untaken customer:leg", ["LEG/Archive", "LEG/Payroll"]),
        ("untaken rag:red", []),
        ("100%_", []),
        ("customer:fin cost >= 100", ["FIN/Mail"]),
        ("ended ends before 1 jul", ["LEG/Archive"]),
        ("level < 99.5 satisfaction > 3", ["FIN/Mail"]),
        ("no level", []),
        ("no owner -priority:urgent", ["FIN/Mail", "LEG/Mail"]),
    ],
)
def test_filters(services: Desk, wanted: str, found: list[str]) -> None:
    """Each filter lists what it says."""
    assert named(listed(services, only(services, wanted))) == found


def test_a_customers_page_shows_what_it_could_take_unless_figures_are_asked_for(services: Desk) -> None:
    finance = listed(services)[0].head.customer_id
    assert named(listed(services, only(services, "", finance))) == ["FIN/Mail", "FIN/Payroll", "FIN/Archive"]
    assert named(listed(services, only(services, "rag:amber", finance))) == ["FIN/Mail"]


def test_what_is_unknown_comes_last_either_way(services: Desk) -> None:
    """No satisfaction is no low satisfaction."""
    by = ServiceView(sort="satisfaction")
    assert named(listed(services, by)) == ["LEG/Mail", "FIN/Mail", "FIN/Payroll"]
    assert named(listed(services, replace(by, descending=True))) == ["FIN/Mail", "LEG/Mail", "FIN/Payroll"]


def test_costs_of_different_currencies_are_not_compared_or_added(services: Desk) -> None:
    """Each currency stands for itself, and what is not known is counted."""
    found = service_summary(services)
    assert found.costs == (("EUR", 10_000), ("USD", 5_000))
    assert (found.without_cost, found.ended, found.customers) == (1, 1, 2)
    assert (found.taken, found.red, found.amber, found.green, found.unknown, found.stale) == (
        3,
        1,
        1,
        0,
        1,
        1,
    )
    finance = listed(services)[0].head.customer_id
    assert service_summary(services, finance).taken == 2


def test_the_page_of_a_subscription(services: Desk) -> None:
    """It holds its months, and says when it is gone."""
    line = listed(services)[0]
    page = subscription_page(services, line.id)
    assert [month.period for month in page.months] == ["2026-09", "2026-10"]
    assert page.standing.rag == "amber"
    with pytest.raises(NotFoundError):
        subscription_page(services, "00000000-0000-7000-8000-000000000000")


@pytest.mark.parametrize("seed", range(6))
def test_the_database_judges_as_the_rule_does(desk: Desk, seed: int) -> None:
    """Of any figures, the standings that are filtered and sorted by are those that are shown."""
    chance = random.Random(seed)
    add(desk, "customers", {"name": "Finance", "code": "FIN", "status": "active"})
    add_many(desk, "services", [{"name": f"Service {number:02}"} for number in range(40)])
    targets = [None, 99.0, 99.3, 99.5, 100.0]
    ids = add_many(
        desk,
        "subscriptions",
        [
            {"service": f"Service {number:02}", "customer": "FIN", "level_target": chance.choice(targets)}
            for number in range(40)
        ],
    )
    levels = [None, 97.0, 98.0, 98.6, 98.61, 99.0, 99.29, 99.3, 99.5, 100.0]
    add_many(
        desk,
        "measures",
        [
            {
                "subscription": row_id,
                "period": period,
                "level": chance.choice(levels),
                "target": chance.choice(targets),
                "satisfaction": chance.choice([None, 1.0, 2.4, 2.5, 3.4, 3.5, 5.0]),
            }
            for row_id in ids
            for period in ("2026-07", "2026-08", "2026-09", "2026-10")
            if chance.random() < 0.4
        ],
    )
    everything = {line.id: standing(line.known, desk.today) for line in listed(desk)}
    for word in ("red", "amber", "green", "unknown"):
        found = {line.id for line in listed(desk, only(desk, f"rag:{word}"))}
        assert found == {
            row_id for row_id, judged in everything.items() if (judged.rag or "unknown") == word
        }, word
    stale = {line.id for line in listed(desk, only(desk, "stale"))}
    assert stale == {row_id for row_id, judged in everything.items() if judged.stale}
    order = ["red", "amber", None, "green"]
    ranks = [order.index(everything[line.id].rag) for line in listed(desk, ServiceView(sort="standing"))]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("typed", ["", "not taken"])
@pytest.mark.parametrize("sort", SORTS)
def test_every_order_pages_alike(demo: Desk, sort: str, typed: str, descending: bool) -> None:
    """Read page by page or at once, from either end, each order lists everything once."""
    view = replace(only(demo, typed), sort=sort, descending=descending)
    whole = [line.id for line in listed(demo, view)]
    assert len(set(whole)) == len(whole) > 20
    pages = service_pages(demo, view)
    total = pages.count()
    assert [line.id for start in range(0, total, 7) for line in pages.fetch(start, 7)] == whole
    again = service_pages(demo, view)
    again.count()
    assert [line.id for line in again.fetch(total - 5, 5)] == whole[-5:]
    assert again.index_of(whole[11]) == 11
    assert again.present([whole[3], "nothing"]) == {whole[3]}
