"""Projects, their milestones and their customers."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import Constraint, Priority, ProjectStatus, Rag


class ProjectFields(Described):
    """What a person enters of a project."""

    name: str = f.text("Name", "What it is called.", default=f.REQUIRED)
    code: str | None = f.text(
        "Code", "Its number in the project office.", maximum=40, default=None, unique=True
    )
    summary: str = f.long_text("Summary", "What it changes for whom.")
    status: ProjectStatus = f.choice(
        ProjectStatus, "Status", "Where it stands.", default=ProjectStatus.RUNNING, index=True
    )
    priority: Priority = f.choice(Priority, "Priority", "How much it matters.", default=Priority.NORMAL)
    manager_id: str | None = f.reference("people", "person", "Manager", "Who leads it.")
    time_rag: Rag | None = f.choice(Rag, "Time", "How it stands in time.")
    time_figure: str = f.text("Time figure", "Such as 3 weeks late.", maximum=60)
    time_reason: str = f.text("Time reason", "Why.", maximum=500)
    time_constraint: Constraint | None = f.choice(
        Constraint, "Time may", "Whether time is fixed, may give or is taken as it comes."
    )
    resource_rag: Rag | None = f.choice(Rag, "Resources", "How it stands in people and money.")
    resource_figure: str = f.text("Resource figure", "Such as 12 % over.", maximum=60)
    resource_reason: str = f.text("Resource reason", "Why.", maximum=500)
    resource_constraint: Constraint | None = f.choice(
        Constraint, "Resources may", "Whether resources are fixed, may give or are taken as they come."
    )
    scope_rag: Rag | None = f.choice(Rag, "Scope", "How it stands in scope.")
    scope_figure: str = f.text("Scope figure", "Such as 2 of 14 dropped.", maximum=60)
    scope_reason: str = f.text("Scope reason", "Why.", maximum=500)
    scope_constraint: Constraint | None = f.choice(
        Constraint, "Scope may", "Whether scope is fixed, may give or is taken as it comes."
    )
    baseline_start: date | None = f.day("Baseline start", "As first planned.")
    baseline_end: date | None = f.day("Baseline end", "As first planned.")
    forecast_start: date | None = f.day("Forecast start", "As it looks now.")
    forecast_end: date | None = f.day("Forecast end", "As it looks now.")
    budget: int | None = f.money("Budget", "What may be spent.")
    spend: int | None = f.money("Spend", "What was spent.")
    expected_value: int | None = f.money("Expected value", "What it is to bring.")
    realised_value: int | None = f.money("Realised value", "What it brought.")
    currency: str = f.currency()
    internal: bool = f.internal()


class Project(ProjectFields, Entity, table=True):
    """A project of IT for customers."""

    __tablename__ = "project"
    name_sort: str = f.sort_form_of()


class ProjectCustomer(Entity, table=True):
    """A customer of a project."""

    __tablename__ = "project_customer"
    __table_args__ = (sa.UniqueConstraint("project_id", "customer_id"),)
    project_id: str = f.reference(
        "projects", "project", "Project", "Which project.", default=f.REQUIRED, on_delete="delete", root=True
    )
    customer_id: str = f.reference(
        "customers", "customer", "Customer", "For whom.", default=f.REQUIRED, on_delete="delete"
    )
    position: float | None = Field(
        default=None,
        title="Order",
        description="Its place among the customer's projects of one priority; empty: nobody put them in order.",
    )


class MilestoneFields(Described):
    """What a person enters of a milestone."""

    project_id: str = f.reference(
        "projects",
        "project",
        "Project",
        "Of which project.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    title: str = f.text("Title", "What will have happened.", default=f.REQUIRED)
    baseline: date | None = f.day("Baseline", "As first planned.")
    forecast: date | None = f.day("Forecast", "As it looks now.", index=True)
    reached: date | None = f.day("Reached", "The day it was reached.")


class Milestone(MilestoneFields, Entity, table=True):
    """A date of a project that others wait for."""

    __tablename__ = "milestone"
