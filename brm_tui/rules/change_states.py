"""The life of a change: which state may follow which, by its type."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.rules.states import Moves, check_move
from brm_tui.rules.vocabulary import ChangeState as State
from brm_tui.rules.vocabulary import ChangeType

_NORMAL: Moves[State] = {
    State.REQUESTED: (State.APPROVED, State.CANCELLED),
    State.APPROVED: (State.SCHEDULED, State.REQUESTED, State.CANCELLED),
    State.SCHEDULED: (State.IMPLEMENTED, State.FAILED, State.APPROVED, State.CANCELLED),
    State.IMPLEMENTED: (State.FAILED,),
    State.FAILED: (State.SCHEDULED, State.APPROVED),
    State.CANCELLED: (State.REQUESTED,),
}
_MORE: dict[ChangeType, Moves[State]] = {
    # A standard change is approved once for all.
    ChangeType.STANDARD: {State.REQUESTED: (State.SCHEDULED,)},
    # An emergency is repaired first and approved afterwards.
    ChangeType.EMERGENCY: {
        State.REQUESTED: (State.SCHEDULED, State.IMPLEMENTED, State.FAILED),
        State.APPROVED: (State.IMPLEMENTED, State.FAILED),
    },
}
AHEAD = (State.REQUESTED, State.APPROVED, State.SCHEDULED)
"""What is still to be done."""


def moves_of(kind: ChangeType) -> Moves[State]:
    """Return what may follow each state of a change of this type."""
    more = _MORE.get(kind, {})
    return {state: (*after[:1], *more.get(state, ()), *after[1:]) for state, after in _NORMAL.items()}


def next_states(state: State, kind: ChangeType) -> Sequence[State]:
    """Return the states that may follow, the usual one first."""
    return moves_of(kind)[state]


def check_change_move(before: State, after: State, kind: ChangeType) -> None:
    """Refuse a state of a change that may not follow.

    Raises:
        FieldError: It may not follow.
    """
    check_move("state", moves_of(kind), before, after, f"this {kind.value} change")
