"""A customer's actions: the open ones by their date, then what is done or was given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import ActionStatus, Priority, PromiseSide
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy


@dataclass(frozen=True, slots=True)
class CustomerAction:
    """An action as a customer's page lists it."""

    id: str
    title: str
    assignee: str | None
    promised_by: PromiseSide | None
    due: date | None
    done: date | None
    status: ActionStatus
    priority: Priority
    objective: str | None
    internal: bool

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in (ActionStatus.DONE, ActionStatus.CANCELLED)


_SELECT = """SELECT a.id AS id, a.title, p.name, a.promised_by, a.due, a.done, a.status, a.priority, o.title,
  a.internal,
  CASE WHEN a.status IN ('done', 'cancelled') THEN 1 ELSE 0 END AS finished,
  CASE WHEN a.status IN ('done', 'cancelled') THEN '' ELSE COALESCE(a.due, '9999') END AS open_until,
  CASE WHEN a.status IN ('done', 'cancelled') THEN COALESCE(a.done, a.due, '') ELSE '' END AS ended
FROM action a LEFT JOIN person p ON p.id = a.assignee_id LEFT JOIN objective o ON o.id = a.objective_id
WHERE a.customer_id = :customer"""

_ORDER = (OrderBy("finished"), OrderBy("open_until"), OrderBy("ended", "desc"), OrderBy("id"))
_COLUMNS = 10


def _record(*row: object) -> CustomerAction:
    return build(CustomerAction, [row[:_COLUMNS]])[0]


def customer_actions(connection: Connection, customer_id: str) -> KeysetPager[CustomerAction]:
    """Return the pages of a customer's actions: the longest overdue first, those done last."""
    return KeysetPager(connection, _SELECT, _ORDER, _record, {"customer": customer_id})
