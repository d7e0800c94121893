"""Messages that pass between screens, widgets and the program."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class DeskChanged(Message):
    """The desk holds something new.

    Attributes:
        by_other: Whether another window wrote it.
    """

    by_other: bool = False


@dataclass
class OpenRecord(Message):
    """Someone wants to see a record on its own screen.

    Attributes:
        kind: The KIND of DESIGN section 6, ``customers``.
        id: The record's id.
    """

    kind: str
    id: str


@dataclass
class SearchRequested(Message):
    """Someone wants to search everything.

    Attributes:
        text: What the search box starts with.
    """

    text: str = ""
