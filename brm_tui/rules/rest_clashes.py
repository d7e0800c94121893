"""Meetings at a time when those who must attend do not work: on their holiday or weekend, or out of hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from brm_tui.rules.clash_terms import Clash, ClashKind, ClashSeverity, Entry, EntryT, Surroundings
from brm_tui.rules.dates import WEEKDAYS
from brm_tui.rules.working_time import Free, Rest, WorkingTime

_Asked = tuple[WorkingTime, datetime, datetime, bool]
"""Who, from when to when, and whether that is whole days."""


class Person(NamedTuple):
    """Somebody who must attend."""

    name: str
    working: WorkingTime


_KINDS = {Free.HOLIDAY: ClashKind.HOLIDAY, Free.WEEKEND: ClashKind.WEEKEND, Free.HOURS: ClashKind.HOURS}


def may_rest(entries: Iterable[EntryT], workings: Iterable[WorkingTime]) -> list[EntryT]:
    """Return the meetings that lie, for at least one of some working times, outside of it."""
    every = list(workings)
    known: dict[tuple[datetime, datetime, bool], bool] = {}
    found = []
    for entry in entries:
        if entry.layer == "meeting" and entry.source == "event" and not entry.cancelled:
            key = (entry.start_at, entry.end_at, entry.all_day)
            rests = known.get(key)
            if rests is None:
                rests = known[key] = any(_rest(working, entry) is not None for working in every)
            if rests:
                found.append(entry)
    return found


def at_rest(entries: Sequence[EntryT], around: Surroundings) -> Iterable[Clash[EntryT]]:
    """Yield meetings at which those who must attend do not work: on their holiday, weekend, or out of hours."""
    known: dict[_Asked, Rest | None] = {}
    own, customers, optional = around.own, around.customers, around.optional
    for entry in entries:
        if entry.layer != "meeting" or entry.source != "event":
            continue
        event_id = entry.source_id
        must = [
            Person(around.names[one], around.working[one])
            for one in around.attendees.get(event_id, ())
            if (event_id, one) not in optional
        ]
        shared = {person.working for person in must} or {own}
        shared.update(customers[code] for code in entry.customers if code in customers)
        reasons: set[Free] = set()
        for working in shared:
            key = (working, entry.start_at, entry.end_at, entry.all_day)
            if key not in known:
                known[key] = _rest(working, entry)
            rest = known[key]
            if rest is not None:
                reasons.add(rest.why)
        for why in sorted(reasons):
            reason = _why_at_rest(entry, why, must, around, known)
            if reason:
                yield Clash(_KINDS[why], ClashSeverity.ATTENTION, reason, entry)


def _rest(working: WorkingTime, entry: Entry) -> Rest | None:
    if entry.all_day:
        # Whole days are dates, the same everywhere; what begins on a working day is meant to.
        return working.day_off(entry.start.date())
    return working.rest_at(entry.start_at, entry.end_at)


def _why_at_rest(
    entry: Entry,
    why: Free,
    must: Sequence[Person],
    around: Surroundings,
    known: Mapping[_Asked, Rest | None],
) -> str:
    """Return the reason for all whom it concerns: people first, then customers on holiday."""

    def rest_of(working: WorkingTime) -> Rest | None:
        found = known.get((working, entry.start_at, entry.end_at, entry.all_day))
        return found if found is not None and found.why is why else None

    resting = [(person, rest) for person in must if (rest := rest_of(person.working)) is not None]
    if resting:
        person, rest = min(resting, key=lambda pair: pair[0].name)
        more = f", and {len(resting) - 1} more" if len(resting) > 1 else ""
        return _said(rest, person, entry, around.own) + more
    if why is Free.HOLIDAY:
        # Weekends and hours of a customer without its people say nothing; a holiday closes the house.
        for code in entry.customers:
            closed = around.customers.get(code)
            rest = rest_of(closed) if closed is not None else None
            if closed is not None and rest is not None:
                return f"on {rest.when} ({closed.calendar}) of {code}"
    rest = rest_of(around.own)
    if rest is None or must or why is Free.HOURS:
        return ""
    return f"on a {rest.when}" if why is Free.WEEKEND else f"on {rest.when} ({around.own.calendar})"


def _said(rest: Rest, person: Person, entry: Entry, own: WorkingTime) -> str:
    """Return why somebody is not at work, by their own clock."""
    name, working = person
    if rest.why is Free.HOURS:
        local = working.local(entry.start_at)
        day = "" if local.date() == entry.start.date() else f"{WEEKDAYS[local.weekday()]} "
        return f"{day}{rest.when} for {name} in {working.city}, who works {working.hours}"
    place = f" in {working.city}" if working.zone != own.zone else ""
    if rest.why is Free.WEEKEND:
        return f"on a {rest.when} for {name}{place}"
    return f"on {rest.when} ({working.calendar}) for {name}{place}"
