"""Making one person of two who were entered twice: everything of both stays, in one undo step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.base import Entity, columns_of
from brm_tui.model.people import Person
from brm_tui.model.tables import TABLES
from brm_tui.rules.fields import FieldDescription
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.merging import differing
from brm_tui.store.references import references
from brm_tui.store.step import Step

_SAME_PLACE = {
    "contact_role": ("customer_id", "role"),
    "representation": ("customer_id", "role"),
    "plan_staff": ("agreement_id", "role"),
}
"""Rows that say the same of both people: one of them is enough, its gaps filled from the other."""

_SIGNED = "signature"
_OWN = ("id", "created_at", "updated_at", "revision", "position")


def difference(
    desk: Desk, first_id: str, second_id: str
) -> tuple[tuple[FieldDescription, ...], dict[str, Any], dict[str, Any]]:
    """Return the fields in which two people differ, and the values of both.

    Raises:
        NotFoundError: One of them is gone.
    """
    fields = records.fields("people")
    both = [
        {field.name: getattr(record_of(desk, "people", person_id), field.name) for field in fields}
        for person_id in (first_id, second_id)
    ]
    return tuple(differing(fields, *both)), both[0], both[1]


def merge_people(desk: Desk, kept_id: str, gone_id: str, given: Mapping[str, object]) -> str:
    """Let one person take over everything that names another, who goes.

    Roles, representations, actions, events, touches and whatever else names the one who goes names the other
    afterwards; what both had alike stays once.

    Args:
        desk: Where.
        kept_id: The one who stays.
        gone_id: The one who goes.
        given: Values that the one who stays gets.

    Returns:
        What the history calls it.

    Raises:
        NotFoundError: One of them is gone.
        BrmError: It is one and the same, the one who goes has signed, or a value is refused; nothing was changed.
    """
    if kept_id == gone_id:
        raise BrmError("Not merged", "It is one person already. Nothing was changed.")
    with desk.step("Merge people") as step:
        kept, gone = _person(step, kept_id), _person(step, gone_id)
        step.label = f"Merge ‘{gone.name}’ into ‘{kept.name}’"
        named = references(step.raw)["person"]
        _refuse_signed(step, gone, kept, named)
        for table, column in named:
            _take_over(step, table, column, kept_id, gone_id)
        step.remove(gone)
        records.update(desk, step, KINDS["people"], kept_id, given)
    return step.label


def _person(step: Step, person_id: str) -> Person:
    found = step.get(Person, person_id)
    if found is None:
        raise NotFoundError("person", person_id)
    return found


def _refuse_signed(step: Step, gone: Person, kept: Person, named: list[tuple[str, str]]) -> None:
    """Refuse to let somebody go who has put their name under an agreement: what was signed does not change."""
    for table, column in named:
        if (
            table == _SIGNED
            and step.raw.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}" = ? LIMIT 1', (gone.id,)
            ).fetchone()
        ):
            raise BrmError(
                "Not merged",
                f"{_called(gone)} has signed a partnership agreement, or is to sign one, and what was signed does not"
                f" change. Keep this entry and merge {_called(kept)} into it. Nothing was changed.",
            )


def _called(person: Person) -> str:
    return f"{person.name} ({person.email or 'without an e-mail'})"


def _take_over(step: Step, table: str, column: str, kept_id: str, gone_id: str) -> None:
    """Let every row of a table that names one person name the other."""
    if not step.raw.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = ? LIMIT 1', (gone_id,)).fetchone():
        return
    model: Any = TABLES[table]
    same = _same_columns(model, table, column)
    attribute = getattr(model, column)
    for row in step.session.scalars(sa.select(model).where(attribute == gone_id)).all():
        twin = _twin(step, model, same, row, attribute, kept_id)
        if twin is None:
            setattr(row, column, kept_id)
        else:
            _fill(step, twin, row)
            step.session.delete(row)
        step.flush()


def _same_columns(model: Any, table: str, column: str) -> tuple[str, ...]:
    """Return the columns in which two rows of a table are alike but for the person; none where any number may be."""
    if table in _SAME_PLACE:
        return _SAME_PLACE[table]
    for constraint in model.__table__.constraints:
        if isinstance(constraint, sa.UniqueConstraint) and column in constraint.columns:
            return tuple(other.name for other in constraint.columns if other.name != column)
    return ()


def _twin(
    step: Step, model: Any, same: tuple[str, ...], row: Any, attribute: Any, kept_id: str
) -> Entity | None:
    """Return the row that says the same of the one who stays, if there is one."""
    if not same:
        return None
    alike = [getattr(model, name) == getattr(row, name) for name in same]
    found: Entity | None = step.session.scalars(
        sa.select(model).where(attribute == kept_id, *alike).limit(1)
    ).first()
    return found


def _fill(step: Step, twin: Any, row: Any) -> None:
    """Fill what a row leaves open from its twin that goes; a period becomes the longer one, a mark stays."""
    for column in columns_of(type(row)):
        name = column.name
        if name in _OWN or column.info.get("refers_to"):
            continue
        ours, theirs = getattr(twin, name), getattr(row, name)
        if name == "active_from":
            wanted = min(ours, theirs) if ours and theirs else None
        elif name == "active_until":
            wanted = max(ours, theirs) if ours and theirs else None
        elif isinstance(ours, bool):
            wanted = ours or theirs
        else:
            wanted = theirs if ours in (None, "") else ours
        if wanted != ours:
            setattr(twin, name, wanted)
