"""What becomes of a row that stands in two desks which went their own ways: a merge of three sides, field by field.

The third side is what both desks once agreed on. Each desk keeps what its rows were in its history, and a bundle
carries the fingerprints of it, so the last state that both know is found without either desk having seen the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]
"""A row's columns as they are stored."""

_NOTHING = object()
"""What no value is the same as."""
_KEPT_BY_THE_DESK = ("id", "revision", "created_at", "updated_at")


class BundleVerb(StrEnum):
    """What becomes of a row of a bundle."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AHEAD = "ahead"
    """Ours is the newer one: it was changed here since theirs was the same."""
    DELETED = "deleted here"
    """It was deleted here and not changed there since."""


class Choice(StrEnum):
    """Whose value is kept where both sides changed the same field."""

    OURS = "ours"
    THEIRS = "theirs"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both sides changed, each otherwise.

    Attributes:
        field: The column.
        ours: What stands here.
        theirs: What stands in the bundle.
    """

    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """One row after the merge.

    Attributes:
        verb: What becomes of it.
        values: The columns to write, empty where nothing is to be written; conflicting fields stand as here.
        conflicts: Fields that somebody must choose.
    """

    verb: BundleVerb
    values: dict[str, Any]
    conflicts: tuple[FieldConflict, ...] = ()


def said_by(row: Row) -> dict[str, Any]:
    """Return what a person said of a row: without what the desk keeps, and without casefolded doubles."""
    return {
        name: value
        for name, value in row.items()
        if name not in _KEPT_BY_THE_DESK and not name.endswith("_sort")
    }


def fingerprint(row: Row) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of what was said, empty columns left out.

    An empty column counts as none, so that a column which a later schema adds changes no fingerprint.
    """
    said = {name: value for name, value in said_by(row).items() if value not in (None, "")}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merge(ours: Row, our_past: Sequence[Row], theirs: Row, their_past: Sequence[str]) -> Merged:
    """Merge a row that stands on both sides.

    Args:
        ours: As it stands here.
        our_past: What it was here before, oldest first.
        theirs: As it stands in the bundle, its references in our ids.
        their_past: The fingerprints of what it was there before, oldest first.
    """
    if fingerprint(ours) == fingerprint(theirs):
        return Merged(BundleVerb.UNCHANGED, {})
    here, there = said_by(ours), said_by(theirs)
    known, found = _shared([*our_past, ours], [*their_past, fingerprint(theirs)])
    base = None if found is None else said_by(found)
    values: dict[str, Any] = {}
    conflicts = []
    for name, value in there.items():
        present = here.get(name)
        # What was never said on one side is no other opinion, whoever said it.
        before = base.get(name) if base is not None else _NOTHING if known else _unsaid(present, value)
        if _same(value, present) or _same(value, before):
            continue
        if _same(present, before):
            values[name] = value
        else:
            conflicts.append(FieldConflict(name, present, value))
    verb = BundleVerb.CHANGED if values or conflicts else BundleVerb.AHEAD
    return Merged(verb, values, tuple(conflicts))


def as_it_was(our_past: Sequence[Row], theirs: Row, their_past: Sequence[str]) -> bool:
    """Return whether a row that stands here no more is there as it was when both desks had it last.

    Args:
        our_past: What it was here, oldest first.
        theirs: As it stands in the bundle, its references in our ids.
        their_past: The fingerprints of what it was there before, oldest first.
    """
    _known, found = _shared(our_past, [*their_past, fingerprint(theirs)])
    return found is not None and fingerprint(found) == fingerprint(theirs)


def states_of(rows: Iterable[Row]) -> list[str]:
    """Return the fingerprints of what a row was, oldest first; what only the desk changed is no other state."""
    return [state for state, _ in groupby(map(fingerprint, rows))]


def _shared(our_rows: Sequence[Row], theirs: Sequence[str]) -> tuple[bool, Row | None]:
    """Return whether two histories share any state, and the last one of ours that they do, as far as that is clear.

    What both begin with is the same history. Where they part is the state that both had last, unless they met again:
    a state behind it which each of them reached after all others that they share. So a state that somebody went back
    to is not taken for an older one.
    """
    ours = states_of(our_rows)
    parted = next(
        (place for place, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
        min(len(ours), len(theirs)),
    )
    begin = max(0, parted - 1)
    here = {state: place for place, state in enumerate(ours) if place >= begin}
    there = {state: place for place, state in enumerate(theirs) if place >= begin}
    both = [(here[state], there[state]) for state in here if state in there]
    if not both:
        return False, None
    place, their_place = max(both)
    if their_place != max(other for _, other in both):
        # Each went back to what the other one had before: only where they parted is sure.
        if not parted:
            return True, None
        place = begin
    return True, next(row for row in reversed(our_rows) if fingerprint(row) == ours[place])


def _unsaid(ours: Any, theirs: Any) -> Any:
    """Return the side that says nothing, as what both began with; where both say something, neither's."""
    return next((side for side in (ours, theirs) if side in (None, "", "[]")), _NOTHING)


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in (None, "") and other in (None, ""))
