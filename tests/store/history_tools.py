"""What tests of the history share: the whole of the recorded rows, what is derived, and random deeds."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from random import Random
from typing import Any

from brm_tui.desk import actions, agreements, events, records
from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.model.tables import NOT_IN_HISTORY, TABLES
from brm_tui.rules.kinds import KINDS
from brm_tui.store.calendar_identities import outdated
from brm_tui.store.projections import rebuild

LOCAL = datetime.fromisoformat

Tables = dict[str, dict[str, dict[str, Any]]]
RECORDED = sorted(set(TABLES) - NOT_IN_HISTORY)
PROJECTIONS = (
    "occurrence", "customer_projection", "person_projection", "agreement_projection", "demand_projection",
)  # fmt: skip


def tables(desk: Desk, *, moving: bool = False) -> Tables:
    """Return every recorded row, without what only ever rises."""
    found: Tables = {}
    for table in RECORDED:
        cursor = desk.reader.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        for row in rows:
            if not moving:
                del row["revision"], row["updated_at"]
        found[table] = {row["id"]: row for row in rows}
    return found


def assert_derived(desk: Desk) -> None:
    """See that what the steps kept up to date is what would be computed anew."""
    with desk.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection

        def _figures() -> dict[str, set[tuple[Any, ...]]]:
            return {table: set(raw.execute(f"SELECT * FROM {table}")) for table in PROJECTIONS}

        kept = _figures()
        rebuild(raw, desk.clock)
        assert kept == _figures()
        assert outdated(raw, occurrences_apart) == set()
        connection.rollback()


CODES = ("AA", "BB", "CC")
PEOPLE = ("p0@x.example", "p1@x.example", "p2@x.example")


class Player:
    """Does random things to a desk; what is refused changes nothing."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self.desk, self.chance = desk, chance

    def one_of(self, kind: str) -> str | None:
        """Return the id of a record of a KIND, or None."""
        rows = self.desk.reader.execute(f'SELECT id FROM "{KINDS[kind].table}" ORDER BY id').fetchall()
        return str(self.chance.choice(rows)[0]) if rows else None

    def act(self) -> None:
        """Do one thing."""
        deeds = [
            self._add, self._add, self._add, self._add, self._set, self._set, self._delete, self._swap_codes,
            self._move, self._occurrence, self._agree,
        ]  # fmt: skip
        with contextlib.suppress(BrmError):
            self.chance.choice(deeds)()

    def _given(self, kind: str) -> dict[str, object]:
        choice = self.chance.choice
        day = choice([date(2026, 11, 20), date(2026, 12, 3), date(2027, 1, 11)])
        code, person = choice(CODES), choice(PEOPLE)
        text = choice(["Alpha", "Beta", "Ünïcode [/]"])
        several = self.chance.sample(CODES, self.chance.randint(0, 3))
        attending = self.chance.sample([*PEOPLE[1:], f"{PEOPLE[0]}:optional"], self.chance.randint(0, 3))
        every: dict[str, dict[str, object]] = {
            "customers": {"name": text, "code": code, "parent": choice([None, *CODES])},
            "people": {"name": text, "email": person, "side": choice(["IT", "business"])},
            "roles": {"customer": code, "person": person},
            "representations": {"customer": code, "person": person, "hours": 3},
            "agreements": {"customer": code, "title": text, "review_date": day},
            "objectives": {"agreement": code, "title": text, "due": day, "it_owner": person},
            "forums": {"agreement": code, "name": text, "first_date": day, "attendees": attending},
            "appendices": {"agreement": code, "title": text, "valid_until": day, "service": "Ledger"},
            "staff": {"agreement": code, "person": person, "role": "IT manager"},
            "actions": {
                "title": text, "customer": code, "due": day, "assignee": person,
                "objective": choice([None, self.one_of("objectives")]),
            },
            "events": {
                "title": text, "start": datetime.combine(day, datetime.min.time().replace(hour=10)),
                "customers": several, "attendees": attending, "internal": choice([True, False]),
                "recurrence": choice(["", "FREQ=WEEKLY;COUNT=4"]),
            },
            "services": {"name": choice(["Ledger", "Payroll"]), "owner": person},
            "projects": {"name": text, "customers": several, "manager": person},
            "milestones": {"project": self.one_of("projects"), "title": text, "forecast": day},
            "changes": {
                "title": text, "customers": several, "services": ["Ledger"],
                "window_start": datetime.combine(day, datetime.min.time()),
            },
            "touches": {"customer": code, "people": [person]},
            "demands": {
                "customer": code, "title": text, "value": choice([None, 1, 5]), "risk": choice([None, 2, 4]),
                "state": choice(["draft", "submitted", "completed"]), "objective": self.one_of("objectives"),
            },
        }  # fmt: skip
        return every[kind]

    def _add(self) -> None:
        kind = self.chance.choice(KIND_NAMES)
        records.add(self.desk, kind, self._given(kind))

    def _set(self) -> None:
        self.change(self.chance.choice(KIND_NAMES))

    def change(self, kind: str) -> None:
        """Change some fields of a record of a KIND."""
        row_id = self.one_of(kind)
        if row_id:
            given = self._given(kind)
            names = self.chance.sample(sorted(given), min(len(given), self.chance.randint(1, 3)))
            records.change(self.desk, kind, row_id, {name: given[name] for name in names})

    def _delete(self) -> None:
        kind = self.chance.choice(KIND_NAMES)
        row_id = self.one_of(kind)
        if row_id:
            records.delete(self.desk, kind, row_id)

    def _swap_codes(self) -> None:
        """Exchange unique values within one step, by way of a third."""
        first, second = self.one_of("customers"), self.one_of("customers")
        if first and second and first != second:
            kind = KINDS["customers"]
            codes = dict(self.desk.reader.execute("SELECT id, code FROM customer").fetchall())
            with self.desk.step("Swap codes") as step:
                for row_id, code in ((first, "ZZ"), (second, codes[first]), (first, codes[second])):
                    records.update(self.desk, step, kind, row_id, {"code": code})

    def _move(self) -> None:
        card, other = self.one_of("actions"), self.one_of("actions")
        if card:
            status = self.chance.choice(["backlog", "in progress", "done"])
            actions.move_action(self.desk, card, status, before_id=other)

    def _occurrence(self) -> None:
        found = self.desk.reader.execute(
            "SELECT event_id, original_start FROM occurrence ORDER BY 1, 2"
        ).fetchall()
        if found:
            event_id, original = self.chance.choice(found)
            changes: dict[str, object] = self.chance.choice(
                [{"cancelled": True}, {"start": LOCAL("2026-12-09T15:00")}]
            )
            events.change_occurrence(self.desk, event_id, datetime.fromisoformat(original), changes)

    def _agree(self) -> None:
        name = self.chance.choice(CODES)
        verb = self.chance.choice([agreements.propose, agreements.withdraw])
        verb(self.desk, name, "Because")


KIND_NAMES = (
    "customers", "people", "roles", "representations", "agreements", "objectives", "forums", "appendices", "staff",
    "actions", "events", "services", "projects", "milestones", "changes", "touches", "demands",
)  # fmt: skip
