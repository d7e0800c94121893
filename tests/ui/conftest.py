"""What the tests of screens share for their speed: nothing here changes what a program under test does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from textual import _wait, events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widgets import Input, TextArea

_LOOK_EVERY = 1 / 150
"""Seconds after which Pilot looks again whether the program is idle, twice for each key: a third of its own."""

_PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}

parse_rules = Stylesheet._parse_rules
press_keys = App._press_keys
render_update = Compositor.render_update


def _parse_rules_once(sheet: Stylesheet, css: str, *arguments: Any, **options: Any) -> list[RuleSet]:
    """Return the rules of a style sheet; hundreds of programs in one process use the same ones."""
    key = (css, arguments, tuple(options.items()), tuple(sheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = parse_rules(sheet, css, *arguments, **options)
    return _PARSED[key]


def _render_what_is_looked_at(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> Any:
    """Render a picture, but only take note of what changed: without a terminal Textual would throw it away."""
    if full:
        return render_update(compositor, full, screen_stack, simplify)
    visible_screen_stack.set(screen_stack or [])
    compositor._dirty_regions.clear()
    return None


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
    """Parse each style sheet once a worker, render what is looked at, and type as fast as a terminal does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", _parse_rules_once)
        patch.setattr(Compositor, "render_update", _render_what_is_looked_at)
        patch.setattr(App, "_press_keys", _type_and_press)
        patch.setattr(_wait, "SLEEP_GRANULARITY", _LOOK_EVERY)
        yield


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render all that changes, as in a terminal, for a test that counts what is."""
    monkeypatch.setattr(Compositor, "render_update", render_update)
