"""Writing a bundle of everything, or of one customer with all that belongs to it and whatever that names."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brm_tui.desk.desk import Desk
from brm_tui.desk.progress import Progress, telling
from brm_tui.errors import BrmError
from brm_tui.interchange.bundle import BundleRow, write_bundle
from brm_tui.rules.bundle import states_of
from brm_tui.rules.kinds import KINDS
from brm_tui.store.failures import told
from brm_tui.store.queries.bundle import (
    IDENTITIES,
    Raw,
    all_rows,
    identities_of,
    past_of,
    pointed_at,
    pointing_at,
    reference_columns,
    rows_by_id,
    schema_version,
    tables_in_order,
)
from brm_tui.store.queries.rows import find_id
from brm_tui.store.queries.series import CHUNK

EVERYTHING = "everything"

_OWN = {
    "customer": (
        "contact_role", "representation", "agreement", "action", "touch", "subscription", "demand", "feedback",
        "log_entry", "success", "survey", "survey_response", "maturity", "risk", "handed_over_pack", "project_customer",
        "change_customer", "event_customer", "source_calendar",
    ),
    "agreement": ("plan_staff", "forum", "objective", "agreement_version", "appendix"),
    "agreement_version": ("signature",),
    "forum": ("forum_attendee", "event"),
    "event": ("event_exception", "event_attendee", "meeting"),
    "meeting": ("meeting_attendance",),
    "touch": ("touch_person",),
    "subscription": ("service_measure",),
    "project": ("milestone",),
    "change": ("change_service",),
    "success": ("success_source",),
}  # fmt: skip
"""Which rows belong to a row of a table, downwards."""
_LINKED = {"project_customer": "project", "change_customer": "change", "event_customer": "event"}
"""What a link of the customer makes part of the bundle, with what belongs to it but other customers' links."""


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written.

    Attributes:
        path: Where.
        holds: ``everything``, or the customer's code.
        rows: How many rows each table has.
    """

    path: Path
    holds: str
    rows: dict[str, int]


def export_bundle(
    desk: Desk, path: Path, customer: str = "", progress: Progress | None = None
) -> WrittenBundle:
    """Write everything, or one customer, to a file in one move.

    Args:
        desk: The desk.
        path: The file.
        customer: The code or id of a customer; empty: everything.
        progress: Is told how many hundredths are done; it may raise to give up.

    Raises:
        BrmError: There is no such customer, or the file cannot be written; what stood there is unchanged.
    """
    path = path.expanduser().absolute()
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    connection = desk.reader
    with told(desk.home.database):
        # One moment of the desk, whatever another window writes meanwhile.
        connection.execute("BEGIN")
        try:
            chosen = _Closure(connection).of(find_id(connection, "customers", customer)) if customer else None
            holds = _code(connection, customer) if customer else EVERYTHING
            with temporary.open("wb") as file:
                counts = write_bundle(
                    file,
                    schema=schema_version(connection),
                    made=desk.clock.now().isoformat(timespec="seconds"),
                    holds=holds,
                    tables=_tables(connection, chosen, progress),
                )
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            raise BrmError(
                "Not written",
                f"{path} cannot be written: {error.strerror or error}. What stood there is unchanged.",
            ) from error
        finally:
            temporary.unlink(missing_ok=True)
            connection.execute("ROLLBACK")
    return WrittenBundle(
        path, holds, {table: count for table, count in counts.items() if table != IDENTITIES}
    )


def _code(connection: sqlite3.Connection, customer: str) -> str:
    row_id = find_id(connection, "customers", customer)
    return str(connection.execute("SELECT code FROM customer WHERE id = ?", (row_id,)).fetchone()[0])


def _tables(
    connection: sqlite3.Connection,
    chosen: dict[str, set[str]] | None,
    progress: Progress | None,
) -> Iterator[tuple[str, Iterable[BundleRow]]]:
    ordered = tables_in_order(connection)
    counts = {table: _count(connection, table, chosen) for table in ordered}
    done, total = 0, max(1, sum(counts.values()))
    for table in ordered:
        rows = (
            all_rows(connection, table)
            if chosen is None
            else rows_by_id(connection, table, chosen.get(table, ()))
        )
        begun, done = done, done + counts[table]
        told = telling(
            _with_past(connection, table, rows),
            counts[table],
            progress,
            95 * begun // total,
            95 * done // total,
        )
        yield table, told
    identities = identities_of(connection, chosen)
    yield IDENTITIES, (BundleRow(row) for row in identities)


def _count(connection: sqlite3.Connection, table: str, chosen: dict[str, set[str]] | None) -> int:
    if chosen is not None:
        return len(chosen.get(table, ()))
    return int(connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])


def _with_past(connection: sqlite3.Connection, table: str, rows: Iterator[Raw]) -> Iterator[BundleRow]:
    some: list[Raw] = []
    for row in rows:
        some.append(row)
        if len(some) == CHUNK:
            yield from _told(connection, table, some)
            some = []
    yield from _told(connection, table, some)


def _told(connection: sqlite3.Connection, table: str, rows: list[Raw]) -> Iterator[BundleRow]:
    known = past_of(connection, table, [row["id"] for row in rows])
    for row in rows:
        past = known.get(row["id"])
        *states, _now = states_of([*(past.states if past is not None else ()), row])
        yield BundleRow(row, tuple(states))


class _Closure:
    """The rows that go with one customer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pointing = reference_columns(connection)
        self.chosen: dict[str, set[str]] = {}

    def of(self, customer_id: str) -> dict[str, set[str]]:
        """Return the ids of all rows, by table."""
        self._own("customer", {customer_id})
        for link, owner in _LINKED.items():
            column = f"{owner}_id"
            linked = set(pointed_at(self._connection, link, column, self.chosen.get(link, ())))
            self._own(owner, linked)
        self._named()
        return self.chosen

    def _own(self, table: str, ids: set[str]) -> None:
        """Add rows with all that belongs to them."""
        fresh = ids - self.chosen.setdefault(table, set())
        if not fresh:
            return
        self.chosen[table] |= fresh
        for child in _OWN.get(table, ()):
            for column, target in self._pointing[child].items():
                if target == table and column != "parent_id":
                    self._own(child, set(pointing_at(self._connection, child, column, fresh)))

    def _named(self) -> None:
        """Add, bare, what the rows name: people, services, whatever they came from. Other customers stay here."""
        waiting = dict(self.chosen)
        while waiting:
            found: dict[str, set[str]] = {}
            for table, ids in waiting.items():
                for column, target in self._pointing.get(table, {}).items():
                    if target == "customer":
                        continue
                    named = set(pointed_at(self._connection, table, column, ids))
                    fresh = named - self.chosen.get(target, set())
                    if fresh:
                        found.setdefault(target, set()).update(fresh)
            for table, ids in found.items():
                self.chosen.setdefault(table, set()).update(ids)
            waiting = found


def counted(rows: dict[str, int]) -> str:
    """Return what a bundle holds in words: ``1 customer, 12 people and 40 more rows``."""
    kinds = {kind.table: kind for kind in KINDS.values()}
    shown = ("customer", "person", "agreement", "action", "event")
    words = [
        f"{rows[table]} {kinds[table].noun if rows[table] == 1 else kinds[table].name}"
        for table in shown
        if rows.get(table)
    ]
    more = sum(count for table, count in rows.items() if table not in shown)
    if more:
        words.append(f"{more} rows more")
    return ", ".join(words) or "nothing"
