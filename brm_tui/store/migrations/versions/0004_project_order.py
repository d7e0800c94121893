"""A customer puts its projects of one priority in order."""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table anew with one column more, and carry every row over."""
    op.execute("CREATE TEMPORARY TABLE kept_project_customer AS SELECT * FROM project_customer")
    op.execute("DROP TABLE project_customer")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    names = "id, created_at, updated_at, revision, project_id, customer_id"
    op.execute(f"INSERT INTO project_customer ({names}) SELECT {names} FROM kept_project_customer")
    op.execute("DROP TABLE kept_project_customer")
