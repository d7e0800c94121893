"""Everything about one demand: who asked for what, the terms of its score, what it leads to, and its states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.demand_score import LEAST_COVERAGE, Criterion
from brm_tui.text import one_line
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.glyphs import DRAFT, UNKNOWN, bar
from brm_tui.ui.screens.demands.words import NONE_YET, STATES, figure, rank_text, risk_glyph
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.demand_pages import ScoredPage
    from brm_tui.rules.demand_score import Term

_LABEL = 11
_BAR = 8


def fact(label: str, value: Content | str, width: int) -> Content:
    """Return a labelled line."""
    said = value if isinstance(value, Content) else Content(one_line(value))
    return cut(Content.assemble((label.ljust(_LABEL), "$muted"), said), width)


def words_lines(page: ScoredPage, width: int, *, most: int = 0) -> Iterator[Content]:
    """Return what is asked for and by whom, in at most so many lines of its detail (0: all)."""
    demand, facts = page.page.demand, page.page.facts
    yield from wrapped(one_line(demand.title), width, most=3, style="bold")
    yield fact("Customer", demand.customer, width)
    if facts.requested_by:
        who = ", ".join(filter(None, (facts.requested_by, facts.requester_title)))
        yield fact("Asked by", who, width)
    yield fact("Asked as", f"{demand.kind.value}, wanted {demand.horizon.value}", width)
    if demand.customer_order:
        yield fact("Their order", f"{demand.customer_order}.", width)
    if facts.internal:
        yield fact("Internal", "stays inside IT", width)
    if facts.detail:
        yield Content("")
        yield from wrapped(facts.detail, width, most=most, style="$muted")


def score_lines(page: ScoredPage, width: int) -> Iterator[Content]:
    """Return the score, the one by hand beside the computed one, with every term and its rank."""
    scored, demand, facts = page.scored, page.page.demand, page.page.facts
    head = figure(scored.score)
    if demand.score_override is not None:
        head = f"{demand.score_override:g} {DRAFT.text} by hand, computed {head}"
    place = ""
    if page.rank is not None:
        shared = f", shared with {page.tied}" if page.tied else ""
        place = f"rank {rank_text(page.rank, tied=page.tied > 0)} of {page.of}{shared}"
    lines = [spread(Content.styled(head, "bold"), Content.styled(place, "$muted"), width)]
    if demand.score_override is not None:
        lines += wrapped(facts.override_reason, width, most=2, style="$muted")
    total = sum(term.weight for term in scored.terms)
    lines += [cut(_term_line(term, total), width) for term in scored.terms]
    if scored.coverage < 100:
        least = f", at least {LEAST_COVERAGE} % must be" if scored.score is None else ""
        lines.append(cut(Content.styled(f"{scored.coverage} % of the weights known{least}", "$muted"), width))
    yield from section("Score", lines)


def _term_line(term: Term, total: int) -> Content:
    name = f"{term.criterion.value.capitalize().ljust(7)}{100 * term.weight / total:>3.0f} %  "
    if term.share is None or term.mark is None:
        return Content.assemble(name, (f"{UNKNOWN.text} {' ' * _BAR}  not known", "$muted"))
    style = risk_glyph(term.mark).style if term.criterion is Criterion.RISK else "$foreground"
    return Content.assemble(
        name, f"{term.mark} ", (bar(term.share, _BAR), style), (f"  {term.words}", "$muted")
    )


def outcome_lines(
    page: ScoredPage, today: date, zone: ZoneInfo, width: int, *, most: int = 0
) -> Iterator[Content]:
    """Return what a demand is mapped to, what came of it, and its states, the newest first."""
    demand, facts = page.page.demand, page.page.facts
    lines = []
    if demand.service:
        lines.append(fact("Service", demand.service, width))
    if demand.project:
        lines.append(fact("Project", demand.project, width))
    if not lines:
        lines.append(fact("Mapped", Content.styled(NONE_YET, "$muted"), width))
    for label, title, status in (
        ("Objective", facts.objective, facts.objective_status),
        ("Action", facts.action, facts.action_status),
    ):
        if title and status:
            lines.append(
                fact(label, Content.assemble((f"{status.value}  ", "$muted"), one_line(title)), width)
            )
    yield from section("What it leads to", lines)
    sign = STATES[demand.state]
    states = []
    if facts.state_reason:
        states += wrapped(f"{sign.text} {demand.state.value}: {facts.state_reason}", width, most=3)
    changes = page.page.states if not most else page.page.states[:most]
    for change in changes:
        day = change.at.astimezone(zone).date()
        glyph = STATES[change.after]
        came = f" from {change.before.value}" if change.before else ", entered"
        back = " (undo or redo)" if change.taken_back else ""
        when = relative_date(day, today) if (today - day).days < 30 else show_date(day, today)
        left = Content.assemble(
            (glyph.text, glyph.style), f" {change.after.value}", (f"{came}{back}", "$muted")
        )
        states.append(spread(left, Content.styled(when, "$muted"), width))
    if len(changes) < len(page.page.states):
        states.append(Content.styled(f"and {len(page.page.states) - len(changes)} before", "$muted"))
    if not states:
        states = [cut(Content.assemble((sign.text, sign.style), f" {demand.state.value}"), width)]
    yield from section("States", states)


class DemandPreview(Widget):
    """The demand under the cursor at a glance, in three columns below the list."""

    DEFAULT_CSS = """
    DemandPreview {
        display: none;
        layout: horizontal;
        height: 12;
        width: 1fr;
        border-top: solid $faint;
        padding: 0 1 0 3;
    }
    DemandPreview > Sheet { width: 1fr; height: 1fr; margin: 0 4 0 0; }
    DemandPreview > #demand-preview-outcome { margin: 0; }
    DeskScreen.-wide.-tall DemandPreview { display: block; }
    DeskScreen.-wide.-tall DemandPane.-empty DemandPreview { display: none; }
    """
    # How large the screen is stands on the screen, not on the widget.
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        """Make the three columns."""
        yield Sheet(id="demand-preview-words")
        yield Sheet(id="demand-preview-score")
        yield Sheet(id="demand-preview-outcome")

    def clear(self) -> None:
        """Show nothing."""
        for sheet in self.query(Sheet):
            sheet.show(lambda _width: ())

    def show(self, page: ScoredPage, today: date, zone: ZoneInfo) -> None:
        """Show a demand."""
        words, score, outcome = self.query(Sheet)
        words.show(lambda width: list(words_lines(page, width, most=4)))
        score.show(lambda width: list(score_lines(page, width)))
        outcome.show(lambda width: list(outcome_lines(page, today, zone, width, most=5)))


class DemandDialog(Dialog[str]):
    """Shows all of a demand; answers ``edit`` when it is to be changed."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("demand_detail.close", "enter,q", "back", "Close", "Close it.", in_footer=True),
        Command("demand_detail.edit", "e", "edit", "Edit", "Change the demand.", in_footer=True),
    )

    def __init__(self, page: ScoredPage, today: date, zone: ZoneInfo, *, only_score: bool = False) -> None:
        """Make the dialog.

        Args:
            page: The demand.
            today: Today.
            zone: The user's zone.
            only_score: Whether only the score is explained.
        """
        super().__init__(page.page.demand.title if only_score else "Demand")
        self._page = page
        self._today = today
        self._zone = zone
        self._only_score = only_score

    def compose_content(self) -> ComposeResult:
        """Show the lines."""
        with VerticalScroll(classes=SCROLLS):
            yield Sheet(self._lines)

    def _lines(self, width: int) -> list[Content]:
        if self._only_score:
            return [*score_lines(self._page, width), *wrapped(_HOW, width, style="$muted")]
        return [
            *words_lines(self._page, width),
            Content(""),
            *score_lines(self._page, width),
            *outcome_lines(self._page, self._today, self._zone, width),
        ]

    def action_edit(self) -> None:
        """Answer that it is to be changed."""
        self.dismiss("edit")


_HOW = (
    "The score is the weighted mean of the marks, 0 to 100: the more value and volume and the less size and risk, the"
    " higher, as the bars show. What is not known is left out and the other weights are raised to make up for it; with"
    " less than half of the weights known there is no score. Equal whole scores share a rank. % tries other weights."
)
