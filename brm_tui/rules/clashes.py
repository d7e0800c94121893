"""What does not go together in the calendar: each clash has a kind, a severity, and a reason in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from brm_tui.rules.clash_terms import (
    Clash,
    ClashKind,
    ClashSeverity,
    DoubleBooking,
    Entry,
    EntryT,
    Surroundings,
)
from brm_tui.rules.missed_forums import missed
from brm_tui.rules.rest_clashes import at_rest


def clashes(
    entries: Sequence[EntryT],
    around: Surroundings,
    *,
    bookings: Sequence[DoubleBooking[EntryT]] | None = None,
    meetings: Sequence[EntryT] | None = None,
) -> list[Clash[EntryT]]:
    """Return the clashes among entries, in the order in which they begin.

    Args:
        entries: What takes place, and what was cancelled: that clashes with nothing, but a forum may miss it.
        around: What else is known.
        bookings: What ``double_bookings`` found among them, where that is known already.
        meetings: Those that may lie at a time when somebody does not work; None: all of them.
    """
    taking_place = [entry for entry in entries if not entry.cancelled]
    if bookings is None:
        bookings = double_bookings(taking_place, around.attendees)
    found = [
        *_in_blackouts(taking_place),
        *_double_booked(bookings, around),
        *at_rest(taking_place if meetings is None else meetings, around),
        *_missed(entries, around),
    ]
    found.sort(key=_order)
    return found


def _order(clash: Clash[EntryT]) -> tuple[datetime, str]:
    entry, other = clash.entry, clash.other
    return (entry.start_at if other is None else max(entry.start_at, other.start_at)), entry.title


def is_work(entry: Entry) -> bool:
    """Answer whether an entry is work of IT, which a blackout forbids."""
    of_it = entry.layer == "change" or (entry.layer == "it" and entry.source == "event")
    return of_it and not entry.blackout


def in_blackout(codes: Collection[str], of_blackout: Collection[str]) -> list[str]:
    """Return whom of some customers a blackout concerns; one that names nobody holds for everybody."""
    return [code for code in codes if not of_blackout or code in of_blackout]


def _in_blackouts(entries: Sequence[EntryT]) -> Iterable[Clash[EntryT]]:
    """Yield changes and events of IT in a blackout of a customer they concern, and changes in a freeze."""
    closed = [entry for entry in entries if entry.blackout or entry.source == "freeze"]
    work = [entry for entry in entries if is_work(entry)] if closed else []
    for entry in work:
        for other in closed:
            if not (entry.start_at < other.end_at and other.start_at < entry.end_at):
                continue
            if other.source == "freeze":
                if entry.layer == "change":
                    yield Clash(ClashKind.FREEZE, ClashSeverity.BAD, "in a freeze of IT", entry, other)
                continue
            concerned = in_blackout(entry.customers, other.customers)
            if concerned:
                reason = f"in a blackout of {', '.join(concerned)}"
                yield Clash(ClashKind.BLACKOUT, ClashSeverity.BAD, reason, entry, other)


def double_bookings(
    entries: Sequence[EntryT], attendees: Mapping[str, Sequence[str]]
) -> list[DoubleBooking[EntryT]]:
    """Return events that begin while somebody is in another one; whole days block nobody.

    An event is held against the one that keeps that person longest, so that each counts once.

    Args:
        entries: What takes place.
        attendees: Who attends events, by their row.
    """
    timed = [entry for entry in entries if entry.source_id in attendees and not entry.all_day]
    timed.sort(key=lambda entry: (entry.start_at, entry.title, entry.source_id))
    running: dict[str, EntryT] = {}
    pairs: dict[tuple[int, int], DoubleBooking[EntryT]] = {}
    for later in timed:
        start_at, end_at = later.start_at, later.end_at
        for person_id in attendees[later.source_id]:
            earlier = running.get(person_id)
            if earlier is not None and start_at < earlier.end_at:
                key = (id(earlier), id(later))
                found = pairs.get(key)
                if found is None:
                    found = pairs[key] = DoubleBooking(later, earlier, [])
                found.ids.append(person_id)
                if end_at <= earlier.end_at:
                    continue
            running[person_id] = later
    return list(pairs.values())


def _double_booked(
    bookings: Iterable[DoubleBooking[EntryT]], around: Surroundings
) -> Iterable[Clash[EntryT]]:
    """Yield double bookings with the names of the people."""
    names = around.names
    for later, earlier, ids in bookings:
        reason = f"{_listed(sorted([names[person_id] for person_id in ids]))} in both"
        yield Clash(ClashKind.DOUBLE_BOOKED, ClashSeverity.BAD, reason, later, earlier)


def _missed(entries: Sequence[EntryT], around: Surroundings) -> Iterable[Clash[EntryT]]:
    """Yield the meetings of forums that did not take place."""
    forums = around.forums
    if forums is None or not forums.events:
        return
    for entry in entries:
        if entry.source_id in forums.events:
            found = missed(
                forums, entry.source_id, entry.original_start, entry.end_at, cancelled=entry.cancelled
            )
            if found is not None:
                severity = ClashSeverity.BAD if found.certain else ClashSeverity.ATTENTION
                yield Clash(ClashKind.MISSED, severity, found.reason, entry)


def _listed(names: Sequence[str]) -> str:
    """Return names in a few words: the first one, and how many more."""
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {len(names) - 1} more"
