"""The calendar driven by keys: month, agenda, layers, events and their occurrences, export."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any, TypeVar

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from brm_tui.desk import events, records
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries.rows import list_rows
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.modes import MODES
from brm_tui.ui.screens.calendar.event_dialog import EventDialog
from brm_tui.ui.screens.calendar.event_line import EventLineDialog
from brm_tui.ui.screens.calendar.moving import read_move
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from brm_tui.ui.widgets.form_fields.recurrence import RecurrenceRow
from brm_tui.ui.widgets.line_input import LineInput
from tests.ui.shell_desk import screen_text, shell_modes, until

HOSTILE = "[/] {x} [bold]=cmd|' /C calc'!A0 漢字 🧭 مرحبا " + "x" * 150
SIZES = [(80, 24), (140, 40)]
TODAY = date(2026, 11, 24)


Kind = TypeVar("Kind", bound=Widget)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@asynccontextmanager
async def opened(
    desk: Desk, width: int = 140, height: int = 40
) -> AsyncIterator[tuple[CalendarScreen, Pilot[None]]]:
    """Run the program with the calendar open and read."""
    modes = [
        ours if ours.name == "calendar" else small for ours, small in zip(MODES, shell_modes(), strict=True)
    ]
    app = BrmApp(desk, modes=modes)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, CalendarScreen) and bool(app.screen.answer))
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        await pilot.pause()
        yield screen, pilot
        assert not app.unexpected


def shell(screen: CalendarScreen) -> BrmApp:
    app = screen.app
    assert isinstance(app, BrmApp)
    return app


def text_of(screen: CalendarScreen) -> str:
    return screen_text(shell(screen))


async def dialog(screen: CalendarScreen, pilot: Pilot[None], kind: type[Kind]) -> Kind:
    await until(pilot, lambda: isinstance(screen.app.screen, kind))
    await pilot.pause()
    found = screen.app.screen
    assert isinstance(found, kind)
    return found


async def back(screen: CalendarScreen, pilot: Pilot[None]) -> None:
    try:
        await until(pilot, lambda: screen.app.screen is screen)
    except AssertionError:
        raise AssertionError(f"still open:\n{text_of(screen)}") from None


async def typed(screen: CalendarScreen, pilot: Pilot[None], text: str) -> None:
    """Type over the one line that is asked for, and take it."""
    asked = await dialog(screen, pilot, TextDialog)
    asked.query_one(LineInput).value = text
    await pilot.press("enter")
    await back(screen, pilot)


def add(desk: Desk, **values: Any) -> str:
    return records.add(desk, "events", {"zone": "Europe/Berlin", **values}, as_text=True)


def weekly(desk: Desk, **values: Any) -> str:
    known = {"title": "Stand-up", "start": "2026-11-24T10:00", "recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=4"}
    return add(desk, **{**known, **values})


def starts(desk: Desk) -> list[str]:
    found = occurrences(desk, date(2026, 1, 1), date(2027, 12, 31), layers=("meeting",))
    return [f"{entry.start:%m-%d %H:%M}" for entry in found]


def days_of(screen: CalendarScreen) -> list[str]:
    return [entry.title for entry in screen.day_list.entries]


async def rested(screen: CalendarScreen, pilot: Pilot[None], day: date) -> None:
    await until(pilot, lambda: screen.grid.day == day == screen.day_list.day)


async def test_an_empty_calendar_says_what_belongs_there(desk: Desk) -> None:
    async with opened(desk, 80, 24) as (screen, pilot):
        assert "Nothing in the calendar yet" in text_of(screen)
        assert "enter the first event" in text_of(screen)
        await pilot.press("n", "tab")
        form = await dialog(screen, pilot, FormDialog)
        assert form.form.rows[1].value() == at("2026-11-24T10:00")
        await pilot.press(*"Kick-off", "ctrl+s")
        await back(screen, pilot)
        await until(pilot, lambda: "Kick-off" in text_of(screen))
        assert "Nothing in the calendar yet" not in text_of(screen)
        assert screen.focused is screen.grid
        await pilot.press("u")
        await until(pilot, lambda: "Nothing in the calendar yet" in text_of(screen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_demo_at_both_sizes(demo: Desk, size: tuple[int, int]) -> None:
    async with opened(demo, *size) as (screen, pilot):
        shown = text_of(screen)
        assert "November 2026 · " in shown
        assert "blackout" in shown
        assert "Tue 24 Nov" in shown
        for key in ("v", "pagedown", "end", "home", "v", "pageup", "pageup", "."):
            await pilot.press(key)
            await pilot.pause()
        await rested(screen, pilot, TODAY)


async def test_the_cursor_moves_by_days_weeks_and_months(desk: Desk) -> None:
    add(desk, title="In November", start="2026-11-25T10:00")
    add(desk, title="In December", start="2026-12-25T10:00")
    async with opened(desk) as (screen, pilot):
        await pilot.press("l")
        await rested(screen, pilot, date(2026, 11, 25))
        assert days_of(screen) == ["In November"]
        await pilot.press("j", "h", "k", "right", "left")
        await rested(screen, pilot, TODAY)
        await pilot.press("pagedown", "l")
        await rested(screen, pilot, date(2026, 12, 25))
        await until(pilot, lambda: days_of(screen) == ["In December"])
        await until(pilot, lambda: "December 2026 · 1 entry" in text_of(screen))
        await pilot.press(".")
        await rested(screen, pilot, TODAY)
        await pilot.press("g")
        await typed(screen, pilot, "25 dec")
        await rested(screen, pilot, date(2026, 12, 25))


async def test_layers_and_customer_narrow_and_are_remembered(desk: Desk) -> None:
    for code in ("FIN", "RET"):
        records.add(desk, "customers", {"name": {"FIN": "Finance", "RET": "Retail"}[code], "code": code})
        add(desk, title="Review", start="2026-11-24T10:00", customers=code)
    records.add(desk, "actions", {"title": "Draft", "customer": "FIN", "due": TODAY})
    async with opened(desk) as (screen, pilot):
        assert len(days_of(screen)) == 3
        await pilot.press("U")
        await until(pilot, lambda: len(days_of(screen)) == 2)
        assert "− due" in text_of(screen)
        await pilot.press("f")
        await dialog(screen, pilot, PickDialog)
        await pilot.press(*"fin", "enter")
        await until(pilot, lambda: days_of(screen) == ["Finance · Review"])
        await until(pilot, lambda: "customer: FIN" in text_of(screen))
        await pilot.press("2")
        await until(pilot, lambda: screen.app.screen is not screen)
        await pilot.press("4")
        await until(pilot, lambda: "customer: FIN" in text_of(screen))
        await pilot.press("U")
        await until(pilot, lambda: len(days_of(screen)) == 2)
        await pilot.press("M", "C", "I", "G", "T", "A", "U")
        await until(pilot, lambda: days_of(screen) == [])


async def test_a_new_event_takes_a_natural_start_and_shows_its_day(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        await pilot.press("n", "tab")
        form = await dialog(screen, pilot, FormDialog)
        await pilot.press(*"Workshop", "down")
        form.form.rows[1].query_one(LineInput).value = "fri 14:00"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        await rested(screen, pilot, date(2026, 11, 27))
        await until(pilot, lambda: days_of(screen) == ["Workshop"])
        assert "u takes it back" in shell(screen).notice
        await pilot.press("u")
        await until(pilot, lambda: days_of(screen) == [])


async def test_enter_opens_the_only_entry_or_goes_into_the_list(desk: Desk) -> None:
    ana = records.add(desk, "people", {"name": "Ana Souza", "email": "ana@x.org", "side": "IT"})
    add(desk, title="Call", start="2026-11-24T09:00", zone="America/New_York", place="Teams", agenda="One\nTwo",
        attendees=f"{ana}:optional")  # fmt: skip
    async with opened(desk) as (screen, pilot):
        await pilot.press("enter")
        await dialog(screen, pilot, EventDialog)
        shown = text_of(screen)
        for said in (
            "In New York",
            "09:00–10:00",
            "For you",
            "15:00–16:00",
            "Teams",
            "Ana Souza (optional)",
            "Two",
        ):
            assert said in shown
        await pilot.press("escape")
        await back(screen, pilot)
        add(desk, title="Second", start="2026-11-24T17:00")
        await pilot.press("n", "escape")
        screen.reload()
        await until(pilot, lambda: len(days_of(screen)) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: screen.focused is screen.day_list)
        await pilot.press("down", "enter")
        opened_dialog = await dialog(screen, pilot, EventDialog)
        assert opened_dialog.detail.title == "Second"
        await pilot.press("escape")
        await back(screen, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: screen.focused is screen.grid)


async def test_an_occurrence_moves_by_words_and_by_arrows_and_comes_back(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        await pilot.press("m")
        await typed(screen, pilot, "+1d")
        await rested(screen, pilot, date(2026, 11, 25))
        await until(pilot, lambda: days_of(screen) == ["Stand-up"])
        assert starts(desk)[:2] == ["11-25 10:00", "12-01 10:00"]
        await pilot.press("shift+right")
        await rested(screen, pilot, date(2026, 11, 26))
        await until(pilot, lambda: days_of(screen) == ["Stand-up"])
        await pilot.press("m")
        await typed(screen, pilot, "14:30")
        await until(pilot, lambda: starts(desk)[0] == "11-26 14:30")
        await until(pilot, lambda: "moved · Stand-up" in text_of(screen))
        await pilot.press("r")
        await rested(screen, pilot, TODAY)
        await until(pilot, lambda: starts(desk)[0] == "11-24 10:00")
        await until(pilot, lambda: days_of(screen) == ["Stand-up"])
        await pilot.press("u")
        await until(pilot, lambda: starts(desk)[0] == "11-26 14:30")


async def test_one_occurrence_is_cancelled_seen_and_restored(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        await pilot.press("d")
        await dialog(screen, pilot, PickDialog)
        assert "every week on Tuesday" in text_of(screen)
        await pilot.press("enter")
        await back(screen, pilot)
        await until(pilot, lambda: starts(desk)[0] == "12-01 10:00")
        await until(pilot, lambda: "cancelled · Stand-up" in text_of(screen))
        assert "u takes it back" in shell(screen).notice
        await pilot.press("r")
        await until(pilot, lambda: starts(desk)[0] == "11-24 10:00")


async def test_a_series_and_a_single_event_are_deleted_and_taken_back(desk: Desk) -> None:
    weekly(desk)
    add(desk, title="Once", start="2026-11-25T10:00")
    async with opened(desk) as (screen, pilot):
        await pilot.press("d")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: starts(desk) == ["11-25 10:00"])
        await back(screen, pilot)
        await pilot.press("right")
        await rested(screen, pilot, date(2026, 11, 25))
        await pilot.press("d")
        await until(pilot, lambda: starts(desk) == [])
        await pilot.press("u")
        await until(pilot, lambda: len(starts(desk)) == 1)
        await pilot.press("u")
        await until(pilot, lambda: len(starts(desk)) == 5)


async def test_editing_asks_for_the_occurrence_or_the_series(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        await pilot.press("e")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("enter")
        form = await dialog(screen, pilot, FormDialog)
        assert form.form.rows[2].value() == "Stand-up"
        form.form.rows[2].query_one(LineInput).value = "Special"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        await until(pilot, lambda: days_of(screen) == ["Special"])
        await pilot.press("e")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "down", "enter")
        form = await dialog(screen, pilot, FormDialog)
        form.form.rows[1].query_one(LineInput).value = "2026-11-24 11:00"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        await until(
            pilot, lambda: starts(desk) == ["11-24 11:00", "12-01 11:00", "12-08 11:00", "12-15 11:00"]
        )
        assert [entry.title for entry in occurrences(desk, TODAY, TODAY)] == ["Special"]


async def test_the_series_of_a_forum_opens_the_forum_and_is_not_deleted(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    records.add(desk, "forums", {"agreement": "FIN", "name": "Review", "frequency": "weekly", "day_rule": "tue",
                "first_date": TODAY, "start_time": "10:00", "length": 60, "level": "operational"})  # fmt: skip
    async with opened(desk) as (screen, pilot):
        assert days_of(screen) == ["Finance · Review"]
        await pilot.press("e")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "enter")
        form = await dialog(screen, pilot, FormDialog)
        assert "frequency" in [row.field.name for row in form.form.rows]
        await pilot.press("escape")
        await back(screen, pilot)
        await pilot.press("d")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "enter")
        said = await dialog(screen, pilot, MessageDialog)
        assert "engagement strategy" in said.message
        await pilot.press("escape")
        assert len(list_rows(desk.reader, KINDS["events"])) == 1


async def test_clashes_are_marked_and_said(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add(desk, title="Close", layer="customer", start="2026-11-23", end_date="2026-11-27", impact="blackout",
        customers="FIN")  # fmt: skip
    records.add(desk, "changes", {"code": "CHG-1", "title": "Patch", "state": "scheduled", "zone": "Europe/Berlin",
                "window_start": at("2026-11-25T02:00"), "window_end": at("2026-11-25T04:00"),
                "customers": ("FIN",)})  # fmt: skip
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: "▲ 1 clash" in text_of(screen))
        assert "25 ▲" in text_of(screen)
        assert "⊘ blackout · Finance · Close" in text_of(screen)
        await pilot.press("right")
        await rested(screen, pilot, date(2026, 11, 25))
        await until(pilot, lambda: text_of(screen).count("in a blackout of FIN") >= 2)


async def test_the_agenda_lists_days_from_the_selected_one_and_grows(desk: Desk) -> None:
    weekly(desk, recurrence="FREQ=DAILY;COUNT=300")
    add(desk, title="Before", start="2026-11-20T10:00")
    async with opened(desk) as (screen, pilot):
        await pilot.press("v", "v")
        await until(pilot, lambda: len(screen.agenda.entries) == 62)
        shown = text_of(screen)
        assert "Tue 24 Nov today" in shown
        assert "Before" not in shown
        assert "Tue 24 Nov – 24 Jan 2027 · 62 entries" in shown
        await pilot.press("end")
        await until(pilot, lambda: len(screen.agenda.entries) == 93)
        day = screen.day
        assert day == date(2027, 1, 24)
        await pilot.press("m")
        await typed(screen, pilot, "18:00")
        await until(pilot, lambda: starts(desk).count("01-24 18:00") == 1)
        assert screen.agenda.current is not None
        assert screen.day == day
        await pilot.press("escape")
        await rested(screen, pilot, day)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_stand_everywhere(desk: Desk, size: tuple[int, int]) -> None:
    records.add(desk, "customers", {"name": HOSTILE, "code": "BAD"})
    add(desk, title=HOSTILE, start="2026-11-24T10:00", place=HOSTILE, agenda=HOSTILE, customers="BAD")
    add(desk, title=HOSTILE, start="2026-11-23", end_date="2026-11-26", impact="blackout", customers="BAD")
    async with opened(desk, *size) as (screen, pilot):
        assert "[/]" in text_of(screen)
        for keys in (
            ("down", "up"),
            ("enter",),
            ("enter",),
            ("escape",),
            ("v",),
            ("v",),
            ("x",),
            ("escape",),
        ):
            await pilot.press(*keys)
            await pilot.pause(0.05)
        for line in text_of(screen).splitlines():
            assert "\x1b" not in line


async def test_another_windows_change_is_seen(desk: Desk) -> None:
    row = weekly(desk)
    async with opened(desk) as (screen, pilot):
        events.change_occurrence(desk, row, at("2026-11-24T10:00"), {"title": "Other"})
        screen.reload()
        await until(pilot, lambda: days_of(screen) == ["Other"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fri 14:00", "2026-11-27T14:00"),
        ("fri", "2026-11-27T10:00"),
        ("14:30", "2026-12-03T14:30"),
        ("+1w", "2026-12-10T10:00"),
        ("+1d 9:00", "2026-12-04T09:00"),
        ("1 dec", "2026-12-01T10:00"),
        ("2026-12-24 08:15", "2026-12-24T08:15"),
        ("tomorrow", "2026-11-25T10:00"),
    ],
)
def test_where_something_moves_to(text: str, expected: str) -> None:
    assert read_move(text, at("2026-12-03T10:00"), TODAY, all_day=False) == at(expected)
    if ":" not in text:
        assert read_move(text, at("2026-12-03"), TODAY, all_day=True) == at(expected[:10])


def test_where_nothing_is_meant() -> None:
    with pytest.raises(FieldError):
        read_move("soonish", at("2026-12-03T10:00"), TODAY, all_day=False)


@pytest.mark.parametrize("size", SIZES)
async def test_an_event_is_entered_in_a_line_that_is_explained_while_one_types(
    desk: Desk, size: tuple[int, int]
) -> None:
    records.add(desk, "customers", {"name": HOSTILE, "code": "BAD"})
    weekly(desk)
    async with opened(desk, *size) as (screen, pilot):
        await pilot.press("n")
        asked = await dialog(screen, pilot, EventLineDialog)
        asked.query_one(LineInput).value = "monthly service review, 1st Tue 10:00 for 1h, Teams, from Jan BAD"
        await until(pilot, lambda: "Every month on the 1st Tuesday" in text_of(screen))
        shown = text_of(screen)
        for said in ("monthly service review", "Tue 5 Jan 2027 10:00–11:00", "at Teams", "[/]", "Next: Tue 5 Jan 2027",
                     "Oct", "1st tue 10:00 for 1h", "form", "forum"):  # fmt: skip
            assert said in shown, said
        await pilot.press("enter")
        await back(screen, pilot)
        await rested(screen, pilot, date(2027, 1, 5))
        assert "01-05 10:00" in starts(desk)
        await pilot.press("u")
        await until(pilot, lambda: "01-05 10:00" not in starts(desk))


async def test_a_line_goes_on_in_the_form_or_becomes_a_forum(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    agreement = records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    async with opened(desk) as (screen, pilot):
        await pilot.press("n")
        asked = await dialog(screen, pilot, EventLineDialog)
        asked.query_one(LineInput).value = "review, weekly on tue 10:00, Teams, @nobody"
        await pilot.press("enter")
        await until(pilot, lambda: "Nobody is called @nobody" in text_of(screen))
        await pilot.press("tab")
        form = await dialog(screen, pilot, FormDialog)
        assert form.form.rows[0].value() == "review"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        assert starts(desk)[:2] == ["11-24 10:00", "12-01 10:00"]
        await pilot.press("n")
        asked = await dialog(screen, pilot, EventLineDialog)
        asked.query_one(LineInput).value = "monthly service review 2nd thu 14:00 FIN"
        await until(pilot, lambda: asked.is_like_a_forum)
        await pilot.press("ctrl+f")
        await dialog(screen, pilot, FormDialog)
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        (forum,) = list_rows(desk.reader, KINDS["forums"])
        assert (forum.agreement_id, forum.day_rule, forum.start_time) == (agreement, "2nd thu", "14:00")


async def test_this_and_all_that_follow_are_edited_and_ended_each_in_one_step(desk: Desk) -> None:
    weekly(desk, start="2026-11-17T10:00", recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=5", attendees="")
    async with opened(desk) as (screen, pilot):
        await pilot.press("e")
        await dialog(screen, pilot, PickDialog)
        assert "from Tue 24 Nov on" in text_of(screen)
        await pilot.press("down", "enter")
        form = await dialog(screen, pilot, FormDialog)
        assert form.form.rows[1].value() == at("2026-11-24T10:00")
        form.form.rows[1].query_one(LineInput).value = "2026-11-25 11:00"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        after = ["11-17 10:00", "11-25 11:00", "12-02 11:00", "12-09 11:00", "12-16 11:00"]
        await until(pilot, lambda: starts(desk) == after)
        assert "from Tue 24 Nov on" in shell(screen).notice
        await pilot.press("right", "right", "right", "right", "right", "right", "right", "right")
        await rested(screen, pilot, date(2026, 12, 2))
        await until(pilot, lambda: days_of(screen) == ["Stand-up"])
        await pilot.press("d")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "enter")
        await back(screen, pilot)
        await until(pilot, lambda: starts(desk) == after[:2])
        await pilot.press("u", "u")
        await until(pilot, lambda: starts(desk)[1] == "11-24 10:00" and len(starts(desk)) == 5)


@pytest.mark.parametrize("size", SIZES)
async def test_a_recurrence_is_built_in_the_form_with_its_dates(desk: Desk, size: tuple[int, int]) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN", "zone": "Asia/Tokyo"})
    records.add(desk, "holidays", {"calendar": "Germany", "date": date(2026, 12, 25), "name": "Christmas"})
    async with opened(desk, *size) as (screen, pilot):
        await pilot.press(
            "n", *"FIN", "space", *"Review", "space", *"25", "space", *"nov", "space", *"9am", "tab"
        )
        form = await dialog(screen, pilot, FormDialog)
        row = next(row for row in form.form.rows if row.field.name == "recurrence")
        assert isinstance(row, RecurrenceRow)
        row.focus_editor()
        await pilot.press("m")
        await until(pilot, lambda: "Every month on day 25" in text_of(screen))
        await until(pilot, lambda: "09:00 Berlin · 17:00 Tokyo" in text_of(screen))
        await pilot.press("down", "down", *"tue")
        await until(pilot, lambda: "one day of the month" in text_of(screen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(row.problem))
        row.builder.on_day.value = ""
        await pilot.press("up")
        await until(pilot, lambda: form.form.focused_row is form.form.rows[form.form.rows.index(row) - 1])
        await pilot.press("down", "down", "down", "down", *"x3", "enter")
        await until(pilot, lambda: form.form.focused_row is form.form.rows[form.form.rows.index(row) + 1])
        await pilot.press("down", "right", "right", "right")
        await until(pilot, lambda: "Christmas)" in text_of(screen))
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        assert starts(desk) == ["11-25 09:00", "12-28 09:00", "01-25 09:00"]
        (made,) = list_rows(desk.reader, KINDS["events"])
        assert made.recurrence == "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=25"


async def test_a_rule_that_nobody_touches_stays_as_it_is_written(desk: Desk) -> None:
    row = add(desk, title="Odd", start="2026-11-24T10:00", recurrence="FREQ=MONTHLY;BYDAY=1TU,4TU")
    async with opened(desk) as (screen, pilot):
        await pilot.press("e")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("down", "down", "enter")
        form = await dialog(screen, pilot, FormDialog)
        assert "by a rule" in text_of(screen)
        form.form.rows[0].query_one(LineInput).value = "Odd one"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        (made,) = list_rows(desk.reader, KINDS["events"])
        assert (made.id, made.title, made.recurrence) == (row, "Odd one", "FREQ=MONTHLY;BYDAY=1TU,4TU")
