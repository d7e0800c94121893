"""Everything that the integrated calendar shows and files hold, source by source, as drafts without an identity."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from brm_tui.rules.calendar_items import Series
from brm_tui.store.queries.convert import read_local
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.series import chunks, load_series, marks


@dataclass(frozen=True, slots=True)
class DraftItem:
    """What a calendar entry says, before it is known who it is in files.

    Attributes:
        source: The table of the row it comes from.
        source_id: That row.
        part: Which of the row's entries, where it makes several.
        layer: One of the calendar's layers.
        series: When.
        title: One line.
        status: tentative, confirmed or cancelled.
        place: Where.
        description: Plain text.
        agenda: Plain text behind it.
        busy: Whether it blocks time.
        reminder_minutes: Minutes before the start.
        customers: Ids of the customers it concerns.
    """

    source: str
    source_id: str
    part: str
    layer: str
    series: Series
    title: str
    status: str
    place: str
    description: str
    agenda: str
    busy: bool
    reminder_minutes: int | None
    customers: tuple[str, ...]


SOURCES = ("event", "change", "milestone", "agreement", "appendix", "action", "objective")


def all_sources(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every row that may stand in the calendar, as table and id."""
    return [
        (table, row[0])
        for table in SOURCES
        for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")
    ]


def drafts(connection: sqlite3.Connection, sources: Iterable[tuple[str, str]]) -> list[DraftItem]:
    """Return the entries of rows; a row that is gone, internal or without a date has none."""
    by_table: dict[str, list[str]] = {}
    for table, row_id in sources:
        by_table.setdefault(table, []).append(row_id)
    found: list[DraftItem] = []
    for table in SOURCES:
        for ids in chunks(sorted(by_table.get(table, ()))):
            found.extend(_BUILDERS[table](connection, ids))
    return found


def _names(
    connection: sqlite3.Connection, table: str, owner: str, ids: list[str]
) -> dict[str, list[tuple[str, str]]]:
    """Return id and name of the customers linked to rows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for owner_id, customer_id, name in connection.execute(
        f"SELECT l.{owner}, c.id, c.name FROM {table} l JOIN customer c ON c.id = l.customer_id"
        f" WHERE l.{owner} IN ({marks(ids)}) ORDER BY c.name_sort, c.id",
        ids,
    ):
        found.setdefault(owner_id, []).append((customer_id, name))
    return found


def titled(customers: list[tuple[str, str]], title: str) -> str:
    """Return a title with its customer before it, where it concerns exactly one and does not name it already."""
    if len(customers) == 1 and customers[0][1].casefold() not in title.casefold():
        return f"{customers[0][1]} · {title}"
    return title


def _events(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    series = load_series(connection, ids)
    customers = _names(connection, "event_customer", "event_id", ids)
    people: dict[str, list[str]] = {}
    for event_id, name, attendance in connection.execute(
        "SELECT l.event_id, p.name, l.attendance FROM event_attendee l JOIN person p ON p.id = l.person_id"
        f" WHERE l.event_id IN ({marks(ids)}) ORDER BY l.attendance DESC, p.name_sort, p.id",
        ids,
    ):
        people.setdefault(event_id, []).append(name if attendance == "required" else f"{name} (optional)")
    found = []
    for event_id, layer, title, status, place, agenda, impact, reminder in connection.execute(
        "SELECT id, layer, title, status, place, agenda, impact, reminder FROM event"
        f" WHERE internal = 0 AND id IN ({marks(ids)}) ORDER BY id",
        ids,
    ):
        whom = customers.get(event_id, [])
        lines = []
        if len(whom) > 1:
            lines.append("Customers: " + ", ".join(name for _id, name in whom))
        if impact == "blackout":
            lines.append("Blackout: no changes are wanted in this time.")
        if people.get(event_id):
            lines.append("People: " + ", ".join(people[event_id]))
        found.append(
            DraftItem(
                "event",
                event_id,
                "",
                layer,
                series[event_id],
                titled(whom, title),
                status,
                place,
                "\n".join(lines),
                agenda,
                layer == "meeting",
                reminder,
                tuple(row[0] for row in whom),
            )
        )
    return found


def _changes(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    customers = _names(connection, "change_customer", "change_id", ids)
    services: dict[str, list[str]] = {}
    for change_id, name in connection.execute(
        "SELECT l.change_id, s.name FROM change_service l JOIN service s ON s.id = l.service_id"
        f" WHERE l.change_id IN ({marks(ids)}) ORDER BY s.name_sort, s.id",
        ids,
    ):
        services.setdefault(change_id, []).append(name)
    found = []
    for change_id, code, title, risk, start, end, zone, state, detail in connection.execute(
        "SELECT id, code, title, risk, window_start, window_end, zone, state, detail FROM change"
        f" WHERE internal = 0 AND window_start IS NOT NULL AND id IN ({marks(ids)}) ORDER BY id",
        ids,
    ):
        whom = customers.get(change_id, [])
        begins = read_local(start)
        minutes = int((read_local(end) - begins).total_seconds() // 60) if end else 60
        lines = [f"Risk: {risk}"] if risk else []
        if services.get(change_id):
            lines.append("Services: " + ", ".join(services[change_id]))
        if whom:
            lines.append("Customers: " + ", ".join(name for _id, name in whom))
        found.append(
            DraftItem(
                "change",
                change_id,
                "",
                "change",
                Series(id=change_id, start=begins, zone=zone or "UTC", length_minutes=max(1, minutes)),
                f"{code} {title}" if code else title,
                {"cancelled": "cancelled", "requested": "tentative"}.get(state, "confirmed"),
                "",
                "\n".join(lines),
                detail,
                False,
                None,
                tuple(row[0] for row in whom),
            )
        )
    return found


def _on_day(
    source: str,
    row_id: str,
    part: str,
    layer: str,
    day: date,
    title: str,
    customers: tuple[str, ...],
    text: str = "",
) -> DraftItem:
    series = Series(id=row_id, start=datetime.combine(day, time()), all_day=True, end_date=day)
    return DraftItem(
        source, row_id, part, layer, series, title, "confirmed", "", text, "", False, None, customers
    )


def _milestones(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    found = []
    for row_id, title, forecast, project_id, project in connection.execute(
        "SELECT m.id, m.title, COALESCE(m.reached, m.forecast, m.baseline), p.id, p.name FROM milestone m"
        f" JOIN project p ON p.id = m.project_id WHERE p.internal = 0 AND m.id IN ({marks(ids)})"
        " AND COALESCE(m.reached, m.forecast, m.baseline) IS NOT NULL ORDER BY m.id",
        ids,
    ):
        whom = _names(connection, "project_customer", "project_id", [project_id]).get(project_id, [])
        found.append(
            _on_day(
                "milestone",
                row_id,
                "",
                "milestone",
                date.fromisoformat(forecast),
                f"{project}: {title}",
                tuple(row[0] for row in whom),
            )
        )
    return found


def _agreements(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    found = []
    for row_id, title, review, end, customer_id, customer in connection.execute(
        "SELECT a.id, a.title, a.review_date, a.term_end, c.id, c.name FROM agreement a"
        f" JOIN customer c ON c.id = a.customer_id WHERE a.ended IS NULL AND a.id IN ({marks(ids)}) ORDER BY a.id",
        ids,
    ):
        for part, day, words in (("review", review, "Review of"), ("expiry", end, "Last day of")):
            if day:
                named = titled([(customer_id, customer)], f"{words} {title}")
                found.append(
                    _on_day(
                        "agreement", row_id, part, "agreement", date.fromisoformat(day), named, (customer_id,)
                    )
                )
    return found


def _appendices(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    return [
        _on_day(
            "appendix",
            row_id,
            "",
            "agreement",
            date.fromisoformat(day),
            titled([(customer_id, customer)], f"{kind} ends: {title}"),
            (customer_id,),
        )
        for row_id, kind, title, day, customer_id, customer in connection.execute(
            "SELECT x.id, x.kind, x.title, x.valid_until, c.id, c.name FROM appendix x"
            " JOIN agreement a ON a.id = x.agreement_id JOIN customer c ON c.id = a.customer_id"
            f" WHERE a.ended IS NULL AND x.internal = 0 AND x.valid_until IS NOT NULL AND x.id IN ({marks(ids)})"
            " ORDER BY x.id",
            ids,
        )
    ]


def _actions(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    return [
        _on_day(
            "action",
            row_id,
            "",
            "due",
            date.fromisoformat(due),
            titled([(customer_id, customer)] if customer_id else [], f"Due: {title}"),
            (customer_id,) if customer_id else (),
            f"Assignee: {assignee}" if assignee else "",
        )
        for row_id, title, due, customer_id, customer, assignee in connection.execute(
            "SELECT x.id, x.title, x.due, c.id, c.name, p.name FROM action x"
            " LEFT JOIN customer c ON c.id = x.customer_id LEFT JOIN person p ON p.id = x.assignee_id"
            " WHERE x.internal = 0 AND x.due IS NOT NULL"
            f" AND x.status IN {OPEN}"
            f" AND x.id IN ({marks(ids)}) ORDER BY x.id",
            ids,
        )
    ]


def _objectives(connection: sqlite3.Connection, ids: list[str]) -> list[DraftItem]:
    return [
        _on_day(
            "objective",
            row_id,
            "",
            "due",
            date.fromisoformat(due),
            titled([(customer_id, customer)], f"{kind.capitalize()} due: {title}"),
            (customer_id,),
        )
        for row_id, kind, title, due, customer_id, customer in connection.execute(
            "SELECT x.id, x.kind, x.title, x.due, c.id, c.name FROM objective x"
            " JOIN agreement a ON a.id = x.agreement_id JOIN customer c ON c.id = a.customer_id"
            " WHERE a.ended IS NULL AND x.internal = 0 AND x.due IS NOT NULL"
            f" AND x.status IN ('proposed', 'planned', 'in progress') AND x.id IN ({marks(ids)}) ORDER BY x.id",
            ids,
        )
    ]


_BUILDERS: dict[str, Callable[[sqlite3.Connection, list[str]], list[DraftItem]]] = {
    "event": _events,
    "change": _changes,
    "milestone": _milestones,
    "agreement": _agreements,
    "appendix": _appendices,
    "action": _actions,
    "objective": _objectives,
}
