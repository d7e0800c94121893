"""What stands beside a list and follows its cursor once that rests: previews, the words beside a grid, the footer.

::

    class PeopleScreen(Following, DeskScreen):
        @work(exclusive=True, group="beside")
        async def show_beside(self) -> None: ...

        @on(Table.Highlighted)
        def _highlighted(self) -> None:
            self.follow_cursor()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    _Node = Widget
else:
    # The screen or tab beside it in the bases is the node; see ``Commanding``.
    _Node = object

RESTS_AFTER = 0.12
"""Seconds that a cursor rests before what stands beside follows, so that holding a key stays cheap."""


class Following(_Node):
    """Mixin of screens and tabs; the module's text says how to use it."""

    _rests: Timer | None = None

    def show_beside(self) -> object:
        """Show what is to be said of what is under the cursor; each says how."""

    def follow_cursor(self) -> None:
        """Let what stands beside follow, once the cursor rests."""
        if self._rests is not None:
            self._rests.stop()
        self._rests = self.set_timer(RESTS_AFTER, self.cursor_rests)

    def cursor_rests(self) -> None:
        """The cursor stood still for a moment: what stands beside follows, and the footer.

        Drawn with every key the footer would make two pictures of each.
        """
        self.show_beside()
        self.screen.refresh_bindings()

    def on_resize(self) -> None:
        """Fill what stands beside where it finds room now."""
        self.follow_cursor()
