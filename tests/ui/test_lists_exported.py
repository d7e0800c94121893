"""Every list is written as a file as it is shown: the columns of each, and the key that writes them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.customer_pages import customer_actions, customer_meetings, customer_people
from brm_tui.desk.desk import Desk
from brm_tui.desk.list_export import AtOnce, write_list
from brm_tui.desk.people_directory import directory
from brm_tui.desk.portfolio import PortfolioView, portfolio_pages
from brm_tui.desk.project_pages import ProjectPage, project_page
from brm_tui.desk.representation import ServingPage, serving_page
from brm_tui.desk.risks import customer_risks
from brm_tui.desk.timeline import timeline as told
from brm_tui.desk.today import NeedKind, more_needs, today_page, with_more
from brm_tui.desk.touch_pages import TouchPages, TouchView
from brm_tui.rules.filter_fields import ACTIONS
from brm_tui.rules.filters import NO_FILTER, read_filter
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.screens.board import exporting as board
from brm_tui.ui.screens.customer import exporting as customer
from brm_tui.ui.screens.people import exporting as people
from brm_tui.ui.screens.portfolio import exporting as portfolio
from brm_tui.ui.screens.projects import exporting as projects
from brm_tui.ui.screens.representation import exporting as representation
from brm_tui.ui.screens.risks import exporting as risks
from brm_tui.ui.screens.timeline import exporting as timeline
from brm_tui.ui.screens.today import exporting as today
from brm_tui.ui.screens.today.lines import lines_of
from brm_tui.ui.screens.today.needs import kind_of
from brm_tui.ui.screens.today.screen import TodayScreen
from brm_tui.ui.screens.touches import table as touches
from tests.portfolio_world import customer_id
from tests.ui.keyboard_user import KeyboardUser

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)


def project(desk: Desk, code: str) -> ProjectPage:
    row_id = desk.reader.execute("SELECT id FROM project WHERE code = ?", (code,)).fetchone()[0]
    return project_page(desk, row_id)


def served(desk: Desk) -> ServingPage:
    row_id = desk.reader.execute("SELECT id FROM person WHERE name = 'Ana Souza'").fetchone()[0]
    page = serving_page(desk, row_id)
    assert page is not None
    return page


LISTS: dict[str, tuple[Callable[[Desk], Any], Any, dict[str, str]]] = {
    "portfolio": (
        lambda desk: portfolio_pages(desk, PortfolioView()), portfolio.export_columns(ZONE),
        {"Code": "FIN", "Customer": "Finance", "Manager": "Ana Souza", "Version proposed": "3"},
    ),
    "people": (
        lambda desk: directory(desk, NO_FILTER), people.COLUMNS,
        {"Name": "Amina Diallo", "Side": "business", "Left": ""},
    ),
    "board": (
        lambda desk: AtOnce(board.every_card(desk, read_filter("who:ana status:planned", ACTIONS, desk.today))),
        board.COLUMNS, {"Status": "planned", "Who": "Ana Souza", "Times carried over": "0"},
    ),
    "actions": (
        lambda desk: customer_actions(desk, customer_id(desk, "FIN")), customer.ACTIONS,
        {"Promised by": "business", "Status": "in progress", "Done": ""},
    ),
    "customer people": (
        lambda desk: AtOnce(customer_people(desk, customer_id(desk, "FIN"))), customer.PEOPLE,
        {"Side": "business", "Role": "business manager"},
    ),
    "meetings": (
        lambda desk: AtOnce(customer_meetings(desk, customer_id(desk, "FIN"))[0]),
        customer.meeting_columns(ZONE), {"Day": "2026-11-24", "Minutes taken": "no"},
    ),
    "timeline": (
        lambda desk: told(desk, customer_id(desk, "FIN"), ()), timeline.export_columns(ZONE),
        {"What": "touch", "Day": "2026-11-23", "How": "chat, positive"},
    ),
    "risks": (
        lambda desk: customer_risks(desk, customer_id(desk, "FIN")), risks.COLUMNS, {"State": "open"},
    ),
    "touches": (
        lambda desk: TouchPages(desk, TouchView(customer_id=customer_id(desk, "FIN"))),
        touches.export_columns(ZONE), {"Day": "2026-11-23", "Channel": "chat", "Meeting held": "no"},
    ),
    "representation": (
        lambda desk: AtOnce(representation.served_and_serving(desk, "load", descending=True)),
        representation.COLUMNS, {"What": "unserved customer", "Name": "Retail North America"},
    ),
    "served": (
        lambda desk: AtOnce(served(desk).served), representation.served_columns(TODAY),
        {"Serves": "now", "Role": "relationship manager", "Until": ""},
    ),
    "milestones": (
        lambda desk: AtOnce(project(desk, "P-211").milestones), projects.milestone_columns(TODAY),
        {"Milestone": "Works council agrees", "State": "slipping", "Reached": ""},
    ),
    "today": (
        lambda desk: AtOnce(today.listed(desk, lines_of(today_page(desk)))), today.COLUMNS,
        {"Section": "next", "Kind": "meeting", "Day": "2026-11-24", "Why": ""},
    ),
}  # fmt: skip
"""By list: its pages, its columns, and some of what the first row says."""


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_written_with_a_column_for_each_figure(demo: Desk, tmp_path: Path, name: str) -> None:
    pages, columns, first = LISTS[name]
    path = tmp_path / "list.csv"
    written = write_list(path, pages(demo), columns)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == written.rows == pages(demo).count() > 0
    assert len({column.head for column in columns}) == len(columns)
    assert {head: rows[0][head] for head in first} == first


def test_what_today_lists_stays_in_the_house_with_its_record(demo: Desk) -> None:
    """Every need names a record that is there; what is internal is known by it."""
    page = with_more(today_page(demo), more_needs(demo))
    assert {need.kind for need in page.needs} > {NeedKind.ACTION_OVERDUE, NeedKind.CHANGE, NeedKind.CLASH}
    for need in page.needs:
        record_of(demo, kind_of(need), need.record_id)
    late = next(need for need in page.needs if need.kind is NeedKind.ACTION_OVERDUE)
    before = [row.internal for row in today.listed(demo, lines_of(page))]
    assert not all(before)
    records.change(demo, "actions", late.record_id, {"internal": True})
    changed = today.listed(demo, lines_of(page))
    assert sum(row.internal for row in changed) == sum(before) + 1


EXPLAINED = {
    "What is missing": "Complete 9",
    "Promise": "1 in time, 0 late, 1 open and late",
    "What it was about": "Contacts: Finance",
    "Minutes": "Contacts: Finance",
    "Ago": "Contacts: Finance",
    "Backlog": "no limit is set for it",
}
"""What ``i`` says of the figures of a list."""


async def test_one_key_writes_each_of_them(demo: Desk, tmp_path: Path) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        for keys, seen, title in (
            ((), "NEEDS YOU", "Export the matters of today"),
            (("2",), "9 customers", "Export the customers"),
            (("enter",), "IT promised", ""),
            (("]",), "sponsor", "Export the people"),
            (("]",), "What is missing", ""),
            (("]",), "Promise", "Export the actions"),
            (("]",), "Minutes", "Export the meetings"),
            (("]", "]"), "Ago", "Export the timeline"),
            (("[",), "What it was about", "Export the touches"),
            (("3",), "Backlog", "Export the actions"),
            (("9",), "45 people", "Export the people"),
            (("escape", "0"), "1 customer unserved", "Export the representation"),
            (("end", "enter"), "Affinity", "Export the customers served"),
            (("5", "]"), "P-211", "Export the projects"),
            (("enter",), "As first planned", "Export the milestones"),
        ):
            await user.press(*keys)
            await user.until_seen(seen)
            if seen in EXPLAINED:
                await user.press("i")
                await user.until_seen(EXPLAINED[seen])
                await user.press("escape")
                await user.until(lambda: not app.screen.is_modal)
            if not title:
                continue
            await user.press("x")
            await user.until_on(FormDialog)
            await user.until_seen(title)
            if seen == "What it was about":
                path = tmp_path / "touches.csv"
                await user.press("ctrl+u")
                await user.write(str(path))
                await user.press("ctrl+s")
                await user.until(path.exists)
            else:
                await user.press("escape")
            await user.until(lambda: not app.screen.is_modal)
