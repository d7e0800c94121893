"""A small desk with actions on it, for the tests of Today and the board."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from tests.ui.shell_desk import until

HOSTILE = "[/] {x} =cmd|' /C calc'!A0 会議 مرحبا 👩‍👩‍👧 " + "long " * 30


def small_desk(folder: Path) -> Desk:
    """Make two customers, three people and some actions; today is Tuesday, 24 November 2026, 09:12."""
    desk = Desk.open(Home(folder / "home"), pinned_clock("2026-11-24T09:12", "Europe/Berlin"))
    records.add(desk, "customers", {"name": "Finance", "code": "FIN", "maximum_days": 30})
    records.add(desk, "customers", {"name": "Human Resources", "code": "HR"})
    for name, email, side in (
        ("Ana Souza", "ana@it.example", "IT"),
        ("Bo Berg", "bo@fin.example", "business"),
        (HOSTILE.strip()[:200], "odd@fin.example", "business"),
    ):
        records.add(desk, "people", {"name": name, "email": email, "side": side})
    for code in ("FIN", "HR"):
        records.add(desk, "representations", {"person": "ana@it.example", "customer": code})
    return desk


def add_action(desk: Desk, title: str, status: str = "backlog", **values: object) -> str:
    """Add an action."""
    return records.add(desk, "actions", {"title": title, "status": status, **values})


def late_action(desk: Desk) -> str:
    """Add an action that is twelve days late."""
    return add_action(
        desk, "Draft SLA v2", "in progress",
        customer="HR", assignee="ana@it.example", promised_by="IT", due=date(2026, 11, 12), carried_over=2,
    )  # fmt: skip


def statuses(desk: Desk) -> dict[str, str]:
    """Return the status of every action by title."""
    return dict(desk.reader.execute("SELECT title, status FROM action").fetchall())


def order(desk: Desk, status: str) -> list[str]:
    """Return the titles of a column from top to bottom."""
    found = desk.reader.execute("SELECT title FROM action WHERE status = ? ORDER BY position, id", (status,))
    return [row[0] for row in found]


@asynccontextmanager
async def running(
    desk: Desk, mode: str = "today", size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[BrmApp, Pilot[None]]]:
    """Run the program on a desk, in a mode, until the mode's screen has its data."""
    app = BrmApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(str(getattr(app.screen, "answer", ""))))
        if mode != "today":
            app.action_mode(mode)
            await until(pilot, lambda: app.current_mode == mode)
            await pilot.pause()
        yield app, pilot
        assert not app.unexpected
