"""The list of projects, and the milestones of one, as files: a column for each figure."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.list_export import ExportColumn, amount
from brm_tui.desk.project_pages import MilestoneLine, ProjectLine
from brm_tui.rules.filter_fields import UNKNOWN
from brm_tui.rules.project_slip import MilestoneStanding, milestone_standing
from brm_tui.rules.project_value import Ratio, RatioName, ratio_named
from brm_tui.rules.vocabulary import Rag


def _word(rag: Rag | None) -> str:
    return rag.value if rag else UNKNOWN


def _ratio(line: ProjectLine, name: RatioName) -> float | None:
    found: Ratio = ratio_named(line.money, name)
    return None if found.value is None else round(found.value, 4)


def is_internal(line: ProjectLine) -> bool:
    """Answer whether a project stays in the house."""
    return line.internal


COLUMNS: tuple[ExportColumn[ProjectLine], ...] = (
    ExportColumn("Code", lambda line: line.code),
    ExportColumn("Project", lambda line: line.name),
    ExportColumn("Customers", lambda line: line.customers),
    ExportColumn("Rank", lambda line: line.rank.number if line.rank else None),
    ExportColumn("Status", lambda line: line.status.value),
    ExportColumn("Priority", lambda line: line.priority.value),
    ExportColumn("Standing", lambda line: _word(line.rag)),
    ExportColumn("Time", lambda line: _word(line.time_rag)),
    ExportColumn("Resources", lambda line: _word(line.resource_rag)),
    ExportColumn("Scope", lambda line: _word(line.scope_rag)),
    ExportColumn("End as first planned", lambda line: line.baseline_end),
    ExportColumn("End as it looks now", lambda line: line.forecast_end),
    ExportColumn("Slip, days", lambda line: line.slip),
    ExportColumn("Budget", lambda line: amount(line.budget)),
    ExportColumn("Spend", lambda line: amount(line.spend)),
    ExportColumn("Expected value", lambda line: amount(line.expected_value)),
    ExportColumn("Realised value", lambda line: amount(line.realised_value)),
    ExportColumn("Currency", lambda line: line.currency),
    ExportColumn("Spent of the budget", lambda line: _ratio(line, RatioName.SPENT)),
    ExportColumn("Expected value for the budget", lambda line: _ratio(line, RatioName.EXPECTED)),
    ExportColumn("Realised value for the spend", lambda line: _ratio(line, RatioName.REALISED)),
    ExportColumn("Next milestone", lambda line: line.milestone or None),
    ExportColumn("Next milestone on", lambda line: line.milestone_day),
    ExportColumn("Led by", lambda line: line.manager or None),
)
"""What is not known is empty; a standing that is not known says so."""


def milestone_columns(today: date) -> tuple[ExportColumn[MilestoneLine], ...]:
    """Return the columns of a project's milestones, as they stand today."""

    def standing(line: MilestoneLine) -> MilestoneStanding:
        return milestone_standing(line.baseline, line.forecast, line.reached, today)

    return (
        ExportColumn("Milestone", lambda line: line.title),
        ExportColumn("As first planned", lambda line: line.baseline),
        ExportColumn("As it looks now", lambda line: line.forecast),
        ExportColumn("Reached", lambda line: line.reached),
        ExportColumn("State", lambda line: standing(line).state.value),
        ExportColumn("Slip, days", lambda line: standing(line).slip),
    )
