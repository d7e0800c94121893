"""The SQL of what lists can be filtered by, field by field; see ``rules/filter_fields.py``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from brm_tui.rules.filter_fields import UNKNOWN
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.portfolio_sql import LATE, MEETING, STANDING
from brm_tui.store.queries.service_sql import DATA, STANDING_WORD


class FilterColumn(NamedTuple):
    """Where a field's value is.

    Attributes:
        sql: An expression; of a name a condition with ``{ids}`` for the select of the ids that are meant.
        missing: The condition for having none; empty: that the expression is NULL.
        moment: Whether it holds instants rather than dates.
    """

    sql: str
    missing: str = ""
    moment: bool = False


_NEVER = "1 = 0"
_TOUCHED = "(SELECT MAX(t.at) FROM touch_person l JOIN touch t ON t.id = l.touch_id WHERE l.person_id = p.id)"
_AT = (
    "(p.id IN (SELECT r.person_id FROM contact_role r WHERE r.customer_id IN ({ids}))"
    " OR p.id IN (SELECT r.person_id FROM representation r WHERE r.customer_id IN ({ids})))"
)

_RAGS = "p.time_rag", "p.resource_rag", "p.scope_rag"
_NO_RAG = " OR ".join(f"{rag} IS NULL" for rag in _RAGS)
_WORST = (
    f"CASE WHEN 'red' IN ({', '.join(_RAGS)}) THEN 'red' WHEN 'amber' IN ({', '.join(_RAGS)}) THEN 'amber'"
    f" WHEN {_NO_RAG} THEN '{UNKNOWN}' ELSE 'green' END"
)
"""``rules/project_rag.py`` once more; a test compares them."""
_MILESTONE = (
    "(SELECT MIN(COALESCE(x.forecast, x.baseline)) FROM milestone x"
    " WHERE x.project_id = p.id AND x.reached IS NULL)"
)
WAITS = "f.state NOT IN ('accepted by customer', 'closed')"
"""Of feedback: the customer did not accept it yet."""


def _linked(table: str, owner: str, kind: str) -> FilterColumn:
    """Return the column of what is linked to a record by a table of its own."""
    alias = {"change": "h", "project": "p", "touch": "t"}[owner]
    mine = f"SELECT x.{owner}_id FROM {table} x"
    return FilterColumn(
        f"{alias}.id IN ({mine} WHERE x.{kind}_id IN ({{ids}}))",
        f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.{owner}_id = {alias}.id)",
    )


def _placed(column: str, words: Iterable[str]) -> str:
    """Return the word that stands at a place of an enumeration, as the projection of demands holds it."""
    cases = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
    return f"CASE {column} {cases} END"


def _last_level(side: str) -> str:
    return (
        f"(SELECT x.level FROM maturity x WHERE x.customer_id = c.id AND x.side = '{side}'"
        " ORDER BY x.date DESC, x.id DESC LIMIT 1)"
    )


FILTER_COLUMNS: dict[str, dict[str, FilterColumn]] = {
    "portfolio": {
        "status": FilterColumn("c.status"),
        "tier": FilterColumn("c.tier"),
        "kind": FilterColumn("c.kind"),
        "manager": FilterColumn("m.id IN ({ids})", "m.id IS NULL"),
        "agreement": FilterColumn(STANDING, "a.id IS NULL"),
        "tag": FilterColumn("c.tags", "CAST(c.tags AS TEXT) = '[]'"),
        "part": FilterColumn("c.parent_id IN ({ids})", "c.parent_id IS NULL"),
        "health": FilterColumn("q.health"),
        "open": FilterColumn("COALESCE(q.open_actions, 0)"),
        "late": FilterColumn(LATE),
        "contact": FilterColumn("q.last_contact_at", moment=True),
        "meeting": FilterColumn(MEETING, moment=True),
        "review": FilterColumn("a.review_date"),
        "expires": FilterColumn("f.expires"),
    },
    "people": {
        "side": FilterColumn("p.side"),
        "customer": FilterColumn(
            _AT,
            "NOT EXISTS (SELECT 1 FROM contact_role r WHERE r.person_id = p.id)"
            " AND NOT EXISTS (SELECT 1 FROM representation r WHERE r.person_id = p.id)",
        ),
        "tag": FilterColumn("p.tags", "CAST(p.tags AS TEXT) = '[]'"),
        "title": FilterColumn("p.title", "p.title = ''"),
        "organisation": FilterColumn("p.organisation", "p.organisation = ''"),
        "email": FilterColumn("p.email_sort"),
        "phone": FilterColumn("p.phone", "p.phone = ''"),
        "channel": FilterColumn("p.preferred_channel"),
        "contact": FilterColumn(_TOUCHED, moment=True),
        "training": FilterColumn("p.training_refreshed"),
    },
    "board": {
        "overdue": FilterColumn(f"(a.due < :filter_today AND a.status IN {OPEN})"),
        "customer": FilterColumn("a.customer_id IN ({ids})", "a.customer_id IS NULL"),
        "who": FilterColumn("a.assignee_id IN ({ids})", "a.assignee_id IS NULL"),
        "objective": FilterColumn("a.objective_id IN ({ids})", "a.objective_id IS NULL"),
        "priority": FilterColumn("a.priority"),
        "promised": FilterColumn("a.promised_by"),
        "status": FilterColumn("a.status"),
        "due": FilterColumn("a.due"),
        "start": FilterColumn('a."start"'),
        "done": FilterColumn("a.done"),
        "carried": FilterColumn("a.carried_over"),
    },
    "services": {
        "stale": FilterColumn(f"{DATA} < :stale_before"),
        "standing": FilterColumn(STANDING_WORD),
        "priority": FilterColumn("s.priority"),
        "customer": FilterColumn("c.id IN ({ids})", _NEVER),
        "owner": FilterColumn("v.owner_id IN ({ids})", "v.owner_id IS NULL"),
        "criticality": FilterColumn("v.criticality"),
        "state": FilterColumn("v.state"),
        "level": FilterColumn("l.level"),
        "satisfaction": FilterColumn("n.satisfaction"),
        "cost": FilterColumn("(s.cost / 100.0)"),
        "users": FilterColumn("s.users"),
        "ends": FilterColumn("s.active_until"),
    },
    "projects": {
        "slipped": FilterColumn("p.forecast_end > p.baseline_end"),
        "rag": FilterColumn(_WORST),
        "status": FilterColumn("p.status"),
        "priority": FilterColumn("p.priority"),
        "customer": _linked("project_customer", "project", "customer"),
        "manager": FilterColumn("p.manager_id IN ({ids})", "p.manager_id IS NULL"),
        "time": FilterColumn(f"COALESCE(p.time_rag, '{UNKNOWN}')"),
        "resources": FilterColumn(f"COALESCE(p.resource_rag, '{UNKNOWN}')"),
        "scope": FilterColumn(f"COALESCE(p.scope_rag, '{UNKNOWN}')"),
        "end": FilterColumn("COALESCE(p.forecast_end, p.baseline_end)"),
        "milestone": FilterColumn(_MILESTONE),
        "budget": FilterColumn("(p.budget / 100.0)"),
        "spend": FilterColumn("(p.spend / 100.0)"),
    },
    "changes": {
        "not told": FilterColumn("h.told IS NULL"),
        "told": FilterColumn("h.told IS NOT NULL"),
        "risk": FilterColumn("h.risk"),
        "state": FilterColumn("h.state"),
        "type": FilterColumn("h.type"),
        "customer": _linked("change_customer", "change", "customer"),
        "service": _linked("change_service", "change", "service"),
        "owner": FilterColumn("h.owner_id IN ({ids})", "h.owner_id IS NULL"),
        "window": FilterColumn("h.window_start"),
        "impact": FilterColumn("h.impact"),
        "likelihood": FilterColumn("h.likelihood"),
    },
    "demand": {
        "unmatched": FilterColumn("p.matched = 0"),
        "horizon": FilterColumn(_placed("p.horizon", DemandHorizon)),
        "kind": FilterColumn(_placed("p.kind", DemandKind)),
        "state": FilterColumn(_placed("p.state", DemandState)),
        "customer": FilterColumn("p.customer_id IN ({ids})", _NEVER),
        "service": FilterColumn("d.service_id IN ({ids})", "d.service_id IS NULL"),
        "project": FilterColumn("d.project_id IN ({ids})", "d.project_id IS NULL"),
        "score": FilterColumn("COALESCE(d.score_override, p.score)"),
        "value": FilterColumn("p.value"),
        "volume": FilterColumn("p.volume"),
        "size": FilterColumn("p.size"),
        "risk": FilterColumn("p.risk"),
    },
    "feedback": {
        "escalated": FilterColumn("f.escalation > 0"),
        "late": FilterColumn(f"(f.due < :filter_today AND {WAITS})"),
        "kind": FilterColumn("f.kind"),
        "severity": FilterColumn("f.severity"),
        "state": FilterColumn("f.state"),
        "customer": FilterColumn("f.customer_id IN ({ids})", _NEVER),
        "service": FilterColumn("f.service_id IN ({ids})", "f.service_id IS NULL"),
        "owner": FilterColumn("f.owner_id IN ({ids})", "f.owner_id IS NULL"),
        "person": FilterColumn("f.person_id IN ({ids})", "f.person_id IS NULL"),
        "cause": FilterColumn("f.cause", "f.cause = ''"),
        "received": FilterColumn("f.received"),
        "due": FilterColumn("f.due"),
        "closed": FilterColumn("f.closed"),
        "reopened": FilterColumn("f.reopened"),
    },
    "log": {
        "kind": FilterColumn("t.kind"),
        "state": FilterColumn("t.state"),
        "customer": FilterColumn("t.customer_id IN ({ids})", _NEVER),
        "owner": FilterColumn("t.owner_id IN ({ids})", "t.owner_id IS NULL"),
        "date": FilterColumn("t.date"),
        "successes": FilterColumn("(SELECT COUNT(*) FROM success_source x WHERE x.log_entry_id = t.id)"),
    },
    "successes": {
        "customer": FilterColumn("t.customer_id IN ({ids})", _NEVER),
        "evidence": FilterColumn("t.evidence", "t.evidence = ''"),
        "value": FilterColumn("(t.value / 100.0)"),
        "date": FilterColumn("t.date"),
    },
    "surveys": {
        "method": FilterColumn("s.method"),
        "customer": FilterColumn("s.customer_id IN ({ids})", "s.customer_id IS NULL"),
        "service": FilterColumn("s.service_id IN ({ids})", "s.service_id IS NULL"),
        "sent": FilterColumn("s.date"),
        "answers": FilterColumn("(SELECT COUNT(*) FROM survey_response x WHERE x.survey_id = s.id)"),
        "invited": FilterColumn("s.invited"),
    },
    "touches": {
        "meeting": FilterColumn("t.meeting_id IS NOT NULL"),
        "channel": FilterColumn("t.channel"),
        "topic": FilterColumn("t.topics", "CAST(t.topics AS TEXT) = '[]'"),
        "sentiment": FilterColumn("t.sentiment"),
        "direction": FilterColumn("t.direction"),
        "by": FilterColumn("t.by_id IN ({ids})", "t.by_id IS NULL"),
        "with": _linked("touch_person", "touch", "person"),
        "day": FilterColumn("t.at", moment=True),
    },
    "maturity": {
        "gap": FilterColumn(f"{_last_level('business')} <> {_last_level('IT')}"),
        "business": FilterColumn(_last_level("business")),
        "it": FilterColumn(_last_level("IT")),
        "tier": FilterColumn("c.tier"),
        "asked": FilterColumn("(SELECT MAX(x.date) FROM maturity x WHERE x.customer_id = c.id)"),
    },
}
"""By list and field."""
