"""The order of a customer's projects: what ties, and what moving one by a place does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.project_order import PRIORITIES, Move, Placed, Rank, moved, ranks
from brm_tui.rules.vocabulary import Priority

URGENT, HIGH, NORMAL, LOW = PRIORITIES


def order(placed: list[Placed]) -> list[Placed]:
    return sorted(
        placed,
        key=lambda one: (
            PRIORITIES.index(one.priority), one.position is None, one.position or 0.0, one.id
        ),
    )  # fmt: skip


def after(placed: list[Placed], project_id: str, move: Move) -> list[Placed]:
    return order(
        [
            Placed(
                one.id,
                move.priority if move.priority and one.id == project_id else one.priority,
                move.positions.get(one.id, one.position),
            )
            for one in placed
        ]
    )


def test_one_priority_ties_until_somebody_puts_it_in_order() -> None:
    placed = order(
        [Placed("a", URGENT, None), Placed("b", HIGH, None), Placed("c", HIGH, None), Placed("d", LOW, None)]
    )
    assert ranks(placed) == {"a": Rank(1, 1), "b": Rank(2, 2), "c": Rank(2, 2), "d": Rank(4, 1)}
    move = moved(placed, "c", down=False)
    assert move == Move(None, {"c": 1.0, "b": 2.0})
    assert {rank.tied for rank in ranks(after(placed, "c", move)).values()} == {1}


def test_at_the_border_it_takes_the_next_priority_and_its_near_end() -> None:
    placed = order([Placed("a", URGENT, 1.0), Placed("b", HIGH, 1.0), Placed("c", NORMAL, 4.0)])
    assert moved(placed, "b", down=False) == Move(URGENT, {"b": None})
    assert moved(placed, "b", down=True) == Move(NORMAL, {"b": 3.0})
    assert moved([Placed("a", HIGH, None)], "a", down=False) == Move(URGENT, {"a": None})


def test_nothing_goes_beyond_the_ends() -> None:
    assert moved([Placed("a", URGENT, None)], "a", down=False) is None
    assert moved([Placed("a", LOW, None)], "a", down=True) is None
    assert moved([], "a", down=True) is None


@given(
    st.lists(st.tuples(st.sampled_from(Priority), st.none() | st.integers(1, 3)), min_size=1, max_size=8),
    st.integers(0, 7),
    st.booleans(),
)
def test_a_move_goes_the_way_it_is_told(
    drawn: list[tuple[Priority, int | None]], which: int, down: bool
) -> None:
    placed = order([Placed(f"p{number}", *one) for number, one in enumerate(drawn)])
    chosen = placed[which % len(placed)]
    move = moved(placed, chosen.id, down=down)
    if move is None:
        assert chosen.priority is (LOW if down else URGENT)
        return
    now = after(placed, chosen.id, move)
    before, behind = ([one.id for one in each].index(chosen.id) for each in (placed, now))
    if move.priority is None:
        assert behind - before == (1 if down else -1)
        assert [one.id for one in now if one.id != chosen.id] == [
            one.id for one in placed if one.id != chosen.id
        ]
    else:
        assert PRIORITIES.index(move.priority) - PRIORITIES.index(chosen.priority) == (1 if down else -1)
    found = ranks(now)
    assert sum(rank.tied > 1 for rank in found.values()) != 1
