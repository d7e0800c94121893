"""Frozen versions of an agreement that two desks proposed apart: both are kept, and one of them holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from brm_tui.errors import BrmError
from brm_tui.rules.bundle import Choice
from brm_tui.rules.vocabulary import SignatureState, VersionState
from brm_tui.store.queries.bundle import all_rows

if TYPE_CHECKING:
    from brm_tui.desk.bundle_plan import BundleConflict

Raw = dict[str, Any]

_ONE_OF = {
    VersionState.PROPOSED.value: VersionState.WITHDRAWN.value,
    VersionState.ACCEPTED.value: VersionState.SUPERSEDED.value,
}
"""States that only one version of an agreement may have, and what becomes of the other."""
WHY = "another desk's version holds; this one is kept as it was frozen"


def settled_number(connection: sqlite3.Connection, written: Mapping[str, Raw], row: Raw) -> int:
    """Return the number of a version: its own, or the next free one where another text has that number.

    Raises:
        BrmError: It has no number, or is of no agreement.
    """
    if not isinstance(row.get("number"), int) or not row.get("agreement_id"):
        raise BrmError(
            "Bundle not taken",
            f"A row of agreement_version ({row['id']}) has no number or no agreement. Nothing was changed.",
        )
    numbers = {
        int(number)
        for (number,) in connection.execute(
            "SELECT number FROM agreement_version WHERE agreement_id = ?", (row["agreement_id"],)
        )
    }
    numbers |= {
        int(other["number"]) for other in written.values() if other["agreement_id"] == row["agreement_id"]
    }
    number = int(row["number"])
    return number if number not in numbers else max(numbers) + 1


def rivals(connection: sqlite3.Connection, written: Mapping[str, Raw]) -> list[BundleConflict]:
    """Return, as conflicts to be chosen, the agreements that would have two versions in force, or two proposed."""
    from brm_tui.desk.bundle_plan import BundleConflict

    if not written:
        return []
    present = {row["id"]: row for row in all_rows(connection, "agreement_version")}
    holding: dict[tuple[str, str], list[Raw]] = {}
    for row in (present | dict(written)).values():
        if row.get("state") in _ONE_OF:
            holding.setdefault((row["agreement_id"], row["state"]), []).append(row)
    found = []
    for (_agreement, state), rows in holding.items():
        ours = next(
            (row for row in rows if row["id"] in present and present[row["id"]]["state"] == state), None
        )
        theirs = next((row for row in rows if ours is None or row["id"] != ours["id"]), None)
        if ours is None or theirs is None:
            continue
        newer = Choice.THEIRS if str(theirs.get("proposed_at")) > str(ours["proposed_at"]) else Choice.OURS
        found.append(
            BundleConflict(
                "agreement_version", theirs["id"], "version", f"v{theirs['number']}", f"which is {state}",
                f"v{ours['number']}", f"v{theirs['number']}", newer,
            )
        )  # fmt: skip
    return found


def settle(
    connection: sqlite3.Connection,
    rows: dict[str, dict[str, Raw]],
    conflict: BundleConflict,
    choice: Choice,
    day: str,
) -> None:
    """Let the chosen one of two versions hold: the other one gives its state up, and its open signatures.

    Args:
        connection: Where to read.
        rows: The rows to write; changed in place.
        conflict: One of `rivals`.
        choice: Ours or theirs.
        day: The last day of the other one, in its stored form.
    """
    state = conflict.field.removeprefix("which is ")
    written = rows.setdefault("agreement_version", {})
    theirs = written[conflict.row_id]
    if choice is Choice.THEIRS:
        found = next(
            row
            for row in all_rows(connection, "agreement_version")
            if row["agreement_id"] == theirs["agreement_id"]
            and written.get(row["id"], row)["state"] == state
            and row["id"] != theirs["id"]
        )
        loser = written.setdefault(found["id"], found)
    else:
        loser = theirs
    loser |= {"state": _ONE_OF[state], "ended": day, "end_reason": WHY}
    signatures = rows.setdefault("signature", {})
    for row in all_rows(connection, "signature"):
        if row["version_id"] == loser["id"]:
            signatures.setdefault(row["id"], row)
    for row in signatures.values():
        if row["version_id"] == loser["id"] and row["state"] == SignatureState.PENDING.value:
            row["state"] = SignatureState.VOIDED.value
