"""The keys of the board."""

from __future__ import annotations

from typing import Any

from brm_tui.ui.commands import (
    COMPLETE,
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    LEFT,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    NEW,
    RIGHT,
    Command,
)
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class BoardFilterLine(FilterLine):
    """The line above the columns."""

    COMMANDS = filter_line_commands("board")


def _has_card(screen: object) -> bool:
    return bool(getattr(screen, "targets", ()))


def _has_actions(screen: Any) -> bool:
    return not screen.has_class("-without-actions")


BOARD_COMMANDS: tuple[Command, ...] = (
    MOVE_LEFT.command(
        "board.move_left",
        "Move the card left",
        "Move the card, or all marked ones, to the column at the left.",
        condition=_has_card,
    ),
    MOVE_RIGHT.command(
        "board.move_right",
        "Move the card right",
        "Move the card, or all marked ones, to the column at the right.",
        footer="move on",
        in_footer=True,
        condition=_has_card,
    ),
    COMPLETE.command(
        "board.complete", "Complete", "Move the card, or all marked ones, to Done.", condition=_has_card
    ),
    NEW.command("board.new", "New action", "Make an action in this column."),
    EDIT.command(
        "board.edit",
        "Edit the action",
        "Change the action, or one field of all marked ones.",
        in_footer=False,
        condition=_has_card,
    ),
    DELETE.command(
        "board.delete",
        "Delete",
        "Delete the action, or all marked ones; u takes it back.",
        in_footer=False,
        condition=_has_card,
    ),
    *filtering_commands("board", _has_actions),
    EXPLAIN.command(
        "board.explain",
        "Explain the card",
        "Show what makes the card late, how often it was put off, and how full its column may be.",
        condition=_has_card,
    ),
    EXPORT.command(
        "board.export",
        "Export the cards",
        "Write the cards of all columns as a CSV file, as they are filtered.",
        in_footer=False,
        condition=_has_actions,
    ),
    Command(
        "board.done",
        "o",
        "toggle_done",
        "Open or fold Done",
        "Open or fold the done column.",
        footer="done",
        in_footer=True,
        condition=_has_actions,
    ),
    Command(
        "board.cancelled",
        "O",
        "toggle_cancelled",
        "Show or hide Cancelled",
        "Show or hide what was cancelled.",
        condition=_has_actions,
    ),
    Command(
        "board.place",
        "p",
        "place_objective",
        "Place an objective on the plan",
        "Put an objective with its first actions on the board.",
        footer="objective",
    ),
    MOVE_UP.command(
        "board.move_up",
        "Move the card up",
        "Move the card before the one above.",
        condition=lambda screen: screen.can_reorder,
    ),
    MOVE_DOWN.command(
        "board.move_down",
        "Move the card down",
        "Move the card behind the one below.",
        condition=lambda screen: screen.can_reorder,
    ),
    LEFT.command("board.left", "Column at the left", "Go to the column at the left.", action="column(-1)"),
    RIGHT.command("board.right", "Column at the right", "Go to the column at the right.", action="column(1)"),
    Command(
        "board.unmark",
        "escape",
        "unmark",
        "Take all marks off",
        "Take all marks off.",
        footer="unmark",
        in_footer=True,
        condition=lambda screen: screen.has_marks,
    ),
)
