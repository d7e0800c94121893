"""Which formats a document can be written in, chosen by the file's name."""

from __future__ import annotations

from pathlib import Path

from brm_tui.errors import BrmError, ExitCode
from brm_tui.interchange.documents.model import Document

DOCUMENT_SUFFIXES = (".docx", ".html", ".md")


def checked_suffix(path: Path, template: Path | None = None) -> str:
    """Return the format that a file's name asks for.

    Raises:
        BrmError: There is no such format, or a template is given for one that takes none.
    """
    suffix = path.suffix.casefold()
    if suffix not in DOCUMENT_SUFFIXES:
        allowed = ", ".join(DOCUMENT_SUFFIXES[:-1])
        raise BrmError(
            "Unknown format",
            f"{path.name!r} names no format that a document is written in; "
            f"its name must end in {allowed} or {DOCUMENT_SUFFIXES[-1]}.",
            ExitCode.WRONG_USAGE,
        )
    if template is not None and suffix != ".docx":
        raise BrmError(
            "Wrong usage",
            "A template restyles Word documents only; let the file end in .docx.",
            ExitCode.WRONG_USAGE,
        )
    return suffix


def document_bytes(
    document: Document, suffix: str, template: Path | None = None, own: Path | None = None
) -> bytes:
    """Return a document in the format of a suffix that was checked.

    Args:
        document: What to write.
        suffix: The format.
        template: A Word document whose styles to use.
        own: The folder of the user's own templates, whose ``document.html`` goes before ours.

    Raises:
        BrmError: A template cannot be read.
    """
    match suffix:
        case ".docx":
            from brm_tui.interchange.documents.docx_file import docx_bytes

            return docx_bytes(document, template)
        case ".html":
            from brm_tui.interchange.documents.html_file import html_bytes

            return html_bytes(document, own)
    from brm_tui.interchange.documents.markdown_file import markdown_bytes

    return markdown_bytes(document)
