"""Figures that lists sort and filter by, computed by the rules and kept in tables of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from brm_tui.clock import Clock
from brm_tui.rules.agreements import amendments, completeness
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.health import LISTED_MONTHS, health, trend_days
from brm_tui.rules.recurrence import expand
from brm_tui.store.demand_projection import refresh_demands
from brm_tui.store.queries.agreement_content import agreement_content
from brm_tui.store.queries.convert import bind, bind_instant
from brm_tui.store.queries.health import health_facts
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.series import chunks, load_series, marks

_EVERY = (
    "occurrence", "customer_projection", "person_projection", "agreement_projection", "demand_projection",
)  # fmt: skip
_CUSTOMER_FIGURES = f"""
SELECT c.id,
  (SELECT MAX(m) FROM (
     SELECT MAX(t.at) AS m FROM touch t WHERE t.customer_id = c.id AND t.at <= :now
     UNION ALL
     SELECT MAX(o.start_at) FROM event_customer l JOIN meeting h ON h.event_id = l.event_id AND h.state = 'held'
       JOIN occurrence o ON o.event_id = h.event_id AND o.original_start = h.occurrence
       WHERE l.customer_id = c.id AND o.start_at <= :now)),
  (SELECT o.start_at FROM event_customer l JOIN event e ON e.id = l.event_id AND e.layer = 'meeting'
       AND e.status <> 'cancelled'
     JOIN occurrence o ON o.event_id = e.id WHERE l.customer_id = c.id AND o.end_at > :now
     ORDER BY o.start_at, o.event_id LIMIT 1),
  (SELECT o.event_id FROM event_customer l JOIN event e ON e.id = l.event_id AND e.layer = 'meeting'
       AND e.status <> 'cancelled'
     JOIN occurrence o ON o.event_id = e.id WHERE l.customer_id = c.id AND o.end_at > :now
     ORDER BY o.start_at, o.event_id LIMIT 1),
  (SELECT COUNT(*) FROM action a WHERE a.customer_id = c.id AND a.status IN {OPEN}),
  (SELECT COUNT(*) FROM action a WHERE a.customer_id = c.id AND a.status IN {OPEN} AND a.due < :today)
FROM customer c WHERE c.id IN (%s)
"""
_CUSTOMER_COLUMNS = (
    "customer_id", "last_contact_at", "next_meeting_at", "next_meeting_event_id", "open_actions",
    "overdue_actions", "computed_for",
)  # fmt: skip
_PERSON_FIGURES = """
SELECT p.id,
  (SELECT COUNT(DISTINCT r.customer_id) FROM representation r WHERE r.person_id = p.id
     AND (r.active_from IS NULL OR r.active_from <= :today) AND (r.active_until IS NULL OR r.active_until >= :today)),
  (SELECT COALESCE(SUM(r.hours), 0) FROM representation r WHERE r.person_id = p.id
     AND (r.active_from IS NULL OR r.active_from <= :today) AND (r.active_until IS NULL OR r.active_until >= :today))
FROM person p WHERE p.id IN (%s)
"""


def refresh(
    raw: sqlite3.Connection,
    clock: Clock,
    *,
    events: set[str],
    customers: set[str],
    health_of: set[str],
    people: set[str],
    agreements: set[str],
    demands: set[str],
) -> None:
    """Compute the figures of some events, customers, people, agreements and demands anew.

    The health of relationships is computed for the customers in ``health_of``.
    """
    refresh_occurrences(raw, events)
    refresh_customers(raw, customers, clock)
    refresh_health(raw, health_of, clock)
    refresh_people(raw, people, clock.today())
    refresh_agreements(raw, agreements, clock.today())
    refresh_demands(raw, demands)


def refresh_occurrences(raw: sqlite3.Connection, events: set[str]) -> None:
    """Write the occurrences of events anew, up to the desk's horizon.

    Blackouts come first: other events may move off their occurrences.
    """
    if not events:
        return
    blackouts = {
        row[0]
        for ids in chunks(sorted(events))
        for row in raw.execute(
            f"SELECT id FROM event WHERE impact = 'blackout' AND id IN ({marks(ids)})", ids
        )
    }
    _write_occurrences(raw, blackouts)
    _write_occurrences(raw, events - blackouts)


def _write_occurrences(raw: sqlite3.Connection, events: set[str]) -> None:
    last = horizon(raw)
    for ids in chunks(sorted(events)):
        raw.execute(f"DELETE FROM occurrence WHERE event_id IN ({marks(ids)})", ids)
        exceptions = {
            (event_id, original): row_id
            for row_id, event_id, original in raw.execute(
                f"SELECT id, event_id, original_start FROM event_exception WHERE event_id IN ({marks(ids)})",
                ids,
            )
        }
        for series in load_series(raw, ids).values():
            raw.executemany(
                'INSERT INTO occurrence (event_id, original_start, start, "end", start_at, end_at, all_day,'
                " exception_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        series.id,
                        original := bind(found.original_start),
                        bind(found.start),
                        bind(found.end),
                        bind_instant(found.start_utc),
                        bind_instant(found.end_utc),
                        int(found.all_day),
                        exceptions.get((series.id, str(original))),
                    )
                    for found in expand(series, _earliest(series), max(last, series.start.date()))
                ],
            )


def _earliest(series: Series) -> date:
    """Return the first day of a series; an occurrence may have moved to before its first."""
    return min([series.start.date(), *(own.start.date() for own in series.exceptions if own.start)])


def refresh_customers(raw: sqlite3.Connection, customers: Iterable[str], clock: Clock) -> None:
    """Compute the figures of customers anew; those that are gone lose theirs."""
    today = clock.today().isoformat()
    for ids in chunks(sorted(customers)):
        names = {f"i{position}": row_id for position, row_id in enumerate(ids)}
        listed = ", ".join(f":{name}" for name in names)
        raw.execute(
            f"DELETE FROM customer_projection WHERE customer_id IN ({marks(ids)})"
            " AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = customer_id)",
            ids,
        )
        changed = ", ".join(f"{column} = excluded.{column}" for column in _CUSTOMER_COLUMNS[1:])
        raw.execute(
            f"INSERT INTO customer_projection ({', '.join(_CUSTOMER_COLUMNS)}, health_trend)"
            f" SELECT f.*, :today, '[]' FROM ({_CUSTOMER_FIGURES % listed}) f WHERE true"
            f" ON CONFLICT (customer_id) DO UPDATE SET {changed}",
            {"now": bind_instant(clock.now()), "today": today, **names},
        )


def refresh_health(raw: sqlite3.Connection, customers: Iterable[str], clock: Clock) -> None:
    """Judge the health of customers anew; what else is kept of them must be there."""
    days = trend_days(clock.today(), LISTED_MONTHS)
    today = days[-1].isoformat()
    for ids in chunks(sorted(customers)):
        facts = health_facts(raw, ids, days, ZoneInfo(clock.zone))
        judged = []
        for customer_id in {customer_id for customer_id, _day in facts}:
            trend = [health(facts[customer_id, day]).score for day in days]
            judged.append((trend[-1], json.dumps(trend), today, customer_id))
        raw.executemany(
            "UPDATE customer_projection SET health = ?, health_trend = ?, health_for = ? WHERE customer_id = ?",
            judged,
        )


def refresh_agreements(raw: sqlite3.Connection, agreements: Iterable[str], today: date) -> None:
    """Compute how complete agreements are, and how far their working copies are from what is in force."""
    for agreement_id in sorted(agreements):
        raw.execute("DELETE FROM agreement_projection WHERE agreement_id = ?", (agreement_id,))
        if raw.execute("SELECT 1 FROM agreement WHERE id = ?", (agreement_id,)).fetchone() is None:
            continue
        content = agreement_content(raw, agreement_id)
        newest = raw.execute(
            "SELECT content FROM agreement_version WHERE agreement_id = ? AND state IN ('accepted', 'proposed')"
            " ORDER BY CASE state WHEN 'accepted' THEN 0 ELSE 1 END LIMIT 1",
            (agreement_id,),
        ).fetchone()
        changes = len(amendments(json.loads(newest[0]), content)) if newest else None
        raw.execute(
            "INSERT INTO agreement_projection (agreement_id, complete, changes_since) VALUES (?, ?, ?)",
            (agreement_id, completeness(content, today).percent, changes),
        )


def refresh_people(raw: sqlite3.Connection, people: Iterable[str], today: date) -> None:
    """Compute the load of people anew; those that are gone lose theirs."""
    for ids in chunks(sorted(people)):
        names = {f"i{position}": row_id for position, row_id in enumerate(ids)}
        listed = ", ".join(f":{name}" for name in names)
        raw.execute(f"DELETE FROM person_projection WHERE person_id IN ({marks(ids)})", ids)
        raw.execute(
            "INSERT INTO person_projection (person_id, customers, hours, computed_for)"
            f" SELECT f.*, :today FROM ({_PERSON_FIGURES % listed}) f",
            {"today": today.isoformat(), **names},
        )


def stale_customers(raw: sqlite3.Connection, clock: Clock) -> list[str]:
    """Return the customers whose figures have aged: a meeting has passed, or an action fell due, since."""
    return [
        row[0]
        for row in raw.execute(
            "SELECT customer_id FROM customer_projection WHERE next_meeting_at <= :now"
            " OR (computed_for <> :today AND (open_actions > 0))",
            {"now": bind_instant(clock.now()), "today": clock.today().isoformat()},
        )
    ]


def stale_health(raw: sqlite3.Connection, today: date) -> list[str]:
    """Return the customers whose health was judged on another day."""
    rows = raw.execute(
        "SELECT customer_id FROM customer_projection WHERE health_for IS NULL OR health_for <> ?",
        (today.isoformat(),),
    )
    return [row[0] for row in rows]


def rebuild(raw: sqlite3.Connection, clock: Clock) -> None:
    """Compute every projection anew."""
    for table in (
        "occurrence",
        "customer_projection",
        "person_projection",
        "agreement_projection",
        "demand_projection",
    ):
        raw.execute(f"DELETE FROM {table}")
    customers = {row[0] for row in raw.execute("SELECT id FROM customer")}
    refresh(
        raw,
        clock,
        events={row[0] for row in raw.execute("SELECT id FROM event")},
        customers=customers,
        health_of=customers,
        people={row[0] for row in raw.execute("SELECT id FROM person")},
        agreements={row[0] for row in raw.execute("SELECT id FROM agreement")},
        demands={row[0] for row in raw.execute("SELECT id FROM demand")},
    )
