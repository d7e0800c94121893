"""People, their roles and whom they represent: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.model.people import Person
from brm_tui.rules.vocabulary import Side
from brm_tui.store.step import Step


def prepare_period(_desk: Desk, step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse a period that ends before it starts, and IT's representation by somebody else's person."""
    start, end = values.get("active_from"), values.get("active_until")
    if start and end and end < start:
        raise FieldError("active_until", end, f"a date on or after {start.isoformat()}")
    if "affinity_customer" in values and values.get("person_id"):
        person = step.get(Person, values["person_id"])
        if person is not None and str(person.side) != Side.IT.value:
            raise FieldError("person", person.email or person.name, "a person of IT")


def prepare_person(_desk: Desk, step: Step, values: dict[str, Any], row: object) -> None:
    """Refuse a period that ends before it starts."""
    prepare_period(_desk, step, values, row)
