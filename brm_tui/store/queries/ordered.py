"""A long list whose order is read at once, and its records when they are seen.

For orders that rules make or that no index gives: the order holds no more than an id a line, and is read where one may
wait for it; a page then reads only its own records.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Generic, TypeVar

RecordT = TypeVar("RecordT")


class OrderedPages(Generic[RecordT]):
    """The pages of such a list."""

    def __init__(
        self,
        order: Callable[[], Sequence[str]],
        records: Callable[[Sequence[str]], Mapping[str, RecordT]],
    ) -> None:
        """Prepare the pages; nothing is read yet.

        Args:
            order: Reads the ids of all lines.
            records: Reads records by id.
        """
        self._order = order
        self._records = records
        self._ahead: Sequence[str] | None = None
        self._ids: Sequence[str] = ()
        self._places: dict[str, int] | None = None

    def read_ahead(self) -> int:
        """Read the order for the next ``count``, as in a thread that may wait; return how many lines there are."""
        self._ahead = self._order()
        return len(self._ahead)

    def count(self) -> int:
        """Begin a new reading and return how many lines there are now."""
        self._ids = self._order() if self._ahead is None else self._ahead
        self._ahead = None
        self._places = None
        return len(self._ids)

    def keep_order(self) -> None:
        """Let the next ``count`` begin a reading in the order that is there: only the records are read anew."""
        self._ahead = self._ids

    def around(self, place: int, reach: int) -> list[str]:
        """Return the ids of the lines around a position."""
        return list(self._ids[max(0, place - reach) : place + reach])

    def fetch(self, start: int, count: int) -> list[RecordT]:
        """Return up to ``count`` records from position ``start``; one that is gone meanwhile is left out."""
        wanted = self._ids[start : start + count]
        found = self._records(wanted)
        return [found[row_id] for row_id in wanted if row_id in found]

    def index_of(self, record_id: str) -> int | None:
        """Return where a record is, or None where it is not listed."""
        return self._all_places().get(record_id)

    def present(self, record_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are listed."""
        return frozenset(self._all_places().keys() & set(record_ids))

    def _all_places(self) -> dict[str, int]:
        if self._places is None:
            self._places = {row_id: place for place, row_id in enumerate(self._ids)}
        return self._places
