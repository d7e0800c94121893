"""What differs between two states of an agreement: rows of its sections, their fields, the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from brm_tui.rules.agreements import LISTS, Amendment, Content, Section, amendments
from brm_tui.rules.numbers import show_minor_units
from brm_tui.rules.text_diff import Piece, replaced, text_diff

_HIDDEN = ("id", "person_id", "title", "name", "left")
"""What a row that came or went says in its title already, or says to nobody."""

_AMOUNTS = ("investment", "value")
_WHOLE = ("kind", "level", "frequency", "day_rule", "start_time", "zone", "currency", "priority", "side",
          "promised_by", "first_date", "until", "start", "due", "valid_until", "term_start", "term_end",
          "review_date")  # fmt: skip
"""Fields whose values are one word or date, however they are written."""


@dataclass(frozen=True)
class FieldDiff:
    """One field of a row that differs.

    Attributes:
        name: Which field.
        old: Its value before as JSON has it, None where there was none.
        new: Its value now.
    """

    name: str
    old: Any
    new: Any

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """How the shown value became the other; compared when it is asked for, since texts may be long."""
        before, after = shown_value(self.name, self.old), shown_value(self.name, self.new)
        if before == after:
            return ()
        whole = self.name in _WHOLE or not isinstance(self.new or self.old, str | list)
        return replaced(before, after) if whole else text_diff(before, after)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, with what it was and what it is.

    Attributes:
        amendment: What it is; both sides count these.
        fields: The fields that differ; of a row that came or went, all that it says.
    """

    amendment: Amendment
    fields: tuple[FieldDiff, ...]


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """What differs in one section."""

    section: Section
    changes: tuple[Change, ...]


def content_diff(old: Content, new: Content) -> tuple[SectionDiff, ...]:
    """Return what differs between two states of an agreement, in the sections where anything does.

    There is one change for each of `amendments`, so that the count in the agreement's head holds here too.
    Acceptance has none of its own: who signs follows from the staff.
    """
    found: dict[Section, list[Change]] = {}
    for amendment in amendments(old, new):
        found.setdefault(amendment.section, []).append(Change(amendment, _fields(amendment, old, new)))
    return tuple(SectionDiff(section, tuple(changes)) for section, changes in sorted(found.items()))


def count_changes(sections: Iterable[SectionDiff]) -> int:
    """Return how many changes there are."""
    return sum(len(part.changes) for part in sections)


def _fields(amendment: Amendment, old: Content, new: Content) -> tuple[FieldDiff, ...]:
    if amendment.row_id:
        name = LISTS[amendment.section]
        before, after = row_of(old, name, amendment.row_id), row_of(new, name, amendment.row_id)
        names = amendment.fields or [field for field in (after or before) if field not in _HIDDEN]
    else:
        names = amendment.fields or ("philosophy",)
        before, after = (old["agreement"], new["agreement"]) if amendment.fields else (old, new)
    if "person" in names:
        names = [field for field in names if field != "person_id"]
    fields = (FieldDiff(field, before.get(field), after.get(field)) for field in names)
    return tuple(field for field in fields if field.old != field.new)


def row_of(content: Content, name: str, row_id: str) -> Mapping[str, Any]:
    """Return a row of a list by its id, an empty one where it is not there."""
    return next((row for row in content[name] if row["id"] == row_id), {})


def shown_value(name: str, value: Any) -> str:
    """Return a field's value as people read it; empty for none."""
    if value is None or value == "":
        return ""
    if name == "attendees":
        return ", ".join(
            row["person"] + ("" if row["attendance"] == "required" else f" ({row['attendance']})")
            for row in value
        )
    if name in _AMOUNTS and isinstance(value, int):
        return show_minor_units(value)
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def field_title(name: str) -> str:
    """Return what a field is called."""
    return name.replace("_", " ")
