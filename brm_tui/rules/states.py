"""Which state of a record's life may follow which: a table of moves, and the refusal of any other. Pure.

A record may be made in any state, as imports do; from then on it moves only as its table says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from brm_tui.errors import FieldError

StateT = TypeVar("StateT", bound=StrEnum)

Moves = Mapping[StateT, Sequence[StateT]]
"""The states that may follow each state, the usual one first."""


def check_move(field: str, moves: Moves[StateT], before: StateT, after: StateT, noun: str) -> None:
    """Refuse a state that may not follow.

    Args:
        field: The field that holds the state.
        moves: What may follow.
        before: The state as it is.
        after: The state that is wanted; the same one is no move.
        noun: What the record is, such as ``a normal change``.

    Raises:
        FieldError: It may not follow; the states that may are named.
    """
    if after is before or after in moves[before]:
        return
    allowed = ", ".join(state.value for state in moves[before]) or "no other state"
    raise FieldError(field, after.value, f"{allowed} ({noun} is {before.value} now)")
