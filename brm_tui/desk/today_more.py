"""What Today tells behind its first look: what takes longer to find, and the rules that only that needs."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from brm_tui.desk.cadence import bundle_of
from brm_tui.desk.clashes import clashes_between
from brm_tui.rules.bundling import bundle_said
from brm_tui.rules.coming_needs import CLASH_DAYS, clash_need, step_need, training_need, unserved_need
from brm_tui.rules.missed_forums import missed
from brm_tui.rules.needs import SNOOZED_AS, Need, NeedKind
from brm_tui.rules.relationship_needs import crowd_need, missed_need
from brm_tui.rules.relationship_steps import relationship_steps
from brm_tui.store.queries import coming_needs as queries
from brm_tui.store.queries.convert import read_local
from brm_tui.store.queries.forum_meetings import forum_facts
from brm_tui.store.queries.relationship_needs import crowded_customers
from brm_tui.store.queries.relationship_steps import step_facts

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

MOST_CLASHES = 20
"""So many clashes are listed; the calendar has the others."""


def more_needs(desk: Desk) -> tuple[Need, ...]:
    """Return what needs her beyond what is found at once, in no order."""
    now = desk.clock.local_now()
    return (*desk.read(_of_relationships, now), *_clashes(desk, now.date()))


def _of_relationships(connection: sqlite3.Connection, now: datetime) -> list[Need]:
    today = now.date()
    found = [
        crowd_need(row, bundle_said(bundle_of(connection, row[0], now), today))
        for row in crowded_customers(connection, now)
    ]
    found += [unserved_need(row, today) for row in queries.unserved_customers(connection, today)]
    new = queries.new_customers(connection, today)
    for customer_id, facts in step_facts(connection, new, today).items():
        need = step_need(customer_id, new[customer_id], relationship_steps(facts))
        if need is not None:
            found.append(need)
    stale = (training_need(row, today) for row in queries.trained_managers(connection, today))
    return [*found, *filter(None, stale), *_missed(connection, now)]


def _missed(connection: sqlite3.Connection, now: datetime) -> list[Need]:
    """Return the meetings of forums that did not take place, and in whose stead no other one does."""
    rows = queries.missed_meetings(connection, now)
    if not rows:
        return []
    today = now.date()
    facts = forum_facts(connection, today - timedelta(days=queries.MISSED_DAYS), today, now)
    found = []
    for *row, off in rows:
        event_id, occurrence, forum, day, customer, customer_id = row
        reason = missed(facts, event_id, read_local(occurrence), now, cancelled=bool(off))
        if reason is not None and reason.certain:
            of_meeting = (event_id, occurrence, forum, day, customer, customer_id)
            found.append(missed_need(of_meeting, reason.reason, today))
    return found


def _clashes(desk: Desk, today: date) -> list[Need]:
    """Return the clashes ahead, the nearest first, each entry once."""
    clashes = clashes_between(desk, today, today + timedelta(days=CLASH_DAYS))
    codes = {clash.entry.customers[0] for clash in clashes if clash.entry.customers}
    customers = desk.read(queries.named_customers, codes)
    away = desk.read(queries.snoozed, SNOOZED_AS[NeedKind.CLASH], today)
    found: dict[str, Need] = {}
    for clash in clashes:
        code = clash.entry.customers[0] if clash.entry.customers else ""
        customer_id, name = customers.get(code, (None, ""))
        need = clash_need(clash, name, customer_id, today)
        if need is not None and need.snooze_id not in away:
            found.setdefault(need.id, need)
            if len(found) == MOST_CLASHES:
                break
    return list(found.values())
