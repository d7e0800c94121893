"""The tab of projects, in mode 5 and at the customer, and a project's page: through the real desk on a real file."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from brm_tui.ui.app import BrmApp
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.panes import PaneScreen
from brm_tui.ui.screens.projects.milestones import MilestoneTable
from brm_tui.ui.screens.projects.pane import ProjectsPane
from brm_tui.ui.screens.projects.screen import ProjectScreen
from brm_tui.ui.screens.services.screen import ServicesScreen
from tests.ui.shell_desk import HOSTILE, screen_text, until


@asynccontextmanager
async def projects(
    desk: Desk, code: str = "", size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[BrmApp, Pilot[None]]]:
    """Run the program with the tab of projects in sight, of all customers or of one."""
    app = BrmApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Good" in screen_text(app) or "Welcome" in screen_text(app))
        if code:
            found = desk.reader.execute("SELECT id FROM customer WHERE code = ?", (code,)).fetchone()[0]
            await app.push_screen(CustomerScreen(found, "projects"))
        else:
            await app.push_screen(ServicesScreen("projects"))
        shown = app.screen
        assert isinstance(shown, PaneScreen)
        await until(pilot, lambda: bool(shown.query(ProjectsPane)))
        await until(pilot, lambda: pane(app).table.row_count > 0 or pane(app).has_class("-empty"))
        await pilot.pause()
        yield app, pilot
        assert app.unexpected == []


def pane(app: BrmApp) -> ProjectsPane:
    return app.screen_in_sight.query_one(ProjectsPane)


def project(desk: Desk, code: str) -> Any:
    row_id = desk.reader.execute("SELECT id FROM project WHERE code = ?", (code,)).fetchone()[0]
    return desk.read(rows.row, KINDS["projects"], row_id)


async def test_an_empty_tab_says_what_belongs_there_and_makes_the_first(desk: Desk) -> None:
    async with projects(desk, size=(80, 24)) as (app, pilot):
        assert "No projects yet" in screen_text(app)
        assert app.screen.focused is pane(app)
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"Portal", "ctrl+s")
        await until(pilot, lambda: "Portal" in screen_text(app) and not app.screen.is_modal)
        assert "1 project under way · 1 not known" in screen_text(app)
        await until(pilot, lambda: app.screen.focused is pane(app).table)


async def test_the_worst_comes_first_and_the_list_filters_and_sorts(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        lines = [line for line in screen_text(app).split("\n") if "P-2" in line]
        assert "■ R  P-211" in lines[0]
        await pilot.press("f", *"log")
        await until(pilot, lambda: pane(app).table.row_count == 1)
        await pilot.press("enter")
        assert "filter: “log” · 1 listed" in screen_text(app)
        await pilot.press("F", "s")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"slip", "enter")
        await until(pilot, lambda: "sort: slip ↓" in screen_text(app))
        await pilot.press("f", "tab")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"completed", "enter", "ctrl+s")
        await until(pilot, lambda: pane(app).table.row_count == 1 and not app.screen.is_modal)
        assert "P-199" in screen_text(app)


async def test_what_is_listed_is_written_as_csv_without_what_is_internal(demo: Desk, tmp_path: Path) -> None:
    records.change(demo, "projects", "P-230", {"internal": True})
    path = tmp_path / "out.csv"
    async with projects(demo) as (app, pilot):
        await pilot.press("x")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("ctrl+u", *str(path), "ctrl+s")
        await until(pilot, lambda: path.exists())
        await until(pilot, lambda: "8 rows written" in screen_text(app))
        assert "1 internal left out" in screen_text(app)
    written = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert written[0]["Code"] == "P-211"
    assert written[0]["Slip, days"] == "77"
    assert written[0]["Realised value"] == ""
    assert "P-230" not in {row["Code"] for row in written}


async def test_the_customers_order_is_seen_and_changed(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    for name in ("Archive", "Ledger"):
        records.add(
            desk, "projects", {"name": name, "code": name[0], "priority": "high", "customers": ("FIN",)}
        )
    async with projects(desk, "FIN") as (app, pilot):
        assert screen_text(app).count("1=") == 2
        assert "2 tie" in screen_text(app)
        await pilot.press("down", "K")
        await until(pilot, lambda: "1=" not in screen_text(app))
        text = screen_text(app)
        assert text.index("L Ledger") < text.index("A Archive")
        await pilot.press("K")
        await until(pilot, lambda: project(desk, "L").priority == "urgent")
        await until(pilot, lambda: "urgent" in screen_text(app))
        await pilot.press("K")
        await until(pilot, lambda: "It stands at that end already" in screen_text(app))
        await pilot.press("u", "u")
        await until(pilot, lambda: screen_text(app).count("1=") == 2)
        await pilot.press("s")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"name", "enter")
        await until(pilot, lambda: "sort: name" in screen_text(app))
        assert not pane(app).can_order


async def test_one_key_judges_each_of_the_three_with_a_reason(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        for key, name in (("!", "time"), ("$", "resource"), ("%", "scope")):
            await pilot.press(key)
            await until(pilot, lambda: app.screen.is_modal)
            assert "P-211" not in screen_text(app).split("\n")[0]
            await pilot.press("tab", "tab", "ctrl+u", *"why", "ctrl+s")
            await until(pilot, lambda: not app.screen.is_modal)
            await until(pilot, lambda name=name: getattr(project(demo, "P-211"), f"{name}_reason") == "why")  # type: ignore[misc]  # bound now
        await pilot.press("u", "u", "u")
        await until(pilot, lambda: "lockers" in project(demo, "P-211").time_reason)


async def test_only_what_may_follow_is_offered(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        await pilot.press("w")
        await until(pilot, lambda: app.screen.is_modal)
        text = screen_text(app)
        assert "It is running" in text
        assert "proposed" not in text
        await pilot.press(*"on hold", "enter")
        await until(pilot, lambda: project(demo, "P-211").status == "on hold")
        await until(pilot, lambda: "u takes it back" in screen_text(app))


async def test_marked_projects_move_only_where_all_of_them_may(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        pane(app).table.set_marked([project(demo, code).id for code in ("P-211", "P-233")])
        await pilot.press("w")
        await until(pilot, lambda: app.screen.is_modal)
        assert "running or on hold" in screen_text(app) or "on hold or running" in screen_text(app)
        await pilot.press("enter")
        await until(
            pilot, lambda: {project(demo, code).status for code in ("P-211", "P-233")} == {"cancelled"}
        )
        await pilot.press("u")
        await until(pilot, lambda: project(demo, "P-233").status == "on hold")


async def test_the_figures_explain_themselves(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        await pilot.press("i")
        await until(pilot, lambda: "time decides" in screen_text(app))
        text = screen_text(app)
        assert "EUR 342,000 ÷ EUR 310,000" in text
        assert "realised value not known" in text
        assert "+77 d" in text


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_page_shows_the_three_the_money_and_the_timeline(demo: Desk, size: tuple[int, int]) -> None:
    async with projects(demo, size=size) as (app, pilot):
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ProjectScreen) and "As it looks now" in screen_text(app)
        )
        text = screen_text(app)
        for words in (
            "11 weeks late",
            "may give",
            "fixed: time must give",
            "110 %",
            "Works council agrees",
            "◇─",
        ):
            assert words in text
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: "◇─" in screen_text(app))
        assert app.unexpected == []


async def test_milestones_are_entered_reached_changed_and_deleted(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "Works council agrees" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"Pilot site", "tab", *"+1w", "ctrl+s")
        await until(pilot, lambda: "Pilot site" in screen_text(app) and not app.screen.is_modal)
        found = demo.reader.execute(
            "SELECT id, baseline FROM milestone WHERE title = 'Pilot site'"
        ).fetchone()
        assert found[1] == "2026-12-01"
        table = app.screen.query_one(MilestoneTable)
        assert table.move_cursor_to(found[0])
        await pilot.press("c")
        await until(
            pilot, lambda: demo.read(rows.row, KINDS["milestones"], found[0]).reached == date(2026, 11, 24)
        )
        await pilot.press("c")
        await until(pilot, lambda: demo.read(rows.row, KINDS["milestones"], found[0]).reached is None)
        await until(pilot, lambda: table.cursor_id == found[0])
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"Second site", "ctrl+s")
        await until(pilot, lambda: "Second site" in screen_text(app) and not app.screen.is_modal)
        await pilot.press("d")
        await until(pilot, lambda: "Delete milestone" in screen_text(app) and table.row_count == 5)
        await pilot.press("u")
        await until(pilot, lambda: table.row_count == 6)


async def test_the_page_edits_judges_and_goes_with_its_project(demo: Desk) -> None:
    async with projects(demo) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "As it looks now" in screen_text(app))
        await pilot.press("home", "enter")
        await until(pilot, lambda: app.screen.is_modal and "Onboarding portal" in screen_text(app))
        await pilot.press("escape", "w")
        await until(pilot, lambda: app.screen.is_modal and "It is running" in screen_text(app))
        await pilot.press("escape", "o")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("escape")
        records.delete(demo, "projects", "P-211")
        await app.gateway.look_for_other_writers()
        await until(pilot, lambda: isinstance(app.screen, ServicesScreen))


async def test_a_milestone_opens_on_its_projects_page(demo: Desk) -> None:
    row = demo.reader.execute("SELECT id FROM milestone WHERE title = 'Lockers in all sites'").fetchone()
    async with projects(demo) as (app, pilot):
        app.post_message(OpenRecord("milestones", row[0]))
        await until(pilot, lambda: isinstance(app.screen, ProjectScreen) and "Lockers" in screen_text(app))
        await until(pilot, lambda: app.screen.query_one(MilestoneTable).cursor_id == row[0])


async def test_hostile_text_breaks_no_page_of_a_project(desk: Desk) -> None:
    long = HOSTILE * 4
    customer = records.add(desk, "customers", {"name": long, "code": "X"})
    row_id = records.add(
        desk, "projects",
        {"name": long, "summary": long, "time_rag": "red", "time_figure": HOSTILE[:40], "time_reason": long,
         "customers": (customer,), "baseline_start": date(1, 1, 1), "forecast_end": date(9999, 12, 31)},
    )  # fmt: skip
    records.add(desk, "milestones", {"project": row_id, "title": long, "baseline": date(2026, 1, 1)})
    for size in ((80, 24), (140, 40)):
        async with projects(desk, "X", size=size) as (app, pilot):
            await pilot.press("i")
            await until(pilot, lambda: app.screen.is_modal)
            await pilot.press("escape", "enter")
            await until(pilot, lambda: "As it looks now" in screen_text(app))
            assert "[/] {x}" in screen_text(app)
