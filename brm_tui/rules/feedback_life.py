"""The life of feedback: from received to closed, escalated on the way, and opened again.

A complaint or a suggestion goes one state on at a time. A customer who does not accept what is proposed sends it
back to be assessed again. It may be closed early (the customer takes it back, or nothing more can be done: ISO
10002, 7.9), but only with words on what became of it. What was settled and comes up again is opened again, with a
reason of its own, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from brm_tui.errors import FieldError
from brm_tui.rules.vocabulary import FeedbackKind, FeedbackState

MOST_ESCALATION = 3
"""How far a complaint can be escalated."""

LIVES: Mapping[FeedbackKind, tuple[FeedbackState, ...]] = {
    FeedbackKind.COMPLAINT: tuple(FeedbackState),
    FeedbackKind.SUGGESTION: tuple(FeedbackState),
    FeedbackKind.COMPLIMENT: (FeedbackState.RECEIVED, FeedbackState.ACKNOWLEDGED, FeedbackState.CLOSED),
}
"""The states that each kind goes through, in order."""

SETTLED = frozenset({FeedbackState.ACCEPTED_BY_CUSTOMER, FeedbackState.CLOSED})
"""What the customer is content with, or what is closed: from here it is opened again."""

_AGAIN = FeedbackState.ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Life:
    """What the rules of a life look at.

    Attributes:
        kind: What it is.
        state: Where it stands.
        escalation: 0 not escalated, up to `MOST_ESCALATION`.
        reopened: How often it was opened again.
        resolution: What is proposed, or was done.
        reopen_reason: Why it was opened again the last time.
    """

    kind: FeedbackKind
    state: FeedbackState = FeedbackState.RECEIVED
    escalation: int = 0
    reopened: int = 0
    resolution: str = ""
    reopen_reason: str = ""

    @property
    def settled(self) -> bool:
        """Whether it can only be closed or opened again."""
        return self.state in SETTLED


def next_state(kind: FeedbackKind, state: FeedbackState) -> FeedbackState | None:
    """Return the state that comes next, None where it is closed or not in the life of that kind."""
    life = LIVES[kind]
    if state not in life or state is life[-1]:
        return None
    return life[life.index(state) + 1]


def onward(kind: FeedbackKind, state: FeedbackState) -> tuple[FeedbackState, ...]:
    """Return every state that one step may lead to."""
    following = next_state(kind, state)
    found = [following] if following is not None else []
    if state is FeedbackState.RESOLUTION_PROPOSED:
        found.append(FeedbackState.ASSESSED)
    if state in SETTLED:
        found.append(_AGAIN)
    if state is not FeedbackState.CLOSED:
        found.append(FeedbackState.CLOSED)
    return tuple(dict.fromkeys(found))


def changed(before: Life | None, after: Life) -> Life:
    """Return a life as it is after a change, what is counted counted.

    Args:
        before: What stands there; None for feedback that is new, which may come from elsewhere and stand anywhere.
        after: What is wanted.

    Raises:
        FieldError: The life of feedback does not allow it; the field says where.
    """
    if after.state not in LIVES[after.kind]:
        raise FieldError("state", after.state.value, f"{_words(LIVES[after.kind])} for a {after.kind.value}")
    if after.escalation and after.kind is not FeedbackKind.COMPLAINT:
        raise FieldError("escalation", after.escalation, "0; only complaints are escalated")
    if before is None:
        return after
    moved = before.state is not after.state
    if moved and after.state not in onward(after.kind, before.state):
        raise FieldError(
            "state",
            after.state.value,
            f"after {before.state.value}: {_words(onward(after.kind, before.state))}",
        )
    if moved and _early(before.state, after) and not after.resolution.strip():
        raise FieldError(
            "resolution", "", "words on what became of it, to close it before the customer accepts"
        )
    if after.escalation > before.escalation and after.state is FeedbackState.CLOSED:
        raise FieldError(
            "escalation", after.escalation, f"{before.escalation}, unless it is opened again first"
        )
    if after.reopened != before.reopened:
        raise FieldError(
            "reopened", after.reopened, f"{before.reopened}; it is counted when it is opened again"
        )
    return (
        _opened_again(before, after)
        if moved and before.settled and after.state is _AGAIN
        else _kept(before, after)
    )


def _early(state: FeedbackState, after: Life) -> bool:
    """Answer whether something that waits for an answer is closed before its customer accepted one."""
    return (
        after.kind is not FeedbackKind.COMPLIMENT
        and after.state is FeedbackState.CLOSED
        and state not in SETTLED
    )


def _opened_again(before: Life, after: Life) -> Life:
    reason = after.reopen_reason.strip()
    if not reason or reason == before.reopen_reason.strip():
        known = " of its own, other than that of the last time" if reason else ""
        raise FieldError("reopen_reason", after.reopen_reason, f"a reason{known} for opening it again")
    return replace(after, reopened=before.reopened + 1)


def _kept(before: Life, after: Life) -> Life:
    """Return a life that was not opened again now; the reason for which it once was stays told."""
    if before.reopened and before.reopen_reason.strip() and not after.reopen_reason.strip():
        raise FieldError("reopen_reason", "", "the reason for which it was opened again")
    return after


def _words(states: tuple[FeedbackState, ...]) -> str:
    return ", ".join(state.value for state in states)


def state_dates(
    kind: FeedbackKind, received: date | None, moves: Sequence[tuple[FeedbackState, date | None]]
) -> dict[FeedbackState, date | None]:
    """Return when feedback came into each state up to where it stands; None where nobody recorded it.

    What lies before a state that it was sent back to stays, what lay behind it is forgotten.

    Args:
        kind: What it is.
        received: The day it came in.
        moves: The states it came into, in order, as the history holds them; the last one is where it stands.
    """
    life = LIVES[kind]
    dates: dict[FeedbackState, date | None] = {}
    for state, day in moves:
        if state not in life:
            continue
        place = life.index(state)
        dates = {known: dates.get(known) for known in life[:place]} | {state: day}
    if dates:
        dates[life[0]] = received
    return dates
