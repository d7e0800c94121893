"""The whole check: the file, the figures that are kept, and the frozen versions."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from brm_tui.desk.agreements import verify
from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.desk.desk import Desk
from brm_tui.store import calendar_identities
from brm_tui.store.backup import verify as verify_file
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import told
from brm_tui.store.projections import rebuild

_PROJECTIONS = (
    "occurrence", "customer_projection", "person_projection", "agreement_projection", "demand_projection",
)  # fmt: skip


def check(desk: Desk) -> list[str]:
    """Return what is wrong, and mend the figures that can be computed anew; empty when the desk is sound.

    Figures that have merely aged (a meeting has passed since) are mended without a word.
    """
    findings = verify_file(desk.home.database)
    if findings:
        return findings
    findings += _figures(desk)
    agreements = desk.read(
        lambda connection: connection.execute("SELECT id, title FROM agreement ORDER BY id").fetchall()
    )
    for agreement_id, title in agreements:
        findings += [f"‘{title}’ {finding}" for finding in verify(desk, agreement_id)]
    return findings


def _figures(desk: Desk) -> list[str]:
    """Rebuild every projection and compare it with what was kept, apart from what time alone has changed."""
    desk.check_writable()
    with told(desk.home.database), desk.writing(), desk.engine.begin() as connection:
        raw = driver_of(connection)
        before = {table: _comparable(raw, table) for table in _PROJECTIONS}
        judged = _judged_on(raw, desk.today)
        rebuild(raw, desk.clock)
        after = {table: _comparable(raw, table) for table in _PROJECTIONS}
        if not judged <= _judged_on(raw, desk.today):
            before["customer_projection"] = set()
        aged = calendar_identities.outdated(raw, occurrences_apart)
        calendar_identities.refresh(
            raw, aged, desk.clock.now(), desk.settings.calendar_domain, occurrences_apart
        )
    findings = [
        f"{table}: kept figures differed from the records and were computed anew"
        for table in _PROJECTIONS
        if before[table] != after[table]
    ]
    if aged:
        findings.append(
            f"calendar_identity: {len(aged)} entries differed from the records and were brought up to date"
        )
    return findings


def _judged_on(raw: sqlite3.Connection, day: date) -> set[tuple[Any, ...]]:
    """Return the health of the customers for whom it was judged on a day: the same records give the same."""
    query = "SELECT customer_id, health, health_trend FROM customer_projection WHERE health_for = ?"
    return set(raw.execute(query, (day.isoformat(),)))


def _comparable(raw: sqlite3.Connection, table: str) -> set[tuple[Any, ...]]:
    """Return the figures of a projection that do not age."""
    columns = {
        "occurrence": "*",
        "customer_projection": "customer_id, open_actions",
        "person_projection": "person_id",
        "agreement_projection": "agreement_id, changes_since",
        "demand_projection": "*",
    }[table]
    return set(raw.execute(f"SELECT {columns} FROM {table}"))
