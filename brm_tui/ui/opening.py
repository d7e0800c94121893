"""Opening a record of any KIND where it is seen, at the words that were searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from brm_tui.rules.kinds import kind_named
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.modes import HELD_BY, OCCURRING, RECORD_SCREENS, screen_class
from brm_tui.ui.screens.base import DeskScreen

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp

_FOUND = ("Search",)
_MEETING = "meeting"


async def open_record(program: BrmApp, wanted: OpenRecord) -> None:
    """Show a record: on its screen, as a row of what holds it, or as its form. Only inside ``@work``."""
    screen = await _screen_of(program, wanted)
    if screen is None:
        await _open_form(program, wanted)
        return
    if isinstance(screen, DeskScreen):
        screen.seek(wanted)
        if wanted.words and not screen.trail:
            screen.trail = _FOUND
    program.push_screen(screen)


async def _screen_of(program: BrmApp, wanted: OpenRecord) -> Screen[Any] | None:
    """Return the screen that shows a record, None where none does."""
    if wanted.kind in OCCURRING:
        return await _meeting(program, wanted)
    if wanted.kind in RECORD_SCREENS:
        return _made(RECORD_SCREENS[wanted.kind], wanted.id)
    from brm_tui.desk.record_places import holder_of

    holder = HELD_BY.get(wanted.kind, "")
    place = RECORD_SCREENS.get(holder)
    if place is None:
        return None
    shown_by = screen_class(place)
    if not (issubclass(shown_by, DeskScreen) and shown_by.shows(wanted.kind)):
        return None
    desk = program.gateway.desk
    held_by = await program.gateway.read(holder_of, desk, wanted.kind, wanted.id, holder)
    return None if held_by is None else _made(place, held_by)


async def _meeting(program: BrmApp, wanted: OpenRecord) -> Screen[Any] | None:
    from brm_tui.desk.record_places import occurrence_of

    found = await program.gateway.read(occurrence_of, program.gateway.desk, wanted.kind, wanted.id)
    if found is None or found.layer != _MEETING:
        return None
    return _made(RECORD_SCREENS["meetings"], found.event_id, found.original_start)


def _made(place: str, *arguments: object) -> Screen[Any]:
    made: Any = screen_class(place)
    screen: Screen[Any] = made(*arguments)
    return screen


async def _open_form(program: BrmApp, wanted: OpenRecord) -> None:
    """Let the user read and change a record above the screen in sight, at the text that has the words."""
    from brm_tui.desk.record_places import text_fields
    from brm_tui.ui.record_form import edit_record

    screen = program.screen_in_sight
    if not isinstance(screen, DeskScreen) or not kind_named(wanted.kind).writable:
        program.toast(f"No screen shows {wanted.kind}")
        return
    await edit_record(screen, wanted.kind, wanted.id, at=text_fields(wanted.kind), words=wanted.words)
