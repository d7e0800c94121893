"""What the tests of screens share for their speed: nothing here changes what a program under test does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input, TextArea

_PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}

parse_rules = Stylesheet._parse_rules
press_keys = App._press_keys


def _parse_rules_once(sheet: Stylesheet, css: str, *arguments: Any, **options: Any) -> list[RuleSet]:
    """Return the rules of a style sheet; hundreds of programs in one process use the same ones."""
    key = (css, arguments, tuple(options.items()), tuple(sheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = parse_rules(sheet, css, *arguments, **options)
    return _PARSED[key]


async def _type_and_press(app: App[Any], keys: Iterable[str]) -> None:
    """Press keys, with a wait after each, but not between the letters that are typed into a field."""
    pressed = list(keys)
    for place, key in enumerate(pressed):
        last = place == len(pressed) - 1
        if not last and len(key) == 1 and key.isalnum() and isinstance(app.focused, Input | TextArea):
            assert app._driver is not None
            app._driver.send_message(events.Key(key, key))
        else:
            await press_keys(app, [key])


@pytest.fixture(autouse=True, scope="session")
def _swift() -> Iterator[None]:
    """Parse each style sheet once a worker, and type as fast as a terminal does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", _parse_rules_once)
        patch.setattr(App, "_press_keys", _type_and_press)
        yield
