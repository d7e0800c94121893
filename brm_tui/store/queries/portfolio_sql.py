"""The portfolio's SQL: which customers fit, in which order, joined with what is told of them."""

from __future__ import annotations

from collections.abc import Iterable

from brm_tui.rules.portfolio import AgreementStanding
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.portfolio_records import PortfolioView
from brm_tui.store.queries.serving import CURRENT

STANDING = f"""CASE
  WHEN a.id IS NULL THEN '{AgreementStanding.NONE}'
  WHEN p.id IS NOT NULL THEN '{AgreementStanding.WAITING}'
  WHEN a.ended IS NOT NULL THEN '{AgreementStanding.ENDED}'
  WHEN f.id IS NOT NULL AND f.expires < :today THEN '{AgreementStanding.EXPIRED}'
  WHEN f.id IS NOT NULL AND f.expires <= :soon THEN '{AgreementStanding.EXPIRING}'
  WHEN f.id IS NOT NULL AND g.changes_since > 0 THEN '{AgreementStanding.CHANGED}'
  WHEN f.id IS NOT NULL THEN '{AgreementStanding.IN_FORCE}'
  WHEN (SELECT v.state FROM agreement_version v WHERE v.agreement_id = a.id
        ORDER BY v.number DESC LIMIT 1) = 'declined' THEN '{AgreementStanding.DECLINED}'
  ELSE '{AgreementStanding.DRAFT}' END"""
LATE = f"""(SELECT COUNT(*) FROM action x WHERE x.customer_id = c.id AND x.status IN {OPEN}
  AND x.due < :today)"""
MEETING = """CASE WHEN q.next_meeting_at > :now OR q.next_meeting_at IS NULL THEN q.next_meeting_at ELSE (
  SELECT MIN(o.start_at) FROM event_customer l
  JOIN event e ON e.id = l.event_id AND e.layer = 'meeting' AND e.status <> 'cancelled'
  JOIN occurrence o ON o.event_id = e.id AND o.end_at > :now WHERE l.customer_id = c.id) END"""
"""The next meeting; looked up where the one that was next has begun meanwhile."""
FROM = f"""FROM customer c
  LEFT JOIN customer_projection q ON q.customer_id = c.id
  LEFT JOIN representation r ON r.id = (
    SELECT x.id FROM representation x JOIN person y ON y.id = x.person_id
      AND (y.active_until IS NULL OR y.active_until >= :today)
    WHERE x.customer_id = c.id AND x.role = 'relationship manager' AND {CURRENT}
    ORDER BY COALESCE(x.hours, 0) DESC, x.id LIMIT 1)
  LEFT JOIN person m ON m.id = r.person_id
  LEFT JOIN agreement a ON a.id = (
    SELECT x.id FROM agreement x WHERE x.customer_id = c.id ORDER BY x.ended IS NOT NULL, x.id DESC LIMIT 1)
  LEFT JOIN agreement_version f ON f.agreement_id = a.id AND f.state = 'accepted'
  LEFT JOIN agreement_version p ON p.agreement_id = a.id AND p.state = 'proposed'
  LEFT JOIN agreement_projection g ON g.agreement_id = a.id"""


def _ranked(column: str, words: Iterable[str]) -> str:
    cases = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(words))
    return f"CASE {column} {cases} END"


_ORDERS = {
    "needs": "c.name_sort",
    "name": "c.name_sort",
    "code": "c.code",
    "tier": "c.tier",
    "status": _ranked("c.status", CustomerStatus),
    "manager": "COALESCE(m.name_sort, '')",
    "agreement": f"{_ranked(STANDING, AgreementStanding)} %s, COALESCE(f.expires, '9999')",
    "health": "q.health IS NULL, COALESCE(q.health, 0)",
    "open": "COALESCE(q.open_actions, 0)",
    "late": LATE,
    "contact": "COALESCE(q.last_contact_at, '')",
    "meeting": f"COALESCE({MEETING}, '9999')",
}
"""What each column is sorted by; ``needs`` is judged by the rules, after reading."""

_TURNED = frozenset({"needs", "contact"})
"""Columns that show how long ago or how grave, so that their order is turned around."""


def order(view: PortfolioView) -> str:
    """Return what the view is sorted by."""
    direction = "DESC" if view.descending != (view.sort in _TURNED) else "ASC"
    column = _ORDERS[view.sort]
    leading = f"{column % direction if '%s' in column else column} {direction}"
    return f"{leading}, c.name_sort {direction if view.sort == 'name' else 'ASC'}, c.id"
