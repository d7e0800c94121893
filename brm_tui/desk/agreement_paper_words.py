"""Dates, figures and rhythms of an agreement in the words that stand on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from brm_tui.rules.dates import MONTHS, WEEKDAYS
from brm_tui.rules.numbers import show_minutes

NOTHING = "–"

Row = Mapping[str, Any]


def day_words(day: date | str | None) -> str:
    """Return ``24 Nov 2026``; a dash for none."""
    if not day:
        return NOTHING
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(first: date | str | None, last: date | str | None) -> str:
    """Return ``1 Sep 2026 to 31 Dec 2026``, or as much of it as is known."""
    if first and last:
        return f"{day_words(first)} to {day_words(last)}"
    if first:
        return f"from {day_words(first)}"
    return f"until {day_words(last)}" if last else NOTHING


def figure_words(value: float | None) -> str:
    """Return a figure without superfluous decimals; a question mark where nothing is known."""
    return "?" if value is None else f"{value:,.10g}" if abs(value) < 1e15 else repr(value)


def measure_words(objective: Row) -> str:
    """Return ``9 → 5``: from the baseline to the target; a dash where neither is set."""
    if objective["baseline"] is None and objective["target"] is None:
        return NOTHING
    return f"{figure_words(objective['baseline'])} → {figure_words(objective['target'])}"


def rhythm_words(forum: Row) -> str:
    """Return ``Monthly, 1st Tuesday, 10:00, 1 h``."""
    words = [
        str(forum["frequency"]).capitalize(),
        _named_days(str(forum["day_rule"])),
        str(forum["start_time"])[:5],
        show_minutes(int(forum["length"])).replace(" ", "\xa0"),
    ]
    return ", ".join(filter(None, words))


def _named_days(day_rule: str) -> str:
    return " ".join(
        word.capitalize() if word[:3].capitalize() in WEEKDAYS else word for word in day_rule.split()
    )


def capital(word: str) -> str:
    """Return a word of a list as it begins a line: ``Business``, ``IT``."""
    return word[:1].upper() + word[1:]


def people_words(people: list[Row]) -> str:
    """Return attendees by side, the optional ones marked, a line a side."""
    sides: dict[str, list[str]] = {}
    for person in people:
        optional = " (optional)" if person["attendance"] == "optional" else ""
        sides.setdefault(str(person["side"]), []).append(f"{person['person']}{optional}")
    return "\n".join(f"{capital(side)}: {', '.join(sides[side])}" for side in sorted(sides)) or NOTHING


def owners_words(objective: Row) -> str:
    """Return who answers for an objective, a line a side."""
    return f"Business: {objective['business_owner'] or NOTHING}\nIT: {objective['it_owner'] or NOTHING}"
