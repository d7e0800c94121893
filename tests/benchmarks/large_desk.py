"""The large desk that the budgets are measured on: seeded, built once, kept out of git."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from brm_tui.clock import Clock
from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.paths import Home
from brm_tui.store import calendar_identities
from brm_tui.store.opening import open_desk
from brm_tui.store.projections import rebuild
from brm_tui.store.queries.calendar_items import all_sources
from brm_tui.store.queries.convert import bind_instant, bind_local
from brm_tui.text import sort_form
from tests.benchmarks.large_figures import FIGURES
from tests.benchmarks.large_voices import VOICES
from tests.benchmarks.large_words import (
    ACTIONS,
    CUSTOMERS,
    DOINGS,
    EVENTS,
    FIRST,
    IT_PEOPLE,
    LAST,
    PEOPLE,
    SEED,
    THINGS,
    TOUCHES,
    Maker,
    Row,
    row_id,
)

_OPEN = ("backlog", "planned", "in progress", "blocked", "done")


def build(home: Home, today: date, events: int = EVENTS) -> None:
    """Make the large desk, with so many events, at a home that has none yet."""
    open_desk(home, today)
    chance = random.Random(SEED)
    connection = sqlite3.connect(home.database, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    now = bind_instant(datetime(today.year, today.month, today.day, 8, tzinfo=UTC))
    for table, rows in _tables(chance, today, events):
        _insert(connection, table, rows, now)
    rebuild(connection, Clock("Europe/Berlin", datetime(today.year, today.month, today.day, 8, tzinfo=UTC)))
    calendar_identities.refresh(
        connection,
        all_sources(connection),
        datetime(today.year, today.month, today.day, 8, tzinfo=UTC),
        "large.example",
        occurrences_apart,
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def large_home(folder: Path, today: date, events: int = EVENTS) -> Home:
    """Return the home of the large desk, with so many events, built on first use."""
    more = "" if events == EVENTS else f"-{events}-events"
    home = Home(folder / f"large-{today.isoformat()}-{SEED}{more}")
    if not home.database.exists():
        # Under another name until it is whole: a run that is stopped leaves no half a desk to be measured.
        making = Home(home.root.with_name(f"{home.root.name}-making"))
        shutil.rmtree(making.root, ignore_errors=True)
        build(making, today, events)
        shutil.rmtree(home.root, ignore_errors=True)
        making.root.rename(home.root)
    return home


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row], now: str) -> None:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    first = next(rows, None)
    if first is None:
        return
    extra = {
        name: value
        for name, value in (("created_at", now), ("updated_at", now), ("revision", 1))
        if name in columns
    }
    names = [*first, *extra]
    query = f'INSERT INTO "{table}" ({", ".join(map(_quoted, names))}) VALUES ({", ".join("?" * len(names))})'
    tail = tuple(extra.values())
    connection.execute(query, (*first.values(), *tail))
    connection.executemany(query, ((*row.values(), *tail) for row in rows))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _tables(chance: random.Random, today: date, events: int) -> list[tuple[str, Iterator[Row]]]:
    makers: tuple[tuple[str, Maker], ...] = (
        ("customer", _customers),
        ("person", _people),
        ("contact_role", _roles),
        ("representation", _representations),
        ("agreement", _agreements),
        ("forum", _forums),
        ("objective", _objectives),
        ("action", _actions),
        ("event", partial(_events, events)),
        ("event_customer", partial(_event_customers, events)),
        ("event_attendee", partial(_event_attendees, events)),
        ("touch", _touches),
        *FIGURES,
        *VOICES,
    )
    return [(table, make(chance, today)) for table, make in makers]


def _customers(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS):
        name = f"{chance.choice(LAST)} {chance.choice(THINGS).capitalize()} {number:04}"
        yield {
            "id": row_id("customer", number), "name": name, "name_sort": sort_form(name), "code": f"C{number:04}",
            "kind": "business unit", "parent_id": row_id("customer", number // 8) if number >= 250 else None,
            "tier": 1 + number % 3, "status": "active", "outcomes": "", "strategies": "Grow\nSimplify",
            "target_days": 14, "maximum_days": 30, "most_contacts": 6, "zone": "", "work_start": "08:00",
            "work_end": "17:00", "tags": "[]", "notes": "",
        }  # fmt: skip


def _people(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(PEOPLE):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
        yield {
            "id": row_id("person", number), "name": name, "name_sort": sort_form(name),
            "side": "IT" if number < IT_PEOPLE else "business", "title": "", "organisation": "",
            "email": f"p{number}@large.example", "email_sort": f"p{number}@large.example", "phone": "", "zone": "",
            "training": "", "tags": "[]", "notes": "", "capacity_hours": 20.0 if number < IT_PEOPLE else None,
        }  # fmt: skip


def _roles(_chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(IT_PEOPLE, PEOPLE):
        yield {
            "id": row_id("role", number), "person_id": row_id("person", number),
            "customer_id": row_id("customer", number % CUSTOMERS), "role": "point of contact", "primary": 0,
        }  # fmt: skip


def _representations(_chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS - 20):
        yield {
            "id": row_id("representation", number), "person_id": row_id("person", number % 250),
            "customer_id": row_id("customer", number), "role": "relationship manager", "hours": 2.0,
        }  # fmt: skip


def _agreements(_chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS):
        yield {
            "id": row_id("agreement", number), "customer_id": row_id("customer", number),
            "title": f"Partnership agreement {number}", "philosophy": "We plan together.",
            "term_start": today.replace(month=1, day=1).isoformat(),
            "term_end": (today + timedelta(days=number % 700)).isoformat(),
        }  # fmt: skip


def _forums(_chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS):
        yield {
            "id": row_id("forum", number), "agreement_id": row_id("agreement", number), "name": "Monthly service review",
            "level": "operational", "purpose": "Look at the month.", "frequency": "monthly",
            "first_date": today.replace(month=1, day=1).isoformat(), "day_rule": "1st tuesday", "start_time": "10:00",
            "zone": "Europe/Berlin", "length": 60, "agenda": "Figures", "place": "Teams", "position": 1.0,
        }  # fmt: skip


def _objectives(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS * 2):
        yield {
            "id": row_id("objective", number), "agreement_id": row_id("agreement", number // 2), "kind": "objective",
            "title": f"Better {chance.choice(THINGS)} {number}", "why": "", "strategy": "Grow", "it_strategy": "",
            "measure": "days", "status": "in progress", "currency": "EUR", "internal": 0, "position": 1.0,
            "due": (today + timedelta(days=number % 400)).isoformat(),
        }  # fmt: skip


def _actions(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(ACTIONS):
        title = f"{chance.choice(DOINGS)} the {chance.choice(THINGS)} {chance.choice(THINGS)} {number}"
        status = _OPEN[number // 10 % 5] if number % 10 == 0 else "done"
        yield {
            "id": row_id("action", number), "title": title, "title_sort": sort_form(title), "detail": "",
            "customer_id": row_id("customer", number % CUSTOMERS), "objective_id": row_id("objective", number % CUSTOMERS * 2) if number % 3 == 0 else None,
            "assignee_id": row_id("person", number % PEOPLE), "promised_by": "IT" if number % 2 else "business",
            "due": (today + timedelta(days=chance.randint(-60, 200))).isoformat(), "priority": "normal",
            "status": status, "status_reason": "", "carried_over": number % 3, "internal": 0,
            "position": float(number), "done": today.isoformat() if status == "done" else None,
        }  # fmt: skip


def _events(events: int, chance: random.Random, today: date) -> Iterator[Row]:
    monthly = datetime.combine(date(today.year, 1, 6), time(10))
    for number in range(events):
        recurring = number < CUSTOMERS
        start = monthly if recurring else monthly + timedelta(days=chance.randint(0, 1000), hours=number % 8)
        title = (
            "Monthly service review" if recurring else f"{chance.choice(THINGS).capitalize()} talk {number}"
        )
        yield {
            "id": row_id("event", number), "layer": "meeting" if number % 10 else "customer", "title": title,
            "title_sort": sort_form(title), "start": bind_local(start), "zone": "Europe/Berlin", "length": 60,
            "all_day": 0, "recurrence": "FREQ=MONTHLY;BYDAY=1TU" if recurring else "", "place": "Teams",
            "agenda": "Figures, then the plan.", "status": "confirmed", "impact": "none", "internal": 0,
            "foreign_uid": "", "forum_id": row_id("forum", number) if recurring else None,
        }  # fmt: skip


def _event_customers(events: int, _chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(events):
        yield {
            "id": row_id("event_customer", number), "event_id": row_id("event", number),
            "customer_id": row_id("customer", number % CUSTOMERS),
        }  # fmt: skip


def _event_attendees(events: int, _chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(events * 2):
        person = number % IT_PEOPLE if number % 2 else IT_PEOPLE + number % 9_000
        yield {
            "id": row_id("event_attendee", number), "event_id": row_id("event", number // 2),
            "person_id": row_id("person", person), "attendance": "required",
        }  # fmt: skip


def _touches(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(TOUCHES):
        at = datetime(today.year, today.month, today.day, 9, tzinfo=UTC) - timedelta(
            hours=chance.randint(1, 12_000)
        )
        yield {
            "id": row_id("touch", number), "customer_id": row_id("customer", number % CUSTOMERS), "at": bind_instant(at),
            "channel": "call", "direction": "to customer", "by_id": row_id("person", number % IT_PEOPLE),
            "summary": f"Talked about the {chance.choice(THINGS)} and the {chance.choice(THINGS)}; next step agreed.",
            "topics": json.dumps(["outcome"]), "internal": 0,
        }  # fmt: skip
