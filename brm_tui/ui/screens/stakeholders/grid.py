"""The map itself: three rows of influence, three columns of interest, and below them whoever is not placed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from textual.message import Message
from textual.strip import Strip

from brm_tui.rules.stakeholders import INFLUENCE, INTEREST, Direction, Stakeholder, moved
from brm_tui.rules.vocabulary import Grade
from brm_tui.ui.commands import (
    DOWN,
    LEFT,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    RIGHT,
    UP,
    Commanding,
)
from brm_tui.ui.screens.stakeholders.words import engagement_signs, engagement_style, engagement_words
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.list_style import CURSOR_GLYPH, Piece, StyledList, strip_of
from brm_tui.ui.widgets.rows import literal

COLUMNS = len(INTEREST)
NOT_PLACED = len(INFLUENCE)
"""The row below the map."""

_LABEL = 9
_WORDS_FROM = 40
"""Cells of a column from which on words stand beside the signs."""
_MOST_NOT_PLACED = 4
_Cell = list[Stakeholder]


class _Place(NamedTuple):
    row: int
    column: int
    line: int


class StakeholderGrid(Commanding, StyledList, can_focus=True, inherit_bindings=False):
    """Everybody in the map, with a cursor on one of them."""

    ALLOW_SELECT = False
    COMMANDS = (
        LEFT.command("stakeholders.left", "Left", "Go to the column at the left."),
        RIGHT.command("stakeholders.right", "Right", "Go to the column at the right."),
        UP.command("stakeholders.up", "Up", "Go to the person above."),
        DOWN.command("stakeholders.down", "Down", "Go to the person below."),
        MOVE_LEFT.command("stakeholders.move_left", "Less interest", "Move the person: cares less about IT."),
        MOVE_RIGHT.command(
            "stakeholders.move_right", "More interest", "Move the person: cares more about IT."
        ),
        MOVE_UP.command("stakeholders.move_up", "More influence", "Move the person: the word weighs more."),
        MOVE_DOWN.command(
            "stakeholders.move_down", "Less influence", "Move the person: the word weighs less."
        ),
    )

    class Highlighted(Message):
        """The cursor came to another person."""

    class Moved(Message):
        """A person was moved in the map."""

        def __init__(self, person: Stakeholder, influence: Grade, interest: Grade) -> None:
            super().__init__()
            self.person = person
            self.influence = influence
            self.interest = interest

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._people: tuple[Stakeholder, ...] = ()
        self._cursor = ""
        self._cells: list[list[_Cell]] = [[[] for _column in INTEREST] for _row in range(NOT_PLACED + 1)]

    @property
    def current(self) -> Stakeholder | None:
        """The person under the cursor."""
        return next((person for person in self._people if person.id == self._cursor), None)

    def show(self, people: Sequence[Stakeholder]) -> None:
        """Show other people; the cursor stays on the same one."""
        self._people = tuple(people)
        cells: list[list[_Cell]] = [[[] for _column in INTEREST] for _row in range(NOT_PLACED + 1)]
        waiting = 0
        for person in self._people:
            if person.influence is not None and person.interest is not None:
                cells[INFLUENCE.index(person.influence)][INTEREST.index(person.interest)].append(person)
            else:
                cells[NOT_PLACED][waiting % COLUMNS].append(person)
                waiting += 1
        self._cells = cells
        if self.current is None:
            self._go_to(next((cell[0] for row in cells for cell in row if cell), None))
        self.refresh()

    def _go_to(self, person: Stakeholder | None) -> None:
        self._cursor = person.id if person is not None else ""
        self.refresh()
        self.post_message(self.Highlighted())

    # Keys

    def _place(self) -> _Place | None:
        for row, columns in enumerate(self._cells):
            for column, cell in enumerate(columns):
                for index, person in enumerate(cell):
                    if person.id == self._cursor:
                        return _Place(row, column, index)
        return None

    def _step_down(self, by: int) -> None:
        """Go to the next person in the column, then to the nearest row that has anybody."""
        here = self._place()
        if here is None:
            return
        cell = self._cells[here.row][here.column]
        if 0 <= here.line + by < len(cell):
            self._go_to(cell[here.line + by])
            return
        row = here.row + by
        while 0 <= row <= NOT_PLACED:
            for column in sorted(range(COLUMNS), key=lambda other: abs(other - here.column)):
                found = self._cells[row][column]
                if found:
                    self._go_to(found[0 if by > 0 else -1])
                    return
            row += by

    def _step_aside(self, by: int) -> None:
        here = self._place()
        if here is None:
            return
        column = here.column + by
        while 0 <= column < COLUMNS:
            cell = self._cells[here.row][column]
            if cell:
                self._go_to(cell[min(here.line, len(cell) - 1)])
                return
            column += by

    def action_cursor_up(self) -> None:
        """Go to the person above."""
        self._step_down(-1)

    def action_cursor_down(self) -> None:
        """Go to the person below."""
        self._step_down(1)

    def action_cursor_left(self) -> None:
        """Go to the column at the left."""
        self._step_aside(-1)

    def action_cursor_right(self) -> None:
        """Go to the column at the right."""
        self._step_aside(1)

    def _move(self, direction: str) -> None:
        """Move the person at once; the screen keeps it."""
        person = self.current
        grades = moved(person, cast("Direction", direction)) if person is not None else None
        if person is None or grades is None:
            return
        there = replace(person, influence=grades[0], interest=grades[1])
        self.show([there if one.id == person.id else one for one in self._people])
        self.post_message(self.Moved(person, *grades))
        self.post_message(self.Highlighted())

    def action_move_left(self) -> None:
        """Note less interest."""
        self._move("left")

    def action_move_right(self) -> None:
        """Note more interest."""
        self._move("right")

    def action_move_up(self) -> None:
        """Note more influence."""
        self._move("up")

    def action_move_down(self) -> None:
        """Note less influence."""
        self._move("down")

    # Painting

    def on_resize(self) -> None:
        """Paint for the new size."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line: the head, a row of the map, or those below it."""
        width = self.line_width
        below = self._below
        each = max(2, (self.size.height - 1 - below) // len(INFLUENCE))
        if y == 0:
            return self._head(width)
        row, line = divmod(y - 1, each)
        if row < len(INFLUENCE):
            return self._row(row, line, each, width)
        line = y - 1 - each * len(INFLUENCE)
        return (
            self._row(NOT_PLACED, line, below, width)
            if line < below
            else Strip.blank(width, self.paint_style())
        )

    @property
    def _below(self) -> int:
        """How many lines whoever is not placed takes, heading included."""
        longest = max(len(cell) for cell in self._cells[NOT_PLACED])
        return 1 + min(longest, _MOST_NOT_PLACED) if longest else 0

    def _widths(self, width: int) -> list[int]:
        room = max(COLUMNS, width - _LABEL - 1)
        return [room // COLUMNS + (column < room % COLUMNS) for column in range(COLUMNS)]

    def _head(self, width: int) -> Strip:
        dim = self.paint_style("dim")
        pieces: list[Piece] = [(fitted(" interest", _LABEL), dim)]
        for grade, cells in zip(INTEREST, self._widths(width), strict=True):
            pieces.append((fitted(f"  {grade.value}", cells), dim))
        return strip_of(pieces, width)

    def _row(self, row: int, line: int, lines: int, width: int) -> Strip:
        """Return a line of a row: a rule with the row's name first, then people beside each other."""
        dim, rule = self.paint_style("dim"), self.paint_style("rule")
        if line == 0:
            waiting = sum(len(cell) for cell in self._cells[NOT_PLACED])
            if row < NOT_PLACED:
                name, style = f" {INFLUENCE[row].value} influence ", dim
            else:
                name, style = f" not placed yet: {waiting} ", self.paint_style("attention")
            return strip_of([(name, style), ("─" * max(0, width - cells_of(name)), rule)], width)
        pieces: list[Piece] = [(" " * _LABEL, self.paint_style())]
        for column, cells in enumerate(self._widths(width)):
            pieces += self._person(self._cells[row][column], line - 1, lines - 1, cells)
        pieces.append((" ", self.paint_style()))
        return strip_of(pieces, width)

    def _person(self, cell: _Cell, line: int, lines: int, width: int) -> list[Piece]:
        """Return what stands on a line of a cell, which shows those around the cursor where it is too small."""
        plain = self.paint_style()
        index, more = line, 0
        if len(cell) > lines:
            seen = max(1, lines - 1)
            here = next((place for place, one in enumerate(cell) if one.id == self._cursor), 0)
            first = min(max(0, here - seen + 1), len(cell) - seen)
            index, more = first + line, len(cell) - seen
            if line >= seen:
                text = f"  and {more} more" if line == seen else ""
                return [(fitted(text, width), self.paint_style("dim"))]
        if index >= len(cell):
            return [(" " * width, plain)]
        person = cell[index]
        cursor = person.id == self._cursor
        base = self.paint_style(cursor=cursor)
        bar = self.paint_style("cursor-glyph" if self.has_focus else "dim", cursor=True)
        said = engagement_words(person) if width >= _WORDS_FROM else engagement_signs(person)
        room = max(1, width - 4 - cells_of(said))
        return [
            (CURSOR_GLYPH if cursor else " ", bar if cursor else base),
            (" ", base),
            (fitted(literal(person.name), room), base),
            (" ", base),
            (said, self.paint_style(engagement_style(person), cursor=cursor)),
            (" " * max(0, width - 3 - room - cells_of(said)), base if cursor else plain),
        ]
