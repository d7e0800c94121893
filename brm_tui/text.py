"""The gate for text from outside: control characters, length and literal display text."""

from __future__ import annotations

import unicodedata

from brm_tui.errors import FieldError

_KEPT_IN_LONG_TEXT = {"\n", "\t"}
# Bidirectional overrides and isolates can make a text show other than it reads (CVE-2021-42574).
_REORDERING = set(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or character in _REORDERING


def _without_controls(value: str) -> str:
    """Return the text without control characters; what is printable throughout, as nearly every text is, has none."""
    if value.isprintable():
        return value
    return "".join(c for c in value if c in _KEPT_IN_LONG_TEXT or not _is_control(c))


def clean_line(value: str) -> str:
    """Return one line of text: no control characters, white space folded, NFC."""
    words = (_without_controls(word) for word in value.split())
    return unicodedata.normalize("NFC", " ".join(filter(None, words))).strip()


def clean_text(value: str) -> str:
    r"""Return text of several lines: ``\n`` line ends, no control characters, no trailing white space, NFC."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (_without_controls(line).rstrip() for line in lines)
    return unicodedata.normalize("NFC", "\n".join(kept)).strip("\n")


def limit(field: str, value: str, maximum: int) -> str:
    """Return the text unless it is longer than ``maximum`` characters.

    Raises:
        FieldError: The text is too long.
    """
    if len(value) > maximum:
        raise FieldError(field, value, f"at most {maximum} characters (this has {len(value)})")
    return value


def sort_form(value: str) -> str:
    """Return the text as it is sorted and searched by: compatibility form, casefolded."""
    return unicodedata.normalize("NFKC", value).casefold()


def one_line(value: str) -> str:
    """Return any text as one literal line for a list, line breaks shown as spaces."""
    return clean_line(value)


def shortened(value: str, length: int) -> str:
    """Return the text cut to ``length`` characters, the last one ``…`` where something was cut."""
    return value if len(value) <= length else value[: max(0, length - 1)] + "…"
