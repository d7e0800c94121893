"""What the next dates of a series that is being entered depend on: days off, and the clocks of its customers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.rules.days_off import Policy
from brm_tui.rules.next_dates import Surroundings
from brm_tui.rules.vocabulary import Avoidance
from brm_tui.store.queries.days_off import AvoidingEvent, customers_of, days_off


def surroundings(desk: Desk, values: Mapping[str, Any]) -> Surroundings:
    """Return what matters to a series with these values of a form, as far as they are entered.

    Args:
        desk: The desk.
        values: Of an event ``customers``, ``layer``, ``impact``; of a forum ``agreement``; of both the policy.
    """
    found: Surroundings = desk.read(_read, values, desk.settings.fiscal_year_start)
    return found


def _read(connection: sqlite3.Connection, values: Mapping[str, Any], fiscal_start: int) -> Surroundings:
    customers = customers_of(connection, values.get("customers") or (), str(values.get("agreement") or ""))
    blackout = values.get("impact") == "blackout"
    policy = Policy(
        Avoidance.KEEP if blackout else Avoidance(values.get("on_blackout") or Avoidance.KEEP),
        Avoidance(values.get("on_holiday") or Avoidance.KEEP),
    )
    event = AvoidingEvent(
        "",
        policy,
        str(values.get("holidays") or ""),
        str(values.get("layer") or ""),
        tuple(row_id for row_id, _name, _zone in customers),
    )
    clocks = tuple((name, zone) for _row_id, name, zone in customers if zone)
    return Surroundings(policy, days_off(connection, event), clocks, fiscal_start)
