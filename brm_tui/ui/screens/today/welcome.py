"""What Today says on a desk without customers."""

from __future__ import annotations

from textual.content import Content

from brm_tui.ui.widgets.empty_state import EmptyState


def welcome() -> EmptyState:
    """Return the welcome."""
    return EmptyState(
        "Welcome to your desk",
        "Here you keep what you would otherwise keep in Word, Excel and Outlook: your customers and their"
        " people, the agreement with each of them, the meetings of the year, and what both sides promised."
        " Every morning this page says what comes next and what needs you first. Everything stays in one file"
        " on this machine.",
        [
            ("n", "make your first customer"),
            ("2", "the portfolio, where your customers will be"),
            ("?", "all keys; u takes anything back"),
        ],
        lines=[
            Content.assemble(
                ("To look around first, leave with ", "$muted"), ("q", "bold"), (" and run", "$muted")
            ),
            Content.assemble(
                ("brm-tui demo", "bold"), (", a made-up portfolio on a desk of its own.", "$muted")
            ),
        ],
    )
