"""A project's dates as bars of text: baseline against forecast, and its milestones, on one line of days each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from brm_tui.desk.project_pages import MilestoneLine, ProjectPage
from brm_tui.rules.dates import MONTHS
from brm_tui.rules.project_slip import Scale, scale

PLAN, NOW = "░", "▓"
PLANNED, EXPECTED = "◇", "◆"
BOTH = "◈"
TODAY = "│"


def scale_of(page: ProjectPage, today: date, cells: int) -> Scale | None:
    """Return the line of days that holds everything dated of a project, and today; None without any date."""
    project = page.project
    days = [project.baseline_start, project.baseline_end, project.forecast_start, project.forecast_end]
    for milestone in page.milestones:
        days += [milestone.baseline, milestone.forecast, milestone.reached]
    return scale([*days, today], cells) if any(days) else None


def head(line: Scale, today: date) -> str:
    """Return what stands above the bars: the first and the last month, and today."""
    first, last = (_month(day, today) for day in (line.first, line.last))
    cells = [" "] * line.cells
    now = line.cell(today)
    for start, text in ((0, first), (line.cells - len(last), last), (now - 2, "today")):
        place = min(max(0, start), line.cells - len(text))
        if place >= 0 and all(cell == " " for cell in cells[max(0, place - 1) : place + len(text) + 1]):
            cells[place : place + len(text)] = text
    return "".join(cells)


def _month(day: date, today: date) -> str:
    return MONTHS[day.month - 1] if day.year == today.year else f"{MONTHS[day.month - 1]} {day.year}"


def bar(line: Scale, start: date | None, end: date | None, sign: str, today: date) -> str:
    """Return a period as a bar; with one end known it is that day alone, with none there is no bar."""
    cells = _empty(line, today)
    first, last = start or end, end or start
    if first is not None and last is not None:
        span = line.span(first, last)
        cells[span.first : span.last + 1] = sign * (span.last - span.first + 1)
        cells[line.cell(today)] = TODAY
    return "".join(cells)


def dates(line: Scale, milestone: MilestoneLine, today: date) -> str:
    """Return a milestone as two signs: where it was planned, and where it is now; one sign where they meet."""
    cells = _empty(line, today)
    now = milestone.reached or milestone.forecast
    planned = line.cell(milestone.baseline) if milestone.baseline else None
    expected = line.cell(now) if now else None
    if planned is not None and expected is not None:
        low, high = sorted((planned, expected))
        cells[low : high + 1] = "─" * (high - low + 1)
        cells[line.cell(today)] = TODAY
    if planned is not None:
        cells[planned] = PLANNED
    if expected is not None:
        cells[expected] = BOTH if expected == planned else EXPECTED
    return "".join(cells)


def _empty(line: Scale, today: date) -> list[str]:
    cells = ["·"] * line.cells
    cells[line.cell(today)] = TODAY
    return cells


def legend(milestones: Sequence[MilestoneLine]) -> str:
    """Return what the signs say."""
    said = f"{PLAN} as first planned  {NOW} as it looks now  {TODAY} today"
    return f"{said}  {PLANNED} planned  {EXPECTED} expected or reached" if milestones else said
