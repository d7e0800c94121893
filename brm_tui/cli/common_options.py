"""The options that every command takes; on their own they open the screen, which need not wait for a parser."""

from __future__ import annotations

from collections.abc import Sequence

COMMON_OPTIONS = {
    "home": ("DIR", "another desk (or BRM_TUI_HOME)"),
    "today": ("DATE", "pin the clock: a date (09:00) or a date-time"),
    "zone": ("ZONE", "your time zone, such as Europe/Berlin"),
}
"""Their names, what stands for their values in help, and what they are."""


def only_common(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the common options by name; None where there is anything else among the arguments."""
    values: dict[str, str] = {}
    for option, value in zip(arguments[::2], arguments[1::2], strict=False):
        name = option.removeprefix("--")
        if name == option or name not in COMMON_OPTIONS or value.startswith("-"):
            return None
        values[name] = value
    return values if len(arguments) % 2 == 0 else None
