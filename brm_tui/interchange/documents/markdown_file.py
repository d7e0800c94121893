"""Writes a document as Markdown that any reader shows as it was meant, whatever the texts hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    printable,
)

_MEANT_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$]")
_MEANT_FIRST = re.compile(r"^([#+\-=:]|[0-9]{1,9}(?=[.)]))")
_NUMBERED = re.compile(r"^([0-9]{1,9})\\?([.)])")


def markdown_bytes(document: Document) -> bytes:
    """Return a document as Markdown in UTF-8."""
    lines: list[str] = [f"# {_line(document.title)}", ""]
    if document.mark:
        lines += [f"**{_line(document.mark)}**", ""]
    if document.subtitle:
        lines += [_line(document.subtitle), ""]
    lines += _block(document.facts)
    for block in document.blocks:
        lines += _block(block)
    lines += ["---", "", "\\\n".join(_line(line) for line in document.footer)]
    return ("\n".join(lines) + "\n").encode()


def _escaped(text: str) -> str:
    return _MEANT_ANYWHERE.sub(lambda found: "\\" + found[0], text)


def _starting(text: str) -> str:
    """Return an escaped line so that its beginning starts no list, heading or rule."""
    text = text.lstrip(" \t")
    numbered = _NUMBERED.match(text)
    if numbered:
        return f"{numbered[1]}\\{numbered[2]}{text[numbered.end() :]}"
    return _MEANT_FIRST.sub(lambda found: "\\" + found[0], text)


def _line(text: str) -> str:
    return _starting(_escaped(" ".join(printable(text).split())))


def _cell(text: str) -> str:
    return "<br>".join(_escaped(" ".join(line.split())) for line in printable(text).split("\n"))


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * min(block.level + 1, 6)} {_line(block.text)}", ""]
        case Paragraph():
            return [*_flowing(block.runs), ""]
        case Note():
            return [f"*{_line(block.text)}*", ""]
        case CodeText():
            return [*_code_lines(block.text), ""]
        case Quote():
            return [f"> {line}".rstrip() for line in _blocks(block.blocks)[:-1]] + [""]
        case ItemList():
            return _list(block)
        case Table():
            return _table(block)
        case Facts():
            return _table(Table(block.caption, ("", ""), block.lines))
        case SignatureBlock() | Chart():
            return _table(block.table)


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _flowing(runs: Sequence[Run]) -> list[str]:
    text = "".join(_run(run) for run in runs)
    lines = [_starting(line.rstrip()) for line in text.strip("\n").split("\n")]
    return [line + "\\" for line in lines[:-1] if line] + lines[-1:]


def _run(run: Run) -> str:
    text = printable(run.text)
    core = text.strip()
    if not core or not (run.strong or run.emphasis or run.code):
        return _escaped(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    core = _inline_code(core) if run.code else _escaped(core)
    fence = ("**" if run.strong else "") + ("*" if run.emphasis else "")
    marked = "\n".join(
        f"{fence}{line.strip()}{fence[::-1]}" if line.strip() else "" for line in core.split("\n")
    )
    return before + marked + after


def _inline_code(text: str) -> str:
    fence = "`" * (max((len(found) for found in re.findall("`+", text)), default=0) + 1)
    padded = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{' '.join(padded.splitlines())}{fence}"


def _code_lines(text: str) -> list[str]:
    fence = "`" * max(3, max((len(found) for found in re.findall("`+", text)), default=0) + 1)
    return [fence, *printable(text).split("\n"), fence]


def _list(block: ItemList) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.numbered else "- "
        inner = _blocks(item)
        while inner and not inner[-1]:
            inner.pop()
        for position, line in enumerate(inner or [""]):
            lead = sign if position == 0 else " " * len(sign)
            lines.append((lead + line).rstrip())
    return [*lines, ""]


def _table(table: Table) -> list[str]:
    lines = [f"**{_line(table.caption)}**", ""] if table.caption else []
    lines.append(f"| {' | '.join(_cell(head) for head in table.heads)} |")
    lines.append("|" + " --- |" * len(table.heads))
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows]
    return [*lines, ""]
