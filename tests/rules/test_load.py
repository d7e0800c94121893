"""How much somebody has to do: worked examples, and what holds of every load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.load import (
    Band,
    Capacity,
    Load,
    Move,
    Served,
    after_moves,
    band_of,
    load_of,
    meaning,
    waiting,
)

ANA = (
    Served("1", "FIN", 1, 7),
    Served("2", "TRE", 2, 3),
    Served("3", "HR", 2, 5),
    Served("4", "LOG", 1, 5),
    Served("5", "LEG", 3, 2),
)
"""Five customers, 22 of 20 hours a week."""


def shares(load: Load) -> list[float | None]:
    """Return both shares, rounded."""
    return [None if term.share is None else round(term.share, 3) for term in load.terms]


def test_five_customers_and_22_of_20_hours_are_stretched() -> None:
    load = load_of(ANA, Capacity(20, 5))
    assert (load.customers, load.hours, load.unknown_hours) == (5, 22, 0)
    # (7 + 5) × 1.2 + (3 + 5) × 1 + 2 × 0.8 hours, and 2 × 1.2 + 2 × 1 + 1 × 0.8 customers
    assert load.weighted == pytest.approx(24)
    assert shares(load) == [1.2, 1.04]
    assert (load.percent, load.band) == (120, Band.STRETCHED)
    assert load.free_hours == pytest.approx(-4)
    assert load.terms[0].reason == "12 h of tier 1 × 1.2 + 8 h of tier 2 × 1 + 2 h of tier 3 × 0.8"
    assert load.terms[1].reason == "2 of tier 1 × 1.2 + 2 of tier 2 × 1 + 1 of tier 3 × 0.8"


def test_the_tighter_of_the_two_decides() -> None:
    assert load_of(ANA, Capacity(100, 4)).percent == 130
    assert load_of(ANA, Capacity(100, 4)).band is Band.OVER
    assert load_of(ANA, Capacity(100, None)).percent == 24
    assert load_of(ANA, Capacity(None, 10)).percent == 52


def test_a_tier_weighs() -> None:
    shares_of = [load_of([Served("1", "X", tier, 10)], Capacity(10)).percent for tier in (1, 2, 3)]
    assert shares_of == [120, 100, 80]


def test_a_backup_gives_hours_but_is_no_customer_of_ones_own() -> None:
    load = load_of([Served("1", "FIN", 2, 1, backup=True)], Capacity(10, 1))
    assert shares(load) == [0.1, 0.0]
    assert load.customers == 1
    assert load.terms[1].reason == "no customer of one's own; backup of 1"


def test_two_roles_at_one_customer_are_one_customer() -> None:
    load = load_of([Served("1", "FIN", 2, 1), Served("2", "FIN", 2, 1)], Capacity(None, 2))
    assert (load.customers, load.percent) == (1, 50)


def test_nothing_is_known_without_a_capacity() -> None:
    load = load_of(ANA, Capacity())
    assert (load.share, load.percent, load.band, load.free_hours) == (None, None, Band.UNKNOWN, None)
    assert load.terms[0].reason.endswith("the capacity is not known")
    assert load.hours == 22, "what is known is still told"


def test_hours_that_are_not_known_are_taken_like_the_others() -> None:
    load = load_of([Served("1", "A", 2, 6), Served("2", "B", 2, None)], Capacity(10))
    assert (load.hours, load.unknown_hours, load.percent) == (6, 1, 120)
    assert "the hours of 1 of 2 roles are not known and taken like the others" in load.terms[0].reason


def test_too_few_known_hours_say_nothing() -> None:
    served = [Served("1", "A", 3, 6), Served("2", "B", 1, None), Served("3", "C", 1, None)]
    load = load_of(served, Capacity(10))
    assert (load.hours, load.weighted, load.band) == (6, None, Band.UNKNOWN)
    assert load_of(served, Capacity(10, 4)).percent == 80
    assert load_of([Served("1", "A", 2, None)], Capacity(10)).hours is None


def test_nobody_served_is_no_load() -> None:
    load = load_of([], Capacity(10))
    assert (load.customers, load.hours, load.percent, load.band) == (0, 0, 0, Band.COMFORTABLE)
    assert load_of([], Capacity()).band is Band.UNKNOWN
    assert load_of([], Capacity(0)).percent == 0
    assert load_of(ANA, Capacity(0)).band is Band.UNKNOWN, "no hours to share is no share"


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (0, Band.COMFORTABLE),
        (1, Band.COMFORTABLE),
        (1 + 1e-12, Band.COMFORTABLE),
        (1.01, Band.STRETCHED),
        (1.25, Band.STRETCHED),
        (1.26, Band.OVER),
        (None, Band.UNKNOWN),
    ],
)
def test_the_limits_of_the_bands(share: float | None, band: Band) -> None:
    assert band_of(share) is band


def test_waiting_grows_as_the_room_goes() -> None:
    assert [waiting(share) for share in (0, 0.5, 0.75, None, 1.0, 1.3)] == [0, 1, 3, None, None, None]
    assert waiting(0.9) == pytest.approx(9)


def test_every_band_says_what_it_means() -> None:
    assert meaning(load_of(ANA, Capacity(48))).endswith("waits about 1.0 times as long as it takes.")
    assert "falls away first" in meaning(load_of(ANA, Capacity(20)))
    assert "there is no average" in meaning(load_of(ANA, Capacity(20)))
    assert "before more is promised" in meaning(load_of(ANA, Capacity(10)))
    assert "Nothing can be said" in meaning(load_of(ANA, Capacity()))
    assert meaning(load_of([], Capacity(10))) == "There is time to prepare, to listen and to come unasked."


def test_a_what_if_takes_from_one_and_gives_to_another() -> None:
    bo = (Served("9", "RET", 1, 12),)
    then = after_moves({"ana": ANA, "bo": bo}, [Move("3", "bo"), Move("5", "new")])
    assert [one.customer_id for one in then["ana"]] == ["FIN", "TRE", "LOG"]
    assert [one.customer_id for one in then["bo"]] == ["HR", "RET"]
    assert [one.customer_id for one in then["new"]] == ["LEG"]
    assert load_of(then["ana"], Capacity(20, 5)).percent == 87
    assert load_of(then["bo"], Capacity(24)).percent == 81


served_lists = st.lists(
    st.builds(
        Served,
        id=st.uuids().map(str),
        customer_id=st.sampled_from("ABCDEFGH"),
        tier=st.sampled_from((1, 2, 3)),
        hours=st.floats(0, 40),
        backup=st.booleans(),
    ),
    max_size=12,
)
unsure_lists = st.lists(
    st.builds(
        Served,
        id=st.uuids().map(str),
        customer_id=st.sampled_from("ABCDEFGH"),
        tier=st.sampled_from((1, 2, 3)),
        hours=st.none() | st.floats(0, 40),
        backup=st.booleans(),
    ),
    max_size=12,
)
capacities = st.builds(
    Capacity, hours=st.none() | st.floats(0.5, 60), customers=st.none() | st.integers(1, 20)
)


@given(served_lists, capacities, st.integers(0, 11))
def test_one_customer_less_is_never_more_load(served: list[Served], capacity: Capacity, which: int) -> None:
    fewer = [one for place, one in enumerate(served) if place != which]
    # A customer whose tier differs from role to role would change its weight with the role that goes.
    tiers = {one.customer_id: one.tier for one in served}
    if all(tiers[one.customer_id] == one.tier for one in served):
        assert (load_of(fewer, capacity).share or 0) <= (load_of(served, capacity).share or 0) + 1e-9


@given(unsure_lists, capacities)
def test_a_load_is_judged_by_all_that_is_known_and_by_nothing_else(
    served: list[Served], capacity: Capacity
) -> None:
    load = load_of(served, capacity)
    known = [term.share for term in load.terms if term.share is not None]
    assert load.share == (max(known) if known else None)
    assert (load.band is Band.UNKNOWN) == (not known)
    assert load.share is None or load.share >= 0
    assert load.unknown_hours == sum(one.hours is None for one in served)


@given(served_lists, served_lists, st.data())
def test_moving_to_and_fro_changes_nothing_and_moving_keeps_all_hours(
    first: list[Served], second: list[Served], data: st.DataObject
) -> None:
    serving = {"a": first, "b": second}
    moved = data.draw(
        st.lists(st.sampled_from([one.id for one in first]), unique=True) if first else st.just([])
    )
    then = after_moves(serving, [Move(row_id, "b") for row_id in moved])
    assert sorted(one.id for ones in then.values() for one in ones) == sorted(
        one.id for ones in serving.values() for one in ones
    )
    back = after_moves(then, [Move(row_id, "a") for row_id in moved])
    assert {person: set(ones) for person, ones in back.items()} == {
        person: set(ones) for person, ones in serving.items()
    }
