"""Bytes of a calendar file as unfolded content lines, whatever wrote them."""

from __future__ import annotations

import codecs
import re

_HEAD = re.compile(r"\s*[A-Za-z0-9][A-Za-z0-9._/-]*\s*[;:]")
_FRAME = re.compile(r"\s*(?:BEGIN|END)\s*:", re.IGNORECASE)
_FOLDED_WITH_BLANK_LINES = re.compile(rb"\n+[ \t]")
_FOLD_WIDTH = 73
"""From how many characters on a line that does not go on with a space was folded rather than broken."""


def content_lines(data: bytes) -> list[str]:
    r"""Return the content lines of a file, unfolded.

    Any line end is taken, and a byte order mark. Lines are unfolded before they are decoded, because some
    programs fold inside a character. A line that is no UTF-8 is Windows-1252, of which Latin-1 is a part. A
    line that is no property goes on from the one before: joined to it where that was folded, else after ``\n``.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\n\n " in data or b"\n\n\t" in data:
        data = _FOLDED_WITH_BLANK_LINES.sub(b"", data)
    data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    try:
        # Not splitlines: other characters that it takes for line ends may stand in texts.
        physical = data.decode().split("\n")
    except UnicodeDecodeError:
        physical = [_decoded(line) for line in data.split(b"\n")]
    return _joined(physical)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _joined(physical: list[str]) -> list[str]:
    """Return the lines with those that are no property joined to the one before."""
    lines: list[str] = []
    is_head = _HEAD.match
    waiting: list[str] = []
    for line in physical:
        if is_head(line):
            if waiting:
                lines[-1] += "".join(waiting)
                waiting = []
            lines.append(line)
        elif lines and line.strip() and not _FRAME.match(lines[-1]):
            folded = not waiting and len(lines[-1]) >= _FOLD_WIDTH
            waiting.append(line if folded else "\\n" + line)
    if waiting:
        lines[-1] += "".join(waiting)
    return lines
