"""What the health of relationships is judged by, as it was on any day: of many customers and days at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brm_tui.rules.health import HealthFacts, Standing
from brm_tui.rules.portfolio import EXPIRING_DAYS
from brm_tui.store.queries.convert import bind_instant, read_instant
from brm_tui.store.queries.series import chunks

_QUARTER, _YEAR = timedelta(days=90), timedelta(days=365)

Key = tuple[str, str]
"""A customer and a day, as they are stored."""

# CROSS JOIN: the tables are read in the order in which they are written, from the customers on.
_PROMISES = """
SELECT a.customer_id, p.day, COUNT(*), SUM(CASE WHEN a.status = 'done' AND a.done <= a.due THEN 1 ELSE 0 END)
FROM point p CROSS JOIN action a WHERE a.customer_id IN (%s) AND a.promised_by = 'IT' AND a.status <> 'cancelled'
  AND a.due > p.quarter AND a.due < p.day GROUP BY a.customer_id, p.day
"""
_CONTACT = """
SELECT customer_id, day, MAX(latest) FROM (
  SELECT t.customer_id AS customer_id, p.day AS day, MAX(t.at) AS latest FROM point p CROSS JOIN touch t
    WHERE t.customer_id IN (%s) AND t.at < p.end_at GROUP BY t.customer_id, p.day
  UNION ALL
  SELECT l.customer_id, p.day, MAX(o.start_at) FROM event_customer l CROSS JOIN meeting h CROSS JOIN occurrence o
    CROSS JOIN point p
    WHERE l.customer_id IN (%s) AND h.event_id = l.event_id AND h.state = 'held' AND o.event_id = h.event_id
      AND o.original_start = h.occurrence AND o.start_at < p.end_at GROUP BY l.customer_id, p.day) known
GROUP BY customer_id, day
"""
_VERSIONS = """
SELECT a.customer_id, v.state, v.effective, v.expires, v.ended, v.proposed_at
FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id WHERE a.customer_id IN (%s)
"""
_AGREEMENTS = "SELECT a.customer_id, a.ended FROM agreement a WHERE a.customer_id IN (%s)"
_SCORES = """
SELECT r.customer_id, COALESCE(r.date, s.date), s.method, r.score
FROM survey_response r JOIN survey s ON s.id = r.survey_id
WHERE r.customer_id IN (%s) AND r.score IS NOT NULL AND COALESCE(r.date, s.date) IS NOT NULL
UNION ALL
SELECT s.customer_id, COALESCE(r.date, s.date), s.method, r.score
FROM survey s JOIN survey_response r ON r.survey_id = s.id
WHERE s.customer_id IN (%s) AND r.customer_id IS NULL AND r.score IS NOT NULL
  AND COALESCE(r.date, s.date) IS NOT NULL
"""
_MEASURES = """
SELECT p.customer_id, m.period, m.level, COALESCE(m.target, p.level_target), m.satisfaction
FROM subscription p JOIN service_measure m ON m.subscription_id = p.id
WHERE p.customer_id IN (%s) AND m.period > :earliest AND m.period <= :latest
"""
_MEETINGS = """
SELECT a.customer_id, p.day, COUNT(*), SUM(CASE WHEN h.state = 'held' THEN 1 ELSE 0 END)
FROM agreement a CROSS JOIN forum f CROSS JOIN event e CROSS JOIN occurrence o CROSS JOIN point p
LEFT JOIN meeting h ON h.event_id = o.event_id AND h.occurrence = o.original_start
WHERE a.customer_id IN (%s) AND f.agreement_id = a.id AND e.forum_id = f.id AND o.event_id = e.id
  AND o.end_at > p.year_at
  AND (o.end_at <= p.start_at OR (h.state = 'held' AND o.start_at < p.end_at)) GROUP BY a.customer_id, p.day
"""
_FEEDBACK = """
SELECT d.customer_id, p.day, COUNT(*),
  SUM(CASE WHEN d.kind = 'complaint' AND (d.closed > p.day OR (d.closed IS NULL AND d.state <> 'closed'))
    THEN 1 ELSE 0 END),
  SUM(CASE WHEN d.kind = 'complaint' AND d.escalation > 0
    AND (d.closed > p.day OR (d.closed IS NULL AND d.state <> 'closed')) THEN 1 ELSE 0 END)
FROM point p CROSS JOIN feedback d WHERE d.customer_id IN (%s) AND (d.received IS NULL OR d.received <= p.day)
GROUP BY d.customer_id, p.day
"""
_RHYTHMS = "SELECT c.id, c.target_days, c.maximum_days FROM customer c WHERE c.id IN (%s)"


def health_facts(
    connection: sqlite3.Connection, customers: Collection[str], days: Sequence[date], zone: ZoneInfo
) -> dict[tuple[str, date], HealthFacts]:
    """Return what is known of customers as it was at the end of days.

    A day is judged as a whole, so that nothing but records and the date decide: a meeting that was promised
    for the day itself counts once it was held, and is missed from the next day on.

    Args:
        connection: Where to read.
        customers: Which customers; those that are gone are left out.
        days: The days.
        zone: Where the user's days end.
    """
    found: dict[tuple[str, date], HealthFacts] = {}
    for ids in chunks(customers):
        found |= _Reading(connection, ids, days, zone).facts()
    return found


class _Reading:
    """What the tables say of a few customers on a few days."""

    def __init__(
        self, connection: sqlite3.Connection, customers: Sequence[str], days: Sequence[date], zone: ZoneInfo
    ) -> None:
        self._connection = connection
        self._days = days
        self._zone = zone
        self._parameters: dict[str, object] = {f"i{place}": row_id for place, row_id in enumerate(customers)}
        self._listed = ", ".join(f":{name}" for name in self._parameters)
        self._ends = {day: bind_instant(self._midnight(day + timedelta(days=1))) for day in days}
        points = []
        for place, day in enumerate(days):
            point = {
                "day": day.isoformat(),
                "quarter": (day - _QUARTER).isoformat(),
                "start": bind_instant(self._midnight(day)),
                "end": self._ends[day],
                "year": bind_instant(self._midnight(day + timedelta(days=1)) - _YEAR),
            }
            self._parameters |= {f"{name}{place}": value for name, value in point.items()}
            points.append(f"({', '.join(f':{name}{place}' for name in point)})")
        self._points = (
            f"WITH point (day, quarter, start_at, end_at, year_at) AS (VALUES {', '.join(points)}) "
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self._zone)

    def _rows(self, query: str, **more: object) -> Iterator[tuple[Any, ...]]:
        text = query.replace("%s", self._listed)
        return self._connection.execute(
            self._points + text if " point p" in text else text, {**self._parameters, **more}
        )

    def _by_day(self, query: str) -> dict[Key, tuple[Any, ...]]:
        return {(row[0], row[1]): row[2:] for row in self._rows(query)}

    def _by_customer(self, query: str, **more: object) -> dict[str, list[tuple[Any, ...]]]:
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self._rows(query, **more):
            found[row[0]].append(row[1:])
        return found

    def facts(self) -> dict[tuple[str, date], HealthFacts]:
        """Return what is known of each customer on each day."""
        promises, contacts = self._by_day(_PROMISES), self._by_day(_CONTACT)
        meetings, feedback = self._by_day(_MEETINGS), self._by_day(_FEEDBACK)
        versions, agreements = self._by_customer(_VERSIONS), self._by_customer(_AGREEMENTS)
        scores = self._by_customer(_SCORES)
        measures = self._by_customer(
            _MEASURES, earliest=_first_month(min(self._days)), latest=max(self._days).isoformat()[:7]
        )
        found = {}
        for customer, target, maximum in self._rows(_RHYTHMS):
            for day in self._days:
                key = (customer, day.isoformat())
                levels, satisfaction = _measured(measures.get(customer, ()), day)
                contact = contacts.get(key, (None,))[0]
                due, kept = promises.get(key, (0, 0))
                promised, held = meetings.get(key, (0, 0))
                known, complaints, escalated = feedback.get(key, (0, 0, 0))
                found[customer, day] = HealthFacts(
                    promises_due=due,
                    promises_kept=kept,
                    days_since_contact=(day - self._day_of(contact)).days if contact else None,
                    target_days=target,
                    maximum_days=maximum,
                    standing=self._standing(versions.get(customer, ()), agreements.get(customer, ()), day),
                    scores=[*_answers(scores.get(customer, ()), day), *satisfaction],
                    meetings_promised=promised,
                    meetings_held=held,
                    levels_measured=len(levels),
                    levels_reached=sum(levels),
                    complaints_open=complaints,
                    complaints_escalated=escalated,
                    feedback_known=bool(known),
                )
        return found

    def _day_of(self, stored: str) -> date:
        return read_instant(stored).astimezone(self._zone).date()

    def _standing(
        self, versions: Sequence[tuple[Any, ...]], agreements: Sequence[tuple[Any, ...]], day: date
    ) -> Standing:
        """Return how the agreement stood on a day, by the dates of its versions."""
        today, soon = day.isoformat(), (day + timedelta(days=EXPIRING_DAYS)).isoformat()
        found: set[Standing] = set()
        for state, effective, expires, ended, proposed_at in versions:
            if proposed_at >= self._ends[day]:
                continue
            running = ended is None or ended > today
            if effective is not None and effective <= today and running:
                if expires is None or expires > soon:
                    return Standing.IN_FORCE
                found.add(Standing.EXPIRING if expires >= today else Standing.EXPIRED)
            elif state == "proposed":
                found.add(Standing.PROPOSED)
        for standing in (Standing.EXPIRING, Standing.PROPOSED, Standing.EXPIRED):
            if standing in found:
                return standing
        drafts = any(ended is None or ended > today for (ended,) in agreements)
        return Standing.DRAFT if drafts else Standing.NONE


def _first_month(day: date) -> str:
    """Return the month after which measures count on a day."""
    return (day - _QUARTER - timedelta(days=31)).isoformat()[:7]


def _answers(rows: Sequence[tuple[Any, ...]], day: date) -> Iterator[float]:
    """Yield the answers of the year before a day, each brought to 0 to 1."""
    first, last = (day - _YEAR).isoformat(), day.isoformat()
    for given, method, score in rows:
        if first < given <= last:
            yield score / 10 if method == "NPS" else (score - 1) / 4


def _measured(rows: Sequence[tuple[Any, ...]], day: date) -> tuple[list[bool], list[float]]:
    """Return which monthly levels of the quarter before a day were reached, and the satisfaction from 0 to 1."""
    earliest, latest = _first_month(day), day.isoformat()[:7]
    recent = [row[1:] for row in rows if earliest < row[0] <= latest]
    levels = [level >= wanted for level, wanted, _said in recent if level is not None and wanted is not None]
    return levels, [(said - 1) / 4 for _level, _wanted, said in recent if said is not None]
