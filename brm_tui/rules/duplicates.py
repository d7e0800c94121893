"""Who may be entered twice: people whose names, turned about and tidied, or telephones are nearly the same. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from brm_tui.text import sort_form

_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "mlle", "dipl", "ing"})
_SHORTEST_TELEPHONE = 7
"""Digits from which on two equal telephones say something; shorter ones are extensions."""
_ALIKE = 0.84
"""How alike two words are that may be one word misspelt: Meier and Meyer, Catherine and Katherine."""
_MOST_IN_BUCKET = 40
"""A word that more people have than these is compared only together with an initial of another."""


class Named(NamedTuple):
    """Somebody as far as it matters here.

    Attributes:
        id: Who.
        name: As it was entered.
        email: The address; empty where unknown.
        phone: The telephone; empty where unknown.
    """

    id: str
    name: str
    email: str = ""
    phone: str = ""


class Pair(NamedTuple):
    """Two that may be one.

    Attributes:
        first: The one who was entered first.
        second: The other.
        reason: Why, in a few words.
    """

    first: str
    second: str
    reason: str


def likely_duplicates(people: Iterable[Named]) -> list[Pair]:
    """Return the pairs that may be one person, each once, in the order in which the people come.

    Args:
        people: Everybody, oldest entry first.
    """
    listed = list(people)
    words = {person.id: _words(person.name) for person in listed}
    place = {person.id: position for position, person in enumerate(listed)}
    found: dict[tuple[str, str], str] = {}
    for one, other in _candidates(listed, words):
        first, second = sorted((one, other), key=lambda person: place[person.id])
        key = (first.id, second.id)
        if key not in found and (reason := _reason(first, second, words)):
            found[key] = reason
    pairs = [Pair(first, second, reason) for (first, second), reason in found.items()]
    return sorted(pairs, key=lambda pair: (place[pair.first], place[pair.second]))


def _words(name: str) -> tuple[str, ...]:
    """Return a name's words in one order, without marks, titles and points."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", sort_form(name)) if not unicodedata.combining(sign)
    )
    return tuple(sorted(word for word in _WORD.findall(plain) if word not in _TITLES))


def _telephone(phone: str) -> str:
    """Return a telephone's digits as far as they tell: without the country's and the trunk's."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return digits[-9:] if len(digits) >= _SHORTEST_TELEPHONE else ""


def _candidates(people: Sequence[Named], words: dict[str, tuple[str, ...]]) -> Iterator[tuple[Named, Named]]:
    """Yield pairs that share a word or a telephone; a common word only with the same initial beside it."""
    buckets: dict[str, list[Named]] = {}
    for person in people:
        for word in set(words[person.id]):
            if len(word) > 1:
                buckets.setdefault(word, []).append(person)
        if telephone := _telephone(person.phone):
            buckets.setdefault(f"tel {telephone}", []).append(person)
    for key, bucket in buckets.items():
        if len(bucket) <= _MOST_IN_BUCKET:
            yield from combinations(bucket, 2)
            continue
        narrower: dict[str, list[Named]] = {}
        for person in bucket:
            others = [word for word in words[person.id] if word != key]
            narrower.setdefault(" ".join(word[0] for word in others), []).append(person)
        for part in narrower.values():
            if len(part) <= _MOST_IN_BUCKET:
                yield from combinations(part, 2)


def _reason(first: Named, second: Named, words: dict[str, tuple[str, ...]]) -> str:
    """Return why two may be one; empty where nothing says so."""
    one, other = words[first.id], words[second.id]
    if not one or not other:
        return ""
    if one == other:
        return (
            "same name" if sort_form(first.name) == sort_form(second.name) else "same name, written otherwise"
        )
    telephone = _telephone(first.phone)
    same_telephone = bool(telephone) and telephone == _telephone(second.phone)
    shared = set(one) & set(other)
    if shared and _fit(set(one) - shared, set(other) - shared):
        return "nearly the same name and the same telephone" if same_telephone else "nearly the same name"
    return "same telephone and a name in common" if same_telephone and shared else ""


def _fit(one: set[str], other: set[str]) -> bool:
    """Answer whether what is left of two names may be the same: an initial, a misspelling, a middle name left out."""
    if any(word.isdigit() for word in one | other):
        return False
    if not one or not other:
        # A middle name or initial that only one of the entries has.
        return all(len(word) == 1 for word in one | other)
    if len(one) != len(other):
        return False
    return all(any(_alike(word, candidate) for candidate in other) for word in one)


def _alike(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    if abs(len(word) - len(other)) > 2:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _ALIKE
