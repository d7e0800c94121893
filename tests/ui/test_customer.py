"""The customer screen: its five tabs, and what one does in each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.customer.actions import ActionsPane
from brm_tui.ui.screens.customer.agreement import AgreementPane
from brm_tui.ui.screens.customer.health import HealthDialog
from brm_tui.ui.screens.customer.meetings import MeetingsPane
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.customer.people import PeoplePane
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.meeting.minutes_area import MinutesArea
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from brm_tui.ui.widgets.table import Table
from tests.portfolio_world import HOSTILE, build, copy_of, customer_id
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import screen_text, until

Opened = tuple[BrmApp, Pilot[None], CustomerScreen]
Open = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def customer(world: Path, tmp_path: Path) -> Open:
    @asynccontextmanager
    async def opened(
        code: str, tab: str = "overview", width: int = 80, height: int = 24
    ) -> AsyncIterator[Opened]:
        desk = copy_of(world, tmp_path / code)
        app = BrmApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            screen = CustomerScreen(customer_id(desk, code), tab)
            app.push_screen(screen)
            await until(pilot, lambda: screen.focused is not None and not app._batch_count)
            yield app, pilot, screen
        assert not app.unexpected

    return opened


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


def table(screen: CustomerScreen) -> Table:
    return next(found for found in screen.query(Table) if found.parent is screen.pane)


def is_open(screen: CustomerScreen, kind: type[Pane]) -> bool:
    return isinstance(screen.pane, kind) and screen.focused is screen.pane.main


def count(screen: CustomerScreen, query: str) -> int:
    found: int = screen.desk.reader.execute(query).fetchone()[0]
    return found


async def test_overview_is_the_page_before_a_meeting(customer: Open) -> None:
    async with customer("FIN", width=140, height=40) as (app, _pilot, screen):
        assert (screen.trail, screen.title) == (("Portfolio",), "Finance")
        text = screen_text(app)
        for said in (
            "2 actions overdue", "v1 ⧗ 3 of 4", "12 days late", "Dana Weiss", "Sponsor catch-up", "Portal was down",
            "Key user leaves", "Asked about the batch window", "not recorded", "People 4", "Actions 3 ■ 2",
        ):  # fmt: skip
            assert said in text


async def test_a_narrow_overview_scrolls_by_keys(customer: Open) -> None:
    async with customer("FIN") as (app, pilot, _screen):
        assert "Key strategies" not in screen_text(app)
        await pilot.press("end")
        await until(pilot, lambda: "Key strategies" in screen_text(app))


async def test_brackets_turn_the_tabs(customer: Open) -> None:
    async with customer("FIN") as (app, pilot, screen):
        for key, kind in (
            ("right_square_bracket", PeoplePane), ("l", AgreementPane), ("right", ActionsPane),
            ("shift+right", MeetingsPane), ("h", ActionsPane),
        ):  # fmt: skip
            await pilot.press(key)
            await until(pilot, partial(is_open, screen, kind))
        assert app.screen is screen


async def test_somebody_new_gets_a_role_in_one_step(customer: Open) -> None:
    async with customer("FIN", "people") as (app, pilot, screen):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await typed(pilot, "Nora Berg")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == 5)
        assert count(screen, "SELECT COUNT(*) FROM person WHERE name = 'Nora Berg'") == 1
        await until(pilot, lambda: "People 5" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: table(screen).row_count == 4)
        assert count(screen, "SELECT COUNT(*) FROM person WHERE name = 'Nora Berg'") == 0


async def test_somebody_known_gets_the_roles_of_their_side(customer: Open) -> None:
    async with customer("HR", "people") as (app, pilot, screen):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await typed(pilot, "ines")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        assert "hours" in [field.name for field in dialog.fields]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == 2)


async def test_person_and_role_are_edited_in_one_form(customer: Open) -> None:
    async with customer("FIN", "people") as (app, pilot, screen):
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("down")
        await typed(pilot, "CFO")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "person title" in app.notice)
        assert count(screen, "SELECT COUNT(*) FROM person WHERE name = 'Dana Weiss' AND title = 'CFO'") == 1


async def test_removing_a_role_keeps_the_person(customer: Open) -> None:
    async with customer("FIN", "people") as (app, pilot, screen):
        await pilot.press("d")
        await until(pilot, lambda: table(screen).row_count == 3)
        assert "u takes it back" in app.notice
        assert count(screen, "SELECT COUNT(*) FROM person WHERE name = 'Dana Weiss'") == 1


async def test_agreement_shows_its_sections_and_opens(customer: Open) -> None:
    async with customer("FIN", "agreement") as (app, pilot, _screen):
        text = screen_text(app)
        for said in ("business line manager", "Shared objectives & initiatives", "3 of 4", "1 forum"):
            assert said in text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AgreementScreen))


async def test_an_agreement_is_started_where_there_is_none(customer: Open) -> None:
    async with customer("LEG", "agreement") as (app, pilot, screen):
        assert "No partnership agreement yet" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AgreementScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen and "Complete" in screen_text(app))


async def test_actions_are_made_completed_and_deleted(customer: Open) -> None:
    async with customer("FIN", "actions") as (app, pilot, screen):
        await pilot.press("c")
        await until(pilot, lambda: "Complete ‘Draft SLA v2’" in app.notice)
        await until(pilot, lambda: "Actions 2 ■ 1" in screen_text(app))
        await pilot.press("home", "space", "space", "d")
        await until(pilot, lambda: table(screen).row_count == 2)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Call Dana")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == 3)
        assert count(
            screen,
            "SELECT COUNT(*) FROM action a JOIN customer c ON c.id = a.customer_id"
            " WHERE a.title = 'Call Dana' AND c.code = 'FIN'",
        )


async def test_escape_takes_marks_off_before_it_goes_back(customer: Open) -> None:
    async with customer("FIN", "actions") as (app, pilot, screen):
        await pilot.press("space")
        await until(pilot, lambda: len(table(screen).marked) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: not table(screen).marked)
        assert app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)


async def test_minutes_mark_a_meeting_as_held(customer: Open) -> None:
    async with customer("FIN", "meetings", height=40) as (app, pilot, screen):
        pane = screen.pane
        assert isinstance(pane, MeetingsPane)
        assert "Past · 4 · 3 not recorded" in screen_text(app)
        while (
            pane.current is None or pane.current.title != "Monthly service review" or pane.current.called_off
        ):
            await pilot.press("down")
        while pane.current is None or pane.current.start.date() > screen.clock.today():
            await pilot.press("down")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen.focused, MinutesArea))
        assert "Portfolio › Finance › Monthly service review" in screen_text(app)
        await typed(pilot, "All well")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen and "2 not recorded" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and "held" in screen_text(app))
        await pilot.press("m")
        await until(pilot, lambda: "All well" in screen_text(app))


async def test_one_of_a_series_is_called_off_and_taken_up_again(customer: Open) -> None:
    async with customer("FIN", "meetings") as (app, pilot, screen):
        pane = screen.pane
        assert isinstance(pane, MeetingsPane)
        await pilot.press("down")
        await until(pilot, lambda: pane.current is not None and pane.current.called_off)
        await pilot.press("d")
        await until(pilot, lambda: pane.current is not None and not pane.current.called_off)
        assert "Restore" in app.notice
        await pilot.press("d")
        await until(pilot, lambda: pane.current is not None and pane.current.called_off)


async def test_one_of_a_series_is_edited_alone(customer: Open) -> None:
    async with customer("FIN", "meetings") as (app, pilot, screen):
        pane = screen.pane
        assert isinstance(pane, MeetingsPane)
        await pilot.press("down", "down")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        while dialog.form.focused_row is None or dialog.form.focused_row.field.name != "place":
            await pilot.press("down")
        await typed(pilot, "Hall 4")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert count(screen, "SELECT COUNT(*) FROM event_exception WHERE place = 'Hall 4'") == 1


async def test_a_new_meeting_is_the_customers(customer: Open) -> None:
    async with customer("LEG", "meetings") as (app, pilot, screen):
        assert "No meetings yet" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Getting to know")
        await pilot.press("down")
        await typed(pilot, "2026-12-02 14:00")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and "Getting to know" in screen_text(app))


async def test_a_touch_is_noted_from_any_tab(customer: Open) -> None:
    async with customer("LEG") as (app, pilot, screen):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Met the new head")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and "Met the new head" in screen_text(app))


async def test_a_customer_that_is_gone_is_left(customer: Open) -> None:
    from brm_tui.desk.records import delete

    async with customer("LEG") as (app, pilot, screen):
        await screen.gateway.write(delete, screen.desk, "customers", screen.customer_id)
        await until(pilot, lambda: app.screen is not screen)
        assert app.notice == "This customer is no longer there"


async def test_a_customer_that_goes_behind_a_dialog_is_left_when_that_closes(customer: Open) -> None:
    from brm_tui.desk.records import delete

    async with customer("LEG") as (app, pilot, screen):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await screen.gateway.write(delete, screen.desk, "customers", screen.customer_id)
        await until(pilot, lambda: screen.gone)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen and not app.screen.is_modal)
        assert app.notice == "This customer is no longer there"


@pytest.mark.parametrize("tab", ["overview", "people", "agreement", "actions", "meetings"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_hostile_names_stand_in_every_tab(customer: Open, tab: str, width: int, height: int) -> None:
    async with customer("RET", tab, width, height) as (app, _pilot, _screen):
        text = screen_text(app)
        assert HOSTILE[:20] in text
        assert "\u202e" not in text


async def test_the_health_is_explained_term_by_term(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2")
        await user.until_seen("Sarathi")
        await user.press("enter")
        await user.until_seen("Health", "i explains")
        await user.press("i")
        await user.until(lambda: isinstance(app.screen, HealthDialog))
        await user.until_seen("rhythm of contacts", "since the last contact", "promises kept by IT")
        await user.press("i")
        await user.until_on(CustomerScreen)
