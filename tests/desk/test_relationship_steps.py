"""How far the relationship with a customer has come, from the records of a real desk."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.agreements import new_agreement
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import undo
from brm_tui.desk.portfolio import PortfolioView, portfolio_pages
from brm_tui.desk.relationship_steps import it_choices, steps_page
from brm_tui.errors import NotFoundError
from brm_tui.rules.relationship_steps import Step, Task


def _next(desk: Desk, customer_id: str) -> Task | None:
    found = steps_page(desk, customer_id).steps.next
    return found.task if found is not None else None


def test_each_record_brings_it_further_and_undo_brings_it_back(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN", "tier": 1})
    assert _next(desk, customer) is Task.FIRST_CONTACT
    dana = records.add(desk, "people", {"name": "Dana", "side": "business"})
    records.add(
        desk, "roles", {"person": dana, "customer": "FIN", "role": "business manager", "primary": True}
    )
    assert _next(desk, customer) is Task.REACHABLE
    records.change(desk, "people", dana, {"phone": "+49 1"})
    assert _next(desk, customer) is Task.MANAGER
    for name, role in (("Ana", "relationship manager"), ("Bo", "backup")):
        person = records.add(desk, "people", {"name": name, "side": "IT"})
        records.add(desk, "representations", {"person": person, "customer": "FIN", "role": role})
    steps = steps_page(desk, customer).steps
    assert steps.next is not None
    assert steps.next.task is Task.FIT
    records.change(desk, "representations", str(steps.next.record_id), {"affinity_customer": 3})
    assert _next(desk, customer) is Task.TOUCH
    records.add(desk, "touches", {"customer": "FIN", "channel": "call", "topics": ("strategy",)})
    assert _next(desk, customer) is Task.RHYTHM
    records.change(desk, "customers", "FIN", {"target_days": 14})
    assert _next(desk, customer) is Task.FORUM
    agreement = new_agreement(desk, customer)
    assert steps_page(desk, customer).agreement_id == agreement
    forum = {"agreement": agreement, "name": "Review", "first_date": "2026-12-01", "zone": "Europe/Berlin"}
    records.add(desk, "forums", forum, as_text=True)
    assert _next(desk, customer) is Task.DEMAND
    demand = records.add(desk, "demands", {"customer": "FIN", "title": "Faster close"})
    assert _next(desk, customer) is Task.PRIORITY
    records.change(desk, "demands", demand, {"value": 4, "size": 2})
    assert _next(desk, customer) is None
    undo(desk)
    assert _next(desk, customer) is Task.PRIORITY


def test_whoever_left_counts_no_longer(demo: Desk) -> None:
    america = demo.reader.execute("SELECT id FROM customer WHERE code = 'RNA'").fetchone()[0]
    steps = steps_page(demo, america).steps
    assert steps.current is not None
    assert steps.current.step is Step.REPRESENTATION
    assert [check.task for check in steps.current.missing] == [Task.MANAGER]


def test_the_portfolio_and_the_page_say_the_same(demo: Desk) -> None:
    pages = portfolio_pages(demo, PortfolioView())
    listed = pages.fetch(0, pages.count())
    assert len(listed) == 9
    for line in listed:
        assert getattr(line, "steps", None) == steps_page(demo, line.id).steps


def test_people_of_it_who_are_here_can_be_assigned(demo: Desk) -> None:
    names = [label for _id, label in it_choices(demo)]
    assert any(name.startswith("Ana Souza") for name in names)
    assert not any("Dana" in name for name in names)


def test_a_customer_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        steps_page(desk, "nobody")
