"""What the screen of a partnership agreement does; models load where a step runs, in the writer thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import Side
from brm_tui.store.queries.agreement_choices import (
    objectives_of,
    people_of,
    side_of_person,
    signatories_of,
)
from brm_tui.store.queries.rows import find_id

if TYPE_CHECKING:
    from brm_tui.desk.agreement_revert import Reverted
    from brm_tui.desk.agreements import Signing
    from brm_tui.rules.agreements import Section


def people_choices(desk: Desk, customer_id: str) -> Sequence[tuple[str, str]]:
    """Return the customer's and IT's people as they can be picked: name (e-mail or id) and label."""
    return [
        (
            person.email or person.id,
            ", ".join(filter(None, (person.name, person.title or person.organisation))),
        )
        for person in desk.read(people_of, customer_id, Side.IT.value, desk.today)
    ]


def next_signatory(desk: Desk, customer_id: str, taken: Collection[str]) -> tuple[str, str] | None:
    """Return who holds, at the customer, the first signing role that is not taken: e-mail or id, and role."""
    holders = desk.read(signatories_of, customer_id, desk.today)
    return next(((person, role) for role, person in holders.items() if role not in taken), None)


def objective_choices(desk: Desk, agreement_id: str) -> Sequence[tuple[str, str]]:
    """Return the agreement's objectives as they can be picked: id and title."""
    found: Sequence[tuple[str, str]] = desk.read(objectives_of, agreement_id)
    return found


def side_of(desk: Desk, name: str) -> str:
    """Return whose person someone is.

    Raises:
        NotFoundError: There is nobody of that name, e-mail or id.
    """
    found = desk.read(side_of_person, desk.read(find_id, "people", name))
    return str(found)


def set_philosophy(desk: Desk, agreement_id: str, text: str, revision: int) -> None:
    """Write section 1.

    Raises:
        BrmError: The text is too long, or it was changed meanwhile.
    """
    from brm_tui.desk.records import change

    change(desk, "agreements", agreement_id, {"philosophy": text}, revision=revision)


def add_person(desk: Desk, customer_id: str, given: Mapping[str, object]) -> str:
    """Add someone who was missing; whoever is of the business becomes a point of contact of the customer.

    Returns:
        The person's id.

    Raises:
        BrmError: A value is refused.
    """
    from brm_tui.desk.records import insert
    from brm_tui.rules.kinds import KINDS
    from brm_tui.rules.vocabulary import ContactRoleName

    with desk.step("Add person") as step:
        person = insert(desk, step, KINDS["people"], given)
        if given.get("side", Side.BUSINESS.value) == Side.BUSINESS.value:
            role = ContactRoleName.POINT_OF_CONTACT.value
            insert(desk, step, KINDS["roles"], {"person": person.id, "customer": customer_id, "role": role})
        step.label = f"Add person ‘{given.get('name', '')}’"
    return person.id


def complete_actions(desk: Desk, action_ids: Sequence[str]) -> str:
    """Move actions to Done in one step; return what the history calls it."""
    from brm_tui.desk.records import update
    from brm_tui.rules.kinds import KINDS
    from brm_tui.rules.vocabulary import ActionStatus
    from brm_tui.store.queries.rows import label_of

    kind = KINDS["actions"]
    with desk.step("Complete action") as step:
        for action_id in action_ids:
            update(desk, step, kind, action_id, {"status": ActionStatus.DONE.value})
        one = f"‘{label_of(step.raw, kind, action_ids[0])}’"
        step.label = f"Complete {one if len(action_ids) == 1 else f'{len(action_ids)} actions'}"
    return step.label


def move_row(desk: Desk, kind_name: str, row_id: str, *, down: bool) -> str | None:
    """Move a row one place among its siblings; return what the history calls it, None at the end."""
    from brm_tui.desk.agreement_rows import move

    return move(desk, kind_name, row_id, down=down)


def delete_rows(desk: Desk, kind_name: str, row_ids: Sequence[str]) -> str:
    """Delete rows with what belongs to them; return what the history calls it."""
    from brm_tui.desk.records import delete_many

    return delete_many(desk, kind_name, row_ids)


def propose(desk: Desk, agreement_id: str, reason: str) -> int:
    """Freeze the working copy as the next version; return its number."""
    from brm_tui.desk import agreements

    return agreements.propose(desk, agreement_id, reason).number


def answer(desk: Desk, agreement_id: str, values: Mapping[str, object], *, accept: bool) -> None:
    """Record that one of the four signs or declines.

    Args:
        desk: The desk.
        agreement_id: Which agreement.
        values: role, person, date, method, evidence and note.
        accept: Whether the person signs.

    Raises:
        BrmError: The state of the agreement, or a value, does not allow it.
    """
    from brm_tui.desk import agreements

    (agreements.sign if accept else agreements.decline)(desk, agreement_id, _signing(values))


def _signing(values: Mapping[str, object]) -> Signing:
    from brm_tui.desk.agreements import Signing

    day = values.get("date")
    return Signing(
        role=str(values.get("role") or ""),
        person=str(values.get("person") or ""),
        day=day if isinstance(day, date) else None,
        method=str(values.get("method") or ""),
        evidence=str(values.get("evidence") or ""),
        note=str(values.get("note") or ""),
    )


def withdraw(desk: Desk, agreement_id: str, reason: str) -> None:
    """Take the proposal back."""
    from brm_tui.desk import agreements

    agreements.withdraw(desk, agreement_id, reason)


def terminate(desk: Desk, agreement_id: str, reason: str) -> None:
    """End the agreement."""
    from brm_tui.desk import agreements

    agreements.terminate(desk, agreement_id, reason)


def revert_preview(desk: Desk, agreement_id: str, section: Section, number: int) -> Reverted:
    """Return what taking a section back to a version would do, without doing it."""
    from brm_tui.desk import agreement_revert

    return agreement_revert.revert_preview(desk, agreement_id, section, number)


def revert_section(desk: Desk, agreement_id: str, section: Section, number: int) -> Reverted:
    """Take a section back to a version in one step; return what was done."""
    from brm_tui.desk import agreement_revert

    return agreement_revert.revert_section(desk, agreement_id, section, number)
