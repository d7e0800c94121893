"""Today: what is next, what needs her, and what can be done about it from there."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.snoozing import snooze
from brm_tui.desk.today import NeedKind, today_page
from brm_tui.errors import FieldError
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.capture import CaptureDialog
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.sheet import SheetDialog
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from brm_tui.ui.screens.steps.screen import StepsScreen
from brm_tui.ui.screens.today.lines import NeedRow
from brm_tui.ui.screens.today.screen import TodayMatters, TodayScreen
from brm_tui.ui.screens.today.week import days
from tests.conftest import TODAY as PINNED
from tests.ui.board_desk import HOSTILE, add_action, late_action, running, small_desk, statuses
from tests.ui.shell_desk import screen_text, until

TODAY = date(2026, 11, 24)


@pytest.fixture
def small(tmp_path: Path) -> Any:
    opened = small_desk(tmp_path)
    yield opened
    opened.close()


def screen_of(app: BrmApp) -> TodayScreen:
    screen = app.screen_in_sight
    assert isinstance(screen, TodayScreen)
    return screen


def put_cursor_on(app: BrmApp, words: str) -> None:
    """Put the cursor on the need that says these words."""
    screen = screen_of(app)
    row = next(
        line.id for line in screen._lines.values() if isinstance(line, NeedRow) and words in line.need.what
    )
    assert screen.query_one(TodayMatters).move_cursor_to(row)


def add_meeting(desk: Desk, title: str, start: str, **values: object) -> str:
    return records.add(
        desk,
        "events",
        {"layer": "meeting", "title": title, "start": start, "zone": "Europe/Berlin", "length": 60, **values},
    )


# What the page holds


def test_page_of_an_empty_desk(desk: Desk) -> None:
    page = today_page(desk)
    assert page.empty
    assert (page.meetings_today, page.first, page.needs, page.meetings) == (0, 0, (), ())
    assert page.week == (0,) * 7


def test_meetings_of_today_that_have_not_ended_and_the_next(small: Desk) -> None:
    add_meeting(small, "over", "2026-11-24T07:00")
    add_meeting(small, "running", "2026-11-24T08:45")
    add_meeting(small, "soon", "2026-11-24T10:00", customers=("FIN", "HR"), place="Teams")
    add_meeting(small, "called off", "2026-11-24T11:00", status="cancelled")
    add_meeting(small, "later", "2026-11-26T10:00")
    add_meeting(small, "much later", "2026-12-26T10:00")
    records.add(
        small,
        "events",
        {
            "layer": "it",
            "title": "no meeting",
            "start": "2026-11-24T10:00",
            "zone": "UTC",
            "length": 5,
        },
    )
    page = today_page(small)
    assert [meeting.line.title for meeting in page.meetings] == ["running", "soon", "later"]
    assert page.meetings_today == 3
    assert page.week == (0, 3, 0, 1, 0, 0, 0)
    soon = page.meetings[1].line
    assert (soon.customer, soon.customers, soon.place) == ("Finance", 2, "Teams")


def test_a_moved_occurrence_is_shown_where_it_is(small: Desk) -> None:
    event = add_meeting(small, "weekly", "2026-11-23T10:00", recurrence="FREQ=WEEKLY")
    records.add(
        small,
        "exceptions",
        {
            "event": event,
            "original_start": "2026-11-23T10:00",
            "start": "2026-11-24T15:00",
            "title": "weekly, moved",
        },
    )
    first = today_page(small).meetings[0]
    assert (first.line.title, first.start.hour) == ("weekly, moved", 15)


def test_needs_are_ranked_with_their_reasons(small: Desk) -> None:
    late_action(small)
    add_action(small, "due today", due=TODAY)
    add_action(small, "due tomorrow", due=date(2026, 11, 25))
    add_action(small, "finished late", "done", due=date(2026, 11, 1))
    change = {
        "code": "CHG-1", "title": "x", "impact": 5, "likelihood": 5, "state": "scheduled", "zone": "UTC",
        "window_start": "2026-11-28T02:00", "window_end": "2026-11-28T04:00",
        "customers": ("FIN",),
    }  # fmt: skip
    records.add(small, "changes", change)
    records.add(small, "changes", change | {"code": "CHG-2", "told": TODAY})
    records.add(small, "changes", change | {"code": "CHG-3", "impact": 1, "likelihood": 1})
    page = today_page(small)
    assert [(need.kind, need.what) for need in page.needs] == [
        (NeedKind.ACTION_OVERDUE, "12 days late: Draft SLA v2"),
        (NeedKind.CHANGE, "change CHG-1 Sat 28 Nov 02:00 not yet told"),
        (NeedKind.ACTION_DUE, "due today: due today"),
    ]
    assert page.needs[0].why == "promised by IT, carried over twice"
    assert page.needs[0].customer == "Human Resources"
    assert page.first == 2


def test_a_customer_without_contact_for_too_long(small: Desk) -> None:
    touch = {"customer": "FIN", "channel": "call", "direction": "to customer"}
    records.add(small, "touches", touch | {"at": datetime.fromisoformat("2026-10-14T10:00+02:00")})
    (need,) = today_page(small).needs
    assert (need.kind, need.what, need.why) == (NeedKind.CONTACT, "no contact for 41 days", "at most 30")
    records.add(small, "touches", touch | {"at": datetime.fromisoformat("2026-10-25T10:00+02:00")})
    assert today_page(small).needs == ()


def test_the_demo_has_signatures_and_ending_agreements(demo: Desk) -> None:
    kinds = {need.kind for need in today_page(demo).needs}
    assert kinds >= {NeedKind.SIGNATURE, NeedKind.AGREEMENT_END, NeedKind.AGREEMENT_ENDED, NeedKind.CHANGE}
    assert date.fromisoformat(PINNED) == TODAY
    assert today_page(demo).blackouts


def test_snoozed_until_its_day(small: Desk) -> None:
    action = late_action(small)
    label = snooze(small, "action", action, date(2026, 11, 25), called="Draft SLA v2")
    assert label == "Snooze ‘Draft SLA v2’ until Wed 25 Nov"
    assert today_page(small).needs == ()
    snooze(small, "action", action, date(2026, 12, 1), called="Draft SLA v2")
    small.undo()
    small.undo()
    assert len(today_page(small).needs) == 1
    with pytest.raises(FieldError):
        snooze(small, "action", action, TODAY, called="Draft SLA v2")


def test_more_overdue_actions_than_are_listed_are_counted(small: Desk) -> None:
    records.add_many(
        small, "actions", [{"title": f"a{number}", "due": date(2026, 11, 1)} for number in range(103)]
    )
    page = today_page(small)
    assert (len(page.needs), page.unlisted, page.first) == (100, 3, 103)


# What the screen does


async def test_first_screen_says_what_needs_her(small: Desk) -> None:
    late_action(small)
    add_meeting(small, "Monthly service review", "2026-11-24T10:00", customers=("FIN",))
    async with running(small) as (app, _pilot):
        assert str(app.screen.answer) == "Good morning. 1 meeting today, 1 thing needs you."  # type: ignore[attr-defined]  # of a DeskScreen
        text = screen_text(app)
        assert "10:00–11:00" in text
        assert "Finance · Monthly service review" in text
        assert "in 48 min" in text
        assert "12 days late: Draft SLA v2" in text
        assert "promised by IT, carried over twice" in text
        assert "Tue ▪" in text


async def test_complete_and_undo(small: Desk) -> None:
    late_action(small)
    async with running(small) as (app, pilot):
        await pilot.press("c")
        await until(pilot, lambda: statuses(small)["Draft SLA v2"] == "done")
        await until(pilot, lambda: "nothing needs you" in str(screen_of(app).answer))
        assert "u takes it back" in app.notice
        await pilot.press("u")
        await until(pilot, lambda: "1 thing needs" in str(screen_of(app).answer))


async def test_snooze_from_the_list(small: Desk) -> None:
    late_action(small)
    add_action(small, "due today", due=TODAY)
    async with running(small) as (app, pilot):
        put_cursor_on(app, "Draft")
        await pilot.press("z", *"+1w")
        await until(pilot, lambda: "Tue 1 Dec, in 7 days" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Snooze" in app.notice)
        await until(pilot, lambda: "Draft" not in screen_text(app).rsplit("\n", 1)[0])
        assert screen_of(app).query_one(TodayMatters).cursor_id is not None


async def test_snooze_takes_no_day_of_the_past(small: Desk) -> None:
    late_action(small)
    async with running(small) as (app, pilot):
        await pilot.press("z")
        await until(pilot, lambda: is_open(app, "SnoozeDialog"))
        await pilot.press(*"yesterday", "enter")
        await until(pilot, lambda: "a day after today" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)


def is_open(app: BrmApp, name: str) -> bool:
    return type(app.screen).__name__ == name


async def test_enter_opens_what_the_line_is(demo_home: Home, demo: Desk) -> None:
    async with running(demo) as (app, pilot):
        put_cursor_on(app, "no contact")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        put_cursor_on(app, "signatures")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "AgreementScreen")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        for words, opened in (("Draft SLA", "FormDialog"), ("CHG-118", "ChangeScreen")):
            put_cursor_on(app, words)
            await pilot.press("enter")
            await until(pilot, partial(is_open, app, opened))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("home", "enter")
        await until(pilot, lambda: type(app.screen).__name__ == "MeetingScreen")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))


async def test_what_is_not_listed_opens_the_board(small: Desk) -> None:
    late = [{"title": f"a{number}", "due": date(2026, 11, 1)} for number in range(101)]
    records.add_many(small, "actions", late)
    async with running(small) as (app, pilot):
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await until(pilot, lambda: "filter: overdue" in screen_text(app))


async def test_quick_action_from_anywhere(small: Desk) -> None:
    async with running(small) as (app, pilot):
        await pilot.press("5")
        await until(pilot, lambda: app.current_mode == "services")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, CaptureDialog))
        await pilot.press(*"@ana !high fri FIN send SLA draft")
        await until(pilot, lambda: "Ana Souza · due Fri 27 Nov (in 3 days) · for Finance" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: statuses(small) == {"send SLA draft": "planned"})
        await until(pilot, lambda: "u takes it back" in app.notice)
        await pilot.press("u")
        await until(pilot, lambda: statuses(small) == {})


async def test_quick_action_is_not_kept_half_understood(small: Desk) -> None:
    async with running(small) as (app, pilot):
        await pilot.press("a", *"@zoe call", "enter")
        await until(pilot, lambda: "Nobody is called @zoe." in screen_text(app))
        assert statuses(small) == {}
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_quick_touch(small: Desk) -> None:
    async with running(small) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, CaptureDialog))
        await pilot.press(*"FIN mail @bo yesterday wants more :)")
        await until(
            pilot, lambda: "mail to Finance · Mon 23 Nov (yesterday) · with Bo Berg" in screen_text(app)
        )
        await pilot.press("enter")
        await until(pilot, lambda: "Touch with Finance added" in app.notice)
        row = small.reader.execute("SELECT channel, summary, sentiment, at FROM touch").fetchone()
        assert row == ("mail", "wants more", "positive", "2026-11-23 11:00:00.000000")
        people = small.reader.execute("SELECT COUNT(*) FROM touch_person").fetchone()
        assert people == (1,)


async def test_empty_desk_welcomes_and_makes_the_first_customer(tmp_path: Path) -> None:
    from brm_tui.clock import pinned_clock

    desk = Desk.open(Home(tmp_path / "home"), pinned_clock("2026-11-24T20:00", "Europe/Berlin"))
    async with running(desk) as (app, pilot):
        assert str(screen_of(app).answer) == "Good evening."
        assert "Welcome to your desk" in screen_text(app)
        assert "brm-tui demo" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"Finance")
        await pilot.press("down", *"FIN", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "Welcome" not in screen_text(app) and "NEXT" in screen_text(app))


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 10)])
async def test_hostile_text_at_any_size(small: Desk, size: tuple[int, int]) -> None:
    title = HOSTILE.strip()[:200]
    records.add(small, "customers", {"name": title, "code": "ODD"})
    add_action(small, title, customer="ODD", assignee="odd@fin.example", due=TODAY)
    add_meeting(small, title, "2026-11-24T10:00", customers=("ODD",), place=HOSTILE[:60])
    async with running(small, size=size) as (app, pilot):
        await pilot.press("down", "down", "end", "home")
        if size[0] > 40:
            assert "[/] {x}" in screen_text(app)


def test_days_of_a_blackout() -> None:
    from brm_tui.desk.today import Blackout

    def said(first: tuple[int, int], last: tuple[int, int]) -> str:
        return days(Blackout("", "", date(2026, *first), date(2026, *last)))

    assert said((11, 28), (12, 4)) == "28 Nov – 4 Dec"
    assert said((11, 23), (11, 25)) == "23–25 Nov"
    assert said((11, 23), (11, 23)) == "23 Nov"


async def test_what_takes_long_to_find_comes_behind_the_first_frame(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        first = today_page(demo, at_once=True)
        await until(pilot, lambda: "9 contacts in 30 days" in screen_text(app))
        await until(pilot, lambda: f"{len(today_page(demo).needs)} things need" in str(screen_of(app).answer))
        assert len(first.needs) < len(today_page(demo).needs)


async def test_contacts_are_explained_with_who_and_what_could_wait(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "bundle 8 topics today" in screen_text(app))
        put_cursor_on(app, "9 contacts")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, SheetDialog))
        await until(pilot, lambda: "What could wait" in screen_text(app))
        shown = screen_text(app)
        assert "Łukasz Żółć  2 meeting, 1 call" in shown
        assert "Bundle 8 topics today: Sponsor catch-up with Jonathan Price" in shown
        await pilot.press("i")
        await until(pilot, lambda: app.screen is screen_of(app))


async def test_an_unserved_customer_opens_its_next_step(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "no relationship manager" in screen_text(app))
        put_cursor_on(app, "no relationship manager")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StepsScreen))
        await until(pilot, lambda: "assign a relationship manager" in screen_text(app))
        assert "Today › Retail North America" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen_of(app))


async def test_an_unrecorded_forum_opens_its_meeting_or_is_held_by_one_key(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "no relationship manager" in screen_text(app))
        put_cursor_on(app, "held or not?")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        meeting = app.screen
        assert isinstance(meeting, MeetingScreen)
        assert meeting.original_start.isoformat() == "2026-11-16T15:15:00"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen_of(app))
        put_cursor_on(app, "held or not?")
        await pilot.press("c")
        await until(pilot, lambda: "u takes it back" in app.notice)
        assert "Operations round" in app.notice
        await until(pilot, lambda: "held or not?" not in str([need.what for need in today_page(demo).needs]))
        await pilot.press("u")
        await until(pilot, lambda: any("held or not?" in need.what for need in today_page(demo).needs))


async def test_the_customers_of_a_change_are_told_by_one_key(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "CHG-118" in screen_text(app))
        put_cursor_on(app, "change CHG-118")
        await pilot.press("c")
        await until(pilot, lambda: "CHG-118" in app.notice and "u takes it back" in app.notice)
        told = "SELECT told FROM change WHERE code = 'CHG-118'"
        assert demo.reader.execute(told).fetchone()[0] == "2026-11-24"
        await pilot.press("u")
        await until(pilot, lambda: demo.reader.execute(told).fetchone()[0] is None)


async def test_a_clash_opens_what_should_move(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Planning of store wave 2" in screen_text(app))
        put_cursor_on(app, "Planning of store wave 2")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen_of(app))
        put_cursor_on(app, "clash Sat 5 Dec")
        await pilot.press("z", *"+1w", "enter")
        await until(pilot, lambda: all("clash Sat 5 Dec" not in need.what for need in today_page(demo).needs))
