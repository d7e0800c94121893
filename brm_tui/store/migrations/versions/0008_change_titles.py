"""Changes are sorted and found by the casefolded form of their titles."""

from pathlib import Path

from alembic import op

from brm_tui.text import sort_form

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table anew with one column more, and carry every row over."""
    op.execute("CREATE TEMPORARY TABLE kept_change AS SELECT * FROM change")
    op.execute("DROP TABLE change")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    connection = op.get_bind()
    columns = connection.exec_driver_sql("SELECT * FROM kept_change LIMIT 0").keys()
    names = ", ".join(f'"{name}"' for name in columns)
    titles = connection.exec_driver_sql("SELECT id, title FROM kept_change").fetchall()
    op.execute("ALTER TABLE kept_change ADD COLUMN title_sort VARCHAR(400) NOT NULL DEFAULT ''")
    for row_id, title in titles:
        connection.exec_driver_sql(
            "UPDATE kept_change SET title_sort = ? WHERE id = ?", (sort_form(title), row_id)
        )
    op.execute(f"INSERT INTO change ({names}, title_sort) SELECT {names}, title_sort FROM kept_change")
    op.execute("DROP TABLE kept_change")
