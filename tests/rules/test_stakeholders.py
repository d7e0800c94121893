"""The stakeholder map: people once, and one step in each direction."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.stakeholders import Direction, Stakeholder, moved, stakeholders
from brm_tui.rules.vocabulary import Engagement, Grade

HIGH, MEDIUM, LOW = Grade.HIGH, Grade.MEDIUM, Grade.LOW


@dataclass(frozen=True)
class Role:
    """A role, as a query returns it."""

    id: str
    person_id: str
    name: str
    role: str
    influence: Grade | None = None
    interest: Grade | None = None
    engagement_now: Engagement | None = None
    engagement_wanted: Engagement | None = None


def test_whoever_has_two_roles_stands_there_once_with_what_either_knows() -> None:
    found = stakeholders(
        [
            Role("r1", "p1", "Claire", "sponsor", HIGH),
            Role("r2", "p2", "Olga", "point of contact"),
            Role(
                "r3", "p1", "Claire", "business manager", LOW, MEDIUM, Engagement.NEUTRAL, Engagement.LEADING
            ),
        ]
    )
    assert [person.name for person in found] == ["Claire", "Olga"]
    claire, olga = found
    assert (claire.roles, claire.role_ids) == (("sponsor", "business manager"), ("r1", "r3"))
    assert (claire.influence, claire.interest, claire.placed, claire.behind) == (HIGH, MEDIUM, True, True)
    assert (olga.placed, olga.behind) == (False, False)


@pytest.mark.parametrize(
    ("direction", "there"),
    [("up", (HIGH, MEDIUM)), ("down", (LOW, MEDIUM)), ("left", (MEDIUM, LOW)), ("right", (MEDIUM, HIGH))],
)
def test_whoever_is_not_placed_starts_from_the_middle(
    direction: Direction, there: tuple[Grade, Grade]
) -> None:
    assert moved(Stakeholder("p", "Olga", (), ()), direction) == there
    assert moved(Stakeholder("p", "Olga", (), (), MEDIUM, MEDIUM), direction) == there


def test_nobody_leaves_the_map() -> None:
    corner = Stakeholder("p", "Olga", (), (), HIGH, LOW)
    assert moved(corner, "up") is None
    assert moved(corner, "left") is None
    assert moved(corner, "right") == (HIGH, MEDIUM)


@given(influence=st.sampled_from(Grade), interest=st.sampled_from(Grade))
def test_there_and_back_again(influence: Grade, interest: Grade) -> None:
    for direction, back in (("up", "down"), ("left", "right")):
        there = moved(Stakeholder("p", "x", (), (), influence, interest), direction)  # type: ignore[arg-type]
        if there is not None:
            assert moved(Stakeholder("p", "x", (), (), *there), back) == (influence, interest)  # type: ignore[arg-type]
