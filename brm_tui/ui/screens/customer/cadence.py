"""How often IT talks to a customer and its people: a word in lists, and its terms a key away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.bundling import bundle_said
from brm_tui.rules.cadence import Trend, Verdict
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.relationship_needs import CONTACT_DAYS
from brm_tui.text import one_line
from brm_tui.ui.dialogs.sheet import SheetDialog
from brm_tui.ui.glyphs import ATTENTION, DUE, GOOD, UNKNOWN, Glyph
from brm_tui.ui.widgets.rows import Cell, StyleName
from brm_tui.ui.widgets.sheet import cut, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.cadence import Bundle, Cadence, CadencePage
    from brm_tui.ui.screens.base import DeskScreen

_LABEL = 14
_SIGNS = {
    Verdict.QUIET: ATTENTION,
    Verdict.TOO_MUCH: ATTENTION,
    Verdict.DUE: DUE,
    Verdict.ON_RHYTHM: GOOD,
    Verdict.NO_RHYTHM: UNKNOWN,
    Verdict.NEVER: UNKNOWN,
}
_STYLES: dict[str, StyleName] = {"$good": "good", "$attention": "attention", "$muted": "dim"}
_SHORT = {Verdict.NO_RHYTHM: "", Verdict.NEVER: "never", Verdict.ON_RHYTHM: ""}


def cadence_glyph(cadence: Cadence) -> Glyph:
    """Return the sign of how one talks."""
    return _SIGNS[cadence.verdict]


def cadence_cell(cadence: Cadence) -> Cell:
    """Return how one talks in a cell of 14: ``▲ quiet 41 d``, ``● 6 d``."""
    sign = cadence_glyph(cadence)
    word = _SHORT.get(cadence.verdict, cadence.verdict.value)
    days = "" if cadence.days is None else f"{cadence.days} d"
    return Cell(" ".join(filter(None, (sign.text, word, days))), _STYLES[sign.style])


def cadence_words(cadence: Cadence, today: date) -> Content:
    """Return how one talks in a line: the verdict, since when, and where it is going."""
    sign = cadence_glyph(cadence)
    parts = [] if cadence.last is None else [f"last {relative_date(cadence.last, today)}"]
    if cadence.verdict is Verdict.TOO_MUCH:
        parts.append(f"{cadence.recent} contacts in {CONTACT_DAYS} days")
    if cadence.trend in (Trend.LENGTHENING, Trend.SHORTENING):
        parts.append(cadence.trend.value)
    more = f", {', '.join(parts)}" if parts else ""
    return Content.assemble((sign.text, sign.style), f" {cadence.verdict.value}{more}")


def limits_words(cadence: Cadence) -> str:
    """Return how often there should be a contact; empty where nothing was agreed."""
    target, maximum, most, _why = cadence.limits
    return ", ".join(
        filter(
            None,
            (
                f"every {target} days" if target else "",
                f"at most {maximum} between" if maximum else "",
                f"at most {most} in {CONTACT_DAYS} days" if most else "",
            ),
        )
    )


def cadence_lines(cadence: Cadence, today: date, width: int) -> Iterator[Content]:
    """Return the terms of how one talks."""

    def fact(label: str, said: str) -> list[Content]:
        return [
            Content.assemble((label.ljust(_LABEL) if not place else " " * _LABEL, "$muted"), line)
            for place, line in enumerate(wrapped(said, width - _LABEL))
        ]

    yield cut(cadence_words(cadence, today), width)
    yield from fact("Wanted", limits_words(cadence) or "nothing was agreed")
    if cadence.limits.why:
        yield from fact("", cadence.limits.why)
    if cadence.last is not None:
        yield from fact("Last", f"{show_date(cadence.last, today)}, {relative_date(cadence.last, today)}")
    if cadence.intervals:
        days = ", ".join(str(days) for days in cadence.intervals)
        yield from fact("Days between", f"{days} (the newest first): {cadence.trend.value}")
    yield from fact("Lately", f"{_contacts(cadence.recent)} in {CONTACT_DAYS} days")
    for share in cadence.shares:
        channels = ", ".join(f"{count} {channel}" for channel, count in share.channels)
        who = one_line(share.by) or "nobody named"
        yield cut(Content.assemble(" " * _LABEL, f"{who}  ", (channels, "$muted")), width)


def bundle_lines(bundle: Bundle, today: date, width: int) -> Iterator[Content]:
    """Return what could wait for which meeting."""
    said = bundle_said(bundle, today)
    meeting = f": {one_line(bundle.meeting)}" if bundle.meeting else ""
    yield cut(Content.assemble(f"{said[:1].upper()}{said[1:]}", (meeting, "$muted")), width)
    for topic in bundle.topics:
        yield cut(
            Content.assemble(("· ", "$muted"), topic, ("  talked about outside of meetings", "$muted")), width
        )
    for item in bundle.items:
        due = f", due {relative_date(item.due, today)}" if item.due is not None else ""
        yield cut(
            Content.assemble(("· ", "$muted"), one_line(item.title), (f"  {item.kind}{due}", "$muted")), width
        )


def contacts_dialog(page: CadencePage, today: date, person_id: str = "") -> SheetDialog:
    """Return the dialog that says how often IT talks to a customer, and to one of its people.

    Args:
        page: How IT talks to the customer.
        today: Today.
        person_id: One of its people, who is told of too.
    """

    def build(width: int) -> list[Content]:
        return list(_explained(page, today, person_id, width))

    return SheetDialog(f"Contacts: {page.head.name}", build)


async def explain_contacts(screen: DeskScreen, customer_id: str) -> None:
    """Show how often IT talks to a customer, who, how, and what could wait. Only inside ``@work``."""
    from brm_tui.desk.cadence import cadence_page

    page = await screen.gateway.read(cadence_page, screen.desk, customer_id)
    if page is not None:
        await screen.ask(contacts_dialog(page, screen.clock.today()))


def _explained(page: CadencePage, today: date, person_id: str, width: int) -> Iterator[Content]:
    person = page.people.get(person_id)
    if person is not None:
        yield cut(Content.styled(one_line(page.names[person_id]), "bold"), width)
        yield from cadence_lines(person, today, width)
        yield Content("")
    yield cut(Content.styled(f"{one_line(page.head.name)}, all of IT together", "bold"), width)
    yield from cadence_lines(page.customer, today, width)
    if Verdict.TOO_MUCH in (page.customer.verdict, person.verdict if person is not None else None):
        yield Content("")
        yield Content.styled("What could wait", "bold")
        yield from bundle_lines(page.bundle, today, width)
    yield Content("")
    said = (
        "Touches count, and held meetings. The trend compares the newer half of the last intervals with the older one;"
        " the running interval counts once it is longer."
    )
    yield from wrapped(said, width, style="$muted")


def _contacts(count: int) -> str:
    return "1 contact" if count == 1 else f"{count} contacts"
