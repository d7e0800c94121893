"""Entering, changing and deleting records of any KIND, for every screen alike.

::

    @work
    async def action_new(self) -> None:
        row_id = await new_record(self, "actions", {"status": "planned"})

    @work
    async def action_edit(self) -> None:
        await edit_record(self, "actions", self.action_id)

    @work
    async def action_delete(self) -> None:
        await delete_records(self, "actions", self.table.chosen)

All say what was done in a toast; the first two answer None or False when the form was left.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import kind_named
from brm_tui.rules.values import check_value

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

#: What can be made while another form is open, with the field that takes what was typed.
_MADE_ON_THE_WAY = {"customers": "name", "people": "name", "services": "name"}


@dataclass(frozen=True, slots=True)
class Offers:
    """What a screen gives its forms in place of the usual.

    Attributes:
        references: Gives the names that a reference can take, by KIND.
        make_new: Makes what a reference lacks.
        fields: Fields entered in another way than the KIND says, by name.
        complete: Adds to what was entered before it is saved.
    """

    references: Callable[[str], Awaitable[Sequence[tuple[str, str]]]] | None = None
    make_new: Callable[[str, str], Awaitable[tuple[str, str] | None]] | None = None
    fields: Mapping[str, FieldDescription] = field(default_factory=dict)
    complete: Callable[[dict[str, object]], Awaitable[dict[str, object]]] | None = None

    async def completed(self, entered: dict[str, object]) -> dict[str, object]:
        """Return what is saved for what was entered."""
        return entered if self.complete is None else await self.complete(entered)


async def new_record(
    screen: DeskScreen,
    kind: str,
    values: Mapping[str, object] | None = None,
    *,
    names: Sequence[str] = (),
    title: str = "",
    offers: Offers | None = None,
) -> str | None:
    """Let the user enter a new record; return its id, None when the form was left.

    Args:
        screen: Where the form opens.
        kind: The KIND.
        values: Typed values that are known already.
        names: The fields that are asked for, in this order; all of them when empty.
        title: What the form is called.
        offers: What the screen gives in place of the usual.
    """
    from brm_tui.ui.dialogs.form import FormDialog

    noun = kind_named(kind).noun
    offers = offers or Offers()
    made: list[str] = []

    async def save(entered: dict[str, object]) -> None:
        complete = await offers.completed({**unasked, **entered})
        made.append(await screen.gateway.write(_add, screen.desk, kind, complete))

    fields = _chosen(await screen.gateway.read(_fields, kind), names, offers)
    asked = {field.name for field in fields}
    unasked = {name: value for name, value in (values or {}).items() if name not in asked}
    dialog = FormDialog(
        title or f"New {noun}",
        fields,
        values or {},
        save=save,
        references=offers.references or references(screen),
        make_new=offers.make_new or maker(screen),
        surroundings=look_around(screen),
        new=True,
    )
    if await screen.ask(dialog) is None or not made:
        return None
    screen.toast(f"New {noun} added · u takes it back")
    return made[0]


async def edit_record(
    screen: DeskScreen,
    kind: str,
    row_id: str,
    *,
    names: Sequence[str] = (),
    title: str = "",
    offers: Offers | None = None,
    at: Sequence[str] = (),
    words: str = "",
) -> bool:
    """Let the user change a record; answer whether anything was.

    Args:
        screen: Where the form opens.
        kind: The KIND.
        row_id: The record.
        names: The fields that can be changed, in this order; all of them when empty.
        title: What the form is called; empty for what the record is called.
        offers: What the screen gives in place of the usual.
        at: The fields of which the first that has the words gets the cursor, at them.
        words: What was searched for.

    Raises:
        NotFoundError: The record is gone.
    """
    from brm_tui.desk.choices import record_of
    from brm_tui.ui.dialogs.form import FormDialog

    offers = offers or Offers()
    record = await screen.gateway.read(record_of, screen.desk, kind, row_id)
    fields = _chosen(await screen.gateway.read(_fields, kind), names, offers)

    async def save(entered: dict[str, object]) -> None:
        complete = await offers.completed(entered)
        await screen.gateway.write(_change, screen.desk, kind, row_id, complete, record.revision)

    known = {field.name: known_value(field, getattr(record, field.name)) for field in fields}
    label = title or str(known.get("title") or known.get("name") or kind_named(kind).noun.capitalize())
    dialog = FormDialog(
        label,
        fields,
        known,
        save=save,
        references=offers.references or references(screen),
        make_new=offers.make_new or maker(screen),
        surroundings=look_around(screen),
    )
    dialog.seek(at, words)
    if not await screen.ask(dialog):
        return False
    screen.toast(f"{kind_named(kind).noun.capitalize()} changed · u takes it back")
    return True


def references(screen: DeskScreen) -> Callable[[str], Any]:
    """Return what gives a form the names that its references can take."""

    async def given(kind: str) -> Sequence[tuple[str, str]]:
        from brm_tui.desk.choices import choices

        return await screen.gateway.read(choices, screen.desk, kind)

    return given


def maker(screen: DeskScreen) -> Callable[[str, str], Any]:
    """Return what lets a form make a record that a reference lacks."""

    async def make(kind: str, typed: str) -> tuple[str, str] | None:
        from brm_tui.desk.choices import choice_of

        if kind not in _MADE_ON_THE_WAY:
            screen.toast(f"A {kind_named(kind).noun} cannot be made from here")
            return None
        row_id = await new_record(screen, kind, {_MADE_ON_THE_WAY[kind]: typed})
        return None if row_id is None else await screen.gateway.read(choice_of, screen.desk, kind, row_id)

    return make


def look_around(screen: DeskScreen) -> Callable[[Mapping[str, object]], Any]:
    """Return what gives a form the days off and clocks that a series of its depends on."""

    async def given(values: Mapping[str, object]) -> object:
        from brm_tui.desk.next_dates import surroundings

        return await screen.gateway.read(surroundings, screen.desk, values)

    return given


# The models load with these, in the thread that runs them.


def _fields(kind: str) -> Sequence[FieldDescription]:
    from brm_tui.desk.records import fields

    return fields(kind)


def described(kind: str, names: Sequence[str]) -> Sequence[FieldDescription]:
    """Return some fields of a KIND in this order, for a form of one's own; it loads the models."""
    return _chosen(_fields(kind), names, Offers())


def _add(desk: Desk, kind: str, values: Mapping[str, object]) -> str:
    from brm_tui.desk.records import add

    return add(desk, kind, values)


def _change(desk: Desk, kind: str, row_id: str, values: Mapping[str, object], revision: int) -> str:
    from brm_tui.desk.records import change

    return change(desk, kind, row_id, values, revision=revision)


def _chosen(
    fields: Sequence[FieldDescription], names: Sequence[str], offers: Offers
) -> Sequence[FieldDescription]:
    by_name = {field.name: field for field in fields} | dict(offers.fields)
    return [by_name[name] for name in names or [field.name for field in fields]]


def known_value(field: FieldDescription, value: object) -> object:
    """Return a record's value as a form takes it: attendees are pairs there."""
    return check_value(field, value) if field.kind is FieldKind.ATTENDEES else value


async def delete_records(screen: DeskScreen, kind: str, row_ids: Sequence[str]) -> None:
    """Delete records with what belongs to them as one step, and say so; nothing where none are named.

    Args:
        screen: Where it is said.
        kind: The KIND.
        row_ids: Which ones.
    """
    if row_ids:
        label = await screen.gateway.write(_delete, screen.desk, kind, row_ids)
        screen.toast(f"{label} · u takes it back")


def _delete(desk: Desk, kind: str, row_ids: Sequence[str]) -> str:
    from brm_tui.desk.records import delete_many

    return delete_many(desk, kind, row_ids)
