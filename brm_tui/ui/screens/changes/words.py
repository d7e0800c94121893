"""How changes are said, in the list, beside its grid and on a change's own page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from textual.content import Content

from brm_tui.clock import Clock
from brm_tui.desk.change_pages import ChangeCustomerLine, ChangeLine, ChangeSummary, Clashes
from brm_tui.rules.change_states import AHEAD
from brm_tui.rules.clash_terms import ClashKind, ClashSeverity
from brm_tui.rules.dates import show_date, show_full_date
from brm_tui.rules.vocabulary import ChangeRisk, ChangeState
from brm_tui.rules.zones import city, to_local, to_utc
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, GOOD, HIGH_RISK, UNKNOWN, Glyph
from brm_tui.ui.screens.services.words import NOTHING
from brm_tui.ui.widgets.rows import Cell, StyleName

HIGH = (ChangeRisk.VERY_HIGH, ChangeRisk.HIGH)

RISK_STYLES: dict[ChangeRisk | None, StyleName] = {
    ChangeRisk.VERY_HIGH: "bad",
    ChangeRisk.HIGH: "bad",
    ChangeRisk.MODERATE: "attention",
    ChangeRisk.LOW: "good",
    None: "unknown",
}
LETTERS = {
    ChangeRisk.VERY_HIGH: "V",
    ChangeRisk.HIGH: "H",
    ChangeRisk.MODERATE: "M",
    ChangeRisk.LOW: "L",
}
_SIGNS: dict[ChangeRisk | None, Glyph] = {
    ChangeRisk.VERY_HIGH: HIGH_RISK,
    ChangeRisk.HIGH: HIGH_RISK,
    ChangeRisk.MODERATE: ATTENTION,
    ChangeRisk.LOW: GOOD,
    None: UNKNOWN,
}
_STATES: dict[ChangeState, StyleName] = {ChangeState.FAILED: "bad", ChangeState.REQUESTED: "attention"}


def risk_cell(risk: ChangeRisk | None) -> Cell:
    """Return a risk as a sign and a colour; the word stands in a column of its own."""
    return Cell(_SIGNS[risk].text, RISK_STYLES[risk])


def risk_word(risk: ChangeRisk | None) -> Content:
    """Return a risk as a sign, a word and a colour."""
    sign = _SIGNS[risk]
    return Content.styled(f"{sign.text} {f'{risk.value} risk' if risk else 'risk not rated'}", sign.style)


def state_cell(state: ChangeState) -> Cell:
    """Return a state as a cell."""
    return Cell(state.value, _STATES.get(state, "dim"))


def span_words(start: datetime, end: datetime | None, today: date) -> str:
    """Return a window by one clock: ``Sat 28 Nov 02:00–06:00``, with the day of its end where it is another one."""
    said = f"{show_full_date(start.date(), today)} {start:%H:%M}"
    if end is None:
        return said
    if end.date() == start.date():
        return f"{said}–{end:%H:%M}"
    return f"{said} – {show_full_date(end.date(), today)} {end:%H:%M}"


def window_at(
    start: datetime, end: datetime | None, zone: str, there: str
) -> tuple[datetime, datetime | None]:
    """Return a window by the clocks of another zone."""
    return to_local(to_utc(start, zone or "UTC"), there), (
        None if end is None else to_local(to_utc(end, zone or "UTC"), there)
    )


def window_cell(line: ChangeLine, clock: Clock) -> Cell:
    """Return when a change begins by the user's clock; where its window is over and it is still to be done, red."""
    if line.window_start is None:
        return Cell("no window", "dim")
    start, end = window_at(line.window_start, line.window_end, line.zone, clock.zone)
    over = (end or start) < clock.local_now().replace(tzinfo=None) and line.state in AHEAD
    return Cell(f"{show_date(start.date(), clock.today())} {start:%H:%M}", "attention" if over else "")


def told_cell(line: ChangeLine, today: date) -> Cell:
    """Return whether the customers were told: when, or that they still have to be."""
    if line.told is not None:
        return Cell(f"{DONE.text} {show_date(line.told, today)}", "good")
    if not line.customers or line.state not in AHEAD:
        return Cell(NOTHING, "dim")
    return Cell(f"{BAD.text} not told", "bad") if line.risk in HIGH else Cell("not told", "dim")


def clash_cell(clashes: Clashes | None) -> Cell:
    """Return what a change clashes with in a word; three dots while it is not known yet."""
    if clashes is None:
        return Cell("…", "dim")
    if not clashes:
        return Cell("")
    worst = clashes[0]
    more = f" +{len(clashes) - 1}" if len(clashes) > 1 else ""
    bad = worst.severity is ClashSeverity.BAD
    return Cell(f"{(BAD if bad else ATTENTION).text} {worst.kind.value}{more}", "bad" if bad else "attention")


def clash_lines(clashes: Clashes) -> list[Content]:
    """Return each clash as a sign and its reason."""
    found = []
    for clash in clashes:
        sign = BAD if clash.severity is ClashSeverity.BAD else ATTENTION
        at = f", {clash.other.start:%H:%M}" if clash.other and clash.kind is ClashKind.MEETING else ""
        found.append(Content.assemble((f"{sign.text} ", sign.style), one_line(f"{clash.said}{at}")))
    return found


def window_lines(
    start: datetime | None,
    end: datetime | None,
    zone: str,
    customers: Sequence[ChangeCustomerLine],
    clock: Clock,
) -> list[tuple[str, str]]:
    """Return a window by the user's clock and by that of each customer whose clock shows another time.

    Returns:
        Whose clock, and what it shows.
    """
    today = clock.today()
    if start is None:
        return [("Window", "none yet")]
    lines = [("Window", f"{span_words(*window_at(start, end, zone, clock.zone), today)} {city(clock.zone)}")]
    instant = to_utc(start, zone or "UTC")
    shown = {to_local(instant, clock.zone)}
    for customer in customers:
        if customer.zone and (local := to_local(instant, customer.zone)) not in shown:
            shown.add(local)
            there = span_words(*window_at(start, end, zone, customer.zone), today)
            lines.append((customer.code, f"{there} {city(customer.zone)}"))
    return lines


def told_words(told: date | None, by: str, customers: Sequence[str], today: date) -> Content:
    """Return whether the customers were told, when and by whom."""
    whom = ", ".join(customers) or "no customer is named"
    if told is None:
        return Content.styled(f"not yet: {whom}", "$attention" if customers else "$muted")
    named = f" by {by}" if by else ""
    return Content.assemble(
        (f"{DONE.text} ", "$good"), one_line(f"{show_full_date(told, today)}{named}: {whom}")
    )


def over_words(start: datetime | None, end: datetime | None, zone: str, clock: Clock) -> str:
    """Return how long the window of a change that is still to be done has been over; empty while it is not."""
    last = end or start
    if last is None:
        return ""
    gone = clock.now() - to_utc(last, zone or "UTC")
    if gone <= timedelta():
        return ""
    days = gone.days
    since = "since today" if not days else "since yesterday" if days == 1 else f"for {days} days"
    return f"Its window is over {since}: w says what became of it."


def summary_words(summary: ChangeSummary) -> str:
    """Return the changes in one line; empty where there is none."""
    if not summary.ahead + summary.over:
        return ""
    parts = ["1 change ahead" if summary.ahead == 1 else f"{summary.ahead:,} changes ahead"]
    if summary.high:
        untold = f", {summary.untold:,} not told" if summary.untold else ""
        parts.append(f"{summary.high:,} of high risk{untold}")
    if summary.waiting:
        parts.append(f"{summary.waiting:,} past their window")
    return " · ".join(parts)
