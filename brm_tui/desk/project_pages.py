"""What the screens show of projects: the list, one project with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from brm_tui.desk.choices import record_of
from brm_tui.rules.project_rag import Dimension, Overall, Standing, overall
from brm_tui.rules.project_slip import slip_days
from brm_tui.rules.project_value import Money, Ratio, ratios
from brm_tui.store.queries import project_detail, projects
from brm_tui.store.queries.ordered import OrderedPages
from brm_tui.store.queries.project_detail import MilestoneLine, ProjectCustomerLine
from brm_tui.store.queries.projects import (
    SORTS,
    ProjectLine,
    ProjectSummary,
    ProjectView,
)
from brm_tui.store.queries.records.projects import ProjectRecord
from brm_tui.store.queries.working_people import names_of

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "MilestoneLine",
    "ProjectCustomerLine",
    "ProjectLine",
    "ProjectPage",
    "ProjectSummary",
    "ProjectView",
    "project_page",
    "project_pages",
    "projects_ahead",
]


def project_pages(desk: Desk, view: ProjectView) -> OrderedPages[ProjectLine]:
    """Return the pages of the projects in the order that one wants."""
    return OrderedPages(
        partial(desk.read, projects.project_order, view, desk.today, desk.clock.zone),
        lambda ids: desk.read(projects.project_lines, ids, view.customer_id),
    )


def projects_ahead(desk: Desk, view: ProjectView) -> tuple[OrderedPages[ProjectLine], int, ProjectSummary]:
    """Return the pages with their order read already, how many projects fit, and all projects in figures."""
    pages = project_pages(desk, view)
    listed = pages.read_ahead()
    return pages, listed, desk.read(projects.project_summary, view.customer_id)


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project with all that belongs to it.

    Attributes:
        project: Its fields.
        manager: Who leads it; empty for nobody.
        customers: Its customers by name.
        milestones: Its milestones by day.
    """

    project: ProjectRecord
    manager: str
    customers: tuple[ProjectCustomerLine, ...]
    milestones: tuple[MilestoneLine, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Time, resources and scope."""
        return tuple(standing_of(self.project, dimension) for dimension in Dimension)

    @property
    def overall(self) -> Overall:
        """How the whole stands, and what decides it."""
        return overall(self.standings)

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """Its money, each amount against its cost."""
        project = self.project
        return ratios(Money(project.budget, project.spend, project.expected_value, project.realised_value))

    @property
    def slip(self) -> int | None:
        """Days that its end has slipped."""
        return slip_days(self.project.baseline_end, self.project.forecast_end)


def standing_of(project: ProjectRecord, dimension: Dimension) -> Standing:
    """Return one of the three of a project."""
    return Standing(
        dimension,
        getattr(project, f"{dimension}_rag"),
        getattr(project, f"{dimension}_figure"),
        getattr(project, f"{dimension}_reason"),
        getattr(project, f"{dimension}_constraint"),
    )


def project_page(desk: Desk, project_id: str) -> ProjectPage:
    """Return one project with all that belongs to it.

    Raises:
        NotFoundError: There is none.
    """
    record: ProjectRecord = record_of(desk, "projects", project_id)
    names = desk.read(names_of, {record.manager_id} - {None})
    return ProjectPage(
        record,
        names.get(record.manager_id, ""),
        tuple(desk.read(project_detail.customers_of_project, project_id)),
        tuple(desk.read(project_detail.milestones_of, project_id)),
    )
