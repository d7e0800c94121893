"""The one list of Today: everything on it can be reached with the arrows and opened."""

from __future__ import annotations

from textual.strip import Strip

from brm_tui.ui.screens.today.lines import Heading, Line, MeetingRow, MoreRow, NeedRow, Space
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.list_style import MARGIN, Piece, strip_of
from brm_tui.ui.widgets.rows import literal

_WIDE = 110
_GAP = 2
_UNTIL = 11


class TodayList(LineList[Line]):
    """Meetings and needs below each other; the cursor passes by headings."""

    head_height = 0

    def selectable(self, item: Line) -> bool:
        """Stand on what can be opened only."""
        return not isinstance(item, Heading | Space)

    def paint_head(self, line: int, width: int) -> Strip:
        """Return an empty line; this list has no head."""
        return Strip.blank(width, self.paint_style())

    def paint_item(self, item: Line, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a line in three columns: when or who, what, and why or where."""
        plain = self.paint_style(cursor=cursor)
        dim = self.paint_style("dim", cursor=cursor)
        lead, why = (26, 46) if width >= _WIDE else (18, 22)
        what = max(8, width - MARGIN - lead - why - 2 * _GAP - 1)
        between = (" " * _GAP, plain)
        pieces = self.margin(cursor=cursor, marked=False)
        match item:
            case Heading():
                return self._paint_heading(item, lead + what + 2 * _GAP, why, width)
            case Space():
                pieces.append((fitted(item.text, width - MARGIN), dim))
            case MoreRow():
                pieces += [(" " * lead, plain), between, (fitted(item.text, what + _GAP + why), dim)]
            case MeetingRow():
                style = self.paint_style("attention", cursor=cursor) if item.soon else dim
                until = fitted(item.until, _UNTIL)
                place = fitted(literal(item.meeting.line.place), why - _UNTIL - 1)
                pieces += [
                    (fitted(item.when, lead), plain),
                    between,
                    (fitted(literal(item.subject), what), plain),
                    between,
                    (until + " ", style),
                    (place, dim),
                ]
            case NeedRow():
                need = item.need
                what_said, why_said = (need.what, need.why) if width >= _WIDE else (need.short, need.brief)
                colour = item.sign.style.removeprefix("$")
                sign = self.paint_style("dim" if colour == "muted" else colour, cursor=cursor)
                pieces += [
                    (f"{item.sign.text} ", sign),
                    (fitted(literal(need.customer or "our own house"), lead - 2), plain),
                    between,
                    (fitted(literal(what_said), what), plain),
                    between,
                    (fitted(literal(why_said), why), dim),
                ]
        pieces.append((" " * max(0, width - sum(cells_of(text) for text, _style in pieces)), plain))
        return strip_of(pieces, width)

    def _paint_heading(self, heading: Heading, front: int, last: int, width: int) -> Strip:
        dim = self.paint_style("dim")
        text = f"{heading.text}  "
        pieces: list[Piece] = [
            (" " * MARGIN, self.paint_style()),
            (text, self.paint_style("heading")),
            (fitted(heading.beside, front - cells_of(text)), dim),
            (fitted(heading.last, last), dim),
        ]
        return strip_of(pieces, MARGIN + front + last)
