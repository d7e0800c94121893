"""Surveys count their answers, keep to their scale and are compared; both sides see a relationship."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.desk.satisfaction import (
    BY_CUSTOMER,
    SatisfactionView,
    gap_of,
    maturity_lines,
    maturity_page,
    satisfaction_summary,
    survey_lines,
    survey_page,
)
from brm_tui.desk.surveys import keep_answer
from brm_tui.errors import FieldError
from brm_tui.rules.answer_line import read_answer
from brm_tui.rules.capture import Known
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.store.queries.satisfaction import SURVEY_SORTS


@pytest.fixture
def customers(desk: Desk) -> list[str]:
    """Make two customers."""
    return [
        records.add(desk, "customers", {"name": name, "code": code})
        for name, code in (("Finance", "FIN"), ("Retail", "RET"))
    ]


def survey(desk: Desk, name: str, *scores: tuple[int | None, str | None], **values: object) -> str:
    """Enter a survey with its answers: score and customer."""
    made = records.add(desk, "surveys", {"name": name, "date": date(2026, 11, 1), **values})
    for score, customer in scores:
        records.add(desk, "responses", {"survey": made, "score": score, "customer": customer})
    return made


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize("sort", SURVEY_SORTS)
def test_surveys_are_sorted(desk: Desk, sort: str) -> None:
    for name, day, customer in (("b", 3, "RET"), ("C", 1, "FIN"), ("a", 2, "FIN")):
        survey(desk, name, date=date(2026, 11, day), customer=customer)
    up = {"date": "Cab", "name": "abC", "customer": "aCb"}[sort]
    down = {"date": "baC", "name": "Cba", "customer": "baC"}[sort]
    for descending, wanted in ((False, up), (True, down)):
        pages = survey_lines(desk, SatisfactionView(sort=sort, descending=descending))
        assert "".join(line.head.name for line in pages.fetch(0, 9)) == wanted
        assert [pages.index_of(line.id) for line in pages.fetch(0, 9)] == [0, 1, 2]


@pytest.mark.usefixtures("customers")
def test_a_survey_says_what_its_answers_say(desk: Desk) -> None:
    made = survey(desk, "Desk", (5, "FIN"), (4, "FIN"), (1, "RET"), (None, "RET"), invited=8)
    (line,) = survey_lines(desk, SatisfactionView()).fetch(0, 9)
    assert (line.id, line.figures.answers, line.figures.unscored) == (made, 3, 1)
    assert line.figures.value == pytest.approx(200 / 3)
    assert (line.figures.response_rate, line.counts) == (0.5, {5: 1, 4: 1, 1: 1})
    page = survey_page(desk, made)
    assert page is not None
    assert [answer.score for answer in page.answers] == [None, 1, 4, 5]
    assert survey_page(desk, "nothing") is None


def test_a_customer_sees_its_own_answers_and_no_rate_that_nobody_knows(
    desk: Desk, customers: list[str]
) -> None:
    survey(desk, "All", (5, "FIN"), (1, "RET"), invited=8, sample=20)
    own = survey(desk, "Own", (4, None), customer="FIN", invited=2)
    survey(desk, "Other", (4, None), customer="RET")
    lines = {
        line.head.name: line
        for line in survey_lines(desk, SatisfactionView(customer_id=customers[0])).fetch(0, 9)
    }
    assert list(lines) == ["Own", "All"]
    assert (lines["All"].figures.answers, lines["All"].figures.response_rate) == (1, None)
    assert (lines["Own"].figures.answers, lines["Own"].figures.response_rate) == (1, 0.5)
    assert satisfaction_summary(desk, customers[0]).surveys == 2
    # An answer to a survey of one customer is that customer's.
    page = survey_page(desk, own)
    assert page is not None
    assert page.answers[0].customer_code == "FIN"


@pytest.mark.usefixtures("customers")
def test_surveys_are_compared_by_name_or_by_question(desk: Desk) -> None:
    survey(desk, "Year", (9, "FIN"), method="NPS", date=date(2025, 11, 1))
    survey(desk, "Year", method="NPS", date=date(2026, 2, 1), question="Recommend?")
    last = survey(desk, "Half year", (0, "FIN"), method="NPS", question="Recommend?")
    survey(desk, "Year", (5, "FIN"), date=date(2026, 1, 1))
    survey(desk, "Year", (5, None), method="NPS", customer="RET", date=date(2026, 1, 1))
    page = survey_page(desk, last)
    assert page is not None
    assert page.line.trend == (None, -100.0)
    assert [line.head.name for line in page.earlier] == ["Year"]
    by_name = next(
        line
        for line in survey_lines(desk, SatisfactionView()).fetch(0, 9)
        if line.head.date == date(2026, 2, 1)
    )
    assert by_name.trend == (100.0, None)


@pytest.mark.usefixtures("customers")
def test_scores_keep_to_the_scale_of_the_survey(desk: Desk) -> None:
    csat, nps = survey(desk, "CSAT"), survey(desk, "NPS", method="NPS")
    for made, score in ((csat, 0), (csat, 6)):
        with pytest.raises(FieldError, match="1 to 5, as CSAT is asked"):
            records.add(desk, "responses", {"survey": made, "score": score})
    answer = records.add(desk, "responses", {"survey": nps, "score": 0})
    assert record_of(desk, "responses", answer).date == date(2026, 11, 24)
    with pytest.raises(FieldError, match="NPS, by which it was answered"):
        records.change(desk, "surveys", nps, {"method": "CSAT"})
    records.change(desk, "surveys", csat, {"method": "NPS"})


@pytest.mark.usefixtures("customers")
def test_answers_are_entered_line_by_line_each_a_step(desk: Desk) -> None:
    made = survey(desk, "Year", method="NPS")
    for text in ("9", "2 Late", "- no time"):
        keep_answer(desk, made, "", read_answer(text, Known(), SurveyMethod.NPS, desk.today))
    page = survey_page(desk, made)
    assert page is not None
    assert [(answer.score, answer.comment) for answer in page.answers] == [
        (None, "no time"),
        (2, "Late"),
        (9, ""),
    ]
    desk.undo()
    desk.undo()
    with pytest.raises(FieldError, match="no score"):
        keep_answer(desk, made, "", read_answer("99", Known(), SurveyMethod.NPS, desk.today))
    assert satisfaction_summary(desk).answers == 1


def test_both_sides_see_the_relationship(desk: Desk, customers: list[str]) -> None:
    for customer, side, level, day in (
        ("FIN", "business", 3, date(2025, 1, 1)), ("FIN", "business", 2, date(2026, 10, 1)),
        ("FIN", "IT", 4, date(2026, 9, 1)),        ("RET", "IT", 1, date(2026, 9, 1)),
    ):  # fmt: skip
        records.add(desk, "maturity", {"customer": customer, "side": side, "level": level, "date": day})
    finance, retail = maturity_lines(desk, BY_CUSTOMER).fetch(0, 9)
    assert (finance.business_level, finance.it_level, gap_of(desk, finance).gap) == (2, 4, 2)
    assert (retail.business_level, gap_of(desk, retail).gap) == (None, None)
    page = maturity_page(desk, customers[0])
    assert page is not None
    assert [view.level for view in page.course] == [2, 4, 3]
    for sort, descending, first in (
        ("gap", True, finance),
        ("business", False, retail),
        ("it", False, retail),
    ):
        assert maturity_lines(desk, SatisfactionView(sort=sort, descending=descending)).fetch(0, 1) == [first]
        assert maturity_lines(desk, SatisfactionView(sort=sort, descending=not descending)).fetch(1, 1) == [
            first
        ]
    assert satisfaction_summary(desk).seen == 2
    assert satisfaction_summary(desk, customers[1]).seen == 1
    records.add(desk, "customers", {"name": "Legal", "code": "LEG"})
    assert maturity_lines(desk, BY_CUSTOMER).count() == 2
