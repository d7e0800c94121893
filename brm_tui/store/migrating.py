"""Schema migrations with Alembic; imported only when a file is older than the program."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event

from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.failures import explain
from brm_tui.store.reading import busy_seconds

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(home: Home, version: str) -> Path:
    """Bring the desk's file to this program's schema, after a verified backup.

    Returns:
        Where the backup is.

    Raises:
        BrmError: The file is damaged or the migration failed; the file is as it was.
    """
    from brm_tui.store.backup import back_up, backup_name

    kept = back_up(home, home.backups / backup_name(datetime.now(UTC), f"schema-{version}"))
    try:
        upgrade(home.database)
    except Exception as error:
        # Whatever a migration trips over, its transaction was rolled back.
        raise BrmError(
            "The desk could not be brought up to date",
            f"{explain(error, home.database).message} The file is as it was, and a copy of it is {kept}.",
        ) from error
    return kept


def upgrade(path: Path, target: str = "head") -> None:
    """Run every migration up to ``target`` in one transaction, foreign keys checked before it is kept."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": busy_seconds()},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Altering a parent table in batch mode with foreign keys on would empty its children.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            views = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"
            ).all()
            for name, _sql in views:
                connection.exec_driver_sql(f'DROP VIEW "{name}"')
            _run(connection, target)
            for _name, sql in views:
                connection.exec_driver_sql(sql)
            missing = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if missing:
                raise sqlite3.IntegrityError(f"foreign key of {missing[0][0]} after migrating")
    finally:
        engine.dispose()


def _run(connection: Connection, target: str) -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    script = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(
        connection, opts={"render_as_batch": True, "transactional_ddl": False}
    )
    here = context.get_current_revision()
    steps = list(script.iterate_revisions(target, here or "base"))
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
            if here is None:
                context._ensure_version_table()
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (step.revision,))
            else:
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (step.revision,))
            here = step.revision
