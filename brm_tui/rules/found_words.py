"""Where in a text the words stand that somebody searched for."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_SIGNS = "\"'.,;:!?()[]"


class FoundWord(NamedTuple):
    """A place in a text.

    Attributes:
        start: Where the word begins, in characters.
        end: Behind its last character that was typed.
    """

    start: int
    end: int


def first_found(text: str, typed: str) -> FoundWord | None:
    """Return where the first word stands that begins with one of the typed ones, accents and case set aside.

    Args:
        text: Any text.
        typed: What was searched for, as the search takes it: words or their beginnings.
    """
    folded, places = _folded(text)
    found: FoundWord | None = None
    for word in (part.strip(_SIGNS) for part in _folded(typed)[0].split()):
        start = _beginning(folded, word) if word else None
        if start is not None and (found is None or places[start] < found.start):
            found = FoundWord(places[start], places[start + len(word) - 1] + 1)
    return found


def line_of(text: str, place: int) -> tuple[int, int]:
    """Return line and column, both from 0, of a place in a text."""
    before = text[:place]
    return before.count("\n"), place - (before.rfind("\n") + 1)


def _beginning(folded: str, word: str) -> int | None:
    """Return where a word begins with this one; in scripts without spaces, where it stands."""
    place = folded.find(word)
    while place >= 0:
        before = folded[place - 1] if place else " "
        if not before.isalnum() or _unspaced(before) or _unspaced(word[0]):
            return place
        place = folded.find(word, place + 1)
    return None


def _unspaced(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) == "Lo"


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without accents and case, and for each of its characters its place in the text."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                characters.append(part)
                places.append(place)
    return "".join(characters), places
