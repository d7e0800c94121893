"""Letting people of IT serve customers, handing customers over, and ending that they are served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from brm_tui.desk import records
from brm_tui.desk.deleting import delete_with_children
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.people import Representation
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.load import Move
from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries.candidates import last_hours

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

_KIND = KINDS["representations"]
AFFINITIES = ("affinity_organisation", "affinity_process", "affinity_services", "affinity_customer")


def end_before(desk: Desk, step: Step, representation_id: str, active_from: date | None, first: date) -> None:
    """End a representation the day before another one begins; what would end before it began is taken away.

    Args:
        desk: Where.
        step: The running step.
        representation_id: Which one.
        active_from: Since when it holds; None: not known.
        first: The first day on which it holds no longer.
    """
    if active_from is not None and active_from >= first:
        delete_with_children(step, _KIND, representation_id)
    else:
        records.update(desk, step, _KIND, representation_id, {"active_until": first - timedelta(days=1)})


def assign(
    desk: Desk,
    customer_id: str,
    person_id: str,
    role: RepresentationRole = RepresentationRole.RELATIONSHIP_MANAGER,
) -> str:
    """Let somebody serve a customer from today, with the hours that it took last in that role.

    What was rated of the person at the customer before is kept on.

    Returns:
        What the history calls it.

    Raises:
        BrmError: The person serves it in that role already, left, or is not of IT; nothing was changed.
    """
    with desk.step("Assign") as step:
        customer, person = _name(step, "customer", customer_id), _name(step, "person", person_id)
        _refuse_twice(step, customer_id, person_id, role, desk.today)
        values: dict[str, object] = {
            "person": person_id,
            "customer": customer_id,
            "role": role.value,
            "hours": last_hours(step.raw, customer_id, role),
            "active_from": desk.today,
        }
        records.insert(desk, step, _KIND, values | _rated(step, customer_id, person_id))
        step.label = f"Let ‘{person}’ serve ‘{customer}’ as {role.value}"
    return step.label


def hand_over(desk: Desk, moves: Sequence[Move], first: date) -> str:
    """Let other people take representations over from a day, in one step; the old ones are kept with their last day.

    Args:
        desk: Where.
        moves: Which representations go to whom.
        first: The first day on which the others serve.

    Returns:
        What the history calls it.

    Raises:
        BrmError: One of them has ended or is gone, or somebody serves the customer in that role already; nothing was
            changed.
    """
    if not moves:
        raise BrmError("Nothing to hand over", "No customer goes to anybody else. Nothing was changed.")
    with desk.step("Hand over") as step:
        called: list[str] = []
        takers: set[str] = set()
        for move in moves:
            row = step.get(Representation, move.representation_id)
            if row is None:
                raise NotFoundError("representation", move.representation_id)
            called.append(_hand_over(desk, step, row, move.person_id, first))
            takers.add(_name(step, "person", move.person_id))
        what = f"‘{called[0]}’" if len(called) == 1 else f"{len(called)} customers"
        to = f"‘{next(iter(takers))}’" if len(takers) == 1 else f"{len(takers)} people"
        step.label = f"Hand {what} over to {to}"
    return step.label


def _hand_over(desk: Desk, step: Step, row: Any, person_id: str, first: date) -> str:
    customer = _name(step, "customer", row.customer_id)
    role = RepresentationRole(row.role)
    if row.person_id == person_id:
        raise BrmError(
            "Nothing to hand over", f"‘{customer}’ is with that person already. Nothing was changed."
        )
    if row.active_until is not None and row.active_until < first:
        raise BrmError(
            "Ended already",
            f"‘{customer}’ is served until {row.active_until.isoformat()} only: choose a day until then, or assign"
            " somebody anew. Nothing was changed.",
        )
    _refuse_twice(step, row.customer_id, person_id, role, first)
    values: dict[str, object] = {
        "person": person_id,
        "customer": row.customer_id,
        "role": role.value,
        "hours": row.hours,
        "active_from": first,
        "active_until": row.active_until,
    }
    values |= _rated(step, row.customer_id, person_id)
    end_before(desk, step, row.id, row.active_from, first)
    records.insert(desk, step, _KIND, values)
    return customer


def end(desk: Desk, representation_ids: Sequence[str]) -> str:
    """End representations with yesterday, in one step; those that began today or later are taken away.

    Returns:
        What the history calls it.

    Raises:
        BrmError: One of them has ended or is gone; nothing was changed.
    """
    with desk.step("End representation") as step:
        called: list[str] = []
        for row_id in representation_ids:
            row: Any = step.get(Representation, row_id)
            if row is None:
                raise NotFoundError("representation", row_id)
            customer, person = _name(step, "customer", row.customer_id), _name(step, "person", row.person_id)
            if row.active_until is not None and row.active_until < desk.today:
                raise BrmError(
                    "Ended already",
                    f"‘{person}’ served ‘{customer}’ until {row.active_until.isoformat()}. Nothing was changed.",
                )
            called.append(f"that ‘{person}’ serves ‘{customer}’")
            end_before(desk, step, row_id, row.active_from, desk.today)
        step.label = f"End {called[0]}" if len(called) == 1 else f"End {len(called)} representations"
    return step.label


def _refuse_twice(
    step: Step, customer_id: str, person_id: str, role: RepresentationRole, first: date
) -> None:
    """Refuse somebody who left, and who serves the customer in that role already."""
    left = step.raw.execute("SELECT name, active_until FROM person WHERE id = ?", (person_id,)).fetchone()
    if left is not None and left[1] is not None and left[1] < first.isoformat():
        raise BrmError("Not here any more", f"‘{left[0]}’ left on {left[1]}. Nothing was changed.")
    found = step.raw.execute(
        "SELECT p.name, c.name FROM representation x JOIN person p ON p.id = x.person_id"
        " JOIN customer c ON c.id = x.customer_id WHERE x.customer_id = :customer AND x.person_id = :person"
        " AND x.role = :role AND (x.active_until IS NULL OR x.active_until >= :first)",
        {"customer": customer_id, "person": person_id, "role": role.value, "first": first.isoformat()},
    ).fetchone()
    if found is not None:
        raise BrmError(
            "Serves it already", f"‘{found[0]}’ is {role.value} of ‘{found[1]}’ already. Nothing was changed."
        )


def _rated(step: Step, customer_id: str, person_id: str) -> dict[str, object]:
    """Return what was last rated of somebody at a customer."""
    found = step.raw.execute(
        f"SELECT {', '.join(AFFINITIES)} FROM representation WHERE customer_id = ? AND person_id = ?"
        " ORDER BY COALESCE(active_until, '9999') DESC, id DESC LIMIT 1",
        (customer_id, person_id),
    ).fetchone()
    return dict(zip(AFFINITIES, found, strict=True)) if found else {}


def _name(step: Step, table: str, row_id: str) -> str:
    found = step.raw.execute(f"SELECT name FROM {table} WHERE id = ?", (row_id,)).fetchone()
    if found is None:
        raise NotFoundError(table, row_id)
    return str(found[0])
