"""How many entries of the calendar stay in the house."""

from __future__ import annotations

import sqlite3

from brm_tui.store.queries.open_actions import OPEN

_WITHHELD = f"""
SELECT e.layer AS layer, e.id AS id, c.customer_id AS customer_id FROM event e
  LEFT JOIN event_customer c ON c.event_id = e.id WHERE e.internal = 1
UNION ALL SELECT 'change', x.id, c.customer_id FROM change x
  LEFT JOIN change_customer c ON c.change_id = x.id WHERE x.internal = 1 AND x.window_start IS NOT NULL
UNION ALL SELECT 'milestone', m.id, c.customer_id FROM milestone m JOIN project p ON p.id = m.project_id
  LEFT JOIN project_customer c ON c.project_id = p.id
  WHERE p.internal = 1 AND COALESCE(m.reached, m.forecast, m.baseline) IS NOT NULL
UNION ALL SELECT 'agreement', x.id, a.customer_id FROM appendix x JOIN agreement a ON a.id = x.agreement_id
  WHERE x.internal = 1 AND a.ended IS NULL AND x.valid_until IS NOT NULL
UNION ALL SELECT 'due', x.id, x.customer_id FROM action x
  WHERE x.internal = 1 AND x.due IS NOT NULL AND x.status IN {OPEN}
UNION ALL SELECT 'due', x.id, a.customer_id FROM objective x JOIN agreement a ON a.id = x.agreement_id
  WHERE x.internal = 1 AND a.ended IS NULL AND x.due IS NOT NULL
    AND x.status IN ('proposed', 'planned', 'in progress')
"""


def withheld(connection: sqlite3.Connection, layers: tuple[str, ...], customer_id: str) -> int:
    """Return how many entries are marked internal, whenever they take place.

    Args:
        connection: Where to read.
        layers: Only of these layers; empty: all.
        customer_id: Only of this customer; empty: all.
    """
    conditions = ["1 = 1"]
    values: list[str] = []
    if layers:
        conditions.append(f"layer IN ({', '.join('?' * len(layers))})")
        values += layers
    if customer_id:
        conditions.append("customer_id = ?")
        values.append(customer_id)
    query = f"SELECT COUNT(DISTINCT id) FROM ({_WITHHELD}) w WHERE {' AND '.join(conditions)}"
    return int(connection.execute(query, values).fetchone()[0])
