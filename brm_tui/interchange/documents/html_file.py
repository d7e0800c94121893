"""Writes a document as one HTML file that needs nothing else, for the screen and for paper."""

from __future__ import annotations

from brm_tui.interchange.documents.model import (
    Block,
    CodeText,
    Document,
    Facts,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Quote,
    SignatureBlock,
    Table,
    printable,
)
from brm_tui.paths import assets

_NAMES: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Note: "note",
    CodeText: "code",
    Quote: "quote",
    ItemList: "list",
    Table: "table",
    Facts: "facts",
    SignatureBlock: "signatures",
}


def html_bytes(document: Document) -> bytes:
    """Return a document as HTML in UTF-8."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(assets() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = printable
    environment.filters["css"] = _css_string
    environment.filters["kind"] = _kind
    environment.filters["percent"] = _percent
    return environment.get_template("document.html").render(document=document).encode()


def _kind(block: Block) -> str:
    return _NAMES[type(block)]


def _percent(table: Table) -> list[int]:
    """Return each column's share of the width."""
    weights = table.weights or (1,) * len(table.heads)
    return [round(weight * 100 / sum(weights)) for weight in weights]


def _css_string(text: str) -> str:
    """Return a text as it stands between the quotes of a style sheet: everything but plain letters as numbers."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):06x}"
        for character in " ".join(printable(text).split())
    )
