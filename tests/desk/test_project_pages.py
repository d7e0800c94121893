"""The list of projects and one project's page, on a real file and on the demo."""

from __future__ import annotations

from itertools import product

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.project_pages import (
    SORTS,
    ProjectLine,
    ProjectView,
    project_page,
    project_pages,
    projects_ahead,
)
from brm_tui.errors import NotFoundError
from brm_tui.rules.filter_fields import PROJECTS
from brm_tui.rules.filters import read_filter
from brm_tui.rules.project_order import Rank
from brm_tui.rules.project_rag import Dimension
from brm_tui.rules.vocabulary import Rag
from tests.ui.shell_desk import HOSTILE


def lines(desk: Desk, view: ProjectView) -> list[ProjectLine]:
    pages = project_pages(desk, view)
    found = pages.fetch(0, pages.count())
    for place, line in enumerate(found):
        assert pages.index_of(line.id) == place
    return found


def names(desk: Desk, sort: str = "standing", *, descending: bool = False, typed: str = "") -> list[str]:
    view = ProjectView(read_filter(typed, PROJECTS, desk.today), sort=sort, descending=descending)
    return [line.name for line in lines(desk, view)]


@pytest.fixture
def four(desk: Desk) -> Desk:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Ingrid", "email": "ingrid@x.example", "side": "IT"})
    green = {f"{dimension}_rag": "green" for dimension in Dimension}
    for values in (
        {
            "name": "all green",
            **green,
            "baseline_end": "2026-12-01",
            "forecast_end": "2026-12-08",
            "priority": "low",
        },
        {"name": "Half known", **green, "scope_rag": None, "budget": 100_00, "spend": 250_00},
        {"name": "amber", **green, "time_rag": "amber", "customers": ("FIN",), "manager": "ingrid@x.example"},
        {
            "name": "red",
            **green,
            "time_rag": "red",
            "code": "P-1",
            "customers": ("FIN",),
            "priority": "urgent",
        },
        {"name": "over", "status": "completed", "time_rag": "red", "expected_value": 5},
    ):
        records.add(desk, "projects", values)
    return desk


def test_the_worst_comes_first_and_what_is_over_is_left_out(four: Desk) -> None:
    assert names(four) == ["red", "amber", "Half known", "all green"]
    assert names(four, typed="over")[:2] == ["over", "red"]


def test_the_list_says_of_each_project_what_the_rule_says(desk: Desk) -> None:
    for number, rags in enumerate(product(["red", "amber", "green", None], repeat=3)):
        values = dict(zip(("time_rag", "resource_rag", "scope_rag"), rags, strict=True))
        records.add(desk, "projects", {"name": f"{number:02}", **values})
    for rag in ("red", "amber", "green", "unknown"):
        found = lines(desk, ProjectView(read_filter(f"rag:{rag}", PROJECTS, desk.today)))
        assert {line.rag.value if line.rag else "unknown" for line in found} == {rag}
        assert len(found) == {"red": 37, "amber": 19, "green": 1, "unknown": 7}[rag]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_holds_every_project_once_either_way(four: Desk, sort: str) -> None:
    for descending in (False, True):
        assert sorted(names(four, sort, descending=descending)) == sorted(names(four))


def test_what_is_not_known_comes_last_either_way(four: Desk) -> None:
    assert names(four, "spent")[0] == names(four, "spent", descending=True)[0] == "Half known"
    assert names(four, "slip")[0] == names(four, "slip", descending=True)[0] == "all green"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("FIN", ["red", "amber"]),
        ("ingrid", ["amber"]),
        ("p-1", ["red"]),
        ("fin p-1", ["red"]),
        ("%", []),
        (HOSTILE, []),
        ("rag:red,unknown", ["red", "Half known"]),
        ("priority:low", ["all green"]),
        ("status:completed", ["over"]),
        ("customer:fin", ["red", "amber"]),
        ("manager:ingrid", ["amber"]),
        ("time:green -scope:green", ["Half known"]),
        ("slipped", ["all green"]),
        ("end within 14 days", ["all green"]),
        ("spend > 200", ["Half known"]),
        ("no customer", ["Half known", "all green"]),
    ],
)
def test_filters(four: Desk, wanted: str, found: list[str]) -> None:
    assert names(four, typed=wanted) == found


def test_within_a_customer_priority_is_its_order(four: Desk) -> None:
    customer = four.reader.execute("SELECT id FROM customer").fetchone()[0]
    found = lines(four, ProjectView(customer_id=customer, sort="priority"))
    assert [(line.name, line.rank) for line in found] == [("red", Rank(1, 1)), ("amber", Rank(2, 1))]
    assert all(line.rank is None for line in lines(four, ProjectView()))


def test_the_figures_of_the_list(four: Desk) -> None:
    _pages, listed, summary = projects_ahead(four, ProjectView(read_filter("red", PROJECTS, four.today)))
    assert (listed, summary) == (1, (4, 1, 1, 1, 1, 0))


def test_one_project_with_all_that_belongs_to_it(demo: Desk) -> None:
    project_id = demo.reader.execute("SELECT id FROM project WHERE code = 'P-211'").fetchone()[0]
    page = project_page(demo, project_id)
    assert page.overall.rag is Rag.RED
    assert page.overall.decided_by == (Dimension.TIME,)
    assert page.slip == 77
    assert page.milestones[0].title == "Works council agrees"
    assert [customer.code for customer in page.customers] == ["HR"]
    assert page.manager == "Ingrid Solberg"
    assert page.ratios[0].value == pytest.approx(342 / 310)
    with pytest.raises(NotFoundError):
        project_page(demo, "nothing")
