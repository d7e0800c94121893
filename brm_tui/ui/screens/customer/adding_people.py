"""Adding somebody to a customer, known already or new, in a role of the business or of IT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brm_tui.rules.vocabulary import RepresentationRole

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.fields import FieldDescription
    from brm_tui.ui.screens.base import DeskScreen

_NOBODY_YET = ""
_REPRESENTING = frozenset(role.value for role in RepresentationRole)


async def add_person(
    screen: DeskScreen,
    customer_id: str,
    customer: str,
    *,
    role: str = "",
    people: Sequence[tuple[str, str]] | None = None,
) -> str | None:
    """Let the user choose somebody or make somebody new, and say what they are. Only inside ``@work``.

    Args:
        screen: Where the dialogs open.
        customer_id: At which customer.
        customer: What that is called.
        role: The role that stands in the form already.
        people: Who is offered, as the name that they are given by and their label; None: everybody.

    Returns:
        The id of the role or representation, None when it was left.
    """
    from brm_tui.desk.choices import choices
    from brm_tui.ui.dialogs.pick import Choice, PickDialog

    typed: list[str] = []

    async def make_new(text: str) -> Choice[str]:
        typed.append(text)
        return Choice(_NOBODY_YET, text)

    offered = people if people is not None else await screen.gateway.read(choices, screen.desk, "people")
    dialog = PickDialog(
        f"{f'Who is {role}?' if role else 'Who is it?'} ({customer})",
        [Choice(name, label, words=name) for name, label in offered],
        placeholder="type a name; ctrl+n makes somebody new",
        empty="Nobody of that name is known; ctrl+n makes them.",
        make_new=make_new,
    )
    person = await screen.ask(dialog)
    if person is None:
        return None
    if person == _NOBODY_YET:
        return await _new_person(screen, customer_id, customer, typed[-1], role)
    return await _new_role(screen, customer_id, person, role)


async def _new_person(
    screen: DeskScreen, customer_id: str, customer: str, name: str, role: str
) -> str | None:
    from brm_tui.ui.dialogs.form import FormDialog

    made: list[str] = []

    async def save(values: dict[str, object]) -> None:
        # Whoever turns out to represent IT does not work for the customer.
        if values["role"] in _REPRESENTING and values.get("organisation") == customer:
            del values["organisation"]
        made.append(await screen.gateway.write(_add_person, screen.desk, customer_id, values))

    fields = await screen.gateway.read(_new_person_fields)
    known: dict[str, object] = {"name": name.strip(), "organisation": customer}
    if role:
        known["role"] = role
    dialog = FormDialog(f"New person: {customer}", fields, known, save=save, new=True)
    if await screen.ask(dialog) is None or not made:
        return None
    screen.toast("New person added · u takes it back")
    return made[0]


async def _new_role(screen: DeskScreen, customer_id: str, person: str, role: str) -> str | None:
    from brm_tui.desk.choices import record_of
    from brm_tui.ui.record_form import new_record

    person_id = await screen.gateway.read(_find_person, screen.desk, person)
    found = await screen.gateway.read(record_of, screen.desk, "people", person_id)
    kind = await screen.gateway.read(_role_kind, found.side.value)
    names = tuple(field.name for field in await screen.gateway.read(_role_fields, kind))
    values: dict[str, object] = {"person": found.id, "customer": customer_id}
    if role and (role in _REPRESENTING) == (kind == "representations"):
        values["role"] = role
    made: str | None = await new_record(screen, kind, values, names=names, title=found.name)
    return made


# The models load with these, in the thread that runs them.


def _new_person_fields() -> Sequence[FieldDescription]:
    from brm_tui.desk.customer_writes import new_person_fields

    return new_person_fields()


def _role_fields(kind: str) -> Sequence[FieldDescription]:
    from brm_tui.desk.customer_writes import role_fields

    return role_fields(kind)


def _role_kind(side: str) -> str:
    from brm_tui.desk.customer_writes import role_kind

    return role_kind(side)


def _find_person(desk: Desk, name: str) -> str:
    from brm_tui.desk.customer_pages import person_named

    return person_named(desk, name)


def _add_person(desk: Desk, customer_id: str, values: Mapping[str, object]) -> str:
    from brm_tui.desk.customer_writes import add_new_person

    return add_new_person(desk, customer_id, values)
