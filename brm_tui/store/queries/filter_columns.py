"""The SQL of what lists can be filtered by, field by field; see ``rules/filter_fields.py``."""

from __future__ import annotations

from typing import NamedTuple

from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.portfolio_sql import LATE, MEETING, STANDING


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


_TOUCHED = "(SELECT MAX(t.at) FROM touch_person l JOIN touch t ON t.id = l.touch_id WHERE l.person_id = p.id)"
_AT = (
    "(p.id IN (SELECT r.person_id FROM contact_role r WHERE r.customer_id IN ({ids}))"
    " OR p.id IN (SELECT r.person_id FROM representation r WHERE r.customer_id IN ({ids})))"
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
}
"""By list and field."""
