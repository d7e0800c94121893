"""Clashes on the screen: said in the lists and the dialog, moved away by one key, warned of when saved."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from brm_tui.desk import records
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.desk import Desk
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.calendar.event_dialog import EventDialog
from brm_tui.ui.widgets.line_input import LineInput
from tests.ui.shell_desk import until
from tests.ui.test_calendar import HOSTILE, SIZES, TODAY, add, back, dialog, opened, shell, starts, text_of

OUT_OF_HOURS = "18:30 for Kenji Sato in Tokyo, who works 9:00–17:30"


def tokyo(desk: Desk, name: str = "Kenji Sato") -> None:
    """Add somebody in Tokyo."""
    records.add(desk, "people", {"name": name, "email": "kenji@x.example", "zone": "Asia/Tokyo",
                "work_start": "09:00", "work_end": "17:30"})  # fmt: skip


def call(desk: Desk, **more: object) -> str:
    """Add a meeting today at which it is half past six in Tokyo."""
    known: dict[str, object] = {"title": "Call", "start": "2026-11-24T10:30", "attendees": "kenji@x.example"}
    return add(desk, **{**known, **more})


async def test_a_clash_is_said_in_every_list_and_moved_to_a_free_slot(desk: Desk) -> None:
    tokyo(desk)
    call(desk, recurrence="FREQ=WEEKLY;COUNT=2")
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: "▲ 2 clashes" in text_of(screen))
        assert text_of(screen).count(OUT_OF_HOURS[:28]) >= 2, "below the entry, and in the list of clashes"
        await pilot.press("v")
        await until(pilot, lambda: screen.view == "week" and "1 clash" in text_of(screen))
        await pilot.press("v")
        await until(pilot, lambda: text_of(screen).count(f"▲ {OUT_OF_HOURS}") == 2)
        await pilot.press("escape")
        await until(pilot, lambda: "▲ 2 clashes" in text_of(screen) and "11-24 10:30" in starts(desk))
        await pilot.press("B")
        picked = await dialog(screen, pilot, PickDialog)
        assert [choice.label for choice in picked.list.shown] == [
            "Wed 25 Nov  01:00–02:00",
            "Wed 25 Nov  02:00–03:00",
            "Wed 25 Nov  03:00–04:00",
        ]
        assert "in Tokyo" in text_of(screen)
        await pilot.press("enter")
        await back(screen, pilot)
        await until(pilot, lambda: "11-24 10:30" not in starts(desk))
        assert "12-01 10:30" in starts(desk), "the next one stays"
        await until(pilot, lambda: "‘Call’ is now on" in shell(screen).notice)
        await until(pilot, lambda: "▲ 1 clash" in text_of(screen))
        await pilot.press("u")
        await until(pilot, lambda: starts(desk) == ["11-24 10:30", "12-01 10:30"])


async def test_the_dialog_says_the_clash_and_offers_to_move(desk: Desk) -> None:
    tokyo(desk)
    call(desk)
    async with opened(desk, 80, 24) as (screen, pilot):
        await pilot.press("enter")
        await dialog(screen, pilot, EventDialog)
        await until(pilot, lambda: OUT_OF_HOURS in " ".join(text_of(screen).split()))
        await pilot.press("B")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("escape")
        await back(screen, pilot)
        assert starts(desk) == ["11-24 10:30"]


async def test_where_nothing_is_free_the_obstacles_are_named(desk: Desk) -> None:
    tokyo(desk)
    call(desk)
    add(
        desk,
        title="Sprint",
        start="2026-11-20T00:15",
        length="40000",
        attendees="kenji@x.example",
        layer="customer",
    )
    async with opened(desk) as (screen, pilot):
        assert screen.day_list.current is not None
        while screen.day_list.current.title != "Call":
            await pilot.press("enter", "down")
        await pilot.press("B")
        said = await dialog(screen, pilot, MessageDialog)
        assert "Kenji Sato is busy at " in said.message
        assert len(list(occurrences(desk, date(2026, 11, 1), date(2026, 12, 31), layers=("meeting",)))) == 1


async def test_saving_what_clashes_warns_and_saves(desk: Desk) -> None:
    tokyo(desk)
    call(desk, start="2026-11-24T09:00")
    async with opened(desk) as (screen, pilot):
        await pilot.press("e")
        form = await dialog(screen, pilot, FormDialog)
        form.form.rows[1].query_one(LineInput).value = "2026-11-24 10:30"
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        await until(pilot, lambda: starts(desk) == ["11-24 10:30"])
        await until(pilot, lambda: OUT_OF_HOURS in shell(screen).notice)
        assert shell(screen).notice.startswith("Saved, but ▲ ")
        assert shell(screen).notice.endswith("B free slots · u takes it back")


async def test_a_change_in_a_blackout_moves_out_of_it(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add(desk, title="Close", layer="customer", start="2026-11-24", end_date="2026-11-26", impact="blackout",
        customers="FIN")  # fmt: skip
    records.add(desk, "changes", {"code": "CHG-1", "title": "Patch", "state": "scheduled", "zone": "Europe/Berlin",
                "window_start": datetime.fromisoformat("2026-11-24T22:00"),
                "window_end": datetime.fromisoformat("2026-11-24T23:00"), "customers": ("FIN",)})  # fmt: skip
    async with opened(desk) as (screen, pilot):
        await until(pilot, lambda: "■ Tue 24 Nov" in text_of(screen))
        await pilot.press("B")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("enter")
        await back(screen, pilot)
        await until(pilot, lambda: "clash" not in text_of(screen).split("\n")[1])
        (patch,) = occurrences(desk, TODAY, date(2026, 12, 31), layers=("change",))
        assert patch.start == datetime.fromisoformat("2026-11-27T00:00")


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_hostile_names_in_clashes_and_slots(desk: Desk, width: int, height: int) -> None:
    tokyo(desk, HOSTILE)
    call(desk, title=HOSTILE)
    async with opened(desk, width, height) as (screen, pilot):
        await until(pilot, lambda: "▲ 1 clash" in text_of(screen))
        await pilot.press("enter")
        await dialog(screen, pilot, EventDialog)
        await until(pilot, lambda: "[/] {x} [bold]" in text_of(screen))
        await pilot.press("B")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("enter")
        await back(screen, pilot)
        await until(pilot, lambda: "is now on" in shell(screen).notice)
