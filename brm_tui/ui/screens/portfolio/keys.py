"""The keys of the portfolio."""

from __future__ import annotations

from typing import Any

from brm_tui.ui.commands import (
    BRIEF,
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    GROUP,
    NEW,
    SORT,
    STAKEHOLDERS,
    STEPS,
    Command,
)
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands


class CustomerFilterLine(FilterLine):
    """The line above the customers."""

    COMMANDS = filter_line_commands("portfolio")


def _has_customers(screen: Any) -> bool:
    return not screen.has_class("-without-customers")


COMMANDS = (
    NEW.command("portfolio.new", "New customer", "Make a customer."),
    EDIT.command(
        "portfolio.edit",
        "Edit customer",
        "Change the customer, or one field of all marked ones.",
        condition=lambda screen: screen.has_target,
    ),
    BRIEF.command(
        "portfolio.brief",
        "Brief",
        "Show the page for the minute before the next meeting with the customer.",
        condition=lambda screen: screen.is_mounted and screen.table.cursor_id is not None,
    ),
    DELETE.command(
        "portfolio.delete",
        "Delete customer",
        "Delete the customer or all marked ones, with what belongs to them; u takes it back.",
        condition=lambda screen: screen.has_target,
    ),
    *filtering_commands("portfolio", _has_customers),
    SORT.command(
        "portfolio.sort",
        "Sort",
        "Choose what the list is sorted by; the same again turns it around.",
        condition=_has_customers,
    ),
    EXPORT.command(
        "portfolio.export",
        "Export the list",
        "Write what is listed as a CSV file.",
        in_footer=False,
        condition=_has_customers,
    ),
    STEPS.command(
        "portfolio.steps",
        "Four steps to a relationship",
        "Show how far the relationship with the customer has come, and do the next thing.",
        condition=lambda screen: screen.customer_id is not None,
    ),
    STAKEHOLDERS.command(
        "portfolio.stakeholders",
        "Stakeholder map",
        "Show the customer's people by influence and interest, and place them.",
        condition=lambda screen: screen.customer_id is not None,
    ),
    GROUP.command(
        "portfolio.group",
        "Group by manager",
        "Group the customers by relationship manager.",
        condition=_has_customers,
    ),
    EXPLAIN.command(
        "portfolio.explain",
        "Explain the health",
        "Show what the health of the relationship is made of.",
        condition=lambda screen: screen.is_mounted and screen.table.cursor_id is not None,
    ),
    Command(
        "portfolio.unmark",
        "escape",
        "unmark",
        "Take all marks off",
        "Take all marks off.",
        footer="unmark",
        in_footer=True,
        condition=lambda screen: bool(screen.marked),
    ),
)
