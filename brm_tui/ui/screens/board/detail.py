"""The last lines of the board: the card under the cursor, with nothing cut off that matters."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widget import Widget

from brm_tui.desk.board import BoardCard
from brm_tui.rules.dates import due_date, show_date
from brm_tui.text import one_line


class CardDetail(Widget):
    """Two lines about a card."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._card: BoardCard | None = None
        self._today = date.min

    def show(self, card: BoardCard | None, today: date) -> None:
        """Show another card, or none."""
        if card != self._card or today != self._today:
            self._card, self._today = card, today
            self.refresh()

    def render(self) -> Content:
        """Return the lines."""
        if self._card is None:
            return Content("")
        width = self.size.width
        title = Content.styled(one_line(self._card.title), "bold")
        facts = Content.styled(one_line(" · ".join(facts_of(self._card, self._today))), "$muted")
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in (title, facts))


def facts_of(card: BoardCard, today: date) -> list[str]:
    """Return what is to be known of a card, what is most looked for in front."""
    facts = [card.customer or "our own house"]
    if card.reason:
        facts.append(card.reason)
    facts.append(card.assignee or "nobody does it yet")
    if card.done is not None:
        facts.append(f"done {show_date(card.done, today)}")
    elif card.due is not None:
        facts.append(f"due {show_date(card.due, today)}, {due_date(card.due, today)}")
    if card.promised_by:
        facts.append(f"promised by {card.promised_by}")
    if card.priority in ("urgent", "high", "low"):
        facts.append(f"{card.priority} priority")
    if card.carried_over:
        facts.append(f"carried over {card.carried_over}×")
    if card.objective:
        facts.append(card.objective)
    if card.demand:
        facts.append(f"came of the demand ‘{card.demand}’")
    return facts
