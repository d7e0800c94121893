"""Putting a customer's projects in order."""

from __future__ import annotations

import sqlalchemy as sa

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.model.base import columns_of
from brm_tui.model.customers import Customer
from brm_tui.model.projects import Project, ProjectCustomer
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.project_order import PRIORITIES, moved
from brm_tui.store.queries.project_order import projects_in_order


def move_in_order(desk: Desk, customer_id: str, project_id: str, *, down: bool) -> str | None:
    """Move a project one place among those of a customer that are under way.

    At the border of its priority it takes the next one, which it then has for all its customers.

    Returns:
        What the history calls the step, None where it already stands at that end or is over.

    Raises:
        NotFoundError: There is no such customer or project; nothing was changed.
    """
    with desk.step("Reorder projects") as step:
        customer, project = step.get(Customer, customer_id), step.get(Project, project_id)
        if customer is None or project is None:
            raise NotFoundError("project", project_id)
        move = moved(projects_in_order(step.raw, customer_id), project_id, down=down)
        if move is None:
            return None
        links = columns_of(ProjectCustomer)
        query = sa.select(ProjectCustomer).where(
            links.customer_id == customer_id, links.project_id.in_(list(move.positions))
        )
        for link in step.session.scalars(query):
            link.position = move.positions[link.project_id]
        if move.priority is None:
            step.label = (
                f"Move ‘{project.name}’ {'down' if down else 'up'} among the projects of {customer.code}"
            )
        else:
            raised = PRIORITIES.index(move.priority) < PRIORITIES.index(project.priority)
            step.label = (
                f"{'Raise' if raised else 'Lower'} ‘{project.name}’ to {move.priority.value} priority"
            )
            records.update(desk, step, KINDS["projects"], project_id, {"priority": move.priority.value})
        step.flush()
    return step.label
