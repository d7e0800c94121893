"""The keys of the tab of feedback."""

from __future__ import annotations

from brm_tui.ui.commands import (
    COMPLETE,
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    GROUP,
    NEW,
    NEW_ACTION,
    SORT,
    Command,
)
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class FeedbackFilterLine(FilterLine):
    """The line above the feedback."""

    COMMANDS = filter_line_commands("feedback")


COMMANDS = (
    NEW.command("feedback.new", "New feedback", "Note what somebody said, in one line; tab opens the whole form."),
    COMPLETE.command(
        "feedback.next_state", "Move on to the next state",
        "Received, acknowledged, assessed, resolution proposed, accepted by customer, closed: go on by one.",
        footer="next state", condition=lambda pane: pane.can_go_on,
    ),
    NEW_ACTION.command(
        "feedback.make_action", "Make the action",
        "Make an action of it, for its customer and its owner, due when it is, and link the two.",
        footer="make action", condition=lambda pane: pane.lacks_action,
    ),
    Command(
        "feedback.escalate", "exclamation_mark", "escalate", "Escalate", "Escalate the complaint by a level, up to 3.",
        footer="escalate", in_footer=True, condition=lambda pane: pane.can_escalate,
    ),
    Command(
        "feedback.reopen", "r", "reopen", "Open again", "Open what is settled again; it is counted and needs a reason.",
        footer="open again", in_footer=True, condition=lambda pane: pane.can_open_again,
    ),
    Command(
        "feedback.view", "v", "view", "Next view", "Show what is open, what has no action yet, or everything.",
        footer="view",
    ),
    GROUP.command(
        "feedback.causes", "Count the causes",
        "Count how often each cause came up with each service within twelve months; enter lists where.",
        footer="causes", condition=lambda pane: pane.has_list,
    ),
    EDIT.command("feedback.edit", "Edit feedback", "Change it.", condition=lambda pane: pane.has_row),
    *filtering_commands("feedback", lambda pane: pane.has_list and not pane.by_cause, in_footer=False),
    SORT.command("feedback.sort", "Sort feedback", "Sort by date, by severity, or the newest first.", in_footer=False,
                 condition=lambda pane: pane.has_list and not pane.by_cause),
    EXPLAIN.command(
        "feedback.explain", "Explain its date and age", "Show why it is due when it is and how its age is counted.",
        condition=lambda pane: pane.has_row,
    ),
    EXPORT.command("feedback.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
                   condition=lambda pane: pane.has_row),
    DELETE.command("feedback.delete", "Delete feedback", "Delete it, or all marked; u takes it back.", in_footer=False,
                   condition=lambda pane: pane.has_row),
    Command(
        "feedback.decline", "", "decline", "Customer declines the resolution",
        "Send what the customer does not accept back to be assessed again.",
        condition=lambda pane: pane.can_decline,
    ),
    Command(
        "feedback.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
        footer="unmark", in_footer=True, condition=lambda pane: bool(pane.is_mounted and pane.table.marked),
    ),
)  # fmt: skip
