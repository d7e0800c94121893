"""Starting a partnership agreement: what every new one shares, be it blank, from a template or like another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.model.base import Entity
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_choices import holders_of, side_of_person
from brm_tui.store.step import Step

_LONGEST_TITLE = 200
_USUAL_TERM = 12


@dataclass(frozen=True, slots=True)
class Started:
    """An agreement that was just started.

    Attributes:
        agreement_id: Its id.
        told: What was left out or is left to do, a sentence each.
    """

    agreement_id: str
    told: tuple[str, ...] = ()


def new_agreement(desk: Desk, code: str, *, title: str = "", start: date | None = None) -> str:
    """Make a blank agreement for a customer that has none running.

    Args:
        desk: The desk.
        code: The customer's code or id.
        title: What the document is called; empty for the usual title.
        start: The first day of its term of a year; None for today.

    Returns:
        Its id.

    Raises:
        BrmError: The customer is unknown or has an agreement that has not ended.
    """
    first = start or desk.today
    values: dict[str, object] = {"term_start": first, "term_end": last_day(first, _USUAL_TERM)}
    with desk.step("Start partnership agreement") as step:
        return insert_agreement(desk, step, code, values | {"title": title}).id


def last_day(first: date, months: int) -> date:
    """Return the last day of a term of so many months."""
    from dateutil.relativedelta import relativedelta

    day = first.replace(day=28) if (first.month, first.day) == (2, 29) else first
    after: date = day + relativedelta(months=months)
    return after - timedelta(days=1)


def insert_agreement(desk: Desk, step: Step, code: str, values: Mapping[str, object]) -> Entity:
    """Add the agreement itself and name the step.

    Args:
        desk: The desk.
        step: The running step.
        code: The customer's code or id.
        values: Its fields; without a title it gets the usual one.

    Raises:
        BrmError: The customer is unknown or has an agreement that has not ended.
    """
    customer_id = rows.find_id(step.raw, "customers", code)
    name = rows.label_of(step.raw, KINDS["customers"], customer_id)
    if step.raw.execute(
        "SELECT 1 FROM agreement WHERE customer_id = ? AND ended IS NULL", (customer_id,)
    ).fetchone():
        raise BrmError(
            "Already there", f"‘{name}’ has a partnership agreement that has not ended; amend that one."
        )
    step.label = f"Start partnership agreement of ‘{name}’"
    title = str(values.get("title") or "") or f"Partnership agreement {name}"[:_LONGEST_TITLE]
    return records.insert(
        desk, step, KINDS["agreements"], {**values, "customer": customer_id, "title": title}
    )


def fill_roles(
    desk: Desk, step: Step, agreement_id: str, customer_id: str, roles: Sequence[str]
) -> tuple[dict[str, str], list[str]]:
    """Make whoever holds a role at the customer a member of the agreement's staff in that role.

    Returns:
        The person's e-mail or id by role, and the roles that nobody holds.
    """
    holders = {
        role.casefold(): person for role, person in holders_of(step.raw, customer_id, desk.today).items()
    }
    filled: dict[str, str] = {}
    for role in roles:
        person = holders.get(role.casefold())
        if person is None:
            continue
        filled[role] = person
        side = side_of_person(step.raw, rows.find_id(step.raw, "people", person))
        values = {"agreement": agreement_id, "person": person, "side": side, "role": role}
        records.insert(desk, step, KINDS["staff"], values)
    return filled, [role for role in roles if role not in filled]
