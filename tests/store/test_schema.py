"""One schema, three ways to it; and what the database itself refuses, whoever writes."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from brm_tui.model.constraints import whole_schema
from brm_tui.model.tables import TABLES
from brm_tui.paths import Home
from brm_tui.store.engine import writing_engine
from brm_tui.store.migrating import upgrade
from brm_tui.store.opening import KNOWN_VERSIONS, open_desk, stored_version
from brm_tui.store.reading import reading_connection
from brm_tui.store.schema import HEAD, SCHEMA_FILE, schema_text

DAY = date(2026, 11, 24)
AT = "2026-11-24 08:00:00.000000"


def _parts(sql: str) -> list[str]:
    """Return a statement's lines, its constraints in order of their names, for their order says nothing."""
    lines = [" ".join(line.split()).rstrip(",") for line in sql.splitlines()]
    return [line for line in lines if not line.startswith("CONSTRAINT")] + sorted(
        line for line in lines if line.startswith("CONSTRAINT")
    )


def _schema(path: Path) -> dict[tuple[str, str], list[str]]:
    with sqlite3.connect(path) as connection:
        return {
            (kind, name): _parts(sql)
            for kind, name, sql in connection.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
            )
        }


def test_the_file_the_models_and_the_migrations_make_one_schema(home: Home, tmp_path: Path) -> None:
    open_desk(home, DAY)
    by_file = _schema(home.database)
    migrated = tmp_path / "migrated.sqlite3"
    upgrade(migrated)
    assert _schema(migrated) == by_file
    assert stored_version(migrated) == stored_version(home.database) == HEAD == KNOWN_VERSIONS[-1]
    modelled = tmp_path / "modelled.sqlite3"
    with sqlite3.connect(modelled) as connection:
        connection.executescript(schema_text())
    assert _schema(modelled) == by_file
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()
    assert {name for kind, name in by_file if kind == "table"} == set(TABLES)


def test_a_new_desk_is_private_durable_and_holds_nothing_but_its_horizon(home: Home) -> None:
    open_desk(home, DAY)
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.database.stat().st_mode) == 0o600
    assert [path.name for path in home.root.iterdir()] == ["desk.sqlite3"]
    with reading_connection(home.database) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        rows = {
            table: connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0] for table in TABLES
        }
        assert {table: count for table, count in rows.items() if count} == {"desk_setting": 1}
        assert connection.execute("SELECT value FROM desk_setting").fetchone() == ("2028-12-31",)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM desk_setting")


def test_the_writing_connection_enforces_and_lasts(home: Home) -> None:
    open_desk(home, DAY)
    engine = writing_engine(home.database)
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "synchronous", "journal_mode", "busy_timeout")
        }
        driver: Any = connection.connection.driver_connection
        assert driver.in_transaction, "the write lock is taken with the first statement"
        with (
            sqlite3.connect(home.database, timeout=0) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
    engine.dispose()
    assert pragmas == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "busy_timeout": 5000}


@pytest.fixture
def connection(home: Home) -> Iterator[sqlite3.Connection]:
    """Open a new desk as somebody who knows no program would."""
    open_desk(home, DAY)
    opened = sqlite3.connect(home.database, isolation_level=None)
    opened.execute("PRAGMA foreign_keys=ON")
    yield opened
    opened.close()


def _insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert a row with the least that the table needs, apart from what is given."""
    columns = TABLES[table].__table__.c  # type: ignore[attr-defined]
    row: dict[str, object] = {}
    for column in columns:
        if column.name in values or column.nullable:
            continue
        words = getattr(column.type, "enums", None)
        if words:
            row[column.name] = words[0]
        elif column.name == "id":
            row["id"] = f"{table}-{len(values)}-{connection.total_changes}"
        elif isinstance(column.type, sa.DateTime) or column.name.endswith("_at"):
            row[column.name] = AT
        elif isinstance(column.type, sa.Date):
            row[column.name] = "2026-11-24"
        elif isinstance(column.type, sa.JSON):
            row[column.name] = "[]"
        elif isinstance(column.type, sa.Integer | sa.Float | sa.Boolean):
            row[column.name] = 1
        else:
            row[column.name] = "EUR"
    row |= values
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values())
    )


def _limited() -> Iterator[tuple[str, str, object]]:
    """Yield every column with a limit, and a value beyond it."""
    for table, model in TABLES.items():
        columns = model.__table__.c  # type: ignore[attr-defined]
        for column in columns:
            if getattr(column.type, "enums", None):
                yield table, column.name, "no such word"
                yield table, column.name, column.type.enums[0].upper() + " "
        for name, field in model.model_fields.items():
            if name not in columns:
                continue
            for rule in field.metadata:
                if (least := getattr(rule, "ge", None)) is not None:
                    yield table, name, least - 1
                if (most := getattr(rule, "le", None)) is not None:
                    yield table, name, most * 2 + 1
                if (longest := getattr(rule, "max_length", None)) is not None and longest <= 100_000:
                    yield table, name, "x" * (longest + 1)
                if getattr(rule, "min_length", None):
                    yield table, name, ""


def test_every_limit_and_every_word_is_refused_by_the_schema_itself(connection: sqlite3.Connection) -> None:
    tried = 0
    connection.execute("PRAGMA foreign_keys=OFF")
    for table, column, value in _limited():
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            _insert(connection, table, **{column: value})
        tried += 1
    assert tried > 300


def test_every_required_column_is_required(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    for table, model in TABLES.items():
        for column in model.__table__.c:  # type: ignore[attr-defined]
            if not column.nullable:
                with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
                    _insert(connection, table, **{column.name: None})


def _uniques() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, table in whole_schema().tables.items():
        for rule in [*table.constraints, *table.indexes]:
            unique = isinstance(rule, sa.UniqueConstraint) or (isinstance(rule, sa.Index) and rule.unique)
            partial = isinstance(rule, sa.Index) and "where" in rule.dialect_options["sqlite"] and (
                rule.dialect_options["sqlite"]["where"] is not None
            )  # fmt: skip
            if unique and not partial:
                assert isinstance(rule, sa.UniqueConstraint | sa.Index)
                yield name, tuple(column.name for column in rule.columns)


def test_every_unique_rule_refuses_a_second_row(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    seen = set()
    for table, columns in _uniques():
        column_types = TABLES[table].__table__.c  # type: ignore[attr-defined]
        values = {
            name: 7 if isinstance(column_types[name].type, sa.Integer) else "2026-12" for name in columns
        }
        needed = {"all_day": 0, "length": 60} if table == "event" else {}
        _insert(connection, table, **values, **needed)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            _insert(connection, table, **values, **needed)
        connection.execute(f'DELETE FROM "{table}"')
        seen.add((table, columns))
    assert {("customer", ("code",)), ("person", ("email_sort",)), ("history_step", ("number",))} <= seen


def test_at_most_one_version_in_force_one_proposed_and_one_live_signature_a_role(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    for state in ("accepted", "proposed"):
        _insert(connection, "agreement_version", agreement_id="a", number=1, state=state, id=state)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            _insert(connection, "agreement_version", agreement_id="a", number=9, state=state, id=f"{state}2")
        connection.execute("UPDATE agreement_version SET number = number + 10")
    for number in (1, 2):
        _insert(
            connection,
            "agreement_version",
            agreement_id="a",
            number=number,
            state="declined",
            id=f"d{number}",
        )
    _insert(connection, "signature", version_id="v", role="IT manager", state="signed", id="1")
    _insert(connection, "signature", version_id="v", role="IT manager", state="voided", id="2")
    _insert(connection, "signature", version_id="v", role="IT manager", state="voided", id="3")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        _insert(connection, "signature", version_id="v", role="IT manager", state="pending", id="4")


def test_spans_that_cannot_be_are_refused(connection: sqlite3.Connection) -> None:
    for values in (
        {"all_day": 1, "length": 60, "end_date": "2026-11-24"}, {"all_day": 1, "length": None, "end_date": None},
        {"all_day": 0, "length": None, "end_date": None}, {"all_day": 0, "length": 60, "end_date": "2026-11-24"},
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="ck_event_span"):
            _insert(connection, "event", **values)
    with pytest.raises(sqlite3.IntegrityError, match="ck_freeze_span"):
        _insert(connection, "freeze", start="2026-12-02", end="2026-12-01")
    for start, end in ((None, AT), ("2026-11-25 08:00:00.000000", AT)):
        with pytest.raises(sqlite3.IntegrityError, match="ck_change_window"):
            _insert(connection, "change", window_start=start, window_end=end)


def test_every_reference_is_checked_at_commit_and_not_before(connection: sqlite3.Connection) -> None:
    keys = 0
    whole_schema()
    for table, model in TABLES.items():
        for column in model.__table__.c:  # type: ignore[attr-defined]
            if "refers_to" not in column.info:
                continue
            keys += 1
            (key,) = column.foreign_keys
            assert (key.ondelete, key.onupdate, key.deferrable, key.initially) == (
                None,
                None,
                True,
                "DEFERRED",
            )
            connection.execute("BEGIN")
            needed = {"all_day": 0, "length": 60} if table == "event" else {}
            others = {
                other.name: None
                for other in model.__table__.c  # type: ignore[attr-defined]
                if "refers_to" in other.info and other.nullable and other is not column
            }
            _insert(connection, table, **{column.name: "nobody"}, **needed, **others)
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                connection.execute("COMMIT")
            connection.execute("ROLLBACK")
    assert keys > 60
    connection.execute("BEGIN")
    _insert(connection, "contact_role", customer_id="c", person_id="p")
    _insert(connection, "customer", id="c", code="FIN")
    _insert(connection, "person", id="p")
    connection.execute("COMMIT")


def test_every_reference_has_an_index(connection: sqlite3.Connection) -> None:
    for table, model in TABLES.items():
        indexed = {
            connection.execute(f'PRAGMA index_info("{index[1]}")').fetchone()[2]
            for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall()
        }
        for column in model.__table__.c:  # type: ignore[attr-defined]
            assert "refers_to" not in column.info or column.name in indexed, f"{table}.{column.name}"
