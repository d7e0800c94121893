"""One typed line as an event: ``monthly service review, 1st Tue 10:00 for 1h, Teams, from Jan``.

How often, when and how long count wherever they stand; ``@ana`` attends; ``FIN`` or ``#fin`` is the customer; the
first words that are left are the title, what comes after a comma, ``at`` or ``in`` is the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import DEFAULT_LENGTH_MINUTES
from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson, Line, begins_mark
from brm_tui.rules.event_words import (
    Often,
    Phrases,
    take_day,
    take_end,
    take_length,
    take_often,
    take_span,
    take_times,
)
from brm_tui.rules.rhythm import ONCE, Rhythm, first_date, rhythm_rule
from brm_tui.rules.zones import check_wall_time
from brm_tui.text import clean_line

FORM = (
    "monthly service review, 1st tue 10:00 for 1h, Teams, from jan\n"
    "every 2 weeks on mon · daily · every working day · quarterly · x10\n"
    "until june · FIN · @who · all day · blackout 28 nov - 4 dec"
)
"""What a line may hold, for the dialog and help."""

_FROM = r"(?:from|starting|starts|since|as of)\s+(?:on\s+)?"
_ROOMS = ("teams", "zoom", "webex", "google meet", "meet", "phone", "online", "remote")
_HOUR = re.compile(r"1?[0-9]|2[0-3]")
_LONGEST_TITLE = 200
_LONGEST_PLACE = 255


@dataclass(frozen=True, slots=True)
class EventContext:
    """What a line may leave unsaid.

    Attributes:
        today: What ``fri`` counts from.
        zone: Whose clock its times are.
        day: The day in sight, for a line that names none.
        customer: For whom it is when the line does not say.
        fiscal_start: The month in which the fiscal year begins.
        hour: The time of day in sight; None: a line that names none means the whole day.
    """

    today: date
    zone: str
    day: date
    customer: KnownCustomer | None = None
    fiscal_start: int = 1
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class CapturedEvent:
    """What a line means as an event.

    Attributes:
        title: What it is called.
        start: When it first takes place, naive local time; midnight when all-day.
        length: Minutes; None when all-day.
        end_date: The last day of an all-day event.
        rhythm: How it recurs.
        recurrence: The same as a rule, empty for once.
        place: Where.
        customer: For whom.
        people: Who attends.
        blackout: Whether no changes are wanted in this time.
        problems: What could not be understood; empty: the event can be kept.
    """

    title: str
    start: datetime
    length: int | None = None
    end_date: date | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)
    recurrence: str = ""
    place: str = ""
    customer: KnownCustomer | None = None
    people: tuple[KnownPerson, ...] = ()
    blackout: bool = False
    problems: tuple[str, ...] = ()

    @property
    def all_day(self) -> bool:
        """Whether it takes whole days."""
        return self.length is None

    def values(self) -> dict[str, object]:
        """Return the fields of the event."""
        values: dict[str, object] = {"title": self.title, "start": self.start, "recurrence": self.recurrence}
        if self.length is not None:
            values["length"] = self.length
        if self.end_date is not None:
            values["end_date"] = self.end_date
        if self.place:
            values["place"] = self.place
        if self.customer is not None:
            values["customers"] = (self.customer.code,)
        if self.people:
            values["attendees"] = _attendees(self.people)
        if self.blackout:
            values["layer"], values["impact"] = "customer", "blackout"
        return values


def _attendees(people: Sequence[KnownPerson]) -> tuple[tuple[str, str], ...]:
    """Return people as a form and the desk name them."""
    return tuple((person.email or person.id, "required") for person in people)


def read_event(text: str, known: Known, context: EventContext) -> CapturedEvent:
    """Return what a line means as an event.

    Args:
        text: As it was typed.
        known: Who and what it can name.
        context: What it may leave unsaid.
    """
    return _EventLine(text, known, context).read()


class _EventLine:
    """Reads one line as an event."""

    def __init__(self, text: str, known: Known, context: EventContext) -> None:
        self.context = context
        self.line = Line([], known, context.today)
        self.people: list[KnownPerson] = []
        self.phrases = Phrases(self._without_names(clean_line(text)))

    def read(self) -> CapturedEvent:
        """Take the phrases, then see what is left."""
        phrases, today = self.phrases, self.context.today
        blackout = phrases.take(r"black-?\s?out") is not None
        all_day = phrases.take(r"all[- ]day|whole day") is not None
        span = take_span(phrases, today)
        at, length = self._times()
        minutes, days = take_length(phrases)
        length = minutes if length is None else length
        begins = span[0] if span else take_day(phrases, today, _FROM, months=True)
        ends = take_end(phrases, begins or today)
        often = take_often(phrases)
        if begins is None:
            begins = take_day(phrases, today)
        if begins is None:
            begins = take_day(
                phrases, today, r"(?:in\s+)?" if often.unit == "yearly" else r"in\s+", months=True
            )
        place = self._place()
        parts = phrases.parts()
        title = parts[0] if parts else ("Blackout" if blackout else "")
        if at is None and (hour := next((part for part in parts[1:] if _HOUR.fullmatch(part)), "")):
            parts.remove(hour)
            at = time(int(hour))
        if at is None and not (all_day or blackout or span or days):
            at = self.context.hour
        place = ", ".join(filter(None, [*parts[1:], place]))
        captured = CapturedEvent(
            title,
            datetime.combine(begins or self.context.day, at or time()),
            place=place,
            customer=self.line.customer or self.context.customer,
            people=tuple(dict.fromkeys(self.people)),
            blackout=blackout,
        )
        captured = self._with_rhythm(captured, often, ends, begins)
        captured = self._with_length(captured, at, length, days, span, all_day=all_day)
        return replace(captured, problems=(*self.line.problems, *self._lacking(captured)))

    def _without_names(self, text: str) -> str:
        """Take people and the customer out of a line."""
        kept: list[str] = []
        for word in text.split():
            bare = word.rstrip(",;")
            tail = word[len(bare) :]
            if begins_mark(bare, "@"):
                person = self.line.person(bare)
                self.people += [person] if person is not None else []
                kept.append(tail)
            elif (begins_mark(bare, "#") and self.line.take_customer(bare)) or (
                bare.isupper() and self.line.take_customer(bare)
            ):
                kept.append(tail)
            else:
                kept.append(word)
        return " ".join(part for part in kept if part)

    def _times(self) -> tuple[time | None, int | None]:
        try:
            return take_times(self.phrases)
        except ValueError:
            self.line.problems.append("a time of day is like 10:00, 10-11:30 or 2pm")
            return None, None

    def _place(self) -> str:
        """Take the place that ``at``, ``in`` or the name of a call says."""
        for name in _ROOMS:
            if match := self.phrases.take(rf"(?:(?:on|at|in|via|by)\s+)?({name})(?=\s*(?:$|[,;\x00]))"):
                return match[1]
        if match := self.phrases.take(r"(?:(?:at|in)\s+)?(room\s+[^,;\x00]+?)(?=\s*(?:$|[,;\x00]))"):
            return match[1].strip()
        if match := self.phrases.take(r"(?:at|in)\s+([^,;\x00]+?)(?=\s*(?:$|[,;\x00]))"):
            return match[1].strip()
        return ""

    def _with_rhythm(
        self, captured: CapturedEvent, often: Often, ends: str, begins: date | None
    ) -> CapturedEvent:
        """Return the event with its recurrence, its start on the first date that is on the rule."""
        if not often.unit:
            if ends.startswith("x"):
                self.line.problems.append("how often, such as weekly, is missing beside how many times")
            return captured
        start = begins or self.context.day
        on = often.on
        if often.unit == "quarterly" and not on and begins is None:
            on = "1st working day"
        rhythm = Rhythm(often.unit, often.every, on, ends)
        try:
            recurrence = rhythm_rule(rhythm, start, self.context.today, self.context.fiscal_start)
            first = first_date(recurrence, start)
            if first is None:
                raise FieldError("recurrence", ends, "an end on or after its first date")
        except FieldError as error:
            self.line.problems.append(f"how often: {error.allowed}")
            return captured
        moved = datetime.combine(first, captured.start.time())
        return replace(captured, start=moved, rhythm=rhythm, recurrence=recurrence)

    def _with_length(
        self,
        captured: CapturedEvent,
        at: time | None,
        length: int | None,
        days: int | None,
        span: tuple[date, date] | None,
        *,
        all_day: bool,
    ) -> CapturedEvent:
        day = captured.start.date()
        if at is not None and not all_day:
            try:
                check_wall_time("start", captured.start, self.context.zone)
            except FieldError as error:
                self.line.problems.append(error.allowed)
            if days is not None or span is not None:
                self.line.problems.append("a time of day goes with minutes or hours, not with whole days")
            return replace(captured, length=length or DEFAULT_LENGTH_MINUTES)
        if length is not None:
            self.line.problems.append("at what time, such as 10:00")
        last = span[1] if span and not captured.recurrence else day + timedelta(days=(days or 1) - 1)
        if last < day:
            self.line.problems.append("a last day on or after the first")
            last = day
        return replace(captured, start=datetime.combine(day, time()), end_date=last)

    def _lacking(self, captured: CapturedEvent) -> list[str]:
        if not captured.title:
            return ["say what it is called"]
        found = []
        if len(captured.title) > _LONGEST_TITLE:
            found.append(f"a title has at most {_LONGEST_TITLE} characters, this one {len(captured.title)}")
        if len(captured.place) > _LONGEST_PLACE:
            found.append(f"a place has at most {_LONGEST_PLACE} characters, this one {len(captured.place)}")
        return found


_FORUMS = {("weekly", 1): "weekly", ("weekly", 2): "fortnightly", ("monthly", 1): "monthly",
           ("monthly", 2): "every two months", ("quarterly", 1): "quarterly", ("monthly", 3): "quarterly",
           ("monthly", 6): "half-yearly", ("yearly", 1): "yearly"}  # fmt: skip


def forum_values(captured: CapturedEvent) -> dict[str, object] | None:
    """Return the fields of a forum that meets as a captured event does; None for what no forum does."""
    frequency = _FORUMS.get((captured.rhythm.unit, captured.rhythm.every))
    if frequency is None or captured.all_day or captured.rhythm.unit == ONCE:
        return None
    values: dict[str, object] = {
        "name": captured.title,
        "frequency": frequency,
        "day_rule": captured.rhythm.on,
        "first_date": captured.start.date(),
        "start_time": f"{captured.start:%H:%M}",
        "length": captured.length,
    }
    if captured.place:
        values["place"] = captured.place
    if captured.people:
        values["attendees"] = _attendees(captured.people)
    until = re.fullmatch(r"\d{4}-\d{2}-\d{2}", captured.rhythm.ends)
    if until:
        values["until"] = date.fromisoformat(until[0])
    return values
