"""The field that builds a recurrence: how often, every how many, on which day, until when; the dates below."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.rhythm import ONCE, OTHER, UNITS, Rhythm, rhythm_of, rhythm_rule
from brm_tui.ui.widgets.form_fields.choice import WordTurner
from brm_tui.ui.widgets.form_fields.next_dates import NextDates, RecurringRow
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.rules.fields import FieldDescription
    from brm_tui.ui.widgets.form_fields.row import FormContext

_WORDS = (ONCE, *UNITS, OTHER)
_ON = {
    "daily": "every day; or: working days",
    "weekly": "as the start; or: mon, thu",
    "monthly": "as the start; or: 1st tue, last fri, day 15, last day",
    "quarterly": "as the start; or, by fiscal quarters: 2nd thu, day 15",
    "yearly": "as the start; or: 1st tue, last working day",
    OTHER: "FREQ=MONTHLY;BYDAY=1TU",
}
_HELP = {
    ONCE: "How often: ←→ turn, or type d, w, m, q, y; “by a rule” takes an iCalendar rule.",
    "every": "Every how many of them: 2 is every second.",
    "on": "On which day; empty: as the start. Quarterly on a day keeps to the fiscal year.",
    "ends": "Nothing: it goes on. Or the last day, such as 31 dec, or how many times, such as x10.",
}


class RecurrenceBuilder(Vertical):
    """The parts that a rule is built from."""

    def __init__(self, rhythm: Rhythm) -> None:
        """Show a rhythm."""
        self.unit = WordTurner(_WORDS, rhythm.unit)
        self.every = LineInput(str(rhythm.every))
        self.on_day = LineInput(rhythm.on, placeholder=_ON.get(rhythm.unit, ""))
        self.ends = LineInput(rhythm.ends, placeholder="goes on; or: 31 dec, x10")
        self.every_line = Horizontal(Static("every", classes="recurrence--label"), self.every)
        self.on_line = Horizontal(Static("on", classes="recurrence--label"), self.on_day)
        self.ends_line = Horizontal(Static("until", classes="recurrence--label"), self.ends)
        self.dates = NextDates()
        super().__init__(self.unit, self.every_line, self.on_line, self.ends_line, self.dates)
        self.fit()

    def fit(self) -> None:
        """Show the parts that the frequency has."""
        unit = self.unit.word
        self.every_line.display = unit not in (ONCE, OTHER)
        self.on_line.display = unit != ONCE
        self.ends_line.display = unit not in (ONCE, OTHER)
        self.dates.display = unit != ONCE
        self.on_day.placeholder = _ON.get(unit, "")

    @property
    def parts(self) -> list[Widget]:
        """The parts that take keys now, from the top."""
        unit = self.unit.word
        if unit == ONCE:
            return [self.unit]
        return [self.unit, self.on_day] if unit == OTHER else [self.unit, self.every, self.on_day, self.ends]

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        dates = RecurringRow.DATES_HEIGHT if self.unit.word != ONCE else 0
        return len(self.parts) + dates

    def rhythm(self) -> Rhythm:
        """Return what is entered.

        Raises:
            FieldError: Every how many is no number.
        """
        every = self.every.value.strip() or "1"
        if not every.isdecimal() or len(every) > 2:
            raise FieldError("recurrence", every, "every 1 to 99")
        return Rhythm(self.unit.word, int(every), self.on_day.value.strip(), self.ends.value.strip())


class RecurrenceRow(RecurringRow):
    """Builds a recurrence rule; a rule that nobody touched stays as it is written."""

    def __init__(self, field: FieldDescription, value: object, context: FormContext) -> None:
        """Make a row; the rule is shown in parts once the form says when it starts."""
        self._touched = False
        super().__init__(field, value, context)
        self._fit()

    def make_editor(self) -> Widget:
        """Return the builder."""
        rule = str(self.initial or "")
        self.builder = RecurrenceBuilder(rhythm_of(rule, self.context.today) if rule else Rhythm())
        return self.builder

    def on_mount(self) -> None:
        """Say the rule in parts as of its first date, where nobody has yet."""
        rule = str(self.initial or "")
        if rule:
            self._show(rhythm_of(rule, self.start().date(), self.surroundings.fiscal_start))
        super().on_mount()

    def _show(self, rhythm: Rhythm) -> None:
        builder = self.builder
        with self.prevent(LineInput.Changed, WordTurner.Turned):
            builder.unit.word = rhythm.unit
            builder.every.value, builder.on_day.value = str(rhythm.every), rhythm.on
            builder.ends.value = rhythm.ends
        builder.unit.refresh()
        self._fit()

    def _fit(self) -> None:
        self.builder.fit()
        self.EDITOR_HEIGHT = self.builder.lines
        self.builder.styles.height = self.builder.lines
        self.watch_problem(self.problem)

    @property
    def help(self) -> str:
        """What belongs in the part that has the focus."""
        focused = self.screen.focused
        builder = self.builder
        names = {builder.every: "every", builder.on_day: "on", builder.ends: "ends"}
        return _HELP[names.get(focused, ONCE)]  # type: ignore[call-overload]  # any widget, or none

    def value(self) -> object:
        """Return the rule that is built."""
        if not self._touched:
            return self.initial
        rule = rhythm_rule(
            self.builder.rhythm(), self.start().date(), self.context.today, self.surroundings.fiscal_start
        )
        return rule or None

    def series(self) -> Series | None:
        """Return what recurs."""
        rule = str(self.value() or "")
        if not rule:
            return None
        start, length = self.start(), self.sibling_value("length")
        last = self.sibling_value("end_date")
        all_day = last is not None or (start.time() == datetime.min.time() and length is None)
        zone = str(self.sibling_value("zone") or self.context.zone)
        end = last if isinstance(last, date) else None
        minutes = length if isinstance(length, int) else None
        return Series("", start, zone, minutes, all_day, end, rule)

    @on(WordTurner.Turned)
    def _turned(self, event: WordTurner.Turned) -> None:
        event.stop()
        self._touch()
        self._fit()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._touch()

    def _touch(self) -> None:
        self._touched = True
        self.problem = ""
        self.say_dates()

    def move_within(self, by: int) -> bool:
        """Give the next or the previous part the focus; answer whether there is one."""
        parts = self.builder.parts
        focused = self.screen.focused
        place = parts.index(focused) + by if focused in parts else -1
        if not 0 <= place < len(parts):
            return False
        self.screen.set_focus(parts[place])
        return True

    def focus_editor(self) -> None:
        """Give how often the focus."""
        self.screen.set_focus(self.builder.unit)


class DayRuleRow(RecurringRow):
    """Enters on which day a forum meets, its next dates below."""

    def __init__(self, field: FieldDescription, value: object, context: FormContext) -> None:
        """Make a row for a day rule."""
        self.EDITOR_HEIGHT = 1 + self.DATES_HEIGHT
        super().__init__(field, value, context)

    def make_editor(self) -> Widget:
        """Return the line with the dates below it."""
        self.line = LineInput(
            str(self.initial or ""), placeholder="1st tuesday, last friday, mon, day 15, last day"
        )
        self.dates = NextDates()
        return Vertical(self.line, self.dates, classes="recurrence--day-rule")

    def value(self) -> object:
        """Return what is typed."""
        return self.line.value.strip() or None

    def start(self) -> datetime:
        """Return the forum's first possible start."""
        day, at = self.sibling_value("first_date"), str(self.sibling_value("start_time") or "10:00")
        first = day if isinstance(day, date) else self.context.today
        return datetime.combine(first, datetime.strptime(at, "%H:%M").time())  # noqa: DTZ007 -- a time alone

    def series(self) -> Series | None:
        """Return when the forum meets."""
        from brm_tui.rules.day_rules import forum_recurrence

        start, until = self.start(), self.sibling_value("until")
        made = forum_recurrence(
            str(self.sibling_value("frequency") or "monthly"),
            str(self.value() or ""),
            start.date(),
            until if isinstance(until, date) else None,
        )
        zone = str(self.sibling_value("zone") or self.context.zone)
        return Series("", datetime.combine(made.start, start.time()), zone, 60, recurrence=made.recurrence)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.problem = ""
        self.say_dates()

    def focus_editor(self) -> None:
        """Give the line the focus."""
        self.screen.set_focus(self.line)
