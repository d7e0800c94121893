"""Importing records of any KIND from a table: a row makes a record, or brings one up to date.

A row finds its record by its id, else by what people call it: a customer by its code, a person by the e-mail
address, a service by its name, a project or a change by its number, anything else by customer and title. An empty
cell says nothing: what is in the desk stays. So a file can be imported again and again; only what differs is written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from brm_tui.desk.record_beside import announce, columns_beside, put_beside, read_beside
from brm_tui.desk.record_export import shown_field
from brm_tui.desk.record_keys import SYNONYMS, keys_of
from brm_tui.desk.table_columns import Head
from brm_tui.desk.table_rows import Counting, ImportLine, TableRow
from brm_tui.errors import BrmError, FieldError
from brm_tui.model.base import new_id
from brm_tui.model.kinds import describe
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import Kind, kind_named
from brm_tui.rules.value_texts import qualities
from brm_tui.rules.values import read_value, show_value
from brm_tui.store.queries import rows
from brm_tui.text import one_line, shortened, sort_form

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(slots=True)
class _Planned:
    """A row that is written."""

    line: int
    row_id: str | None
    new_id: str | None
    given: dict[str, object]
    name: str
    later: dict[str, object] = field(default_factory=dict)
    beside: dict[str, object] = field(default_factory=dict)


class RecordImporter:
    """Brings the records of one KIND into the desk."""

    checks_by_doing = True

    def __init__(self, kind_name: str, usual: Mapping[str, str] | None = None) -> None:
        """Make an importer.

        Args:
            kind_name: The KIND.
            usual: What fields hold where a row does not say it, as texts.
        """
        self._kind: Kind = kind_named(kind_name)
        self._fields = {one.name: one for one in describe(self._kind)}
        self._usual = dict(usual or {})
        self.noun, self.plural = self._kind.noun, self._kind.name
        self.heads: Sequence[Head] = (
            Head("id"),
            *(
                Head(
                    name,
                    tuple(dict.fromkeys((one.title, *SYNONYMS.get(name, ())))),
                    required=one.required and name not in self._usual,
                )
                for name, one in self._fields.items()
            ),
            *map(Head, columns_beside(self._kind)),
        )
        self._planned: list[_Planned] = []
        self._desk: Desk

    def plan(
        self, desk: Desk, connection: sqlite3.Connection, rows: Sequence[TableRow], count: Counting
    ) -> list[ImportLine]:
        """Return what becomes of each row."""
        self._planned, self._desk = [], desk
        planning = _Planning(desk, connection, self._kind, self._fields, self._usual)
        planning.coming(rows)
        lines = []
        for done, row in enumerate(rows):
            line, planned = planning.row(row)
            lines.append(line)
            if planned is not None:
                self._planned.append(planned)
            if done % 100 == 0:
                count(done, len(rows))
        return self._without_what_points_at_nothing(lines, planning)

    def _without_what_points_at_nothing(
        self, lines: list[ImportLine], planning: _Planning
    ) -> list[ImportLine]:
        """Leave out rows that point at a row of the file which is left out itself."""
        while True:
            coming = {
                sort_form(str(one.given.get("code", ""))) for one in self._planned if one.row_id is None
            }
            lost = {
                one.line: str(one.later["parent"])
                for one in self._planned
                if one.later
                and not planning.stands(str(one.later["parent"]))
                and sort_form(str(one.later["parent"])) not in coming
            }
            if not lost:
                return lines
            self._planned = [one for one in self._planned if one.line not in lost]
            lines = [
                replace(line, verb="skip", reason=f"parent: {lost[line.line]!r} is left out itself")
                if line.line in lost
                else line
                for line in lines
            ]

    def write(self, step: Step, count: Counting) -> None:
        """Write what was planned: first all records, then what points from one new record to another."""
        from brm_tui.desk.records import update

        made: dict[int, str] = {}
        for done, planned in enumerate(self._planned):
            try:
                if planned.row_id is None:
                    made[planned.line] = self._made(step, planned)
                elif planned.given:
                    update(self._desk, step, self._kind, planned.row_id, planned.given)
            except BrmError as error:
                raise _refused(planned, error) from error
            if done % 50 == 0:
                count(done, len(self._planned))
        for planned in self._planned:
            if planned.later:
                row_id = planned.row_id or made[planned.line]
                try:
                    update(self._desk, step, self._kind, row_id, planned.later)
                except BrmError as error:
                    raise _refused(planned, error) from error

    def _made(self, step: Step, planned: _Planned) -> str:
        """Make a record, and return its id."""
        from brm_tui.desk.records import insert

        row_id = planned.new_id or new_id()
        announce(step, row_id, planned.beside)
        row = insert(self._desk, step, self._kind, planned.given, row_id=row_id)
        put_beside(step, row, planned.beside)
        return row.id


def _refused(planned: _Planned, error: BrmError) -> BrmError:
    return BrmError(
        error.title,
        f"Line {planned.line}, {planned.name}: {error.message} Nothing was imported.",
        error.exit_code,
    )


class _Planning:
    """Rows against what the desk holds."""

    def __init__(
        self,
        desk: Desk,
        connection: sqlite3.Connection,
        kind: Kind,
        fields: Mapping[str, FieldDescription],
        usual: Mapping[str, str],
    ) -> None:
        self._desk, self._connection, self._kind, self._fields = desk, connection, kind, fields
        self._usual = usual
        self._known = {record.id: record for record in rows.list_rows(connection, kind)}
        self._keys = keys_of(kind.name)
        self._by_key: dict[tuple[tuple[str, ...], tuple[str, ...]], str | None] = {}
        for record in self._known.values():
            for names in self._keys:
                key = self._key_of(
                    names, {name: self._shown(record, name) for name in names if name in fields}
                )
                if key is not None:
                    # Two records of the same name: neither is meant.
                    self._by_key[key] = None if key in self._by_key else record.id
        self._seen: dict[str, int] = {}
        self._coming: set[str] = set()
        self._parents = {
            sort_form(record.code): sort_form(record.parent) if record.parent else ""
            for record in self._known.values()
            if kind.name == "customers"
        }

    def coming(self, given: Sequence[TableRow]) -> None:
        """Note what the file itself makes, so that its rows may point at each other."""
        if self._kind.name == "customers":
            self._coming = {sort_form(row.texts.get("code", "")) for row in given} - {""}

    def _shown(self, record: Any, name: str) -> str:
        return shown_field(self._fields[name], getattr(record, name))

    def _key_of(
        self, names: tuple[str, ...], texts: Mapping[str, str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        values = tuple(sort_form(texts.get(name, "")) for name in names)
        needed = values[:1] if names == ("name", "organisation") else values
        return (names, values) if all(needed) else None

    def row(self, row: TableRow) -> tuple[ImportLine, _Planned | None]:
        """Return what becomes of a row, and what is to be written."""
        texts = {**self._usual, **{name: text for name, text in row.texts.items() if text}}
        name = self._called(texts)
        try:
            return self._row(row, texts, name)
        except FieldError as error:
            reason = f"{error.field}: {shortened(one_line(str(error.value)), 40)!r}; allowed: {error.allowed}"
            return ImportLine(row.line, "skip", name, reason), None
        except BrmError as error:
            return ImportLine(row.line, "skip", name, error.message), None

    def _called(self, texts: Mapping[str, str]) -> str:
        shown = next(
            (
                texts[name]
                for name in ("name", "title", "code", "person", "summary", "email")
                if texts.get(name)
            ),
            "",
        )
        return shortened(one_line(shown), 80)

    def _row(self, row: TableRow, texts: dict[str, str], name: str) -> tuple[ImportLine, _Planned | None]:
        given_id = texts.pop("id", "")
        row_id = self._found(given_id, texts)
        subject = row_id or given_id or self._subject(texts)
        if subject in self._seen:
            return ImportLine(row.line, "skip", name, f"line {self._seen[subject]} is about the same"), None
        later = self._pointing_ahead(texts)
        beside = read_beside(texts, self._kind)
        values: dict[str, object] = {}
        for field_name, text in texts.items():
            described = self._fields[field_name]
            values[field_name] = read_value(described, text, self._desk.today, self._desk.clock.zone)
        self._check_references(values)
        new_id = given_id if row_id is None and _ID.fullmatch(given_id) else None
        if row_id is None:
            missing = [one.name for one in self._fields.values() if one.required and one.name not in values]
            if missing:
                return ImportLine(row.line, "skip", name, f"{', '.join(missing)}: must be given"), None
            self._seen[subject] = row.line
            return ImportLine(row.line, "create", name), _Planned(
                row.line, None, new_id, values, name, later, beside
            )
        record = self._known[row_id]
        changed = {
            field_name: value
            for field_name, value in values.items()
            if self._said(field_name, value) != self._shown(record, field_name)
        }
        later = {one: value for one, value in later.items() if value != getattr(record, one)}
        self._seen[subject] = row.line
        if not changed and not later:
            return ImportLine(row.line, "unchanged", name), None
        told = "; ".join(
            f"{one}: {shortened(one_line(self._shown(record, one)), 30) or 'nothing'} →"
            f" {shortened(one_line(str(texts.get(one) or later.get(one, ''))), 30)}"
            for one in [*changed, *later]
        )
        return ImportLine(row.line, "update", name, told), _Planned(
            row.line, row_id, None, changed, name, later
        )

    def _said(self, name: str, value: object) -> str:
        """Return a value as the desk would show it; a reference by its own name."""
        described = self._fields[name]
        if described.kind is FieldKind.REFERENCE and value:
            return self._named(described, str(value))
        if described.kind is FieldKind.REFERENCES and isinstance(value, Sequence):
            return ", ".join(sorted(self._named(described, str(one)) for one in value))
        if described.kind is FieldKind.ATTENDEES and isinstance(value, Sequence):
            usual = qualities(described)[0]
            people = [(self._named(described, str(one)), how) for one, how in value]
            return ", ".join(sorted(one if how == usual else f"{one}:{how}" for one, how in people))
        return show_value(described, value)

    def _named(self, described: FieldDescription, text: str) -> str:
        found = rows.find_id(self._connection, described.refers_to, text)
        return rows.named(self._connection, kind_named(described.refers_to), found)

    def stands(self, code: str) -> bool:
        """Whether there is a customer of that code in the desk already."""
        return (("code",), (sort_form(code),)) in self._by_key

    def _subject(self, texts: Mapping[str, str]) -> str:
        """Return what tells a new record from the others of the file."""
        keys = (
            self._key_of(names, texts) for names in self._keys if all(one in self._fields for one in names)
        )
        return "\0".join(next((key[1] for key in keys if key is not None), (repr(texts),)))

    def _found(self, given_id: str, texts: Mapping[str, str]) -> str | None:
        if given_id in self._known:
            return given_id
        for names in self._keys:
            if not all(name in self._fields for name in names):
                continue
            key = self._key_of(names, texts)
            if key is not None and key in self._by_key:
                found = self._by_key[key]
                if found is None:
                    raise BrmError("Not clear", f"several {self._kind.name} have this {' and '.join(names)}")
                return found
        return None

    def _check_references(self, values: Mapping[str, object]) -> None:
        from brm_tui.desk.values import find

        for name, value in values.items():
            described = self._fields[name]
            if described.kind is FieldKind.REFERENCE and value:
                find(self._connection, described, str(value))
            elif described.kind is FieldKind.REFERENCES and isinstance(value, Sequence):
                for one in value:
                    find(self._connection, described, str(one))
            elif described.kind is FieldKind.ATTENDEES and isinstance(value, Sequence):
                for one, _how in value:
                    find(self._connection, described, str(one))

    def _pointing_ahead(self, texts: dict[str, str]) -> dict[str, object]:
        """Take out what points at a record of the same file, to be written once that is there."""
        if self._kind.name != "customers" or not texts.get("parent"):
            return {}
        code, parent = sort_form(texts.get("code", "")), sort_form(texts["parent"])
        self._parents[code] = parent
        seen, above = {code}, parent
        while above and above not in seen:
            seen.add(above)
            above = self._parents.get(above, "")
        if above:
            self._parents[code] = ""
            raise FieldError("parent", texts["parent"], "a customer that is no part of this one")
        return {"parent": texts.pop("parent")} if parent in self._coming else {}
