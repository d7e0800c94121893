"""A Textual app that shows one word: the floor that the budgets are ratios of."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Blank(App[None]):
    """Shows one word; q leaves it."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Show the word."""
        yield Static("Blank")


if __name__ == "__main__":
    Blank().run()
