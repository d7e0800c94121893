"""README's table of keys, made from the commands themselves: ``python -m tests.readme_keys`` writes it."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding

import brm_tui.ui
from brm_tui.ui.commands import Command
from brm_tui.ui.program_commands import PROGRAM_COMMANDS

README = Path(__file__).parent.parent / "README.md"
_TABLE = re.compile(r"(<!-- keys:[^\n]*-->\n).*?(<!-- end of keys -->)", re.DOTALL)
_SIGNS = {
    "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "full_stop": ".",
    "comma": ",", "plus": "+", "minus": "-", "less_than_sign": "<", "greater_than_sign": ">", "colon": ":",
    "asterisk": "*", "equals_sign": "=", "exclamation_mark": "!", "apostrophe": "'", "number_sign": "#", "at": "@",
    "dollar_sign": "$", "percent_sign": "%",
    "pagedown": "page down", "pageup": "page up", "escape": "esc",
}  # fmt: skip


def _classes() -> Iterator[type]:
    """Every class of the screens, where it is written: whoever imports it first has no say in the order."""
    for found in pkgutil.walk_packages(brm_tui.ui.__path__, "brm_tui.ui."):
        for value in vars(import_module(found.name)).values():
            if isinstance(value, type) and value.__module__ == found.name:
                yield value


def every_command() -> dict[str, Command]:
    """Return every command of the program by its id."""
    found = {command.id: command for command in PROGRAM_COMMANDS}
    for shown_by in _classes():
        own = vars(shown_by).get("COMMANDS", ())
        for command in own if isinstance(own, tuple) else ():
            if isinstance(command, Command):
                found.setdefault(command.id, command)
    return found


def every_binding() -> dict[str, Binding]:
    """Return every key that a widget of ours has beside the commands, by its id."""
    found: dict[str, Binding] = {}
    for shown_by in _classes():
        for binding in vars(shown_by).get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                found.setdefault(binding.id, binding)
    return found


def shown(keys: str) -> str:
    """Return keys as they stand on a keyboard, as code."""
    signs = [_SIGNS.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip()]
    return " ".join(f"`{sign}`" if sign != "`" else "`` ` ``" for sign in dict.fromkeys(signs))


def lines() -> list[str]:
    """Return the table's lines."""
    rows = [
        (command.id.split(".")[0], shown(command.keys) or "palette", command.title, command.id)
        for command in every_command().values()
    ]
    rows += [
        (identity.split(".")[0], shown(binding.key), binding.description, identity)
        for identity, binding in every_binding().items()
        if identity not in every_command()
    ]
    order = {name: number for number, name in enumerate(["app", "table"])}
    rows.sort(key=lambda row: (order.get(row[0], 9), row[0]))
    made = ["| where | keys | what | id |", "|---|---|---|---|"]
    for group, keys, title, identity in rows:
        where = {"app": "everywhere", "table": "every list"}.get(group, group.replace("_", " "))
        made.append(f"| {where} | {keys.replace('|', chr(92) + '|')} | {title} | `{identity}` |")
    return made


def filled(text: str) -> str:
    """Return README's text with the table as it is now."""
    table = "\n".join(lines())
    return _TABLE.sub(lambda match: f"{match[1]}\n{table}\n\n{match[2]}", text)


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
