"""The VEVENTs of one UID, as events and exceptions that the desk can keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from brm_tui.interchange.ics.reading.kept_rules import Allowance, kept_rule, plain, series_of
from brm_tui.interchange.ics.reading.odd_rules import MOST_DATES, OddRule
from brm_tui.interchange.ics.reading.rows import (
    ForeignEvent,
    exception_of,
    foreign_event,
    key_of,
    moved,
    stamp,
)
from brm_tui.interchange.ics.reading.values import UnreadableError
from brm_tui.interchange.ics.reading.vevent import Moment, VEvent
from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.recurrence import first_instance, instances, is_instance, last_start
from brm_tui.rules.recurrence_rule import RecurrenceRule


@dataclass
class _Part:
    """A stretch of a series, up to where it was changed from a date on.

    Attributes:
        event: What it says, its start the first one of the stretch.
        original: The start that the rule before gave to its first occurrence.
        shift: How much later than that rule says it takes place.
    """

    event: VEvent
    original: datetime
    shift: timedelta = timedelta()
    exceptions: dict[datetime, SeriesException] = field(default_factory=dict)


def rows_of(
    uid: str, master: VEvent, overrides: Iterable[VEvent], horizon: date, allowance: Allowance
) -> list[ForeignEvent]:
    """Return what a series, or a single event, becomes.

    Args:
        uid: What it is known by.
        master: The VEVENT that replaces no other.
        overrides: Those that replace occurrences of it.
        horizon: Up to when rules that the desk does not have become single dates.
        allowance: What the file may still ask for.

    Raises:
        UnreadableError: It cannot be kept.
    """
    if not (master.rules or master.dates or master.excluding_rules or overrides):
        return [foreign_event(master, key_of(uid))]
    return _Building(uid, master, horizon, allowance).build(list(overrides))


class _Building:
    def __init__(self, uid: str, master: VEvent, horizon: date, allowance: Allowance) -> None:
        self.uid = uid
        self.master = master
        self.zone = master.start.zone
        self.all_day = self.zone is None
        self.horizon = horizon
        self.allowance = allowance
        self.rows: dict[str, ForeignEvent] = {}

    def build(self, overrides: list[VEvent]) -> list[ForeignEvent]:
        """Return the rows."""
        self.excluded = self._excluded()
        by_start: dict[datetime, VEvent] = {}
        onwards: dict[datetime, VEvent] = {}
        for override in overrides:
            assert override.occurrence is not None
            original = self._local(override.occurrence)
            held = (onwards if override.onwards else by_start).get(original)
            if held is None or held.version <= override.version:
                (onwards if override.onwards else by_start)[original] = override
        rule = kept_rule(self.master, self.horizon, self.allowance)
        if rule is not None:
            used = self._as_series(rule, by_start, onwards)
        else:
            used = self._as_dates(self._dates_of_rules(), by_start, onwards)
        self._add_dates(by_start, used)
        for original, override in by_start.items():
            if original not in used and override.status != "cancelled":
                # It replaces what the series no longer has: an event by itself.
                self._add(override, original)
        for original, override in onwards.items():
            if original not in used and override.status != "cancelled":
                self._add(override, original)
        if not self.rows:
            raise UnreadableError("it never takes place")
        return list(self.rows.values())

    def _local(self, moment: Moment) -> datetime:
        """Return a moment as a start within the series; a date alone is the day's start."""
        if self.all_day:
            return datetime.combine(moment.local.date(), time())
        if moment.zone is None:
            return datetime.combine(moment.local.date(), self.master.start.local.time())
        return moment.within(self.zone) if self.zone and self.zone.name else self._in_defined(moment)

    def _in_defined(self, moment: Moment) -> datetime:
        """Return a moment by the clock of a zone that only the file knows."""
        assert self.zone is not None
        if moment.zone == self.zone or self.zone.defined is None:
            return moment.local
        utc = moment.instant().replace(tzinfo=None)
        return utc + self.zone.defined.offset(utc + self.zone.defined.offset(utc))

    def _excluded(self) -> set[datetime]:
        return {self._local(moment) for moment in self.master.excluded}

    # A rule that the desk can keep

    def _as_series(
        self, rule: RecurrenceRule, by_start: dict[datetime, VEvent], onwards: dict[datetime, VEvent]
    ) -> set[datetime]:
        """Add the series, in as many parts as it was changed from a date on; return the overrides it took."""
        start = self.master.start.local
        series = series_of(self.zone, start, rule)
        used: set[datetime] = set()
        if not is_instance(series, start):
            rule = self._without_first(rule, by_start, used)
            series = series_of(self.zone, start, rule)
        if rule.count == 0 or first_instance(series) is None:
            return used
        parts = [_Part(self.master, start)]
        for original in sorted(onwards):
            event = onwards[original]
            if not is_instance(series, original):
                continue
            used.add(original)
            shift = self._shift(event, original)
            if shift is not None and self._goes_on(event, original, shift):
                part = _Part(event, original, shift)
                parts = [part] if original <= start else [*parts, part]
            else:
                self._change_each(series, parts[-1], event, original, shift)
        for original, override in by_start.items():
            if original in used or not is_instance(series, original):
                continue
            used.add(original)
            self._except(_part_at(parts, original), override, original)
        for original in self._gone(series):
            part = _part_at(parts, original)
            if original not in by_start:
                part.exceptions[original + part.shift] = SeriesException(
                    original + part.shift, cancelled=True
                )
        self._add_parts(series, rule, parts)
        return used

    def _without_first(
        self, rule: RecurrenceRule, by_start: dict[datetime, VEvent], used: set[datetime]
    ) -> RecurrenceRule:
        """Add a first start that is not on the rule as an event by itself; it counts as the first time."""
        start = self.master.start.local
        if start not in self.excluded:
            self._add(by_start.get(start, self.master), start)
            used.add(start)
        return replace(rule, count=rule.count - 1) if rule.count is not None else rule

    def _shift(self, event: VEvent, original: datetime) -> timedelta | None:
        """Return how much later something takes place than the rule says; None where it is of another form."""
        if (event.start.zone is None) != self.all_day:
            return None
        return event.start.within(self.zone) - original

    def _goes_on(self, event: VEvent, original: datetime, shift: timedelta) -> bool:
        """Return whether the same rule says the later occurrences, at another time of the same days."""
        same_zone = event.start.zone == self.zone
        return same_zone and (original + shift).date() == original.date() and not event.rules

    def _change_each(
        self, series: Series, part: _Part, event: VEvent, original: datetime, shift: timedelta | None
    ) -> None:
        """Make an exception of each later occurrence."""
        if event.status == "cancelled":
            shift = timedelta()
        if shift is None:
            raise UnreadableError("it changes from times to whole days, or back, from a date on")
        starts = [moment for moment in instances(series, original.date(), self.horizon) if moment >= original]
        self._take_dates(len(starts))
        for moment in starts:
            own = moved(event, moment - original)
            self._except(part, own, moment)

    def _except(self, part: _Part, override: VEvent, original: datetime) -> None:
        exception = exception_of(part.event, override, original + part.shift)
        if exception is None:
            exception = SeriesException(original + part.shift, cancelled=True)
            self._add(override, original)
        part.exceptions[exception.original_start] = exception

    def _gone(self, series: Series) -> set[datetime]:
        """Return the instances that EXDATE and EXRULE take out."""
        gone = {moment for moment in self.excluded if is_instance(series, moment)}
        for text in self.master.excluding_rules:
            starts = self._followed(text)
            last = max(starts, default=None)
            if last is not None:
                known = set(instances(series, series.start.date(), min(last.date(), self.horizon)))
                gone.update(known.intersection(starts))
        self._take_dates(len(gone))
        return gone

    def _add_parts(self, series: Series, rule: RecurrenceRule, parts: list[_Part]) -> None:
        for position, part in enumerate(parts):
            own, start = rule, part.original + part.shift
            if rule.until and part.shift:
                own = replace(own, until=f"{last_start(rule.until, series):%Y%m%d}")
            if position and rule.count is not None:
                before = instances(series, series.start.date(), part.original.date())
                own = replace(own, count=rule.count - sum(moment < part.original for moment in before))
            if position + 1 < len(parts):
                own = replace(own, count=None, until=self._until_before(parts[position + 1].original, part))
            key = key_of(self.uid, stamp(part.original, all_day=self.all_day) if position else "")
            event = part.event
            exceptions = tuple(part.exceptions[moment] for moment in sorted(part.exceptions))
            self._keep(foreign_event(event, key, local=start, recurrence=own.text(), exceptions=exceptions))

    def _until_before(self, next_original: datetime, part: _Part) -> str:
        if self.all_day or part.shift:
            return f"{next_original - timedelta(days=1):%Y%m%d}"
        assert self.zone is not None
        last = self.zone.instant(next_original - timedelta(seconds=1))
        return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    # Rules that become dates

    def _dates_of_rules(self) -> set[datetime]:
        found: set[datetime] = {self.master.start.local} if not self.master.rules else set()
        for text in self.master.rules:
            found.update(self._followed(text))
            found.add(self.master.start.local)
        for text in self.master.excluding_rules:
            found.difference_update(self._followed(text))
        return found - self.excluded

    def _followed(self, text: str) -> list[datetime]:
        rule = OddRule(plain(text), self.master.start)
        last = max(self.horizon, self.master.start.local.date())
        self.allowance.take("followed_days", rule.effort(last))
        return rule.starts(last)

    def _as_dates(
        self, starts: set[datetime], by_start: dict[datetime, VEvent], onwards: dict[datetime, VEvent]
    ) -> set[datetime]:
        """Add an event for each date; return the overrides that were used."""
        self._take_dates(len(starts))
        used: set[datetime] = set()
        changes = sorted(onwards)
        for start in sorted(starts):
            event, at = self.master, start
            if start in by_start:
                used.add(start)
                self._add(by_start[start], start)
                continue
            for original in changes:
                if original <= start:
                    used.add(original)
                    event = moved(onwards[original], start - original)
                    at = event.start.local
            self._add(event, start, local=at)
        return used

    def _add_dates(self, by_start: dict[datetime, VEvent], used: set[datetime]) -> None:
        """Add the RDATEs."""
        self._take_dates(len(self.master.dates))
        for moment, length in self.master.dates:
            local = self._local(moment)
            if local in self.excluded or self._takes_place(local):
                continue
            if local in by_start:
                used.add(local)
                self._add(by_start[local], local)
            else:
                self._add(self.master, local, local=local, length=length)

    def _takes_place(self, local: datetime) -> bool:
        if key_of(self.uid, stamp(local, all_day=self.all_day)) in self.rows:
            return True
        series = self.rows.get(key_of(self.uid))
        return series is not None and is_instance(series.series, local)

    def _take_dates(self, amount: int) -> None:
        if amount > MOST_DATES * 5:
            raise UnreadableError(f"it would become more than {MOST_DATES * 5} single events")
        self.allowance.take("dates", amount)

    def _add(
        self,
        event: VEvent,
        original: datetime,
        *,
        local: datetime | None = None,
        length: timedelta | None = None,
    ) -> None:
        """Add an event by itself, known by the start that the series gives it."""
        only = not self.master.rules and not self.master.dates and event is self.master
        key = key_of(self.uid, "" if only else stamp(original, all_day=self.all_day))
        self._keep(foreign_event(event, key, local=local, length=length))

    def _keep(self, row: ForeignEvent) -> None:
        self.rows.setdefault(row.key, row)


def _part_at(parts: list[_Part], original: datetime) -> _Part:
    """Return the part of a series that an original start falls in."""
    return [part for part in parts if part is parts[0] or part.original <= original][-1]
