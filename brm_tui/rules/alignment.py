"""Which parts of two sequences correspond, quick on long ones: what occurs once on either side anchors the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_FEW, _MANY = 1_000, 60_000
"""Up to so many pairs of items the longest common stretches are searched at once, or where there is no anchor."""

_STRETCHES = (7, 1)
"""How many items in a row may be an anchor, the surest first: four words with the white space between, one word."""

Span = tuple[int, int, int]
"""Where a common stretch begins on either side, and how long it is."""


def common_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Return the stretches that two sequences have in common, in order; what lies between them differs.

    Only what lies between two anchors is compared item by item, so that the time grows with the length and not
    with its square. A long part without an anchor has next to nothing in common and differs as a whole.
    """
    parts = [(0, len(old), 0, len(new))]
    while parts:
        start, end, other, other_end = parts.pop()
        head = _common_length(old, new, start, end, other, other_end)
        if head:
            yield start, other, head
            start, other = start + head, other + head
        if start == end or other == other_end:
            continue
        tail = _common_length(old, new, end - 1, start - 1, other_end - 1, other - 1, step=-1)
        if tail:
            parts.append((end - tail, end, other_end - tail, other_end))
            end, other_end = end - tail, other_end - tail
        pairs = (end - start) * (other_end - other)
        before, after = old[start:end], new[other:other_end]
        anchors = _anchors(before, after) if pairs > _FEW else []
        if anchors:
            # Each part begins with its anchor and ends before the next; the last to be put there is looked at first.
            starts = [(start, other), *((start + place, other + there) for place, there in anchors)]
            ends = [*starts[1:], (end, other_end)]
            parts.extend(
                (first, last, there, there_last)
                for (first, there), (last, there_last) in zip(reversed(starts), reversed(ends), strict=True)
            )
        elif pairs <= _MANY:
            matcher = SequenceMatcher(None, before, after, autojunk=False)
            yield from ((start + a, other + b, size) for a, b, size in matcher.get_matching_blocks() if size)


def _common_length(
    old: Sequence[str], new: Sequence[str], start: int, end: int, other: int, other_end: int, step: int = 1
) -> int:
    most = min((end - start) * step, (other_end - other) * step)
    length = 0
    while length < most and old[start + length * step] == new[other + length * step]:
        length += 1
    return length


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where stretches stand that occur once on either side, in an order that both sides share."""
    for size in _STRETCHES:
        there = _unique(new, size)
        pairs = [(place, there[stretch]) for stretch, place in _unique(old, size).items() if stretch in there]
        if pairs:
            return _rising(pairs)
    return []


def _unique(items: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Return the stretches of a size that occur once, in order, with their places."""
    found: dict[tuple[str, ...], int] = {}
    several = set()
    for place, stretch in enumerate(zip(*(items[skipped:] for skipped in range(size)), strict=False)):
        if found.setdefault(stretch, place) != place:
            several.add(stretch)
    for stretch in several:
        del found[stretch]
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many pairs as rise on both sides; they rise on the first side already."""
    lasts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_place, there) in enumerate(pairs):
        length = bisect_left(lasts, there)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [there]
        ends[length : length + 1] = [number]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
