"""Moving changes and projects on, where only the states that may follow are offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brm_tui.ui.commands import Key

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

#: What became of something: a meeting, a change, a project.
STATE = Key("w", "move_on", "move on")


async def move_on(
    screen: DeskScreen, kind: str, row_ids: Sequence[str], now: str, states: Sequence[str]
) -> bool:
    """Let the user choose which state follows, and move there. Only inside ``@work``.

    Args:
        screen: Where the dialog opens.
        kind: ``changes`` or ``projects``.
        row_ids: Which ones.
        now: The state that they are in, in words.
        states: The states that may follow, the usual one first.

    Returns:
        Whether anything was moved.
    """
    from brm_tui.ui.dialogs.pick import Choice, PickDialog

    dialog = PickDialog(f"What became of it? It is {now}.", [Choice(state, state) for state in states])
    chosen = await screen.ask(dialog)
    if chosen is None:
        return False
    label = await screen.gateway.write(_move_to, screen.desk, kind, row_ids, chosen)
    screen.toast(f"{label} · u takes it back")
    return True


# The models load with this, in the thread that runs it.


def _move_to(desk: Desk, kind: str, row_ids: Sequence[str], state: str) -> str:
    from brm_tui.desk.state_moving import move_to

    return move_to(desk, kind, row_ids, state)
