"""Importing measures: a row is what a service did for a customer in a month.

An empty cell says nothing: what is in the desk stays, and a new measure takes the target that was agreed. So a file
can be imported again and again; only what differs is written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from brm_tui.desk.measures import FIGURES, MeasureChange, measure_fields, write_measures
from brm_tui.desk.table_columns import Head
from brm_tui.desk.table_rows import Counting, ImportLine, TableRow
from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.services import read_period
from brm_tui.rules.values import allowed, read_value, show_value
from brm_tui.store.queries import measures as queries
from brm_tui.store.queries.measures import KnownMeasure, KnownSubscription
from brm_tui.text import one_line, shortened, sort_form

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

_A_FEW = 200
_ONE_DECIMAL = re.compile(r".*\d[.,]\d")


class _SkipError(Exception):
    """A row cannot be imported; its text says why."""


class MeasureImporter:
    """Brings measures into the desk."""

    noun = "measure"
    plural = "measures"
    heads: Sequence[Head] = (
        Head("service", required=True, instead="subscription"),
        Head("customer", ("code",), required=True, instead="subscription"),
        Head("subscription"),
        Head("period", ("month",), required=True),
        Head("level", ("level, %", "level achieved", "achieved")),
        Head("target", ("target, %", "service level target")),
        Head("satisfaction", ("satisfaction, 1 to 5",)),
        Head("cost"),
        Head("currency"),
    )

    def __init__(self) -> None:
        self._changes: list[MeasureChange] = []

    def plan(
        self, desk: Desk, connection: sqlite3.Connection, rows: Sequence[TableRow], count: Counting
    ) -> list[ImportLine]:
        """Return what becomes of each row."""
        self._changes = []
        planning = _Planning(desk, connection, rows)
        lines = []
        for number, row in enumerate(rows):
            if number % _A_FEW == 0:
                count(number, len(rows))
            line, change = planning.line(row)
            lines.append(line)
            if change is not None:
                self._changes.append(change)
        return lines

    def write(self, step: Step, count: Counting) -> None:
        """Write what was planned."""
        write_measures(step, self._changes, check_seen=True, progress=count)


class _Planning:
    """The rows of a file against what the desk holds."""

    def __init__(self, desk: Desk, connection: sqlite3.Connection, rows: Sequence[TableRow]) -> None:
        self._today = desk.today
        self._fields = measure_fields()
        self._subscriptions: dict[tuple[str, str], KnownSubscription] = {}
        self._several: set[tuple[str, str]] = set()
        self._by_id: dict[str, KnownSubscription] = {}
        for known in queries.subscriptions(connection):
            self._by_id[known.id] = known
            for service in {known.service_id, sort_form(known.service)}:
                for customer in {known.customer_id, sort_form(known.customer), sort_form(known.code)}:
                    other = self._subscriptions.setdefault((service, customer), known)
                    if other.id != known.id:
                        self._several.add((service, customer))
        named = [self._found(row.texts) for row in rows]
        periods = {period for row in rows if (period := read_period(row.texts["period"])) is not None}
        self._measures: dict[tuple[str, str], KnownMeasure] = queries.measures_of(
            connection, {found.id for found in named if found is not None}, periods
        )
        self._lines: dict[tuple[str, str], int] = {}

    def line(self, row: TableRow) -> tuple[ImportLine, MeasureChange | None]:
        """Return what becomes of a row, and what is written for it."""
        texts = row.texts
        named = (texts.get("customer", ""), texts.get("service", ""))
        if not any(named) and (known_one := self._found(texts)) is not None:
            named = (known_one.customer, known_one.service)
        name = shortened(one_line(" · ".join((*named, texts["period"]))), 120)
        try:
            subscription = self._subscription(texts)
            period = self._period(texts["period"])
            values = self._values(row)
            earlier = self._lines.setdefault((subscription.id, period), row.line)
            if earlier != row.line:
                raise _SkipError(f"line {earlier} says this month already")
        except _SkipError as refused:
            return ImportLine(row.line, "skip", name, str(refused)), None
        except FieldError as error:
            title = self._fields[error.field].title
            reason = f"{title}: {one_line(str(error.value))!r} is not {error.allowed}"
            return ImportLine(row.line, "skip", name, reason), None
        known = self._measures.get((subscription.id, period))
        if known is None:
            return self._created(row, name, subscription, period, values)
        return self._updated(row, name, known, values)

    def _created(
        self, row: TableRow, name: str, subscription: KnownSubscription, period: str, values: dict[str, Any]
    ) -> tuple[ImportLine, MeasureChange | None]:
        if not any(figure in values for figure in FIGURES):
            return ImportLine(row.line, "skip", name, "no figure in this row"), None
        if subscription.target is not None:
            values.setdefault("target", subscription.target)
        change = MeasureChange(subscription.id, period, values)
        return ImportLine(row.line, "create", name, self._words(values)), change

    def _updated(
        self, row: TableRow, name: str, known: KnownMeasure, values: dict[str, Any]
    ) -> tuple[ImportLine, MeasureChange | None]:
        changed = {field: value for field, value in values.items() if getattr(known, field) != value}
        if not changed:
            return ImportLine(row.line, "unchanged", name), None
        reason = ", ".join(
            f"{field} {self._shown(field, getattr(known, field)) or 'nothing'} → {self._shown(field, value)}"
            for field, value in changed.items()
        )
        change = MeasureChange(known.subscription_id, known.period, changed, known.revision)
        return ImportLine(row.line, "update", name, reason), change

    def _found(self, texts: Mapping[str, str]) -> KnownSubscription | None:
        """Return the subscription that a row is of, by its id or by service and customer."""
        if texts.get("subscription"):
            return self._by_id.get(texts["subscription"])
        return self._subscriptions.get(_key(texts.get("service", ""), texts.get("customer", "")))

    def _subscription(self, texts: Mapping[str, str]) -> KnownSubscription:
        found, service, customer = self._found(texts), texts.get("service", ""), texts.get("customer", "")
        if texts.get("subscription"):
            if found is None:
                raise _SkipError(f"there is no subscription {shortened(one_line(texts['subscription']), 60)}")
            return found
        if not service or not customer:
            raise _SkipError(f"no {'service' if not service else 'customer'} in this row")
        key = _key(service, customer)
        if key in self._several:
            raise _SkipError("several customers are called so; give the customer's code")
        if found is None:
            raise _SkipError(
                f"no customer {shortened(one_line(customer), 60)} takes a service {shortened(one_line(service), 60)}"
            )
        return found

    def _period(self, text: str) -> str:
        period = read_period(text)
        if period is None:
            shown = shortened(one_line(text), 40)
            raise _SkipError(f"period {shown!r} is no month such as 2026-11")
        if period > f"{self._today:%Y-%m}":
            raise _SkipError(f"{period} is still to come")
        return period

    def _values(self, row: TableRow) -> dict[str, Any]:
        """Return the figures that the row has."""
        values: dict[str, Any] = {}
        for name in (*FIGURES, "currency"):
            text = row.texts.get(name, "")
            if text:
                field = self._fields[name]
                text = text.upper() if name == "currency" else _number(field, text, row.decimal_comma)
                values[name] = read_value(field, text, self._today)
        if "currency" in values:
            self._check_currency(values["currency"])
        return values

    def _check_currency(self, currency: str) -> None:
        field = self._fields["currency"]
        if re.fullmatch(field.pattern, currency) is None:
            raise FieldError("currency", currency, allowed(field))

    def _words(self, values: Mapping[str, Any]) -> str:
        return ", ".join(f"{field} {self._shown(field, value)}" for field, value in values.items())

    def _shown(self, name: str, value: object) -> str:
        return show_value(self._fields[name], value)


def _key(service: str, customer: str) -> tuple[str, str]:
    """Return how a subscription is found: by the names, the customer's code or the ids that a row has."""
    return sort_form(service), sort_form(customer)


def _number(field: FieldDescription, text: str, decimal_comma: bool) -> str:
    """Return a number as fields read it: without its unit, with a point where a comma stood before decimals."""
    plain = text.removesuffix("%").strip().replace("\u00a0", "").replace("\u202f", "")
    if field.kind is FieldKind.MONEY:
        # One decimal is what a program writes of 1234.50; fields read none or two.
        return f"{plain}0" if _ONE_DECIMAL.fullmatch(plain) else plain
    return plain.replace(",", ".") if decimal_comma and plain.count(",") == 1 and "." not in plain else plain
