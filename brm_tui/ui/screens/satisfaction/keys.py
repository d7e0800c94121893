"""The keys of the tab of satisfaction."""

from __future__ import annotations

from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, EXPORT, NEW, SORT, Command
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class SatisfactionFilterLine(FilterLine):
    """The line above surveys and relationships."""

    COMMANDS = filter_line_commands("satisfaction")


COMMANDS = (
    NEW.command(
        "satisfaction.new", "New survey or view",
        "Enter a survey; in the view of maturity, how one side sees a relationship.",
    ),
    Command(
        "satisfaction.view", "v", "view", "Next view", "Show the surveys, or how mature the relationships are.",
        footer="view",
    ),
    *filtering_commands("satisfaction", lambda pane: pane.has_list),
    SORT.command("satisfaction.sort", "Sort", "Choose what the list is sorted by; the same again turns it around.",
                 in_footer=False, condition=lambda pane: pane.has_list),
    EDIT.command("satisfaction.edit", "Edit survey", "Change the survey.",
                 condition=lambda pane: pane.has_row and not pane.of_maturity),
    EXPLAIN.command(
        "satisfaction.explain", "Explain the figure", "Show what the figure is made of, and how sure it is.",
        footer="explain", in_footer=True, condition=lambda pane: pane.has_row,
    ),
    EXPORT.command("satisfaction.export", "Export the list", "Write what is listed as a CSV file.",
                   condition=lambda pane: pane.has_row),
    DELETE.command("satisfaction.delete", "Delete survey", "Delete the survey with its answers; u takes it back.",
                   condition=lambda pane: pane.has_row and not pane.of_maturity),
)  # fmt: skip
