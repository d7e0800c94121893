"""Feedback says why it was opened again, and its lists are read by indexes."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table anew with one column more, and carry every row over."""
    op.execute("CREATE TEMPORARY TABLE kept_feedback AS SELECT * FROM feedback")
    op.execute("DROP TABLE feedback")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    columns = op.get_bind().exec_driver_sql("SELECT * FROM kept_feedback LIMIT 0").keys()
    names = ", ".join(f'"{name}"' for name in columns)
    op.execute(f"INSERT INTO feedback ({names}, reopen_reason) SELECT {names}, '' FROM kept_feedback")
    op.execute("DROP TABLE kept_feedback")
