"""What holds for each row of an agreement when it is written, and the order of rows among their siblings."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.model.kinds import table_of
from brm_tui.rules.kinds import kind_named
from brm_tui.rules.vocabulary import SignatureRole
from brm_tui.store.queries import rows
from brm_tui.store.step import Step


def prepare_agreement(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse a term that ends before it starts."""
    start, end = values.get("term_start"), values.get("term_end")
    if start and end and end < start:
        raise FieldError("term_end", end, f"a date on or after {start.isoformat()}")


def prepare_staff(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Write the four roles that sign as they are called."""
    wanted = str(values.get("role") or "").casefold()
    for role in SignatureRole:
        if wanted == role.value.casefold():
            values["role"] = role.value


def prepare_objective(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse an objective that is due before it starts."""
    start, due = values.get("start"), values.get("due")
    if start and due and due < start:
        raise FieldError("due", due, f"a date on or after {start.isoformat()}")


def move(desk: Desk, kind_name: str, row_id: str, *, down: bool) -> str | None:
    """Move a row of staff, forums, objectives or appendices one place within its agreement.

    Args:
        desk: The desk.
        kind_name: The KIND.
        row_id: Which row.
        down: Whether it goes down rather than up.

    Returns:
        What the history calls the step, None where the row already stands at that end.

    Raises:
        NotFoundError: There is no such row.
    """
    kind = kind_named(kind_name)
    with desk.step(f"Move {kind.noun}") as step:
        order = [
            str(found[0])
            for found in step.raw.execute(
                f'SELECT id FROM "{kind.table}" WHERE agreement_id ='
                f' (SELECT agreement_id FROM "{kind.table}" WHERE id = ?) ORDER BY position, id',
                (row_id,),
            )
        ]
        if row_id not in order:
            raise NotFoundError(kind.noun, row_id)
        here = order.index(row_id)
        there = here + (1 if down else -1)
        if not 0 <= there < len(order):
            return None
        order[here], order[there] = order[there], order[here]
        model: Any = table_of(kind)
        listed: list[Any] = [step.get(model, other) for other in order]
        positions = sorted(row.position for row in listed)
        if len(set(positions)) < len(positions):
            positions = [float(number) for number in range(len(order))]
        for row, position in zip(listed, positions, strict=True):
            if row.position != position:
                row.position = position
        step.flush()
        step.label = f"Move ‘{rows.label_of(step.raw, kind, row_id)}’ {'down' if down else 'up'}"
    return step.label
