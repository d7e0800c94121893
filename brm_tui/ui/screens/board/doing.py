"""What the board does with its cards: each is one step, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brm_tui.rules.filters import ListFilter
from brm_tui.rules.vocabulary import ActionStatus

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_FIELDS = (
    "title", "customer", "objective", "assignee", "promised_by", "due", "priority", "status", "status_reason",
    "detail", "start", "meeting", "carried_over", "internal",
)  # fmt: skip
_NEW_FIELDS = (*_FIELDS[:8], "detail", "start", "internal")
_FIELD_OF = {"who": "assignee"}
_REASONS = {
    ActionStatus.BLOCKED.value: "Why is it blocked?",
    ActionStatus.CANCELLED.value: "Why is it cancelled?",
}


async def new(screen: DeskScreen, status: str, only: ListFilter) -> str | None:
    """Let the user enter an action; what the filter names stands there already. Only inside ``@work``."""
    from brm_tui.desk.saved_filters import presets
    from brm_tui.ui.record_form import new_record

    values: dict[str, object] = {"status": status}
    for name, value in (await screen.gateway.read(presets, screen.desk, only)).items():
        values[_FIELD_OF.get(name, name)] = value
    return await new_record(screen, "actions", values, names=_NEW_FIELDS)


async def edit(screen: DeskScreen, action_id: str) -> None:
    """Let the user change an action. Only inside ``@work``."""
    from brm_tui.ui.record_form import edit_record

    await edit_record(screen, "actions", action_id, names=_FIELDS)


async def move(screen: DeskScreen, action_ids: Sequence[str], status: str) -> bool:
    """Move actions to a column, as one step; ask for the reason where one belongs. Only inside ``@work``.

    Returns:
        Whether they were moved.
    """
    if not action_ids:
        return False
    reason: str | None = ""
    if status in _REASONS:
        from brm_tui.ui.dialogs.text import TextDialog

        reason = await screen.ask(TextDialog(_REASONS[status], placeholder="may stay empty", required=False))
        if reason is None:
            return False
    label = await screen.gateway.write(_move, screen.desk, action_ids, status, reason or "")
    screen.toast(f"{label} · u takes it back")
    return True


async def reorder(screen: DeskScreen, action_id: str, status: str, beside: str, *, behind: bool) -> None:
    """Put an action before or behind another one of its column."""
    await screen.gateway.write(_reorder, screen.desk, action_id, status, beside, behind)


# The models load with these, in the thread that runs them.


def _move(desk: Desk, action_ids: Sequence[str], status: str, reason: str) -> str:
    from brm_tui.desk.actions import move_actions

    return move_actions(desk, action_ids, status, reason=reason)


def _reorder(desk: Desk, action_id: str, status: str, beside: str, behind: bool) -> str:
    from brm_tui.desk.actions import move_action

    if behind:
        return move_action(desk, action_id, status, after_id=beside)
    return move_action(desk, action_id, status, before_id=beside)


async def export(screen: DeskScreen, only: ListFilter) -> None:
    """Write the cards of all columns as a file, as they are filtered. Only inside ``@work``."""
    from brm_tui.desk.list_export import AtOnce
    from brm_tui.ui.list_export import export_list
    from brm_tui.ui.screens.board.exporting import COLUMNS, every_card

    cards = await screen.gateway.read(every_card, screen.desk, only)
    await export_list(screen, "actions", AtOnce(cards), COLUMNS, internal=lambda placed: placed[1].internal)
