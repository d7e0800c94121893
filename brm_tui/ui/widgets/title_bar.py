"""The second line: where one is, the screen's one-line answer, and how it is sorted and filtered."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from brm_tui.text import one_line

FILTERED = "filter: "
"""What a state begins with that says how a list is filtered."""
State = str | Content | tuple[str, ...]
"""A state, or its parts."""


def title_content(
    trail: Sequence[str], title: str, answer: str | Content, state: State, width: int
) -> Content:
    """Return the title line for a width; where it is short of room the state gives way, then the answer.

    That a list is filtered is said whatever gives way: who does not see it takes a part for the whole.

    Args:
        trail: Names of the screens above, outermost first.
        title: The screen's own name; empty to let the answer stand alone.
        answer: What the screen says in one line.
        state: How it is sorted and filtered, in parts the most important of which is the first.
        width: Cells.
    """
    parts: list[Content] = []
    for name in trail:
        parts.append(Content.assemble((one_line(name), "$muted"), (" › ", "$faint")))
    if title:
        parts.append(Content.styled(one_line(title), "bold"))
    place = Content("").join(parts)
    said = answer if isinstance(answer, Content) else Content(one_line(answer))
    left = Content.assemble(" ", place, "   " if place and said else "", said)
    parts_of_state = (state,) if isinstance(state, str | Content) else state
    right = _in_line(parts_of_state)
    gap = width - 1 - left.cell_length - right.cell_length
    if gap < 2 and right.plain.startswith(FILTERED):
        right = _in_line(parts_of_state[:1]).truncate(width // 2, ellipsis=True)
        left = left.truncate(width - 3 - right.cell_length, ellipsis=True)
        gap = width - 1 - left.cell_length - right.cell_length
    if not right or gap < 2:
        return left.truncate(width - 1, ellipsis=True)
    return Content.assemble(left, " " * gap, right)


def _in_line(parts: Sequence[str | Content]) -> Content:
    said = [
        part if isinstance(part, Content) else Content.styled(one_line(part), "$muted")
        for part in parts
        if part
    ]
    return Content("   ").join(said)


class TitleBar(Widget):
    """Draws ``trail``, ``title``, ``answer`` and ``state`` of its screen."""

    def render(self) -> Content:
        """Return the line."""
        screen = self.screen
        return title_content(
            getattr(screen, "trail", ()),
            screen.title or "",
            getattr(screen, "answer", ""),
            getattr(screen, "state", ""),
            self.size.width,
        )
