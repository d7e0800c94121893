"""Numbers, amounts and lengths as people write them."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?P<sign>[ '.,])[0-9]{3}(?:(?P=sign)[0-9]{3})*")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,9}|,[0-9]{1,2})?")
_HOURS = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?h(?:ours?)?")
_HOURS_MINUTES = re.compile(r"([0-9]{1,3}) ?(?:h|:) ?([0-5][0-9])(?: ?m(?:in)?)?")
_MINUTES = re.compile(r"([0-9]{1,6}) ?(?:m|min|minutes?)?")


def read_whole(text: str) -> int | None:
    """Return a whole number, or None when the text is none."""
    return int(text) if _WHOLE.fullmatch(text) else None


def read_decimal(text: str) -> float | None:
    """Return a number like ``4.5`` or ``4,5``, or None; a comma before three digits is not guessed at."""
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def read_minor_units(text: str) -> int | None:
    """Return an amount like ``1234.50``, ``1,234.50`` or ``1.234,50`` in minor units, or None."""
    whole, cents = text, "00"
    match = re.fullmatch(r"(.+)[.,]([0-9]{2})", text)
    if match:
        whole, cents = match[1], match[2]
    if grouped := _GROUPED.fullmatch(whole):
        # "1,234" alone could be either; with cents behind another sign, or in a whole amount, it is a group.
        separator = grouped["sign"]
        if match and text[len(whole)] == separator:
            return None
        whole = whole.replace(separator, "")
    if not _WHOLE.fullmatch(whole):
        return None
    amount = abs(int(whole)) * 100 + int(cents)
    return -amount if whole.startswith("-") else amount


def show_minor_units(amount: int) -> str:
    """Return an amount in minor units with two decimals: ``-1234.50``."""
    units, cents = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{units}.{cents:02d}"


def amount_words(amount: int | None, currency: str) -> str:
    """Return ``EUR 30,000``, with cents only where there are any; a dash where nothing is known.

    Args:
        amount: Minor units.
        currency: Its ISO 4217 code.
    """
    if amount is None:
        return "–"
    units, cents = divmod(abs(amount), 100)
    shown = f"{units:,}.{cents:02d}" if cents else f"{units:,}"
    return f"{'-' if amount < 0 else ''}{currency} {shown}"


def read_minutes(text: str) -> int | None:
    """Return a length like ``90``, ``45m``, ``1h``, ``1.5h``, ``1h30`` or ``1:30`` in minutes, or None."""
    wanted = text.casefold()
    if match := _MINUTES.fullmatch(wanted):
        return int(match[1])
    if match := _HOURS_MINUTES.fullmatch(wanted):
        return int(match[1]) * 60 + int(match[2])
    if match := _HOURS.fullmatch(wanted):
        hundredths = int((match[2] or "0").ljust(2, "0"))
        return int(match[1]) * 60 + hundredths * 60 // 100
    return None


def show_minutes(minutes: int) -> str:
    """Return a length as a person says it: ``45 min``, ``1 h``, ``1 h 30``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
