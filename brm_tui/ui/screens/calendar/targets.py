"""The calendar files that follow the desk: seen, added and let go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import ConfirmDialog
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.output_path import checked_path
from brm_tui.ui.record_form import references
from brm_tui.ui.screens.calendar.export import SELECTION_FIELDS, selection_of

if TYPE_CHECKING:
    from brm_tui.desk.calendar_targets import Target
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_FIELDS = (
    FieldDescription("path", "File", "In a synced folder it serves as a subscription; ~ is your home.",
                     FieldKind.TEXT, required=True, maximum=4096),
    *SELECTION_FIELDS,
)  # fmt: skip


async def show_targets(screen: DeskScreen, known: dict[str, object]) -> None:
    """Show the files that follow the desk; let the user add one or let one go.

    Args:
        screen: Where the dialogs open.
        known: What stands in the form for a new one at first.
    """
    found = await screen.gateway.read(_targets, screen.desk)
    choices = [_choice(target, screen.clock.zone) for target in found]

    async def make_new(typed: str) -> Choice[Path] | None:
        added: list[Target] = []

        async def save(values: dict[str, object]) -> None:
            path = checked_path(values["path"])
            added.append(await screen.gateway.write(_add, screen.desk, path, values))

        start: dict[str, object] = {**known, "path": typed or "~/calendar.ics"}
        dialog = FormDialog(
            "A file that follows", _FIELDS, start, save=save, references=references(screen), new=True
        )
        if await screen.ask(dialog) is None:
            return None
        screen.toast(f"{added[0].path} is rewritten whenever its content changes")
        return _choice(added[0], screen.clock.zone)

    chosen = await screen.ask(
        PickDialog(
            "Files that follow the desk", choices, placeholder="type to search; ctrl+n adds one",
            empty="No file yet. ctrl+n adds one that follows the calendar.",
            make_new=make_new,
        )
    )  # fmt: skip
    if chosen is None or chosen not in {target.path for target in found}:
        return
    question = f"{chosen} stays as it is, and is no longer rewritten. Let it go?"
    if await screen.ask(ConfirmDialog("Let it go?", question, yes="let it go", no="go on writing it")):
        await screen.gateway.write(_remove, screen.desk, chosen)
        screen.toast(f"{chosen} is no longer rewritten")


def _choice(target: Target, zone: str) -> Choice[Path]:
    chosen = target.selection
    what = [chosen.customer, " ".join(chosen.layers)]
    what += [f"from {chosen.first}" if chosen.first else "", f"to {chosen.last}" if chosen.last else ""]
    at = f"{target.written_at.astimezone(ZoneInfo(zone)):%d %b %H:%M}" if target.written_at else "not yet"
    state = f"waits: {target.problem}" if target.problem else f"written {at}"
    return Choice(target.path, str(target.path), hint=" · ".join([*filter(None, what), state]))


def _targets(desk: Desk) -> list[Target]:
    from brm_tui.desk.calendar_targets import targets

    return targets(desk)


def _add(desk: Desk, path: Path, values: dict[str, Any]) -> Target:
    from brm_tui.desk.calendar_targets import add_target

    return add_target(desk, path, selection_of(values))


def _remove(desk: Desk, path: Path) -> None:
    from brm_tui.desk.calendar_targets import remove_target

    remove_target(desk, path)
