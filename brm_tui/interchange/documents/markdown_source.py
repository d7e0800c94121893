"""Reads the Markdown that people write into the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from brm_tui.interchange.documents.model import (
    Block,
    CodeText,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    Run,
    Table,
    printable,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST = 6


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def read_markdown(text: str, *, below: int) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    Images and HTML are kept as text, a link's address stands behind it, a line ends where its writer ended it.

    Args:
        text: What someone wrote.
        below: The level of the heading that the text stands under; its own headings come below that.
    """
    from markdown_it.tree import SyntaxTreeNode

    tokens = _parser().parse(printable(text))
    used = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    return tuple(_blocks(SyntaxTreeNode(tokens).children, _levels(used, below)))


def _levels(used: Sequence[int], below: int) -> Iterator[int]:
    """Return the headings' levels in order, none of them left out, whichever of the six the writer used."""
    ranks = {level: rank for rank, level in enumerate(sorted(set(used)), 1)}
    last = below
    for level in used:
        last = min(below + ranks[level], last + 1, _DEEPEST)
        yield last


def _blocks(nodes: Iterable[SyntaxTreeNode], levels: Iterator[int]) -> Iterable[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(next(levels), " ".join(_plain(node).split()))
            case "paragraph":
                runs = _runs(node)
                if runs:
                    yield Paragraph(runs)
            case "bullet_list" | "ordered_list":
                yield ItemList(
                    tuple(tuple(_blocks(item.children, levels)) for item in node.children),
                    numbered=node.type == "ordered_list",
                    start=int(node.attrs.get("start", 1)),
                )
            case "blockquote":
                yield Quote(tuple(_blocks(node.children, levels)))
            case "fence" | "code_block":
                yield CodeText(node.content.rstrip("\n"))
            case "table":
                rows = [
                    tuple(_plain(cell) for cell in row.children)
                    for part in node.children
                    for row in part.children
                ]
                yield Table("", rows[0], tuple(rows[1:]))


def _runs(node: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(
        run for child in node.children for run in _inline(child.token.children if child.token else None)
    )


def _plain(node: SyntaxTreeNode) -> str:
    return "".join(run.text for run in _runs(node))


def _inline(tokens: list[Token] | None) -> Iterable[Run]:
    strong = emphasis = 0
    address, linked = "", ""
    for token in tokens or ():
        text, code = "", False
        match token.type:
            case "text" | "text_special":
                text = token.content
            case "code_inline":
                text, code = token.content, True
            case "softbreak" | "hardbreak":
                text = "\n"
            case "image":
                text = f"![{token.content}]({token.attrs.get('src', '')})"
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                address, linked = str(token.attrs.get("href", "")), ""
            case "link_close":
                if address and address.removeprefix("mailto:") != linked:
                    text = f" ({address})"
        linked += text
        if text:
            yield Run(text, strong > 0, emphasis > 0, code)
