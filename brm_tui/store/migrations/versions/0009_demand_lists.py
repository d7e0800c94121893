"""The projection of demands holds all that lists order and filter by, so that 10,000 of them need no join."""

from pathlib import Path

from alembic import op

revision = "0009"
down_revision = "0008"

_WORDS = {
    "kind": ("want", "need", "information need"),
    "horizon": ("now", "next", "later"),
    "state": (
        "draft", "submitted", "screening", "qualified", "approved", "completed", "deferred", "rejected",
    ),
}  # fmt: skip


def _place(column: str) -> str:
    """Return SQL for the place of a word in its enumeration, as it was in this version."""
    choices = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(_WORDS[column]))
    return f"CASE d.{column} {choices} END"


def upgrade() -> None:
    """Make the table anew with more columns, and fill it from what it held and from the demands themselves."""
    op.execute("CREATE TEMPORARY TABLE kept_projection AS SELECT * FROM demand_projection")
    op.execute("DROP TABLE demand_projection")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    kept = "demand_id, customer_id, closed, score, coverage, behind"
    op.execute(
        f"INSERT INTO demand_projection ({kept}, kind, horizon, state, value, volume, size, risk, customer_order,"
        " matched)"
        " SELECT p.demand_id, p.customer_id, p.closed, p.score, p.coverage, p.behind,"
        f" {_place('kind')}, {_place('horizon')}, {_place('state')}, d.value, d.volume, d.size, d.risk,"
        " d.customer_order, COALESCE(d.service_id, d.project_id, d.objective_id, d.action_id) IS NOT NULL"
        " FROM kept_projection p JOIN demand d ON d.id = p.demand_id"
    )
    op.execute("DROP TABLE kept_projection")
