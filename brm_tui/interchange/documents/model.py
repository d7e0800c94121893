"""What a document consists of, whatever format it is written in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_NOT_WRITTEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)


def printable(text: str) -> str:
    """Return a text without what no document holds: control characters, lone surrogates, reordering marks."""
    return _NOT_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def from_right(text: str) -> bool:
    """Answer whether a text is written from the right, which its first letter tells."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; a line feed in it starts a new line.

    Attributes:
        text: The text.
        strong: Whether it is set in bold.
        emphasis: Whether it is set in italics.
        code: Whether it is set letter by letter.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that runs on."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A short remark of the document itself, such as that a section is empty."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeText:
    """Lines that are kept letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What is set apart as someone's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of items, each of blocks.

    Attributes:
        items: The items.
        numbered: Whether they are numbered rather than dotted.
        start: The first number.
    """

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head.

    Attributes:
        caption: What it shows.
        heads: The columns' names.
        rows: The cells of each row; the first names the row. A line feed starts a new line.
        weights: How wide the columns are in relation to each other; empty: alike.
        tall: Whether it stays on one page, with room to write in by hand.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...] = ()
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they stand for."""

    caption: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One of those who accept a document.

    Attributes:
        role: As whom.
        person: Who.
        state: Whether it is signed.
        signed: When it was signed or declined; empty while it is open.
        method: How it was given.
        evidence: Where the proof is.
        awaited: Whether it can still be signed, by hand too.
    """

    role: str
    person: str
    state: str
    signed: str = ""
    method: str = ""
    evidence: str = ""
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Those who accept a document, with room for a signature by hand where one is awaited."""

    caption: str
    lines: tuple[SignatureLine, ...]

    @property
    def table(self) -> Table:
        """The block as a table."""
        awaited = any(line.awaited for line in self.lines)
        heads = ("Role", "Name", "State", "Method and evidence", "Signature")
        rows = tuple(
            (
                line.role,
                line.person,
                _stacked(line.state, line.signed),
                _stacked(line.method, line.evidence),
                "" if line.awaited else "–",
            )
            for line in self.lines
        )
        if not awaited:
            return Table(self.caption, heads[:-1], tuple(row[:-1] for row in rows), (22, 24, 17, 37), True)
        return Table(self.caption, heads, rows, (20, 21, 16, 21, 22), True)


def _stacked(*lines: str) -> str:
    return "\n".join(filter(None, lines)) or "–"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, drawn where a format has pictures; its table tells the same to who cannot see it.

    Attributes:
        caption: What it shows.
        unit: Of what the figures are, such as ``%``.
        labels: What stands along the bottom, in order.
        series: Names with a figure for each label, None where none is known.
        bars: Whether it is drawn as bars rather than as lines.
    """

    caption: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    bars: bool = False

    @property
    def table(self) -> Table:
        """The figures as a table, a row a series."""
        rows = tuple(
            (name, *("–" if figure is None else f"{figure:.10g}" for figure in figures))
            for name, figures in self.series
        )
        unit = f" ({self.unit})" if self.unit else ""
        heads = ("", *(" ".join(label.split()) for label in self.labels))
        return Table(f"{self.caption}{unit}", heads, rows, (24, *(8,) * len(self.labels)))


Block = Heading | Paragraph | Note | CodeText | Quote | ItemList | Table | Facts | SignatureBlock | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title: What it is called.
        subtitle: Whose it is.
        mark: What stands out on every page, such as DRAFT; empty: nothing.
        facts: What stands on the title page, or in the head of a page.
        blocks: The text.
        footer: The lines at the foot of every page.
        made: The day it was made.
        one_page: Whether it is a sheet without a title page.
    """

    title: str
    subtitle: str
    mark: str
    facts: Facts
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    made: date
    one_page: bool = False
