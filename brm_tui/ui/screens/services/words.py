"""How the figures of services are said, in the list and on a service's own page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brm_tui.rules.dates import MONTHS
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.services import is_stale
from brm_tui.rules.vocabulary import Rag
from brm_tui.ui.glyphs import ATTENTION, BAD, DUE, GOOD, UNKNOWN, Glyph, sparkline
from brm_tui.ui.widgets.rows import Cell, StyleName

if TYPE_CHECKING:
    from brm_tui.desk.services import ServiceHead, ServiceLine, ServiceSummary
    from brm_tui.rules.services import Standing

NOTHING = "–"
SIGNS: dict[Rag | None, Glyph] = {Rag.RED: BAD, Rag.AMBER: ATTENTION, Rag.GREEN: GOOD, None: UNKNOWN}
_LETTERS: dict[Rag | None, str] = {Rag.RED: "R", Rag.AMBER: "A", Rag.GREEN: "G", None: "?"}
STYLES: dict[Rag | None, StyleName] = {Rag.RED: "bad", Rag.AMBER: "attention", Rag.GREEN: "good", None: "dim"}
_RAISED: dict[Rag | None, StyleName] = {Rag.RED: "bad", Rag.AMBER: "attention", Rag.GREEN: "", None: "dim"}


def rag_cell(rag: Rag | None) -> Cell:
    """Return how something stands as a shape, a letter and a colour: ``● G``."""
    return Cell(f"{SIGNS[rag].text} {_LETTERS[rag]}", STYLES[rag])


def month_words(period: str, today: date) -> str:
    """Return ``Oct`` for a month of the year behind today, ``Oct 2024`` for an older one."""
    month = MONTHS[int(period[5:7]) - 1]
    near = 0 <= (today.year * 12 + today.month) - (int(period[:4]) * 12 + int(period[5:7])) < 12
    return month if near else f"{month} {period[:4]}"


def long_month(period: str) -> str:
    """Return ``October 2026`` in short: ``Oct 2026``."""
    return f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}"


def number_words(value: float | None) -> str:
    """Return a figure with one decimal at least, a dash where it is not known."""
    if value is None:
        return NOTHING
    shown = f"{value:.10g}"
    return shown if "." in shown or value == 100 else f"{shown}.0"


def trend_of(values: Sequence[float | None], low: float, high: float) -> str:
    """Return a trend as a sparkline between two values; empty where nothing is known."""
    if all(value is None for value in values):
        return ""
    clipped = [None if value is None else min(high, max(low, value)) for value in values]
    return sparkline(clipped, low=low, high=high)


def _around(values: Sequence[float | None], least: float) -> tuple[float, float]:
    """Return the lowest and the highest known value, at least so far apart, so that a ripple is no wave."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    spare = max(0.0, least - (high - low)) / 2
    return low - spare, high + spare


def level_trend(values: Sequence[float | None], target: float | None) -> str:
    """Return the trend of a level: its middle is the target, its lowest step where the level turns red."""
    if target is None or target >= 100:
        return trend_of(values, *_around(values, 1.0))
    return trend_of(values, 2 * target - 100, 100.0)


def level_cell(line: ServiceLine, periods: Sequence[str], judged: Standing) -> Cell:
    """Return ``99.21 of 99.7 ▇▆▂▅▇▇``: the newest level, its target, and the trend."""
    known = line.known
    if known.level is None:
        return Cell(NOTHING, "dim")
    target = f" of {number_words(known.target)}" if known.target is not None else ""
    rag = judged.terms[0].rag
    words = f"{number_words(known.level.value)}{target}".ljust(14)
    return Cell(f"{words} {level_trend(line.trend('level', periods), known.target)}".rstrip(), _RAISED[rag])


def satisfaction_cell(line: ServiceLine, periods: Sequence[str], judged: Standing) -> Cell:
    """Return ``4.4 ▅▅▆▇``: the newest satisfaction, and its trend, a whole point as high as the line."""
    known = line.known
    if known.satisfaction is None:
        return Cell(NOTHING, "dim")
    rag = judged.terms[1].rag
    values = line.trend("satisfaction", periods)
    trend = trend_of(values, *_around(values, 1.0))
    return Cell(f"{number_words(known.satisfaction.value).ljust(4)} {trend}".rstrip(), _RAISED[rag])


def cost_cell(line: ServiceLine, periods: Sequence[str]) -> Cell:
    """Return what was agreed a month, and the trend of what it cost in months of the same currency."""
    head = line.head
    months = {month.period: month.cost for month in line.months if month.currency == head.currency}
    values = [months.get(period) for period in periods]
    trend = trend_of(values, *_around(values, max((v for v in values if v is not None), default=0) / 10))
    if head.cost is None:
        return Cell(f"{NOTHING.rjust(12)} {trend}".rstrip(), "dim")
    return Cell(f"{amount_words(head.cost, head.currency).rjust(12)} {trend}".rstrip())


def data_cell(head: ServiceHead, today: date) -> Cell:
    """Return of which month the newest data is; stale data is marked."""
    if head.active_until is not None and head.active_until < today:
        return Cell(f"ended {month_words(f'{head.active_until:%Y-%m}', today)}", "dim")
    if head.newest is None:
        if head.active_from is not None and head.active_from > today:
            return Cell(f"from {month_words(f'{head.active_from:%Y-%m}', today)}", "dim")
        return Cell("none", "dim")
    month = month_words(head.newest, today)
    return Cell(f"{DUE.text} {month} stale", "attention") if is_stale(head.newest, today) else Cell(month)


def summary_words(summary: ServiceSummary) -> str:
    """Return the services in figures: how many, how they do, what they cost."""
    if not summary.taken:
        return ""
    parts = [f"{summary.taken} service{'s' * (summary.taken != 1)}"]
    parts += [f"{count} {name}" for count, name in ((summary.red, "red"), (summary.amber, "amber")) if count]
    if summary.stale:
        parts.append(f"{summary.stale} stale")
    return " · ".join(parts)


def cost_words(summary: ServiceSummary) -> str:
    """Return what was agreed a month, currency by currency, and of how many nothing is known."""
    if not summary.costs:
        return ""
    said = " + ".join(amount_words(total, currency) for currency, total in summary.costs)
    without = f", {summary.without_cost} not known" if summary.without_cost else ""
    return f"{said} a month{without}"
