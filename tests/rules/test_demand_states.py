"""The life of a demand: no way leads past the rule, and every state can be left but by the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.demand_states import (
    OPEN,
    TRANSITIONS,
    WAY,
    WITH_REASON,
    check_state,
    next_state,
    state_before,
)
from brm_tui.rules.vocabulary import DemandState

STATES = st.sampled_from(list(DemandState))


def test_the_way_leads_from_first_words_to_fulfilled() -> None:
    state = DemandState.DRAFT
    seen = [state]
    while next_state(state) is not state:
        check_state(state, next_state(state), "")
        state = next_state(state)
        seen.append(state)
    assert tuple(seen) == WAY
    assert [state.value for state in WAY] == [
        "draft", "submitted", "screening", "qualified", "approved", "completed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("draft", "approved"), ("draft", "completed"), ("submitted", "qualified"), ("rejected", "approved"),
     ("completed", "draft"), ("completed", "rejected"), ("deferred", "completed"), ("qualified", "completed")],
)  # fmt: skip
def test_no_step_is_left_out(before: str, after: str) -> None:
    with pytest.raises(FieldError) as refused:
        check_state(DemandState(before), DemandState(after), "Because")
    assert refused.value.field == "state"
    assert next_state(DemandState(before)).value in refused.value.allowed


@pytest.mark.parametrize("state", WITH_REASON)
@pytest.mark.parametrize("before", [None, *OPEN])
def test_who_says_no_or_later_says_why(before: DemandState | None, state: DemandState) -> None:
    check_state(before, state, "After the peak")
    for reason in ("", "  "):
        with pytest.raises(FieldError) as refused:
            check_state(before, state, reason)
        assert refused.value.field == "state_reason"


@pytest.mark.parametrize("state", DemandState)
def test_a_new_one_may_begin_anywhere_and_every_state_can_be_left(state: DemandState) -> None:
    check_state(None, state, "Because")
    check_state(state, state, "")
    assert state not in TRANSITIONS[state]
    for after in TRANSITIONS[state]:
        check_state(state, after, "Because")


@given(STATES, st.lists(STATES, max_size=30), st.sampled_from(["", "Because"]))
def test_whatever_is_tried_only_ways_of_the_table_are_gone(
    state: DemandState, tried: list[DemandState], reason: str
) -> None:
    for after in tried:
        try:
            check_state(state, after, reason)
        except FieldError:
            refused_way = after not in TRANSITIONS[state] and after is not state
            assert refused_way or (after in WITH_REASON and not reason)
            continue
        assert after is state or after in TRANSITIONS[state]
        assert after is state or after not in WITH_REASON or reason
        state = after


@given(STATES)
def test_back_is_the_other_way_of_on(state: DemandState) -> None:
    before = state_before(state)
    check_state(state, before, "")
    if before is not state:
        assert next_state(before) is state
