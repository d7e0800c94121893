"""The contacts with a customer, as its page lists them; reading only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.store.queries import touches as queries
from brm_tui.store.queries.touches import SORTS, TouchHead, TouchView

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["SORTS", "TouchHead", "TouchLine", "TouchPages", "TouchView"]


@dataclass(frozen=True, slots=True)
class TouchLine:
    """A contact, and with whom it was, by name."""

    head: TouchHead
    people: tuple[str, ...]

    @property
    def id(self) -> str:
        """The contact's id."""
        return self.head.id


class TouchPages:
    """Pages of contacts, the people of a page read at once."""

    def __init__(self, desk: Desk, view: TouchView) -> None:
        self._desk = desk
        self._heads = queries.touch_heads(DeskReading(desk), view, desk.today, desk.clock.zone)

    def count(self) -> int:
        """Begin a new reading and return how many contacts there are now."""
        return self._heads.count()

    def fetch(self, start: int, count: int) -> list[TouchLine]:
        """Return up to ``count`` contacts from position ``start``."""
        heads = self._heads.fetch(start, count)
        people = self._desk.read(queries.people_of_touches, [head.id for head in heads])
        return [TouchLine(head, tuple(people[head.id])) for head in heads]

    def index_of(self, touch_id: str) -> int | None:
        """Return where a contact is, or None where it is not listed."""
        return self._heads.index_of(touch_id)

    def present(self, touch_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are listed."""
        return self._heads.present(touch_ids)
