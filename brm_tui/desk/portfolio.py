"""The portfolio: what its screen lists, and writing customers together with their relationship managers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries import portfolio as queries
from brm_tui.store.queries import portfolio_managers
from brm_tui.store.queries.portfolio import PortfolioPages
from brm_tui.store.queries.portfolio_records import (
    AgreementFigures,
    ManagerHeading,
    Moment,
    PortfolioCustomer,
    PortfolioLine,
    PortfolioSummary,
    PortfolioView,
)

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

__all__ = [
    "MANAGER",
    "AgreementFigures",
    "ManagerHeading",
    "PortfolioCustomer",
    "PortfolioLine",
    "PortfolioPages",
    "PortfolioSummary",
    "PortfolioView",
    "add_customer",
    "change_customers",
    "customer_fields",
    "customer_values",
    "managers",
    "moment_of",
    "portfolio_ahead",
    "portfolio_pages",
    "portfolio_summary",
    "set_manager",
]

MANAGER = FieldDescription(
    name="manager",
    title="Relationship manager",
    help="Who of IT looks after this customer; a change begins today.",
    kind=FieldKind.REFERENCE,
    refers_to="people",
)
"""The field that forms of a customer have beside the customer's own."""


def moment_of(desk: Desk) -> Moment:
    """Return the now that the desk's dates are judged by."""
    return Moment(desk.clock.now(), desk.clock.zone)


def portfolio_pages(desk: Desk, view: PortfolioView) -> PortfolioPages:
    """Return the pages of the portfolio in the order that one wants."""
    return PortfolioPages(desk.read, view, moment_of(desk))


def portfolio_ahead(desk: Desk, view: PortfolioView) -> tuple[PortfolioPages, PortfolioSummary]:
    """Return the pages of the portfolio with their order read already, and the portfolio in figures."""
    pages = portfolio_pages(desk, view)
    return pages, pages.read_ahead()


def portfolio_summary(desk: Desk) -> PortfolioSummary:
    """Return the portfolio in figures."""
    summary: PortfolioSummary = desk.read(queries.portfolio_summary, moment_of(desk))
    return summary


def managers(desk: Desk) -> list[tuple[str, str]]:
    """Return id and name of everybody who is a relationship manager now."""
    found: list[tuple[str, str]] = desk.read(portfolio_managers.managers, desk.today)
    return found


def customer_fields() -> tuple[FieldDescription, ...]:
    """Return the fields of a customer's form: its own, the relationship manager behind the status."""
    from brm_tui.desk.records import fields

    own = fields("customers")
    place = next(index for index, field in enumerate(own) if field.name == "status") + 1
    return (*own[:place], MANAGER, *own[place:])


def customer_values(desk: Desk, customer_id: str) -> tuple[dict[str, object], int]:
    """Return a customer's values for its form, and its revision.

    Raises:
        NotFoundError: There is no such customer.
    """
    from brm_tui.desk.choices import record_of

    record = record_of(desk, "customers", customer_id)
    values: dict[str, object] = {
        field.name: getattr(record, field.name) for field in customer_fields() if field is not MANAGER
    }
    values[MANAGER.name] = desk.read(portfolio_managers.manager_of, customer_id, desk.today)
    return values, record.revision


def add_customer(desk: Desk, values: Mapping[str, object]) -> str:
    """Add a customer, with its relationship manager where one is named, in one step.

    Args:
        desk: Where.
        values: Fields of a customer, and ``manager``.

    Returns:
        Its id.

    Raises:
        BrmError: A value is refused; nothing was changed.
    """
    from brm_tui.desk import records
    from brm_tui.rules.kinds import KINDS

    given = dict(values)
    manager = given.pop(MANAGER.name, None)
    with desk.step("Add customer") as step:
        row: Any = records.insert(desk, step, KINDS["customers"], given)
        if manager:
            set_manager(desk, step, row.id, str(manager))
        step.label = f"Add customer ‘{row.name}’"
    return str(row.id)


def change_customers(
    desk: Desk, customer_ids: Sequence[str], values: Mapping[str, object], *, revision: int | None = None
) -> str:
    """Change the same fields of one customer or several, in one step, all or none.

    Args:
        desk: Where.
        customer_ids: Which customers.
        values: Fields of a customer, and ``manager`` (None: from now on nobody).
        revision: What the only customer was when it was read; None: whatever they are now.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: A value is refused, or the customer was changed meanwhile; nothing was changed.
    """
    from brm_tui.desk import records
    from brm_tui.rules.kinds import KINDS

    given = dict(values)
    new_manager = MANAGER.name in given
    manager = given.pop(MANAGER.name, None)
    with desk.step("Change customers") as step:
        row: Any = None
        for customer_id in customer_ids:
            row = records.update(desk, step, KINDS["customers"], customer_id, given, revision=revision)
            if new_manager:
                set_manager(desk, step, customer_id, str(manager) if manager else None)
        one = len(customer_ids) == 1
        step.label = f"Change customer ‘{row.name}’" if one else f"Change {len(customer_ids)} customers"
        step.label += f": {', '.join(values)}"
    return step.label


def set_manager(desk: Desk, step: Step, customer_id: str, manager: str | None) -> None:
    """Let somebody look after a customer from today; who did so before is kept with their last day."""
    from brm_tui.desk import records
    from brm_tui.desk.representation_writes import end_before
    from brm_tui.desk.values import find
    from brm_tui.rules.kinds import KINDS

    kind = KINDS["representations"]
    manager_id = find(step.raw, MANAGER, manager) if manager else None
    serving = portfolio_managers.serving_managers(step.raw, customer_id, desk.today)
    for representation_id, person_id, active_from in serving:
        if person_id == manager_id:
            continue
        end_before(desk, step, representation_id, active_from, desk.today)
    if manager_id is not None and manager_id not in {person_id for _id, person_id, _from in serving}:
        values = {
            "person": manager_id,
            "customer": customer_id,
            "role": RepresentationRole.RELATIONSHIP_MANAGER.value,
            "active_from": desk.today,
        }
        try:
            records.insert(desk, step, kind, values)
        except FieldError as error:
            field = MANAGER.name if error.field == "person" else error.field
            raise FieldError(field, error.value, error.allowed) from error
