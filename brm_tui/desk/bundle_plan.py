"""What an import of a bundle would do, row by row, found by reading only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from brm_tui.desk.bundle_versions import rivals, settled_number
from brm_tui.desk.progress import Progress
from brm_tui.interchange.bundle import BundleFile, BundleRow
from brm_tui.rules.bundle import BundleVerb, Choice, as_it_was, merge
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries.bundle import (
    IDENTITIES,
    Past,
    Raw,
    all_rows,
    past_of,
    reference_columns,
    required_columns,
    rows_by_id,
    same_key,
    tables_in_order,
    unique_columns,
)
from brm_tui.store.queries.series import CHUNK

_NAMES = ("name", "title", "summary", "period", "role", "original_start", "occurrence", "date", "channel")
_KINDS = {kind.table: kind for kind in KINDS.values()}
VERSIONS = "agreement_version"


@dataclass(frozen=True, slots=True)
class BundleLine:
    """What becomes of one record.

    Attributes:
        verb: New, changed, unchanged, ahead or deleted here.
        kind: What it is.
        name: What it is called.
        reason: Why, where that needs saying.
    """

    verb: str
    kind: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BundleConflict:
    """A value that both desks changed, each otherwise.

    Attributes:
        table: The table.
        row_id: The row, by its id here.
        kind: What it is.
        name: What it is called.
        field: The column.
        ours: What stands here.
        theirs: What stands in the bundle.
        newer: Whose row was changed last.
    """

    table: str
    row_id: str
    kind: str
    name: str
    field: str
    ours: Any
    theirs: Any
    newer: Choice

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others."""
        return self.table, self.row_id, self.field


@dataclass(slots=True)
class BundlePlan:
    """The whole of it.

    Attributes:
        lines: What becomes of each record, rows of links left out.
        conflicts: What somebody must choose.
        rows: The rows to write, by table, whole; conflicting fields stand as here.
        identities: Calendar identities to take over.
        ids: Which rows of the bundle are which of ours under another id.
    """

    lines: list[BundleLine] = field(default_factory=list)
    conflicts: list[BundleConflict] = field(default_factory=list)
    rows: dict[str, dict[str, Raw]] = field(default_factory=dict)
    identities: list[Raw] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


def plan_bundle(
    connection: sqlite3.Connection, file: BundleFile, progress: Progress | None = None
) -> BundlePlan:
    """Compare a bundle with a desk.

    Args:
        connection: Where to read the desk.
        file: The bundle.
        progress: Is told how many hundredths are done; it may raise to give up.

    Raises:
        BrmError: A row of the bundle is none.
    """
    return _Planning(connection, file, progress).whole()


class _Planning:
    """The running comparison."""

    def __init__(self, connection: sqlite3.Connection, file: BundleFile, progress: Progress | None) -> None:
        self._connection = connection
        self._file = file
        self._progress = progress
        self._done, self._all = 0, max(1, sum(file.lines.values()))
        self._pointing = reference_columns(connection)
        self._standing: dict[str, set[str]] = {}
        self._withheld: dict[str, tuple[str, Raw]] = {}
        self.plan = BundlePlan()

    def whole(self) -> BundlePlan:
        """Return the plan."""
        for table in tables_in_order(self._connection):
            self._standing[table] = {row[0] for row in self._connection.execute(f'SELECT id FROM "{table}"')}
            if table in self._file.lines:
                self._find_ours(table)
                for rows in self._chunks(table):
                    self._compare(table, rows)
        for table, row in self._withheld.values():
            self._say(BundleVerb.DELETED, table, row, "it was deleted here and not changed there since")
        self._mend_cycles()
        self.plan.conflicts += rivals(self._connection, self.plan.rows.get(VERSIONS, {}))
        for line in self._file.rows(IDENTITIES):
            row = dict(line.row)
            row["source_id"] = self.plan.ids.get(str(row.get("source_id")), row.get("source_id"))
            if row["source_id"] in self._standing.get(str(row.get("source")), ()) and not row.get(
                "cancelled_at"
            ):
                self.plan.identities.append(row)
        return self.plan

    def _chunks(self, table: str) -> Iterator[list[BundleRow]]:
        some: list[BundleRow] = []
        for line in self._file.rows(table):
            some.append(line)
            if len(some) == CHUNK:
                yield some
                self._report(len(some))
                some = []
        if some:
            yield some
            self._report(len(some))

    def _report(self, rows: int) -> None:
        self._done += rows
        if self._progress is not None:
            self._progress(60 * self._done // self._all)

    def _find_ours(self, table: str) -> None:
        """Note which rows stand here under another id: the same code, e-mail address, name or pair.

        A row of ours that the bundle holds under its own id is that row, whatever it is called there by now.
        """
        keys = unique_columns(self._connection, table)
        known_there = {str(line.row["id"]) for line in self._file.rows(table)}
        for line in self._file.rows(table):
            row = self._pointed_here(table, line.row)
            if line.row["id"] in self._standing[table]:
                continue
            for columns in keys:
                ours = same_key(self._connection, table, columns, row)
                if ours is None or ours in known_there:
                    continue
                if not (table == VERSIONS and self._another_text(ours, row)):
                    self.plan.ids[str(line.row["id"])] = ours
                    break

    def _another_text(self, version_id: str, row: Mapping[str, Any]) -> bool:
        found = self._connection.execute(
            "SELECT sha256 FROM agreement_version WHERE id = ?", (version_id,)
        ).fetchone()
        return bool(found[0] != row.get("sha256"))

    def _pointed_here(self, table: str, row: Mapping[str, Any]) -> Raw:
        """Return a row with its references in our ids."""
        ids = self.plan.ids
        mapped = dict(row)
        for column in self._pointing.get(table, {}):
            if column in mapped and mapped[column] is not None:
                mapped[column] = ids.get(str(mapped[column]), mapped[column])
        return mapped

    def _compare(self, table: str, lines: list[BundleRow]) -> None:
        theirs: dict[str, tuple[Raw, BundleRow]] = {}
        for line in lines:
            row = self._pointed_here(table, line.row)
            row["id"] = self.plan.ids.get(str(row["id"]), row["id"])
            theirs[row["id"]] = row, line
        ours = {row["id"]: row for row in rows_by_id(self._connection, table, theirs)}
        past = past_of(self._connection, table, list(theirs))
        for row_id, (row, line) in theirs.items():
            if row_id in ours:
                self._merge(table, ours[row_id], row, line, past.get(row_id))
            else:
                self._new(table, row, line, past.get(row_id))

    def _merge(self, table: str, ours: Raw, row: Raw, line: BundleRow, past: Past | None) -> None:
        merged = merge(ours, past.states if past else [], row, line.past)
        reason = "" if row["id"] == line.row["id"] else "stands here under another id"
        self._say(merged.verb, table, ours, reason)
        if merged.verb is not BundleVerb.CHANGED:
            return
        changed = dict(merged.values)
        for column in self._absent(table, changed):
            del changed[column]
        self._write(table, {**ours, **changed})
        newer = Choice.THEIRS if str(row.get("updated_at")) > str(ours["updated_at"]) else Choice.OURS
        kind, name = kind_of(table), called(table, ours)
        absent = self._absent(table, {one.field: one.theirs for one in merged.conflicts})
        self.plan.conflicts += [
            BundleConflict(table, ours["id"], kind, name, one.field, one.ours, one.theirs, newer)
            for one in merged.conflicts
            if one.field not in absent
        ]

    def _new(self, table: str, row: Raw, line: BundleRow, past: Past | None) -> None:
        if past is not None and past.deleted and as_it_was(past.states, row, line.past):
            self._withheld[row["id"]] = table, row
            return
        self._take(table, row, "")

    def _take(self, table: str, row: Raw, reason: str) -> None:
        """Write a row that does not stand here, if it can."""
        required = required_columns(self._connection, table)
        for column in self._absent(table, row):
            if column in required:
                missing = kind_of(self._pointing[table][column])
                self._say(BundleVerb.DELETED, table, row, f"the {missing} it belongs to is not here")
                return
            row[column] = None
        if table == VERSIONS:
            row["number"] = settled_number(self._connection, self.plan.rows.get(VERSIONS, {}), row)
        self._standing[table].add(row["id"])
        self._write(table, row)
        self._say(BundleVerb.NEW, table, row, reason)

    def _absent(self, table: str, row: Mapping[str, Any]) -> list[str]:
        """Return the columns that point at what stands nowhere; what was only deleted here comes back for them."""
        found = []
        for column, target in self._pointing.get(table, {}).items():
            known = row.get(column)
            if known is None:
                continue
            if known in self._withheld:
                back, its = self._withheld.pop(known)
                self._take(back, its, "it was deleted here; something there needs it")
            if known not in self._standing.get(target, ()) and target != table:
                found.append(column)
        return found

    def _mend_cycles(self) -> None:
        """Leave out what would make a customer a part of itself."""
        written = self.plan.rows.get("customer", {})
        if not written:
            return
        present = {row["id"]: row["parent_id"] for row in all_rows(self._connection, "customer")}
        parents = present | {row["id"]: row.get("parent_id") for row in written.values()}
        for row in written.values():
            seen, above = {row["id"]}, parents[row["id"]]
            while above is not None and above not in seen and above in parents:
                seen.add(above)
                above = parents[above]
            if above is not None:
                kept = present.get(row["id"]) if above in seen else None
                parents[row["id"]] = row["parent_id"] = kept
                self._say(
                    BundleVerb.AHEAD, "customer", row, "it would be a part of itself; that was left out"
                )

    def _write(self, table: str, row: Raw) -> None:
        self.plan.rows.setdefault(table, {})[row["id"]] = row

    def _say(self, verb: BundleVerb, table: str, row: Mapping[str, Any], reason: str = "") -> None:
        if table in _KINDS:
            self.plan.lines.append(BundleLine(verb.value, kind_of(table), called(table, row), reason))


def called(table: str, row: Mapping[str, Any]) -> str:
    """Return what a row is called, as far as it says itself."""
    if table == VERSIONS:
        return f"v{row.get('number')}"
    return next((str(row[name]) for name in _NAMES if row.get(name)), str(row["id"]))


def kind_of(table: str) -> str:
    """Return what a table's rows are called, in the singular."""
    return _KINDS[table].noun if table in _KINDS else table.replace("_", " ")
