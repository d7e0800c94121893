"""The portfolio screen: listing, finding, grouping, and what one does to customers there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from brm_tui.clock import pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.store.projections import stale_health
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.pick import PickDialog, PickManyDialog
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.preview import CustomerPreview
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.portfolio.table import COLUMNS
from brm_tui.ui.widgets.columns import laid_out
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine
from tests.portfolio_world import build, copy_of, customer_id
from tests.ui.shell_desk import open_desk, screen_text, until

Opened = tuple[BrmApp, Pilot[None], PortfolioScreen]
Open = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@asynccontextmanager
async def running(desk: Desk, width: int, height: int) -> AsyncIterator[Opened]:
    app = BrmApp(desk)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, PortfolioScreen))
        screen = app.screen
        assert isinstance(screen, PortfolioScreen)
        await until(pilot, lambda: screen.answer != "" or screen.has_class("-without-customers"))
        yield app, pilot, screen
    assert not app.unexpected


@pytest.fixture
def portfolio(world: Path, tmp_path: Path) -> Open:
    def opened(width: int = 80, height: int = 24) -> AbstractAsyncContextManager[Opened]:
        return running(copy_of(world, tmp_path / "desk"), width, height)

    return opened


def under_cursor(screen: PortfolioScreen) -> str:
    row = screen.desk.reader.execute(
        "SELECT code FROM customer WHERE id = ?", (screen.table.cursor_id,)
    ).fetchone()
    return str(row[0]) if row else ""


async def go_to(pilot: Pilot[None], screen: PortfolioScreen, code: str) -> None:
    screen.table.move_cursor_to(customer_id(screen.desk, code))
    await until(pilot, lambda: under_cursor(screen) == code)


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_says_at_once_how_many_need_one(portfolio: Open, width: int, height: int) -> None:
    async with portfolio(width, height) as (app, pilot, screen):
        assert screen.answer == "7 customers · 3 need you · 1 without a relationship manager"
        await until(pilot, lambda: "Cumulus Outsourcing" in screen_text(app))
        text = screen_text(app)
        for said in ("v1 ⧗ 3 of 4", "expires in 9 days", "in force, 1 chan", "draft", "today 10:00"):
            assert said in text
        assert "Old Mill" not in text
        for line in text.splitlines():
            assert "\x1b" not in line


@pytest.mark.parametrize(
    ("width", "left_out"),
    [
        (80, {"code", "status", "manager", "tier", "steps", "contact", "open"}),
        (140, {"code", "status"}),
        (160, set()),
    ],
)
def test_the_step_is_seen_before_code_and_status(width: int, left_out: set[str]) -> None:
    shown = {placed.column.key for placed in laid_out(COLUMNS, width - 1, 3).placed}
    assert {column.key for column in COLUMNS} - shown == left_out


async def test_an_empty_portfolio_says_what_belongs_there(tmp_path: Path) -> None:
    async with running(open_desk(tmp_path / "desk"), 80, 24) as (app, pilot, screen):
        assert screen.query_one(EmptyState).display
        assert "No customers yet" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Sales")
        await pilot.press("down")
        await typed(pilot, "SAL")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and under_cursor(screen) == "SAL")
        assert not screen.query_one(EmptyState).display
        assert "u takes it back" in app.notice
        await pilot.press("u")
        await until(pilot, lambda: screen.has_class("-without-customers"))


async def test_filter_narrows_while_typing(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await pilot.press("f")
        await typed(pilot, "ana fin")
        await until(pilot, lambda: screen.table.row_count == 1)
        assert screen.answer == "1 of 8 customers"
        assert "“ana fin”" in str(screen.state)
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.table)
        assert not screen.query_one(FilterLine).display
        await pilot.press("f", "escape")
        await until(pilot, lambda: screen.table.row_count == 7)


async def test_filter_by_what_is_chosen(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await pilot.press("f", "tab")
        await until(pilot, lambda: isinstance(app.screen, PickManyDialog))
        await typed(pilot, "closed")
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: under_cursor(screen) == "OLD")
        await pilot.press("F")
        await until(pilot, lambda: screen.table.row_count == 7)


async def test_group_by_manager_keeps_the_cursor(portfolio: Open) -> None:
    async with portfolio(140, 40) as (app, pilot, screen):
        await go_to(pilot, screen, "HR")
        await pilot.press("g")
        await until(pilot, lambda: "Without a relationship manager" in screen_text(app))
        assert under_cursor(screen) == "HR"
        assert "group: manager" in str(screen.state)


async def test_sort_is_chosen_and_turned(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await typed(pilot, "overdue")
        await pilot.press("enter")
        await until(pilot, lambda: screen.table.sort is not None and screen.table.sort.key == "late")
        await pilot.press("home")
        assert under_cursor(screen) == "FIN"
        await pilot.press("s", "enter")
        await until(pilot, lambda: screen.table.sort is not None and not screen.table.sort.descending)


async def test_enter_opens_the_customer_and_escape_comes_back(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await go_to(pilot, screen, "TRE")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.title == "Treasury")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert under_cursor(screen) == "TRE"


async def test_delete_needs_no_question_and_undo_brings_all_back(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await go_to(pilot, screen, "RET")
        await pilot.press("d")
        await until(pilot, lambda: screen.table.row_count == 6)
        assert "u takes it back" in app.notice
        await pilot.press("u")
        await until(pilot, lambda: screen.table.row_count == 7)


async def test_marked_customers_change_together(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await go_to(pilot, screen, "CUM")
        await pilot.press("space", "space")
        await until(pilot, lambda: len(screen.table.marked) == 2)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await typed(pilot, "tier")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "3")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 customers: tier" in screen_text(app) and "→ 3" in screen_text(app))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is screen and "Change 2 customers: tier 3" in app.notice)
        tiers = screen.desk.reader.execute(
            "SELECT tier FROM customer WHERE code IN ('CUM', 'FIN')"
        ).fetchall()
        assert tiers == [(3,), (3,)]
        await pilot.press("escape")
        await until(pilot, lambda: not screen.table.marked)
        await pilot.press("ctrl+a")
        await until(pilot, lambda: len(screen.table.marked) == 7)


async def test_the_form_sets_the_relationship_manager(portfolio: Open) -> None:
    async with portfolio() as (app, pilot, screen):
        await go_to(pilot, screen, "LEG")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        while dialog.form.focused_row is None or dialog.form.focused_row.field.name != "manager":
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await typed(pilot, "bo lind")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is dialog)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.answer == "7 customers · 3 need you")


async def test_a_wide_terminal_previews_what_is_under_the_cursor(portfolio: Open) -> None:
    async with portfolio(140, 40) as (app, pilot, screen):
        assert screen.query_one(CustomerPreview).display
        await go_to(pilot, screen, "FIN")
        await until(pilot, lambda: "Draft SLA v2" in screen_text(app))
        text = screen_text(app)
        for said in (
            "IT promised",
            "The business promised",
            "12 days late",
            "Sponsor catch-up",
            "Dana Weiss",
            "Still to sign v1 of the agreement",
            "business line manager",
        ):
            assert said in text
    async with portfolio(100, 40) as (app, pilot, screen):
        assert not screen.query_one(CustomerPreview).display


async def test_no_line_is_wider_than_the_terminal(portfolio: Open) -> None:
    async with portfolio(80, 24) as (app, pilot, screen):
        await until(pilot, lambda: "Retail" in screen_text(app))
        body = [widget for widget in screen.walk_children(Widget) if widget.display]
        assert all(widget.region.right <= 80 for widget in body)


async def test_a_day_that_begins_while_the_program_runs_judges_the_health_anew(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await app.gateway.look_at_the_day()
        assert demo.read(stale_health, demo.today) == []
        demo.clock = pinned_clock("2026-11-25", "Europe/Berlin")
        assert len(demo.read(stale_health, demo.today)) == 9
        await app.gateway.look_at_the_day()
        assert demo.read(stale_health, demo.today) == []
