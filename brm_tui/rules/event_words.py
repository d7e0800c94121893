"""The phrases of a line about an event: how often, on which day, when, how long. Each is found once and taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from brm_tui.rules.dates import last_of_month, read_date

_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)s?"
)
_WEEKDAYS = rf"{_WEEKDAY}(?:\s*(?:,|\band\b|&|\+)\s*{_WEEKDAY}\b)*"
_ORDINAL = r"(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)"
_UNIT = r"(?:day|week|month|quarter|year)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_TIMES = (
    r"(?:at\s+)?(\d{1,2}):(\d{2})\s*(am|pm)?",
    r"(?:at\s+)?(\d{1,2})(?:[.](\d{2}))?\s*(am|pm)",
    r"at\s+(\d{1,2})(?:[.:](\d{2}))?()",
)
_ADJECTIVES = {
    "daily": ("daily", 1), "weekly": ("weekly", 1), "fortnightly": ("weekly", 2), "biweekly": ("weekly", 2),
    "monthly": ("monthly", 1), "quarterly": ("quarterly", 1), "half-yearly": ("monthly", 6),
    "yearly": ("yearly", 1), "annual": ("yearly", 1), "annually": ("yearly", 1),
}  # fmt: skip
_UNIT_WORDS = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}
_CONTROL = "\x00"
"""What stands where a phrase was taken out: no word reaches across it."""


class Phrases:
    """A line from which phrases are taken."""

    def __init__(self, text: str) -> None:
        self.text = f" {text} "

    def take(self, pattern: str) -> re.Match[str] | None:
        """Take out the first phrase that matches, whole words only, in any case."""
        match = re.search(rf"(?<![\w@#.:/-])(?:{pattern})(?![\w@:/-])", self.text, re.IGNORECASE)
        if match is not None:
            self.text = f"{self.text[: match.start()]}{_CONTROL}{self.text[match.end() :]}"
        return match

    def put_back(self, match: re.Match[str], text: str = "") -> None:
        """Put a phrase back that turned out to be a word of the title."""
        self.text = self.text.replace(_CONTROL, text or match[0], 1)

    def parts(self) -> list[str]:
        """Return what is left between commas and what was taken, without words that only joined them."""
        found = []
        for part in re.split(rf"[,;{_CONTROL}]", self.text):
            words = part.split()
            while words and words[-1].casefold() in (
                "at",
                "on",
                "for",
                "from",
                "in",
                "and",
                "the",
                "every",
                "–",
                "-",
            ):
                words.pop()
            while words and words[0].casefold() in ("on", "and", "–", "-"):
                del words[0]
            if words:
                found.append(" ".join(words))
        return found


@dataclass
class Often:
    """How often a line says something takes place; empty where it says nothing.

    Attributes:
        unit: daily, weekly, monthly, quarterly or yearly.
        every: Every how many of them.
        on: On which day, as a day rule says it.
    """

    unit: str = ""
    every: int = 1
    on: str = ""


def take_often(line: Phrases) -> Often:
    """Take how often and on which day out of a line."""
    often = Often()
    if line.take(
        r"(?:every|each)\s+(?:working|business|week)\s?day|(?:on\s+)?(?:working|business) days|weekdays"
    ):
        return Often("daily", 1, "working days")
    if match := line.take(rf"(?:every|each)\s+(?:(other|\d{{1,2}})\s+)?({_UNIT})s?"):
        count = 2 if (match[1] or "").casefold() == "other" else int(match[1] or 1)
        often.unit, often.every = _UNIT_WORDS[match[2].casefold()], count
    elif match := line.take(rf"(?:every|each)\s+(?:(other)\s+)?({_WEEKDAYS})"):
        often.unit, often.every, often.on = "weekly", 2 if match[1] else 1, _weekdays(match[2])
    elif match := line.take(rf"(?:every|each)\s+({_ORDINAL}\s+(?:{_WEEKDAY}|(?:working |business )?day))"):
        often.unit, often.on = "monthly", _day(match[1])
    else:
        _take_adjective(line, often)
    if not often.on:
        _take_day(line, often)
    return often


def _take_adjective(line: Phrases, often: Often) -> None:
    """Take ``monthly``; in front of other words, as in “monthly service review”, it stays in the title too."""
    words = "|".join(sorted(_ADJECTIVES, key=len, reverse=True))
    match = re.search(rf"(?<![\w@#])({words})(?![\w-])", line.text, re.IGNORECASE)
    if match is None:
        return
    often.unit, often.every = _ADJECTIVES[match[1].casefold()]
    after = line.text[match.end() :]
    ends_there = re.match(
        rf"\s*(?:$|[,;{_CONTROL}]|on\b|at\b|from\b|until\b|till\b|for\b|in\b|x\d|@|#|\d|{_WEEKDAY}\b|{_ORDINAL}\b"
        rf"|{_MONTH}\b)",
        after,
        re.IGNORECASE,
    )
    if ends_there:
        line.text = f"{line.text[: match.start()]}{_CONTROL}{after}"


def _take_day(line: Phrases, often: Often) -> None:
    of = r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+(month|quarter|year))?"
    ordinal_day = rf"(?:on\s+)?(?:the\s+)?({_ORDINAL}\s+(?:{_WEEKDAY}|(?:working|business) day)|last day){of}"
    if match := line.take(ordinal_day):
        often.on = _day(match[1])
        often.unit = often.unit or _UNIT_WORDS[(match[2] or "month").casefold()]
    elif often.unit in ("monthly", "quarterly", "yearly") and (
        match := line.take(
            r"(?:on\s+)?(?:the\s+|day\s+)(\d{1,2})(?:st|nd|rd|th)?|(?:on\s+)?(\d{1,2})(?:st|nd|rd|th)"
        )
    ):
        often.on = f"day {int(match[1] or match[2])}"
    elif often.unit in ("", "weekly") and (match := line.take(rf"(?:on\s+)?({_WEEKDAYS})")):
        days = _weekdays(match[1])
        if often.unit or ", " in days or match[1].casefold().endswith("days"):
            often.unit, often.on = "weekly", days
        else:
            line.put_back(match)


def _weekdays(text: str) -> str:
    names = re.findall(_WEEKDAY, text.casefold())
    return ", ".join(dict.fromkeys(name[:3] for name in names))


def _day(text: str) -> str:
    which, _, day = " ".join(text.casefold().split()).partition(" ")
    return f"{which} {day[:3]}" if re.fullmatch(_WEEKDAY, day) else f"{which} {day}"


def take_times(line: Phrases) -> tuple[time | None, int | None]:
    """Take the time of day and, of a span such as 10–11:30, the length out of a line.

    Raises:
        ValueError: It is no time of day.
    """
    if match := line.take(
        rf"(?:(?:at|from)\s+)?{_CLOCK}\s*(?:-|–|\bto\b|\buntil\b)\s*{_CLOCK}(?!\.|\s*{_MONTH}\b)"
    ):
        if match[2] or match[3] or match[5] or match[6]:
            half = match[3] or (match[6] if match[6] and int(match[1]) <= int(match[4]) else None)
            begin, end = _clock(match[1], match[2], half), _clock(match[4], match[5], match[6])
            minutes = (end.hour * 60 + end.minute) - (begin.hour * 60 + begin.minute)
            return begin, minutes + (24 * 60 if minutes <= 0 else 0)
        line.put_back(match)
    if match := line.take(r"(?:at\s+)?(noon)"):
        return time(12), None
    for pattern in _TIMES:
        if match := line.take(pattern):
            return _clock(match[1], match[2], match[3]), None
    return None, None


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError(hour)
        number = number % 12 + (12 if half.casefold() == "pm" else 0)
    return time(number, int(minute or 0))


def take_length(line: Phrases) -> tuple[int | None, int | None]:
    """Take a length out of a line: minutes, or whole days."""
    if match := line.take(r"(?:for\s+)?(\d{1,2})\s*h\s*(\d{2})(?:\s*m(?:in)?)?"):
        return int(match[1]) * 60 + int(match[2]), None
    if match := line.take(r"(?:for\s+)?(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)"):
        return round(float(match[1].replace(",", ".")) * 60), None
    if match := line.take(r"(?:for\s+)?(\d{1,4})\s*(?:m|mins?|minutes?)"):
        return int(match[1]), None
    if line.take(r"(?:for\s+)?half an hour"):
        return 30, None
    if line.take(r"for an hour"):
        return 60, None
    if match := line.take(r"for\s+(\d{1,2})\s+days?"):
        return None, int(match[1])
    return None, None


def take_end(line: Phrases, today: date) -> str:
    """Take until when, or how many times, out of a line, as `rhythm.read_end` takes it."""
    if match := line.take(r"x\s?(\d{1,3})|(\d{1,3})\s?(?:x|times)"):
        return f"x{int(match[1] or match[2])}"
    day = take_day(line, today, r"(?:until|till|through)\s+", months=True, end=True)
    return day.isoformat() if day is not None else ""


_DATES = (
    r"\d{4}-\d{2}-\d{2}",
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}\.?(?:,?\s+\d{{4}})?",
    rf"{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?",
    r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?",
    rf"(?:next|this)\s+{_WEEKDAY}",
    r"next week|next month|end of (?:the )?(?:next )?(?:week|month|quarter|year)|today|tomorrow",
    r"\+\d{1,3}\s?[dwmy]|in \d{1,3} (?:day|week|month)s?",
)


def take_day(
    line: Phrases, today: date, before: str = r"(?:on\s+)?", *, months: bool = False, end: bool = False
) -> date | None:
    """Take a date out of a line.

    Args:
        line: The line.
        today: What ``fri`` counts from.
        before: What stands before it, as a pattern.
        months: Whether a month alone is a date too.
        end: Whether a month alone means its last day rather than its first.
    """
    for pattern in (*_DATES, _WEEKDAY):
        if match := line.take(rf"{before}({pattern})"):
            found = read_date(_plain(match[1]), today)
            if found is not None:
                return found
            line.put_back(match)
    if not months:
        return None
    if match := line.take(rf"{before}({_MONTH})\.?(?:\s+(\d{{4}}))?"):
        month = _MONTHS.index(match[1].casefold()[:3]) + 1
        first = date(int(match[2]), month, 1) if match[2] else _next_month(month, today)
        return last_of_month(first) if end else max(first, today) if not match[2] else first
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("the ", "").split())


def _next_month(month: int, today: date) -> date:
    return date(today.year + (month < today.month), month, 1)


def take_span(line: Phrases, today: date) -> tuple[date, date] | None:
    """Take a span of dates out of a line: ``28 nov - 4 dec``, ``1–5 dec``."""
    dates = "|".join(_DATES[:4])
    if match := line.take(rf"(?:from\s+)?({dates})\s*(?:-|–|\bto\b|\buntil\b)\s*({dates})"):
        first = read_date(_plain(match[1]), today)
        last = read_date(_plain(match[2]), first or today)
        if first is not None and last is not None:
            return first, last
        line.put_back(match)
    if match := line.take(rf"(\d{{1,2}})\.?\s*(?:-|–)\s*(\d{{1,2}}\.?\s+{_MONTH}(?:\s+\d{{4}})?)"):
        last = read_date(_plain(match[2]), today)
        if last is not None and 1 <= int(match[1]) <= last.day:
            return last.replace(day=int(match[1])), last
        line.put_back(match)
    return None
