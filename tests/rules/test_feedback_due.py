"""Working days, and by them when a complaint is due and how late it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.feedback_due import DUE_DAYS, Age, Ageing, age_words, ageing, due_days, due_of
from brm_tui.rules.relationship_needs import COMPLAINT_DAYS
from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState
from brm_tui.rules.working_days import after_working_days, working_days_between
from brm_tui.rules.working_time import WorkingTime

CHRISTMAS = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 26): "Boxing Day",
    date(2027, 1, 1): "New Year",
}
GERMANY = WorkingTime("Europe/Berlin", calendar="Germany", holidays=CHRISTMAS)
GULF = WorkingTime("Asia/Riyadh", weekend=frozenset({4, 5}))
K, S = FeedbackKind, FeedbackState
TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "works", "expected"),
    [
        (date(2026, 11, 24), 1, GERMANY, date(2026, 11, 25)),
        (date(2026, 11, 27), 1, GERMANY, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, GERMANY, date(2026, 11, 30)),
        (date(2026, 12, 23), 2, GERMANY, date(2026, 12, 28)),
        (date(2026, 11, 26), 1, GULF, date(2026, 11, 29)),
        (date.max - timedelta(days=1), 20, GERMANY, date.max),
    ],
)
def test_working_days_leave_weekends_and_holidays_out(
    start: date, count: int, works: WorkingTime, expected: date
) -> None:
    assert after_working_days(start, count, works) == expected


@given(DAYS, st.integers(1, 60), st.sampled_from([GERMANY, GULF]))
def test_what_is_counted_on_is_counted_back(start: date, count: int, works: WorkingTime) -> None:
    due = after_working_days(start, count, works)
    assert works.day_off(due) is None
    assert working_days_between(start, due, works) == count


@given(DAYS, DAYS, st.sampled_from([GERMANY, GULF]))
def test_counting_by_weeks_is_counting_by_days(first: date, last: date, works: WorkingTime) -> None:
    counted = sum(
        works.day_off(first + timedelta(days=number)) is None for number in range(1, (last - first).days + 1)
    )
    assert working_days_between(first, last, works) == counted


def test_who_never_works_is_never_waited_for_forever() -> None:
    nobody = WorkingTime("UTC", weekend=frozenset(range(7)))
    assert after_working_days(TODAY, 1, nobody) > TODAY + timedelta(days=3000)


def test_each_severity_has_its_time_and_the_settings_may_say_another() -> None:
    received = date(2026, 12, 21)
    dues = [due_of(K.COMPLAINT, severity, received, DUE_DAYS, GERMANY) for severity in Criticality]
    assert dues == [date(2026, 12, 23), date(2026, 12, 29), date(2027, 1, 6), date(2027, 1, 20)]
    assert due_of(K.COMPLAINT, Criticality.LOW, received, due_days({"low": 1}), GERMANY) == date(2026, 12, 22)
    assert due_days({"low": 1})["critical"] == DUE_DAYS["critical"]
    for kind in (K.COMPLIMENT, K.SUGGESTION):
        assert due_of(kind, Criticality.CRITICAL, received, DUE_DAYS, GERMANY) is None


def _age(
    state: FeedbackState = S.ASSESSED, kind: FeedbackKind = K.COMPLAINT, **dates: date | None
) -> tuple[object, ...]:
    found = ageing(kind, state, dates.get("received"), dates.get("due"), dates.get("closed"), TODAY, GERMANY)
    return found.age, found.days_open, found.working_days_late


def test_how_old_it_is_is_told_in_days_and_lateness_in_working_days() -> None:
    received = date(2026, 11, 12)
    assert _age(received=received, due=date(2026, 11, 20)) == (Age.LATE, 12, 2)
    assert _age(received=received, due=TODAY) == (Age.TODAY, 12, 0)
    assert _age(received=received, due=date(2026, 12, 1)) == (Age.OLD, 12, 0)
    young = TODAY - timedelta(days=COMPLAINT_DAYS - 1)
    assert _age(received=young, due=date(2026, 12, 1)) == (Age.IN_TIME, COMPLAINT_DAYS - 1, 0)
    assert _age(kind=K.SUGGESTION, received=received) == (Age.IN_TIME, 12, None)
    assert _age(received=None, due=None) == (Age.IN_TIME, None, None)


def test_what_is_settled_is_no_longer_late() -> None:
    received, due = date(2026, 11, 2), date(2026, 11, 9)
    assert _age(S.CLOSED, received=received, due=due, closed=date(2026, 11, 11)) == (Age.SETTLED, 9, 2)
    assert _age(S.CLOSED, received=received, due=due) == (Age.SETTLED, None, None)
    assert _age(S.ACCEPTED_BY_CUSTOMER, received=received, due=due)[0] is Age.SETTLED


def test_ages_in_words() -> None:
    said = [
        age_words(Ageing(*values))
        for values in (
            (Age.LATE, 12, 4), (Age.LATE, 2, 1), (Age.LATE, 3, 0), (Age.TODAY, 5, 0), (Age.OLD, 12, 0),
            (Age.IN_TIME, 1, None), (Age.IN_TIME, None, None), (Age.SETTLED, 9, 2), (Age.SETTLED, None, None),
        )
    ]  # fmt: skip
    assert said == [
        "late 4 working days", "late 1 working day", "just late", "due today", "open 12 days", "open 1 day", "open",
        "settled in 9 days", "settled",
    ]  # fmt: skip
