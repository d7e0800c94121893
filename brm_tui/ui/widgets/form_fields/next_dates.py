"""What stands below a field that says when something recurs: it in words, and its next ten dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.widget import Widget

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.next_dates import Surroundings, dates_in_words, next_dates
from brm_tui.rules.recurrence_words import describe
from brm_tui.rules.rhythm import left_out
from brm_tui.rules.zones import side_by_side, to_utc
from brm_tui.text import one_line
from brm_tui.ui.widgets.form_fields.row import FieldRow

_WATCHED = ("customers", "agreement", "layer", "impact", "on_blackout", "on_holiday", "holidays")


class NextDates(Widget):
    """Draws the words, what some months lack, the clocks side by side and the dates; its height never changes."""

    def __init__(self) -> None:
        super().__init__()
        self._content = Content("")

    def render(self) -> Content:
        """Return the text."""
        return self._content

    def say(self, content: Content) -> None:
        """Say something else."""
        if content != self._content:
            self._content = content
            self.refresh()


class RecurringRow(FieldRow):
    """A row that shows the next dates of what the whole form says."""

    DATES_HEIGHT: ClassVar[int] = 5

    surroundings = Surroundings()
    _asked: Mapping[str, object] | None = None

    def on_mount(self) -> None:
        """Show the dates of what is known already."""
        self.others_changed()

    def others_changed(self) -> None:
        """Follow the other fields; what they make of days off and clocks is read behind."""
        wanted = {name: value for name in _WATCHED if (value := self.sibling_value(name)) is not None}
        if wanted != self._asked and self.context.surroundings is not None:
            self._asked = wanted
            self._look_around(wanted)
        self.say_dates()

    @work(exclusive=True, group="surroundings")
    async def _look_around(self, wanted: dict[str, object]) -> None:
        if self.context.surroundings is not None:
            try:
                self.surroundings = await self.context.surroundings(wanted)
            except FieldError:
                return
            self.say_dates()

    def start(self) -> datetime:
        """Return the first start that the form says, today at midnight where it says none."""
        found = self.sibling_value("start")
        return found if isinstance(found, datetime) else datetime.combine(self.context.today, time())

    def series(self) -> Series | None:
        """Return what recurs, None where nothing does.

        Raises:
            FieldError: What is entered makes no series.
        """
        raise TypeError(f"{type(self).__name__} does not say what recurs")

    def shower(self) -> NextDates:
        """Return what draws the dates."""
        return self.query_one(NextDates)

    def say_dates(self) -> None:
        """Draw the dates of what is entered."""
        try:
            series = self.series()
        except FieldError as error:
            said = f"… takes {one_line(error.allowed)}"
            self.shower().say(Content.styled(said, "$attention"))
            return
        self.shower().say(self._said(series) if series is not None else Content(""))

    def _said(self, series: Series) -> Content:
        today: date = self.context.today
        start = series.start.date()
        words = describe(series.recurrence, start)
        around = self.surroundings
        found = next_dates(series, today, around.policy, around.days)
        notes = [left_out(series.recurrence, start)]
        if found and not series.all_day:
            own = series.zone
            instant = to_utc(found[0].start or found[0].original, own)
            notes.append(
                side_by_side(instant, [own, self.context.zone, *(zone for _name, zone in around.clocks)])
            )
        head = " · ".join(filter(None, [words[:1].upper() + words[1:], *notes]))
        dates = ", ".join(one_line(text) for text in dates_in_words(found, today))
        return Content("\n").join(
            [Content(head), Content.styled(f"Next: {dates}" if dates else "It never takes place.", "$muted")]
        )
