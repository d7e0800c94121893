"""Making the demo desk from its files: the rows in one step, then the life of its agreements, step by step."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from brm_tui.clock import Clock
from brm_tui.config import Settings
from brm_tui.desk import agreements, records, saving
from brm_tui.desk.desk import Desk
from brm_tui.desk.values import column_of, validated
from brm_tui.errors import BrmError
from brm_tui.interchange.demo_files import DemoPortfolio, DemoRow, DemoStep, demo_id, read_demo
from brm_tui.model.base import Entity, ids_from
from brm_tui.model.desk import DeskSetting
from brm_tui.model.kinds import describe, fields_of, table_of
from brm_tui.model.tables import TABLES
from brm_tui.paths import Home, assets
from brm_tui.rules.kinds import KINDS, Kind
from brm_tui.store import projections
from brm_tui.store.backup import copy_into
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import told
from brm_tui.store.opening import open_desk
from brm_tui.store.reading import busy_seconds, reading_connection
from brm_tui.store.step import Step

MARK = "demo portfolio"
"""The setting that says that a desk is the demo, of which day, and up to which step it was made."""


def prepare(
    home: Home, clock: Clock, *, anew: bool, tell: Callable[[str], None] = lambda _text: None
) -> bool:
    """Make the demo desk where there is none, where it is of another day and untouched, or where it is asked for.

    Args:
        home: Where it lies.
        clock: Its dates count from this clock's today.
        anew: Make it anew whatever was done in it.
        tell: Takes a sentence for the user before the seconds that it takes.

    Returns:
        Whether it was made.

    Raises:
        BrmError: There is a desk at the home that is not the demo; it is unchanged.
    """
    if home.database.exists() and not _outdated(home, clock) and not anew:
        return False
    home.make()
    tell(f"Making the demo portfolio in {home.root} …")
    making = Home(home.root / f".making-{os.getpid()}")
    shutil.rmtree(making.root, ignore_errors=True)
    try:
        with ids_from(demo_id("halden", "made", str(number)) for number in itertools.count()):
            _make(making, clock)
        _put_in_place(making, home)
    finally:
        shutil.rmtree(making.root, ignore_errors=True)
    return True


def _put_in_place(made: Home, home: Home) -> None:
    """Put the demo where it belongs; where one stands already, windows that are open on it must see the new one."""
    if not home.database.exists():
        made.database.replace(home.database)
        return
    with (
        told(home.database),
        contextlib.closing(sqlite3.connect(made.database)) as source,
        contextlib.closing(sqlite3.connect(home.database, timeout=busy_seconds())) as target,
    ):
        copy_into(source, target)


def _outdated(home: Home, clock: Clock) -> bool:
    """Return whether the demo at a home is of another day and nobody has worked in it."""
    open_desk(home, clock.today())
    with told(home.database), contextlib.closing(reading_connection(home.database)) as connection:
        mark = connection.execute("SELECT value FROM desk_setting WHERE name = ?", (MARK,)).fetchone()
        newest = connection.execute("SELECT COALESCE(MAX(number), 0) FROM history_step").fetchone()[0]
    if mark is None:
        raise BrmError(
            "Not the demo",
            f"{home.database} is a desk of its own, so no demo is made there. Name another folder with --home.",
        )
    day, _, step = mark[0].partition(" ")
    return bool(day != clock.today().isoformat() and int(step) == newest)


def _make(home: Home, clock: Clock) -> None:
    portfolio = read_demo(assets() / "demo", clock.today())
    open_desk(home, clock.today())
    first = min(step.at for step in portfolio.life) - timedelta(days=1)
    settings = Settings()
    start = Desk(home, Clock(clock.zone, first), settings)
    with start.step("Load the demo portfolio") as step:
        _write(start, step, portfolio)
        step.session.add(
            DeskSetting(
                created_at=step.now,
                updated_at=step.now,
                name=MARK,
                value=f"{clock.today().isoformat()} {1 + len(portfolio.life)}",
            )
        )
    engine = start.engine
    for event in portfolio.life:
        then = Desk(home, Clock(clock.zone, event.at), settings)
        then.share_engine(engine)
        try:
            _live(then, event)
        finally:
            then.close()
    with engine.begin() as connection:
        raw = driver_of(connection)
        projections.rebuild(raw, clock)
    start.close()
    # All of it must stand in the one file that is put in its place.
    with contextlib.closing(sqlite3.connect(home.database)) as last:
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(desk: Desk, step: Step, portfolio: DemoPortfolio) -> None:
    written: list[Entity] = []  # held, so that the session need not read again what later rows refer to
    for kind_name, rows in itertools.groupby(portfolio.rows, key=lambda row: row.kind):
        for row in rows:
            written.append(_write_row(desk, step, KINDS[kind_name], row))
            if kind_name == "customers":  # one may be a part of the one before
                step.flush()
        step.flush()


def _write_row(desk: Desk, step: Step, kind: Kind, row: DemoRow) -> Entity:
    described = {column_of(field): field for field in describe(kind)}
    defaults = {name: field.default for name, field in described.items() if not field.required}
    complete: dict[str, Any] = defaults | row.values
    links = {link.name: complete.pop(link.name, ()) for link in kind.links}
    given = dict(row.values)
    saving.prepare(desk, step, kind, complete, None)
    names = fields_of(kind).model_fields
    checked = validated(kind, {name: value for name, value in complete.items() if name in names})
    model: Any = table_of(kind)
    extra = {name: value for name, value in complete.items() if name not in names}
    extra |= {name: value for name, value in given.items() if name not in names and name not in links}
    made: Entity = model(
        id=row.id, created_at=step.now, updated_at=step.now, **(checked.model_dump() | extra)
    )
    step.session.add(made)
    for link in kind.links:
        member_model: Any = TABLES[link.table]
        pairs = links[link.name] if link.quality else [(member, "") for member in links[link.name]]
        for member, quality in pairs:
            columns = {link.owner: row.id, link.member: member} | (
                {link.quality: quality} if link.quality else {}
            )
            step.session.add(member_model(created_at=step.now, updated_at=step.now, **columns))
    return made


def _live(desk: Desk, event: DemoStep) -> None:
    """Carry out one step of an agreement's life."""
    details: dict[str, Any] = event.details
    match event.verb:
        case "propose":
            agreements.propose(desk, event.agreement_id, details["reason"])
        case "sign" | "decline":
            signing = agreements.Signing(
                role=details["role"],
                person=details["person_id"],
                day=details.get("date"),
                method=details.get("method", ""),
                evidence=details.get("evidence", ""),
                note=details.get("note", ""),
            )
            (agreements.sign if event.verb == "sign" else agreements.decline)(
                desk, event.agreement_id, signing
            )
        case "withdraw":
            agreements.withdraw(desk, event.agreement_id, details.get("reason", ""))
        case "terminate":
            agreements.terminate(desk, event.agreement_id, details["reason"])
        case _:
            records.change(desk, details["kind"], details["id"], details["values"])
