"""The holidays, blackouts and freezes that series avoid, and what becomes of their occurrences; by plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from brm_tui.rules.calendar_items import Series
from brm_tui.rules.days_off import DaysOff, Evasion, Policy, covered_days, evasions
from brm_tui.rules.vocabulary import Avoidance
from brm_tui.store.queries.convert import read_local

AVOIDING = (
    "recurrence <> '' AND source_calendar_id IS NULL AND (on_blackout <> 'keep' OR on_holiday <> 'keep')"
)
"""Of table ``event``: those that a day off makes a difference to."""

_BLACKOUTS = """
SELECT o.start, o."end", e.title FROM event e JOIN occurrence o ON o.event_id = e.id
WHERE e.impact = 'blackout' AND e.status <> 'cancelled' AND e.id <> :event
  AND e.id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id IN (%s))
ORDER BY o.start, e.id
"""


@dataclass(frozen=True, slots=True)
class AvoidingEvent:
    """What is known of an event that avoids days off.

    Attributes:
        id: The event; empty for one that is not kept yet.
        policy: What it does about them.
        holidays: The holiday calendar that counts; empty: every one.
        layer: Where it shows: a freeze is a blackout for what is IT's.
        customers: Ids of the customers whose blackouts count.
    """

    id: str
    policy: Policy
    holidays: str
    layer: str
    customers: tuple[str, ...]


def policy_of(on_blackout: str, on_holiday: str, impact: str) -> Policy:
    """Return an event's policy; a blackout does not avoid blackouts."""
    return Policy(Avoidance.KEEP if impact == "blackout" else Avoidance(on_blackout), Avoidance(on_holiday))


def days_off(connection: sqlite3.Connection, event: AvoidingEvent) -> DaysOff:
    """Return the days that an event may have to avoid."""
    holidays: dict[date, str] = {}
    blackouts: dict[date, str] = {}
    if event.policy.on_holiday is not Avoidance.KEEP:
        holidays = {
            date.fromisoformat(day): name
            for day, name in connection.execute(
                "SELECT date, name FROM holiday WHERE :calendar IN ('', calendar) ORDER BY calendar DESC",
                {"calendar": event.holidays},
            )
        }
    if event.policy.on_blackout is not Avoidance.KEEP:
        if event.layer == "it":
            for title, first, last in connection.execute(
                'SELECT title, start, "end" FROM freeze ORDER BY start, id'
            ):
                end = datetime.combine(date.fromisoformat(last), time.max)
                _cover(blackouts, datetime.combine(date.fromisoformat(first), time()), end, title)
        names = {f"c{position}": customer for position, customer in enumerate(event.customers)}
        query = _BLACKOUTS % ", ".join(f":{name}" for name in names)
        for start, end, title in connection.execute(query, {"event": event.id, **names}):
            _cover(blackouts, read_local(start), read_local(end), title)
    return DaysOff(holidays, blackouts)


def _cover(days: dict[date, str], start: datetime, end: datetime, title: str) -> None:
    for day in covered_days(start, min(end, start + timedelta(days=3660))):
        days.setdefault(day, title)


def event_evasions(
    connection: sqlite3.Connection, series: Mapping[str, Series]
) -> dict[str, dict[datetime, Evasion]]:
    """Return what becomes of the occurrences of those of some series that avoid days off, by event."""
    found: dict[str, dict[datetime, Evasion]] = {}
    marks = ", ".join("?" * len(series))
    for event_id, on_blackout, on_holiday, holidays, layer, impact in connection.execute(
        "SELECT id, on_blackout, on_holiday, holidays, layer, impact FROM event"
        f" WHERE {AVOIDING} AND id IN ({marks})",
        tuple(series),
    ).fetchall():
        customers = connection.execute(
            "SELECT customer_id FROM event_customer WHERE event_id = ? ORDER BY customer_id", (event_id,)
        ).fetchall()
        policy = policy_of(on_blackout, on_holiday, impact)
        event = AvoidingEvent(event_id, policy, holidays, layer, tuple(row[0] for row in customers))
        held = connection.execute("SELECT occurrence FROM meeting WHERE event_id = ?", (event_id,))
        found[event_id] = evasions(
            series[event_id], policy, days_off(connection, event), {read_local(row[0]) for row in held}
        )
    return found


def customers_of(
    connection: sqlite3.Connection, names: Collection[str], agreement: str = ""
) -> list[tuple[str, str, str]]:
    """Return id, name and zone of customers that a form names by code or id, or by the agreement of a forum."""
    marks = ", ".join("?" * len(names))
    found: list[tuple[str, str, str]] = connection.execute(
        f"SELECT id, name, zone FROM customer WHERE code IN ({marks}) OR id IN ({marks})"
        " OR id = (SELECT customer_id FROM agreement WHERE id = ?) ORDER BY name_sort, id",
        (*names, *names, agreement),
    ).fetchall()
    return found
