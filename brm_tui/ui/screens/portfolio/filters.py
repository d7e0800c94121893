"""The portfolio's filter line."""

from __future__ import annotations

from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class CustomerFilterLine(FilterLine):
    """The line above the customers."""

    COMMANDS = filter_line_commands("portfolio")
