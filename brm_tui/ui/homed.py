"""What mixins of screens, tabs and dialogs have in common: the screen they work on, with its gateway and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.widget import Widget

    from brm_tui.ui.screens.base import DeskScreen

    _Node = Widget
else:
    # The screen or tab beside it in the bases is the node; see ``Commanding``.
    _Node = object


class Homed(_Node):
    """Mixin of what is a screen or stands on one."""

    @property
    def _home(self) -> DeskScreen:
        """The screen that this is, or that this is a tab of; a dialog says which is below it."""
        return cast("DeskScreen", self.screen)
