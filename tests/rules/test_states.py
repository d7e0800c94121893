"""The lives of changes and projects: every state is reachable and left, and only by the moves that are listed."""

from __future__ import annotations

from itertools import product

import pytest

from brm_tui.errors import FieldError
from brm_tui.rules.change_states import check_change_move, moves_of, next_states
from brm_tui.rules.project_states import MOVES, check_project_move, next_statuses
from brm_tui.rules.vocabulary import ChangeState, ChangeType, ProjectStatus


def reachable(moves: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for after in moves[waiting.pop()] - found:
            found.add(after)
            waiting.append(after)
    return found


@pytest.mark.parametrize("kind", ChangeType)
def test_every_state_of_a_change_has_a_way_to_it_and_away_from_it(kind: ChangeType) -> None:
    moves = {before.value: {after.value for after in afters} for before, afters in moves_of(kind).items()}
    assert set(moves) == {state.value for state in ChangeState}
    assert reachable(moves, "requested") == set(moves)
    assert all(moves.values())
    assert all(
        len(set(afters)) == len(afters) and before not in afters for before, afters in moves_of(kind).items()
    )


def test_every_status_of_a_project_has_a_way_to_it_and_away_from_it() -> None:
    moves = {before.value: {after.value for after in afters} for before, afters in MOVES.items()}
    assert set(moves) == {status.value for status in ProjectStatus}
    assert reachable(moves, "proposed") == set(moves)
    assert all(before not in afters for before, afters in MOVES.items())


@pytest.mark.parametrize("kind", ChangeType)
def test_a_change_moves_as_listed_and_not_otherwise(kind: ChangeType) -> None:
    for before, after in product(ChangeState, repeat=2):
        if after is before or after in next_states(before, kind):
            check_change_move(before, after, kind)
        else:
            with pytest.raises(FieldError) as refused:
                check_change_move(before, after, kind)
            assert refused.value.field == "state"
            assert next_states(before, kind)[0].value in refused.value.allowed


def test_a_project_moves_as_listed_and_not_otherwise() -> None:
    for before, after in product(ProjectStatus, repeat=2):
        if after is before or after in next_statuses(before):
            check_project_move(before, after)
        else:
            with pytest.raises(FieldError):
                check_project_move(before, after)


def test_only_an_emergency_is_done_before_it_is_approved_and_only_a_standard_change_needs_no_approval() -> (
    None
):
    requested = {kind: set(next_states(ChangeState.REQUESTED, kind)) for kind in ChangeType}
    assert ChangeState.IMPLEMENTED in requested[ChangeType.EMERGENCY]
    assert ChangeState.IMPLEMENTED not in requested[ChangeType.NORMAL] | requested[ChangeType.STANDARD]
    assert ChangeState.SCHEDULED in requested[ChangeType.STANDARD]
    assert ChangeState.SCHEDULED not in requested[ChangeType.NORMAL]
