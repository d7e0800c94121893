"""How loads, training and periods are said, in the lists and in the dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.dates import show_date
from brm_tui.rules.load import OVER_ABOVE, STRETCHED_ABOVE, TIER_WEIGHTS, Load, LoadTerm, meaning
from brm_tui.rules.training import FRESH_MONTHS, Training, training_of
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, UNKNOWN, bar
from brm_tui.ui.screens.portfolio.words import BAND_GLYPHS, NOTHING, band_cell, hours_words
from brm_tui.ui.widgets.rows import Cell
from brm_tui.ui.widgets.sheet import cut, section, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.representation import ServedCustomer, ServingPerson

_NAME, _USED, _BAR = 14, 11, 8

_WEIGHTS = ", of tier ".join(f"{tier} weigh {weight:g}" for tier, weight in TIER_WEIGHTS.items())
LIMITS = (
    f"Above {100 * STRETCHED_ABOVE:.0f} % somebody is stretched, above {100 * OVER_ABOVE:.0f} % over."
    f" An hour and a customer of tier {_WEIGHTS}. These weights and limits are ours."
)
"""By what a load is judged."""


def load_content(load: Load) -> Content:
    """Return a load in a few words: ``▲ 120 % stretched``."""
    sign = BAND_GLYPHS[load.band]
    return Content.styled(band_cell(load, percent=True).text, sign.style)


def figure(value: float | None) -> str:
    """Return a number with one place, and none where it is whole; a dash where it is not known."""
    return NOTHING if value is None else f"{round(value, 1):g}"


def term_lines(load: Load, width: int) -> Iterator[Content]:
    """Yield the terms of a load, each with what it comes from below it."""
    for term in load.terms:
        yield cut(_term(term), width)
        yield from wrapped(f"  {term.reason}", width, style="$muted")


def _term(term: LoadTerm) -> Content:
    name = term.name.ljust(_NAME)
    used = f"{figure(term.used)} of {figure(term.limit)}".ljust(_USED)
    if term.share is None:
        return Content.assemble(name, used, (f"{UNKNOWN.text} unknown", "$muted"))
    return Content.assemble(name, used, f"{100 * term.share:>4.0f} %  ", bar(term.share, _BAR))


def explanation(load: Load, width: int) -> list[Content]:
    """Return what a load is made of, what it means, and by what it is judged."""
    return [
        cut(Content.assemble(load_content(load), (f"   {hours_words(load)} a week", "$muted")), width),
        Content(""),
        *section("The greater of", list(term_lines(load, width))),
        *section("What that means", wrapped(meaning(load), width)),
        *wrapped(LIMITS, width, style="$muted"),
        *wrapped(
            "How waiting grows is Kingman's formula for one queue, load / (1 - load): a picture, no forecast.",
            width,
            style="$muted",
        ),
    ]


def training_cell(person: ServingPerson, today: date) -> Cell:
    """Return when training in communication was last refreshed; stale training is marked."""
    match training_of(person.training, person.training_refreshed, today):
        case Training.FRESH if person.training_refreshed is not None:
            return Cell(show_date(person.training_refreshed, today))
        case Training.STALE if person.training_refreshed is not None:
            return Cell(f"{ATTENTION.text} {show_date(person.training_refreshed, today)}", "attention")
        case state:
            return Cell(f"{UNKNOWN.text} {state.value}", "dim")


def training_line(person: ServingPerson, today: date) -> Content:
    """Return what training in communication somebody had, and whether it should be refreshed."""
    state = training_of(person.training, person.training_refreshed, today)
    what = one_line(person.training) or "training in communication"
    if person.training_refreshed is None:
        return Content.assemble(
            one_line(person.training), " " if person.training else "", (state.value, "$muted")
        )
    day = show_date(person.training_refreshed, today)
    if state is Training.STALE:
        return Content.assemble(
            f"{what}  ",
            (f"{ATTENTION.text} last refreshed {day}, more than {FRESH_MONTHS} months ago", "$attention"),
        )
    return Content.assemble(f"{what}  ", (f"last refreshed {day}", "$muted"))


def period(served: ServedCustomer, today: date) -> tuple[str, str]:
    """Return since when and until when a customer is served."""
    first = show_date(served.active_from, today) if served.active_from is not None else NOTHING
    last = show_date(served.active_until, today) if served.active_until is not None else NOTHING
    return first, last
