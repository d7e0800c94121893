"""A calendar file of other people, read as a whole: what can be taken, and why the rest cannot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from brm_tui.errors import BrmError
from brm_tui.interchange.ics.reading.components import Component, components
from brm_tui.interchange.ics.reading.kept_rules import Allowance
from brm_tui.interchange.ics.reading.lines import content_lines
from brm_tui.interchange.ics.reading.rows import ForeignEvent, stamp
from brm_tui.interchange.ics.reading.series import rows_of
from brm_tui.interchange.ics.reading.values import UnreadableError, date_texts, one_line, raw_value, text_of
from brm_tui.interchange.ics.reading.vevent import TITLE_LIMIT, VEvent, read_vevent
from brm_tui.interchange.ics.reading.zones import Zones

Progress = Callable[[int, int], None]
"""Is told how much of how much was done; may raise to give up."""

_A_FEW = 200
_NO_EVENT = {
    "VTODO": "it is a task; the desk keeps actions instead",
    "VJOURNAL": "it is a journal entry, not an event",
    "VFREEBUSY": "it says only when somebody is busy",
    "VALARM": "it is a reminder without an event",
    "VAVAILABILITY": "it says only when somebody is available",
}
_OLDER = "the file has a newer version of the same event"


@dataclass(frozen=True, slots=True)
class Taken:
    """An event or a series as it stands in the file.

    Attributes:
        uid: Its UID; one made up, always the same, where it has none.
        title: One line.
        start: Its first start: naive local time.
        all_day: Whether it takes whole days.
        rows: What it becomes in the desk.
        notes: What was not taken as it stands, clauses.
    """

    uid: str
    title: str
    start: datetime
    all_day: bool
    rows: tuple[ForeignEvent, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A component that was not taken.

    Attributes:
        kind: VEVENT, VTODO and so on.
        uid: Its UID, if it has one.
        title: One line.
        start: Its start as it stands in the file, if it can be read.
        reason: Why, a clause.
    """

    kind: str
    uid: str
    title: str
    start: str
    reason: str


@dataclass
class ReadCalendar:
    """What a file holds.

    Attributes:
        name: What it calls itself, or empty.
        taken: What can be taken, in the order of the file.
        skipped: What cannot.
        notes: What holds for the whole file, whole sentences.
    """

    name: str = ""
    taken: list[Taken] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_calendar(data: bytes, *, zone: str, horizon: date, progress: Progress | None = None) -> ReadCalendar:
    """Read a calendar file; one broken component never touches the others.

    Args:
        data: The file.
        zone: Where times are that name no zone.
        horizon: Up to when recurrences that the desk has no rule for become single events.
        progress: Is told how far it is.

    Raises:
        BrmError: It is no calendar at all.
    """
    top = components(content_lines(data))
    if not any(child.name == "VCALENDAR" or child.name in _EVENTFUL for child in top.children):
        raise BrmError(
            "No calendar",
            "The file holds no calendar: there is no BEGIN:VCALENDAR in it. Nothing was imported.",
        )
    return _Reading(zone, horizon, progress).read(top)


_EVENTFUL = frozenset(("VEVENT", *_NO_EVENT))


class _Reading:
    def __init__(self, zone: str, horizon: date, progress: Progress | None) -> None:
        self.zones = Zones(zone)
        self.horizon = horizon
        self.progress = progress or (lambda _done, _total: None)
        self.found = ReadCalendar()
        self.by_uid: dict[str, list[tuple[VEvent, Component]]] = {}
        self.repeated: dict[str, int] = {}
        self.alarms = 0

    def read(self, top: Component) -> ReadCalendar:
        """Return what the file holds."""
        calendars = [child for child in top.children if child.name == "VCALENDAR"]
        loose = Component("VCALENDAR", children=[child for child in top.children if child.name in _EVENTFUL])
        for calendar in (*calendars, loose):
            for child in calendar.children:
                if child.name == "VTIMEZONE":
                    self.zones.define(child)
        total = sum(len(calendar.children) for calendar in (*calendars, loose))
        done = 0
        for calendar in (*calendars, loose):
            name = calendar.line("X-WR-CALNAME") or calendar.line("NAME")
            self.found.name = self.found.name or one_line(text_of(name), TITLE_LIMIT)
            self.zones.float_in(raw_value(calendar.line("X-WR-TIMEZONE")))
            cancelled = raw_value(calendar.line("METHOD")).upper() == "CANCEL"
            for child in calendar.children:
                self._component(child, cancelled)
                done += 1
                if done % _A_FEW == 0:
                    self.progress(done, 2 * total)
        self._take(total)
        self.found.notes.extend(self.zones.notes)
        if self.alarms:
            shown = "1 reminder was" if self.alarms == 1 else f"{self.alarms} reminders were"
            self.found.notes.append(f"{shown} left out: when to be reminded is each reader's own choice.")
        return self.found

    def _component(self, component: Component, cancelled: bool) -> None:
        name = component.name
        if name == "VTIMEZONE":
            return
        if name != "VEVENT":
            reason = _NO_EVENT.get(name, f"{one_line(name, 40) or 'a component without a name'} is no event")
            self._skip(component, reason)
            return
        try:
            event = read_vevent(component, self.zones, cancelled=cancelled)
        except UnreadableError as error:
            self._skip(component, str(error))
            return
        except (OverflowError, ValueError):
            self._skip(component, "its times are beyond what a calendar holds")
            return
        self.alarms += event.alarms
        uid = event.uid or self._free(_made_up(event))
        self.by_uid.setdefault(uid, []).append((event, component))

    def _free(self, uid: str) -> str:
        """Return a made-up UID, told from others of the file that would be the same."""
        number = self.repeated[uid] = self.repeated.get(uid, 0) + 1
        return uid if number == 1 else f"{uid}-{number}"

    def _skip(self, component: Component, reason: str) -> None:
        texts = date_texts(component.line("DTSTART") or component.line("DUE") or ":")
        self.found.skipped.append(
            Skipped(
                kind=one_line(component.name, 40),
                uid=one_line(text_of(component.line("UID")), TITLE_LIMIT),
                title=one_line(text_of(component.line("SUMMARY")), TITLE_LIMIT),
                start=one_line(texts[0], 40) if texts else "",
                reason=reason,
            )
        )

    def _take(self, total: int) -> None:
        """Put together what belongs to the same UID."""
        allowance = Allowance()
        for done, (uid, events) in enumerate(self.by_uid.items(), start=1):
            if len(events) == 1 and events[0][0].occurrence is None:
                self._group(uid, events[0], [], allowance)
            else:
                self._several(uid, events, allowance)
            if done % _A_FEW == 0:
                self.progress(total + done, total + len(self.by_uid))

    def _several(self, uid: str, events: list[tuple[VEvent, Component]], allowance: Allowance) -> None:
        masters = sorted(
            (pair for pair in events if pair[0].occurrence is None), key=lambda pair: pair[0].version
        )
        overrides = [pair for pair in events if pair[0].occurrence is not None]
        if masters:
            master = masters.pop()
            self._group(uid, master, overrides, allowance)
            for event, component in masters:
                said, said_last = (event.start, event.title), (master[0].start, master[0].title)
                if event.version == master[0].version and said != said_last:
                    # Not a version of the other: its program has given one UID to several events.
                    own = f"{uid}#{stamp(event.start.local, all_day=event.start.zone is None)}"
                    self._group(self._free(own), (event, component), [], allowance)
                else:
                    self._skip(component, _OLDER)
            return
        newest: dict[datetime, tuple[VEvent, Component]] = {}
        for event, component in sorted(overrides, key=lambda pair: pair[0].version):
            assert event.occurrence is not None
            if event.occurrence.local in newest:
                self._skip(newest[event.occurrence.local][1], _OLDER)
            newest[event.occurrence.local] = (event, component)
        for local, pair in newest.items():
            self._group(f"{uid}#{stamp(local, all_day=pair[0].start.zone is None)}", pair, [], allowance)

    def _group(
        self,
        uid: str,
        master: tuple[VEvent, Component],
        overrides: list[tuple[VEvent, Component]],
        allowance: Allowance,
    ) -> None:
        event = master[0]
        try:
            rows = rows_of(uid, event, [pair[0] for pair in overrides], self.horizon, allowance)
        except UnreadableError as error:
            reason = str(error)
        except (OverflowError, ValueError):
            reason = "its times are beyond what a calendar holds"
        else:
            notes = dict.fromkeys([*event.notes, *(note for pair in overrides for note in pair[0].notes)])
            if len(rows) > 1:
                notes[f"it became {len(rows)} events, because one rule of the desk cannot say it"] = None
            self.found.taken.append(
                Taken(
                    uid, event.title, event.start.local, event.start.zone is None, tuple(rows), tuple(notes)
                )
            )
            return
        for _event, skipped in (master, *overrides):
            self._skip(skipped, reason)


def _made_up(event: VEvent) -> str:
    """Return a UID for an event that has none: the same each time the file says the same."""
    said = [event.title, event.start.local.isoformat(), str(event.minutes), str(event.days), *event.rules]
    return f"unnamed-{hashlib.sha256('|'.join(said).encode()).hexdigest()[:24]}"
