"""Bringing older files up to date: a copy first, all or nothing, and no row lost on the way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from brm_tui.store import migrating, opening
from brm_tui.store.backup import verify
from brm_tui.store.migrating import MIGRATIONS, upgrade
from brm_tui.store.opening import KNOWN_VERSIONS, open_desk, stored_version
from brm_tui.store.queries.rows import list_rows
from brm_tui.store.schema import HEAD

DAY = date(2026, 11, 24)
Later = Callable[[str], None]

HEAD_OF_FILE = (
    'from alembic import op\nimport sqlalchemy as sa\n\nrevision = "9001"\ndown_revision = "{head}"\n\n'
)
# Altering a parent in batch mode copies it into a new table: with foreign keys on, its children would be gone.
GOOD = """
def upgrade():
    on = op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar_one()
    views = op.get_bind().exec_driver_sql("SELECT COUNT(*) FROM sqlite_master WHERE type = 'view'").scalar_one()
    assert (on, views) == (0, 0)
    with op.batch_alter_table("customer") as batch:
        batch.add_column(sa.Column("motto", sa.String(200), nullable=False, server_default="none yet"))
"""
RAISES = GOOD + "    raise KeyError('motto')\n"
BREAKS = GOOD + "    op.execute('SELECT no_such_column FROM customer')\n"
ORPHANS = GOOD + '    op.execute("DELETE FROM person")\n'


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Return what makes this program one that knows another migration."""

    def _know(text: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9001_later.py").write_text(HEAD_OF_FILE.format(head=HEAD) + text)
        monkeypatch.setattr(migrating, "MIGRATIONS", folder)
        monkeypatch.setattr(opening, "HEAD", "9001")
        monkeypatch.setattr(opening, "KNOWN_VERSIONS", (*KNOWN_VERSIONS, "9001"))

    return _know


@pytest.fixture
def old(home: Home, clock: Clock) -> Home:
    """Return a home whose desk is of this version, with rows that hang on each other and a view."""
    with Desk.open(home, clock).step("Make") as step:
        assert step.number is None
    desk = Desk.open(home, clock)
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    person = records.add(desk, "people", {"name": "Ana", "email": "ana@x.example"})
    records.add(desk, "roles", {"customer": customer, "person": person})
    desk.close()
    with sqlite3.connect(home.database) as connection:
        connection.execute("CREATE VIEW names AS SELECT name FROM customer")
    return home


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
def test_a_file_of_each_version_opens(version: str, home: Home, clock: Clock) -> None:
    home.make()
    upgrade(home.database, version)
    with sqlite3.connect(home.database) as connection:
        connection.execute(
            "INSERT INTO desk_setting (id, created_at, updated_at, revision, name, value) VALUES"
            " ('00000000-0000-7000-8000-000000000001', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', 1,"
            " 'calendar horizon', '2028-12-31')"
        )
    desk = Desk.open(home, clock)
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    desk.undo()
    desk.close()
    assert stored_version(home.database) == HEAD
    assert verify(home.database) == []


def test_a_file_of_this_version_is_opened_without_alembic_and_without_a_copy(old: Home) -> None:
    before = old.database.read_bytes()
    open_desk(old, DAY)
    assert old.database.read_bytes() == before
    assert not old.backups.exists()


def test_an_older_file_is_copied_and_brought_up_to_date(old: Home, later: Later) -> None:
    later(GOOD)
    open_desk(old, DAY)
    assert stored_version(old.database) == "9001"
    assert verify(old.database) == []
    with sqlite3.connect(old.database) as connection:
        assert connection.execute("SELECT name, motto FROM customer").fetchall() == [("Finance", "none yet")]
        assert connection.execute("SELECT COUNT(*) FROM contact_role").fetchone() == (1,)
        assert connection.execute("SELECT name FROM names").fetchall() == [("Finance",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    (copy,) = old.backups.iterdir()
    assert copy.name.endswith(f"-schema-{HEAD}.sqlite3")
    assert stored_version(copy) == HEAD
    open_desk(old, DAY)
    assert len(list(old.backups.iterdir())) == 1


@pytest.mark.parametrize("text", [RAISES, BREAKS, ORPHANS], ids=["raises", "breaks", "orphans"])
def test_a_migration_that_fails_leaves_the_file_as_it_was_and_names_the_copy(
    old: Home, later: Later, text: str
) -> None:
    later(text)
    before = "\n".join(sqlite3.connect(old.database).iterdump())
    with pytest.raises(BrmError) as caught:
        open_desk(old, DAY)
    (copy,) = old.backups.iterdir()
    assert str(copy) in caught.value.message
    assert "The file is as it was" in caught.value.message
    assert stored_version(old.database) == stored_version(copy) == HEAD
    assert "\n".join(sqlite3.connect(old.database).iterdump()) == before
    assert "\n".join(sqlite3.connect(copy).iterdump()) == before
    assert verify(old.database) == []


def test_a_damaged_file_is_not_migrated(old: Home, later: Later) -> None:
    later(GOOD)
    content = bytearray(old.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096 * 8] = b"\xff" * 4096 * 8
    old.database.write_bytes(content)
    with pytest.raises(BrmError, match="damaged"):
        open_desk(old, DAY)
    assert old.database.read_bytes() == bytes(content)
    assert list(old.backups.glob("*")) == []


def test_a_desk_of_the_first_schema_keeps_its_rows_and_its_history(home: Home, clock: Clock) -> None:
    home.make()
    upgrade(home.database, "0001")
    with sqlite3.connect(home.database) as connection:
        connection.executescript(Path(__file__).with_name("desk_0001.sql").read_text(encoding="utf-8"))
    desk = Desk.open(home, clock)
    (forum,) = list_rows(desk.reader, KINDS["forums"])
    assert (forum.name, forum.attendees) == ("Service review", ("ana@x.example",))
    assert (forum.on_blackout, forum.on_holiday, forum.holidays) == ("keep", "keep", "")
    # The event was deleted before there were days off; its row comes back without them, and takes the usual.
    desk.undo()
    (deleted,) = (event for event in list_rows(desk.reader, KINDS["events"]) if event.title == "Close")
    assert (deleted.customers, deleted.on_holiday) == (("FIN",), "keep")
    records.change(desk, "events", deleted.id, {"on_holiday": "skip"})
    desk.close()
    assert verify(home.database) == []


def test_changes_of_an_older_file_are_found_by_the_casefolded_form_of_their_titles(
    home: Home, clock: Clock
) -> None:
    home.make()
    upgrade(home.database, "0007")
    with sqlite3.connect(home.database) as connection:
        connection.execute(
            "INSERT INTO desk_setting (id, created_at, updated_at, revision, name, value) VALUES"
            " ('00000000-0000-7000-8000-000000000001', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', 1,"
            " 'calendar horizon', '2028-12-31')"
        )
        connection.execute(
            "INSERT INTO change (id, created_at, updated_at, revision, title, detail, type, zone, state, backout,"
            " internal) VALUES ('00000000-0000-7000-8000-000000000002', '2026-01-01 00:00:00.000000',"
            " '2026-01-01 00:00:00.000000', 1, 'ÜBERWACHUNG', '', 'normal', '', 'requested', '', 0)"
        )
    desk = Desk.open(home, clock)
    assert desk.reader.execute("SELECT title, title_sort FROM change").fetchall() == [
        ("ÜBERWACHUNG", "überwachung")
    ]
    desk.close()
