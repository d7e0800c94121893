"""Screens and dialogs that are laid out and painted once when they open: Textual does so up to three times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar

from textual.geometry import Region, Size

Result = TypeVar("Result")

if TYPE_CHECKING:
    from textual.screen import Screen as _Screen
else:

    class _Screen(Generic[Result]):
        """Nothing: Textual's class comes behind the mixin."""


class PaintedOnce(_Screen[Result], Generic[Result]):
    """Mixin for screens and dialogs, before Textual's class.

    A screen that opens is laid out and painted whole. Textual then has it laid out and painted again for the size that
    it was just given, for the widgets that were just mounted, and because it was resumed; and when it hears of its
    size, whatever it stands over too.
    """

    _laying_out = False
    _just_painted = False

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._laying_out = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._laying_out = False
        # With a size it comes from the resume, whose next word is to refresh everything.
        painted = size is not None and self.is_current and not self.app._batch_count
        self._just_painted = painted and not self._compositor._dirty_regions

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask for another paint, or layout: which paints what it changed, and nothing else."""
        just_painted, self._just_painted = self._just_painted, False
        if not regions and not recompose:
            if self._laying_out or (just_painted and not layout):
                return self
            repaint = repaint and not layout
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _screen_resized(self, size: Size) -> None:
        if size != self._size:
            super()._screen_resized(size)
            self._just_painted = False
