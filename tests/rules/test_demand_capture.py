"""One typed line as a demand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson
from brm_tui.rules.demand_capture import CapturedDemand, read_demand
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind

TODAY = date(2026, 11, 24)
FINANCE = KnownCustomer("c1", "FIN", "Finance")
CLAIRE = KnownPerson("p1", "Claire Beaumont", "claire@fin.example", "business")
CLARA = KnownPerson("p2", "Clara Beau", "", "business")
KNOWN = Known([FINANCE, KnownCustomer("c2", "HR", "Human Resources")], [CLAIRE, CLARA])


def demand(text: str, customer: KnownCustomer | None = None) -> CapturedDemand:
    return read_demand(text, KNOWN, TODAY, customer=customer)


def test_everything_that_a_line_may_hold() -> None:
    assert demand("FIN need !now @claire Close the month in three days") == CapturedDemand(
        "Close the month in three days", FINANCE, DemandKind.NEED, DemandHorizon.NOW, CLAIRE, ()
    )
    assert demand("info: who signs what", FINANCE).kind is DemandKind.INFORMATION_NEED
    assert demand("a new portal #fin !later").values() == {
        "title": "a new portal", "customer": "c1", "kind": "want", "horizon": "later",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("need a portal", "name the customer by its code"),
        ("FIN need", "say what is asked for"),
        ("FIN @zoe portal", "nobody is called @zoe"),
        ("FIN @cla portal", "@cla may be Claire Beaumont, Clara Beau"),
        ("FIN " + "x" * 201, "a title has at most 200 characters, this one 201"),
    ],
)
def test_what_is_not_understood_is_said(text: str, problem: str) -> None:
    assert demand(text).problems == (problem,)


def test_ambiguous_marks_stay_in_the_title() -> None:
    assert demand("FIN !n portal").title == "!n portal"


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    found = demand(text, FINANCE)
    assert found.customer is not None
    assert found.problems or 0 < len(found.title) <= 200
