"""What a clash is, and what is known of the entries that it is found among."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from brm_tui.rules.missed_forums import ForumFacts
from brm_tui.rules.working_time import WorkingTime


class ClashKind(StrEnum):
    """What is the matter."""

    BLACKOUT = "blackout"
    FREEZE = "freeze"
    DOUBLE_BOOKED = "double-booked"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    HOURS = "outside hours"
    MISSED = "missed forum"
    MEETING = "meeting"


class ClashSeverity(StrEnum):
    """How much it matters: what cannot be, and what one should look at."""

    BAD = "bad"
    ATTENTION = "attention"


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
    def original_start(self) -> datetime | None:
        """Which occurrence of a series it is."""
        ...

    @property
    def start(self) -> datetime:
        """When it starts by the user's clock, naive."""
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


class Clash(NamedTuple, Generic[EntryT]):
    """An entry that does not go together with another one, or with the day or the hour it is at.

    Attributes:
        kind: What is the matter.
        severity: How much it matters.
        reason: Why, in a few words.
        entry: The one that should move: the change, the event of IT, the later meeting.
        other: What it meets; None where it is the day or the hour.
    """

    kind: ClashKind
    severity: ClashSeverity
    reason: str
    entry: EntryT
    other: EntryT | None = None

    @property
    def said(self) -> str:
        """The reason, with what it meets."""
        return self.reason if self.other is None else f"{self.reason}: {self.other.title}"

    @property
    def begins(self) -> datetime:
        """When it begins by the user's clock, naive."""
        return self.entry.start if self.other is None else max(self.entry.start, self.other.start)


class DoubleBooking(NamedTuple, Generic[EntryT]):
    """Two events at once, and the ids of those who should be in both."""

    later: EntryT
    earlier: EntryT
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the entries are held against beside each other.

    Attributes:
        own: When the user works: what holds for a meeting of which nobody knows who attends.
        attendees: Ids of the people who attend events, by their row.
        optional: Which of them need not, as event and person.
        names: What people are called who are in two events at once, or who may not work, by id.
        working: When those people work of whom that is asked, by id.
        customers: When customers have holidays, by code.
        forums: What is known of the forums' meetings; None where nothing is wanted of them.
    """

    own: WorkingTime = field(default_factory=WorkingTime)
    attendees: Mapping[str, Sequence[str]] = field(default_factory=dict)
    optional: Collection[tuple[str, str]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    working: Mapping[str, WorkingTime] = field(default_factory=dict)
    customers: Mapping[str, WorkingTime] = field(default_factory=dict)
    forums: ForumFacts | None = None
