"""Writes a document as one HTML file that needs nothing else, for the screen and for paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import BrmError
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
    SignatureBlock,
    Table,
    printable,
)
from brm_tui.interchange.documents.widths import shares
from brm_tui.paths import assets

if TYPE_CHECKING:
    from markupsafe import Markup

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
    Chart: "chart",
}


def html_bytes(document: Document, own: Path | None = None) -> bytes:
    """Return a document as HTML in UTF-8.

    Args:
        document: What to write.
        own: A folder whose ``document.html`` goes before ours.

    Raises:
        BrmError: The user's template does not work.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

    folders = [folder for folder in (own, assets() / "templates") if folder is not None]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = printable
    environment.filters["css"] = _css_string
    environment.filters["kind"] = _kind
    environment.filters["percent"] = _percent
    environment.filters["drawn"] = _drawn
    try:
        return environment.get_template("document.html").render(document=document).encode()
    except (TemplateError, TypeError, ValueError, UnicodeDecodeError) as error:
        if own is None or not (own / "document.html").is_file():
            raise
        raise BrmError(
            "Template not used",
            f"{own / 'document.html'} does not work: {error}. Nothing was written; mend it or take it away.",
        ) from error


def _drawn(chart: Chart) -> Markup:
    from markupsafe import Markup

    from brm_tui.interchange.documents.charts import chart_svg

    return Markup(chart_svg(chart))  # noqa: S704  # drawn by the plotting library, which escapes every text


def _kind(block: Block) -> str:
    return _NAMES[type(block)]


def _percent(table: Table) -> list[int]:
    """Return each column's share of the width."""
    return [round(share / 10) for share in shares(table)]


def _css_string(text: str) -> str:
    """Return a text as it stands between the quotes of a style sheet: everything but plain letters as numbers."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):06x}"
        for character in " ".join(printable(text).split())
    )
