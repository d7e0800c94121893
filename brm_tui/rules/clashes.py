"""What must not happen at once: work of IT in a blackout, two events of one person; each clash says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar


class Entry(Protocol):
    """What is known of a calendar entry here."""

    @property
    def layer(self) -> str:
        """The calendar's layer."""
        ...

    @property
    def source(self) -> str:
        """The table of its row."""
        ...

    @property
    def source_id(self) -> str:
        """Its row."""
        ...

    @property
    def start_at(self) -> datetime:
        """When it starts, aware."""
        ...

    @property
    def end_at(self) -> datetime:
        """When it ends, aware."""
        ...

    @property
    def all_day(self) -> bool:
        """Whether it takes whole days."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def customers(self) -> tuple[str, ...]:
        """Whom it concerns."""
        ...

    @property
    def blackout(self) -> bool:
        """Whether no changes are wanted in this time."""
        ...

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        ...


EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True, slots=True)
class Clash(Generic[EntryT]):
    """Two entries that do not go together.

    Attributes:
        entry: The one that should move: the change, the event of IT, or the later meeting.
        other: What it meets.
        reason: Why that is a clash, a few words.
    """

    entry: EntryT
    other: EntryT
    reason: str


def clashes(
    entries: Sequence[EntryT], attendees: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Clash[EntryT]]:
    """Return the clashes among entries, in the order in which they begin.

    Args:
        entries: What takes place; what is cancelled never clashes.
        attendees: For events by their row: id and name of the people who attend.
    """
    taking_place = [entry for entry in entries if not entry.cancelled]
    found = [*_in_blackouts(taking_place), *_double_booked(taking_place, attendees)]
    found.sort(key=lambda clash: (max(clash.entry.start_at, clash.other.start_at), clash.entry.title))
    return found


def _in_blackouts(entries: Sequence[EntryT]) -> Iterable[Clash[EntryT]]:
    """Yield changes and events of IT in a blackout of a customer they concern, and changes in a freeze."""
    closed = [entry for entry in entries if entry.blackout or entry.source == "freeze"]
    work = [
        entry
        for entry in entries
        if (entry.layer == "change" or (entry.layer == "it" and entry.source == "event"))
        and not entry.blackout
    ]
    for entry in work:
        for other in closed:
            if not (entry.start_at < other.end_at and other.start_at < entry.end_at):
                continue
            if other.source == "freeze":
                if entry.layer == "change":
                    yield Clash(entry, other, "in a freeze of IT")
                continue
            # A blackout that names nobody holds for everybody.
            concerned = [code for code in entry.customers if not other.customers or code in other.customers]
            if concerned:
                yield Clash(entry, other, f"in a blackout of {', '.join(concerned)}")


def _double_booked(
    entries: Sequence[EntryT], attendees: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterable[Clash[EntryT]]:
    """Yield events that begin while somebody is in another one; whole days block nobody.

    An event is held against the one that keeps that person longest, so that each counts once.
    """
    by_person: dict[str, list[tuple[EntryT, str]]] = defaultdict(list)
    for entry in entries:
        if entry.source == "event" and not entry.all_day:
            for person_id, name in attendees.get(entry.source_id, ()):
                by_person[person_id].append((entry, name))
    pairs: dict[tuple[int, int], tuple[EntryT, EntryT, list[str]]] = {}
    for booked in by_person.values():
        booked.sort(key=lambda item: (item[0].start_at, item[0].title, item[0].source_id))
        running = booked[0][0]
        for later, name in booked[1:]:
            if later.start_at < running.end_at:
                pairs.setdefault((id(running), id(later)), (later, running, []))[2].append(name)
            if later.end_at > running.end_at:
                running = later
    for later, earlier, names in pairs.values():
        yield Clash(later, earlier, f"{_listed(sorted(names))} in both")


def _listed(names: Sequence[str]) -> str:
    """Return names in a few words: the first one, and how many more."""
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {len(names) - 1} more"
