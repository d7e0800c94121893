"""Messages that pass between screens, widgets and the program."""

from __future__ import annotations

from textual.message import Message


class DeskChanged(Message):
    """The desk holds something new.

    Attributes:
        by_other: Whether another window wrote it.
    """

    def __init__(self, by_other: bool = False) -> None:
        super().__init__()
        self.by_other = by_other


class OpenRecord(Message):
    """Someone wants to see a record on its own screen.

    Attributes:
        kind: The KIND of DESIGN section 6, ``customers``.
        id: The record's id.
        words: What was searched for: the record opens where it stands.
    """

    def __init__(self, kind: str, id: str, words: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.id = id
        self.words = words


class SearchRequested(Message):
    """Someone wants to search everything.

    Attributes:
        text: What the search box starts with.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text
