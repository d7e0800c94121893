"""Starting a partnership agreement, blank or from a template, and what every new one shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.agreement_templates import dates_of, read_template, review_day, titled
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


def start_from_template(
    desk: Desk, code: str, name: str, *, title: str = "", start: date | None = None
) -> Started:
    """Make an agreement with what a template holds, in one step.

    Args:
        desk: The desk.
        code: The customer's code or id.
        name: The template's name.
        title: What the document is called; empty for the template's title.
        start: The first day of its term; None for today.

    Raises:
        BrmError: The template holds mistakes, or the customer has an agreement that has not ended.
    """
    template = read_template(desk, name)
    first = start or desk.today
    last = last_day(first, template.values["term_months"])
    with desk.step("Start partnership agreement") as step:
        customer_id = rows.find_id(step.raw, "customers", code)
        customer = rows.label_of(step.raw, KINDS["customers"], customer_id)
        values: dict[str, object] = {
            "title": title
            or titled(template.values["agreement_title"] or "", customer)[:_LONGEST_TITLE].strip(),
            "term_start": first,
            "term_end": last,
            "review_date": review_day(template, first, last),
            "philosophy": titled(template.philosophy, customer),
        }
        agreement_id = insert_agreement(desk, step, customer_id, values).id
        filled, open_roles = fill_roles(desk, step, agreement_id, customer_id, template.values["roles"])
        for kind, given in template.rows.items():
            for row in given:
                kept = _with_people(row, filled) | dates_of(template, kind, row, first)
                records.insert(desk, step, KINDS[kind], {"agreement": agreement_id, **kept})
        step.label += f" from template {template.name}"
    return Started(agreement_id, to_fill(open_roles))


def _with_people(row: Mapping[str, Any], filled: Mapping[str, str]) -> dict[str, object]:
    """Return a template's row with people where it names roles, without those that nobody holds."""
    values = dict(row)
    for name in ("business_owner", "it_owner"):
        if name in values:
            values[name] = filled.get(str(values[name]))
    if "attendees" in values:
        attending: dict[str, str] = {}
        for role, how in row["attendees"]:
            if role in filled:
                attending.setdefault(filled[role], how)
        values["attendees"] = list(attending.items())
    return values


def to_fill(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the sentence that names the roles without a person, if there are any."""
    return (f"Still to fill: {', '.join(roles)}.",) if roles else ()


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
