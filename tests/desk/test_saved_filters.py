"""Filters on a real desk: what they list, keeping them by name, and that every field has its SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.board import board_summary
from brm_tui.desk.change_pages import ChangeView, change_pages
from brm_tui.desk.demand_pages import DemandView, ranked_demands
from brm_tui.desk.desk import Desk
from brm_tui.desk.feedback_pages import FeedbackOrder, FeedbackWanted, feedback_lines
from brm_tui.desk.history import redo, undo
from brm_tui.desk.log_pages import LogWanted, log_lines, success_lines
from brm_tui.desk.people_directory import directory
from brm_tui.desk.portfolio import PortfolioCustomer, PortfolioView, add_customer, portfolio_pages
from brm_tui.desk.project_pages import ProjectView, project_pages
from brm_tui.desk.satisfaction import BY_CUSTOMER, SatisfactionView, maturity_lines, survey_lines
from brm_tui.desk.saved_filters import delete_filter, kept_filters, save_filter, tags
from brm_tui.desk.services import ServiceView, service_pages
from brm_tui.desk.touch_pages import TouchPages, TouchView
from brm_tui.errors import FieldError
from brm_tui.rules.filter_fields import ALL_LISTS, CUSTOMERS, PEOPLE, FilterKind, FilterList
from brm_tui.rules.filters import ListFilter, read_filter
from brm_tui.store.queries.filter_columns import FILTER_COLUMNS

BY_RULES = {
    ("portfolio", "needs you"), ("people", "leavers"), ("people", "entered twice"), ("services", "not taken"),
    ("services", "ended"), ("projects", "over"), ("changes", "over"), ("demand", "closed"),
}  # fmt: skip
"""Flags that the lists' own rules judge, behind the SQL."""
COUNTED: dict[str, Callable[[Desk, ListFilter], object]] = {
    "portfolio": lambda desk, meant: portfolio_pages(desk, PortfolioView(meant)).count(),
    "people": lambda desk, meant: directory(desk, meant).count(),
    "board": board_summary,
    "services": lambda desk, meant: service_pages(desk, ServiceView(meant)).count(),
    "projects": lambda desk, meant: project_pages(desk, ProjectView(meant)).count(),
    "changes": lambda desk, meant: change_pages(desk, ChangeView(meant)).count(),
    "demand": lambda desk, meant: ranked_demands(desk, DemandView(meant)).count(),
    "feedback": lambda desk, meant: feedback_lines(desk, FeedbackWanted(meant), FeedbackOrder.DUE).count(),
    "log": lambda desk, meant: log_lines(desk, LogWanted(meant)).count(),
    "successes": lambda desk, meant: success_lines(desk, LogWanted(meant)).count(),
    "surveys": lambda desk, meant: survey_lines(desk, SatisfactionView(meant)).count(),
    "touches": lambda desk, meant: TouchPages(desk, TouchView(meant)).count(),
    "maturity": lambda desk, meant: maturity_lines(desk, replace(BY_CUSTOMER, only=meant)).count(),
}
"""How what fits is counted, by list."""


@pytest.fixture
def world(desk: Desk) -> Desk:
    """Make customers that differ in tags and in when they were last heard."""
    for name, email in (("Ana Souza", "ana@it.example"), ("Bo Berg", "bo@it.example")):
        records.add(desk, "people", {"name": name, "email": email, "side": "IT", "tags": ["Über uns"]})
    for code, tier, words, manager in (
        ("FIN", 1, ["VIP", "key account"], "ana@it.example"),
        ("HR", 2, ["vip"], "bo@it.example"),
        ("LOG", 3, ["50%_off"], None),
    ):
        values: dict[str, object] = {"name": f"Customer {code}", "code": code, "tier": tier, "tags": words}
        add_customer(desk, values | ({"manager": manager} if manager else {}))
    for code, day in (("FIN", "2026-10-25T08:00"), ("HR", "2026-10-26T08:00")):
        records.add(desk, "touches", {"customer": code, "at": day, "channel": "call"}, as_text=True)
    return desk


def listed(desk: Desk, typed: str) -> list[str]:
    """Return the codes of the customers that fit."""
    pages = portfolio_pages(desk, PortfolioView(read_filter(typed, CUSTOMERS, desk.today)))
    return [line.code for line in pages.fetch(0, pages.count()) if isinstance(line, PortfolioCustomer)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("tag:vip", ["FIN", "HR"]),
        ("tag:key", ["FIN"]),
        ("tag:account", []),
        ("tag:50%", ["LOG"]),
        ("tag:%", []),
        ('tag:"', ["FIN", "HR", "LOG"]),
        ("no tag", []),
        ("-tag:vip", ["LOG"]),
        ("no contact for 30 days", ["FIN", "LOG"]),
        ("no contact for 29 days", ["FIN", "HR", "LOG"]),
        ("no contact for 31 days", ["LOG"]),
        ("contact within 29 days", ["HR"]),
        ("no contact", ["LOG"]),
        ("contact before 26 oct", ["FIN"]),
        ("contact on 26 oct", ["HR"]),
        ("manager:ana", ["FIN"]),
        ("manager:bo@it.example", ["HR"]),
        ("manager:souza,berg", ["FIN", "HR"]),
        ("-manager:ana", ["HR", "LOG"]),
        ("tier < 3 manager:nobody", []),
        ("health < 101", []),
        ("open >= 0 late:0", ["FIN", "HR", "LOG"]),
        ("tier:1,3", ["FIN", "LOG"]),
    ],
)
def test_a_filter_lists_what_it_says(world: Desk, typed: str, codes: list[str]) -> None:
    assert listed(world, typed) == codes


def test_relative_dates_count_from_the_day(world: Desk) -> None:
    assert listed(world, "no contact for 30 days") == ["FIN", "LOG"]
    later = Desk.open(world.home, pinned_clock("2026-11-25", "Europe/Berlin"))
    assert listed(later, "no contact for 30 days") == ["FIN", "HR", "LOG"]
    later.close()


@pytest.mark.parametrize("on", ALL_LISTS, ids=lambda on: on.name)
def test_every_field_of_every_list_can_be_asked_for(world: Desk, on: FilterList) -> None:
    columns = FILTER_COLUMNS[on.name]
    assert {(on.name, field.name) for field in on.fields if field.name not in columns} <= BY_RULES
    asked = {
        FilterKind.NUMBER: ("{} < 3", "{}:1,2", "-{}:1"),
        FilterKind.DAY: (
            "{} within 7 days",
            "no {} for 7 days",
            "no {}",
            "{} since 1 oct",
            "-{}:fri",
            "no {} within 1w",
        ),
        FilterKind.FLAG: ("{}", "not {}"),
        FilterKind.NAME: ("{}:ana", "-{}:ana,bo", '{}:"%_"', "no {}"),
        FilterKind.TAGS: ("{}:x", "-{}:ü", "no {}"),
        FilterKind.TEXT: ("{}:x", "-{}:%", "no {}"),
    }
    for field in on.fields:
        any_of_few = field.kind is FilterKind.TAGS and field.words
        patterns = None if any_of_few else asked.get(field.kind)
        for pattern in patterns or (f'{{}}:"{field.words[0]}"', "no {}"):
            meant = read_filter(pattern.format(field.name), on, world.today)
            assert not meant.problems, meant
            COUNTED[on.name](world, meant)


def test_people_are_found_by_tag_customer_and_side(world: Desk) -> None:
    def names(typed: str) -> list[str]:
        pages = directory(world, read_filter(typed, PEOPLE, world.today))
        return [person.name for person in pages.fetch(0, pages.count())]

    assert names("tag:über") == names("tag:ÜBER") == ["Ana Souza", "Bo Berg"]
    assert names("customer:fin") == ["Ana Souza"]
    assert names("side:business") == []
    assert names("no phone side:IT bo") == ["Bo Berg"]


def test_a_filter_is_kept_changed_and_deleted_in_one_step_each(world: Desk) -> None:
    label = save_filter(world, "portfolio", "Quiet  VIPs", "tag:vip no contact for 30 days")
    assert label == "Save filter ‘Quiet VIPs’"
    assert [(kept.name, kept.typed) for kept in kept_filters(world, "portfolio")] == [
        ("Quiet VIPs", "tag:vip no contact for 30 days")
    ]
    assert kept_filters(world, "people") == []
    save_filter(world, "portfolio", "Quiet VIPs", "tag:vip")
    (kept,) = kept_filters(world, "portfolio")
    assert kept.typed == "tag:vip"
    undo(world)
    assert kept_filters(world, "portfolio")[0].typed == "tag:vip no contact for 30 days"
    redo(world)
    assert delete_filter(world, kept.id) == "Delete filter ‘Quiet VIPs’"
    assert kept_filters(world, "portfolio") == []
    undo(world)
    assert [one.name for one in kept_filters(world, "portfolio")] == ["Quiet VIPs"]


@pytest.mark.parametrize(("name", "typed"), [("", "x"), ("x", " "), ("n" * 81, "x"), ("x", "y" * 1001)])
def test_what_cannot_be_kept_is_refused(world: Desk, name: str, typed: str) -> None:
    with pytest.raises(FieldError):
        save_filter(world, "portfolio", name, typed)
    assert kept_filters(world, "portfolio") == []


def test_the_tags_of_a_kind_are_listed_once(world: Desk) -> None:
    assert set(tags(world, "customers")) == {"50%_off", "key account", "VIP", "vip"}
    assert tags(world, "people") == ["Über uns"]
