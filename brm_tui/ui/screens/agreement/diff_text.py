"""What differs between two states of an agreement, inline or side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from textual import work
from textual.content import Content

from brm_tui.desk.agreement_diff import AgreementDiff
from brm_tui.rules.agreement_diff import Change, FieldDiff, field_title
from brm_tui.rules.text_diff import Mark, Piece, diff_lines
from brm_tui.ui import glyphs
from brm_tui.ui.screens.agreement.text_view import LinedText

#: From so many columns of the terminal on, both sides stand beside each other.
WIDE = 110

_INLINE_WIDEST = 96
_INDENT = 3
_AT_ONCE = 4
"""So many screens are laid out before the first of them is shown."""

_SIGNS = {"added": ("+", "$good"), "removed": ("−", "$bad"), "changed": ("~", "$attention")}
_BRACKETS = {Mark.REMOVED: ("[-", "-]", "$bad"), Mark.ADDED: ("{+", "+}", "$good")}
_GAP = Content.styled(" │ ", "$faint")


class DiffText(LinedText):
    """Shows what differs, broken for the width it has.

    What is seen first is laid out at once, the rest behind it in a thread.
    """

    def __init__(self, diff: AgreementDiff, *, wide: bool) -> None:
        super().__init__()
        self._diff, self._wide = diff, wide
        self._laid_out: dict[int, list[Content]] = {}
        self._coming: dict[int, Iterator[Content]] = {}

    def show(self, diff: AgreementDiff, *, wide: bool) -> None:
        """Show another comparison, or the same in another form."""
        if (diff, wide) != (self._diff, self._wide):
            self._diff, self._wide, self._laid_out, self._coming = diff, wide, {}, {}
            self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """Return the lines that are laid out so far."""
        if width not in self._laid_out:
            coming = self._coming[width] = diff_content(self._diff, width, wide=self._wide)
            self._laid_out[width] = list(islice(coming, _AT_ONCE * self.app.size.height))
            self.call_after_refresh(self._lay_out)
        return self._laid_out[width]

    def on_resize(self) -> None:
        """Lay out what was not needed in another width."""
        self.call_after_refresh(self._lay_out)

    @work
    async def _lay_out(self) -> None:
        """Lay out the rest for the width that there is now, beside a scroll bar or without one."""
        coming = self._coming.pop(self.size.width, None)
        if coming is None:
            return
        begun = self._laid_out[self.size.width]
        rest = await asyncio.to_thread(list, coming)
        if rest and any(begun is lines for lines in self._laid_out.values()):
            begun.extend(rest)
            self.refresh(layout=True)


def diff_content(diff: AgreementDiff, width: int, *, wide: bool) -> Iterator[Content]:
    """Return what differs line by line, each of at most so many cells."""
    width = max(24, width if wide else min(width, _INLINE_WIDEST))
    if not diff.sections:
        yield glyphs.DONE.content("Nothing differs.")
        return
    column = (width - _INDENT - _GAP.cell_length) // 2
    if wide:
        old, new = (Content.styled(side.name, "$muted") for side in (diff.old, diff.new))
        yield _beside(old, new, column)
    for number, part in enumerate(diff.sections):
        if wide or number:
            yield Content("")
        yield Content.styled(f"{part.section.value}  {part.section.title}", "bold")
        for change in part.changes:
            yield from _change(change, width, column if wide else 0)


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
