"""The layers of the calendar: their signs, their words and the keys that turn them on and off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from brm_tui.ui.glyphs import ATTENTION, BAD, DUE, HIGH_RISK, Glyph
from brm_tui.ui.widgets.columns import cells_of


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer.

    Attributes:
        name: As the desk calls it.
        key: What turns it on and off.
        words: What the user calls it.
        glyph: Its sign.
        style: Which of the lists' styles its sign has.
    """

    name: str
    key: str
    words: str
    glyph: Glyph
    style: str = "dim"


LAYERS = (
    Layer("meeting", "M", "meetings", Glyph("◆", "*", "meeting", "$foreground"), ""),
    Layer("customer", "C", "customer", Glyph("◇", "o", "customer event", "$muted")),
    Layer("it", "I", "IT", Glyph("▫", "+", "IT event", "$muted")),
    Layer("change", "G", "changes", Glyph("△", "^", "change", "$foreground"), ""),
    Layer("milestone", "T", "milestones", Glyph("★", "!", "milestone", "$muted")),
    Layer("agreement", "A", "agreements", Glyph("§", "&", "agreement", "$muted")),
    Layer("due", "U", "due", DUE, "attention"),
)
BY_NAME = {layer.name: layer for layer in LAYERS}
NAMES = frozenset(BY_NAME)

_WIDE = 110

BLACKOUT = Glyph("⊘", "x", "blackout", "$bad")
FREEZE = Glyph("∗", "=", "freeze", "$attention")
CLASH = ATTENTION
SEVERITIES = {"attention": ATTENTION, "bad": BAD}
"""The signs of clashes, by how much they matter."""


def sign_of(layer: str, *, high_risk: bool = False) -> tuple[str, str]:
    """Return the sign of an entry and the lists' style that it has."""
    if high_risk:
        return HIGH_RISK.text, "bad"
    found = BY_NAME[layer]
    return found.glyph.text, found.style


class LayerLine(Widget):
    """The layers, each with its key; what is off stands in brackets and is dimmed. A click turns one."""

    ALLOW_SELECT = False

    shown: var[frozenset[str]] = var(NAMES)

    class Clicked(Message):
        """A layer was clicked."""

        def __init__(self, layer: str) -> None:
            super().__init__()
            self.layer = layer

    def render(self) -> Content:
        """Return the line."""
        return layer_content(self.shown, self.size.width)

    def watch_shown(self) -> None:
        """Show the new state."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Turn the layer under the mouse."""
        left = 1
        for layer in LAYERS:
            width = cells_of(_plain(layer, self.size.width)) + _gap(self.size.width)
            if left <= event.x < left + width:
                self.post_message(self.Clicked(layer.name))
                return
            left += width


def layer_content(shown: Collection[str], width: int) -> Content:
    """Return the line of layers for a width."""
    line = Content(" ")
    for layer in LAYERS:
        if layer.name in shown:
            word = Content.assemble((layer.glyph.text, layer.glyph.style), _space(width), layer.words)
        else:
            word = Content.styled(f"−{_space(width)}{layer.words}", "$faint strike")
        line = Content.assemble(line, (layer.key, "bold"), " ", word, " " * _gap(width))
    return line


def _plain(layer: Layer, width: int) -> str:
    return f"{layer.key} {layer.glyph.text}{_space(width)}{layer.words}"


def _space(width: int) -> str:
    return "" if width < _WIDE else " "


def _gap(width: int) -> int:
    return 1 if width < _WIDE else 3
