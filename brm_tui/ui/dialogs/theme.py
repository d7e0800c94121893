"""Choosing the colours."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.theme import OURS


class ThemeDialog(PickDialog[str]):
    """Lists the themes, ours first; answers the name of the chosen one."""

    def __init__(self, names: Sequence[str], current: str) -> None:
        ours = [theme.name for theme in OURS]
        ordered = [*ours, *(name for name in names if name not in ours)]
        super().__init__("Theme", [Choice(name, name) for name in ordered], chosen=current)
