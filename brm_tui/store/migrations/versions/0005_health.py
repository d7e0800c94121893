"""The portfolio keeps how healthy each relationship is, and was in the months before."""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table anew with three columns more; they are filled behind the first paint."""
    op.execute("CREATE TEMPORARY TABLE kept_projection AS SELECT * FROM customer_projection")
    op.execute("DROP TABLE customer_projection")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    columns = op.get_bind().exec_driver_sql("SELECT * FROM kept_projection LIMIT 0").keys()
    names = ", ".join(columns)
    op.execute(
        f"INSERT INTO customer_projection ({names}, health_trend) SELECT {names}, '[]' FROM kept_projection"
    )
    op.execute("DROP TABLE kept_projection")
