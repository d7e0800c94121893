"""Impact against likelihood: how many changes stand in each of the 25 cells, and a cursor that narrows the list."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from brm_tui.desk.change_pages import ChangeGrid
from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.vocabulary import ChangeRisk
from brm_tui.ui.commands import BACK, DOWN, LEFT, OPEN, RIGHT, UP, Command, Commanding
from brm_tui.ui.screens.changes.words import LETTERS

Cell = tuple[int, int]
STEPS = (1, 2, 3, 4, 5)
_LABEL, _CELL = 11, 6
WIDTH = _LABEL + _CELL * len(STEPS)
HEIGHT = len(STEPS) + 2
_STYLES = {
    ChangeRisk.VERY_HIGH: "bold $bad",
    ChangeRisk.HIGH: "$bad",
    ChangeRisk.MODERATE: "$attention",
    ChangeRisk.LOW: "$good",
}
_IMPACTS = {5: "5 stands", 4: "4", 3: "3", 2: "2", 1: "1 hardly"}


class RiskGrid(Commanding, Widget, can_focus=True, inherit_bindings=False):
    """The grid; while it has the keys, the list shows what stands in its cell."""

    DEFAULT_CSS = f"RiskGrid {{ width: {WIDTH}; height: {HEIGHT}; }}"
    COMMANDS = (
        UP.command("grid.up", "Higher impact", "Look at the next higher impact.", action="move(1, 0)"),
        DOWN.command("grid.down", "Lower impact", "Look at the next lower impact.", action="move(-1, 0)"),
        LEFT.command("grid.left", "Less likely", "Look at the next lower likelihood.", action="move(0, -1)"),
        RIGHT.command("grid.right", "More likely", "Look at the next higher likelihood.", action="move(0, 1)"),
        OPEN.command("grid.list", "Go to the list", "Go on in the list of this cell.", action="leave", footer="list"),
        Command(
            "grid.tab", "tab", "leave", "Go to the list", "Go on in the changes of this cell.",
            in_palette=False, group="Moving about",
        ),
        BACK.command(
            "grid.back", "All cells", "Show the changes of all cells again.", action="give_up",
            in_footer=True, footer="all cells",
        ),
    )  # fmt: skip

    class Moved(Message):
        """Another cell is looked at; None: all of them."""

        def __init__(self, cell: Cell | None) -> None:
            super().__init__()
            self.cell = cell

    class Left(Message):
        """The list has the keys again."""

    def __init__(self) -> None:
        super().__init__(id="changes-grid")
        self._grid = ChangeGrid({}, 0)
        self.cell: Cell | None = None

    def show(self, grid: ChangeGrid, cell: Cell | None) -> None:
        """Show other counts, and which cell is looked at."""
        self._grid, self.cell = grid, cell
        self.refresh()

    def enter(self) -> None:
        """Take the keys, at the cell that was looked at, or at the gravest one that holds a change."""
        self.focus()
        if self.cell is None:
            gravest = max(self._grid.counts, key=lambda cell: (cell[0] * cell[1], cell), default=(5, 5))
            self._look_at(gravest)

    def _look_at(self, cell: Cell | None) -> None:
        if cell != self.cell:
            self.cell = cell
            self.refresh()
            self.post_message(self.Moved(cell))

    def action_move(self, up: int, right: int) -> None:
        """Look at the next cell in a direction."""
        impact, likelihood = self.cell or (5, 5)
        self._look_at((min(5, max(1, impact + up)), min(5, max(1, likelihood + right))))

    def action_leave(self) -> None:
        """Go on in the changes of this cell."""
        self.post_message(self.Left())

    def action_give_up(self) -> None:
        """Show the changes of all cells again."""
        self._look_at(None)
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Look at the cell under the mouse; once more at it: at all of them."""
        column, row = (event.x - _LABEL) // _CELL, event.y - 1
        if 0 <= column < len(STEPS) and 0 <= row < len(STEPS):
            cell = (STEPS[-1 - row], STEPS[column])
            self._look_at(None if cell == self.cell else cell)

    def on_focus(self) -> None:
        """Show that it has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it no longer has them."""
        self.refresh()

    def render(self) -> Content:
        """Return the grid."""
        head = [Content.styled("Impact".ljust(_LABEL), "bold")]
        head += [Content.styled(f"{step:>4}".ljust(_CELL), "$muted") for step in STEPS]
        lines = [Content.assemble(*head)]
        for impact in reversed(STEPS):
            label = Content.styled(_IMPACTS[impact].ljust(_LABEL), "$muted")
            lines.append(Content.assemble(label, *(self._cell(impact, likelihood) for likelihood in STEPS)))
        lines.append(
            Content.assemble(
                " " * _LABEL,
                ("remote", "$muted"),
                ("Likelihood".center(15), "bold"),
                ("certain".rjust(9), "$muted"),
            )
        )
        return Content("\n").join(lines)

    def _cell(self, impact: int, likelihood: int) -> Content:
        """Return how many stand in a cell, and the letter of its risk; a dot for none."""
        risk = change_risk(impact, likelihood)
        count = self._grid.counts.get((impact, likelihood), 0)
        shown = str(count) if count < 1000 else f"{count // 1000}k"
        text = f" {shown if count else '·':>3}{LETTERS[risk]} "
        style = _STYLES[risk] if count else "$muted"
        if self.cell == (impact, likelihood):
            style += " on $cursor" if self.has_focus else " on $cursor-blurred"
        return Content.styled(text, style)


def legend(grid: ChangeGrid, width: int) -> str:
    """Return what the letters say, and how many changes have no place in the grid, in so many cells."""
    words = [f"{LETTERS[risk]} {risk.value}" for risk in reversed(ChangeRisk)]
    unrated = f"{grid.unrated:,} not rated · " if grid.unrated else ""
    said = f"{unrated}{' '.join(words)}"
    return said if len(said) <= width else f"{unrated}{words[0]} … {words[-1]}"
