"""Choosing who of IT serves a customer: the candidates, the best first, with the terms of each."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.representation import Candidate, Candidates
from brm_tui.rules.candidates import AFFINITY_WEIGHT, ASPECTS, ROOM_WEIGHT
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.glyphs import UNKNOWN, bar
from brm_tui.ui.screens.portfolio.words import band_cell
from brm_tui.ui.screens.representation.words import figure, load_content
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.sheet import Sheet, cut
from brm_tui.ui.widgets.table import Table

COLUMNS = (
    Column("name", "Name", 22, minimum_width=16, weight=2, sortable=False),
    Column("fit", "Fit", 4, align="right", sortable=False),
    Column("affinity", "Affinity", 13, sortable=False),
    Column("free", "Free hours", 10, align="right", sortable=False, priority=3),
    Column("after", "Load then", 19, sortable=False),
    Column("serves", "Serves it as", 20, sortable=False, priority=4),
)
_MOST_LINES = 12
_TERMS = 7


def candidate_row(candidate: Candidate) -> Row:
    """Return a candidate as a line."""
    fit = candidate.fit
    affinity = Cell(f"{UNKNOWN.text} never rated", "dim")
    if fit.affinity is not None:
        known = "" if fit.known == len(ASPECTS) else f" ({fit.known} of {len(ASPECTS)})"
        affinity = Cell(f"{fit.affinity:.1f}{known}")
    return Row(
        candidate.id,
        (
            candidate.name,
            Cell(str(fit.score)) if fit.score is not None else Cell(UNKNOWN.text, "dim"),
            affinity,
            Cell(figure(fit.now.free_hours)),
            band_cell(fit.after, percent=True),
            Cell(candidate.serves.value if candidate.serves is not None else "", "dim"),
        ),
    )


def fit_lines(candidate: Candidate, width: int) -> list[Content]:
    """Return the terms of how well somebody would serve."""
    fit = candidate.fit
    lines = []
    for one in fit.affinities:
        name = f"affinity: {one.aspect.value}".ljust(24)
        if one.value is None:
            value = Content.styled(f"{UNKNOWN.text}            {one.reason}", "$muted")
        else:
            value = Content.assemble(
                f"{one.value:.1f}  ", bar((one.value - 1) / 4, 8), (f"  {one.reason}", "$muted")
            )
        lines.append(cut(Content.assemble(name, value), width))
    room = f"{100 * fit.room:.0f} % left" if fit.room is not None else "the capacity is not known"
    loads = Content.assemble(load_content(fit.now), " → ", load_content(fit.after), (f"  {room}", "$muted"))
    lines.append(cut(Content.assemble("load now → then".ljust(24), loads), width))
    weights = (
        f"affinity weighs {AFFINITY_WEIGHT} %, room {ROOM_WEIGHT} %; {fit.coverage} % of that is known."
        " Who was never rated comes after the rest, who would be over after who would not."
    )
    lines += list(Content.styled(weights, "$muted").wrap(max(2, width)))[:2]
    return lines


class CandidateTable(Commanding, Table):
    """The list of candidates."""

    COMMANDS = (
        OPEN.command("candidates.choose", "Choose", "Let this person serve the customer.", footer="choose"),
    )


class CandidatesDialog(Dialog[str]):
    """Lets the user choose who serves a customer; answers the person's id."""

    def __init__(self, found: Candidates) -> None:
        """Make the dialog.

        Args:
            found: The customer and the candidates.
        """
        hours = f", {found.hours:g} h a week" if found.hours is not None else ""
        super().__init__(f"Who serves {found.customer} as {found.role.value}? (tier {found.tier}{hours})")
        self._people = {candidate.id: candidate for candidate in found.people}

    def compose_content(self) -> ComposeResult:
        """Show the candidates, and the terms of the one under the cursor below them."""
        rows = [candidate_row(candidate) for candidate in self._people.values()]
        table = CandidateTable(
            COLUMNS,
            FixedSource(rows),
            placeholder="Nobody of IT is known who could; people are entered with 9.",
        )
        room = max(3, self.app.size.height - _TERMS - 8)
        table.styles.height = min(_MOST_LINES, room, max(1, len(rows)) + 1)
        yield table
        terms = Sheet(classes="candidates--terms")
        terms.styles.height = _TERMS
        yield terms

    def on_mount(self) -> None:
        """Begin at the best."""
        self.query_one(CandidateTable).focus()

    @on(Table.Highlighted)
    def _say(self, event: Table.Highlighted) -> None:
        candidate = self._people.get(event.row_id or "")
        if candidate is not None:
            self.query_one(Sheet).show(lambda width: fit_lines(candidate, width))

    @on(Table.Opened)
    def _choose(self, event: Table.Opened) -> None:
        self.dismiss(event.row_id)
