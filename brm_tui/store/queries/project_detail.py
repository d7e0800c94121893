"""What belongs to one project: its milestones, and its customers with its rank for each."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from brm_tui.rules.project_order import Rank, ranks
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.project_order import projects_in_order


class MilestoneLine(NamedTuple):
    """A milestone of a project."""

    id: str
    title: str
    baseline: date | None
    forecast: date | None
    reached: date | None
    revision: int


def milestones_of(connection: sqlite3.Connection, project_id: str) -> list[MilestoneLine]:
    """Return the milestones of a project by the day that counts; those without one last."""
    return build(
        MilestoneLine,
        connection.execute(
            "SELECT m.id, m.title, m.baseline, m.forecast, m.reached, m.revision FROM milestone m"
            " WHERE m.project_id = ? ORDER BY COALESCE(m.reached, m.forecast, m.baseline, '9999'), m.id",
            (project_id,),
        ),
    )


class ProjectCustomerLine(NamedTuple):
    """A customer of a project.

    Attributes:
        rank: Where it stands among the customer's projects; None when it is over.
        projects: How many of the customer's are under way.
    """

    id: str
    code: str
    name: str
    rank: Rank | None
    projects: int


def customers_of_project(connection: sqlite3.Connection, project_id: str) -> list[ProjectCustomerLine]:
    """Return the customers of a project by name, with its rank for each."""
    rows = connection.execute(
        "SELECT c.id, c.code, c.name FROM project_customer l JOIN customer c ON c.id = l.customer_id"
        " WHERE l.project_id = ? ORDER BY c.name_sort, c.id",
        (project_id,),
    ).fetchall()
    found = []
    for customer_id, code, name in rows:
        placed = projects_in_order(connection, customer_id)
        found.append(ProjectCustomerLine(customer_id, code, name, ranks(placed).get(project_id), len(placed)))
    return found
