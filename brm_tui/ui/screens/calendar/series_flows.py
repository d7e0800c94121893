"""What is asked and done where a whole series, or what follows of it, may be meant rather than one occurrence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from brm_tui.desk.calendar import CalendarEntry, EventDetail
from brm_tui.rules.dates import show_full_date

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen


async def which_of(screen: DeskScreen, verb: str, detail: EventDetail) -> str | None:
    """Ask whether one ``occurrence`` is meant, it and all ``following``, or the ``series``.

    The rhythm of a forum stands in its agreement, so its meetings are one or all.
    """
    from brm_tui.ui.dialogs.pick import Choice, PickDialog

    day = show_full_date(detail.occurrence.start.date(), screen.clock.today())
    listed = [Choice("occurrence", "This occurrence", hint=day)]
    if detail.forum:
        listed.append(Choice("series", "The series", hint=f"the forum ‘{detail.forum}’"))
    else:
        listed.append(Choice("following", "This and all that follow", hint=f"from {day} on"))
        listed.append(Choice("series", "The series", hint=detail.recurrence))
    return await screen.ask(PickDialog(f"{verb} what?", listed))


async def edit_following(
    screen: DeskScreen, entry: CalendarEntry, detail: EventDetail, names: Sequence[str]
) -> None:
    """Let the user change an occurrence and all that follow; what came before stays as it was."""
    from brm_tui.desk.choices import record_of
    from brm_tui.ui.dialogs.form import FormDialog
    from brm_tui.ui.record_form import described, known_value, look_around, maker, references

    fields = await screen.gateway.read(described, "events", names)
    event = await screen.gateway.read(record_of, screen.desk, "events", entry.source_id)
    original = detail.occurrence.original_start
    known: dict[str, Any] = {field.name: known_value(field, getattr(event, field.name)) for field in fields}
    known["start"] = original
    known["recurrence"] = await screen.gateway.read(_rule_from, event.start, event.recurrence, original)
    if event.end_date is not None:
        known["end_date"] = event.end_date + timedelta(days=(original.date() - event.start.date()).days)

    async def save(values: dict[str, object]) -> None:
        await screen.gateway.write(_change_following, screen.desk, entry, values)

    day = show_full_date(original.date(), screen.clock.today())
    dialog = FormDialog(
        f"{detail.title} · from {day} on",
        fields,
        known,
        save=save,
        references=references(screen),
        make_new=maker(screen),
        surroundings=look_around(screen),
    )
    if await screen.ask(dialog):
        screen.toast(f"Changed from {day} on · u takes it back")


async def remove_following(screen: DeskScreen, entry: CalendarEntry) -> None:
    """Let a series end before an occurrence."""
    label = await screen.gateway.write(_delete_following, screen.desk, entry)
    screen.toast(f"{label} · u takes it back")


# The models load with these, in the thread that runs them.


def _rule_from(*given: Any) -> str:
    from brm_tui.desk.event_series import rule_from

    return rule_from(*given)


def _change_following(desk: Desk, entry: CalendarEntry, values: Mapping[str, object]) -> str:
    from brm_tui.desk.event_series import change_following

    return change_following(desk, entry.source_id, entry.original_start or entry.start, values)


def _delete_following(desk: Desk, entry: CalendarEntry) -> str:
    from brm_tui.desk.event_series import delete_following

    return delete_following(desk, entry.source_id, entry.original_start or entry.start)
