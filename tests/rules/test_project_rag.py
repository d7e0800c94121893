"""The whole of a project is the worst of its three, and what is not known is never green."""

from __future__ import annotations

from itertools import product

import pytest

from brm_tui.rules.project_rag import Dimension, Standing, overall, trade_off, worst
from brm_tui.rules.vocabulary import Constraint, Rag

RAGS = (Rag.GREEN, Rag.AMBER, Rag.RED, None)
TIME, RESOURCE, SCOPE = Dimension.TIME, Dimension.RESOURCE, Dimension.SCOPE


def three(*rags: Rag | None) -> list[Standing]:
    return [Standing(dimension, rag) for dimension, rag in zip(Dimension, rags, strict=True)]


@pytest.mark.parametrize(
    ("rags", "rag", "decided_by", "said"),
    [
        ((Rag.GREEN,) * 3, Rag.GREEN, (), "all three are green"),
        ((Rag.GREEN, Rag.AMBER, Rag.GREEN), Rag.AMBER, (RESOURCE,), "resources decide"),
        ((Rag.RED, Rag.AMBER, Rag.GREEN), Rag.RED, (TIME,), "time decides"),
        ((Rag.RED, Rag.AMBER, Rag.RED), Rag.RED, (TIME, SCOPE), "time and scope decide"),
        ((Rag.GREEN, None, Rag.GREEN), None, (RESOURCE,), "resources are not known"),
        ((None, Rag.GREEN, Rag.GREEN), None, (TIME,), "time is not known"),
        ((Rag.AMBER, None, None), Rag.AMBER, (TIME,), "time decides; resources and scope not known"),
        ((None,) * 3, None, (TIME, RESOURCE, SCOPE), "time, resources and scope are not known"),
    ],
)
def test_the_worst_decides_and_is_named(
    rags: tuple[Rag | None, ...], rag: Rag | None, decided_by: tuple[Dimension, ...], said: str
) -> None:
    found = overall(three(*rags))
    assert (found.rag, found.decided_by, found.said) == (rag, decided_by, said)


def test_green_needs_all_three_and_order_says_nothing() -> None:
    for rags in product(RAGS, repeat=3):
        found = worst(rags)
        assert (found is Rag.GREEN) == (rags == (Rag.GREEN,) * 3)
        assert (found is Rag.RED) == (Rag.RED in rags)
        assert found is worst(tuple(reversed(rags)))
        assert {
            term.rag
            for term in overall(three(*rags)).terms
            if term.dimension in overall(three(*rags)).decided_by
        } <= {found}


def test_of_nothing_nothing_is_known() -> None:
    assert worst(()) is None


def test_what_is_fixed_and_red_needs_something_that_gives() -> None:
    fixed, flexible = Constraint.FIXED, Constraint.FLEXIBLE
    late = Standing(TIME, Rag.RED, constraint=fixed)
    assert trade_off([late, Standing(RESOURCE, Rag.GREEN, constraint=flexible), Standing(SCOPE, None)]) == (
        "Time (red) is fixed: resources must give."
    )
    assert trade_off([late, Standing(RESOURCE, None), Standing(SCOPE, None)]) == (
        "Time (red) is fixed, and nothing is said to give."
    )
    assert trade_off([Standing(dimension, Rag.GREEN, constraint=fixed) for dimension in Dimension]) == (
        "All three are fixed: nothing can give."
    )
    assert trade_off([Standing(TIME, Rag.GREEN, constraint=fixed), Standing(SCOPE, Rag.RED)]) == ""
