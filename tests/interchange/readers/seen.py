"""What a calendar reader shows of a file, and what it should show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from brm_tui.interchange.ics.lines import one_line, plain_text
from brm_tui.rules.calendar_items import CalendarItem, Occurrence
from brm_tui.rules.recurrence import expand


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One occurrence as a reader shows it; what is cancelled is not shown.

    Attributes:
        start: ``2026-11-24`` or ``2026-11-24T09:00:00Z``: text, so that dates and instants sort together.
        end: The same; after an all-day event the day after its last.
        title: As shown.
        description: As shown.
        place: As shown.
    """

    start: str
    end: str
    title: str
    description: str
    place: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A program of other hands that reads calendar files.

    Attributes:
        name: What it is called.
        missing: Says why it cannot run here, or nothing.
        show: Returns all that it shows of a file between two dates and perhaps a few days more.
        misread: What it is known to make of a text: a bug of its own, told where the reader is described.
        until: The last day for which it can be trusted, for a reason told there too.
    """

    name: str
    missing: Callable[[], str]
    show: Callable[[Path, date, date], list[Seen]]
    misread: Callable[[str], str] = str
    until: date = date.max

    def read(self, path: Path, first: date, last: date) -> list[Seen]:
        """Return what starts between two dates, by UTC, in order."""
        return _between(self.show(path, first, last), first, min(last, self.until))

    def differences(self, path: Path, wanted: Iterable[Seen], first: date, last: date) -> list[str]:
        """Return what it misses of what is wanted between two dates, and what it shows besides, its own bugs apart."""
        there = Counter(self.read(path, first, last))
        known = (replace(seen, title=self.misread(seen.title), place=self.misread(seen.place),
                         description=self.misread(seen.description)) for seen in wanted)  # fmt: skip
        due = Counter(_between(known, first, min(last, self.until)))
        return [f"missing: {seen}" for seen in (due - there).elements()] + [
            f"besides: {seen}" for seen in (there - due).elements()
        ]


def seen_from_json(text: str) -> list[Seen]:
    """Return what a reader in another process printed."""
    return [Seen(**record) for record in json.loads(text)]


def moment_text(moment: date | datetime) -> str:
    """Return a date, or an aware moment, as ``Seen`` holds it."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def expected(items: Iterable[CalendarItem], horizon: date, first: date, last: date) -> list[Seen]:
    """Return what readers should show of a file with these items, by ``rules.recurrence`` alone."""
    found = []
    for item in items:
        if item.status == "cancelled":
            continue
        # Wide enough for what is moved; the horizon is about the date that the rule gives.
        for occurrence in expand(item.series, first - timedelta(days=2), last + timedelta(days=2)):
            if not item.series.recurrence or occurrence.original_start.date() <= horizon:
                found.append(_seen(item, occurrence))
    return _between(found, first, last)


def _seen(item: CalendarItem, occurrence: Occurrence) -> Seen:
    own = occurrence.exception
    title = item.title if own is None or own.title is None else own.title
    place = item.place if own is None or own.place is None else own.place
    agenda = item.agenda if own is None or own.agenda is None else own.agenda
    start: date = occurrence.start.date() if occurrence.all_day else occurrence.start_utc
    end: date = occurrence.end.date() if occurrence.all_day else occurrence.end_utc
    return Seen(
        start=moment_text(start),
        end=moment_text(end),
        title=one_line(title) or "Untitled",
        description=plain_text("\n\n".join(filter(None, (item.description, agenda)))),
        place=one_line(place),
    )


def _between(found: Iterable[Seen], first: date, last: date) -> list[Seen]:
    return sorted(seen for seen in found if first.isoformat() <= seen.start[:10] <= last.isoformat())
