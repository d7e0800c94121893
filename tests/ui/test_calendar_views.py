"""The calendar's views by keys and mouse: one day under the cursor in all of them, clashes, what is remembered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.events import MouseScrollDown
from textual.geometry import Offset

from brm_tui.config import change_settings, read_settings
from brm_tui.desk import records
from brm_tui.desk.calendar import clashes_among
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import steps
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.screens.calendar.entry_rows import clash_day
from brm_tui.ui.screens.calendar.event_dialog import EventDialog
from brm_tui.ui.screens.calendar.event_line import EventLineDialog
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from brm_tui.ui.screens.calendar.spans import Narrowing, read_sheet
from tests.ui.shell_desk import until
from tests.ui.test_calendar import (
    HOSTILE,
    SIZES,
    TODAY,
    add,
    at,
    back,
    dialog,
    opened,
    shell,
    starts,
    text_of,
    typed,
    weekly,
)

ROUND = ("week", "agenda", "year", "month", "year", "agenda", "week", "month")


async def test_the_views_follow_each_other_on_the_same_day(desk: Desk) -> None:
    weekly(desk)
    add(desk, title="Other", start="2026-11-25T14:00")
    async with opened(desk) as (screen, pilot):
        await pilot.press("l")
        for key, view in zip("vvvvVVVV", ROUND, strict=True):
            await pilot.press(key)
            await until(pilot, lambda: screen.has_class(f"-{view}"))  # noqa: B023
            await until(pilot, lambda: screen.day == date(2026, 11, 25))
            if view in ("week", "agenda"):
                assert screen.current is not None
                assert screen.current.title == "Other"
        assert screen.focused is screen.grid


@pytest.mark.parametrize("view", ["month", "week", "year"])
async def test_the_same_keys_move_in_every_view(desk: Desk, view: str) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        screen.show_view(view)
        await until(pilot, lambda: screen.has_class(f"-{view}") and screen.focused is screen.shown_grid)
        page = {"month": date(2026, 12, 24), "week": date(2026, 12, 1), "year": date(2027, 11, 24)}[view]
        for keys, day in (
            ("l", date(2026, 11, 25)),
            ("h", TODAY),
            ("right", date(2026, 11, 25)),
            ("left", TODAY),
            ("]", date(2026, 12, 24)),
            ("[", TODAY),
            ("}", date(2026, 12, 1)),
            ("{", TODAY),
            ("pagedown", page),
            ("pageup", TODAY),
            ("pagedown", page),
            (".", TODAY),
        ):
            await pilot.press(keys)
            await until(pilot, lambda: screen.day == day)  # noqa: B023
        await pilot.press("g")
        await typed(screen, pilot, "2027-03-01")
        await until(pilot, lambda: screen.day == date(2027, 3, 1))
        await until(pilot, lambda: "2027" in str(screen.answer))


async def test_the_agenda_moves_by_days_weeks_and_months(desk: Desk) -> None:
    weekly(desk, recurrence="FREQ=DAILY;COUNT=90")
    async with opened(desk) as (screen, pilot):
        await pilot.press("v", "v")
        for key, day in (("l", 25), ("}", 32), ("h", 31), ("{", 24)):
            expected = date(2026, 11, 1) + timedelta(days=day - 1)
            await pilot.press(key)
            await until(pilot, lambda: screen.agenda.day == expected)  # noqa: B023
        await pilot.press("]")
        await until(pilot, lambda: screen.agenda.day == date(2026, 12, 24))


async def test_the_week_goes_through_entries_and_free_hours(desk: Desk) -> None:
    weekly(desk)
    add(desk, title="At once", start="2026-11-24T10:30", length=90, place="Room 3")
    add(desk, title="Close", layer="customer", start="2026-11-23", end_date="2026-11-27", impact="blackout")
    async with opened(desk, 80, 24) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: "⊘ blackout · Close" in text_of(screen))
        await until(pilot, lambda: "23–29 November 2026 · 3 entries" in text_of(screen))
        await pilot.press(*["up"] * 24)
        assert screen.week.current is not None
        assert screen.week.current.title == "Close"
        seen = []
        for _step in range(12):
            await pilot.press("down")
            entry = screen.week.current
            seen.append(entry.title if entry is not None else screen.week.hour)
        # The second one has the hour from 11 to 12, so that is not free.
        assert seen == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "Stand-up", "At once"]
        await until(pilot, lambda: "Room 3" in text_of(screen))
        await pilot.press("down")
        assert screen.week.hour == 12
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing at this hour" in shell(screen).notice)
        await pilot.press("n")
        await dialog(screen, pilot, EventLineDialog)
        await pilot.press("tab")
        form = await dialog(screen, pilot, FormDialog)
        assert at("2026-11-24T12:00") in [row.value() for row in form.form.rows]
        await pilot.press("escape")
        await back(screen, pilot)
        await pilot.press("up", "up", "enter")
        shown_event = await dialog(screen, pilot, EventDialog)
        assert shown_event.detail.title == "Stand-up"
        await pilot.press("escape")
        await back(screen, pilot)
        await pilot.press("shift+right")
        await until(pilot, lambda: starts(desk)[0] == "11-24 10:30" and "11-25 10:00" in starts(desk))
        await until(pilot, lambda: screen.week.day == date(2026, 11, 25))
        await until(pilot, lambda: screen.current is not None and screen.current.title == "Stand-up")


async def test_the_week_shows_where_now_is_and_scrolls_to_the_night(desk: Desk) -> None:
    add(desk, title="Night shift", start="2026-11-24T03:00")
    async with opened(desk, 80, 24) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: screen.has_class("-week"))
        await until(pilot, lambda: "Night" in text_of(screen))  # the month's list had its cursor there
        await pilot.press("l")
        await pilot.press(*["down"] * 15)
        assert screen.week.hour == 18
        await until(pilot, lambda: "↑1" in text_of(screen))
        assert "09:00─" in text_of(screen)
        assert "Night" not in text_of(screen)


async def test_enter_goes_from_the_year_into_the_month(desk: Desk) -> None:
    weekly(desk)
    add(desk, title="Close", layer="customer", start="2026-03-02", end_date="2026-03-04", impact="blackout")
    async with opened(desk, 80, 24) as (screen, pilot):
        await pilot.press("V")
        await until(pilot, lambda: "2026 · 4 entries" in text_of(screen))
        await until(pilot, lambda: "24░" in text_of(screen))
        await pilot.press("g")
        await typed(screen, pilot, "2026-03-03")
        await until(pilot, lambda: "3⊘" in text_of(screen))
        await until(pilot, lambda: "⊘ blackout: Close to Wed 4 Mar" in text_of(screen))
        await pilot.press("enter")
        await until(pilot, lambda: screen.has_class("-month") and screen.day == date(2026, 3, 3))


def _clash(desk: Desk, day: str, code: str) -> None:
    records.add(desk, "changes", {"code": code, "title": "Patch", "state": "scheduled", "zone": "Europe/Berlin",
                "window_start": at(f"{day}T10:00"), "window_end": at(f"{day}T12:00"),
                "customers": ("FIN",)})  # fmt: skip


@pytest.mark.parametrize("view", ["month", "week", "agenda", "year"])
async def test_keys_go_to_the_next_clash_and_back(desk: Desk, view: str) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add(desk, title="Close", layer="customer", start="2026-01-01", end_date="2027-12-31", impact="blackout",
        customers="FIN")  # fmt: skip
    for day, code in (("2026-10-06", "CHG-1"), ("2026-11-26", "CHG-2"), ("2027-02-03", "CHG-3")):
        _clash(desk, day, code)
    async with opened(desk) as (screen, pilot):
        screen.show_view(view)
        await until(pilot, lambda: screen.has_class(f"-{view}"))
        for key, expected, code in (
            (">", date(2026, 11, 26), "CHG-2"),
            (">", date(2027, 2, 3), "CHG-3"),
            ("<", date(2026, 11, 26), "CHG-2"),
            ("<", date(2026, 10, 6), "CHG-1"),
        ):
            await pilot.press(key)
            await until(pilot, lambda: screen.day == expected)  # noqa: B023
            said = f"{code} Patch: in a blackout of FIN"
            await until(pilot, lambda: said in shell(screen).notice)  # noqa: B023
            if view != "year":
                await until(pilot, lambda: code in getattr(screen.current, "title", ""))  # noqa: B023
        if view != "agenda":  # which begins at the day of the clash
            await pilot.press("<")
            await until(pilot, lambda: "No clash in the 36 months before" in shell(screen).notice)


async def test_the_week_says_its_own_clashes(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add(desk, title="Close", layer="customer", start="2026-11-16", end_date="2026-11-27", impact="blackout",
        customers="FIN")  # fmt: skip
    _clash(desk, "2026-11-18", "CHG-1")
    async with opened(desk) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: "23–29 November 2026 · 1 entry" in text_of(screen))
        assert "clash" not in str(screen.answer)
        await pilot.press("pageup")
        await until(
            pilot, lambda: "16–22 November 2026 · 2 entries · ■ 1 clash" in text_of(screen).replace("▲", "■")
        )
        await pilot.press(*"hh", "end")
        await until(pilot, lambda: screen.day == date(2026, 11, 15))
        await until(pilot, lambda: "9–15 November 2026 · 0 entries" in text_of(screen))


async def test_clashes_are_marked_in_the_year(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add(desk, title="Close", layer="customer", start="2026-11-23", end_date="2026-11-27", impact="blackout",
        customers="FIN")  # fmt: skip
    _clash(desk, "2026-11-26", "CHG-2")
    async with opened(desk) as (screen, pilot):
        await pilot.press("V")
        await until(pilot, lambda: "26░■" in text_of(screen))
        await pilot.press("l", "l")
        await until(pilot, lambda: "■ CHG-2 Patch: in a blackout of FIN" in text_of(screen))


async def test_view_layers_and_customer_are_remembered_over_a_restart(desk: Desk) -> None:
    weekly(desk)
    finance = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    before = len(steps(desk))
    async with opened(desk) as (screen, pilot):
        await pilot.press("v", "U", "I", "f")
        await until(pilot, lambda: screen.app.screen is not screen)
        await pilot.press(*"fin", "enter")
        await until(pilot, lambda: read_settings(desk.home.settings).calendar_customer == "FIN")
    found = read_settings(desk.home.settings)
    assert (found.calendar_view, found.calendar_hidden) == ("week", ("due", "it"))
    assert len(steps(desk)) == before
    again = Desk.open(desk.home, desk.clock)
    async with opened(again) as (screen, pilot):
        await until(pilot, lambda: screen.has_class("-week"))
        await until(pilot, lambda: "− due" in text_of(screen))
        await until(pilot, lambda: "customer: FIN" in text_of(screen))
    records.delete(again, "customers", finance)
    async with opened(again) as (screen, pilot):
        await until(pilot, lambda: "customer: all" in text_of(screen))
    again.close()


async def test_another_view_of_the_same_days_reads_nothing_anew(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        sheet = screen.kept_month(TODAY)
        assert sheet is not None
        await pilot.press("v")
        await until(pilot, lambda: screen.has_class("-week"))
        assert screen.kept_month(TODAY) is sheet
        screen.reload()
        assert screen.kept_month(TODAY) is None


@pytest.mark.parametrize("view", ["week", "agenda", "year"])
async def test_every_view_opens_when_it_was_the_last_one(desk: Desk, view: str) -> None:
    weekly(desk)
    change_settings(desk.home.settings, calendar_view=view)
    again = Desk.open(desk.home, desk.clock)
    async with opened(again) as (screen, pilot):
        await until(pilot, lambda: screen.has_class(f"-{view}"))
        assert screen.day == TODAY
        await until(pilot, lambda: "4 entries" in text_of(screen) or "1 entry" in text_of(screen))
        await pilot.press("v")
        await until(pilot, lambda: not screen.has_class(f"-{view}"))
        assert screen.day == TODAY
    again.close()


async def test_the_mouse_selects_opens_and_scrolls(desk: Desk) -> None:
    weekly(desk)
    async with opened(desk) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: screen.has_class("-week"))
        await pilot.press("l")
        await until(pilot, lambda: "Wed 25 Nov 10:00  free" in text_of(screen))
        lines = text_of(screen).splitlines()
        y = next(number for number, line in enumerate(lines) if "Stand-up" in line)
        where = Offset(lines[y].index("Stand-up"), y)
        await pilot.click(offset=where)
        await until(pilot, lambda: screen.day == TODAY and screen.current is not None)
        await pilot.click(offset=where, times=2)
        await dialog(screen, pilot, EventDialog)
        await pilot.press("escape")
        await back(screen, pilot)
        before = text_of(screen)
        await pilot._post_mouse_events([MouseScrollDown], screen.week, Offset(30, 10))
        await until(pilot, lambda: text_of(screen) != before)
        await pilot.press("v", "v")
        await until(pilot, lambda: "October" in text_of(screen))
        lines = text_of(screen).splitlines()
        y = next(number for number, line in enumerate(lines) if "October" in line)
        await pilot.click(offset=Offset(lines[y].index("October") + 1, y + 3))
        await until(pilot, lambda: screen.day.month == 10)
        await pilot.click(offset=Offset(lines[y].index("October") + 1, y + 3), times=2)
        await until(pilot, lambda: screen.has_class("-month") and screen.day.month == 10)


@pytest.mark.parametrize("size", SIZES)
async def test_a_thousand_entries_and_hostile_names(desk: Desk, size: tuple[int, int]) -> None:
    records.add(desk, "customers", {"name": HOSTILE, "code": "BAD"})
    add(desk, title=HOSTILE, start="2026-11-23", end_date="2026-11-26", impact="blackout", customers="BAD")
    series = [
        {"title": f"{HOSTILE}{number}", "start": at("2026-11-23T08:00") + timedelta(minutes=number * 4),
         "zone": "Europe/Berlin", "place": HOSTILE, "customers": ("BAD",), "recurrence": "FREQ=DAILY;COUNT=7"}
        for number in range(143)
    ]  # fmt: skip
    records.add_many(desk, "events", series)
    async with opened(desk, *size) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: "1002 entries" in text_of(screen))
        for key in ("down", "down", "l", "down", "up", "h", "pagedown", "pageup", "v", "v", "l", "down"):
            await pilot.press(key)
            await pilot.pause()
            for line in text_of(screen).splitlines():
                assert "\x1b" not in line
        await until(pilot, lambda: "█" in text_of(screen))


async def test_the_agenda_of_kept_months_is_the_agenda_that_is_read(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, CalendarScreen))
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        first, last = date(2026, 11, 24), date(2026, 12, 24)
        await until(pilot, lambda: screen.kept_clashes(first, last) is not None)
        found = await screen.read_span(first, last)
        assert found == screen.narrowing.read(demo, first, last)
        begun = [
            clash for clash in clashes_among(demo, found, part=False) if first <= clash_day(clash) <= last
        ]
        assert screen.kept_clashes(first, last) == begun
        assert begun


def test_the_clashes_between_two_days_are_those_that_begin_on_them(demo: Desk) -> None:
    sheet = read_sheet(demo, Narrowing(), date(2026, 10, 26), date(2026, 12, 6))
    days = [date(2026, 10, 24) + timedelta(days=number) for number in range(46)]
    assert len(sheet.clashes) > 5
    for first in days:
        for last in (first, first + timedelta(days=6), days[-1]):
            among = [clash for clash in sheet.clashes if first <= clash_day(clash) <= last]
            assert sheet.clashes_between(first, last) == among
