"""Reads written documents back with other people's readers, so that tests see what a person would."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

import docx
from markdown_it import MarkdownIt

_VOID = {"meta", "br", "col", "link", "img", "hr", "input"}
_WITHIN_LINES = {"strong", "em", "code", "a"}


class Page(HTMLParser):
    """An HTML page: its elements, its text, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.parts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            self.parts.append("\n")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        if tag not in _VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)
        if tag not in _WITHIN_LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Note text; a style sheet is none."""
        if "style" not in self.open:
            self.parts.append(data)

    @property
    def text(self) -> str:
        """All that is read on the page."""
        return "".join(self.parts)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def markdown_page(content: bytes) -> Page:
    """Return what a reader of Markdown makes of a file."""
    return Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(content.decode()))


def word(content: bytes) -> Any:
    """Return a Word document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def word_text(document: Any) -> str:
    """Return the text of a Word document's body, cells of tables too."""
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def document_text(suffix: str, content: bytes) -> str:
    """Return all text of a document of any format."""
    if suffix == ".docx":
        return word_text(word(content))
    return Page(content.decode()).text if suffix == ".html" else markdown_page(content).text


def words_of(text: str) -> set[str]:
    """Return the words of a text, whatever is between them."""
    return set(text.split())
