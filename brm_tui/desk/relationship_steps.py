"""The four steps to a relationship with a customer; reading only, since records tell how far one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.errors import NotFoundError
from brm_tui.rules.relationship_steps import RelationshipSteps, relationship_steps
from brm_tui.store.queries.customer import CustomerHead, customer_head
from brm_tui.store.queries.relationship_steps import people_of_it, step_facts

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class StepsPage:
    """A customer and how far the relationship with it has come.

    Attributes:
        head: The customer.
        steps: The four steps.
        agreement_id: The agreement that has not ended.
    """

    head: CustomerHead
    steps: RelationshipSteps
    agreement_id: str | None


def steps_page(desk: Desk, customer_id: str) -> StepsPage:
    """Return how far the relationship with a customer has come.

    Raises:
        NotFoundError: There is no such customer.
    """
    head: CustomerHead = desk.read(customer_head, customer_id, desk.today)
    facts = desk.read(step_facts, [customer_id], desk.today).get(customer_id)
    if facts is None:
        raise NotFoundError("customer", customer_id)
    return StepsPage(head, relationship_steps(facts), facts.agreement_id)


def it_choices(desk: Desk) -> list[tuple[str, str]]:
    """Return the people who can represent IT as their id and their label."""
    found = desk.read(people_of_it, desk.today)
    return [(person_id, f"{name}, {title}" if title else name) for person_id, name, title in found]
