"""Rows of any KIND, by plain SQL, with the names of what they refer to."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from brm_tui.errors import BrmError, NotFoundError
from brm_tui.rules.kinds import KINDS, REFERENCES, Kind, Link
from brm_tui.store.queries.convert import bind, build
from brm_tui.text import clean_line, sort_form

PAGE = 500

_AGREEMENT_NAME = (
    "(SELECT CASE WHEN x.ended IS NULL AND 1 = (SELECT COUNT(*) FROM agreement y WHERE y.customer_id ="
    " x.customer_id AND y.ended IS NULL) THEN c.code ELSE x.id END FROM agreement x"
    " JOIN customer c ON c.id = x.customer_id WHERE x.id = {column})"
)
_NAMES = {
    "customers": "(SELECT x.code FROM customer x WHERE x.id = {column})",
    "people": "(SELECT COALESCE(x.email, x.id) FROM person x WHERE x.id = {column})",
    "agreements": _AGREEMENT_NAME,
    "services": "(SELECT x.name FROM service x WHERE x.id = {column})",
    "projects": "(SELECT COALESCE(x.code, x.id) FROM project x WHERE x.id = {column})",
}
"""How a person names a row of a KIND; the others are named by id."""

_OWN_AGREEMENT = "SELECT a.id FROM agreement a WHERE a.customer_id = :customer"
_CUSTOMER_SCOPE = {
    "customers": "t.id = :customer OR t.parent_id = :customer",
    "people": "t.id IN (SELECT r.person_id FROM contact_role r WHERE r.customer_id = :customer UNION "
    "SELECT r.person_id FROM representation r WHERE r.customer_id = :customer)",
    "meetings": "t.event_id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id = :customer)",
    "exceptions": "t.event_id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id = :customer)",
    "services": "t.id IN (SELECT s.service_id FROM subscription s WHERE s.customer_id = :customer)",
    "measures": "t.subscription_id IN (SELECT s.id FROM subscription s WHERE s.customer_id = :customer)",
    "milestones": "t.project_id IN (SELECT l.project_id FROM project_customer l WHERE l.customer_id = :customer)",
    "signatures": "t.version_id IN (SELECT v.id FROM agreement_version v WHERE v.agreement_id IN "
    f"({_OWN_AGREEMENT}))",
}


@cache
def record_of(kind: Kind) -> type[Any]:
    """Return the record class of a KIND."""
    record: type[Any] = getattr(import_module(f"brm_tui.store.queries.records.{kind.module}"), kind.record)
    return record


@cache
def columns_of(kind: Kind) -> tuple[str, ...]:
    """Return the record's field names in order."""
    return tuple(item.name for item in dataclasses.fields(record_of(kind)))


def name_of(column: str, expression: str) -> str:
    """Return SQL for how a person names the row that a reference column points at."""
    return name_of_kind(KINDS[REFERENCES[column]], expression)


def name_of_kind(kind: Kind, expression: str) -> str:
    """Return SQL for how a person names the row of a KIND with this id."""
    return _NAMES.get(kind.name, "{column}").format(column=expression)


@cache
def _selection(kind: Kind) -> str:
    links = {link.name for link in kind.links}
    columns = columns_of(kind)
    parts = []
    for name in columns:
        if name in links:
            parts.append("'[]'")
        elif f"{name}_id" in columns:
            parts.append(name_of(f"{name}_id", f't."{name}_id"'))
        else:
            parts.append(f't."{name}"')
    return f'SELECT {", ".join(parts)} FROM "{kind.table}" t'


def customer_scope(kind: Kind) -> str:
    """Return the SQL condition for the rows of a KIND that are a customer's, bound as ``:customer``.

    Raises:
        BrmError: Rows of this KIND belong to no customer.
    """
    if kind.name in _CUSTOMER_SCOPE:
        return _CUSTOMER_SCOPE[kind.name]
    columns = columns_of(kind)
    if "customer_id" in columns:
        return "t.customer_id = :customer"
    if "agreement_id" in columns:
        return f"t.agreement_id IN ({_OWN_AGREEMENT})"
    for link in kind.links:
        if link.kind == "customers":
            return f't.id IN (SELECT l."{link.owner}" FROM "{link.table}" l WHERE l.customer_id = :customer)'
    raise BrmError("No customer", f"{kind.name} belong to no customer; leave --customer out.")


def list_rows(
    connection: sqlite3.Connection,
    kind: Kind,
    *,
    where: Mapping[str, object] | None = None,
    customer_id: str | None = None,
    ids: Sequence[str] | None = None,
) -> list[Any]:
    """Return the records of a KIND that fit, in the KIND's order.

    Args:
        connection: Where to read.
        kind: Which KIND.
        where: Columns and the values they must have; None means empty.
        customer_id: Only this customer's.
        ids: Only these rows.
    """
    conditions: list[str] = []
    parameters: dict[str, object] = {}
    for position, (column, value) in enumerate((where or {}).items()):
        if value is None:
            conditions.append(f't."{column}" IS NULL')
        else:
            conditions.append(f't."{column}" = :w{position}')
            parameters[f"w{position}"] = bind(value)
    if customer_id is not None:
        conditions.append(f"({customer_scope(kind)})")
        parameters["customer"] = customer_id
    if ids is not None:
        conditions.append(f"t.id IN ({', '.join(f':i{n}' for n in range(len(ids)))})")
        parameters |= {f"i{position}": row_id for position, row_id in enumerate(ids)}
    query = _selection(kind)
    if conditions:
        query += " WHERE " + " AND ".join(conditions)
    rows = connection.execute(f"{query} ORDER BY {kind.order}", parameters).fetchall()
    return _with_links(connection, kind, build(record_of(kind), rows))


def row(connection: sqlite3.Connection, kind: Kind, row_id: str) -> Any | None:
    """Return one record, or None."""
    found = list_rows(connection, kind, ids=[row_id])
    return found[0] if found else None


def _with_links(connection: sqlite3.Connection, kind: Kind, records: list[Any]) -> list[Any]:
    for link in kind.links:
        if not records:
            break
        members: dict[str, list[str]] = {}
        for start in range(0, len(records), PAGE):
            wanted = [record.id for record in records[start : start + PAGE]]
            for owner, name in _members(connection, link, wanted):
                members.setdefault(owner, []).append(name)
        records = [
            dataclasses.replace(record, **{link.name: tuple(members.get(record.id, ()))})
            for record in records
        ]
    return records


def _members(connection: sqlite3.Connection, link: Link, owners: Sequence[str]) -> list[tuple[str, str]]:
    quality = f'l."{link.quality}"' if link.quality else "''"
    rows = connection.execute(
        f'SELECT l."{link.owner}", {name_of(link.member, f"l.{link.member}")}, {quality}'
        f' FROM "{link.table}" l WHERE l."{link.owner}" IN ({", ".join("?" for _ in owners)}) ORDER BY l.id',
        list(owners),
    )
    return [
        (owner, name if not quality or quality == link.usual else f"{name}:{quality}")
        for owner, name, quality in rows
    ]


def find_id(connection: sqlite3.Connection, kind_name: str, name: str) -> str:
    """Return the id of the row that a person names: by id, code, e-mail, or its whole name where that is unique.

    Raises:
        NotFoundError: There is none.
        BrmError: There are several.
    """
    kind = KINDS[kind_name]
    wanted = clean_line(name)
    if connection.execute(f'SELECT 1 FROM "{kind.table}" WHERE id = ?', (wanted.lower(),)).fetchone():
        return wanted.lower()
    for query, parameter in _ways(kind, wanted):
        found = connection.execute(query, (parameter,)).fetchmany(6)
        if len(found) == 1:
            return str(found[0][0])
        if found:
            raise BrmError(
                "Which one?",
                f"{len(found) if len(found) < 6 else 'Several'} {kind.name} are called {wanted!r}; name one by id: "
                + ", ".join(str(item[0]) for item in found[:5])
                + ".",
            )
    raise NotFoundError(kind.noun, wanted)


def _ways(kind: Kind, wanted: str) -> list[tuple[str, str]]:
    by_name = f'SELECT t.id FROM "{kind.table}" t WHERE {kind.label} = ?'
    if kind.name == "customers":
        return [
            ("SELECT id FROM customer WHERE code = ?", wanted.upper()),
            ("SELECT id FROM customer WHERE name_sort = ?", sort_form(wanted)),
        ]
    if kind.name == "people":
        return [
            ("SELECT id FROM person WHERE email_sort = ?", sort_form(wanted)),
            ("SELECT id FROM person WHERE name_sort = ?", sort_form(wanted)),
        ]
    if kind.name == "agreements":
        return [
            (
                "SELECT a.id FROM agreement a JOIN customer c ON c.id = a.customer_id"
                " WHERE c.code = ? AND a.ended IS NULL",
                wanted.upper(),
            ),
            (by_name, wanted),
        ]
    if kind.name in ("projects", "changes"):
        return [(f'SELECT id FROM "{kind.table}" WHERE code = ?', wanted), (by_name, wanted)]
    return [(by_name, wanted)]


def named(connection: sqlite3.Connection, kind: Kind, row_id: str) -> str:
    """Return how a person names a row, as records show references to it; its id where it has no name."""
    found = connection.execute(f"SELECT {name_of_kind(kind, ':id')}", {"id": row_id}).fetchone()
    return str(found[0]) if found and found[0] else row_id


def label_of(connection: sqlite3.Connection, kind: Kind, row_id: str) -> str:
    """Return what a person calls a row, or its id."""
    found = connection.execute(
        f'SELECT {kind.label} FROM "{kind.table}" t WHERE t.id = ?', (row_id,)
    ).fetchone()
    return str(found[0]) if found and found[0] else row_id
