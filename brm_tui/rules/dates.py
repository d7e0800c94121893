"""Dates as people write and read them: ``fri``, ``+2w``, ``1 dec`` in; ``Tue 24 Nov``, ``in 3 days`` out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FORMS = "a date like 2026-12-01, 1 dec, 24.11., fri, next fri, today, tomorrow, +2w, -3d or end of month"

_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_UNITS = {"day": "d", "week": "w", "wk": "w", "month": "m", "year": "y"} | {unit: unit for unit in "dwmy"}

# Patterns are compiled when the first date is read: the program starts without.
_ISO = r"(\d{4})-?(\d{2})-?(\d{2})"
_DOTTED = r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}))?"
_DAY_MONTH = r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*([a-z]{3,9})\.?,?(?:\s+(\d{4}))?"
_MONTH_DAY = r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?"
_OFFSET = r"([+-])\s?(\d{1,4})\s?([a-z]*)"
_IN = r"in (\d{1,4}|an?) ([a-z]+)"
_AGO = r"(\d{1,4}|an?) ([a-z]+) ago"


def read_date(text: str, today: date) -> date | None:
    """Return the date that a text means, or None when it means none.

    A weekday is the first one after today; ``next fri`` is the one of the next calendar week, Monday first.
    A day and month without a year is the next one, unless it lies at most 90 days back.
    """
    wanted = " ".join(text.casefold().split())
    try:
        for reader in _READERS:
            found = reader(wanted, today)
            if found is not None:
                return found
    except (ValueError, OverflowError):
        return None
    return None


def _iso(text: str, _today: date) -> date | None:
    match = re.fullmatch(_ISO, text)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _word(text: str, today: date) -> date | None:
    text = text.removeprefix("the ")
    match text:
        case "today" | "tod" | "now":
            return today
        case "tomorrow" | "tom":
            return today + timedelta(days=1)
        case "yesterday":
            return today - timedelta(days=1)
        case "next week":
            return today + timedelta(days=7 - today.weekday())
        case "next month":
            return last_of_month(today) + timedelta(days=1)
        case "next year":
            return date(today.year + 1, 1, 1)
        case "end of week" | "eow":
            return today + timedelta(days=(4 - today.weekday()) % 7)
        case "end of month" | "eom":
            return last_of_month(today)
        case "end of next month":
            return last_of_month(last_of_month(today) + timedelta(days=1))
        case "end of quarter" | "eoq":
            return last_of_month(date(today.year, (today.month - 1) // 3 * 3 + 3, 1))
        case "end of year" | "eoy":
            return date(today.year, 12, 31)
    return None


def _weekday(text: str, today: date) -> date | None:
    for prefix in ("next ", "last ", "this ", "on ", ""):
        if text.startswith(prefix):
            index = _named(text.removeprefix(prefix), _LONG_WEEKDAYS)
            break
    if index is None:
        return None
    if prefix == "next ":
        return today + timedelta(days=7 - today.weekday() + index)
    if prefix == "last ":
        return today - timedelta(days=(today.weekday() - index - 1) % 7 + 1)
    if prefix == "this ":
        return today + timedelta(days=index - today.weekday())
    return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)


def _offset(text: str, today: date) -> date | None:
    if match := re.fullmatch(_OFFSET, text):
        return _moved(today, int(match[1] + match[2]), match[3] or "d")
    if match := re.fullmatch(_IN, text):
        return _moved(today, 1 if match[1].startswith("a") else int(match[1]), match[2])
    if match := re.fullmatch(_AGO, text):
        return _moved(today, -1 if match[1].startswith("a") else -int(match[1]), match[2])
    return None


def _dotted(text: str, today: date) -> date | None:
    match = re.fullmatch(_DOTTED, text)
    return _in_year(int(match[1]), int(match[2]), match[3], today) if match else None


def _named_month(text: str, today: date) -> date | None:
    if (match := re.fullmatch(_DAY_MONTH, text)) and (month := _named(match[2], _LONG_MONTHS)) is not None:
        return _in_year(int(match[1]), month + 1, match[3], today)
    if (match := re.fullmatch(_MONTH_DAY, text)) and (month := _named(match[1], _LONG_MONTHS)) is not None:
        return _in_year(int(match[2]), month + 1, match[3], today)
    return None


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _iso, _word, _weekday, _offset, _dotted, _named_month,
)  # fmt: skip


def _named(text: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that a text of three letters or more begins."""
    if len(text) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(text)), None)


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year), month, day)
    # 29 February looks ahead to the next year that has one.
    for candidate in range(today.year - 1, today.year + 9):
        if day <= last_of_month(date(candidate, month, 1)).day:
            found = date(candidate, month, day)
            if found >= today - timedelta(days=90):
                return found
    raise ValueError("no such day")


def _moved(today: date, count: int, unit: str) -> date | None:
    kind = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    if kind == "d":
        return today + timedelta(days=count)
    if kind == "w":
        return today + timedelta(weeks=count)
    if kind == "m":
        return months_later(today, count)
    if kind == "y":
        return months_later(today, 12 * count)
    return None


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last day when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, last_of_month(date(year, month, 1)).day))


def last_of_month(day: date) -> date:
    """Return the last day of a date's month."""
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def show_date(day: date, today: date) -> str:
    """Return ``Tue 24 Nov`` for a date of this year, ``24 Nov 2025`` for any other."""
    if day.year == today.year:
        return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_full_date(day: date, today: date) -> str:
    """Return ``Fri 27 Nov``, with the year when it is another one: what a form says a text means."""
    shown = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return shown if day.year == today.year else f"{shown} {day.year}"


def relative_date(day: date, today: date) -> str:
    """Return ``today``, ``tomorrow``, ``in 3 days``, ``yesterday`` or ``12 days ago``."""
    days = (day - today).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in named:
        return named[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def due_date(day: date, today: date) -> str:
    """Return how a due date stands: ``today``, ``tomorrow``, ``in 3 days`` or ``12 days late``."""
    days = (today - day).days
    if days <= 0:
        return relative_date(day, today)
    return "1 day late" if days == 1 else f"{days} days late"


def due_in_list(day: date, today: date) -> str:
    """Return a due date as lists show it: ``in 3 days`` up to a week ahead, beyond it the date."""
    return show_date(day, today) if (day - today).days > 7 else due_date(day, today)
