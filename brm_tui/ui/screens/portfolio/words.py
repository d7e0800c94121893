"""How the figures of a customer are said, in the list and on the customer's own pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.health import ATTENTION_FROM, GOOD_FROM
from brm_tui.rules.load import Band
from brm_tui.rules.portfolio import AgreementStanding
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.ui.glyphs import ATTENTION, BAD, DRAFT, GOOD, UNKNOWN, WAITING, Glyph, sparkline
from brm_tui.ui.screens.steps.words import steps_said
from brm_tui.ui.widgets.rows import Cell, StyleName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brm_tui.desk.portfolio import AgreementFigures, PortfolioCustomer
    from brm_tui.rules.load import Load
    from brm_tui.rules.portfolio import Need

NOTHING = "–"

_STYLES: dict[str, StyleName] = {"$good": "good", "$attention": "attention", "$bad": "bad", "$muted": "dim"}


def need_glyph(needs: Sequence[Need], status: CustomerStatus) -> Glyph:
    """Return the sign of how much a customer needs its manager."""
    if any(need.grave for need in needs):
        return BAD
    if needs:
        return ATTENTION
    quiet = status in (CustomerStatus.CLOSED, CustomerStatus.DORMANT, CustomerStatus.PROSPECT)
    return UNKNOWN if quiet else GOOD


def glyph_cell(glyph: Glyph) -> Cell:
    """Return a sign as a cell."""
    return Cell(glyph.text, _STYLES.get(glyph.style, ""))


def health_glyph(score: int | None) -> Glyph:
    """Return the sign of a relationship's health."""
    if score is None:
        return UNKNOWN
    return GOOD if score >= GOOD_FROM else ATTENTION if score >= ATTENTION_FROM else BAD


def health_cell(score: int | None, trend: Sequence[int | None]) -> Cell:
    """Return a relationship's health with its trend, ``64 ▆▅▄``, or the sign of what is unknown."""
    sign = health_glyph(score)
    if score is None:
        return Cell(sign.text, "dim")
    shown = sparkline([None if value is None else float(value) for value in trend], low=0, high=100)
    return Cell(f"{score:>2} {shown}", "" if sign is GOOD else _STYLES[sign.style])


BAND_GLYPHS = {Band.COMFORTABLE: GOOD, Band.STRETCHED: ATTENTION, Band.OVER: BAD, Band.UNKNOWN: UNKNOWN}
"""The sign of how much somebody has to do."""


def band_cell(load: Load, *, percent: bool = False) -> Cell:
    """Return how much somebody has to do in a word, behind its sign and perhaps the figure: ``▲ 120 % stretched``."""
    sign = BAND_GLYPHS[load.band]
    figure = f"{load.percent:>3} % " if percent and load.percent is not None else ""
    return Cell(f"{sign.text} {figure}{load.band.value}", _STYLES[sign.style])


def hours_words(load: Load) -> str:
    """Return the hours of a load: ``22 of 20 h``; a plus where more are not known, the capacity where it is."""
    told = "hours unknown" if load.hours is None else f"{load.hours:g}"
    more = "+" if load.hours is not None and load.unknown_hours else ""
    if load.capacity.hours is not None:
        return f"{told}{more} of {load.capacity.hours:g} h"
    return told if load.hours is None else f"{told}{more} h"


def agreement_cell(figures: AgreementFigures, today: date) -> Cell:
    """Return how an agreement stands, in a few words."""
    match figures.standing:
        case AgreementStanding.WAITING:
            return Cell(f"v{figures.proposed} {WAITING.text} {figures.signed} of 4", "attention")
        case AgreementStanding.EXPIRED if figures.expires is not None:
            return Cell(f"expired {relative_date(figures.expires, today)}", "bad")
        case AgreementStanding.EXPIRING if figures.expires is not None:
            return Cell(f"expires {relative_date(figures.expires, today)}", "attention")
        case AgreementStanding.CHANGED:
            changes = "1 change" if figures.changes == 1 else f"{figures.changes} changes"
            return Cell(f"v{figures.in_force} in force, {changes}")
        case AgreementStanding.IN_FORCE:
            return Cell(f"v{figures.in_force} in force")
        case AgreementStanding.DRAFT:
            return Cell(f"{DRAFT.text} draft {figures.complete} %")
        case AgreementStanding.DECLINED:
            return Cell("declined", "attention")
    return Cell(figures.standing.value, "dim")


def count_cell(count: int, style: StyleName = "") -> Cell:
    """Return a number, a dash in place of none."""
    return Cell(str(count), style) if count else Cell(NOTHING, "dim")


def contact_cell(last: datetime | None, today: date, maximum_days: int | None = None) -> Cell:
    """Return how long ago the last contact was: ``today``, ``12 days``, ``never``."""
    if last is None:
        return Cell("never", "dim")
    days = (today - last.date()).days
    late = maximum_days is not None and days > maximum_days
    said = {0: "today", 1: "yesterday"}.get(days, f"{days} days")
    return Cell(said, "attention" if late else "")


def meeting_cell(next_meeting: datetime | None, today: date) -> Cell:
    """Return when the next meeting is: ``today 10:00``, ``Thu 3 Dec``, ``none``."""
    if next_meeting is None:
        return Cell("none", "dim")
    day = next_meeting.date()
    return Cell(f"today {next_meeting:%H:%M}" if day == today else show_date(day, today))


NEW_RELATIONSHIPS = (CustomerStatus.PROSPECT, CustomerStatus.ONBOARDING)
"""Where a step that is missing is the next thing to do."""


def steps_cell(customer: PortfolioCustomer) -> Cell:
    """Return which of the four steps to a relationship is next: ``2 IT``, ``✓ all four``."""
    steps = customer.steps
    if steps is None or customer.status is CustomerStatus.CLOSED:
        return Cell(NOTHING, "dim")
    new = customer.status in NEW_RELATIONSHIPS and steps.current is not None
    return Cell(steps_said(steps), "attention" if new else "dim")
