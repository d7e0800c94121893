"""When people and customers work: their hours, and the weekend and holidays of the country they are in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from brm_tui.desk.countries import country_names, country_of
from brm_tui.rules.countries import calendar_of, weekend_of
from brm_tui.rules.working_time import WorkingTime, minutes_of
from brm_tui.store.queries.working_people import Hours, holidays_between

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


class WorkingTimes:
    """The working times between two days; who has the same shares one object.

    Holidays are those of the calendar that is called like the country of the zone: ``Germany`` for
    Europe/Berlin. Where there is no such calendar, no holiday is known.
    """

    def __init__(self, desk: Desk, first: date, last: date) -> None:
        self._zone = desk.clock.zone
        self._calendars: dict[str, dict[date, str]] = desk.read(holidays_between, first, last)
        self._known: dict[Hours, WorkingTime] = {}
        self.own = self.of(Hours())

    @property
    def has_holidays(self) -> bool:
        """Whether any holiday is known."""
        return bool(self._calendars)

    def of(self, hours: Hours) -> WorkingTime:
        """Return the working time of somebody."""
        found = self._known.get(hours)
        if found is None:
            zone = hours.zone or self._zone
            country = country_of(zone)
            calendar = calendar_of(country, country_names(), self._calendars) if self._calendars else ""
            found = self._known[hours] = WorkingTime(
                zone,
                minutes_of(hours.work_start),
                minutes_of(hours.work_end),
                weekend_of(country),
                calendar,
                self._calendars.get(calendar, {}),
            )
        return found
