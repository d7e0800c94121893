"""What follows from changed rows: projections and calendar identities, refreshed inside the step that changes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.rules.demand_score import SETTING
from brm_tui.rules.kinds import KINDS
from brm_tui.store import calendar_identities, projections
from brm_tui.store.driver import driver_of
from brm_tui.store.queries.days_off import AVOIDING
from brm_tui.store.queries.horizon import NAME as HORIZON

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from brm_tui.desk.desk import Desk
    from brm_tui.store.history import RowChange

_LINKS = {link.table: link for kind in KINDS.values() for link in kind.links}


def refresh(desk: Desk, connection: Connection, changes: Sequence[RowChange], now: datetime) -> None:
    """Bring everything that is derived up to date with the rows a step changed."""
    raw = driver_of(connection)
    touched = Touched(changes)
    customers = touched.customers(raw)
    projections.refresh(
        raw,
        desk.clock,
        events=touched.events() | touched.events_within_horizon(raw) | touched.avoiding(raw),
        customers=customers,
        health_of=customers | touched.health(raw),
        people=touched.people(),
        agreements=touched.agreements(raw),
        demands=touched.demands(raw),
    )
    sources = touched.sources(raw)
    calendar_identities.refresh(raw, sources, now, desk.settings.calendar_domain, occurrences_apart)
    desk.calendar_touched = desk.calendar_touched or bool(sources)


_SHOWN_BY = (
    ("customer", "change", "SELECT change_id FROM change_customer WHERE customer_id = ?"),
    ("customer", "agreement", "SELECT id FROM agreement WHERE customer_id = ?"),
    ("customer", "action", "SELECT id FROM action WHERE customer_id = ? AND due IS NOT NULL"),
    (
        "customer",
        "objective",
        "SELECT o.id FROM objective o JOIN agreement a ON a.id = o.agreement_id WHERE a.customer_id = ?",
    ),
    (
        "customer",
        "appendix",
        "SELECT x.id FROM appendix x JOIN agreement a ON a.id = x.agreement_id WHERE a.customer_id = ?",
    ),
    (
        "customer",
        "milestone",
        "SELECT m.id FROM milestone m JOIN project_customer l ON l.project_id = m.project_id"
        " WHERE l.customer_id = ?",
    ),
    ("agreement", "objective", "SELECT id FROM objective WHERE agreement_id = ?"),
    ("agreement", "appendix", "SELECT id FROM appendix WHERE agreement_id = ?"),
    ("person", "action", "SELECT id FROM action WHERE assignee_id = ? AND due IS NOT NULL"),
    ("service", "change", "SELECT change_id FROM change_service WHERE service_id = ?"),
)
"""Rows whose calendar entries show, or depend on, another row: that row's table, theirs, and how to find them."""


_BY_AGREEMENT = "SELECT customer_id FROM agreement WHERE id = ?"
_BY_FORUM = "SELECT a.customer_id FROM forum f JOIN agreement a ON a.id = f.agreement_id WHERE f.id = ?"
_BY_FORUM_EVENT = (
    "SELECT a.customer_id FROM event e JOIN forum f ON f.id = e.forum_id JOIN agreement a ON a.id = f.agreement_id"
    " WHERE e.id = ?"
)
_BY_SUBSCRIPTION = "SELECT customer_id FROM subscription WHERE id = ?"
_BY_SURVEY = "SELECT customer_id FROM survey WHERE id = ? AND customer_id IS NOT NULL"
_BY_RESPONSE = "SELECT customer_id FROM survey_response WHERE survey_id = ? AND customer_id IS NOT NULL"


class Touched:
    """Which customers, events, people and calendar sources a set of changed rows concerns."""

    def __init__(self, changes: Sequence[RowChange]) -> None:
        self._changes = changes
        self._avoiding: set[str] | None = None

    def _values(self, table: str, column: str) -> set[str]:
        return {
            str(row[column])
            for change in self._changes
            if change.table == table
            for row in (change.before, change.after)
            if row is not None and row.get(column) is not None
        }

    def _ids(self, table: str) -> set[str]:
        return {change.row_id for change in self._changes if change.table == table}

    def events(self) -> set[str]:
        """Return the events whose occurrences may differ."""
        return self._ids("event") | self._values("event_exception", "event_id")

    def events_within_horizon(self, raw: sqlite3.Connection) -> set[str]:
        """Return the series whose occurrences go as far as the calendar does, where its horizon was moved."""
        if not self._horizon_moved:
            return set()
        return {row[0] for row in raw.execute("SELECT id FROM event WHERE recurrence <> ''")}

    @property
    def _horizon_moved(self) -> bool:
        """Whether the calendar reaches to another day."""
        return HORIZON in self._values("desk_setting", "name")

    def avoiding(self, raw: sqlite3.Connection) -> set[str]:
        """Return the series that move off, or skip, a day off that may differ."""
        if self._avoiding is None:
            self._avoiding = self._find_avoiding(raw)
        return self._avoiding

    def _find_avoiding(self, raw: sqlite3.Connection) -> set[str]:
        found: set[str] = set()
        if self._horizon_moved:
            found |= _avoiding(raw, "")
        if self._ids("holiday"):
            found |= _avoiding(raw, " AND on_holiday <> 'keep'")
        if self._ids("freeze"):
            found |= _avoiding(raw, " AND on_blackout <> 'keep' AND layer = 'it'")
        met = self.events() | self._values("meeting", "event_id") | self._values("event_customer", "event_id")
        blackouts = self._blackouts(raw, met)
        if blackouts:
            whose = _column(raw, "SELECT customer_id FROM event_customer WHERE event_id = ?", blackouts)
            whose |= {
                str(row["customer_id"])
                for change in self._changes
                if change.table == "event_customer"
                for row in (change.before, change.after)
                if row is not None and row["event_id"] in blackouts
            }
            events = _column(raw, "SELECT event_id FROM event_customer WHERE customer_id = ?", whose)
            found |= _column(raw, f"SELECT id FROM event WHERE {AVOIDING} AND id = ?", events)
        return found | _column(raw, f"SELECT id FROM event WHERE {AVOIDING} AND id = ?", met)

    def _blackouts(self, raw: sqlite3.Connection, events: set[str]) -> set[str]:
        """Return which of some events are, or were until now, blackouts."""
        were = {
            change.row_id
            for change in self._changes
            if change.table == "event" and change.before is not None and change.before["impact"] == "blackout"
        }
        return were | _column(raw, "SELECT id FROM event WHERE impact = 'blackout' AND id = ?", events)

    def customers(self, raw: sqlite3.Connection) -> set[str]:
        """Return the customers whose figures may differ."""
        found = self._ids("customer") | self._values("event_customer", "customer_id")
        for table in ("action", "touch"):
            found |= self._values(table, "customer_id")
        events = self.events() | self._values("meeting", "event_id") | self.avoiding(raw)
        found |= _column(raw, "SELECT customer_id FROM event_customer WHERE event_id = ?", events)
        return found

    def health(self, raw: sqlite3.Connection) -> set[str]:
        """Return the customers whose health may differ, besides those whose other figures do."""
        found: set[str] = set()
        for table in ("agreement", "subscription", "feedback", "survey", "survey_response"):
            found |= self._values(table, "customer_id")
        for query, ids in (
            (_BY_AGREEMENT, self._values("agreement_version", "agreement_id")),
            (_BY_AGREEMENT, self._values("forum", "agreement_id")),
            (_BY_FORUM, self._values("event", "forum_id")),
            (_BY_FORUM_EVENT, self.events() | self._values("meeting", "event_id") | self.avoiding(raw)),
            (_BY_SUBSCRIPTION, self._values("service_measure", "subscription_id")),
            (_BY_SURVEY, self._values("survey_response", "survey_id")),
            (_BY_RESPONSE, self._ids("survey")),
        ):
            found |= _column(raw, query, ids)
        return found

    def people(self) -> set[str]:
        """Return the people whose load may differ."""
        return self._ids("person") | self._values("representation", "person_id")

    def agreements(self, raw: sqlite3.Connection) -> set[str]:
        """Return the agreements whose sections or versions may differ."""
        found = self._ids("agreement")
        for table in ("plan_staff", "forum", "objective", "appendix", "agreement_version"):
            found |= self._values(table, "agreement_id")
        forums = self._values("forum_attendee", "forum_id")
        found |= _column(raw, "SELECT agreement_id FROM forum WHERE id = ?", forums)
        objectives = self._values("action", "objective_id")
        found |= _column(raw, "SELECT agreement_id FROM objective WHERE id = ?", objectives)
        services = self._ids("service")
        found |= _column(raw, "SELECT agreement_id FROM appendix WHERE service_id = ?", services)
        customers = self._values("action", "customer_id") | self._ids("customer")
        found |= _column(raw, "SELECT id FROM agreement WHERE customer_id = ?", customers)
        named = self._ids("person")
        for query in (
            "SELECT agreement_id FROM plan_staff WHERE person_id = ?",
            "SELECT f.agreement_id FROM forum_attendee l JOIN forum f ON f.id = l.forum_id WHERE l.person_id = ?",
            "SELECT agreement_id FROM objective WHERE business_owner_id = ?",
            "SELECT agreement_id FROM objective WHERE it_owner_id = ?",
            "SELECT o.agreement_id FROM action a JOIN objective o ON o.id = a.objective_id WHERE a.assignee_id = ?",
            "SELECT g.id FROM action a JOIN agreement g ON g.customer_id = a.customer_id WHERE a.assignee_id = ?",
        ):
            found |= _column(raw, query, named)
        return found

    def demands(self, raw: sqlite3.Connection) -> set[str]:
        """Return the demands whose scores may differ: all of them once the weights do."""
        if SETTING in self._values("desk_setting", "name"):
            return {row[0] for row in raw.execute("SELECT id FROM demand")} | self._ids("demand")
        return self._ids("demand")

    def sources(self, raw: sqlite3.Connection) -> set[tuple[str, str]]:
        """Return the rows, as table and id, whose calendar entries may differ."""
        events = self.events() | self._values("event_customer", "event_id")
        events |= self._values("event_attendee", "event_id") | self.avoiding(raw)
        customers, people = self._ids("customer"), self._ids("person")
        events |= _column(raw, "SELECT event_id FROM event_customer WHERE customer_id = ?", customers)
        events |= _column(raw, "SELECT event_id FROM event_attendee WHERE person_id = ?", people)
        events |= self.events_within_horizon(raw)
        found = {("event", event_id) for event_id in events}
        for table in ("change", "milestone", "agreement", "appendix", "action", "objective"):
            found |= {(table, row_id) for row_id in self._ids(table)}
        for names, table, query in _SHOWN_BY:
            found |= {(table, row_id) for row_id in _column(raw, query, self._ids(names))}
        for link_table, table in (("change_customer", "change"), ("change_service", "change")):
            found |= {(table, row_id) for row_id in self._values(link_table, _LINKS[link_table].owner)}
        projects = self._ids("project") | self._values("project_customer", "project_id")
        milestones = _column(raw, "SELECT id FROM milestone WHERE project_id = ?", projects)
        found |= {("milestone", row_id) for row_id in milestones}
        return found


def _avoiding(raw: sqlite3.Connection, which: str) -> set[str]:
    return {row[0] for row in raw.execute(f"SELECT id FROM event WHERE {AVOIDING}{which}")}


def _column(raw: sqlite3.Connection, query: str, ids: set[str]) -> set[str]:
    found: set[Any] = set()
    for row_id in ids:
        found |= {row[0] for row in raw.execute(query, (row_id,))}
    return found
