"""Where the figures of a card and of its column come from."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.board import NEWEST_FIRST, BoardCard
from brm_tui.rules.dates import due_date, show_date
from brm_tui.ui.widgets.sheet import wrapped


def explained(
    card: BoardCard, status: str, cards: int, limit: int | None, today: date, width: int
) -> list[Content]:
    """Return what makes a card late, how often it was put off, and how full its column may be.

    Args:
        card: The card.
        status: Its column.
        cards: How many cards the column shows.
        limit: How many cards should be in it at most; None: as many as there are.
        today: What is late is judged by it.
        width: Cells of a line.
    """
    said = [_due(card, status, today)]
    if card.carried_over:
        times = "once" if card.carried_over == 1 else f"{card.carried_over} times"
        said.append(f"Carried over {times}: its due date was put off so often while it was open.")
    shown = "1 card" if cards == 1 else f"{cards} cards"
    if limit is None:
        said.append(f"{status.capitalize()} shows {shown}; no limit is set for it.")
    else:
        over = f", {cards - limit} too many" if cards > limit else ""
        said.append(
            f"{status.capitalize()} shows {shown} of at most {limit}{over}"
            " (work_in_progress in settings.toml; a filter shows fewer)."
        )
    return [line for text in said for line in (*wrapped(text, width), Content(""))]


def _due(card: BoardCard, status: str, today: date) -> str:
    if card.done is not None:
        return f"Done on {show_date(card.done, today)}."
    if card.due is None:
        return "Nobody said by when, so it is never late."
    if status in NEWEST_FIRST:
        return f"It was due on {show_date(card.due, today)}; nothing is left to do, so it is not late."
    when = f"{show_date(card.due, today)}, {due_date(card.due, today)}"
    return f"Due on {when}: it is late from the day after, counted in calendar days."
