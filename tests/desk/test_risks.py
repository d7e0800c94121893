"""The risks of a relationship: the heaviest first, and what their weight comes from."""

from __future__ import annotations

import pytest

from brm_tui.desk import history, records
from brm_tui.desk.desk import Desk
from brm_tui.desk.risks import CustomerRisk, customer_risks, size_of
from brm_tui.rules.relationship_risk import RiskSize
from brm_tui.rules.vocabulary import ChangeRisk


@pytest.fixture
def finance(desk: Desk) -> str:
    return records.add(desk, "customers", {"name": "Finance", "code": "FIN"}, as_text=True)


def add(desk: Desk, **values: str) -> str:
    return records.add(desk, "risks", {"customer": "FIN", **values}, as_text=True)


def listed(desk: Desk, customer_id: str) -> list[CustomerRisk]:
    pages = customer_risks(desk, customer_id)
    return pages.fetch(0, pages.count())


def test_the_heaviest_open_one_comes_first_and_closed_ones_last(desk: Desk, finance: str) -> None:
    add(desk, title="Closed", impact="5", likelihood="5", state="closed")
    add(desk, title="Accepted", impact="4", likelihood="4", state="accepted")
    add(desk, title="Unjudged")
    add(desk, title="Light", impact="1", likelihood="2")
    add(desk, title="Heavy, later", impact="4", likelihood="3", review="2026-12-20")
    add(desk, title="Heavy, sooner", impact="3", likelihood="4", review="2026-12-01")
    assert [risk.title for risk in listed(desk, finance)] == [
        "Heavy, sooner", "Heavy, later", "Light", "Unjudged", "Accepted", "Closed",
    ]  # fmt: skip


def test_a_weight_says_its_terms_and_unknown_is_not_zero(desk: Desk, finance: str) -> None:
    heavy = size_of(desk, add(desk, title="Heavy", impact="5", likelihood="4"))
    assert (heavy.product, heavy.word) == (20, ChangeRisk.VERY_HIGH)
    assert "Impact 5 × likelihood 4 = 20: very high" in heavy.reason
    unjudged = size_of(desk, add(desk, title="Unjudged", impact="5"))
    assert (unjudged.product, unjudged.word) == (None, None)
    assert "likelihood" in unjudged.reason
    assert "impact" not in unjudged.reason
    assert RiskSize(None, None).reason.startswith("Nobody judged its impact and its likelihood")


def test_deleting_several_is_one_step(desk: Desk, finance: str) -> None:
    first, second = add(desk, title="One"), add(desk, title="Two")
    records.delete_many(desk, "risks", [first, second])
    assert listed(desk, finance) == []
    history.undo(desk)
    assert len(listed(desk, finance)) == 2
    history.redo(desk)
    assert listed(desk, finance) == []
