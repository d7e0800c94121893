"""Everything that happened with a customer, in order of time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.rules.timeline import TimelineKind as Kind
from brm_tui.store.queries.convert import LocalMoment, bind_instant, read_instant, read_local
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        id: Tells it apart: the KIND of its record, the record's id, and which of its days it is.
        at: When, as an instant; of what has a day only, noon of that day.
        timed: Whether the time of the day is known.
        kind: What it is.
        record_kind: The KIND of the record that it comes from.
        record_id: That record; of a meeting its event.
        occurrence: Of a meeting: which occurrence of the event.
        title: What it is called.
        who: Who did it, or of whom it came; empty where nobody is known.
        said: The state, mood or channel that goes with it.
        internal: Whether it stays in the house.
    """

    id: str
    at: datetime
    timed: bool
    kind: Kind
    record_kind: str
    record_id: str
    occurrence: LocalMoment | None
    title: str
    who: str
    said: str
    internal: bool


def _day(column: str, otherwise: str = "") -> str:
    """Return a date as a moment of its noon, or another moment where the date is not known."""
    noon = f"{column} || ' 12:00:00.000000'"
    return f"COALESCE({noon}, {_moment(otherwise)})" if otherwise else noon


def _moment(column: str) -> str:
    return f"CAST({column} AS TEXT)"


def _part(
    kind: Kind, record_kind: str, record_id: str, at: str, timed: str, title: str, who: str, said: str,
    rest: str, *, occurrence: str = "NULL", key: str = "", internal: str = "0",
) -> str:  # fmt: skip
    return (
        f"SELECT '{record_kind}/' || {key or record_id} || '/{kind.value}' AS entry, {at} AS happened,"
        f" {timed} AS timed, '{kind.value}' AS kind, '{record_kind}' AS record_kind, {record_id} AS record_id,"
        f" {occurrence} AS occurrence, {title} AS title, {who} AS who, {said} AS said,"
        f" {internal} AS internal FROM {rest}"
    )


_PERSON = "COALESCE(p.name, '')"
_PARTS: tuple[tuple[Kind, str], ...] = (
    (Kind.TOUCH, _part(
        Kind.TOUCH, "touches", "t.id", _moment("t.at"), "1", "t.summary", _PERSON,
        "t.channel || CASE WHEN t.sentiment IS NULL THEN '' ELSE ', ' || t.sentiment END",
        "touch t LEFT JOIN person p ON p.id = t.by_id WHERE t.customer_id = :customer AND t.meeting_id IS NULL",
        internal="t.internal",
    )),
    (Kind.MEETING, _part(
        Kind.MEETING, "meetings", "m.event_id", _moment("COALESCE(o.start_at, m.occurrence)"),
        "CASE WHEN e.all_day THEN 0 ELSE 1 END", "COALESCE(x.title, e.title)", "''", "m.state",
        "event_customer l JOIN event e ON e.id = l.event_id JOIN meeting m ON m.event_id = e.id"
        " LEFT JOIN occurrence o ON o.event_id = m.event_id AND o.original_start = m.occurrence"
        " LEFT JOIN event_exception x ON x.id = o.exception_id WHERE l.customer_id = :customer",
        occurrence=_moment("m.occurrence"), key="m.id",
        internal="e.internal",
    )),
    (Kind.ACTION_MADE, _part(
        Kind.ACTION_MADE, "actions", "a.id", _moment("a.created_at"), "1", "a.title", _PERSON, "a.status",
        "action a LEFT JOIN person p ON p.id = a.assignee_id WHERE a.customer_id = :customer",
        internal="a.internal",
    )),
    (Kind.ACTION_DONE, _part(
        Kind.ACTION_DONE, "actions", "a.id", _day("a.done"), "0", "a.title", _PERSON,
        "CASE WHEN a.due IS NULL THEN 'done' WHEN a.done <= a.due THEN 'done in time' ELSE 'done late' END",
        "action a LEFT JOIN person p ON p.id = a.assignee_id"
        " WHERE a.customer_id = :customer AND a.status = 'done' AND a.done IS NOT NULL",
        internal="a.internal",
    )),
    (Kind.AGREEMENT, _part(
        Kind.AGREEMENT, "agreements", "g.id", _moment("v.proposed_at"), "1",
        "'v' || CAST(v.number AS TEXT) || ' of ' || g.title", "''", "'proposed'",
        "agreement g JOIN agreement_version v ON v.agreement_id = g.id WHERE g.customer_id = :customer",
        key="v.id || ' proposed'",
    )),
    (Kind.AGREEMENT, _part(
        Kind.AGREEMENT, "agreements", "g.id", _day("v.effective"), "0",
        "'v' || CAST(v.number AS TEXT) || ' of ' || g.title", "''", "'in force'",
        "agreement g JOIN agreement_version v ON v.agreement_id = g.id"
        " WHERE g.customer_id = :customer AND v.effective IS NOT NULL"
        " AND v.state IN ('accepted', 'superseded', 'terminated')",
        key="v.id || ' in force'",
    )),
    (Kind.AGREEMENT, _part(
        Kind.AGREEMENT, "agreements", "g.id", _day("v.ended"), "0",
        "'v' || CAST(v.number AS TEXT) || ' of ' || g.title", "''", "v.state",
        "agreement g JOIN agreement_version v ON v.agreement_id = g.id"
        " WHERE g.customer_id = :customer AND v.ended IS NOT NULL",
        key="v.id || ' ended'",
    )),
    (Kind.SIGNATURE, _part(
        Kind.SIGNATURE, "agreements", "g.id", _day("s.signed"), "0",
        "'v' || CAST(v.number AS TEXT) || ' as ' || s.role", _PERSON, "s.state",
        "agreement g JOIN agreement_version v ON v.agreement_id = g.id JOIN signature s ON s.version_id = v.id"
        " LEFT JOIN person p ON p.id = s.person_id WHERE g.customer_id = :customer"
        " AND s.signed IS NOT NULL AND s.state IN ('signed', 'declined')",
        key="s.id",
    )),
    (Kind.FEEDBACK, _part(
        Kind.FEEDBACK, "feedback", "f.id", _day("f.received", "f.created_at"), "0", "f.title", _PERSON,
        "f.kind || ' received'",
        "feedback f LEFT JOIN person p ON p.id = f.person_id WHERE f.customer_id = :customer",
        internal="f.internal",
    )),
    (Kind.FEEDBACK, _part(
        Kind.FEEDBACK, "feedback", "f.id", _day("f.closed"), "0", "f.title", _PERSON, "f.kind || ' closed'",
        "feedback f LEFT JOIN person p ON p.id = f.owner_id"
        " WHERE f.customer_id = :customer AND f.closed IS NOT NULL",
        key="f.id || ' closed'",
        internal="f.internal",
    )),
    (Kind.CHANGE_TOLD, _part(
        Kind.CHANGE_TOLD, "changes", "h.id", _day("h.told"), "0",
        "CASE WHEN h.code IS NULL THEN h.title ELSE h.code || ' ' || h.title END", _PERSON,
        "COALESCE(h.risk || ' risk', h.type)",
        "change_customer l JOIN change h ON h.id = l.change_id LEFT JOIN person p ON p.id = h.told_by_id"
        " WHERE l.customer_id = :customer AND h.told IS NOT NULL",
        internal="h.internal",
    )),
    (Kind.SUCCESS, _part(
        Kind.SUCCESS, "successes", "c.id", _day("c.date", "c.created_at"), "0", "c.title", "''", "c.value_shown",
        "success c WHERE c.customer_id = :customer",
        internal="c.internal",
    )),
    (Kind.LOG, _part(
        Kind.LOG, "log", "n.id", _day("n.date", "n.created_at"), "0", "n.title", _PERSON,
        "n.kind || ', ' || n.state",
        "log_entry n LEFT JOIN person p ON p.id = n.owner_id WHERE n.customer_id = :customer",
        internal="n.internal",
    )),
    (Kind.SURVEY, _part(
        Kind.SURVEY, "surveys", "y.id", _day("y.date", "y.created_at"), "0", "y.name", "''", "y.method",
        "survey y WHERE y.customer_id = :customer",
    )),
)  # fmt: skip
_ORDER = (OrderBy("happened", "desc"), OrderBy("entry", "desc"))


def _record(
    entry: str, happened: str, timed: int, kind: str, record_kind: str, record_id: str, occurrence: str | None,
    title: str, who: str, said: str, internal: int,
) -> TimelineEntry:  # fmt: skip
    return TimelineEntry(
        entry, read_instant(happened), bool(timed), Kind(kind), record_kind, record_id,
        read_local(occurrence) if occurrence else None, title, who, said, bool(internal),
    )  # fmt: skip


def timeline(
    connection: Connection, customer_id: str, kinds: Collection[Kind], now: datetime, today: date
) -> KeysetPager[TimelineEntry]:
    """Return the pages of what happened with a customer up to now, the newest first.

    Args:
        connection: Where to read.
        customer_id: Which customer.
        kinds: What is told; empty: everything.
        now: What has a time is told up to now.
        today: What has a day only is told up to this day.
    """
    told = " UNION ALL ".join(part for kind, part in _PARTS if not kinds or kind in kinds)
    return KeysetPager(
        connection,
        f"SELECT * FROM ({told}) AS everything WHERE happened <= CASE timed WHEN 1 THEN :now ELSE :noon END",
        _ORDER,
        _record,
        {"customer": customer_id, "now": bind_instant(now), "noon": f"{today.isoformat()} 12:00:00.000000"},
    )
