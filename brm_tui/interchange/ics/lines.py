"""Content lines: cleaned, shortened, escaped and folded text, and values as RFC 5545 writes them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

from brm_tui.text import clean_line, clean_text

LINE_LIMIT = 255
"""The most UTF-16 units of a title or place that every reader keeps."""
TEXT_LIMIT = 8192
"""The most UTF-16 units of a description that every reader keeps."""

_OCTETS = 75
_ZERO_WIDTH_JOINER = "\u200d"
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# Line ends that only some readers take for one, and tabs, which are control characters.
_PLAIN = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_COMPACT = str.maketrans({"-": None, ":": None})


def one_line(value: str) -> str:
    """Return a title or place as it goes out: one clean line within the limit, not yet escaped."""
    # Most texts are clean already; asking that as a whole is much faster than looking at each character.
    if not value.isprintable() or "  " in value or not unicodedata.is_normalized("NFC", value):
        value = clean_line(value)
    return within(value.strip(), LINE_LIMIT)


def plain_text(value: str) -> str:
    r"""Return a description as it goes out: clean, ``\n`` line ends, within the limit, not yet escaped."""
    if not value.replace("\n", "").isprintable() or not unicodedata.is_normalized("NFC", value):
        value = clean_text(value.translate(_PLAIN))
    return within(value.strip(), TEXT_LIMIT)


def within(value: str, limit: int) -> str:
    """Return a text of at most so many UTF-16 units, ``…`` at its end where it was cut.

    It is never cut inside what is seen as one character.
    """
    if len(value) * 2 <= limit:
        return value
    units = value.encode("utf-16-le")
    if len(units) <= limit * 2:
        return value
    length = len(units[: (limit - 1) * 2].decode("utf-16-le", errors="ignore"))
    cut = length
    while cut > 0 and length - cut < 40 and _joins(value[cut - 1], value[cut]):
        cut -= 1
    return value[:cut].rstrip() + "…"


def _joins(before: str, after: str) -> bool:
    """Return whether two characters are seen as parts of one."""
    if _ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    skin_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    flag = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    return skin_tone or flag


def escaped(value: str) -> str:
    """Return text as a TEXT value."""
    return value.translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a content line, without its last line end, folded at 75 octets and never inside a character."""
    if len(line) <= _OCTETS and line.isascii():
        return line
    octets = line.encode()
    parts = []
    begin, room = 0, _OCTETS
    while len(octets) - begin > room:
        end = begin + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[begin:end])
        begin, room = end, _OCTETS - 1
    parts.append(octets[begin:])
    return b"\r\n ".join(parts).decode()


def local_value(moment: datetime) -> str:
    """Return a naive local time as ``20261124T100000``."""
    return moment.isoformat(timespec="seconds").translate(_COMPACT)


def date_value(moment: datetime) -> str:
    """Return the date of a moment as ``20261124``."""
    return moment.date().isoformat().translate(_COMPACT)


def instant_value(moment: datetime) -> str:
    """Return an aware moment as ``20261124T090000Z``."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(timespec="seconds").translate(_COMPACT) + "Z"


def offset_value(offset: timedelta) -> str:
    """Return an offset from UTC as ``+0530``."""
    seconds = int(offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}"
    return f"{text}{rest:02}" if rest else text
