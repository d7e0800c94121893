"""Names of keys: what Textual calls them and what a person reads."""

from __future__ import annotations

_SHOWN = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "page up",
    "pagedown": "page down",
    "backspace": "⌫",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "vertical_line": "|",
    "exclamation_mark": "!",
    "at": "@",
    "dollar_sign": "$",
    "percent_sign": "%",
    "number_sign": "#",
    "asterisk": "*",
    "colon": ":",
    "semicolon": ";",
    "underscore": "_",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}
_NAMED = {shown: name for name, shown in _SHOWN.items() if len(shown) == 1 and shown not in "←→↑↓⌫"}

#: Keys that a terminal cannot tell from Tab, Enter, Enter and Backspace.
INDISTINCT = frozenset({"ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h"})


def key_name(key: str) -> str:
    """Return Textual's name of a key that is written as a person would (``?``, ``ctrl+/``)."""
    key = key.strip()
    if key in _NAMED:
        return _NAMED[key]
    front, plus, last = key.rpartition("+")
    return f"{front}{plus}{_NAMED.get(last, last)}" if front else key


def normal_keys(keys: str) -> str:
    """Return a comma-separated list of keys in Textual's names."""
    return ",".join(key_name(key) for key in keys.split(","))


def shown_key(key: str) -> str:
    """Return a key as a person reads it: ``?``, ``ctrl+r``, ``esc``."""
    front, plus, last = key.rpartition("+")
    return f"{front}{plus}{_SHOWN.get(last, last)}"
