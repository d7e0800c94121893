"""What the screen of a partnership agreement lists: its rows, what runs, who signed, what is versioned."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.errors import NotFoundError
from brm_tui.rules.vocabulary import (
    ActionStatus,
    AppendixKind,
    ForumFrequency,
    ForumLevel,
    ObjectiveKind,
    ObjectiveStatus,
    PromiseSide,
    Side,
    SignatureMethod,
    SignatureRole,
    SignatureState,
    VersionState,
)
from brm_tui.store.queries.convert import Instant, LocalMoment, bind_instant, fetch


@dataclass(frozen=True, slots=True)
class AgreementHead:
    """The agreement itself and its customer."""

    id: str
    title: str
    customer_id: str
    customer: str
    customer_code: str
    strategies: str
    term_start: date | None
    term_end: date | None
    review_date: date | None
    ended: date | None
    philosophy: str
    revision: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version without its text."""

    id: str
    number: int
    state: VersionState
    reason: str
    sha256: str
    proposed_at: Instant
    effective: date | None
    expires: date | None
    ended: date | None
    end_reason: str
    signed: int


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One of the four acceptances of a version."""

    id: str
    version_id: str
    role: SignatureRole
    person: str | None
    person_id: str | None
    state: SignatureState
    signed: date | None
    method: SignatureMethod | None
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One of the people who carry the agreement."""

    id: str
    person_id: str
    person: str
    title: str
    organisation: str
    email: str | None
    phone: str
    side: Side
    role: str
    left: date | None


@dataclass(frozen=True, slots=True)
class ForumRow:
    """A forum with its next meeting."""

    id: str
    name: str
    level: ForumLevel
    purpose: str
    frequency: ForumFrequency
    first_date: date
    day_rule: str
    start_time: str
    zone: str
    length: int
    until: date | None
    agenda: str
    place: str
    next_meeting: LocalMoment | None


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """Who attends which forum."""

    forum_id: str
    person_id: str
    person: str
    side: Side
    attendance: str


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """A shared objective or initiative with how far its actions are."""

    id: str
    kind: ObjectiveKind
    title: str
    why: str
    strategy: str
    it_strategy: str
    measure: str
    baseline: float | None
    target: float | None
    actual: float | None
    business_owner: str | None
    it_owner: str | None
    start: date | None
    due: date | None
    status: ObjectiveStatus
    investment: int | None
    value: int | None
    currency: str
    actions: int
    actions_done: int
    demand: str | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of the plan."""

    id: str
    title: str
    detail: str
    objective_id: str | None
    objective: str | None
    assignee: str | None
    promised_by: PromiseSide | None
    start: date | None
    due: date | None
    status: ActionStatus
    status_reason: str
    done: date | None
    carried_over: int
    internal: bool


@dataclass(frozen=True, slots=True)
class AppendixRow:
    """An SLA, OLA or other document."""

    id: str
    kind: AppendixKind
    title: str
    reference: str
    valid_until: date | None
    service: str | None
    text: str
    internal: bool


@dataclass(frozen=True, slots=True)
class AgreementRows:
    """Everything that an agreement's screen lists.

    Attributes:
        head: The agreement itself.
        versions: Its frozen versions, newest first.
        signatures: The acceptances of all versions, by version.
        staff: Section 2.
        forums: Section 3.
        attendees: Who attends them.
        objectives: Section 4.
        actions: Section 5, by objective, the open and most urgent first.
        appendices: Section 7.
    """

    head: AgreementHead
    versions: tuple[VersionRow, ...]
    signatures: tuple[SignatureRow, ...]
    staff: tuple[StaffRow, ...]
    forums: tuple[ForumRow, ...]
    attendees: tuple[AttendeeRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    actions: tuple[ActionRow, ...]
    appendices: tuple[AppendixRow, ...]


_HEAD = """
SELECT a.id, a.title, c.id, c.name, c.code, c.strategies, a.term_start, a.term_end, a.review_date, a.ended,
  a.philosophy, a.revision
FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE a.id = ?
"""
_VERSIONS = """
SELECT v.id, v.number, v.state, v.reason, v.sha256, v.proposed_at, v.effective, v.expires, v.ended,
  v.end_reason, (SELECT COUNT(*) FROM signature s WHERE s.version_id = v.id AND s.state = 'signed')
FROM agreement_version v WHERE v.agreement_id = ? ORDER BY v.number DESC
"""
_SIGNATURES = """
SELECT s.id, s.version_id, s.role, p.name, s.person_id, s.state, s.signed, s.method, s.evidence, s.note
FROM agreement_version v JOIN signature s ON s.version_id = v.id LEFT JOIN person p ON p.id = s.person_id
WHERE v.agreement_id = ? ORDER BY v.number DESC, s.id
"""
_STAFF = """
SELECT t.id, p.id, p.name, p.title, p.organisation, p.email, p.phone, t.side, t.role, p.active_until
FROM plan_staff t JOIN person p ON p.id = t.person_id WHERE t.agreement_id = ? ORDER BY t.position, t.id
"""
_FORUMS = """
SELECT t.id, t.name, t.level, t.purpose, t.frequency, t.first_date, t.day_rule, t.start_time, t.zone,
  t.length, t.until, t.agenda, t.place,
  (SELECT o.start FROM event e JOIN occurrence o ON o.event_id = e.id
   WHERE e.forum_id = t.id AND e.status <> 'cancelled' AND o.end_at > ? ORDER BY o.start_at LIMIT 1)
FROM forum t WHERE t.agreement_id = ? ORDER BY t.position, t.id
"""
_ATTENDEES = """
SELECT f.id, p.id, p.name, p.side, l.attendance
FROM forum f JOIN forum_attendee l ON l.forum_id = f.id JOIN person p ON p.id = l.person_id
WHERE f.agreement_id = ? ORDER BY f.position, f.id, p.side, p.name_sort, p.id
"""
_OBJECTIVES = """
SELECT t.id, t.kind, t.title, t.why, t.strategy, t.it_strategy, t.measure, t.baseline, t.target, t.actual,
  b.name, i.name, t.start, t.due, t.status, t.investment, t.value, t.currency,
  (SELECT COUNT(*) FROM action x WHERE x.objective_id = t.id AND x.status <> 'cancelled'),
  (SELECT COUNT(*) FROM action x WHERE x.objective_id = t.id AND x.status = 'done'),
  (SELECT MIN(d.title) FROM demand d WHERE d.objective_id = t.id)
FROM objective t LEFT JOIN person b ON b.id = t.business_owner_id LEFT JOIN person i ON i.id = t.it_owner_id
WHERE t.agreement_id = ? ORDER BY t.position, t.id
"""
_ACTION = """
SELECT t.id, t.title, t.detail, o.id, o.title, p.name, t.promised_by, t.start, t.due, t.status,
  t.status_reason, t.done, t.carried_over, t.internal
FROM {source} LEFT JOIN person p ON p.id = t.assignee_id
WHERE {condition} AND t.status <> 'cancelled'
ORDER BY {order} t.status = 'done', t.due IS NULL, t.due, t.id LIMIT ?
"""
_OF_OBJECTIVES = _ACTION.format(
    source="objective o JOIN action t ON t.objective_id = o.id",
    condition="o.agreement_id = ?",
    order="o.position, o.id,",
)
_OF_CUSTOMER = _ACTION.format(
    source="action t LEFT JOIN objective o ON o.id = t.objective_id",
    condition="t.customer_id = ? AND t.objective_id IS NULL",
    order="",
)
_APPENDICES = """
SELECT t.id, t.kind, t.title, t.reference, t.valid_until, s.name, t.text, t.internal
FROM appendix t LEFT JOIN service s ON s.id = t.service_id WHERE t.agreement_id = ? ORDER BY t.position, t.id
"""

MOST_ACTIONS = 2_000
"""How many actions of one agreement are listed; an action plan that people read is far shorter."""


def agreement_rows(connection: sqlite3.Connection, agreement_id: str, now: datetime) -> AgreementRows:
    """Return everything that the screen of an agreement lists.

    Args:
        connection: Where to read.
        agreement_id: Which agreement.
        now: What meetings come next is judged by it.

    Raises:
        NotFoundError: There is no such agreement.
    """
    heads = fetch(connection, AgreementHead, _HEAD, (agreement_id,))
    if not heads:
        raise NotFoundError("agreement", agreement_id)
    own = (agreement_id,)
    actions = fetch(connection, ActionRow, _OF_OBJECTIVES, (agreement_id, MOST_ACTIONS))
    actions += fetch(connection, ActionRow, _OF_CUSTOMER, (heads[0].customer_id, MOST_ACTIONS))
    return AgreementRows(
        head=heads[0],
        versions=tuple(fetch(connection, VersionRow, _VERSIONS, own)),
        signatures=tuple(fetch(connection, SignatureRow, _SIGNATURES, own)),
        staff=tuple(fetch(connection, StaffRow, _STAFF, own)),
        forums=tuple(fetch(connection, ForumRow, _FORUMS, (bind_instant(now), agreement_id))),
        attendees=tuple(fetch(connection, AttendeeRow, _ATTENDEES, own)),
        objectives=tuple(fetch(connection, ObjectiveRow, _OBJECTIVES, own)),
        actions=tuple(actions[:MOST_ACTIONS]),
        appendices=tuple(fetch(connection, AppendixRow, _APPENDICES, own)),
    )


def version_content(connection: sqlite3.Connection, version_id: str) -> str:
    """Return the frozen text of a version.

    Raises:
        NotFoundError: There is no such version.
    """
    found = connection.execute("SELECT content FROM agreement_version WHERE id = ?", (version_id,)).fetchone()
    if found is None:
        raise NotFoundError("version", version_id)
    return str(found[0])
