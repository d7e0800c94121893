"""How projects are said, in the list and on a project's own page."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.project_pages import ProjectLine, ProjectSummary
from brm_tui.rules.dates import show_date
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.project_order import Rank
from brm_tui.rules.project_slip import show_slip
from brm_tui.rules.project_value import Ratio, RatioName
from brm_tui.rules.vocabulary import Rag
from brm_tui.ui.screens.services.words import NOTHING, SIGNS
from brm_tui.ui.widgets.rows import Cell


def rag_word(rag: Rag | None) -> Content:
    """Return how something stands as a shape, a word and a colour."""
    sign = SIGNS[rag]
    return Content.styled(f"{sign.text} {rag.value if rag else 'not known'}", sign.style)


def slip_cell(slip: int | None) -> Cell:
    """Return a slip as a cell."""
    if slip is None:
        return Cell(NOTHING, "dim")
    return Cell(show_slip(slip), "attention" if slip > 0 else "" if slip < 0 else "dim")


def end_cell(line: ProjectLine, today: date) -> Cell:
    """Return when a project is to end, as it looks now; what is only planned is dim."""
    day = line.forecast_end or line.baseline_end
    if day is None:
        return Cell(NOTHING, "dim")
    return Cell(show_date(day, today), "" if line.forecast_end else "dim")


def rank_words(rank: Rank | None) -> str:
    """Return where a project stands among those of a customer: ``2``, ``2=`` where it ties, a dash when over."""
    if rank is None:
        return NOTHING
    return f"{rank.number}=" if rank.tied > 1 else str(rank.number)


def ratio_words(ratio: Ratio) -> str:
    """Return a ratio: in percent where it is a share, else as a number; a dash where it is not known."""
    if ratio.value is None:
        return NOTHING
    return f"{ratio.value:.0%}".replace("%", " %") if ratio.name is RatioName.SPENT else f"{ratio.value:.2f}"


def ratio_terms(ratio: Ratio, currency: str) -> str:
    """Return how a ratio is made: the amounts, or what is not known."""
    if ratio.value is None:
        return ratio.reason
    upper, lower = (amount_words(amount, currency) for amount in (ratio.amount, ratio.against))
    return f"{upper} ÷ {lower}"


def summary_words(summary: ProjectSummary) -> str:
    """Return the projects in one line; empty where there is none."""
    if not summary.under_way + summary.over:
        return ""
    parts = ["1 project under way" if summary.under_way == 1 else f"{summary.under_way} projects under way"]
    for count, word in ((summary.red, "red"), (summary.amber, "amber"), (summary.unknown, "not known")):
        if count:
            parts.append(f"{count} {word}")
    if summary.tied:
        parts.append(f"{summary.tied} tie in priority")
    return " · ".join(parts)
