"""A document as lines of the terminal: what the preview of a report shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from textual.content import Content

from brm_tui.interchange.documents.model import (
    Block,
    Chart,
    CodeText,
    Document,
    Facts,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Quote,
    Run,
    SignatureBlock,
    Table,
)
from brm_tui.text import clean_text
from brm_tui.ui.glyphs import sparkline

_GAP = 2
_NARROWEST = 6
_LONGEST_WORD = 14
_WIDEST_TEXT = 96
_NOTHING = Content("")


def document_lines(document: Document, width: int) -> list[Content]:
    """Return a document as lines of at most so many cells."""
    lines = [
        Content.styled(clean_text(document.title), "bold"),
        Content.styled(document.subtitle, "$muted"),
        _NOTHING,
    ]
    lines += _facts(document.facts, width)
    for block in document.blocks:
        lines += _block(block, width)
    return lines


def _block(block: Block, width: int) -> list[Content]:
    text = min(width, _WIDEST_TEXT)
    match block:
        case Heading():
            style = "bold underline" if block.level == 1 else "bold"
            return [*Content.styled(clean_text(block.text), style).wrap(text), _NOTHING]
        case Paragraph():
            return [*_runs(block.runs).wrap(text), _NOTHING]
        case Note():
            return [*Content.styled(clean_text(block.text), "$muted italic").wrap(text), _NOTHING]
        case CodeText():
            return [*Content.styled(clean_text(block.text), "$muted").wrap(text), _NOTHING]
        case Quote():
            inner = [line for part in block.blocks for line in _block(part, text - 2)]
            return [Content.assemble(("│ ", "$faint"), line) for line in inner]
        case ItemList():
            return _items(block, text)
        case Table():
            return _table(block, width)
        case Facts():
            return _facts(block, width)
        case SignatureBlock():
            return _table(block.table, width)
        case Chart():
            return _chart(block, width)


def _runs(runs: Iterable[Run]) -> Content:
    parts = []
    for run in runs:
        style = " ".join(
            word for word, on in (("bold", run.strong), ("italic", run.emphasis), ("$muted", run.code)) if on
        )
        parts.append(Content.styled(clean_text(run.text) if run.text.strip() else run.text, style))
    return Content("").join(parts)


def _items(block: ItemList, width: int) -> list[Content]:
    lines = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.numbered else "• "
        inner = [line for part in item for line in _block(part, width - len(sign))]
        while inner and not inner[-1].plain:
            inner.pop()
        for position, line in enumerate(inner):
            lines.append(Content.assemble((sign if position == 0 else " " * len(sign), "$muted"), line))
    return [*lines, _NOTHING]


def _facts(facts: Facts, width: int) -> list[Content]:
    names = min(24, max((len(name) for name, _value in facts.lines), default=0) + _GAP)
    lines = []
    for name, value in facts.lines:
        for position, line in enumerate(Content(clean_text(value)).wrap(max(_NARROWEST, width - names))):
            lead = Content.styled(name if position == 0 else "", "$muted").truncate(names, pad=True)
            lines.append(Content.assemble(lead, line))
    return [*lines, _NOTHING]


def _table(table: Table, width: int) -> list[Content]:
    """Return a table in columns; where they find no room side by side, each row as facts below each other."""
    lines = [Content.styled(clean_text(table.caption), "bold")] if table.caption else []
    widths = _widths(table, width)
    if widths is None:
        for row in table.rows:
            named = tuple(zip(table.heads[1:], row[1:], strict=False))
            lines.append(Content.styled(" ".join(row[0].split()), "bold").truncate(width, ellipsis=True))
            lines += _facts(Facts("", named), width)
        return lines
    lines += _row([Content.styled(head, "$muted") for head in table.heads], widths)
    for row in table.rows:
        cells = [
            Content.styled(clean_text(cell), _style(cell) or ("bold" if not at else ""))
            for at, cell in enumerate(row)
        ]
        lines += _row(cells, widths)
    return [*lines, _NOTHING]


def _style(cell: str) -> str:
    return {"●": "$good", "▲": "$attention", "■": "$bad", "○": "$muted", "✓": "$good", "⚑": "$bad"}.get(
        cell[:1], ""
    )


def _widths(table: Table, width: int) -> list[int] | None:
    """Return the columns' widths: no word is broken, and what is left goes by their weights; None: no room."""
    columns = len(table.heads)
    room = width - _GAP * (columns - 1)
    texts = [
        [row[at] if at < len(row) else "" for row in (table.heads, *table.rows)] for at in range(columns)
    ]
    needed = [max(len(line) for text in own for line in text.split("\n")) for own in texts]
    if sum(needed) <= room:
        return needed
    widths = [
        min(_LONGEST_WORD, max(len(word) for text in own for word in text.replace("\n", " ").split(" ")))
        for own in texts
    ]
    spare = room - sum(widths)
    if spare < 0:
        return None
    weights = table.weights or (1,) * columns
    while spare > 0:
        short = [at for at in range(columns) if widths[at] < needed[at]]
        total = sum(weights[at] for at in short)
        before = spare
        for at in short:
            more = min(needed[at] - widths[at], max(1, before * weights[at] // total), spare)
            widths[at] += more
            spare -= more
    return widths


def _row(cells: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    wrapped = [cell.wrap(width) for cell, width in zip(cells, widths, strict=False)]
    lines = []
    for parts in zip_longest(*wrapped, fillvalue=_NOTHING):
        padded = [part.truncate(width, pad=True) for part, width in zip(parts, widths, strict=False)]
        lines.append(Content(" " * _GAP).join(padded))
    return lines


def _chart(chart: Chart, width: int) -> list[Content]:
    """Return a chart as a trend a series, with its first and last figure; the whole table would fill the screen."""
    lines = [Content.styled(f"{clean_text(chart.caption)} ({chart.unit})", "bold")]
    names = min(30, max((len(name) for name, _figures in chart.series), default=0) + _GAP)
    if chart.bars or len(chart.labels) < 4:
        return [*lines, *_table(Table("", chart.table.heads, chart.table.rows, chart.table.weights), width)]
    for name, figures in chart.series:
        known = [figure for figure in figures if figure is not None]
        ends = f"  {known[0]:g} → {known[-1]:g}" if known else "  nothing known"
        lead = Content(clean_text(name)).truncate(names, ellipsis=True, pad=True)
        lines.append(Content.assemble(lead, sparkline(list(figures)), (ends, "$muted")).truncate(width))
    span = f"{' ' * names}{' '.join(chart.labels[0].split())} to {' '.join(chart.labels[-1].split())}"
    return [*lines, Content.styled(span, "$muted").truncate(width), _NOTHING]
