"""Starting an agreement from another customer's: what was agreed is taken over, whom it concerns is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.agreement_starting import Started, fill_roles, insert_agreement, last_day, to_fill
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.day_rules import forum_recurrence
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ObjectiveStatus, Side
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_copying import NamedPerson, attendees_of, people_named
from brm_tui.store.step import Step

_FORUM = (
    "name", "level", "purpose", "frequency", "day_rule", "start_time", "zone", "length", "agenda", "place",
    "on_blackout", "on_holiday", "holidays",
)  # fmt: skip
_OBJECTIVE = ("kind", "title", "why", "it_strategy", "measure", "target", "internal")
_APPENDIX = ("kind", "title", "reference", "text", "internal")
_USUAL_TERM = 12


@dataclass(frozen=True, slots=True)
class _Shift:
    """From the old term to the new one.

    Attributes:
        before: The first day of the old term, if it has one.
        after: The first day of the new one.
    """

    before: date | None
    after: date

    def day(self, day: date | None) -> date | None:
        """Return a date of the old term in the new one, so many months and days after its start."""
        from dateutil.relativedelta import relativedelta

        if day is None or self.before is None:
            return None
        moved: date = self.after + relativedelta(day, self.before)
        return moved

    def end(self, day: date | None) -> date | None:
        """Return the last day of a term in the new one: whole months stay whole months."""
        after = self.day(day + timedelta(days=1)) if day else None
        return after - timedelta(days=1) if after else None


def start_like(desk: Desk, code: str, other: str, *, title: str = "", start: date | None = None) -> Started:
    """Make an agreement with the texts, forums, objectives and appendices of another one, in one step.

    Of the people only IT's come along. The customer's own people fill the roles that become free, as far as they
    hold them. Owners, strategies and figures of the other business stay behind. Dates move with the term.

    Args:
        desk: The desk.
        code: The code or id of the customer that gets the agreement.
        other: The other agreement: its customer's code, or its id.
        title: What the document is called; empty for the usual title.
        start: The first day of its term; None for today.

    Raises:
        BrmError: There is no such customer or agreement, or the customer has one that has not ended.
    """
    with desk.step("Start partnership agreement") as step:
        source_id = rows.find_id(step.raw, "agreements", other)
        customer_id = rows.find_id(step.raw, "customers", code)
        source = rows.row(step.raw, KINDS["agreements"], source_id)
        assert source is not None  # its id was just found
        first = start or desk.today
        shift = _Shift(source.term_start, first)
        last = shift.end(source.term_end) or last_day(first, _USUAL_TERM)
        values: dict[str, object] = {
            "title": title,
            "term_start": first,
            "term_end": last,
            "review_date": shift.day(source.review_date),
            "philosophy": source.philosophy,
        }
        agreement_id = insert_agreement(desk, step, customer_id, values).id
        copying = _Copying(desk, step, source_id, agreement_id, shift, last)
        open_roles = copying.staff(customer_id)
        copying.forums()
        copying.objectives()
        copying.appendices()
        name = rows.label_of(step.raw, KINDS["customers"], source.customer_id)
        step.label += f" like that of ‘{name}’"
    return Started(agreement_id, copying.told(name, source.philosophy) + to_fill(open_roles))


class _Copying:
    """Takes over the rows of one agreement into another, within a running step."""

    def __init__(
        self, desk: Desk, step: Step, source_id: str, agreement_id: str, shift: _Shift, last: date
    ) -> None:
        self._desk, self._step, self._shift = desk, step, shift
        self._source_id, self._agreement_id = source_id, agreement_id
        self._last = last
        self._people = {person.id: person for person in people_named(step.raw, source_id)}
        self._ended: list[str] = []
        self._figures = False

    def _rows(self, kind: str) -> list[Any]:
        return rows.list_rows(self._step.raw, KINDS[kind], where={"agreement_id": self._source_id})

    def _insert(self, kind: str, values: Mapping[str, object]) -> None:
        given = {"agreement": self._agreement_id, **values}
        records.insert(self._desk, self._step, KINDS[kind], given)

    def _left(self, person: NamedPerson) -> bool:
        return person.active_until is not None and person.active_until < self._desk.today

    def _comes_along(self, person_id: str | None) -> bool:
        person = self._people.get(person_id or "")
        return person is not None and person.side is Side.IT and not self._left(person)

    def staff(self, customer_id: str) -> list[str]:
        """Take over IT's staff; return the roles that are free and that nobody of the new customer holds."""
        taken, free = set(), []
        for row in self._rows("staff"):
            if self._comes_along(row.person_id):
                taken.add(row.role.casefold())
                values = {"person": row.person_id, "side": row.side.value, "role": row.role}
                self._insert("staff", values)
            elif row.role not in free:
                free.append(row.role)
        roles = [role for role in free if role.casefold() not in taken]
        return fill_roles(self._desk, self._step, self._agreement_id, customer_id, roles)[1]

    def forums(self) -> None:
        """Take over the forums that would still meet."""
        attendees = attendees_of(self._step.raw, self._source_id)
        for row in self._rows("forums"):
            first = max(self._shift.day(row.first_date) or self._shift.after, self._shift.after)
            if first > self._last:  # it was added late to an agreement that went on beyond its term
                first = self._shift.after
            until = self._shift.end(row.until)
            try:
                forum_recurrence(row.frequency.value, row.day_rule, first, until)
            except FieldError:
                self._ended.append(row.name)
                continue
            came = [(person, how) for person, how in attendees.get(row.id, ()) if self._comes_along(person)]
            dates = {"first_date": first, "until": until}
            self._insert(
                "forums", {name: getattr(row, name) for name in _FORUM} | dates | {"attendees": came}
            )

    def objectives(self) -> None:
        """Take over the objectives that were not cancelled, to be agreed on anew."""
        for row in self._rows("objectives"):
            if row.status is ObjectiveStatus.CANCELLED:
                self._ended.append(row.title)
                continue
            figures = (row.strategy, row.baseline, row.actual, row.investment, row.value)
            self._figures |= any(figure not in ("", None) for figure in figures)
            self._insert(
                "objectives",
                {name: getattr(row, name) for name in _OBJECTIVE}
                | {
                    "it_owner": row.it_owner_id if self._comes_along(row.it_owner_id) else None,
                    "start": self._shift.day(row.start),
                    "due": self._shift.end(row.due),
                },
            )

    def appendices(self) -> None:
        """Take over the appendices."""
        for row in self._rows("appendices"):
            dates = {"valid_until": self._shift.end(row.valid_until), "service": row.service_id}
            self._insert("appendices", {name: getattr(row, name) for name in _APPENDIX} | dates)

    def told(self, customer: str, philosophy: str) -> tuple[str, ...]:
        """Return what stayed behind, a sentence each."""
        business = [person.name for person in self._people.values() if person.side is not Side.IT]
        gone = [
            person.name
            for person in self._people.values()
            if person.side is Side.IT and not self._comes_along(person.id)
        ]
        sentences = [
            business and f"Left out, as they are not IT's people: {', '.join(business)}.",
            gone and f"Left out, as they have left: {', '.join(gone)}.",
            self._ended and f"Left out, as they had ended: {', '.join(self._ended)}.",
            self._figures and f"Strategies, baselines, figures and money of {customer} were not taken over.",
            self._shift.before is None
            and f"The agreement of {customer} has no term, so no dates were taken over.",
            customer.casefold() in philosophy.casefold()
            and f"The philosophy speaks of {customer}; read it again.",
        ]
        return tuple(sentence for sentence in sentences if isinstance(sentence, str))
