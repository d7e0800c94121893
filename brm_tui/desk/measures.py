"""Entering many measures at once: a month's sheet, and the writing that imports share with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from brm_tui.errors import NotFoundError, StaleError
from brm_tui.rules.dates import MONTHS
from brm_tui.rules.fields import FieldDescription
from brm_tui.store.queries import measures as queries
from brm_tui.store.queries.measures import KnownMeasure, SheetRow

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

__all__ = [
    "FIGURES",
    "MeasureChange",
    "MonthRows",
    "SheetRow",
    "measure_fields",
    "month_sheet",
    "save_month",
    "write_measures",
]

FIGURES = ("level", "target", "satisfaction", "cost")
"""What is measured of a month."""
_A_FEW = 500
_PAGE = 128


def measure_fields() -> dict[str, FieldDescription]:
    """Return the figures' fields as the model describes them, by name; it loads the models."""
    from brm_tui.desk.records import fields

    return {field.name: field for field in fields("measures")}


class MonthRows(Sequence[SheetRow]):
    """The rows of a month's sheet, each read when it is first asked for, with its neighbours, and kept as it was.

    Attributes:
        ids: The subscriptions, in their order.
    """

    def __init__(self, desk: Desk, period: str, customer_id: str = "") -> None:
        """Read which rows there are, of one customer or (empty) of all."""
        self._desk = desk
        self._period = period
        self.ids: list[str] = desk.read(queries.sheet_ids, period, customer_id)
        self._read: dict[int, SheetRow] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> SheetRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[SheetRow]: ...
    def __getitem__(self, place: int | slice) -> SheetRow | list[SheetRow]:
        """Return a row, or some of them."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self.ids)))]
        at = place + len(self.ids) if place < 0 else place
        if not 0 <= at < len(self.ids):
            raise IndexError(place)
        if at not in self._read:
            self._fetch(at - at % _PAGE)
        return self._read[at]

    def _fetch(self, start: int) -> None:
        """Read a page; a subscription that is gone meanwhile keeps a line, and is refused when it is saved."""
        ids = self.ids[start : start + _PAGE]
        found = {row.subscription_id: row for row in self._desk.read(queries.sheet_rows, self._period, ids)}
        for place, row_id in enumerate(ids, start):
            self._read[place] = found.get(row_id) or _gone(row_id)


def _gone(subscription_id: str) -> SheetRow:
    return SheetRow(subscription_id, "deleted", "", None, "", None, None, None, None, None, None)


def month_sheet(desk: Desk, period: str, customer_id: str = "") -> MonthRows:
    """Return what was taken in a month, by one customer or by all, with what is known of it."""
    return MonthRows(desk, period, customer_id)


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What becomes of the measure of a subscription in a month.

    Attributes:
        subscription_id: The subscription.
        period: The month.
        values: The figures that change, None where one is cleared; ``currency`` may be among them.
        seen: The measure's revision as it was seen; None where there was none.
    """

    subscription_id: str
    period: str
    values: Mapping[str, Any]
    seen: int | None = None


def save_month(desk: Desk, period: str, changes: Sequence[MeasureChange]) -> str:
    """Write a month's sheet, as one step, all or nothing; a measure without any figure is deleted.

    Returns:
        What the history calls it.

    Raises:
        StaleError: A measure was entered or changed by another window meanwhile.
        FieldError: A value is refused.
        BrmError: A subscription is gone.
    """
    month = f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}"
    count = len(changes)
    label = f"Enter {month}: {count} service{'s' * (count != 1)}"
    with desk.step(label) as step:
        write_measures(step, changes, check_seen=True)
    return label


def write_measures(
    step: Step,
    changes: Sequence[MeasureChange],
    *,
    check_seen: bool,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write measures within a running step.

    Args:
        step: The running step.
        changes: At most one for a subscription and month.
        check_seen: Whether each measure must be as it was seen.
        progress: Is told how many of how many are checked; may raise to give up.

    Raises:
        StaleError: A measure is not as it was seen.
        FieldError: A value is refused.
        NotFoundError: A subscription is gone.
    """
    from brm_tui.model.services import Service, ServiceMeasure, Subscription
    from brm_tui.store.bulk import delete_rows, insert_rows, update_rows

    touched = {change.subscription_id for change in changes}
    known = queries.measures_of(step.raw, touched, {change.period for change in changes})
    present = {row.id: row for row in queries.subscriptions(step.raw)}
    new: list[dict[str, Any]] = []
    changed: dict[str, dict[str, Any]] = {}
    gone: list[str] = []
    for number, change in enumerate(changes):
        if progress is not None and number % _A_FEW == 0:
            progress(number, len(changes))
        subscription = present.get(change.subscription_id)
        if subscription is None:
            raise NotFoundError("subscription", change.subscription_id)
        before = known.get((change.subscription_id, change.period))
        if check_seen and (before.revision if before is not None else None) != change.seen:
            raise StaleError(f"{subscription.service} of {subscription.customer} in {change.period}")
        values = _complete(change, before, subscription.currency)
        if all(values[name] is None for name in FIGURES):
            gone += [before.id] if before is not None else []
        elif before is None:
            new.append(values)
        else:
            changed[before.id] = values
    insert_rows(step, ServiceMeasure, _with_ids(new))
    update_rows(step, ServiceMeasure, changed)
    delete_rows(step, ServiceMeasure, gone)
    # The measure belongs to its subscription and that to its service: both have changed.
    update_rows(step, Subscription, {row_id: {} for row_id in sorted(touched)})
    update_rows(step, Service, {row_id: {} for row_id in sorted(queries.services_of(step.raw, touched))})


def _complete(change: MeasureChange, before: KnownMeasure | None, currency: str) -> dict[str, Any]:
    """Return the whole measure, checked by the model."""
    from brm_tui.desk.values import validated
    from brm_tui.rules.kinds import KINDS

    values: dict[str, Any] = {"subscription_id": change.subscription_id, "period": change.period}
    for name in FIGURES:
        values[name] = getattr(before, name) if before is not None else None
    values["currency"] = before.currency if before is not None else currency
    values |= change.values
    return validated(KINDS["measures"], values).model_dump()


def _with_ids(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    from brm_tui.model.base import new_id

    return [{"id": new_id(), **row} for row in rows]
