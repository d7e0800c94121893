"""Changing one field of all marked records: which field, its new value, what that would do, and doing it.

The same for every list::

    if self.table.marked:
        await edit_marked(self, "customers", sorted(self.table.marked))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brm_tui.rules.bulk_changes import ADD, CLEAR, REMOVE, BulkChange, BulkPreview, preview_words
from brm_tui.rules.kinds import kind_named
from brm_tui.ui.record_form import maker, references

if TYPE_CHECKING:
    from brm_tui.desk.bulk_editing import BulkField
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_VERBS = {ADD: "{}: add", REMOVE: "{}: take away", CLEAR: "{}: clear"}
_GROUPS = {ADD: "words", REMOVE: "words", CLEAR: "clear"}
_TAKES_TIME = 200


async def edit_marked(screen: DeskScreen, kind: str, ids: Sequence[str]) -> bool:
    """Let the user change a field of several records; answer whether anything was. Only inside ``@work``."""
    from brm_tui.ui.dialogs.pick import Choice, PickDialog

    noun = kind_named(kind).noun if len(ids) == 1 else kind
    found = await screen.gateway.read(_fields, screen.desk, kind, ids)
    choices = [
        Choice(place, _title(one), words=one.field.help, group=_GROUPS.get(one.how, "set"))
        for place, one in enumerate(found)
    ]
    place = await screen.ask(PickDialog(f"Change what of {len(ids):,} {noun}?", choices))
    if place is None:
        return False
    chosen = found[place]
    if chosen.how == CLEAR:
        return await _confirmed(screen, kind, ids, chosen, None)
    return await _ask_value(screen, kind, ids, chosen)


def _title(one: BulkField) -> str:
    return _VERBS.get(one.how, "{}").format(one.field.title)


async def _ask_value(screen: DeskScreen, kind: str, ids: Sequence[str], chosen: BulkField) -> bool:
    """Ask for the new value, and for consent once it is seen what it would do."""
    from brm_tui.ui.dialogs.form import FormDialog

    async def save(entered: dict[str, object]) -> bool:
        return await _confirmed(screen, kind, ids, chosen, entered[chosen.field.name])

    noun = kind_named(kind).noun if len(ids) == 1 else kind
    dialog = FormDialog(
        f"{len(ids):,} {noun} · {_title(chosen)}",
        [chosen.field],
        {chosen.field.name: chosen.shared},
        save=save,
        references=references(screen),
        make_new=maker(screen),
        new=True,
    )
    answer = await screen.ask(dialog)
    return answer is not None


async def _confirmed(
    screen: DeskScreen, kind: str, ids: Sequence[str], chosen: BulkField, value: object
) -> bool:
    """Say what the change would do, and do it where the user agrees."""
    from brm_tui.ui.dialogs.message import ConfirmDialog

    change = BulkChange(chosen.field.name, chosen.how, value)
    seen = await screen.gateway.read(_preview, screen.desk, kind, ids, change)
    said = preview_words(seen, (kind_named(kind).noun, kind), chosen.field.title, chosen.how)
    if seen.count == seen.same:
        screen.toast(said)
        return False
    many = seen.count - seen.same
    question = ConfirmDialog("Change them?", f"{said}.", yes=f"change {many:,}", no="not yet")
    if not await screen.ask(question):
        return False
    if many >= _TAKES_TIME:
        screen.toast(f"Changing {many:,} {kind} …")
    label = await screen.gateway.write(_edit, screen.desk, kind, ids, change)
    screen.toast(f"{label} · u takes it back")
    return True


# The models load with these, in the thread that runs them.


def _fields(desk: Desk, kind: str, ids: Sequence[str]) -> list[BulkField]:
    from brm_tui.desk.bulk_editing import bulk_fields

    return bulk_fields(desk, kind, ids)


def _preview(desk: Desk, kind: str, ids: Sequence[str], change: BulkChange) -> BulkPreview:
    from brm_tui.desk.bulk_editing import preview

    return preview(desk, kind, ids, change)


def _edit(desk: Desk, kind: str, ids: Sequence[str], change: BulkChange) -> str:
    from brm_tui.desk.bulk_editing import bulk_edit

    return bulk_edit(desk, kind, ids, change)
