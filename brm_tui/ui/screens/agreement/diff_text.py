"""What differs between two states of an agreement, inline or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from brm_tui.desk.agreement_diff import AgreementDiff
from brm_tui.rules.agreement_diff import Change, FieldDiff, field_title
from brm_tui.rules.text_diff import Mark, Piece, diff_lines
from brm_tui.ui import glyphs

#: From so many columns of the terminal on, both sides stand beside each other.
WIDE = 110

_INLINE_WIDEST = 96
_INDENT = 3
_SIGNS = {"added": ("+", "$good"), "removed": ("−", "$bad"), "changed": ("~", "$attention")}
_BRACKETS = {Mark.REMOVED: ("[-", "-]", "$bad"), Mark.ADDED: ("{+", "+}", "$good")}
_GAP = Content.styled(" │ ", "$faint")


class DiffText(Widget):
    """Shows what differs, broken for the width it has."""

    def __init__(self, diff: AgreementDiff, *, wide: bool) -> None:
        super().__init__()
        self._diff, self._wide = diff, wide
        self._laid_out: tuple[int, Content] | None = None

    def show(self, diff: AgreementDiff, *, wide: bool) -> None:
        """Show another comparison, or the same in another form."""
        if (diff, wide) != (self._diff, self._wide):
            self._diff, self._wide, self._laid_out = diff, wide, None
            self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines it fills."""
        return self._lines(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the lines."""
        return self._lines(self.content_size.width)

    def _lines(self, width: int) -> Content:
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = width, Content("\n").join(diff_content(self._diff, width, wide=self._wide))
        return self._laid_out[1]


def diff_content(diff: AgreementDiff, width: int, *, wide: bool) -> list[Content]:
    """Return what differs as lines of at most so many cells."""
    width = max(24, width if wide else min(width, _INLINE_WIDEST))
    if not diff.sections:
        return [glyphs.DONE.content("Nothing differs.")]
    lines: list[Content] = []
    column = (width - _INDENT - _GAP.cell_length) // 2
    if wide:
        old, new = (Content.styled(side.name, "$muted") for side in (diff.old, diff.new))
        lines.append(_beside(old, new, column))
    for part in diff.sections:
        if lines:
            lines.append(Content(""))
        lines.append(Content.styled(f"{part.section.value}  {part.section.title}", "bold"))
        for change in part.changes:
            lines.extend(_change(change, width, column if wide else 0))
    return lines


def _change(change: Change, width: int, column: int) -> Iterator[Content]:
    what = change.amendment.what
    sign, style = _SIGNS[what]
    title = Content.assemble(change.amendment.title, (f"  {what}", "$muted"))
    lead = Content.styled(f" {sign} ", style)
    yield from _hung(title, lead, width)
    for field in change.fields:
        yield from _field(field, width, column)


def _field(field: FieldDiff, width: int, column: int) -> Iterator[Content]:
    indent = Content(" " * _INDENT)
    label = Content.styled(field_title(field.name), "$muted")
    if column:
        yield Content.assemble(indent, label)
        for line in diff_lines(field.pieces):
            if line is None:
                skipped = Content.styled("…", "$faint")
                yield _beside(skipped, skipped, column)
                continue
            sides = (_marked(line, without).wrap(column) for without in (Mark.ADDED, Mark.REMOVED))
            for old, new in zip_longest(*sides, fillvalue=Content("")):
                yield _beside(old, new, column)
        return
    inner = Content(" " * (_INDENT + 2))
    shown = [
        Content.styled("…", "$faint") if line is None else _marked(line) for line in diff_lines(field.pieces)
    ]
    if len(shown) == 1:
        yield from _hung(Content.assemble(label, ": ", shown[0]), indent, width)
        return
    yield Content.assemble(indent, label)
    for text in shown:
        yield from _hung(text, inner, width)


def _hung(text: Content, lead: Content, width: int) -> Iterator[Content]:
    """Return a text behind its lead, further lines hanging below its beginning."""
    rest = Content(" " * lead.cell_length)
    for number, line in enumerate(text.wrap(max(10, width - lead.cell_length))):
        yield Content.assemble(rest if number else lead, line)


def _beside(old: Content, new: Content, column: int) -> Content:
    room = Content(" " * max(0, column - old.cell_length))
    return Content.assemble(Content(" " * _INDENT), old, room, _GAP, new)


def _marked(line: Sequence[Piece], without: Mark | None = None) -> Content:
    """Return a line with its words marked by brackets beside their colour."""
    parts: list[Content] = []
    for piece in line:
        if piece.mark is without:
            continue
        if piece.mark is Mark.SAME:
            parts.append(Content(piece.text))
        elif piece.text:
            before, after, style = _BRACKETS[piece.mark]
            parts.append(Content.styled(f"{before}{piece.text}{after}", style))
    return Content("").join(parts)
