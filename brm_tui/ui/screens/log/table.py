"""The lists of the log: their columns, and how a line is filled."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.log_pages import LogLine, SuccessLine
from brm_tui.rules.dates import show_date
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.vocabulary import LogKind, LogState
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.glyphs import ATTENTION, DONE, GOOD
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName
from brm_tui.ui.widgets.table import Table

NOTHING = "–"
_CUSTOMER = Column("customer", "Customer", 8, sortable=False)
_ENTRIES = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Opportunity or issue", 36, minimum_width=34, weight=4, sortable=False),
    Column("kind", "Kind", 11, sortable=False),
    Column("date", "Seen", 11, sortable=False),
    Column("state", "State", 6, sortable=False, priority=3),
    Column("owner", "Owner", 18, minimum_width=10, weight=1, sortable=False, priority=2),
    Column("successes", "Successes", 9, align="right", sortable=False, priority=4),
)
_SUCCESSES = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Success", 30, minimum_width=22, weight=3, sortable=False),
    Column("value", "Value shown", 14, align="right", sortable=False),
    Column("words", "In words", 28, minimum_width=20, weight=3, sortable=False, priority=3),
    Column("sources", "Came from", 9, align="right", sortable=False, priority=4),
    Column("evidence", "Evidence", 20, minimum_width=12, weight=2, sortable=False, priority=2),
    Column("date", "Achieved", 11, sortable=False),
)


SORTS = {
    "date": ("Day, the newest first", True),
    "title": ("Title", False),
    "customer": ("Customer", False),
    "value": ("Value shown, the largest first", True),
}


class LogTable(Commanding, Table):
    """The list of opportunities and issues, or of successes."""

    COMMANDS = (
        OPEN.command("log.open", "Open", "Show what stands behind it; a success as it is told in a report."),
    )


def entry_columns(*, of_one_customer: bool) -> tuple[Column, ...]:
    """Return the columns of opportunities and issues."""
    return _ENTRIES if of_one_customer else (*_ENTRIES[:2], _CUSTOMER, *_ENTRIES[2:])


def success_columns(*, of_one_customer: bool) -> tuple[Column, ...]:
    """Return the columns of successes."""
    return _SUCCESSES if of_one_customer else (*_SUCCESSES[:2], _CUSTOMER, *_SUCCESSES[2:])


def entry_row(line: LogLine, today: date, *, of_one_customer: bool) -> Row:
    """Return an opportunity or issue as a line: an open issue asks for attention."""
    done = line.state is LogState.CLOSED
    faint: StyleName = "dim" if done else ""
    if done:
        sign = Cell(DONE.text, "good")
    elif line.kind is LogKind.ISSUE:
        sign = Cell(ATTENTION.text, "attention")
    else:
        sign = Cell(GOOD.text, "good")
    cells = [
        sign,
        Cell(line.title, faint),
        Cell(line.customer_code, faint),
        Cell(line.kind.value, "dim"),
        Cell(show_date(line.date, today) if line.date else NOTHING, "dim"),
        Cell(line.state.value, faint),
        Cell(line.owner or "nobody", faint if line.owner else "dim"),
        Cell(str(line.successes) if line.successes else NOTHING, "good" if line.successes else "dim"),
    ]
    if of_one_customer:
        del cells[2]
    return Row(line.id, tuple(cells))


def success_row(line: SuccessLine, today: date, *, of_one_customer: bool) -> Row:
    """Return a success as a line; without evidence, or from nowhere, it is not ready to be told."""
    ready = bool(line.evidence.strip()) and line.sources > 0
    sign = Cell(DONE.text, "good") if ready else Cell(ATTENTION.text, "attention")
    evidence = Cell(line.evidence, "dim") if line.evidence.strip() else Cell("none yet", "attention")
    cells = [
        sign,
        Cell(line.title),
        Cell(line.customer_code),
        Cell(amount_words(line.value, line.currency), "" if line.value is not None else "dim"),
        Cell(line.value_shown or NOTHING, "" if line.value_shown else "dim"),
        Cell(str(line.sources) if line.sources else "nothing", "" if line.sources else "attention"),
        evidence,
        Cell(show_date(line.date, today) if line.date else NOTHING, "dim"),
    ]
    if of_one_customer:
        del cells[2]
    return Row(line.id, tuple(cells))
