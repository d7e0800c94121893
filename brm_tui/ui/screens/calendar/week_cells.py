"""What stands in the cells of a week: the lines of a block, and what is said of the entry under the cursor. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import set_cell_size

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.day_cells import Text
from brm_tui.ui.screens.calendar.entry_rows import day_title, span_of
from brm_tui.ui.screens.calendar.layers import BLACKOUT, BY_NAME, CLASH, FREEZE, sign_of
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.rows import literal

_ROOM_FOR_SPACE = 6
"""Cells from which a sign has a space behind it."""
_ROOM_FOR_MARK = 9
"""Cells from which a block has its own sign and the mark of a clash; in fewer the mark is the sign."""
_ROOM_FOR_TIME = 10
"""Cells from which a block says when it begins."""


def wrapped(text: str, width: int, count: int) -> list[str]:
    """Return a text in at most so many lines of so many cells, cut with ``…`` where it goes on."""
    found: list[str] = []
    rest = text
    while len(found) < count - 1 and cells_of(rest) > width:
        head = set_cell_size(rest, width)
        cut = len(head) if rest[len(head) : len(head) + 1] == " " else head.rfind(" ")
        cut = max(1, cut if cut > 0 else len(head))
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest and len(found) < count:
        found.append(rest)
    return [fitted(line, width) for line in found]


def block_lines(
    entry: CalendarEntry, day: date, width: int, count: int, minutes: int, *, clashes: bool = False
) -> list[list[Text]]:
    """Return the lines of an entry's block: sign and title, then where.

    Args:
        entry: The entry.
        day: The day that the block stands in.
        width: Its cells.
        count: Its lines.
        minutes: How long a line is: what begins within one says when.
        clashes: Whether something is the matter with it.
    """
    sign, style = sign_of(entry.layer, high_risk=entry.high_risk)
    tentative = entry.status == "tentative"
    text_style = "unknown" if tentative else ""
    space = " " if width >= _ROOM_FOR_SPACE else ""
    title = literal(entry.short_title) + ("?" if tentative else "")
    if entry.start.date() < day:
        title = f"→{title}"
    elif entry.start.minute % minutes and width >= _ROOM_FOR_TIME:
        title = f"{entry.start:%H:%M} {title}"
    mark = f"{CLASH.text} " if clashes and width >= _ROOM_FOR_MARK else ""
    if clashes and not mark:
        sign, style = CLASH.text, "attention"
    room = max(1, width - 1 - len(space) - len(mark))
    texts = wrapped(title, room, count)
    lines: list[list[Text]] = []
    for index, text in enumerate(texts):
        begin = (sign, style) if index == 0 else ("│", "dim")
        if index == 1:
            mark = " " * len(mark)
        lines.append([begin, (space + mark, "attention"), (text, text_style)])
    if entry.place and len(lines) < count:
        lines.append([("│", "dim"), (fitted(space + literal(entry.place), width - 1), "dim")])
    lines += [[("│", "dim"), (" " * (width - 1), "")]] * (count - len(lines))
    return lines


def band_text(entry: CalendarEntry, before: bool, after: bool, width: int) -> tuple[str, str]:
    """Return what a band says in so many cells, arrows where it goes on beside them, and its style."""
    style, word = "span", sign_of(entry.layer, high_risk=entry.high_risk)[0] + " "
    if entry.source == "freeze":
        style, word = "freeze", f"{FREEZE.text} freeze · "
    elif entry.blackout:
        style, word = "blackout", f"{BLACKOUT.text} blackout · "
    whose = f" ({', '.join(entry.customers)})" if len(entry.customers) > 1 else ""
    begin = ("‹" if before else " ") + word
    text = begin + literal(entry.title) + whose
    if cells_of(text) > width - 1:
        text = begin + literal(entry.short_title) + whose
    return fitted(text, width - 1) + ("›" if after else " "), style


def said_of(
    entry: CalendarEntry, day: date, today: date, notes: Sequence[str]
) -> tuple[list[Text], list[Text]]:
    """Return two lines about an entry: when and what; then what it is, where, whose, what is the matter."""
    sign, style = sign_of(entry.layer, high_risk=entry.high_risk)
    words = [BY_NAME[entry.layer].glyph.word]
    if entry.source == "freeze":
        sign, style, words = FREEZE.text, "attention", ["freeze"]
    elif entry.blackout:
        sign, style, words = BLACKOUT.text, "bad", ["blackout"]
    if entry.high_risk:
        words.append("high risk")
    if entry.status == "tentative":
        words.append("tentative")
    if entry.moved:
        words.append("moved")
    if entry.place:
        words.append(literal(entry.place))
    if entry.customers:
        words.append(", ".join(map(literal, entry.customers)))
    first: list[Text] = [
        (f" {day_title(day, today)} {span_of(entry, day)}  ", "dim"),
        (sign, style),
        (f" {literal(entry.title)}", "bold"),
    ]
    clash: list[Text] = [(f" {CLASH.text} {literal('; '.join(notes))} ", "attention")] if notes else []
    return first, [*clash, (" " + " · ".join(words), "dim")]


def said_of_hour(day: date, today: date, hour: int | None) -> tuple[list[Text], list[Text]]:
    """Return two lines about an hour in which nothing is, or about a day."""
    at = "" if hour is None else f" {hour:02}:00"
    said = "nothing of the whole day" if hour is None else "free"
    return [(f" {day_title(day, today)}{at}  {said}", "dim")], [(" n enters an event here", "dim")]
