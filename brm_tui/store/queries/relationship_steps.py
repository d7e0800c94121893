"""What the four steps to a relationship are judged by, for as many customers as a page shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from brm_tui.rules.relationship_steps import ContactFact, RepresentationFact, StepFacts
from brm_tui.rules.vocabulary import ContactRoleName, RepresentationRole, Topic
from brm_tui.store.queries.series import chunks, marks

PLANS = (Topic.STRATEGY, Topic.INVESTMENT, Topic.INNOVATION_OFFERED)
"""Whoever talks about one of these shares plans."""

_NOW = """(r.active_from IS NULL OR r.active_from <= ?) AND (r.active_until IS NULL OR r.active_until >= ?)
  AND (p.active_until IS NULL OR p.active_until >= ?)"""
_CONTACTS = f"""
SELECT r.customer_id, p.id, p.name, r.role, r."primary",
  CASE WHEN p.email IS NOT NULL OR p.phone <> '' THEN 1 ELSE 0 END
FROM contact_role r JOIN person p ON p.id = r.person_id WHERE {_NOW} AND r.customer_id IN (%s)
ORDER BY r."primary" DESC, p.name_sort, r.id
"""
_REPRESENTATIONS = f"""
SELECT r.customer_id, r.id, p.name, r.role, r.affinity_organisation, r.affinity_process, r.affinity_services,
  r.affinity_customer, p.id
FROM representation r JOIN person p ON p.id = r.person_id WHERE {_NOW} AND r.customer_id IN (%s)
ORDER BY COALESCE(r.hours, 0) DESC, r.id
"""
_ABOUT_PLANS = " OR ".join(f"CAST(t.topics AS TEXT) LIKE '%%\"{topic.value}\"%%'" for topic in PLANS)
_CUSTOMERS = f"""
SELECT c.id, c.tier, CASE WHEN q.last_contact_at IS NOT NULL THEN 1 ELSE 0 END, c.target_days, c.maximum_days, a.id,
  (SELECT COUNT(*) FROM forum f WHERE f.agreement_id = a.id),
  (SELECT COUNT(*) FROM agreement_version v WHERE v.agreement_id = a.id),
  CASE WHEN EXISTS (SELECT 1 FROM agreement_version v WHERE v.agreement_id = a.id) THEN 0
    ELSE (SELECT COUNT(*) FROM touch t WHERE t.customer_id = c.id AND CAST(t.topics AS TEXT) <> '[]'
      AND ({_ABOUT_PLANS})) END,
  (SELECT COUNT(*) FROM demand d WHERE d.customer_id = c.id AND d.state <> 'rejected')
FROM customer c LEFT JOIN customer_projection q ON q.customer_id = c.id
LEFT JOIN agreement a ON a.id = (
  SELECT x.id FROM agreement x WHERE x.customer_id = c.id AND x.ended IS NULL ORDER BY x.id DESC LIMIT 1)
WHERE c.id IN (%s)
"""
_UNJUDGED = """
SELECT d.customer_id, d.id FROM demand d WHERE d.customer_id IN (%s) AND d.score_override IS NULL
  AND (d.value IS NULL OR d.size IS NULL) AND d.state NOT IN ('rejected', 'completed', 'deferred')
ORDER BY d.customer_id, CASE d.horizon WHEN 'now' THEN 0 WHEN 'next' THEN 1 ELSE 2 END, d.id
"""


def step_facts(
    connection: sqlite3.Connection, customer_ids: Iterable[str], today: date
) -> dict[str, StepFacts]:
    """Return what the steps of customers are judged by, by their ids."""
    now = [today.isoformat()] * 3
    found: dict[str, StepFacts] = {}
    for ids in chunks(customer_ids):
        listed = marks(ids)
        contacts: dict[str, list[ContactFact]] = {}
        for customer_id, person_id, name, role, primary, reachable in connection.execute(
            _CONTACTS % listed, [*now, *ids]
        ):
            fact = ContactFact(person_id, name, ContactRoleName(role), bool(primary), bool(reachable))
            contacts.setdefault(customer_id, []).append(fact)
        ours: dict[str, list[RepresentationFact]] = {}
        for customer_id, row_id, name, role, *affinities, person_id in connection.execute(
            _REPRESENTATIONS % listed, [*now, *ids]
        ):
            one = RepresentationFact(row_id, name, RepresentationRole(role), tuple(affinities), person_id)
            ours.setdefault(customer_id, []).append(one)
        unjudged: dict[str, list[str]] = {}
        for customer_id, demand_id in connection.execute(_UNJUDGED % listed, ids):
            unjudged.setdefault(customer_id, []).append(demand_id)
        for row in connection.execute(_CUSTOMERS % listed, ids):
            customer_id, tier, contacted, target, most, agreement_id, forums, versions, talks, demands = row
            open_ends = unjudged.get(customer_id, [])
            found[customer_id] = StepFacts(
                tier,
                contacts.get(customer_id, ()),
                ours.get(customer_id, ()),
                bool(contacted),
                target,
                most,
                agreement_id,
                forums,
                bool(versions),
                talks,
                demands,
                len(open_ends),
                open_ends[0] if open_ends else None,
            )
    return found


def people_of_it(connection: sqlite3.Connection, today: date) -> list[tuple[str, str, str]]:
    """Return id, name and title of everybody of IT who is here now, by name."""
    return connection.execute(
        "SELECT p.id, p.name, p.title FROM person p WHERE p.side = 'IT'"
        " AND (p.active_until IS NULL OR p.active_until >= ?) ORDER BY p.name_sort, p.id",
        (today.isoformat(),),
    ).fetchall()
