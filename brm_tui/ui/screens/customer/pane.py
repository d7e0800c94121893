"""What only the tabs of a customer have: the customer's page beside what every tab has."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from brm_tui.ui.screens import panes

if TYPE_CHECKING:
    from brm_tui.desk.customer_pages import Overview
    from brm_tui.ui.screens.customer.screen import CustomerScreen


class Pane(panes.Pane):
    """A tab that shows something of one customer and stands nowhere else."""

    @property
    def owner(self) -> CustomerScreen:
        """Return the screen."""
        return cast("CustomerScreen", self.screen)

    @property
    def page(self) -> Overview:
        """Return what the screen knows of the customer."""
        return self.owner.page
