"""Colours: a dark and a light theme of ours, and the names that every theme must know.

The accent (``$focus``) marks what has the focus and nothing else. ``$good``, ``$attention`` and ``$bad`` are
text colours that read on ``$background`` and ``$panel`` of both themes (WCAG contrast of 4.5 and more);
``$muted`` is for hints and units, ``$faint`` for rules and empty cells, ``$cursor`` lies behind the row under
the cursor and ``$cursor-blurred`` behind it where the list has not the focus.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="brm-dark",
    dark=True,
    primary="#7aa2f7",
    secondary="#8a93a8",
    accent="#7aa2f7",
    foreground="#d5d9e2",
    background="#15181e",
    surface="#1b1f27",
    panel="#22272f",
    success="#7fbf8e",
    warning="#e0af5e",
    error="#ef7f84",
    variables={
        "focus": "#7aa2f7",
        "good": "#7fbf8e",
        "attention": "#e0af5e",
        "bad": "#ef7f84",
        "muted": "#8a93a4",
        "faint": "#39404c",
        "cursor": "#2a3344",
        "cursor-blurred": "#22272f",
        "input-selection-background": "#7aa2f7 35%",
        "border": "#7aa2f7",
        "border-blurred": "#39404c",
        "scrollbar": "#39404c",
        "scrollbar-hover": "#4a5262",
        "scrollbar-active": "#7aa2f7",
        "scrollbar-background": "#15181e",
        "scrollbar-background-hover": "#15181e",
        "scrollbar-background-active": "#15181e",
        "scrollbar-corner-color": "#15181e",
    },
)

LIGHT = Theme(
    name="brm-light",
    dark=False,
    primary="#2257c5",
    secondary="#5b6372",
    accent="#2257c5",
    foreground="#1f242d",
    background="#f7f8fa",
    surface="#eff1f4",
    panel="#e6e9ee",
    success="#1f6f3d",
    warning="#8a5400",
    error="#b3232f",
    variables={
        "focus": "#2257c5",
        "good": "#1f6f3d",
        "attention": "#8a5400",
        "bad": "#b3232f",
        "muted": "#5b6372",
        "faint": "#c9ced7",
        "cursor": "#d5e0f5",
        "cursor-blurred": "#e6e9ee",
        "input-selection-background": "#2257c5 25%",
        "border": "#2257c5",
        "border-blurred": "#c9ced7",
        "scrollbar": "#c9ced7",
        "scrollbar-hover": "#b3bac6",
        "scrollbar-active": "#2257c5",
        "scrollbar-background": "#f7f8fa",
        "scrollbar-background-hover": "#f7f8fa",
        "scrollbar-background-active": "#f7f8fa",
        "scrollbar-corner-color": "#f7f8fa",
    },
)

OURS = (DARK, LIGHT)

_NAMES = {"focus", "good", "attention", "bad", "muted", "faint", "cursor", "cursor-blurred"}


def colours_for(theme: Theme) -> dict[str, str]:
    """Return our names for a theme that does not define them, mixed from its own colours."""
    if theme.variables.keys() >= _NAMES:
        return {}
    colours = theme.to_color_system().generate()
    if theme.ansi:
        return {
            "focus": "ansi_bright_blue",
            "good": "ansi_green",
            "attention": "ansi_yellow",
            "bad": "ansi_red",
            "muted": "ansi_bright_black",
            "faint": "ansi_bright_black",
            "cursor": "ansi_blue",
            "cursor-blurred": "ansi_bright_black",
        }
    back, front = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    focus = Color.parse(colours["primary"])
    return {
        "focus": colours["text-primary"],
        "good": colours["text-success"],
        "attention": colours["text-warning"],
        "bad": colours["text-error"],
        "muted": back.blend(front, 0.62, alpha=1).hex,
        "faint": back.blend(front, 0.22, alpha=1).hex,
        "cursor": back.blend(focus, 0.28, alpha=1).hex,
        "cursor-blurred": back.blend(front, 0.1, alpha=1).hex,
    }
