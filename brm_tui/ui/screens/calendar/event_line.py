"""Entering an event in one line: what was understood and the next dates stand below while one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.calendar_items import Series
from brm_tui.rules.capture import Known
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.event_capture import FORM, CapturedEvent, EventContext, forum_values, read_event
from brm_tui.rules.next_dates import dates_in_words, next_dates
from brm_tui.rules.numbers import show_minutes
from brm_tui.rules.recurrence_words import describe
from brm_tui.rules.rhythm import left_out
from brm_tui.text import one_line, shortened
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.capture import CaptureDialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_FIRST_HOUR = time(10)
_LONGEST = 35


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """What the user wants of a line.

    Attributes:
        event: What the line means.
        wanted: ``keep`` it, ``form``: go on in the form, ``forum``: make a forum of it.
        empty: Whether nothing was typed.
    """

    event: CapturedEvent
    wanted: str
    empty: bool = False


class EventLineDialog(CaptureDialog[CapturedEvent]):
    """Takes an event in one line; answers it, or that the whole form or a forum is wanted."""

    COMMANDS = (
        Command("event_line.form", "tab", "form", "Form", "Go on in the whole form, with what was understood.",
                footer="form", in_footer=True, in_palette=False),
        Command("event_line.forum", "ctrl+f", "forum", "Forum", "Make a forum of it, which an agreement promises.",
                footer="forum", in_footer=True, in_palette=False, priority=True,
                condition=lambda dialog: dialog.is_like_a_forum),
    )  # fmt: skip

    def __init__(self, known: Known, context: EventContext) -> None:
        """Make a dialog.

        Args:
            known: Who and what a line can name.
            context: What it may leave unsaid.
        """
        self.wanted = "keep"
        self.left_with: EnteredLine | None = None
        self.is_like_a_forum = False
        self._unsaid = context
        self._names = known
        super().__init__("New event", FORM, self._understood, self._explained)

    def action_form(self) -> None:
        """Go on in the form, whatever is understood so far."""
        self._leave_for("form")

    def action_forum(self) -> None:
        """Make a forum of it."""
        self.query_one(LineInput).call_later(self._leave_for, "forum")  # behind the letters on their way

    def _leave_for(self, wanted: str) -> None:
        text = self.query_one(LineInput).value
        self.wanted = wanted
        self.left_with = EnteredLine(self._understood(text), wanted, not text.strip())
        self.dismiss(self.left_with.event)

    def _understood(self, text: str) -> CapturedEvent:
        return read_event(text, self._names, self._unsaid)

    def _explained(self, captured: CapturedEvent) -> list[Content]:
        like = not captured.problems and forum_values(captured) is not None
        if like != self.is_like_a_forum:
            self.is_like_a_forum = like
            self.refresh_bindings()
        return explain_event(captured, self._unsaid)


def explain_event(captured: CapturedEvent, context: EventContext) -> list[Content]:
    """Return what a line means as an event."""
    today = context.today
    first = show_full_date(captured.start.date(), today)
    if captured.length is not None:
        end = captured.start + timedelta(minutes=captured.length)
        when = f"{first} {captured.start:%H:%M}–{end:%H:%M} ({show_minutes(captured.length)}, {context.zone})"
    elif captured.end_date is not None and captured.end_date > captured.start.date():
        when = f"{first} – {show_full_date(captured.end_date, today)}, whole days"
    else:
        when = f"{first}, all day"
    facts = [
        f"for {shortened(one_line(captured.customer.name), _LONGEST)}"
        if captured.customer
        else "for our own house",
        f"at {shortened(captured.place, _LONGEST)}" if captured.place else "no place",
    ]
    if captured.people:
        facts.append(f"with {', '.join(person.name for person in captured.people)}")
    if captured.blackout:
        facts.append("blackout: no changes wanted")
    lines = [
        Content.styled(shortened(captured.title, 2 * _LONGEST) or "…", "bold"),
        Content(when),
        Content(" · ".join(facts)),
    ]
    if captured.recurrence:
        lines += repeats(captured, today)
    return lines


def repeats(captured: CapturedEvent, today: date) -> list[Content]:
    """Return how an event recurs, and its next dates."""
    start = captured.start.date()
    said = describe(captured.recurrence, start)
    note = left_out(captured.recurrence, start)
    series = Series("", captured.start, all_day=True, recurrence=captured.recurrence)
    dates = ", ".join(dates_in_words(next_dates(series, today), today))
    return [
        Content(said[:1].upper() + said[1:] + (f" · {note}" if note else "")),
        Content.styled(f"Next: {dates}", "$muted"),
    ]


async def ask_event(
    screen: DeskScreen, day: date, customer: str, hour: int | None = None
) -> EnteredLine | None:
    """Ask for an event in one line; return what is wanted of it, None when it was left.

    Args:
        screen: Where the dialog opens.
        day: The day in sight.
        customer: Code of the customer in sight, or empty.
        hour: The hour in sight, or None.
    """
    known = await screen.gateway.read(_known_names, screen.desk)
    context = EventContext(
        screen.clock.today(),
        screen.clock.zone,
        day,
        known.customer(customer) if customer else None,
        screen.desk.settings.fiscal_year_start,
        None if hour is None else time(hour),
    )
    dialog = EventLineDialog(known, context)
    captured = await screen.ask(dialog)
    if captured is None:
        return None
    return dialog.left_with if dialog.wanted != "keep" else EnteredLine(captured, "keep")


def form_values(entered: EnteredLine, hour: int | None = None) -> dict[str, object]:
    """Return what the form begins with after a line."""
    values = entered.event.values()
    if entered.empty:
        first = _FIRST_HOUR if hour is None else time(hour)
        values |= {"title": None, "start": datetime.combine(entered.event.start.date(), first)}
        values.pop("end_date", None)
        values.pop("length", None)
    return values


def _known_names(desk: Desk) -> Known:
    from brm_tui.desk.capture import known_names

    return known_names(desk)
