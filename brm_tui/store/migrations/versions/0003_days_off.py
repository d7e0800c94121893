"""Events and forums say what becomes of them on holidays and in blackouts."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

_ADDED = {"on_blackout": "'keep'", "on_holiday": "'keep'", "holidays": "''"}


def upgrade() -> None:
    """Make both tables anew with three columns more, and carry every row over."""
    for table in ("event", "forum"):
        op.execute(f"CREATE TEMPORARY TABLE kept_{table} AS SELECT * FROM {table}")
        op.execute(f"DROP TABLE {table}")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for table in ("event", "forum"):
        columns = op.get_bind().exec_driver_sql(f"SELECT * FROM kept_{table} LIMIT 0").keys()
        names = ", ".join(f'"{name}"' for name in columns)
        op.execute(
            f"INSERT INTO {table} ({names}, {', '.join(_ADDED)})"
            f" SELECT {names}, {', '.join(_ADDED.values())} FROM kept_{table}"
        )
        op.execute(f"DROP TABLE kept_{table}")
