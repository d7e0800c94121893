"""What is searched of each KIND, and where a hit of it is opened. Plain data."""

from __future__ import annotations

from typing import NamedTuple

from brm_tui.rules.kinds import KINDS, Kind


class Searched(NamedTuple):
    """One KIND that is searched.

    Attributes:
        kind: Its name.
        columns: What is searched beside its label.
        opens: The KIND of the record that shows it, and SQL for that record's id, over its table's alias ``t``.
        whose: SQL for the customer whom it concerns, or the first of them; empty where it concerns none.
    """

    kind: str
    columns: tuple[str, ...]
    opens: tuple[str, str]
    whose: str = ""

    @property
    def described(self) -> Kind:
        """The KIND."""
        return KINDS[self.kind]

    @property
    def texts(self) -> str:
        """SQL for id, label and each text that is searched.

        A label that is made of other rows is not searched: it would go stale when they change.
        """
        label = self.described.label
        own = "''" if "SELECT" in label else label
        columns = [f't."{column}"' for column in self.columns]
        return f'SELECT {", ".join(["t.id", own, *columns])} FROM "{self.described.table}" t'


_OWN = ("customers", "t.customer_id")
_AGREEMENT = ("agreements", "t.agreement_id")
_NAMED = "(SELECT c.name FROM customer c WHERE c.id = {id})"
_CUSTOMER = _NAMED.format(id="t.customer_id")
_OF_AGREEMENT = (
    "(SELECT c.name FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE a.id = t.agreement_id)"
)


def _linked(table: str, owner: str, row: str = "t.id") -> str:
    """Return SQL for the id of the first customer that a link table names."""
    return f"(SELECT l.customer_id FROM {table} l WHERE l.{owner} = {row} ORDER BY l.id LIMIT 1)"


_OF_EVENT = _linked("event_customer", "event_id")
_OF_MEETING = _linked("event_customer", "event_id", "t.event_id")
_OF_PROJECT = _linked("project_customer", "project_id")
_OF_MILESTONE = _linked("project_customer", "project_id", "t.project_id")
_OF_CHANGE = _linked("change_customer", "change_id")
_OF_SERVICE = "(SELECT s.customer_id FROM subscription s WHERE s.service_id = t.id ORDER BY s.id LIMIT 1)"
_OF_SURVEY = "(SELECT s.customer_id FROM survey s WHERE s.id = t.survey_id)"

SEARCHED: dict[str, Searched] = {
    searched.kind: searched
    for searched in (
        Searched("customers", ("code", "tags", "outcomes", "strategies", "notes"), ("customers", "t.id"), "t.code"),
        Searched("people", ("title", "organisation", "email", "phone", "training", "tags", "notes"),
                 ("people", "t.id"), "COALESCE(t.email, t.title)"),
        Searched("agreements", ("philosophy",), ("agreements", "t.id"), _CUSTOMER),
        Searched("staff", (), _AGREEMENT, _OF_AGREEMENT),
        Searched("forums", ("purpose", "agenda", "place"), _AGREEMENT, _OF_AGREEMENT),
        Searched("objectives", ("why", "strategy", "it_strategy", "measure"), _AGREEMENT, _OF_AGREEMENT),
        Searched("actions", ("detail", "status_reason"), ("actions", "t.id"), _CUSTOMER),
        Searched("events", ("place", "agenda"), ("customers", _OF_EVENT), _NAMED.format(id=_OF_EVENT)),
        Searched("exceptions", ("title", "place", "agenda"), ("customers", _OF_MEETING), _NAMED.format(id=_OF_MEETING)),
        Searched("meetings", ("minutes", "decisions", "sentiment"), ("customers", _OF_MEETING),
                 _NAMED.format(id=_OF_MEETING)),
        Searched("touches", ("summary",), _OWN, _CUSTOMER),
        Searched("services", ("description",), ("customers", _OF_SERVICE), _NAMED.format(id=_OF_SERVICE)),
        Searched("projects", ("code", "summary", "time_figure", "time_reason", "resource_figure", "resource_reason",
                              "scope_figure", "scope_reason"),
                 ("customers", _OF_PROJECT), _NAMED.format(id=_OF_PROJECT)),
        Searched("milestones", (), ("customers", _OF_MILESTONE), _NAMED.format(id=_OF_MILESTONE)),
        Searched("changes", ("code", "detail", "backout"), ("customers", _OF_CHANGE), _NAMED.format(id=_OF_CHANGE)),
        Searched("demands", ("detail", "override_reason", "state_reason"), _OWN, _CUSTOMER),
        Searched("feedback", ("detail", "remedy", "resolution", "cause"), _OWN, _CUSTOMER),
        Searched("log", ("detail",), _OWN, _CUSTOMER),
        Searched("successes", ("story", "value_shown", "evidence"), _OWN, _CUSTOMER),
        Searched("surveys", ("question",), _OWN, _CUSTOMER),
        Searched("responses", ("comment",), ("customers", _OF_SURVEY), _NAMED.format(id=_OF_SURVEY)),
        Searched("maturity", ("note",), _OWN, _CUSTOMER),
        Searched("risks", ("detail", "response"), _OWN, _CUSTOMER),
        Searched("appendices", ("reference", "text"), _AGREEMENT, _OF_AGREEMENT),
        Searched("freezes", ("detail",), ("customers", "NULL")),
    )
}  # fmt: skip

OF_TABLE: dict[str, Searched] = {searched.described.table: searched for searched in SEARCHED.values()}
"""The same by table."""
