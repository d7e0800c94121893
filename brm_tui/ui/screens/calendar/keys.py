"""The commands of the calendar."""

from __future__ import annotations

from typing import Any

from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.ui.commands import (
    BACK,
    BRIEF,
    DELETE,
    EDIT,
    EXPORT,
    FILTER,
    LEFT,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    NEW,
    NEXT,
    PREVIOUS,
    RIGHT,
    Command,
)
from brm_tui.ui.screens.calendar.layers import LAYERS, Layer
from brm_tui.ui.screens.calendar.slots import slot_command


def _turn(layer: Layer) -> Command:
    return Command(
        id=f"calendar.layer_{layer.name}",
        keys=layer.key,
        action=f"turn('{layer.name}')",
        title=f"Layer: {layer.words}",
        help=f"Show or hide the layer of {layer.words}.",
        group="Layers",
    )


def _has_entries(screen: Any) -> bool:
    return not screen.has_class("-empty")


def _has_event(screen: Any) -> bool:
    return screen.current is not None and screen.current.source == "event"


def _has_meeting(screen: Any) -> bool:
    return _has_event(screen) and screen.current.layer == CalendarLayer.MEETING


CALENDAR_COMMANDS: tuple[Command, ...] = (
    NEW.command("calendar.new", "New event", "Enter a meeting or another event on the day."),
    EDIT.command(
        "calendar.edit",
        "Edit",
        "Change what the entry comes from: this occurrence or the series.",
        condition=lambda screen: screen.current is not None,
    ),
    BRIEF.command(
        "calendar.brief",
        "Brief",
        "Show the page for the minute before the meeting.",
        condition=_has_meeting,
    ),
    Command(
        "calendar.move",
        "m",
        "move",
        "Move",
        "Move the event, or this occurrence, to another day or time.",
        footer="move",
        in_footer=True,
        condition=_has_event,
    ),
    slot_command(
        "calendar.free_slot",
        condition=lambda screen: screen.current is not None and screen.current.source in ("event", "change"),
    ),
    DELETE.command(
        "calendar.delete",
        "Delete",
        "Cancel this occurrence, or delete the event; u takes it back.",
        condition=lambda screen: screen.removable,
    ),
    Command(
        "calendar.view",
        "v",
        "view(1)",
        "Next view",
        "Go on from the month to the week, the agenda, the year.",
        footer="view",
        in_footer=True,
        condition=_has_entries,
    ),
    Command(
        "calendar.view_before",
        "V",
        "view(-1)",
        "View before",
        "Go back from the year to the agenda, the week, the month.",
        condition=_has_entries,
    ),
    FILTER.command(
        "calendar.filter",
        "Filter by customer",
        "Show one customer's calendar, or all.",
        footer="customer",
        condition=_has_entries,
    ),
    EXPORT.command(
        "calendar.export",
        "Export",
        "Write a file for Outlook, Google and others.",
        condition=_has_entries,
    ),
    Command(
        "calendar.targets",
        "X",
        "targets",
        "Files that follow",
        "List, add and let go of files that are rewritten whenever the calendar changes.",
    ),
    Command(
        "calendar.import",
        "ctrl+o",
        "import_file",
        "Import a calendar file",
        "Take another program's .ics file into a calendar of its own, after a look at what that would do.",
        footer="import",
    ),
    Command("calendar.go_to", "g", "go_to", "Go to a day", "Go to a date: fri, 1 dec, +2w.", footer="go to"),
    Command("calendar.today", "full_stop,home", "today", "Go to today", "Go to today.", footer="today"),
    PREVIOUS.command(
        "calendar.month_before", "A month back", "Go to the month before.", action="month_by(-1)"
    ),
    NEXT.command("calendar.month_after", "A month on", "Go to the month after.", action="month_by(1)"),
    Command(
        "calendar.week_before",
        "{",
        "week_by(-1)",
        "A week back",
        "Go to the same day of the week before.",
        in_palette=False,
        group="Moving about",
    ),
    Command(
        "calendar.week_after",
        "}",
        "week_by(1)",
        "A week on",
        "Go to the same day of the week after.",
        in_palette=False,
        group="Moving about",
    ),
    LEFT.command(
        "calendar.day_before",
        "A day back",
        "Begin the agenda a day earlier.",
        action="day_by(-1)",
        condition=lambda screen: screen.in_agenda,
    ),
    RIGHT.command(
        "calendar.day_after",
        "A day on",
        "Begin the agenda a day later.",
        action="day_by(1)",
        condition=lambda screen: screen.in_agenda,
    ),
    Command(
        "calendar.clash_before",
        "<",
        "clash(-1)",
        "Clash before",
        "Go to the last day before this one on which something clashes.",
        condition=_has_entries,
    ),
    Command(
        "calendar.clash_after",
        ">",
        "clash(1)",
        "Next clash",
        "Go to the next day on which something clashes.",
        condition=_has_entries,
    ),
    Command(
        "calendar.restore",
        "r",
        "restore",
        "Restore the occurrence",
        "Make this occurrence as the series says again.",
        footer="restore",
        condition=lambda screen: screen.restorable,
    ),
    MOVE_LEFT.command(
        "calendar.earlier",
        "A day earlier",
        "Move the event a day earlier.",
        action="move_by(-1)",
        condition=_has_event,
    ),
    MOVE_RIGHT.command(
        "calendar.later",
        "A day later",
        "Move the event a day later.",
        action="move_by(1)",
        condition=_has_event,
    ),
    MOVE_UP.command(
        "calendar.week_earlier",
        "A week earlier",
        "Move the event a week earlier.",
        action="move_by(-7)",
        condition=_has_event,
    ),
    MOVE_DOWN.command(
        "calendar.week_later",
        "A week later",
        "Move the event a week later.",
        action="move_by(7)",
        condition=_has_event,
    ),
    BACK.command(
        "calendar.back",
        "Back to the month",
        "Go from the list of the day, or from another view, back to the month.",
        condition=lambda screen: screen.inside,
    ),
    *map(_turn, LAYERS),
)
