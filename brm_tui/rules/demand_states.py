"""The life of a demand, from first words to fulfilled: which state may follow which, and when a reason is due. Pure.

    draft → submitted → screening → qualified → approved → completed

Each of these but the last can be deferred or rejected, with a reason; each can be sent back by one step. What was
deferred or rejected is taken up again where it is looked at; what was completed turns out not to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from brm_tui.errors import FieldError
from brm_tui.rules.vocabulary import DemandState

WAY = (
    DemandState.DRAFT,
    DemandState.SUBMITTED,
    DemandState.SCREENING,
    DemandState.QUALIFIED,
    DemandState.APPROVED,
    DemandState.COMPLETED,
)
"""The way of a demand that is fulfilled."""

OPEN = WAY[:-1]
"""The states in which a demand still waits for something, and has a rank."""

WITH_REASON = (DemandState.DEFERRED, DemandState.REJECTED)
"""The states that say why."""


def _transitions() -> Mapping[DemandState, tuple[DemandState, ...]]:
    found: dict[DemandState, tuple[DemandState, ...]] = {}
    for place, state in enumerate(OPEN):
        back = WAY[place - 1 : place] if place else ()
        found[state] = (WAY[place + 1], *back, *WITH_REASON)
    found[DemandState.COMPLETED] = (DemandState.APPROVED,)
    found[DemandState.DEFERRED] = (DemandState.SUBMITTED, DemandState.SCREENING, DemandState.REJECTED)
    found[DemandState.REJECTED] = (DemandState.SUBMITTED,)
    return found


TRANSITIONS = _transitions()
"""By state, the states that may follow, the usual one first."""


def next_state(state: DemandState) -> DemandState:
    """Return the state that usually follows: on along the way, or taken up again; completed stays."""
    return state if state is DemandState.COMPLETED else TRANSITIONS[state][0]


def state_before(state: DemandState) -> DemandState:
    """Return the state that a demand is sent back to; itself where there is none."""
    if state in WITH_REASON:
        return state
    place = WAY.index(state)
    return WAY[place - 1] if place else state


def check_state(before: DemandState | None, after: DemandState, reason: str) -> None:
    """See that a demand may come from one state to another.

    Args:
        before: Where it stands; None for a new record, which may begin anywhere.
        after: Where it should stand.
        reason: Why, as it would be kept.

    Raises:
        FieldError: It may not, or a reason is missing; the message names what may follow.
    """
    if before is after:
        return
    if before is not None and after not in TRANSITIONS[before]:
        may = ", ".join(state.value for state in TRANSITIONS[before])
        raise FieldError("state", after.value, f"what may follow {before.value}: {may}")
    if after in WITH_REASON and not reason.strip():
        raise FieldError("state_reason", reason, f"why it is {after.value}; it cannot be empty")
