"""What becomes of a row that stands in two desks which went their own ways: a merge of three sides, field by field.

The third side is what both desks once agreed on. Each desk keeps what its rows were in its history, and a bundle
carries the fingerprints of it, so the last state that both know is found without either desk having seen the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]
"""A row's columns as they are stored."""

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


def merge(ours: Row, our_past: Sequence[Row], theirs: Row, their_past: Collection[str]) -> Merged:
    """Merge a row that stands on both sides.

    Args:
        ours: As it stands here.
        our_past: What it was here before, oldest first.
        theirs: As it stands in the bundle, its references in our ids.
        their_past: The fingerprints of what it was there before.
    """
    here, there = said_by(ours), said_by(theirs)
    if fingerprint(ours) == fingerprint(theirs):
        return Merged(BundleVerb.UNCHANGED, {})
    known_here = [fingerprint(row) for row in our_past]
    if fingerprint(ours) in their_past:
        return Merged(
            BundleVerb.CHANGED, {name: there[name] for name in there if there[name] != here.get(name)}
        )
    if fingerprint(theirs) in known_here:
        return Merged(BundleVerb.AHEAD, {})
    shared = [row for row, known in zip(our_past, known_here, strict=True) if known in their_past]
    base = said_by(shared[-1]) if shared else {}
    values: dict[str, Any] = {}
    conflicts = []
    for name, value in there.items():
        present = here.get(name)
        # What was never said on one side is no other opinion, whoever said it.
        before = base.get(name) if shared else _unsaid(present, value)
        if _same(value, present) or _same(value, before):
            continue
        if _same(present, before):
            values[name] = value
        else:
            conflicts.append(FieldConflict(name, present, value))
    verb = BundleVerb.CHANGED if values or conflicts else BundleVerb.AHEAD
    return Merged(verb, values, tuple(conflicts))


def _unsaid(ours: Any, theirs: Any) -> Any:
    """Return the side that says nothing, as what both began with; where both say something, neither's."""
    return next((side for side in (ours, theirs) if side in (None, "", "[]")), object())


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in (None, "") and other in (None, ""))
