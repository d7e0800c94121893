"""The life of feedback: no change leads to a state that is illegal, and none is skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.feedback_life import (
    LIVES,
    MOST_ESCALATION,
    SETTLED,
    Life,
    changed,
    next_state,
    onward,
    state_dates,
)
from brm_tui.rules.vocabulary import FeedbackKind, FeedbackState

S, K = FeedbackState, FeedbackKind
WORDS = st.sampled_from(["", " ", "Tested with Henrik.", "It came back.", "And again."])
LIFE = st.builds(
    Life,
    kind=st.sampled_from(K),
    state=st.sampled_from(S),
    escalation=st.integers(0, MOST_ESCALATION),
    reopened=st.integers(0, 3),
    resolution=WORDS,
    reopen_reason=WORDS,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(K), st.lists(LIFE, max_size=12))
def test_no_illegal_state_can_be_reached(kind: FeedbackKind, wishes: list[Life]) -> None:
    """Whatever is wanted, one after the other: what is accepted is legal, what is refused leaves all as it was."""
    life = Life(kind)
    reopened = 0
    for wish in wishes:
        before = life
        try:
            life = changed(before, replace(wish, reopened=before.reopened))
        except FieldError:
            continue
        again = before.settled and life.state is S.ACKNOWLEDGED and before.state is not life.state
        reopened += again
        assert life.state in LIVES[life.kind]
        assert life.state is before.state or life.state in onward(life.kind, before.state)
        assert life.reopened == reopened
        assert life.reopen_reason.strip() or not reopened
        early = life.kind is not K.COMPLIMENT and life.state is S.CLOSED and not before.settled
        assert not early or life.resolution.strip()
        assert life.escalation == 0 or life.kind is K.COMPLAINT
        assert life.state is not S.CLOSED or life.escalation <= before.escalation
        assert not again or life.reopen_reason.strip() != before.reopen_reason.strip()


@given(LIFE, LIFE)
def test_nobody_counts_by_hand(before: Life, after: Life) -> None:
    """The number of times it was opened again is never what somebody says."""
    try:
        found = changed(before, after)
    except FieldError:
        return
    assert after.reopened == before.reopened
    assert found.reopened in {before.reopened, before.reopened + 1}


@pytest.mark.parametrize("kind", K)
def test_the_next_state_leads_to_the_end(kind: FeedbackKind) -> None:
    life = Life(kind, resolution="Told.")
    seen = [life.state]
    while (following := next_state(kind, life.state)) is not None:
        life = changed(life, replace(life, state=following))
        seen.append(life.state)
    assert tuple(seen) == LIVES[kind]
    assert next_state(K.COMPLIMENT, S.ASSESSED) is None


def test_what_is_refused_says_what_is_allowed() -> None:
    complaint = Life(K.COMPLAINT, S.RECEIVED)
    with pytest.raises(FieldError, match="after received: acknowledged, closed"):
        changed(complaint, replace(complaint, state=S.RESOLUTION_PROPOSED))
    with pytest.raises(FieldError, match="words on what became of it"):
        changed(complaint, replace(complaint, state=S.CLOSED))
    assert changed(complaint, replace(complaint, state=S.CLOSED, resolution="Taken back.")).state is S.CLOSED
    with pytest.raises(FieldError, match="received, acknowledged, closed for a compliment"):
        changed(None, Life(K.COMPLIMENT, S.ASSESSED))
    with pytest.raises(FieldError, match="only complaints are escalated"):
        changed(None, Life(K.SUGGESTION, escalation=1))


def test_it_is_opened_again_with_a_reason_of_its_own() -> None:
    closed = Life(K.COMPLAINT, S.CLOSED, resolution="New rule.")
    for reason in ("", "  "):
        with pytest.raises(FieldError) as caught:
            changed(closed, replace(closed, state=S.ACKNOWLEDGED, reopen_reason=reason))
        assert caught.value.field == "reopen_reason"
    once = changed(closed, replace(closed, state=S.ACKNOWLEDGED, reopen_reason="Came back"))
    assert once.reopened == 1
    settled = replace(once, state=S.CLOSED)
    with pytest.raises(FieldError, match="other than that of the last time"):
        changed(settled, replace(settled, state=S.ACKNOWLEDGED))
    assert changed(settled, replace(settled, state=S.ACKNOWLEDGED, reopen_reason="Again")).reopened == 2
    assert {S.ACCEPTED_BY_CUSTOMER, S.CLOSED} == SETTLED


def test_the_customer_may_decline_what_is_proposed() -> None:
    proposed = Life(K.COMPLAINT, S.RESOLUTION_PROPOSED, resolution="A voucher.")
    assert changed(proposed, replace(proposed, state=S.ASSESSED)).reopened == 0


def test_the_dates_of_the_states_come_from_what_happened() -> None:
    day = [date(2026, 11, number) for number in range(1, 10)]
    moves = [
        (S.RECEIVED, day[1]),
        (S.ACKNOWLEDGED, day[2]),
        (S.ASSESSED, day[3]),
        (S.RESOLUTION_PROPOSED, day[4]),
    ]
    assert list(state_dates(K.COMPLAINT, day[0], moves).values()) == [day[0], day[2], day[3], day[4]]
    declined = state_dates(K.COMPLAINT, day[0], [*moves, (S.ASSESSED, day[6])])
    assert list(declined.items())[-1] == (S.ASSESSED, day[6])
    # It came from elsewhere, closed: what lay between nobody recorded here.
    brought = state_dates(K.COMPLAINT, day[0], [(S.CLOSED, day[8])])
    assert brought[S.ASSESSED] is None
    assert (brought[S.RECEIVED], brought[S.CLOSED]) == (day[0], day[8])
    assert state_dates(K.COMPLAINT, day[0], []) == {}
