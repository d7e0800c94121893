"""Choosing who serves, handing over and ending, for every screen that shows who serves whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brm_tui.desk.representation import candidates, manager_row, moved_customers, what_if
from brm_tui.rules.load import Move
from brm_tui.rules.vocabulary import RepresentationRole

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen


async def choose_manager(screen: DeskScreen, customer_id: str) -> bool:
    """Let the user choose a relationship manager among the candidates; answer whether anything was done.

    Where the customer has one already, what the change would do to both is shown first. Only inside ``@work``.
    """
    from brm_tui.ui.screens.representation.candidates import CandidatesDialog

    found = await screen.gateway.read(candidates, screen.desk, customer_id)
    if found is None:
        return False
    person_id = await screen.ask(CandidatesDialog(found))
    if person_id is None:
        return False
    managed = await screen.gateway.read(manager_row, screen.desk, customer_id)
    if managed:
        return await _weigh(screen, [Move(managed, person_id)])
    label = await screen.gateway.write(_assign, screen.desk, customer_id, person_id)
    screen.toast(f"{label} · u takes it back")
    return True


async def hand_over(screen: DeskScreen, representation_ids: Sequence[str]) -> bool:
    """Let the user choose who takes customers over, see both loads, and do it. Only inside ``@work``.

    Returns:
        Whether anything was done.
    """
    from brm_tui.ui.screens.representation.what_if import choose_taker

    moved = await screen.gateway.read(moved_customers, screen.desk, representation_ids)
    if not moved:
        return False
    taker = await choose_taker(screen, moved[0])
    if taker is None:
        return False
    return await _weigh(screen, [Move(one.id, taker) for one in moved])


async def _weigh(screen: DeskScreen, moves: Sequence[Move]) -> bool:
    from brm_tui.ui.screens.representation.what_if import WhatIfDialog

    async def do(chosen: Sequence[Move], first: date) -> None:
        label = await screen.gateway.write(_hand_over, screen.desk, chosen, first)
        screen.toast(f"{label} · u takes it back")

    found = await screen.gateway.read(what_if, screen.desk, moves)
    done: bool | None = await screen.ask(WhatIfDialog(screen, moves, found, do))
    return bool(done)


async def end(screen: DeskScreen, representation_ids: Sequence[str]) -> None:
    """End representations with yesterday. Only inside ``@work``."""
    label = await screen.gateway.write(_end, screen.desk, representation_ids)
    screen.toast(f"{label} · u takes it back")


# The models load with these, in the thread that runs them.


def _assign(desk: Desk, customer_id: str, person_id: str) -> str:
    from brm_tui.desk.representation_writes import assign

    return assign(desk, customer_id, person_id, RepresentationRole.RELATIONSHIP_MANAGER)


def _hand_over(desk: Desk, moves: Sequence[Move], first: date) -> str:
    from brm_tui.desk.representation_writes import hand_over

    return hand_over(desk, moves, first)


def _end(desk: Desk, representation_ids: Sequence[str]) -> str:
    from brm_tui.desk.representation_writes import end

    return end(desk, representation_ids)
