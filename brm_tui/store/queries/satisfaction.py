"""Surveys with the counts of their answers, and how mature each side sees a relationship."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.filtering import FilterSql, customer_named
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy, sorted_pager, way


@dataclass(frozen=True, slots=True)
class SatisfactionView:
    """What is listed, and in which order.

    Attributes:
        only: What fits this filter.
        customer_id: Only of this customer; empty: of all.
        sort: One of `SURVEY_SORTS`, or of `MATURITY_SORTS` for relationships.
        descending: The last or largest first.
    """

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    sort: str = "date"
    descending: bool = True


BY_CUSTOMER = SatisfactionView(sort="customer", descending=False)
"""Relationships as they are listed at first."""


@dataclass(frozen=True, slots=True)
class SurveyHead:
    """A survey as it was sent.

    Attributes:
        customer: Who was asked; None: all.
        invited: How many were asked; None where unknown.
        sample: For how many they stand; None where unknown.
    """

    id: str
    name: str
    customer: str | None
    customer_code: str | None
    customer_id: str | None
    service: str | None
    service_id: str | None
    method: SurveyMethod
    date: date | None
    question: str
    sample: int | None
    invited: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a survey."""

    id: str
    score: int | None
    customer_code: str | None
    person: str | None
    comment: str
    date: date | None
    internal: bool


@dataclass(frozen=True, slots=True)
class SatisfactionSummary:
    """Surveys and views in figures.

    Attributes:
        surveys: How many surveys there are.
        answers: How many answers.
        seen: Customers of which at least one side said how mature the relationship is.
        customers: All customers that are not closed.
    """

    surveys: int
    answers: int
    seen: int
    customers: int


@dataclass(frozen=True, slots=True)
class MaturityLine:
    """The last view of each side on the relationship with a customer; None where nobody said."""

    id: str
    customer: str
    customer_code: str
    business_level: int | None
    business_day: date | None
    it_level: int | None
    it_day: date | None


@dataclass(frozen=True, slots=True)
class MaturityView:
    """What one side said on a day."""

    id: str
    side: str
    date: date
    level: int
    note: str


_SURVEY = """s.name, (SELECT c.name FROM customer c WHERE c.id = s.customer_id),
  (SELECT c.code FROM customer c WHERE c.id = s.customer_id), s.customer_id,
  (SELECT v.name FROM service v WHERE v.id = s.service_id), s.service_id, s.method, s.date, s.question, s.sample,
  s.invited"""
_SURVEY_COLUMNS = 12
_ASKED = """(s.customer_id = :customer OR (s.customer_id IS NULL
  AND EXISTS (SELECT 1 FROM survey_response r WHERE r.survey_id = s.id AND r.customer_id = :customer)))"""
# Answers to a survey of one customer need not say whose they are.
_OWN_ANSWERS = """ AND (r.customer_id = :customer OR (r.customer_id IS NULL AND EXISTS
  (SELECT 1 FROM survey s WHERE s.id = r.survey_id AND s.customer_id = :customer)))"""
_DAY = "COALESCE(s.date, '0001-01-01')"
SURVEY_SORTS = {
    "date": _DAY,
    "name": "lower(s.name)",
    "customer": "COALESCE((SELECT k.name_sort FROM customer k WHERE k.id = s.customer_id), '')",
}
"""What surveys can be sorted by; within it the newest come first."""
_EARLIER = 8
"""A trend looks back at so many surveys."""


def _head(*row: object) -> SurveyHead:
    return build(SurveyHead, [row[:_SURVEY_COLUMNS]])[0]


def survey_heads(
    connection: Connection, view: SatisfactionView, today: date, zone: str
) -> KeysetPager[SurveyHead]:
    """Return the pages of surveys: of a customer those that it was asked in, or answered."""
    found = FilterSql("surveys", today, zone)
    if view.customer_id:
        found.require(_ASKED, customer=view.customer_id)
    found.add(view.only)
    named = (
        customer_named("s.customer_id"),
        "s.service_id IN (SELECT k.id FROM service k WHERE k.name_sort {like})",
    )
    found.add_words(view.only.text, (), named, ("s.name", "s.question"))
    return sorted_pager(
        connection,
        identity="s.id",
        columns=_SURVEY,
        source="survey s",
        where=found.where,
        keys={"first_by": SURVEY_SORTS[view.sort], "day": _DAY},
        order=(OrderBy("first_by", way(view.descending)), OrderBy("day", "desc"), OrderBy("id", "desc")),
        record=_head,
        values=found.values,
    )


def survey_head(connection: sqlite3.Connection, survey_id: str) -> SurveyHead | None:
    """Return one survey, None where it is gone."""
    row = connection.execute(f"SELECT s.id, {_SURVEY} FROM survey s WHERE s.id = ?", (survey_id,)).fetchone()
    return None if row is None else _head(*row)


def score_counts(
    connection: sqlite3.Connection, survey_ids: Collection[str], customer_id: str
) -> dict[str, dict[int | None, int]]:
    """Return how many gave each score, by survey; None stands for an answer without one.

    Args:
        connection: Where to read.
        survey_ids: Of which surveys.
        customer_id: Only the answers of this customer; empty: all.
    """
    wanted = sorted(survey_ids)
    found: dict[str, dict[int | None, int]] = {survey_id: {} for survey_id in wanted}
    names = {f"id{place}": survey_id for place, survey_id in enumerate(wanted)}
    own = _OWN_ANSWERS if customer_id else ""
    for survey_id, score, count in connection.execute(
        "SELECT r.survey_id, r.score, COUNT(*) FROM survey_response r"
        f" WHERE r.survey_id IN ({', '.join(f':{name}' for name in names)}){own} GROUP BY r.survey_id, r.score",
        {"customer": customer_id, **names},
    ):
        found[survey_id][score] = count
    return found


def earlier_surveys(connection: sqlite3.Connection, head: SurveyHead) -> list[SurveyHead]:
    """Return the surveys before one that can be compared with it, the oldest first.

    They were asked by the same method, of the same customer and service, and have the same name or the same question.
    """
    rows = connection.execute(
        f"SELECT s.id, {_SURVEY} FROM survey s WHERE s.method = :method AND s.customer_id IS :customer"
        " AND +s.service_id IS :service"  # the customer is the narrower one
        " AND (s.name = :name OR (s.question <> '' AND s.question = :question))"
        " AND (s.date < :date OR (s.date = :date AND s.id < :id)) ORDER BY s.date DESC, s.id DESC LIMIT :most",
        {
            "method": head.method.value,
            "customer": head.customer_id,
            "service": head.service_id,
            "name": head.name,
            "question": head.question,
            "date": head.date.isoformat() if head.date else "",
            "id": head.id,
            "most": _EARLIER,
        },
    ).fetchall()
    return [_head(*row) for row in reversed(rows)]


def answers(connection: sqlite3.Connection, survey_id: str, customer_id: str) -> list[Answer]:
    """Return the answers to a survey, the newest entry first; of one customer only where it is named."""
    own = _OWN_ANSWERS if customer_id else ""
    rows: Sequence[Sequence[object]] = connection.execute(
        "SELECT r.id, r.score, (SELECT c.code FROM customer c WHERE c.id = COALESCE(r.customer_id,"
        " (SELECT s.customer_id FROM survey s WHERE s.id = r.survey_id))),"
        " (SELECT p.name FROM person p WHERE p.id = r.person_id), r.comment, r.date, r.internal"
        f" FROM survey_response r WHERE r.survey_id = :survey{own} ORDER BY r.created_at DESC, r.id DESC",
        {"survey": survey_id, "customer": customer_id},
    ).fetchall()
    return build(Answer, rows)


def satisfaction_summary(connection: sqlite3.Connection, customer_id: str) -> SatisfactionSummary:
    """Return surveys and views in figures, of one customer where it is named."""
    parameters = {"customer": customer_id}
    if customer_id:
        surveys = connection.execute(f"SELECT COUNT(*) FROM survey s WHERE {_ASKED}", parameters).fetchone()[
            0
        ]
        answered = connection.execute(
            "SELECT COUNT(*) FROM survey_response WHERE customer_id = :customer", parameters
        ).fetchone()[0]
        seen = connection.execute(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM maturity WHERE customer_id = :customer LIMIT 1) AS m",
            parameters,
        ).fetchone()[0]
        return SatisfactionSummary(surveys, answered, seen, 1)
    counts = [
        connection.execute(f"SELECT COUNT({what}) FROM {table}").fetchone()[0]
        for what, table in (
            ("*", "survey"),
            ("*", "survey_response"),
            ("DISTINCT customer_id", "maturity"),
            ("*", "customer WHERE status <> 'closed'"),
        )
    ]
    return SatisfactionSummary(*counts)


def _last(column: str, side: str) -> str:
    return (
        f"(SELECT m.{column} FROM maturity m WHERE m.customer_id = c.id AND m.side = '{side}'"
        " ORDER BY m.date DESC, m.id DESC LIMIT 1)"
    )


_MATURITY = f"""c.name, c.code, {_last("level", "business")}, {_last("date", "business")},
  {_last("level", "IT")}, {_last("date", "IT")}"""
_MATURITY_COLUMNS = 7
MATURITY_SORTS = {
    "customer": "c.name_sort",
    "gap": f"COALESCE(ABS({_last('level', 'IT')} - {_last('level', 'business')}), -1)",
    "business": f"COALESCE({_last('level', 'business')}, 0)",
    "it": f"COALESCE({_last('level', 'IT')}, 0)",
}
"""What relationships can be sorted by; within it by the customer's name."""


def _maturity(*row: object) -> MaturityLine:
    return build(MaturityLine, [row[:_MATURITY_COLUMNS]])[0]


def maturity_lines(
    connection: Connection, view: SatisfactionView, today: date, zone: str
) -> KeysetPager[MaturityLine]:
    """Return the pages of customers of whom a side said how mature the relationship is."""
    found = FilterSql("maturity", today, zone)
    found.require("EXISTS (SELECT 1 FROM maturity m WHERE m.customer_id = c.id)")
    if view.customer_id:
        found.require("c.id = :customer", customer=view.customer_id)
    found.add(view.only)
    found.add_words(view.only.text, ("c.name_sort", "lower(c.code)"))
    return sorted_pager(
        connection,
        identity="c.id",
        columns=_MATURITY,
        source="customer c",
        where=found.where,
        keys={"first_by": MATURITY_SORTS[view.sort], "called": "c.name_sort"},
        order=(OrderBy("first_by", way(view.descending)), OrderBy("called"), OrderBy("id")),
        record=_maturity,
        values=found.values,
    )


def maturity_course(connection: sqlite3.Connection, customer_id: str) -> list[MaturityView]:
    """Return everything that both sides said of the relationship with a customer, the newest first."""
    rows = connection.execute(
        "SELECT id, side, date, level, note FROM maturity WHERE customer_id = ? ORDER BY date DESC, side, id",
        (customer_id,),
    )
    return build(MaturityView, rows)
