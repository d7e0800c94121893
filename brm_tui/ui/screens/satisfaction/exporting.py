"""What stands in the CSV files of surveys, of their answers and of the maturity of relationships."""

from __future__ import annotations

from collections.abc import Callable

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.satisfaction import Answer, MaturityLine, SurveyLine
from brm_tui.rules.maturity import MaturityGap
from brm_tui.rules.vocabulary import SurveyMethod


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


SURVEYS: tuple[ExportColumn[SurveyLine], ...] = (
    ExportColumn("Survey", lambda line: line.head.name),
    ExportColumn("Customer", lambda line: line.head.customer),
    ExportColumn("Service", lambda line: line.head.service),
    ExportColumn("Sent", lambda line: line.head.date),
    ExportColumn("Method", lambda line: line.head.method.value),
    ExportColumn("Question", lambda line: line.head.question),
    ExportColumn(
        "CSAT top-2-box, percent",
        lambda line: _rounded(line.figures.value) if line.head.method is SurveyMethod.CSAT else None,
    ),
    ExportColumn(
        "NPS", lambda line: _rounded(line.figures.value) if line.head.method is SurveyMethod.NPS else None
    ),
    ExportColumn("Mean", lambda line: _rounded(line.figures.mean)),
    ExportColumn("Margin, points", lambda line: _rounded(line.figures.margin)),
    ExportColumn("Scores", lambda line: line.figures.answers),
    ExportColumn("Answers without a score", lambda line: line.figures.unscored),
    ExportColumn("Invited", lambda line: line.figures.invited),
    ExportColumn("Stand for", lambda line: line.figures.sample),
    ExportColumn("Response rate", lambda line: _rounded(line.figures.response_rate)),
)

ANSWERS: tuple[ExportColumn[Answer], ...] = (
    ExportColumn("Score", lambda answer: answer.score),
    ExportColumn("Who", lambda answer: answer.person),
    ExportColumn("Customer", lambda answer: answer.customer_code),
    ExportColumn("In their own words", lambda answer: answer.comment),
    ExportColumn("Came in", lambda answer: answer.date),
)


def maturity_columns(gap: Callable[[MaturityLine], MaturityGap]) -> tuple[ExportColumn[MaturityLine], ...]:
    """Return the columns of relationships.

    Args:
        gap: Returns what lies between the two views.
    """
    return (
        ExportColumn("Customer", lambda line: line.customer),
        ExportColumn("Business sees", lambda line: line.business_level),
        ExportColumn("Business said so", lambda line: line.business_day),
        ExportColumn("IT sees", lambda line: line.it_level),
        ExportColumn("IT said so", lambda line: line.it_day),
        ExportColumn("Gap, IT minus business", lambda line: gap(line).gap),
        ExportColumn("Next step", lambda line: gap(line).next_step),
    )
