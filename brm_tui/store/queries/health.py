"""What the health of a relationship is judged by, as it was on any day."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brm_tui.clock import Clock
from brm_tui.rules.health import HealthFacts, Standing
from brm_tui.rules.portfolio import EXPIRING_DAYS
from brm_tui.store.queries.convert import bind_instant, read_instant

_QUARTER, _YEAR = timedelta(days=90), timedelta(days=365)

_PROMISES = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN a.status = 'done' AND a.done <= a.due THEN 1 ELSE 0 END), 0)
FROM action a WHERE a.customer_id = :customer AND a.promised_by = 'IT' AND a.status <> 'cancelled'
  AND a.due > :quarter AND a.due < :day
"""
_CONTACT = """
SELECT MAX(m) FROM (
  SELECT MAX(t.at) AS m FROM touch t WHERE t.customer_id = :customer AND t.at < :end
  UNION ALL
  SELECT MAX(o.start_at) FROM event_customer l JOIN meeting h ON h.event_id = l.event_id AND h.state = 'held'
    JOIN occurrence o ON o.event_id = h.event_id AND o.original_start = h.occurrence
    WHERE l.customer_id = :customer AND o.start_at < :end) known
"""
_VERSIONS = """
SELECT v.state, v.effective, v.expires, v.ended FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
WHERE a.customer_id = :customer AND v.proposed_at < :end
"""
_AGREEMENTS = """
SELECT COUNT(*) FROM agreement a WHERE a.customer_id = :customer AND (a.ended IS NULL OR a.ended > :day)
"""
_SCORES = """
SELECT CASE s.method WHEN 'NPS' THEN r.score / 10.0 ELSE (r.score - 1) / 4.0 END
FROM survey_response r JOIN survey s ON s.id = r.survey_id
WHERE COALESCE(r.customer_id, s.customer_id) = :customer AND r.score IS NOT NULL
  AND COALESCE(r.date, s.date) > :year AND COALESCE(r.date, s.date) <= :day
"""
_MEASURES = """
SELECT m.level, COALESCE(m.target, p.level_target), m.satisfaction
FROM service_measure m JOIN subscription p ON p.id = m.subscription_id
WHERE p.customer_id = :customer AND m.period > :earliest AND m.period <= :latest
"""
_MEETINGS = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN h.state = 'held' THEN 1 ELSE 0 END), 0)
FROM agreement a JOIN forum f ON f.agreement_id = a.id JOIN event e ON e.forum_id = f.id
JOIN occurrence o ON o.event_id = e.id
LEFT JOIN meeting h ON h.event_id = o.event_id AND h.occurrence = o.original_start
WHERE a.customer_id = :customer AND o.end_at > :year_at AND o.end_at <= :now
"""
_FEEDBACK = """
SELECT COUNT(*),
  COALESCE(SUM(CASE WHEN d.kind = 'complaint' AND (d.closed IS NULL OR d.closed > :day)
    AND NOT (d.closed IS NULL AND d.state = 'closed') THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN d.kind = 'complaint' AND d.escalation > 0 AND (d.closed IS NULL OR d.closed > :day)
    AND NOT (d.closed IS NULL AND d.state = 'closed') THEN 1 ELSE 0 END), 0)
FROM feedback d WHERE d.customer_id = :customer AND (d.received IS NULL OR d.received <= :day)
"""


def health_facts(connection: sqlite3.Connection, customer_id: str, day: date, clock: Clock) -> HealthFacts:
    """Return what is known of a customer as it was at the end of a day, at the latest now.

    Args:
        connection: Where to read.
        customer_id: Which customer.
        day: The day.
        clock: What time it is, and in which zone the user's days end.
    """
    zone = ZoneInfo(clock.zone)
    end = min(clock.now(), datetime.combine(day + timedelta(days=1), time(), tzinfo=zone))
    parameters: dict[str, object] = {
        "customer": customer_id,
        "day": day.isoformat(),
        "quarter": (day - _QUARTER).isoformat(),
        "year": (day - _YEAR).isoformat(),
        "earliest": (day - _QUARTER - timedelta(days=31)).isoformat()[:7],
        "latest": day.isoformat()[:7],
        "end": bind_instant(end),
        "now": bind_instant(end),
        "year_at": bind_instant(end - _YEAR),
    }

    def one(query: str) -> tuple[int, ...]:
        found: tuple[int, ...] = connection.execute(query, parameters).fetchone()
        return found

    target, maximum = connection.execute(
        "SELECT target_days, maximum_days FROM customer WHERE id = :customer", parameters
    ).fetchone()
    contact = connection.execute(_CONTACT, parameters).fetchone()[0]
    measures = connection.execute(_MEASURES, parameters).fetchall()
    judged = [(level, wanted) for level, wanted, _s in measures if level is not None and wanted is not None]
    scores = [float(row[0]) for row in connection.execute(_SCORES, parameters)]
    scores += [
        (satisfaction - 1) / 4 for _level, _wanted, satisfaction in measures if satisfaction is not None
    ]
    promises, meetings, feedback = one(_PROMISES), one(_MEETINGS), one(_FEEDBACK)
    return HealthFacts(
        promises_due=promises[0],
        promises_kept=promises[1],
        days_since_contact=(day - read_instant(contact).astimezone(zone).date()).days if contact else None,
        target_days=target,
        maximum_days=maximum,
        standing=_standing(connection, parameters, day),
        scores=scores,
        meetings_promised=meetings[0],
        meetings_held=meetings[1],
        levels_measured=len(judged),
        levels_reached=sum(level >= wanted for level, wanted in judged),
        complaints_open=feedback[1],
        complaints_escalated=feedback[2],
        feedback_known=bool(feedback[0]),
    )


def _standing(connection: sqlite3.Connection, parameters: dict[str, object], day: date) -> Standing:
    """Return how the agreement stood on a day, by the dates of its versions."""
    today, soon = day.isoformat(), (day + timedelta(days=EXPIRING_DAYS)).isoformat()
    found: set[Standing] = set()
    for state, effective, expires, ended in connection.execute(_VERSIONS, parameters):
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
    drafts = connection.execute(_AGREEMENTS, parameters).fetchone()[0]
    return Standing.DRAFT if drafts else Standing.NONE
