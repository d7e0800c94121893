"""A card of the board: three lines about an action."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.board import BoardCard
from brm_tui.rules.dates import due_in_list, show_date
from brm_tui.ui.glyphs import DONE
from brm_tui.ui.widgets.rows import Card, Cell, StyleName

_MARKS: dict[str, Cell] = {"urgent": Cell("!! ", "bad"), "high": Cell("! ", "attention")}


def card_of(card: BoardCard, status: str, today: date) -> Card:
    """Return the lines of an action: what; for whom and what for, or why it stands still; when, whose, who."""
    over = status in ("done", "cancelled")
    title = Cell(card.title, "dim" if over else "")
    mark = () if over else (_MARKS[card.priority],) if card.priority in _MARKS else ()
    whom = card.customer_code or "our own house"
    second: tuple[Cell, ...]
    if card.reason:
        second = (Cell(f"{whom} · ", "dim"), Cell(card.reason, "attention" if status == "blocked" else "dim"))
    else:
        second = (Cell(f"{whom} · {card.objective}" if card.objective else whom, "dim"),)
    return Card(card.id, ((*mark, title), second, _third(card, status, today)))


def _third(card: BoardCard, status: str, today: date) -> tuple[Cell, ...]:
    parts = [_when(card, status, today), Cell(promise(card.promised_by), "dim"), Cell(card.assignee, "dim")]
    cells: list[Cell] = []
    for part in parts:
        if part.text:
            if cells:
                cells.append(Cell(" · ", "dim"))
            cells.append(part)
    return tuple(cells)


def _when(card: BoardCard, status: str, today: date) -> Cell:
    if status == "done":
        return Cell(f"{DONE.text} {show_date(card.done, today)}" if card.done else DONE.text, "good")
    if card.due is None or status == "cancelled":
        return Cell("")
    days = (card.due - today).days
    style: StyleName = "bad" if days < 0 else "attention" if days <= 1 else "dim" if days > 7 else ""
    return Cell(due_in_list(card.due, today), style)


def promise(side: str) -> str:
    """Return who promised to whom: ``B→IT``, ``IT→B``, or nothing."""
    return {"business": "B→IT", "IT": "IT→B"}.get(side, "")
