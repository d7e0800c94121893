"""A filter as SQL: one condition for all that it asks, its values bound by name."""

from __future__ import annotations

import json
import string
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brm_tui.rules.filter_fields import FilterKind
from brm_tui.rules.filters import ListFilter, Term
from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.filter_columns import FILTER_COLUMNS, FilterColumn
from brm_tui.text import clean_line, sort_form

_FOLDED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_NAMED = {
    "people": ("person", ("x.name_sort", "COALESCE(x.email_sort, '')"), "x.email_sort"),
    "customers": ("customer", ("x.name_sort",), "lower(x.code)"),
    "objectives": ("objective", ("lower(x.title)",), "x.id"),
    "services": ("service", ("x.name_sort",), "x.id"),
    "projects": ("project", ("x.name_sort",), "lower(COALESCE(x.code, ''))"),
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

    def require(self, condition: str, **values: object) -> None:
        """Add a condition of our own SQL, with the values of its named parameters."""
        self.conditions.append(condition)
        self.values.update(values)

    def add_words(
        self,
        words: str,
        columns: tuple[str, ...],
        elsewhere: tuple[str, ...] = (),
        plain: tuple[str, ...] = (),
    ) -> None:
        """Ask that each word of a text stands somewhere.

        Args:
            words: The text.
            columns: Columns that hold casefolded texts.
            elsewhere: Conditions of our own in which ``{like}`` stands behind such a column of another table.
            plain: Columns that hold texts as they were written.
        """
        for typed in clean_line(words).split():
            word = sort_form(typed)
            like = rf"LIKE {self._bound(f'%{_literal(word)}%')} ESCAPE '\'"
            fits = [f"{column} {like}" for column in columns]
            fits += [condition.format(like=like) for condition in elsewhere]
            fits += [self._stands(column, typed) for column in plain]
            self.conditions.append(f"({' OR '.join(fits)})")

    @property
    def where(self) -> str:
        """The WHERE clause with a space before it; empty without any condition."""
        return f" WHERE {self.condition}" if self.conditions else ""

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
                return " OR ".join(self._stands(column.sql, str(value)) for value in term.values)
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

    def _stands(self, column: str, text: str) -> str:
        """Return the condition that a text stands in a column as written: the database folds ASCII alone."""
        forms = dict.fromkeys(form.translate(_FOLDED) for form in _spelled(text))
        patterns = [self._bound(f"%{_literal(form)}%") for form in forms]
        return " OR ".join(self._like((f"lower({column})",), name) for name in patterns)

    def _tag(self, column: str, tag: str) -> str:
        """Return the condition for a tag that begins so; tags are stored as JSON, which keeps to ASCII."""
        text = f"lower(CAST({column} AS TEXT))"
        spelled = dict.fromkeys(json.dumps(form)[:-1].lower() for form in _spelled(tag))
        return " OR ".join(self._like((text,), self._bound(f"%{_literal(form)}%")) for form in spelled)


def customer_named(column: str) -> str:
    """Return the condition that a column is of a customer whose name or code has a word, for ``elsewhere``."""
    return f"{column} IN (SELECT k.id FROM customer k WHERE k.name_sort {{like}} OR lower(k.code) {{like}})"


def service_named(column: str) -> str:
    """Return the condition that a column is a service whose name has a word, for ``elsewhere``."""
    return f"{column} IN (SELECT k.id FROM service k WHERE k.name_sort {{like}})"


def _spelled(text: str) -> dict[str, None]:
    """Return how a text may be written."""
    return dict.fromkeys((text, text.casefold(), text.upper(), text.title()))


def _literal(text: str) -> str:
    """Return a text as a pattern that means nothing but itself."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
