"""The calendar's one-line answer. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from textual.content import Content

from brm_tui.rules.dates import MONTHS, show_date
from brm_tui.rules.recurrence_words import MONTH_NAMES
from brm_tui.ui.glyphs import ATTENTION

CLASHES = ("clash", "clashes")
DAYS = ("day with clashes", "days with clashes")


def counted(count: int, one: str, several: str) -> str:
    """Return ``1 clash`` or ``3 clashes``."""
    return f"1 {one}" if count == 1 else f"{count} {several}"


def month_named(day: date) -> str:
    """Return ``November 2026``."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def week_named(monday: date) -> str:
    """Return ``23–29 November 2026``, or ``30 Nov – 6 Dec 2026`` where it lies in two months."""
    sunday = monday + timedelta(days=6)
    if monday.month == sunday.month:
        return f"{monday.day}–{sunday.day} {month_named(sunday)}"
    year = f" {monday.year}" if monday.year != sunday.year else ""
    return f"{monday.day} {MONTHS[monday.month - 1]}{year} – {sunday.day} {MONTHS[sunday.month - 1]} {sunday.year}"


def answer(when: str, day: date, today: date, *, entries: int, clashes: str, horizon: date | None) -> Content:
    """Return what the title line says.

    Args:
        when: The days that are shown.
        day: The first of them.
        today: Today.
        entries: How many entries they hold.
        clashes: How many clashes are known among them; empty: none.
        horizon: The last day that series reach to.
    """
    parts = [Content(f"{when} · {counted(entries, 'entry', 'entries')}")]
    if clashes:
        parts += [Content(" · "), ATTENTION.content(clashes)]
    if horizon is not None and day > horizon:
        parts.append(Content.styled(f" · series are known to {show_date(horizon, today)}", "$muted"))
    return Content("").join(parts)
