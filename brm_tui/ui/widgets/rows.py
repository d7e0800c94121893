"""What the lists show, and where it comes from: cells, rows, sources and the cache of pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar, overload

from brm_tui.text import one_line

StyleName = Literal["", "good", "attention", "bad", "unknown", "dim", "bold", "accent"]
"""What a text means; the theme decides how that looks."""

RowKind = Literal["data", "heading"]

PAGE_LENGTH = 64
"""How many items are fetched at a time."""

_PAGES_KEPT = 32


class Cell(NamedTuple):
    """A literal text and what it means.

    Attributes:
        text: The text as it is; it is never read as markup.
        style: The meaning, or empty for plain text.
    """

    text: str
    style: StyleName = ""


def as_cell(value: Cell | str) -> Cell:
    """Return the cell, made from a plain text where one was given."""
    return value if isinstance(value, Cell) else Cell(value)


def literal(text: str) -> str:
    """Return the text as one line that a terminal shows literally."""
    return text if text.isprintable() else one_line(text)


class Item(Protocol):
    """Anything that a list shows: it has an id that stays the same while the list is sorted or reread."""

    @property
    def id(self) -> str:
        """The id, unique within the list."""
        ...


class Row(NamedTuple):
    """One line of a table.

    Attributes:
        id: Unique within the table, headings included.
        cells: One for each column, in the columns' order; a heading's cells are written one after another.
        kind: A heading names the rows below it and is skipped by the cursor.
        depth: How deep the row hangs in a tree; the tree column is indented by it.
    """

    id: str
    cells: tuple[Cell | str, ...]
    kind: RowKind = "data"
    depth: int = 0


CardLine = Cell | str | tuple[Cell | str, ...]
"""One line of a card: a text, or several written one after another."""


def cells_in(line: CardLine) -> list[Cell]:
    """Return the texts that a line of a card is written from."""
    return [as_cell(line)] if isinstance(line, Cell | str) else [as_cell(part) for part in line]


class Card(NamedTuple):
    """One card of a board.

    Attributes:
        id: Unique within the board.
        lines: What it says, top line first.
    """

    id: str
    lines: tuple[CardLine, ...]


ItemT = TypeVar("ItemT", bound=Item)
ItemT_co = TypeVar("ItemT_co", bound=Item, covariant=True)
RecordT = TypeVar("RecordT")
RecordT_co = TypeVar("RecordT_co", covariant=True)


class ItemSource(Protocol[ItemT_co]):
    """Gives a list its items, a page at a time.

    A reading begins with ``count``: a source that remembers anything of the reading before forgets it there.
    """

    def count(self) -> int:
        """Begin a new reading and return how many items there are now."""
        ...

    def fetch(self, start: int, count: int) -> Sequence[ItemT_co]:
        """Return up to ``count`` items from position ``start``, fewer at the end."""
        ...

    def index_of(self, item_id: str) -> int | None:
        """Return where the item is, or None where it is not in the list."""
        ...

    def present(self, item_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        ...


RowSource = ItemSource[Row]
CardSource = ItemSource[Card]


class RecordPages(Protocol[RecordT_co]):
    """Pages of records as the desk returns them, with the same promises as `ItemSource`."""

    def count(self) -> int:
        """Begin a new reading and return how many records there are now."""
        ...

    def fetch(self, start: int, count: int) -> Sequence[RecordT_co]:
        """Return up to ``count`` records from position ``start``."""
        ...

    def index_of(self, record_id: str) -> int | None:
        """Return where the record is, or None where it is not there."""
        ...

    def present(self, record_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are there."""
        ...


class _Shown(Sequence[ItemT]):
    """A page of records of which only those that are seen are made rows or cards, each once."""

    def __init__(self, records: Sequence[Any], show: Callable[[Any], ItemT]) -> None:
        self._records = records
        self._show = show
        self._items: dict[int, ItemT] = {}

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, place: int) -> ItemT: ...
    @overload
    def __getitem__(self, place: slice) -> list[ItemT]: ...
    def __getitem__(self, place: int | slice) -> ItemT | list[ItemT]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self._records)))]
        item = self._items.get(place)
        if item is None:
            item = self._items[place] = self._show(self._records[place])
        return item


class RecordSource(Generic[RecordT, ItemT]):
    """Shows the desk's records as rows or cards; the item must carry its record's id."""

    def __init__(self, pages: RecordPages[RecordT], show: Callable[[RecordT], ItemT]) -> None:
        self._pages = pages
        self._show = show

    def count(self) -> int:
        """Begin a new reading and return how many items there are now."""
        return self._pages.count()

    def fetch(self, start: int, count: int) -> Sequence[ItemT]:
        """Return up to ``count`` items from position ``start``."""
        return _Shown(self._pages.fetch(start, count), self._show)

    def index_of(self, item_id: str) -> int | None:
        """Return where the item is, or None where it is not in the list."""
        return self._pages.index_of(item_id)

    def present(self, item_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        return self._pages.present(item_ids)

    def ids(self) -> frozenset[str] | None:
        """Return the ids of all records that can be marked; None where the pages cannot tell without reading."""
        ids: Callable[[], frozenset[str]] | None = getattr(self._pages, "ids", None)
        return None if ids is None else ids()


class FixedSource(Generic[ItemT]):
    """A short list that is already in memory."""

    def __init__(self, items: Sequence[ItemT] = ()) -> None:
        self._items = items
        self._positions = {item.id: position for position, item in enumerate(items)}

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def fetch(self, start: int, count: int) -> Sequence[ItemT]:
        """Return up to ``count`` items from position ``start``."""
        return self._items[start : start + count]

    def index_of(self, item_id: str) -> int | None:
        """Return where the item is, or None where it is not in the list."""
        return self._positions.get(item_id)

    def present(self, item_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        return frozenset(self._positions.keys() & set(item_ids))


def all_ids(source: ItemSource[ItemT], markable: Callable[[ItemT], bool]) -> set[str]:
    """Return the ids of everything that is listed and can be marked; a source that knows them is not read."""
    ids: Callable[[], frozenset[str] | None] | None = getattr(source, "ids", None)
    known = None if ids is None else ids()
    if known is not None:
        return set(known)
    return {item.id for item in source.fetch(0, source.count()) if markable(item)}


class PageCache(Generic[ItemT]):
    """One reading of a source: fetches pages when they are seen and keeps the last ones used."""

    def __init__(self, source: ItemSource[ItemT]) -> None:
        self._source = source
        self._pages: OrderedDict[int, Sequence[ItemT]] = OrderedDict()
        self.count = source.count()

    def item(self, index: int) -> ItemT | None:
        """Return the item, or None past either end (also where the list has become shorter meanwhile)."""
        if not 0 <= index < self.count:
            return None
        number, offset = divmod(index, PAGE_LENGTH)
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE_LENGTH
            page = self._source.fetch(start, min(PAGE_LENGTH, self.count - start))
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None
