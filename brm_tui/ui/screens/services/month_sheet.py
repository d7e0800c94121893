"""A month's sheet while it is typed into: texts, what they mean, and what has changed; no widget."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldKind
from brm_tui.rules.values import read_value, show_value
from brm_tui.ui.screens.services.words import NOTHING
from brm_tui.ui.widgets.rows import Cell, Row

if TYPE_CHECKING:
    from brm_tui.desk.measures import MonthRows, SheetRow
    from brm_tui.rules.fields import FieldDescription

FIGURES = ("level", "target", "satisfaction", "cost")


class MonthSheet:
    """The rows of a sheet with what is typed; gives a table its lines.

    Attributes:
        rows: What is in the desk.
    """

    def __init__(self, rows: MonthRows, fields: Mapping[str, FieldDescription], today: date) -> None:
        """Make a sheet.

        Args:
            rows: What is in the desk.
            fields: The figures' fields.
            today: The day, as fields are read by it.
        """
        self.rows = rows
        self._fields = fields
        self._today = today
        self._places = {row_id: place for place, row_id in enumerate(rows.ids)}
        self._offered: dict[int, dict[str, str]] = {}
        self._typed: dict[tuple[int, str], str] = {}

    def _texts(self, row: SheetRow) -> dict[str, str]:
        texts = {name: _as_typed(self._fields[name], getattr(row, name)) for name in FIGURES}
        if row.revision is None:
            texts["target"] = _as_typed(self._fields["target"], row.agreed)
        return texts

    def _offer(self, place: int) -> dict[str, str]:
        """Return the texts that stood in a row at first."""
        if place not in self._offered:
            self._offered[place] = self._texts(self.rows[place])
        return self._offered[place]

    def text(self, place: int, name: str) -> str:
        """Return what stands in a cell."""
        typed = self._typed.get((place, name))
        return self._offer(place)[name] if typed is None else typed

    def type(self, place: int, name: str, text: str) -> None:
        """Put a text into a cell; the one that stood there at first is no change."""
        if text == self._offer(place)[name]:
            self._typed.pop((place, name), None)
        else:
            self._typed[place, name] = text

    def error(self, place: int, name: str) -> str:
        """Return what a cell takes where its text is not accepted; empty where it is."""
        if (place, name) not in self._typed:
            return ""
        try:
            read_value(self._fields[name], self._typed[place, name], self._today)
        except FieldError as error:
            return error.allowed
        return ""

    def errors(self) -> list[tuple[int, str]]:
        """Return the cells whose texts are not accepted, from the top."""
        return [(place, name) for place, name in sorted(self._typed) if self.error(place, name)]

    @property
    def changed(self) -> bool:
        """Whether anything would be lost."""
        return bool(self._typed)

    def changes(self) -> dict[int, dict[str, object]]:
        """Return the figures of each row that was typed into; a new one takes the target that is offered.

        Raises:
            FieldError: A text is not accepted.
        """
        found: dict[int, dict[str, object]] = {}
        for place, name in sorted(self._typed):
            text = self._typed[place, name]
            found.setdefault(place, {})[name] = read_value(self._fields[name], text, self._today)
        for place, values in found.items():
            if self.rows[place].revision is None and self.rows[place].agreed is not None:
                values.setdefault("target", self.rows[place].agreed)
        return found

    # The table's source

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def fetch(self, start: int, count: int) -> Sequence[Row]:
        """Return up to ``count`` lines from a place on."""
        return [self._row(place) for place in range(start, min(start + count, len(self.rows)))]

    def index_of(self, item_id: str) -> int | None:
        """Return where a subscription's line is."""
        return self._places.get(item_id)

    def present(self, item_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that have a line."""
        return frozenset(self._places.keys() & set(item_ids))

    def _row(self, place: int) -> Row:
        row = self.rows[place]
        cells = [self._cell(place, name) for name in FIGURES]
        return Row(row.subscription_id, (row.service, row.customer, *cells, self._note(place)))

    def _cell(self, place: int, name: str) -> Cell:
        text = self.text(place, name)
        if self.error(place, name):
            return Cell(text or NOTHING, "bad")
        if (place, name) in self._typed:
            return Cell(text or NOTHING, "accent")
        offered = name == "target" and self.rows[place].revision is None
        return Cell(text or NOTHING, "dim" if offered or not text else "")

    def _note(self, place: int) -> Cell:
        for name in FIGURES:
            allowed = self.error(place, name)
            if allowed:
                return Cell(allowed, "bad")
        row = self.rows[place]
        if any((place, name) in self._typed for name in FIGURES):
            left = any(self.text(place, name) for name in ("level", "satisfaction", "cost", "target"))
            return Cell(
                "new" if row.revision is None else "changed" if left else "nothing left: deleted", "accent"
            )
        return Cell(row.currency or row.agreed_currency, "dim")


def _as_typed(field: FieldDescription, value: object) -> str:
    """Return a figure as a person types it: 99 and 17600 in place of 99.0 and 17600.00."""
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    text = show_value(field, plain)
    return text.removesuffix(".00") if field.kind is FieldKind.MONEY else text
