"""A customer's risks as a file."""

from __future__ import annotations

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.risks import CustomerRisk
from brm_tui.rules.relationship_risk import RiskSize


def _weight(risk: CustomerRisk) -> str | None:
    word = RiskSize(risk.impact, risk.likelihood).word
    return None if word is None else word.value


COLUMNS: tuple[ExportColumn[CustomerRisk], ...] = (
    ExportColumn("Risk", lambda risk: risk.title),
    ExportColumn("Owner", lambda risk: risk.owner),
    ExportColumn("Impact", lambda risk: risk.impact),
    ExportColumn("Likelihood", lambda risk: risk.likelihood),
    ExportColumn("Weight", _weight),
    ExportColumn("Response", lambda risk: risk.response),
    ExportColumn("State", lambda risk: risk.state.value),
    ExportColumn("Review", lambda risk: risk.review),
)
