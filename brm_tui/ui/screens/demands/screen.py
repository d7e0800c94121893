"""Demand over the whole portfolio: mode 6."""

from __future__ import annotations

from brm_tui.ui.screens.panes import PanePlace, PaneScreen


class DemandScreen(PaneScreen):
    """What all customers ask for, ranked."""

    TITLE = "Demand"
    PANES = (PanePlace("demand", "Demand", "brm_tui.ui.screens.demands.pane:DemandPane"),)
    DEFAULT_CSS = "DemandScreen TabBar { display: none; }"
    HELP = (
        "What customers want and need, from the first words to fulfilled. The rank follows from a score of value,"
        " volume, size and risk: i shows its terms, % tries other weights. = before a rank: others share it. A score"
        " “67 of 60 %” knows 60 % of the weights; “90 ✎ 75” is set by hand beside a computed 75; ○ is not known and"
        " never counts as nothing. ✓ before what it is mapped to: an objective or an action came of it."
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is but one tab: nothing to turn to."""
        return False if action == "turn" else super().check_action(action, parameters)
