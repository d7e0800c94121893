"""Taking a bundle into a desk: merged by id, all of it or nothing, one step of the history."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.desk.bundle_collisions import refuse_collisions
from brm_tui.desk.bundle_plan import BundleConflict, BundleLine, BundlePlan, plan_bundle
from brm_tui.desk.desk import Desk
from brm_tui.desk.progress import Progress
from brm_tui.errors import BrmError
from brm_tui.interchange.bundle import BundleFile, read_bundle
from brm_tui.rules.bundle import BundleVerb, Choice
from brm_tui.store.failures import told
from brm_tui.store.queries.bundle import IDENTITIES, schema_version

if TYPE_CHECKING:
    from brm_tui.store.step import Step

Choices = Mapping[tuple[str, str, str], Choice]
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What an import did, or would do.

    Attributes:
        path: The bundle.
        holds: ``everything``, or the code of a customer.
        made: When it was written.
        counts: How many records there are of each verb.
        lines: What becomes of each record.
        conflicts: What both sides changed, whatever was chosen; both values are told.
        kept: Whose value stands for each conflict; empty after a dry run.
        label: What the history calls the step; empty where nothing was to be done.
        dry_run: Whether nothing was written.
    """

    path: str
    holds: str
    made: str
    counts: dict[str, int]
    lines: tuple[BundleLine, ...]
    conflicts: tuple[BundleConflict, ...]
    kept: tuple[str, ...]
    label: str
    dry_run: bool


class BundleConflictError(BrmError):
    """Somebody must choose before the bundle can be taken.

    Attributes:
        conflicts: Between what.
    """

    def __init__(self, path: Path, conflicts: list[BundleConflict]) -> None:
        shown = "; ".join(
            f"{one.kind} {one.name}, {one.field}: here {told_value(one.ours)}, there {told_value(one.theirs)}"
            for one in conflicts[:_SHOWN]
        )
        more = f"; and {len(conflicts) - _SHOWN} more" if len(conflicts) > _SHOWN else ""
        super().__init__(
            "Both sides changed it",
            f"{path} and this desk disagree: {shown}{more}. Nothing was changed. Choose with"
            " --conflicts ours, theirs or newer; --dry-run lists all of them.",
        )
        self.conflicts = conflicts


def told_value(value: object) -> str:
    """Return a stored value as a message tells it."""
    text = " ".join(str(value).split()) if value not in (None, "") else ""
    return f"“{text[:59] + '…' if len(text) > 60 else text}”" if text else "nothing"


def bundle_dry_run(desk: Desk, path: Path, progress: Progress | None = None) -> BundleReport:
    """Return what an import would do; nothing is written.

    Raises:
        BrmError: It is no bundle that this desk can take.
    """
    file = _file(desk, path)
    connection = desk.reader
    with told(desk.home.database):
        connection.execute("BEGIN")
        try:
            plan = plan_bundle(connection, file, progress)
            if not plan.conflicts:
                refuse_collisions(connection, plan.rows)
        finally:
            connection.execute("ROLLBACK")
    return _report(file, plan, (), "", dry_run=True)


def import_bundle(
    desk: Desk,
    path: Path,
    *,
    usual: Choice | None = None,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> BundleReport:
    """Take a bundle in as one step.

    Args:
        desk: The desk.
        path: The bundle.
        usual: Whose value stands where both sides changed the same field; None: such a bundle is refused.
        choices: The same for single fields, by `BundleConflict.key`.
        progress: Is told how many hundredths are done; it may raise to give up.

    Raises:
        BundleConflictError: Both sides changed something and nobody chose; nothing was changed.
        BrmError: It is no bundle that this desk can take; nothing was changed.
    """
    file = _file(desk, path)
    with desk.step("Import a bundle") as step:
        plan = plan_bundle(step.raw, file, progress)
        chosen = {one.key: _side(one, (choices or {}).get(one.key, usual)) for one in plan.conflicts}
        open_ones = [one for one in plan.conflicts if chosen[one.key] is None]
        if open_ones:
            raise BundleConflictError(file.path, open_ones)
        _choose(step.raw, plan, chosen, desk.today)
        refuse_collisions(step.raw, plan.rows)
        records = sum(line.verb in (BundleVerb.NEW, BundleVerb.CHANGED) for line in plan.lines)
        what = "everything" if file.holds == "everything" else file.holds
        step.label = f"Import the bundle of {what}: {records} records"
        _carry_out(desk, step, plan, progress)
    kept = tuple(str(chosen[one.key]) for one in plan.conflicts)
    return _report(file, plan, kept, step.label if step.number is not None else "", dry_run=False)


def _side(conflict: BundleConflict, choice: Choice | None) -> Choice | None:
    return conflict.newer if choice is Choice.NEWER else choice


def _file(desk: Desk, path: Path) -> BundleFile:
    file = read_bundle(path.expanduser().absolute())
    ours = desk.read(schema_version)
    if file.schema > ours:
        raise BrmError(
            "Bundle not read",
            f"{path} was written by a newer brm-tui (schema {file.schema}, this desk has {ours})."
            " Nothing was changed. Bring this program up to date first.",
        )
    return file


def _choose(
    raw: sqlite3.Connection,
    plan: BundlePlan,
    chosen: Mapping[tuple[str, str, str], Choice | None],
    today: date,
) -> None:
    """Put the chosen values into the rows to be written."""
    from brm_tui.desk.bundle_versions import settle

    for one in plan.conflicts:
        choice = chosen[one.key]
        if one.field.startswith("which is "):
            settle(raw, plan.rows, one, choice or Choice.OURS, today.isoformat())
        elif choice is Choice.THEIRS:
            plan.rows[one.table][one.row_id][one.field] = one.theirs


def _carry_out(desk: Desk, step: Step, plan: BundlePlan, progress: Progress | None) -> None:
    """Write the rows, each checked as if it had been entered."""
    from brm_tui.desk.bundle_rows import checked_row
    from brm_tui.store.raw_rows import put_rows

    many, done = max(1, sum(map(len, plan.rows.values()))), 0
    for table, rows in plan.rows.items():
        for row_id, row in rows.items():
            try:
                rows[row_id] = checked_row(table, row)
            except BrmError as error:
                raise BrmError(
                    "Bundle not taken",
                    f"A row of {table} ({row['id']}): {error.message} Nothing was changed.",
                ) from error
            done += 1
            if progress is not None and done % 200 == 0:
                progress(60 + 35 * done // many)
    put_rows(step, {table: list(rows.values()) for table, rows in plan.rows.items()})
    _take_identities(desk, step, plan, [checked_row(IDENTITIES, row) for row in plan.identities])


def _take_identities(desk: Desk, step: Step, plan: BundlePlan, rows: list[dict[str, Any]]) -> None:
    """Take over identities; those of rows that stay as they are here, without such an entry, go again."""
    from brm_tui.desk.calendar_apart import occurrences_apart
    from brm_tui.store.calendar_identities import refresh

    added = [(str(row["source"]), str(row["source_id"])) for row in rows if _take_identity(step.raw, row)]
    staying = [(source, row_id) for source, row_id in added if row_id not in plan.rows.get(source, ())]
    refresh(step.raw, staying, step.now, desk.settings.calendar_domain, occurrences_apart)


def _take_identity(raw: sqlite3.Connection, row: Mapping[str, Any]) -> bool:
    """Let an entry keep its UID in files, and a sequence that never falls; its content is found anew.

    Returns:
        Whether the identity was not here.
    """
    where = (row["source"], row["source_id"], row["occurrence"])
    found = raw.execute(
        "SELECT id, sequence FROM calendar_identity WHERE source = ? AND source_id = ? AND occurrence = ?",
        where,
    ).fetchone()
    if found is not None:
        if row["sequence"] > found[1]:
            raw.execute("UPDATE calendar_identity SET sequence = ? WHERE id = ?", (row["sequence"], found[0]))
            raw.execute("DELETE FROM calendar_text WHERE identity_id = ?", (found[0],))
        return False
    taken = raw.execute(
        "SELECT 1 FROM calendar_identity WHERE uid = ? OR id = ?", (row["uid"], row["id"])
    ).fetchone()
    if taken is not None:
        return False
    values = {**row, "exported_at": None, "last_rendered": "", "cancelled_at": None}
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    raw.execute(f"INSERT INTO calendar_identity ({names}) VALUES ({marks})", tuple(values.values()))
    return True


def _report(
    file: BundleFile, plan: BundlePlan, kept: tuple[str, ...], label: str, *, dry_run: bool
) -> BundleReport:
    counted = Counter(line.verb for line in plan.lines)
    counts = {verb.value: counted[verb.value] for verb in BundleVerb if counted[verb.value]}
    return BundleReport(
        str(file.path),
        file.holds,
        file.made,
        counts,
        tuple(plan.lines),
        tuple(plan.conflicts),
        kept,
        label,
        dry_run,
    )
