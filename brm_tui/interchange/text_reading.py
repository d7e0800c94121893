"""Texts of other programs: their encoding found, and lines of which none takes more memory than a bound."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO, TextIO

from brm_tui.errors import BrmError

LONGEST_LINE = 1_000_000
"""Characters of one line; a longer one is told and left out."""
_LOOK = 1 << 16
_AT_ONCE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_WIDE = (("utf-32-le", 4, (0,)), ("utf-32-be", 4, (3,)), ("utf-16-le", 2, (0,)), ("utf-16-be", 2, (1,)))
"""Encodings without a mark, how wide a sign is, and where in it stands what is not zero in most signs."""
_MANY_ZEROS = 0.1
NO_TEXT = "The file is no text; save it as CSV (comma or semicolon separated). Nothing was imported."


class Lines:
    """The lines of a text with their ends, one after another.

    Attributes:
        number: The number of the line that came last, from 1.
        longest: How many characters a line may have.
    """

    def __init__(self, text: TextIO, longest: int | None = None) -> None:
        self.number = 0
        self.longest = LONGEST_LINE if longest is None else longest
        self._text = text
        self._waiting: str | None = None
        self._waits = False

    def ahead(self) -> str | None:
        """Return the next line, which stays the next one; empty at the end, None where it is too long.

        Raises:
            BrmError: The text is damaged.
        """
        if not self._waits:
            self._waiting, self._waits = self._read(), True
        return self._waiting

    def take(self) -> str | None:
        """Return the next line; empty at the end, None where it is too long.

        Raises:
            BrmError: The text is damaged.
        """
        line, self._waits = self.ahead(), False
        self.number += line != ""
        return line

    def _read(self) -> str | None:
        try:
            line = self._text.readline(self.longest + 1)
            if len(line) <= self.longest:
                return line
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_AT_ONCE)
            return None
        except UnicodeError as error:
            raise BrmError(
                "Not read",
                f"Behind line {self.number} the text is damaged or cut: {error}. Nothing was imported.",
            ) from error


def text_of(file: BinaryIO) -> tuple[TextIO, tuple[str, ...]]:
    """Return a file as text, and what is to be said of its encoding.

    Without a mark it is UTF-8 where all of it is that, else Windows-1252, which any bytes are.

    Raises:
        BrmError: It is no text.
    """
    encoding, notes = _encoding(file)
    file.seek(0)
    errors = "replace" if notes else "strict"
    return io.TextIOWrapper(file, encoding, errors=errors, newline=""), notes


def _encoding(file: BinaryIO) -> tuple[str, tuple[str, ...]]:
    start = file.read(_LOOK)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    if marked is not None:
        return marked, ()
    if start.count(0) > _MANY_ZEROS * len(start):
        return _wide(start), ()
    decoder = codecs.getincrementaldecoder("utf-8")()
    sound, zeros, data = True, False, start
    while data:
        zeros = zeros or 0 in data
        try:
            if sound:
                decoder.decode(data)
        except UnicodeDecodeError:
            sound = False
        if zeros and not sound:
            raise BrmError("Not read", NO_TEXT)
        data = file.read(_AT_ONCE)
    if sound:
        try:
            decoder.decode(b"", final=True)
            return "utf-8", ()
        except UnicodeDecodeError:
            if zeros:
                raise BrmError("Not read", NO_TEXT) from None
    return "cp1252", ("The file is not UTF-8; it was read as Windows-1252, so look at names with accents.",)


def _wide(start: bytes) -> str:
    """Return the encoding of a text of wide signs without a mark: most of them are Latin, so the rest is zero."""
    for name, width, told in _WIDE:
        parts = [start[place::width] for place in range(width)]
        zeros = [part.count(0) / max(1, len(part)) for part in parts]
        if all((zero < 0.1) if place in told else (zero > 0.6) for place, zero in enumerate(zeros)):
            return name
    raise BrmError("Not read", NO_TEXT)
