"""The list of feedback and the list of its causes: their columns, and how a line is filled."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.feedback_pages import CauseCount, FeedbackLine, age_of
from brm_tui.rules.dates import show_date
from brm_tui.rules.feedback_due import Age, age_words
from brm_tui.rules.vocabulary import Criticality, FeedbackKind
from brm_tui.rules.working_time import WorkingTime
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DUE, GOOD, Glyph
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName
from brm_tui.ui.widgets.table import Table

NOTHING = "–"
_CUSTOMER = Column("customer", "Customer", 8, sortable=False)
_COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Feedback", 30, minimum_width=26, weight=4, sortable=False),
    Column("kind", "Kind", 10, sortable=False, priority=3),
    Column("severity", "Severity", 11, sortable=False, priority=4),
    Column("state", "State", 20, minimum_width=12, sortable=False),
    Column("due", "Due", 11, sortable=False, priority=2),
    Column("age", "Age", 20, sortable=False),
    Column("owner", "Owner", 16, minimum_width=12, weight=1, sortable=False, priority=5),
    Column("service", "Service", 18, minimum_width=12, weight=1, sortable=False, priority=6),
)
CAUSE_COLUMNS = (
    Column("count", "Times", 5, align="right", sortable=False),
    Column("cause", "Cause", 40, minimum_width=28, weight=4, sortable=False),
    Column("service", "Service", 24, minimum_width=14, weight=1, sortable=False),
    Column("open", "Open", 4, align="right", sortable=False),
    Column("last", "Last time", 12, sortable=False),
)

AGE_GLYPHS: dict[Age, Glyph] = {
    Age.LATE: BAD,
    Age.TODAY: DUE,
    Age.OLD: ATTENTION,
    Age.IN_TIME: GOOD,
    Age.SETTLED: DONE,
}
AGE_STYLES: dict[Age, StyleName] = {
    Age.LATE: "bad",
    Age.TODAY: "attention",
    Age.OLD: "attention",
    Age.IN_TIME: "",
    Age.SETTLED: "dim",
}
_SIGN_STYLES: dict[Age, StyleName] = {**AGE_STYLES, Age.IN_TIME: "good", Age.SETTLED: "good"}
_GRAVE = (Criticality.CRITICAL, Criticality.HIGH)


class FeedbackTable(Commanding, Table):
    """The list of feedback."""

    COMMANDS = (
        OPEN.command(
            "feedback.open", "Open feedback", "Show all of it: its life, what was said, what was done."
        ),
    )


class CauseTable(Commanding, Table):
    """The list of causes."""

    COMMANDS = (OPEN.command("feedback.open_cause", "List its feedback", "List where the cause came up."),)


def columns(*, of_one_customer: bool) -> tuple[Column, ...]:
    """Return the columns; of one customer nobody needs to be told its name."""
    return _COLUMNS if of_one_customer else (*_COLUMNS[:2], _CUSTOMER, *_COLUMNS[2:])


def feedback_row(line: FeedbackLine, today: date, works: WorkingTime, *, of_one_customer: bool) -> Row:
    """Return feedback as a line."""
    found = age_of(line, today, works)
    settled = found.age is Age.SETTLED
    faint: StyleName = "dim" if settled else ""
    sign = Cell(AGE_GLYPHS[found.age].text, _SIGN_STYLES[found.age])
    if line.kind is FeedbackKind.COMPLIMENT and not settled:
        sign = Cell("")
    severity = Cell(line.severity.value, faint or ("attention" if line.severity in _GRAVE else ""))
    if line.escalation:
        severity = Cell(f"{line.severity.value} {ATTENTION.text}{line.escalation}", faint or "bad")
    cells = [
        sign,
        Cell(line.title, faint),
        Cell(line.customer_code, faint),
        Cell(line.kind.value, "dim"),
        Cell(NOTHING, "dim") if line.kind is FeedbackKind.COMPLIMENT else severity,
        Cell(line.state.value, faint),
        Cell(show_date(line.due, today) if line.due else NOTHING, faint if line.due else "dim"),
        Cell(age_words(found), AGE_STYLES[found.age]),
        Cell(line.owner or "nobody", faint if line.owner else "dim"),
        Cell(line.service or "", "dim"),
    ]
    if of_one_customer:
        del cells[2]
    return Row(line.id, tuple(cells))


def cause_id(cause: CauseCount) -> str:
    """Return what a cause's line is known by."""
    return f"{cause.causes[0]}/{cause.service_id or ''}"


def cause_row(cause: CauseCount, today: date) -> Row:
    """Return a cause as a line."""
    again: StyleName = "attention" if cause.count > 1 else ""
    return Row(
        cause_id(cause),
        (
            Cell(str(cause.count), again),
            Cell(cause.causes[0]),
            Cell(cause.service or "no service", "" if cause.service else "dim"),
            Cell(str(cause.open) if cause.open else NOTHING, "" if cause.open else "dim"),
            Cell(show_date(cause.last, today), "dim"),
        ),
    )
