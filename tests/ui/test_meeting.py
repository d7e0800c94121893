"""The meeting's screen: opened from everywhere, written in while one meets, left without losing anything."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.calendar.event_dialog import EventDialog
from brm_tui.ui.screens.meeting.minutes_area import MinutesArea
from brm_tui.ui.screens.meeting.people import PeopleTable
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from tests.portfolio_world import HOSTILE, build, copy_of
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import screen_text, until

At = tuple[KeyboardUser, MeetingScreen]
Open = Callable[..., AbstractAsyncContextManager[At]]
REVIEW, CATCH_UP = "Monthly service review", "Sponsor catch-up"
NOVEMBER, JANUARY, TODAY = "2026-11-03T10:00", "2027-01-05T10:00", "2026-11-24T10:00"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def meeting(world: Path, tmp_path: Path) -> Open:
    @asynccontextmanager
    async def opened(
        start: str = NOVEMBER,
        title: str = REVIEW,
        *,
        make: Callable[[Desk], str] | None = None,
        size: tuple[int, int] = (80, 24),
        anew: bool = True,
        writing: bool = True,
    ) -> AsyncIterator[At]:
        desk = copy_of(world, tmp_path / "desk") if anew else again(tmp_path / "desk")
        event_id = make(desk) if make else rows(desk, "SELECT id FROM event WHERE title = ?", title)[0][0]
        app = BrmApp(desk)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "Good" in screen_text(app))
            screen = MeetingScreen(event_id, datetime.fromisoformat(start), writing=writing)
            app.push_screen(screen)
            await until(pilot, lambda: screen.page is not None and screen.focused is not None)
            yield KeyboardUser(app, pilot), screen
        assert not app.unexpected

    return opened


def again(folder: Path) -> Desk:
    from brm_tui.paths import Home
    from tests.portfolio_world import CLOCK

    return Desk.open(Home(folder), CLOCK)


def rows(desk: Desk, query: str, *values: object) -> list[Any]:
    return desk.read(lambda connection: connection.execute(query, values).fetchall())  # type: ignore[no-any-return]


def titles(screen: MeetingScreen) -> list[str]:
    query = "SELECT title FROM action WHERE meeting_id IS NOT NULL ORDER BY created_at, position"
    return [row[0] for row in rows(screen.desk, query)]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_what_is_written_becomes_actions_and_decisions(meeting: Open, size: tuple[int, int]) -> None:
    async with meeting(size=size) as (user, screen):
        # enter behind an action begins the next, behind an empty one it ends the list
        await user.write("All well.\n- [ ] Ana: send the draft by fri !high\nZed: ask\n\n! Close on day 5")
        await user.until_seen(
            "2 actions · 1 decision", "Ana Souza · Fri 6 Nov · high", "nobody here is called Zed"
        )
        await user.until(lambda: "not saved yet" in user.sees or "Minutes ✎" in user.sees)
        await user.press("ctrl+s")
        await user.until_told("Minutes: ‘Monthly service review’ of 03 Nov 2026, 2 new actions")
        await user.until(
            lambda: not screen.dirty and screen.page is not None and screen.page.note is not None
        )
        assert titles(screen) == ["send the draft", "Zed: ask"]
        assert screen.page is not None
        assert screen.page.note is not None
        assert screen.page.note.decisions == "Close on day 5"
        await user.until_seen("✓ held")
        await user.press("ctrl+s")
        await user.until(lambda: user.app.notice == "Nothing new to save")
        assert titles(screen) == ["send the draft", "Zed: ask"]
        await user.press("tab")
        await user.press("u")
        await user.until(lambda: screen.area.text == "" and not titles(screen))
        await user.until_seen("not recorded yet")


async def test_leaving_keeps_what_was_written(meeting: Open) -> None:
    async with meeting() as (user, screen):
        await user.write("Said\n- [ ] Dana: name key users")
        await user.press("escape")
        await user.until(lambda: user.app.screen is not screen)
        await user.until_told("1 new action")
        assert titles(screen) == ["name key users"]
        assert not screen.desk.home.drafts.exists()


async def test_leaving_untouched_writes_nothing(meeting: Open) -> None:
    async with meeting() as (user, screen):
        steps = rows(screen.desk, "SELECT COUNT(*) FROM history_step")
        await user.press("escape")
        await user.until(lambda: user.app.screen is not screen)
        assert rows(screen.desk, "SELECT COUNT(*) FROM history_step") == steps


async def test_what_was_typed_is_back_after_the_program_died(meeting: Open) -> None:
    async with meeting() as (user, screen):
        await user.write("half a sentence")
        await user.until(lambda: screen.desk.home.drafts.exists())
        # the program ends here, without leaving the screen
    async with meeting(anew=False) as (user, screen):
        await user.until(lambda: screen.area.text == "half a sentence")
        await user.until(lambda: "is back" in user.app.notice)
        await user.press("ctrl+s")
        await user.until(lambda: not screen.dirty and not screen.desk.home.drafts.exists())


async def test_a_meeting_to_come_takes_notes_but_was_not_held(meeting: Open) -> None:
    async with meeting(JANUARY) as (user, screen):
        await user.write("ask about the budget")
        await user.press("ctrl+s")
        await user.until(lambda: "still to come, on Tue 5 Jan 2027" in user.app.notice)
        await user.press("tab")
        await user.press("w")
        dialog = await user.until_on(PickDialog)
        assert [choice.label for choice in dialog.choices] == ["Cancelled"]
        await user.press("enter")
        await user.until_on(TextDialog)
        await user.write("nobody has time")
        await user.press("enter")
        await user.until_seen("cancelled: nobody has time")
        assert screen.area.text == "Cancelled: nobody has time\n\nask about the budget"
        assert screen.page is not None
        assert screen.page.detail.occurrence.cancelled


async def test_held_or_not_by_a_key_with_its_reason(meeting: Open) -> None:
    async with meeting(TODAY, CATCH_UP, writing=False) as (user, screen):
        await user.press("w")
        await user.until_on(PickDialog)
        await user.write("not")
        await user.press("enter")
        await user.until_on(TextDialog)
        await user.write("the sponsor was ill")
        await user.press("enter")
        await user.until_seen("not held: the sponsor was ill")
        await user.press("w")
        await user.until_on(PickDialog)
        await user.press("up", "enter")
        await user.until_seen("✓ held")
        assert screen.area.text == ""


async def test_who_came_is_kept_by_space_and_others_are_added(meeting: Open) -> None:
    async with meeting(writing=False) as (user, screen):
        await user.press("tab")
        await user.until_seen("Dana Weiss")
        people = screen.query_one(PeopleTable)
        await user.until(lambda: user.app.screen.focused is people)
        await user.press("space")
        await user.until_seen("apologised", "People 1/2")
        await user.press("n")
        await user.until_on(PickDialog)
        await user.write("Bo Lin")
        await user.press("enter")
        await user.until_seen("Bo Lindqvist", "People 2/3")
        await user.press("n")
        await user.until_on(PickDialog)
        await user.write("Nora Berg")
        await user.press("ctrl+n")
        await user.until_on(FormDialog)
        await user.press("ctrl+s")
        await user.until_seen("Nora Berg", "People 3/4")
        await user.press("m")
        await user.write("- [ ] Nora: come again")
        await user.until_seen("Nora Berg · no date")
        await user.press("ctrl+s")
        await user.until_told("1 new action")
        noted = (
            "SELECT p.name, a.presence FROM meeting_attendance a JOIN person p ON p.id = a.person_id"
            " ORDER BY p.name"
        )
        assert rows(screen.desk, noted) == [
            ("Ana Souza", "present"),
            ("Bo Lindqvist", "present"),
            ("Dana Weiss", "apologised"),
            ("Nora Berg", "present"),
        ]


async def test_an_open_action_is_completed_and_opened_right_there(meeting: Open) -> None:
    async with meeting("2026-12-01T10:00", writing=False, size=(140, 40)) as (user, screen):
        await user.until_seen("called off", "Draft SLA v2", "Name key users", "Since we last met · Tue 6 Oct")
        assert screen.page is not None
        sla = next(action for action in screen.page.open if action.title == "Draft SLA v2")
        screen.agenda.move_cursor_to(f"open/{sla.id}")
        await user.press("c")
        await user.until_told("Move ‘Draft SLA v2’ to Done")
        await user.until_seen("Done: Draft SLA v2")
        await user.press("home")
        await user.press("enter")
        await user.until_on(MessageDialog)
        assert "Service levels" in user.sees
        await user.press("escape")
        await user.press("end")
        await user.press("enter")
        await user.until_on(FormDialog)


async def test_another_window_is_not_overwritten_unseen(meeting: Open) -> None:
    async with meeting() as (user, screen):
        await user.write("mine")
        given = {"event": screen.event_id, "occurrence": NOVEMBER, "minutes": "theirs"}
        records.add(screen.desk, "meetings", given, as_text=True)
        await user.press("escape")
        await user.until_on(MessageDialog)
        assert "Nothing was overwritten" in user.sees
        await user.press("escape")
        await user.until(lambda: user.app.screen is screen)
        assert screen.area.text == "mine"
        await user.press("escape")
        await user.until(lambda: user.app.screen is not screen)
        assert screen.desk.home.drafts.exists()


async def test_what_was_written_outlives_a_meeting_that_is_taken_away_and_brought_back(meeting: Open) -> None:
    async with meeting() as (user, screen):
        await user.write("half a sentence")
        records.delete(screen.desk, "events", screen.event_id)
        await user.app.gateway.look_for_other_writers()
        await user.until(lambda: user.app.screen is not screen)
        assert "what you wrote is kept" in user.app.notice
        await user.press("u")
        await user.until(lambda: user.app.notice.startswith("Undone"))
    async with meeting(anew=False) as (user, screen):
        await user.until(lambda: screen.area.text == "half a sentence")


def forty(desk: Desk) -> str:
    people = [
        records.add(desk, "people", {"name": f"Person {number} {HOSTILE[:40]}"}) for number in range(40)
    ]
    values = {"title": HOSTILE[:200], "start": "2026-11-20", "layer": "meeting", "customers": ("FIN", "RET")}
    invited = tuple((person, "required") for person in people)
    return records.add(desk, "events", {**values, "attendees": invited, "agenda": HOSTILE * 40})


def alone(desk: Desk) -> str:
    return records.add(desk, "events", {"title": "Alone", "start": "2026-11-20T09:00", "layer": "meeting"})


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_odd_meetings_have_a_screen(meeting: Open, size: tuple[int, int]) -> None:
    async with meeting("2026-11-20T00:00", make=forty, size=size, writing=False) as (user, screen):
        await user.until_seen("Fri 20 Nov", HOSTILE[:15])
        await user.press("m")
        await user.write(f"- [ ] {HOSTILE[:60]}\x1b[2J: [/] x\n")
        await user.press("ctrl+s")
        await user.until(lambda: len(titles(screen)) == 1)
    async with meeting("2026-11-20T09:00", make=alone, size=size, writing=False) as (user, screen):
        await user.until_seen("none yet", "no meeting was held before")
        await user.press("tab")
        await user.until_seen("Nobody is invited")


async def test_enter_and_m_open_it_and_the_title_says_where_from(world: Path, tmp_path: Path) -> None:
    desk = copy_of(world, tmp_path / "desk")
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_seen("Good morning", CATCH_UP)
        await user.press("home", "m")
        screen = await user.until_on(MeetingScreen)
        await user.until(lambda: isinstance(screen.focused, MinutesArea))
        await user.until_seen(f"Today › {CATCH_UP}")
        await user.press("escape")
        await user.until_seen("Good morning")
        await user.press("4")
        await user.until_seen("November 2026")
        await user.press("enter")
        await user.until_on(EventDialog)
        await user.press("enter")
        await user.until_seen(f"Calendar › {CATCH_UP}")


async def test_typing_stays_quick_in_long_minutes(meeting: Open) -> None:
    async with meeting(size=(140, 40)) as (user, screen):
        line = "- [ ] Ana: send the draft number {} by fri\nand so on, with some words about it\n"
        screen.area.load_text("".join(line.format(number) for number in range(260)))
        await user.until_seen("260 actions")
        assert len(screen.area.text) > 19_000
        screen.area.move_cursor((200, 10))
        read: list[str] = []
        reader = screen._reader
        reading = reader._line
        reader._line = lambda text: (read.append(text), reading(text))[1]  # type: ignore[method-assign, func-returns-value]
        started = perf_counter()
        await user.write("more words")
        spent = perf_counter() - started
        await user.until(lambda: bool(read))
        assert len(set(read)) <= len("more words")
        assert spent < 2.0  # a budget of 10 ms a key, with room for a busy machine


async def test_the_editor_takes_the_minutes(meeting: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from brm_tui.ui.screens.meeting import minutes_area

    monkeypatch.setattr(minutes_area, "edit_outside", lambda _app, text: f"{text}! from outside\n")
    async with meeting() as (user, screen):
        await user.press("ctrl+e")
        await user.until(lambda: screen.area.text == "! from outside")
