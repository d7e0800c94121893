"""A filter as SQL: one condition for all that it asks, its values bound by name."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brm_tui.rules.filter_fields import FilterKind
from brm_tui.rules.filters import ListFilter, Term
from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.filter_columns import FILTER_COLUMNS, FilterColumn
from brm_tui.text import sort_form

_NAMED = {
    "people": ("person", ("x.name_sort", "COALESCE(x.email_sort, '')"), "x.email_sort"),
    "customers": ("customer", ("x.name_sort",), "lower(x.code)"),
    "objectives": ("objective", ("lower(x.title)",), "x.id"),
}
"""Of a KIND: its table, where a word of its names is looked for, and what names it exactly."""


class FilterSql:
    """Puts the conditions of one filter together.

    Attributes:
        conditions: Each of them must hold.
        values: What they are bound to; all names begin with ``filter_``.
    """

    def __init__(self, listed: str, today: date, zone: str) -> None:
        """Begin without a condition.

        Args:
            listed: The list's name.
            today: What is overdue counts from.
            zone: Whose days an instant falls into.
        """
        self._columns = FILTER_COLUMNS[listed]
        self._zone = ZoneInfo(zone)
        self.conditions: list[str] = []
        self.values: dict[str, Any] = {"filter_today": today.isoformat()}

    def add(self, meant: ListFilter) -> None:
        """Add all conditions of a filter whose fields have SQL; what rules judge is left to the caller."""
        for term in meant.terms:
            column = self._columns.get(term.field.name)
            if column is not None:
                condition = self._condition(term, column)
                self.conditions.append(f"({condition}) IS NOT TRUE" if term.negated else f"({condition})")

    def add_words(self, words: str, columns: tuple[str, ...]) -> None:
        """Ask that each word of a text stands in one of these columns."""
        for word in sort_form(words).split():
            name = self._bound(f"%{_literal(word)}%")
            self.conditions.append(f"({self._like(columns, name)})")

    @property
    def condition(self) -> str:
        """All conditions as one, true where there is none."""
        return " AND ".join(self.conditions) or "1 = 1"

    def _bound(self, value: object) -> str:
        name = f"filter_{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _like(self, columns: tuple[str, ...], name: str) -> str:
        return " OR ".join(rf"{column} LIKE {name} ESCAPE '\'" for column in columns)

    def _condition(self, term: Term, column: FilterColumn) -> str:
        missing = column.missing or f"{column.sql} IS NULL"
        if term.how == "missing":
            return missing
        if term.how == "yes":
            return column.sql
        if term.how == "between":
            return self._between(term, column, missing)
        if term.how != "in":
            return f"{column.sql} {term.how} {self._bound(term.values[0])}"
        match term.field.kind:
            case FilterKind.NAME:
                named = " UNION ".join(self.ids(term.field.refers_to, str(value)) for value in term.values)
                return column.sql.format(ids=named)
            case FilterKind.TAGS:
                return " OR ".join(self._tag(column.sql, str(value)) for value in term.values)
            case FilterKind.TEXT:
                patterns = [self._bound(f"%{_literal(sort_form(str(value)))}%") for value in term.values]
                return " OR ".join(self._like((f"lower({column.sql})",), name) for name in patterns)
            case FilterKind.NUMBER:
                numbers = [self._bound(float(str(value))) for value in term.values]
                return f"{column.sql} IN ({', '.join(numbers)})"
        return f"{column.sql} IN ({', '.join(self._bound(str(value)) for value in term.values)})"

    def _between(self, term: Term, column: FilterColumn, missing: str) -> str:
        first, last = term.values
        parts: list[str] = []
        if isinstance(first, date):
            bound = self._midnight(first) if column.moment else first.isoformat()
            parts.append(f"{column.sql} >= {self._bound(bound)}")
        if isinstance(last, date):
            behind = last + timedelta(days=1) if last < date.max else last
            bound = self._midnight(behind) if column.moment else behind.isoformat()
            parts.append(f"{column.sql} < {self._bound(bound)}")
        condition = " AND ".join(parts)
        return f"({condition}) OR {missing}" if term.or_missing else condition

    def _midnight(self, day: date) -> str:
        return bind_instant(datetime.combine(day, time(), tzinfo=self._zone))

    def ids(self, kind: str, name: str) -> str:
        """Return the select of the records that are called so: exactly, or by words that begin so."""
        table, columns, exact = _NAMED[kind]
        wanted = sort_form(name)
        words = []
        for word in wanted.split():
            front, inside = self._bound(f"{_literal(word)}%"), self._bound(f"% {_literal(word)}%")
            words.append(f"({self._like(columns, front)} OR {self._like(columns[:1], inside)})")
        fits = " AND ".join(words) or "1 = 0"
        return f'SELECT x.id FROM "{table}" x WHERE {exact} = {self._bound(wanted)} OR ({fits})'

    def _tag(self, column: str, tag: str) -> str:
        """Return the condition for a tag that begins so; tags are stored as JSON, which keeps to ASCII."""
        text = f"lower(CAST({column} AS TEXT))"
        spelled = dict.fromkeys(
            json.dumps(form)[:-1].lower() for form in (tag, tag.casefold(), tag.upper(), tag.title())
        )
        return " OR ".join(self._like((text,), self._bound(f"%{_literal(form)}%")) for form in spelled)


def _literal(text: str) -> str:
    """Return a text as a pattern that means nothing but itself."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
