"""The calendar's one-line answer. Pure."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.rules.dates import show_date
from brm_tui.rules.recurrence_words import MONTH_NAMES
from brm_tui.ui.glyphs import ATTENTION


def counted(count: int, one: str, several: str) -> str:
    """Return ``1 clash`` or ``3 clashes``."""
    return f"1 {one}" if count == 1 else f"{count} {several}"


def month_named(day: date) -> str:
    """Return ``November 2026``."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def answer(
    day: date, today: date, *, until: date | None, entries: int, clashes: int, horizon: date | None
) -> Content:
    """Return what the title line says.

    Args:
        day: The day that the view begins at.
        today: Today.
        until: The last day of the agenda as far as it was read; None for the month.
        entries: How many entries it shows.
        clashes: How many clashes are among them.
        horizon: The last day that series reach to.
    """
    when = month_named(day) if until is None else f"{show_date(day, today)} – {show_date(until, today)}"
    parts = [Content(f"{when} · {counted(entries, 'entry', 'entries')}")]
    if clashes:
        parts += [Content(" · "), ATTENTION.content(counted(clashes, "clash", "clashes"))]
    if horizon is not None and day > horizon:
        parts.append(Content.styled(f" · series are known to {show_date(horizon, today)}", "$muted"))
    return Content("").join(parts)
