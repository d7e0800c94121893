"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, takewhile

from brm_tui.rules.alignment import common_spans

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|\s+|[^\w\s]")
"""A word, white space or a sign; scripts without spaces are compared character by character."""

_ALIKE = 0.35
"""Passages that share less are told as one replaced by the other: single common words only confuse."""


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate."""

    mark: Mark
    text: str


def text_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return how one text became another.

    Joining what is not added gives the old text again, joining what is not removed the new one. Lines are
    compared first and words only within lines that differ, so that long texts stay quick.
    """
    found: list[Piece] = []
    for common, removed, added in _stretches(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        found.extend([Piece(Mark.SAME, removed)] if common else _lines(removed, added))
    return _joined(found)


def replaced(old: str, new: str) -> tuple[Piece, ...]:
    """Return one text as a whole replaced by another, for values whose parts mean nothing alone."""
    return _joined([Piece(Mark.REMOVED, old), Piece(Mark.ADDED, new)])


def diff_lines(pieces: Sequence[Piece], *, context: int = 1) -> tuple[tuple[Piece, ...] | None, ...]:
    """Return a compared text line by line; None stands for lines without a change that are left out.

    Args:
        pieces: What differs.
        context: How many lines without a change are kept beside each line with one.
    """
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                # A line break that came or went is a change of its line, though it shows no words.
                if piece.mark is not Mark.SAME and not lines[-1]:
                    lines[-1].append(Piece(piece.mark, ""))
                lines.append([])
            if part:
                lines[-1].append(Piece(piece.mark, part))
    changed = [number for number, line in enumerate(lines) if any(p.mark is not Mark.SAME for p in line)]
    kept = {near for number in changed for near in range(number - context, number + context + 1)}
    shown: list[tuple[Piece, ...] | None] = []
    for number, line in enumerate(lines):
        if number in kept:
            shown.append(tuple(line))
        elif not shown or shown[-1] is not None:
            shown.append(None)
    return tuple(shown)


def _lines(old: str, new: str) -> Iterator[Piece]:
    """Compare the words of lines that differ: line with line where they are alike, else all of them at once."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) == len(after):
        # Stops at the first two that are not alike.
        paired = list(takewhile(bool, map(_words, before, after)))
        if len(paired) == len(before):
            yield from chain.from_iterable(paired)
            return
    yield from _words(old, new) or replaced(old, new)


def _words(old: str, new: str) -> list[Piece]:
    """Return what differs word by word; nothing where the two are not alike."""
    stretches = list(_stretches(_WORD.findall(old), _WORD.findall(new)))
    shared = sum(len(text) for common, text, _ in stretches if common)
    if 2 * shared < _ALIKE * (len(old) + len(new)):
        return []
    return [
        piece
        for common, removed, added in stretches
        for piece in ([Piece(Mark.SAME, removed)] if common else replaced(removed, added))
    ]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Return both sides stretch by stretch: whether it is common, and what it is on either side."""
    at = other = 0
    for place, there, size in [*common_spans(old, new), (len(old), len(new), 0)]:
        if (place, there) != (at, other):
            yield False, "".join(old[at:place]), "".join(new[other:there])
        at, other = place + size, there + size
        common = "".join(old[place:at])
        yield True, common, common


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without empty ones, neighbours with one fate as one."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].mark is piece.mark:
            found[-1] = Piece(piece.mark, found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)
