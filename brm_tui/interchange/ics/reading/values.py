"""Values of properties as they stand in content lines."""

from __future__ import annotations

import quopri
import re
from datetime import date, datetime, time, timedelta

from brm_tui.text import clean_line, clean_text, shortened

_DATES = re.compile(
    r":\s*\"?([0-9]{4}-?[0-9]{2}-?[0-9]{2}(?:[Tt ][0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?(?:\.[0-9]+)?)?[Zz]?[^:\"]*)\"?\s*$"
)
_ONE = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[Tt ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:\.[0-9]+)?)?([Zz]?)"
)
_PARAMETER = re.compile(r";\s*([A-Za-z0-9-]+)\s*=\s*(\"[^\"]*\"?|[^;:\"]*)")
_DURATION = re.compile(
    r"([+-])?P(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-]?)([0-9]{2}):?([0-9]{2}):?([0-9]{2})?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class UnreadableError(ValueError):
    """A component cannot be taken; its text is the reason, a clause for the report."""


MOST_VALUES = 20_000
"""How many dates of one line are looked at."""


def text_of(line: str, most: int = 4000) -> str:
    """Return the text of a property line, unescaped; of a very long one what is needed for so many characters."""
    head, value = _split(line)
    value = value[: most * 4]
    if "QUOTED-PRINTABLE" in head.upper():
        value = quopri.decodestring(value.encode()).decode(errors="replace")
    if "\\" in value:
        value = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return value


def raw_value(line: str) -> str:
    """Return the value of a property line as it stands."""
    return _split(line)[1].strip()


def _split(line: str) -> tuple[str, str]:
    """Return the line before its value, and the value."""
    colon = line.find(":")
    quote = line.find('"')
    while 0 <= quote < colon:
        closing = line.find('"', quote + 1)
        if closing < 0:
            break
        if colon < closing:
            colon = line.find(":", closing)
        quote = line.find('"', closing + 1)
    return (line, "") if colon < 0 else (line[:colon], line[colon + 1 :])


def one_line(text: str, most: int) -> str:
    """Return a text as one clean line of at most so many characters."""
    text = text[: most * 8]
    if not text.isprintable() or not text.isascii() or "  " in text:
        text = clean_line(text)
    return shortened(text.strip(), most)


def long_text(text: str, most: int) -> str:
    """Return a text of several clean lines of at most so many characters."""
    text = text[: most * 2]
    if not text.isascii() or not text.isprintable():
        text = clean_text(text)
    return shortened(text.strip(), most)


def parameters(line: str) -> dict[str, str]:
    """Return the parameters of a line by name in capitals, quotes taken off.

    A zone's name may hold colons although they were not quoted, as in ``(UTC-05:00) Eastern Time``.
    """
    found = {match[1].upper(): match[2].strip('"').strip() for match in _PARAMETER.finditer(line)}
    zone = found.get("TZID")
    if zone is not None and '"' not in line:
        values = _DATES.search(line)
        begin = line.upper().find("TZID=")
        if values is not None and begin >= 0:
            found["TZID"] = line[begin + 5 : values.start()].split(";")[0].strip()
    return found


def date_texts(line: str) -> list[str]:
    """Return the values of a line of dates, times or periods."""
    match = _DATES.search(line)
    listed = match[1] if match else raw_value(line)
    return [text for value in listed.split(",", MOST_VALUES)[:MOST_VALUES] if (text := value.strip())]


def read_moment(text: str) -> tuple[datetime, bool, bool]:
    """Return a date or time as written: the naive moment, whether it is a date only, whether it is UTC.

    Raises:
        UnreadableError: It is neither.
    """
    match = _ONE.match(text)
    if match is None:
        raise UnreadableError(f"‘{one_line(text, 40)}’ is no date or time")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        moment_date = date(int(year), int(month), int(day))
        if hour is None:
            return datetime.combine(moment_date, time()), True, False
        at = time(int(hour), int(minute), min(59, int(second or 0)))
    except ValueError:
        raise UnreadableError(f"there is no {one_line(text, 40)}") from None
    return datetime.combine(moment_date, at), False, bool(utc)


def read_duration(text: str) -> timedelta:
    """Return a duration such as ``PT1H30M``.

    Raises:
        UnreadableError: It is none.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise UnreadableError(f"‘{one_line(text, 40)}’ is no length of time")
    sign, weeks, days, hours, minutes, seconds = match.groups()
    length = timedelta(
        weeks=int(weeks or 0),
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
    )
    return -length if sign == "-" else length


def read_offset(text: str) -> timedelta:
    """Return an offset from UTC such as ``+0530``.

    Raises:
        UnreadableError: It is none.
    """
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise UnreadableError(f"‘{one_line(text, 40)}’ is no offset from UTC")
    sign, hours, minutes, seconds = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    if offset >= timedelta(days=1):
        raise UnreadableError(f"‘{one_line(text, 40)}’ is no offset from UTC")
    return -offset if sign == "-" else offset
