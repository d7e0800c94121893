"""What the customer's screen writes beyond single records: a person with a role, several actions at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.model.actions import Action
from brm_tui.rules.fields import FieldDescription
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ActionStatus, ContactRoleName, RepresentationRole, Side
from brm_tui.store.queries import rows

_NEW_PERSON = ("name", "title", "organisation", "email", "phone")
_PERSON = (*_NEW_PERSON, "preferred_channel", "active_until")
_PREFIX = "person_"
"""Stands before the names of the person's own fields, in a form that holds a role's fields too."""

REPRESENTING = frozenset(role.value for role in RepresentationRole)


def complete_actions(desk: Desk, action_ids: Sequence[str]) -> str:
    """Mark actions as done in one step; where all of them are, take them up again.

    Returns:
        What the history calls it.
    """
    with desk.step("Complete actions") as step:
        found = [row for action_id in action_ids if (row := step.get(Action, action_id)) is not None]
        if not found:
            raise NotFoundError("action", ", ".join(action_ids))
        again = all(row.status == ActionStatus.DONE.value for row in found)
        status = ActionStatus.IN_PROGRESS if again else ActionStatus.DONE
        for row in found:
            records.update(desk, step, KINDS["actions"], row.id, {"status": status.value})
        called = f"‘{found[0].title}’" if len(found) == 1 else f"{len(found)} actions"
        step.label = f"Take {called} up again" if again else f"Complete {called}"
    return step.label


def role_kind(side: str) -> str:
    """Return the KIND of what a person of a side is to a customer."""
    return "representations" if side == Side.IT.value else "roles"


def role_fields(kind: str) -> tuple[FieldDescription, ...]:
    """Return the fields of a role or a representation, without whose it is."""
    return tuple(field for field in records.fields(kind) if field.name not in ("person", "customer"))


def new_person_fields() -> tuple[FieldDescription, ...]:
    """Return the fields of a person who is made together with a role; the role tells the side."""
    own = {field.name: field for field in records.fields("people")}
    role = next(field for field in records.fields("roles") if field.name == "role")
    every = (*(word.value for word in ContactRoleName), *(word.value for word in RepresentationRole))
    asked = replace(
        role, choices=every, help="What the person is to the customer, or how they represent IT to it."
    )
    return (own["name"], asked, *(own[name] for name in _NEW_PERSON[1:]))


def add_new_person(desk: Desk, customer_id: str, given: Mapping[str, object]) -> str:
    """Add a person together with a role at a customer, in one step.

    Args:
        desk: Where.
        customer_id: At which customer.
        given: The values of `new_person_fields`.

    Returns:
        The role's id.

    Raises:
        BrmError: A value is refused; nothing was changed.
    """
    values = dict(given)
    role = str(values.pop("role"))
    represents = role in REPRESENTING
    kind = "representations" if represents else "roles"
    values["side"] = (Side.IT if represents else Side.BUSINESS).value
    with desk.step("Add person") as step:
        person: Any = records.insert(desk, step, KINDS["people"], values)
        made = records.insert(
            desk, step, KINDS[kind], {"person": person.id, "customer": customer_id, "role": role}
        )
        step.label = f"Add {role} ‘{person.name}’"
    return made.id


def person_form(
    desk: Desk, kind: str, role_id: str
) -> tuple[tuple[FieldDescription, ...], dict[str, object], tuple[int, int]]:
    """Return the fields of a role and its person, their values, and both revisions.

    Raises:
        NotFoundError: The role is gone.
    """
    role = record_of(desk, kind, role_id)
    person = record_of(desk, "people", role.person_id)
    own = {field.name: field for field in records.fields("people")}
    fields = [replace(own[name], name=_PREFIX + name) for name in _PERSON[:-1]]
    left = replace(
        own["active_until"], name=f"{_PREFIX}active_until", title="Left on", help="The last day in the job."
    )
    values: dict[str, object] = {_PREFIX + name: getattr(person, name) for name in _PERSON}
    described = role_fields(kind)
    values |= {field.name: getattr(role, field.name) for field in described}
    return (*fields, *described, left), values, (role.revision, person.revision)


def change_person(
    desk: Desk, kind: str, role_id: str, given: Mapping[str, object], revisions: tuple[int, int]
) -> str:
    """Change a role and its person in one step.

    Args:
        desk: Where.
        kind: roles or representations.
        role_id: Which one.
        given: Values of `person_form` that changed.
        revisions: What the role and the person were when they were read.

    Returns:
        What the history calls it.

    Raises:
        BrmError: A value is refused, or one of them was changed meanwhile; nothing was changed.
    """
    person_id = record_of(desk, kind, role_id).person_id
    of_person = {
        name.removeprefix(_PREFIX): value for name, value in given.items() if name.startswith(_PREFIX)
    }
    of_role = {name: value for name, value in given.items() if not name.startswith(_PREFIX)}
    with desk.step("Change person") as step:
        if of_role:
            records.update(desk, step, KINDS[kind], role_id, of_role, revision=revisions[0])
        if of_person:
            try:
                records.update(desk, step, KINDS["people"], person_id, of_person, revision=revisions[1])
            except FieldError as error:
                raise FieldError(_PREFIX + error.field, error.value, error.allowed) from error
        name = step.raw.execute("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()[0]
        step.label = f"Change person ‘{name}’: {', '.join(name.replace('_', ' ') for name in given)}"
    return step.label


def remove_roles(desk: Desk, roles: Sequence[tuple[str, str]]) -> str:
    """Take roles and representations away in one step; the people stay known.

    Args:
        desk: Where.
        roles: KIND and id of each.

    Returns:
        What the history calls it.
    """
    with desk.step("Remove roles") as step:
        called = [rows.label_of(step.raw, KINDS[kind], role_id) for kind, role_id in roles]
        for kind, role_id in roles:
            delete_with_children(step, KINDS[kind], role_id)
        step.label = f"Remove {f'‘{called[0]}’' if len(called) == 1 else f'{len(called)} roles'}"
    return step.label
