"""Asking which cards the board shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.desk.board import BoardFilter, filter_named
from brm_tui.rules.fields import FieldDescription, FieldKind

if TYPE_CHECKING:
    from brm_tui.ui.screens.base import DeskScreen

_FIELDS = (
    FieldDescription(
        "customer", "Customer", "Only actions for this customer.", FieldKind.REFERENCE, refers_to="customers"
    ),
    FieldDescription(
        "person", "Person", "Only what this person does.", FieldKind.REFERENCE, refers_to="people"
    ),
    FieldDescription(
        "objective",
        "Objective",
        "Only what serves this objective or initiative.",
        FieldKind.REFERENCE,
        refers_to="objectives",
    ),
    FieldDescription("overdue", "Overdue", "Only what is late.", FieldKind.FLAG, default=False),
    FieldDescription("text", "Text", "Only titles with these words.", FieldKind.TEXT, maximum=200),
)


async def ask_filter(screen: DeskScreen, now: BoardFilter) -> BoardFilter | None:
    """Let the user choose which cards are shown; None when nothing was changed. Only inside ``@work``."""
    from brm_tui.ui.dialogs.form import FormDialog
    from brm_tui.ui.record_form import references

    chosen: list[BoardFilter] = []
    values: dict[str, object] = {"overdue": now.overdue, "text": now.text}
    for name, part in (("customer", now.customer), ("person", now.person), ("objective", now.objective)):
        values[name] = part.name if part else None

    async def save(entered: dict[str, object]) -> None:
        given = {name: value for name, value in {**values, **entered}.items() if value}
        chosen.append(
            await screen.gateway.read(
                filter_named,
                screen.desk,
                customer=str(given.get("customer", "")),
                person=str(given.get("person", "")),
                objective=str(given.get("objective", "")),
                overdue=bool(given.get("overdue")),
                text=str(given.get("text", "")),
            )
        )

    await screen.ask(FormDialog("Show only", _FIELDS, values, save=save, references=references(screen)))
    return chosen[0] if chosen else None
