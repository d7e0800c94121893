"""A list to choose from that follows what is typed elsewhere; its length costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from brm_tui.text import one_line, sort_form
from brm_tui.ui.glyphs import DONE

Value = TypeVar("Value")

_WIDEST_GROUP = 16


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """Something to choose.

    Attributes:
        value: What is answered.
        label: What is shown.
        hint: Shown dimmed at the right.
        words: More words that it is found by.
        group: What it is one of; said once, at the left of the first of each group.
    """

    value: Value
    label: str
    hint: str = ""
    words: str = ""
    group: str = ""


def matching(choices: Iterable[Choice[Value]], typed: str) -> list[Choice[Value]]:
    """Return the choices that hold every typed word, those that begin with the first one in front."""
    wanted = sort_form(typed).split()
    if not wanted:
        return list(choices)
    front: list[Choice[Value]] = []
    inside: list[Choice[Value]] = []
    for choice in choices:
        label = sort_form(choice.label)
        text = f"{label} {sort_form(choice.hint)} {sort_form(choice.words)}"
        if all(word in text for word in wanted):
            starts = label.startswith(wanted[0]) or f" {wanted[0]}" in label
            (front if starts else inside).append(choice)
    return front + inside


class ChoiceList(ScrollView, Generic[Value]):
    """Shows choices; the dialog around it moves the cursor, so that the focus stays where one types."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "choice-list--line",
        "choice-list--cursor",
        "choice-list--hint",
        "choice-list--cursor-hint",
        "choice-list--mark",
    }

    @dataclass
    class Chosen(Message):
        """A choice was clicked."""

        index: int

    def __init__(
        self, choices: Sequence[Choice[Value]], *, empty: str, marked: Callable[[Value], bool]
    ) -> None:
        """Make a list.

        Args:
            choices: What to show at first.
            empty: What to say when there is nothing.
            marked: Whether a value bears a mark.
        """
        super().__init__()
        self.can_focus = False
        self.empty = empty
        self.cursor = 0
        self._marked = marked
        self._choices: Sequence[Choice[Value]] = choices
        self._group_width = 0
        self._resize_content()

    @property
    def current(self) -> Choice[Value] | None:
        """Return the choice under the cursor."""
        return self._choices[self.cursor] if self.cursor < len(self._choices) else None

    @property
    def shown(self) -> Sequence[Choice[Value]]:
        """Return what is listed now."""
        return self._choices

    def show(self, choices: Sequence[Choice[Value]], cursor: int = 0) -> None:
        """Show other choices."""
        self._choices = choices
        widest = max((cell_len(choice.group) for choice in choices if choice.group), default=0)
        self._group_width = min(_WIDEST_GROUP, widest + 2) if widest else 0
        self.cursor = min(cursor, max(0, len(choices) - 1))
        self._resize_content()
        self._keep_in_sight()
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor, staying within the list."""
        self.cursor = max(0, min(len(self._choices) - 1, self.cursor + by))
        self._keep_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the lines as wide as the list."""
        self._resize_content()
        self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        index = event.y + self.scroll_offset.y
        if index < len(self._choices):
            self.cursor = index
            self.refresh()
            self.post_message(self.Chosen(index))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        line = self.get_component_rich_style("choice-list--line")
        if not self._choices and y == 0:
            said = Content(self.empty).truncate(width - 1, ellipsis=True).plain
            return _strip([(f" {said}", self.get_component_rich_style("choice-list--hint"))], width, line)
        if index >= len(self._choices):
            return Strip.blank(width, line)
        choice = self._choices[index]
        chosen = index == self.cursor
        base = self.get_component_rich_style("choice-list--cursor") if chosen else line
        dim = self.get_component_rich_style(f"choice-list--{'cursor-' if chosen else ''}hint")
        mark = f"{DONE.text} " if self._marked(choice.value) else "  "
        group = self._group_at(index)
        width -= cell_len(group)
        whole = Content(one_line(choice.label))
        hint = Content(one_line(choice.hint)).truncate(
            max(width // 2, width - 5 - whole.cell_length), ellipsis=True
        )
        room = width - 3 - (hint.cell_length + 2 if hint else 0)
        label = whole.truncate(max(1, room), ellipsis=True, pad=True).plain
        mark_style = base + Style(color=self.get_component_rich_style("choice-list--mark").color)
        gap = "  " if hint else ""
        named = self.get_component_rich_style("choice-list--hint") + Style(bold=True)
        parts = [
            (group, named),
            (mark, mark_style),
            (label, base),
            (gap, base),
            (hint.plain, dim),
            (" ", base),
        ]
        return _strip(parts, width + cell_len(group), base)

    def _group_at(self, index: int) -> str:
        """Return what stands in the column of the groups beside a choice; nothing where there are none."""
        if not self._group_width:
            return ""
        group = self._choices[index].group
        told = index > self.scroll_offset.y and self._choices[index - 1].group == group
        return Content("" if told else f" {group}").truncate(self._group_width, ellipsis=True, pad=True).plain

    def _resize_content(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, max(1, len(self._choices)))

    def _keep_in_sight(self) -> None:
        if self.size:
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, x_axis=False)


def _strip(parts: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
    return Strip([Segment(text, style) for text, style in parts if text]).adjust_cell_length(width, base)
