"""The stakeholder map of a customer: reading it, and placing its people."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.rules.stakeholders import Stakeholder, stakeholders
from brm_tui.rules.vocabulary import Grade
from brm_tui.store.queries.customer import CustomerHead, customer_head
from brm_tui.store.queries.people import customer_people

__all__ = ["Stakeholder", "StakeholderMap", "place_stakeholder", "stakeholder_map"]


@dataclass(frozen=True, slots=True)
class StakeholderMap:
    """A customer and its people."""

    head: CustomerHead
    people: tuple[Stakeholder, ...]


def stakeholder_map(desk: Desk, customer_id: str) -> StakeholderMap:
    """Return the people of a customer who are there now.

    Raises:
        NotFoundError: There is no such customer.
    """
    head: CustomerHead = desk.read(customer_head, customer_id, desk.today)
    people = desk.read(customer_people, customer_id, desk.today)
    return StakeholderMap(
        head, stakeholders(person for person in people if person.kind == "roles" and person.left is None)
    )


def place_stakeholder(desk: Desk, person: Stakeholder, influence: Grade, interest: Grade) -> str:
    """Note influence and interest of somebody in all their roles at a customer, in one step.

    Returns:
        What the history calls it.

    Raises:
        NotFoundError: None of the roles is there any more; nothing was changed.
    """
    from brm_tui.desk import records
    from brm_tui.model.people import ContactRole
    from brm_tui.rules.kinds import KINDS

    with desk.step(f"Place ‘{person.name}’: {influence.value} influence, {interest.value} interest") as step:
        there = [role_id for role_id in person.role_ids if step.get(ContactRole, role_id) is not None]
        if not there:
            raise NotFoundError("role", person.name)
        for role_id in there:
            values = {"influence": influence.value, "interest": interest.value}
            records.update(desk, step, KINDS["roles"], role_id, values)
    return step.label
