"""The steps of the history that touched one agreement."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.store.queries.convert import read_instant

# Every change of a section's row, a version or a signature changes the agreement's own row in the same step;
# actions do not: those of the objectives are found by their rows.
_STEPS = """
SELECT s.number, s.kind, s.label, s.at FROM history_step s
WHERE s.number IN (
    SELECT c.step_number FROM history_change c WHERE c.table_name = 'agreement' AND c.row_id = :agreement
    UNION SELECT c.step_number FROM history_change c
      JOIN action a ON a.id = c.row_id JOIN objective o ON o.id = a.objective_id
      WHERE c.table_name = 'action' AND o.agreement_id = :agreement)
ORDER BY s.number DESC
"""


@dataclass(frozen=True, slots=True)
class AgreementStep:
    """One step that touched an agreement.

    Attributes:
        number: Its place in the desk's history.
        kind: Done, undone or redone.
        label: What was done; for undo and redo, what was taken back or brought again.
        at: When, aware UTC.
    """

    number: int
    kind: HistoryKind
    label: str
    at: datetime


def agreement_steps(connection: sqlite3.Connection, agreement_id: str) -> list[AgreementStep]:
    """Return what was done to an agreement and to the actions of its objectives, newest first."""
    rows = connection.execute(_STEPS, {"agreement": agreement_id}).fetchall()
    return [
        AgreementStep(number, HistoryKind(kind), label, read_instant(at)) for number, kind, label, at in rows
    ]
