"""The keys of the tab of demand."""

from __future__ import annotations

from brm_tui.ui.commands import (
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    NEW,
    SORT,
    Command,
)
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class DemandFilterLine(FilterLine):
    """The line above the demands."""

    COMMANDS = filter_line_commands("demand")


COMMANDS = (
    NEW.command("demand.new", "New demand", "Enter what a customer asks for."),
    EDIT.command(
        "demand.edit", "Edit demand", "Change the demand.", in_footer=False, condition=lambda pane: pane.has_row
    ),
    MOVE_RIGHT.command(
        "demand.on", "Move on", "Bring the demand, or all marked ones, to the next state.",
        action="advance(False)", footer="on", in_footer=True, condition=lambda pane: pane.has_row,
    ),
    MOVE_LEFT.command(
        "demand.back", "Send back", "Send the demand, or all marked ones, back by one state.",
        action="advance(True)", condition=lambda pane: pane.has_row,
    ),
    Command(
        "demand.state", "w", "state", "What becomes of it",
        "Choose what follows: on, back, deferred or rejected with a reason.",
        footer="state", in_footer=True, condition=lambda pane: pane.has_row,
    ),
    Command(
        "demand.plan", "p", "plan", "Put on the plan",
        "Make an approved demand an objective of the agreement or an action; open what came of it.",
        footer="plan", in_footer=True, condition=lambda pane: pane.has_row,
    ),
    Command(
        "demand.match", "M", "match", "Match", "Say which project or service answers the demand, or all marked.",
        footer="match", condition=lambda pane: pane.has_row,
    ),
    Command(
        "demand.view", "v", "view", "List or plot", "Show value against size, or the ranked list again.",
        footer="plot", in_footer=True, condition=lambda pane: pane.has_list,
    ),
    Command(
        "demand.weigh", "percent_sign", "weigh", "Weigh otherwise",
        "Try other weights and see the order move before anything is kept.",
        footer="weights", in_footer=True, condition=lambda pane: pane.has_list,
    ),
    *filtering_commands("demand", lambda pane: pane.has_list),
    SORT.command(
        "demand.sort", "Sort", "Order the list otherwise.", in_footer=False,
        condition=lambda pane: pane.has_list,
    ),
    EXPORT.command(
        "demand.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
        condition=lambda pane: pane.has_list,
    ),
    EXPLAIN.command(
        "demand.explain", "Explain the score", "Show every term of the score.",
        condition=lambda pane: pane.has_row,
    ),
    DELETE.command(
        "demand.delete", "Delete demand", "Delete the demand, or all marked ones; u takes it back.",
        in_footer=False, condition=lambda pane: pane.has_row,
    ),
    MOVE_UP.command(
        "demand.up", "Up in their order", "Move the demand up in the customer's own order.",
        action="reorder(False)", condition=lambda pane: pane.has_row and pane.one_customer,
    ),
    MOVE_DOWN.command(
        "demand.down", "Down in their order", "Move the demand down in the customer's own order.",
        action="reorder(True)", condition=lambda pane: pane.has_row and pane.one_customer,
    ),
    Command(
        "demand.customer", "o", "customer", "Open the customer", "Go to the page of who asks.",
        condition=lambda pane: pane.has_row and not pane.owner.customer_id,
    ),
    Command(
        "demand.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
        footer="unmark", in_footer=True, condition=lambda pane: pane.is_mounted and bool(pane.table.marked),
    ),
)  # fmt: skip
