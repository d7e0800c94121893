"""What a desk needs now and then, done behind the first paint: figures that aged, the horizon, a backup."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from brm_tui.desk.desk import Desk
from brm_tui.model.desk import DeskSetting
from brm_tui.store.backup import roll
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import told
from brm_tui.store.projections import refresh_customers, refresh_health, stale_customers, stale_health
from brm_tui.store.queries.horizon import NAME, horizon

YEARS_AHEAD = 2
CUSTOMERS_AT_ONCE = 50
"""How many are judged in one transaction, so that whoever wants to write meanwhile waits for few of them."""
_REST = 0.01
"""Seconds between two such transactions, in which whoever waits has their turn."""


def upkeep(desk: Desk) -> None:
    """Bring figures that time has changed up to date, and carry the calendar on.

    Raises:
        BrmError: The desk cannot be written; nothing is lost.
    """
    _refresh_aged(desk)
    wanted = date(desk.today.year + YEARS_AHEAD, 12, 31)
    if desk.read(horizon) < wanted:
        move_horizon(desk, wanted)
    judge_health(desk)


def back_up_when_due(desk: Desk) -> Path | None:
    """Make the rolling backup that is due, and return where it is; None when none was.

    Raises:
        BrmError: The desk is damaged or the copy cannot be written; older backups are untouched.
    """
    return roll(desk.home, desk.clock.now(), desk.settings.backups)


def _refresh_aged(desk: Desk) -> None:
    aged = desk.read(stale_customers, desk.clock)
    if not aged:
        return
    with told(desk.home.database), desk.writing(), desk.engine.begin() as connection:
        refresh_customers(driver_of(connection), aged, desk.clock)


def judge_health(desk: Desk) -> None:
    """Judge anew the health of the customers for whom it was judged on another day.

    Raises:
        BrmError: The desk cannot be written; nothing is lost.
    """
    aged = desk.read(stale_health, desk.today)
    for start in range(0, len(aged), CUSTOMERS_AT_ONCE):
        if start and desk.rest(_REST):
            return
        with told(desk.home.database), desk.writing(), desk.engine.begin() as connection:
            refresh_health(driver_of(connection), aged[start : start + CUSTOMERS_AT_ONCE], desk.clock)


def move_horizon(desk: Desk, day: date) -> None:
    """Let the calendar reach to another day, as one step.

    Args:
        desk: The desk.
        day: The last day of recurring meetings that are shown and exported.
    """
    with desk.step(f"Carry the calendar on to {day:%d %B %Y}") as step:
        setting = step.session.scalars(
            sa.select(DeskSetting).where(sa.literal_column("desk_setting.name") == NAME)
        ).one()
        setting.value = day.isoformat()
