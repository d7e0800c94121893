"""Markdown as readable text: headings, lists, emphasis, quotes and code; anything else as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTHING = Content("")
_EMPHASIS = {"strong": "bold", "em": "italic", "s": "strike"}


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph, a heading or an item; two are equal when they also look alike, which a ``Content`` doesn't ask.

    Attributes:
        text: What it says.
        lead: What stands before its first line: a bullet, a number, a quote's bar.
        rest: What stands before its other lines.
        gap: Whether an empty line parts it from the one before.
        one_line: Whether it is cut rather than wrapped.
    """

    text: Content
    lead: Content = _NOTHING
    rest: Content = _NOTHING
    gap: bool = False
    one_line: bool = False

    def __eq__(self, other: object) -> bool:
        """Compare what is said and how it looks."""
        return isinstance(other, Block) and self._looks() == other._looks()

    def __hash__(self) -> int:
        """Return the hash of what is said."""
        return hash((self.text.plain, self.lead.plain, self.gap, self.one_line))

    def _looks(self) -> tuple[object, ...]:
        parts = (self.text, self.lead, self.rest)
        return (self.gap, self.one_line, *((part.plain, part.spans) for part in parts))


@lru_cache(maxsize=8)
def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Return a Markdown text as blocks; nothing in it is ever a link, a command or markup of ours.

    The last few are kept, for a screen reads its text again whenever anything was written.
    """
    from markdown_it import MarkdownIt

    return tuple(_Blocks().of(MarkdownIt("commonmark", {"html": False}).enable("strikethrough").parse(text)))


@lru_cache(maxsize=32)
def laid_out(blocks: tuple[Block, ...], width: int) -> Sequence[Content]:
    """Return blocks as lines of at most so many cells, items hanging behind their bullets; the last few are kept."""
    lines: list[Content] = []
    for block in blocks:
        if block.gap and lines:
            lines.append(_NOTHING)
        room = max(10, width - block.lead.cell_length)
        cut = [block.text.truncate(room, ellipsis=True)] if block.one_line else block.text.wrap(room)
        for index, line in enumerate(cut):
            lines.append(Content.assemble(block.rest if index else block.lead, line))
    return lines


class _Blocks:
    """Builds the blocks from the flat list of tokens."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._numbers: list[int | None] = []
        self._bullet: Content | None = None
        self._quotes = 0
        self._was_in_list = False

    def of(self, tokens: Sequence[Token]) -> list[Block]:
        """Return all blocks."""
        style = ""
        for token in tokens:
            match token.type:
                case "heading_open":
                    style = "bold underline" if token.tag in ("h1", "h2") else "bold"
                case "heading_close":
                    style = ""
                case "bullet_list_open":
                    self._numbers.append(None)
                case "ordered_list_open":
                    self._numbers.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self._numbers.pop()
                case "list_item_open":
                    self._bullet = self._next_bullet()
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "inline":
                    self._add(_inline(token.children or ()), style)
                case "code_block" | "fence":
                    self._add(Content(token.content.rstrip("\n")), "$muted")
                case "hr":
                    self._add(Content("─" * 20), "$faint")
        return self._found

    def _next_bullet(self) -> Content:
        number = self._numbers[-1]
        if number is None:
            return Content.styled("• ", "$muted")
        self._numbers[-1] = number + 1
        return Content.styled(f"{number}. ", "$muted")

    def _add(self, text: Content, style: str) -> None:
        outer = Content.assemble(
            Content.styled("│ " * self._quotes, "$faint"), "  " * max(0, len(self._numbers) - 1)
        )
        bullet = self._bullet or Content("  " if self._numbers else "")
        self._found.append(
            Block(
                text.stylize(style) if style else text,
                Content.assemble(outer, bullet),
                Content.assemble(outer, " " * bullet.cell_length),
                gap=not (self._numbers and self._was_in_list),
            )
        )
        self._was_in_list = bool(self._numbers)
        self._bullet = None


def _inline(tokens: Sequence[Token]) -> Content:
    parts: list[Content] = []
    styles: list[str] = []
    targets: list[str] = []
    for token in tokens:
        if token.type.endswith("_open") and token.tag in _EMPHASIS:
            styles.append(_EMPHASIS[token.tag])
        elif token.type.endswith("_close") and token.tag in _EMPHASIS:
            styles.pop()
        elif token.type == "link_open":
            targets.append(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            parts.append(Content.styled(f" ({targets.pop()})", "$muted"))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(Content("\n" if token.type == "hardbreak" else " "))
        elif token.content:
            style = " ".join([*styles, *(["$muted"] if token.type == "code_inline" else [])])
            parts.append(Content.styled(token.content, style) if style else Content(token.content))
    return Content("").join(parts)
