"""Trying other weights: the order moves before one's eyes, and nothing is kept unless one says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.demand_score import HEAVIEST, Criterion, Weights
from brm_tui.rules.demand_what_if import Moved, what_if
from brm_tui.ui.commands import SAVE, Command
from brm_tui.ui.dialogs.base import SHORT, Dialog
from brm_tui.ui.glyphs import bar
from brm_tui.ui.screens.demands.words import NOTHING, figure, rank_text
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.demand_weights import MarkedDemand

_COLUMNS = (
    Column("after", "Rank", 4, align="right", sortable=False),
    Column("moved", "Moved", 5, sortable=False),
    Column("before", "Before", 6, align="right", sortable=False),
    Column("title", "Demand", 28, minimum_width=20, weight=3, sortable=False),
    Column("customer", "Customer", 16, minimum_width=8, weight=1, sortable=False, priority=3),
    Column("score", "Score", 5, align="right", sortable=False),
    Column("score_before", "Before", 6, align="right", sortable=False, priority=2),
)
_FRAME = 11
"""Lines of the dialog around the list, its borders and blank lines included."""


class MovedSource:
    """The demands in their new order; lines are made when they are seen."""

    def __init__(self, demands: Sequence[MarkedDemand], moved: Sequence[Moved]) -> None:
        self._demands = demands
        self._moved = moved

    def count(self) -> int:
        """Return how many there are."""
        return len(self._moved)

    def fetch(self, start: int, count: int) -> Sequence[Row]:
        """Return some lines."""
        return [_row(self._demands[moved.place], moved) for moved in self._moved[start : start + count]]

    def index_of(self, demand_id: str) -> int | None:
        """Return where a demand is."""
        found = (
            index for index, moved in enumerate(self._moved) if self._demands[moved.place].id == demand_id
        )
        return next(found, None)

    def present(self, demand_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are there."""
        return frozenset(demand_ids) & {demand.id for demand in self._demands}


def _row(demand: MarkedDemand, moved: Moved) -> Row:
    rose = moved.up or 0
    style: StyleName = "good" if rose > 0 else "bad" if rose < 0 else "dim"
    arrow = f"▲ {rose}" if rose > 0 else f"▼ {-rose}" if rose < 0 else "=" if moved.up is not None else ""
    if moved.up is None and moved.before != moved.after:
        arrow, style = ("new", "good") if moved.after is not None else ("gone", "bad")
    return Row(
        demand.id,
        (
            rank_text(moved.after, tied=moved.tied),
            Cell(arrow, style),
            Cell(NOTHING if moved.before is None else str(moved.before), "dim"),
            demand.title,
            Cell(demand.customer, "dim"),
            Cell(figure(moved.score_after), "accent" if demand.score_override is not None else ""),
            Cell(figure(moved.score_before), "dim"),
        ),
    )


class WeightLines(Widget):
    """The four weights, the chosen one marked."""

    DEFAULT_CSS = "WeightLines { height: 4; width: 1fr; margin: 0 0 1 0; text-wrap: nowrap; }"

    def __init__(self, before: Weights) -> None:
        super().__init__()
        self.before = before
        self.after = before
        self.chosen = Criterion.VALUE

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._line(criterion) for criterion in Criterion)

    def _line(self, criterion: Criterion) -> Content:
        chosen = criterion is self.chosen
        weight, was = self.after.of(criterion), self.before.of(criterion)
        name = criterion.value.capitalize().ljust(8)
        told = f"  was {was}" if weight != was else ""
        return Content.assemble(
            ("▸ " if chosen else "  ", "bold $focus"),
            (name, "bold" if chosen else ""),
            f"{weight:>2}  ",
            (bar(weight / HEAVIEST, HEAVIEST), "$focus" if chosen else "$muted"),
            f"  {self.after.percent(criterion):>3.0f} %",
            (told, "$attention"),
        ).truncate(self.size.width, ellipsis=True)


class WeightsDialog(Dialog[Weights]):
    """Shows what other weights would do; answers the weights that are to be kept."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "weights.choose", "right,l,tab", "choose(1)", "Next weight", "Choose the next weight.",
            footer="weight", in_footer=True,
        ),
        Command(
            "weights.choose_before", "left,h,shift+tab", "choose(-1)", "Weight before",
            "Choose the weight before.",
        ),
        Command(
            "weights.more", "plus,equals_sign", "weigh(1)", "Weigh more", "Give the chosen weight one more.",
            footer="more", in_footer=True,
        ),
        Command(
            "weights.less", "minus", "weigh(-1)", "Weigh less", "Take one from the chosen weight.",
            footer="less", in_footer=True,
        ),
        Command(
            "weights.reset", "r", "reset", "As they are", "Go back to the weights that hold.",
            footer="as they are", in_footer=True, condition=lambda dialog: dialog.changed,
        ),
        SAVE.command(
            "weights.keep", "Keep these weights", "Score all demand by these weights from now on, as one step.",
            action="keep", footer="keep", condition=lambda dialog: dialog.changed,
        ),
    )  # fmt: skip

    def __init__(self, demands: Sequence[MarkedDemand], weights: Weights) -> None:
        """Make the dialog.

        Args:
            demands: The open demands by rank.
            weights: The weights that hold.
        """
        super().__init__("What if we weighed otherwise? Nothing is kept yet")
        self._demands = demands
        self._weights = weights

    def compose_content(self) -> ComposeResult:
        """Show the weights and the order that they make."""
        yield WeightLines(self._weights)
        yield Table(_COLUMNS, placeholder="No demand is open.")

    def on_mount(self) -> None:
        """Show the order."""
        self._show()
        self.query_one(Table).focus()

    def _fit(self, height: int) -> None:
        """Give the list what the rest leaves."""
        short = 2 if height < SHORT else 0
        self.query_one(Table).styles.height = max(4, height - _FRAME + short - (0 if short else 2))

    @property
    def lines(self) -> WeightLines:
        """Return the weights."""
        return self.query_one(WeightLines)

    @property
    def changed(self) -> bool:
        """Whether the weights differ from those that hold."""
        return self.is_mounted and self.lines.after != self._weights

    def action_choose(self, by: int) -> None:
        """Choose another weight."""
        every = list(Criterion)
        self.lines.chosen = every[(every.index(self.lines.chosen) + by) % len(every)]
        self.lines.refresh()

    def action_weigh(self, by: int) -> None:
        """Make the chosen weight larger or smaller."""
        self._weigh(self.lines.after.changed(self.lines.chosen, by))

    def action_reset(self) -> None:
        """Go back to the weights that hold."""
        self._weigh(self._weights)

    def _weigh(self, after: Weights) -> None:
        if after != self.lines.after:
            self.lines.after = after
            self.lines.refresh()
            self._show()
            self.refresh_bindings()

    def _show(self) -> None:
        moved = what_if(self._demands, self._weights, self.lines.after)
        self.query_one(Table).set_source(MovedSource(self._demands, moved))

    def action_keep(self) -> None:
        """Answer the weights."""
        if self.changed:
            self.dismiss(self.lines.after)
