"""The lists of surveys and of relationships: their columns, and how a line is filled."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.satisfaction import MaturityLine, SurveyLine
from brm_tui.rules.dates import show_date
from brm_tui.rules.maturity import LEVELS, MaturityGap
from brm_tui.rules.satisfaction import Satisfaction
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.glyphs import ATTENTION, GOOD, UNKNOWN, sparkline
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName
from brm_tui.ui.widgets.table import Table

NOTHING = "–"
_RANGES = {SurveyMethod.CSAT: (0.0, 100.0), SurveyMethod.NPS: (-100.0, 100.0)}
SURVEY_COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("name", "Survey", 26, minimum_width=20, weight=3, sortable=False),
    Column("customer", "Customer", 8, sortable=False),
    Column("date", "Sent", 11, sortable=False, priority=2),
    Column("value", "Result", 20, minimum_width=15, sortable=False),
    Column("answers", "Answers", 18, minimum_width=16, sortable=False),
    Column("trend", "Trend", 14, sortable=False, priority=3),
    Column("margin", "Sure to", 11, sortable=False, priority=4),
    Column("service", "About", 18, minimum_width=12, weight=1, sortable=False, priority=5),
)
MATURITY_COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("name", "Customer", 20, minimum_width=16, weight=2, sortable=False),
    Column("business", "Business sees", 20, sortable=False),
    Column("it", "IT sees", 20, sortable=False),
    Column("gap", "Gap", 11, sortable=False),
    Column("step", "Next step", 40, minimum_width=30, weight=4, sortable=False, priority=2),
)

SURVEY_SORTS = {
    "date": ("Day, the newest first", True),
    "name": ("Survey", False),
    "customer": ("Customer", False),
}
MATURITY_SORTS = {
    "customer": ("Customer", False),
    "gap": ("Gap, the widest first", True),
    "business": ("What the business sees, the lowest first", False),
    "it": ("What IT sees, the lowest first", False),
}


class SurveyTable(Commanding, Table):
    """The list of surveys."""

    COMMANDS = (
        OPEN.command(
            "satisfaction.answers", "Open answers", "Show the answers, and enter them one after the other.",
            footer="answers",
        ),
    )  # fmt: skip


class MaturityTable(Commanding, Table):
    """The list of relationships."""

    COMMANDS = (
        OPEN.command(
            "satisfaction.relationship",
            "Open relationship",
            "Show how both sides saw the relationship over time.",
        ),
    )


def value_words(found: Satisfaction) -> str:
    """Return the figure by its method: ``NPS +22``, ``CSAT 71 %, mean 3.9``."""
    if found.value is None or found.mean is None:
        return f"{found.method.value} unknown"
    if found.method is SurveyMethod.NPS:
        return f"NPS {_signed(found.value)}"
    return f"CSAT {round(found.value)} %, mean {found.mean:.1f}"


def _signed(value: float) -> str:
    return f"{round(value):+d}" if round(value) else "0"


def answers_words(found: Satisfaction) -> str:
    """Return how many answered of how many: ``18 of 24, 75 %``."""
    total = found.answers + found.unscored
    if found.invited is None:
        return f"{total}, rate unknown"
    rate = "rate unknown" if found.response_rate is None else f"{round(100 * found.response_rate)} %"
    return f"{total} of {found.invited}, {rate}"


def margin_words(found: Satisfaction) -> str:
    """Return how sure the figure is: ``± 21``, or that too few answered."""
    if not found.answers:
        return NOTHING
    return "few answers" if found.margin is None else f"± {round(found.margin)}"


def trend_words(line: SurveyLine) -> str:
    """Return the figures of comparable surveys as a sparkline, and the change since the one before; else nothing."""
    if len(line.trend) < 2:
        return ""
    low, high = _RANGES[line.head.method]
    shape = sparkline(list(line.trend), low=low, high=high)
    before, now = line.trend[-2:]
    return shape if before is None or now is None else f"{shape} {_signed(now - before)}"


def survey_row(line: SurveyLine, today: date) -> Row:
    """Return a survey as a line."""
    head, found = line.head, line.figures
    sign = Cell(UNKNOWN.text, "dim") if not found.answers else Cell("")
    if found.answers and found.few:
        sign = Cell(ATTENTION.text, "attention")
    style: StyleName = "attention" if found.answers and found.few else "dim"
    return Row(
        line.id,
        (
            sign,
            Cell(head.name),
            Cell(head.customer_code or "all", "" if head.customer_code else "dim"),
            Cell(show_date(head.date, today) if head.date else NOTHING, "dim"),
            Cell(value_words(found), "" if found.answers else "dim"),
            Cell(answers_words(found), "dim"),
            Cell(trend_words(line)),
            Cell(margin_words(found), style),
            Cell(head.service or "", "dim"),
        ),
    )


def level_words(level: int | None) -> str:
    """Return a level with what it is called."""
    return "unknown" if level is None else f"{level} {LEVELS[level]}"


def gap_words(found: MaturityGap) -> str:
    """Return what lies between the two views."""
    if found.gap is None:
        return "unknown"
    if not found.gap:
        return "none"
    return f"{'IT' if found.gap > 0 else 'business'} +{abs(found.gap)}"


def maturity_row(line: MaturityLine, found: MaturityGap) -> Row:
    """Return a relationship as a line."""
    sign = Cell(GOOD.text, "good")
    if found.gap is None:
        sign = Cell(UNKNOWN.text, "dim")
    elif found.gap or found.stale:
        sign = Cell(ATTENTION.text, "attention")
    return Row(
        line.id,
        (
            sign,
            Cell(line.customer),
            Cell(level_words(line.business_level), "" if line.business_level else "dim"),
            Cell(level_words(line.it_level), "" if line.it_level else "dim"),
            Cell(gap_words(found), "attention" if found.gap else "dim"),
            Cell(found.next_step, "dim"),
        ),
    )
