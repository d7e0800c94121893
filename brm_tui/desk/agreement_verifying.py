"""Whether an agreement's frozen versions and signatures are what the program wrote."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import digest
from brm_tui.rules.vocabulary import SignatureRole, SignatureState, VersionState
from brm_tui.store.queries import rows

_ROLES = tuple(role.value for role in SignatureRole)
_ONCE_IN_FORCE = (VersionState.ACCEPTED.value, VersionState.SUPERSEDED.value, VersionState.TERMINATED.value)
_STAMPS = ("revision", "updated_at")

Raw = Mapping[str, Any]


def verify(desk: Desk, name: str) -> list[str]:
    """Return what was altered behind the program's back in an agreement's frozen versions; empty: nothing.

    Every version's text must have its hash, every signature must belong to that hash, and both must stand as
    the history last recorded them.

    Args:
        desk: The desk.
        name: The customer's code, or the agreement's id.

    Raises:
        BrmError: There is no such agreement.
    """
    agreement_id = desk.read(rows.find_id, "agreements", name)
    findings: list[str] = desk.read(_findings, agreement_id)
    return findings


def _findings(connection: sqlite3.Connection, agreement_id: str) -> list[str]:
    connection.execute("BEGIN")
    try:
        versions = _raw(
            connection, "SELECT * FROM agreement_version WHERE agreement_id = ? ORDER BY number", agreement_id
        )
        signatures = {
            version["id"]: _raw(
                connection, "SELECT * FROM signature WHERE version_id = ? ORDER BY role, id", version["id"]
            )
            for version in versions
        }
        recorded = {
            row["id"]: _recorded(connection, table, row["id"])
            for table, listed in _tables(versions, signatures)
            for row in listed
        }
    finally:
        connection.execute("ROLLBACK")
    keeps_history = any(row is not None for row in recorded.values())
    numbers = {int(version["number"]) for version in versions}
    found = [f"v{number} is missing" for number in range(1, max(numbers, default=0)) if number not in numbers]
    for version in versions:
        called = f"v{version['number']}"
        if digest(version["content"]) != version["sha256"]:
            found.append(f"{called}: its text is not the one that was proposed")
        elif _differs(version, recorded[version["id"]], keeps_history):
            found.append(f"{called}: its entry is not the one that was recorded")
        found.extend(
            f"{called}: {finding}"
            for finding in _signature_findings(version, signatures[version["id"]], recorded, keeps_history)
        )
    return found


def _signature_findings(
    version: Raw, signatures: Sequence[Raw], recorded: Mapping[str, Raw | None], keeps_history: bool
) -> list[str]:
    found: list[str] = []
    for signature in signatures:
        if signature["sha256"] != version["sha256"]:
            found.append(f"the signature of the {signature['role']} belongs to another text")
        elif _differs(signature, recorded[signature["id"]], keeps_history):
            found.append(f"the signature of the {signature['role']} is not the one that was recorded")
    roles = {signature["role"] for signature in signatures}
    found.extend(f"the line of the {role} is missing" for role in _ROLES if role not in roles)
    signed = {item["role"] for item in signatures if item["state"] == SignatureState.SIGNED.value}
    if version["state"] in _ONCE_IN_FORCE and signed != set(_ROLES):
        found.append(f"is {version['state']} without all four signatures")
    return found


def _raw(connection: sqlite3.Connection, query: str, parameter: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query, (parameter,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _tables(
    versions: Sequence[Raw], signatures: Mapping[str, Sequence[Raw]]
) -> list[tuple[str, Sequence[Raw]]]:
    return [("agreement_version", versions), *(("signature", listed) for listed in signatures.values())]


def _recorded(connection: sqlite3.Connection, table: str, row_id: str) -> Raw | None:
    """Return a row as the history last recorded it, or None where it never did."""
    found = connection.execute(
        "SELECT after FROM history_change WHERE table_name = ? AND row_id = ?"
        " ORDER BY step_number DESC, position DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    if found is None or found[0] is None:
        return None
    row: Raw = json.loads(found[0])
    return row


def _differs(row: Raw, recorded: Raw | None, keeps_history: bool) -> bool:
    """Answer whether a row is not as it was recorded; a desk that holds no history of it cannot tell."""
    if recorded is None:
        return keeps_history
    return any(row[name] != value for name, value in recorded.items() if name in row and name not in _STAMPS)
