"""Forms of customers: a new one, and one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.record_form import maker, references

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.fields import FieldDescription
    from brm_tui.ui.screens.base import DeskScreen


async def new_customer(screen: DeskScreen) -> str | None:
    """Let the user enter a customer; return its id, None when the form was left. Only inside ``@work``."""
    made: list[str] = []

    async def save(values: dict[str, object]) -> None:
        made.append(await screen.gateway.write(_add, screen.desk, values))

    fields = await screen.gateway.read(_fields)
    dialog = FormDialog(
        "New customer",
        fields,
        {},
        save=save,
        references=references(screen),
        make_new=maker(screen),
        new=True,
    )
    if await screen.ask(dialog) is None or not made:
        return None
    screen.toast("New customer added · u takes it back")
    return made[0]


async def edit_customer(screen: DeskScreen, customer_id: str) -> bool:
    """Let the user change a customer; answer whether anything was. Only inside ``@work``."""
    from brm_tui.desk.portfolio import customer_values

    fields = await screen.gateway.read(_fields)
    values, revision = await screen.gateway.read(customer_values, screen.desk, customer_id)
    said: list[str] = []

    async def save(entered: dict[str, object]) -> None:
        said.append(await screen.gateway.write(_change, screen.desk, [customer_id], entered, revision))

    dialog = FormDialog(
        str(values["name"]),
        fields,
        values,
        save=save,
        references=references(screen),
        make_new=maker(screen),
    )
    if not await screen.ask(dialog) or not said:
        return False
    screen.toast(f"{said[0]} · u takes it back")
    return True


# The models load with these, in the thread that runs them.


def _fields() -> Sequence[FieldDescription]:
    from brm_tui.desk.portfolio import customer_fields

    return customer_fields()


def _add(desk: Desk, values: Mapping[str, object]) -> str:
    from brm_tui.desk.portfolio import add_customer

    return add_customer(desk, values)


def _change(desk: Desk, ids: Sequence[str], values: Mapping[str, object], revision: int | None) -> str:
    from brm_tui.desk.portfolio import change_customers

    return change_customers(desk, ids, values, revision=revision)
