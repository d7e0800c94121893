"""Demands say what came of them and where the customer puts them, and have their scores in a table of their own."""

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"

# As of this version; from then on the desk keeps the scores. The usual weights, over what is known.
_SHARES = (
    (4, "value", "(value - 1) / 4.0"),
    (2, "volume", "(volume - 1) / 4.0"),
    (2, "size", "(5 - size) / 4.0"),
    (2, "risk", "(5 - risk) / 4.0"),
)
_KNOWN = " + ".join(f"CASE WHEN {mark} IS NULL THEN 0 ELSE {weight} END" for weight, mark, _share in _SHARES)
_SUM = " + ".join(f"COALESCE({weight} * {share}, 0)" for weight, _mark, share in _SHARES)
_FIGURES = f"""
INSERT INTO demand_projection (demand_id, customer_id, closed, score, coverage, behind)
SELECT id, customer_id, closed, score, 10 * known, CASE WHEN score_override IS NOT NULL THEN 100.0 - score_override
    WHEN score IS NOT NULL THEN 100.0 - score ELSE 101.0 END
FROM (SELECT id, customer_id, state IN ('completed', 'deferred', 'rejected') AS closed, score_override, known,
    CASE WHEN known >= 5 THEN CAST(100.0 * total / known + 0.5 AS INTEGER) END AS score
    FROM (SELECT id, customer_id, state, score_override, {_KNOWN} AS known, {_SUM} AS total FROM demand) AS summed
) AS scored
"""


def upgrade() -> None:
    """Make the table anew with three columns more, carry every row over, and compute what lists order by."""
    op.execute("CREATE TEMPORARY TABLE kept_demand AS SELECT * FROM demand")
    op.execute("DROP TABLE demand")
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.execute(statement)
    columns = op.get_bind().exec_driver_sql("SELECT * FROM kept_demand LIMIT 0").keys()
    names = ", ".join(f'"{name}"' for name in columns)
    op.execute(f"INSERT INTO demand ({names}) SELECT {names} FROM kept_demand")
    op.execute("DROP TABLE kept_demand")
    op.execute(_FIGURES)
