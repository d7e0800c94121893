"""The keys of the tab of the log."""

from __future__ import annotations

from brm_tui.ui.commands import COMPLETE, DELETE, EDIT, EXPLAIN, EXPORT, NEW, SORT, Command
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class LogFilterLine(FilterLine):
    """The line above the log."""

    COMMANDS = filter_line_commands("log")


COMMANDS = (
    NEW.command(
        "log.new", "New entry", "Note an opportunity or an issue; in the view of successes, a success."
    ),
    COMPLETE.command(
        "log.close", "Close or open again", "Close the opportunity or issue; a closed one is opened again.",
        footer="close", condition=lambda pane: pane.has_entry,
    ),
    Command(
        "log.success", "w", "make_success", "Make a success of it",
        "Tell the success that came of it, or of all marked ones of a customer; they are linked and closed.",
        footer="success of it", in_footer=True, condition=lambda pane: pane.has_entry,
    ),
    Command("log.view", "v", "view", "Next view", "Show what is open, everything, or the successes.", footer="view"),
    EDIT.command("log.edit", "Edit", "Change it; a success names what it came from.",
                 condition=lambda pane: pane.has_row),
    *filtering_commands("log", lambda pane: pane.has_list),
    SORT.command("log.sort", "Sort", "Choose what the list is sorted by; the same again turns it around.",
                 in_footer=False, condition=lambda pane: pane.has_list),
    EXPLAIN.command("log.explain", "Explain the value shown", "Show how the value of the successes adds up."),
    EXPORT.command("log.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
                   condition=lambda pane: pane.has_row),
    DELETE.command("log.delete", "Delete", "Delete it, or all marked ones; u takes it back.",
                   condition=lambda pane: pane.has_row),
    Command(
        "log.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
        footer="unmark", in_footer=True, condition=lambda pane: bool(pane.is_mounted and pane.table.marked),
    ),
)  # fmt: skip
