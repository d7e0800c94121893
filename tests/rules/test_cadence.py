"""How often one talks: the verdict, the trend, whose contacts they were, and what could be bundled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.bundling import OpenItem, bundle_said, bundled
from brm_tui.rules.cadence import (
    INTERVALS,
    Contact,
    Limits,
    Trend,
    Verdict,
    cadence,
    person_limits,
)
from brm_tui.rules.vocabulary import Grade

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
TODAY = NOW.date()
LIMITS = Limits(14, 30, 6)


def ago(*days: int, channel: str = "call", by: str = "Ana", topics: tuple[str, ...] = ()) -> list[Contact]:
    return [Contact(NOW - timedelta(days=number), channel, by, topics) for number in days]


@pytest.mark.parametrize(
    ("days", "limits", "verdict"),
    [
        ((41,), LIMITS, Verdict.QUIET),
        ((31,), LIMITS, Verdict.QUIET),
        ((30,), LIMITS, Verdict.DUE),
        ((14,), LIMITS, Verdict.ON_RHYTHM),
        ((1, 2, 3, 4, 5, 6, 7), LIMITS, Verdict.TOO_MUCH),
        ((1, 2, 3, 4, 5, 6, 31), LIMITS, Verdict.ON_RHYTHM),
        ((100,), Limits(), Verdict.NO_RHYTHM),
        ((100,), Limits(most=3), Verdict.NO_RHYTHM),
        ((), LIMITS, Verdict.NEVER),
    ],
)
def test_verdicts(days: tuple[int, ...], limits: Limits, verdict: Verdict) -> None:
    assert cadence(ago(*days), limits, NOW).verdict is verdict


def test_contacts_to_come_do_not_count() -> None:
    found = cadence([*ago(41), Contact(NOW + timedelta(days=2), "meeting", "Ana")], LIMITS, NOW)
    assert (found.days, found.verdict, found.recent) == (41, Verdict.QUIET, 0)


def test_nine_contacts_of_four_people_name_who_and_which_channel() -> None:
    contacts = [
        *ago(1, 3, by="Łukasz", channel="meeting"), *ago(5, by="Łukasz"), *ago(2, 4, by="Hélène", channel="mail"),
        *ago(6, 8, by="Samuel"), *ago(9, 10, by="Zoya", channel="chat"),
    ]  # fmt: skip
    found = cadence(contacts, LIMITS, NOW)
    assert (found.recent, found.verdict, len(found.shares)) == (9, Verdict.TOO_MUCH, 4)
    assert found.shares[0] == ("Łukasz", 3, (("meeting", 2), ("call", 1)))
    assert found.shares[1] == ("Hélène", 2, (("mail", 2),))


@pytest.mark.parametrize(
    ("days", "trend"),
    [
        ((2, 4, 6, 16, 26, 36), Trend.SHORTENING),
        ((2, 22, 42, 47, 52), Trend.LENGTHENING),
        ((5, 15, 25, 35, 45), Trend.STEADY),
        ((5, 15, 25, 35), Trend.UNKNOWN),
        ((25, 35, 45, 55, 65), Trend.LENGTHENING),  # the running interval has outgrown the ones before
        ((), Trend.UNKNOWN),
    ],
)
def test_trends(days: tuple[int, ...], trend: Trend) -> None:
    assert cadence(ago(*days), LIMITS, NOW).trend is trend


def test_several_contacts_of_a_day_are_one_interval() -> None:
    found = cadence([*ago(3, 10), *ago(3, channel="mail")], LIMITS, NOW)
    assert (found.intervals, found.recent) == ((7,), 3)


def test_people_are_talked_to_by_their_weight() -> None:
    assert person_limits(LIMITS, Grade.LOW, primary=True)[:3] == (14, 30, 6)
    assert person_limits(LIMITS, Grade.HIGH, primary=False)[:3] == (14, 30, 6)
    assert person_limits(LIMITS, Grade.MEDIUM, primary=False)[:3] == (28, 60, 6)
    assert person_limits(LIMITS, Grade.LOW, primary=False)[:3] == (56, 120, 6)
    unknown = person_limits(LIMITS, None, primary=False)
    assert unknown[:3] == (28, 60, 6)
    assert unknown.why == "twice the customer's days: influence not judged"
    assert person_limits(Limits(), Grade.HIGH, primary=True)[:3] == (None, None, None)


ACTIONS = [
    OpenItem("action", "Roster", date(2026, 12, 1)),
    OpenItem("action", "Much later", date(2027, 3, 1)),
    OpenItem("action", "No day", None),
    OpenItem("complaint", "Four people of IT", None),
]


def test_topics_of_calls_and_what_is_open_go_into_the_next_meeting() -> None:
    contacts = [*ago(2, topics=("risk", "budget")), *ago(3, channel="meeting", topics=("strategy",))]
    found = bundled(contacts, ACTIONS, ("Sponsor catch-up", date(2026, 11, 26)), TODAY)
    assert found.topics == ("budget", "risk")
    assert [item.title for item in found.items] == ["Roster", "Four people of IT"]
    assert bundle_said(found, TODAY) == "bundle 4 topics on Thu"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "bundle 1 topic today"),
        (date(2026, 11, 30), "bundle 1 topic on Mon"),
        (date(2026, 12, 10), "bundle 1 topic on Thu 10 Dec"),
        (date(2027, 3, 1), "no meeting near to bundle into"),
    ],
)
def test_the_day_is_said_as_one_says_it(day: date, said: str) -> None:
    assert bundle_said(bundled([], ACTIONS[:1], ("Review", day), TODAY), TODAY) == said


def test_nothing_to_bundle_waits_for_the_meeting() -> None:
    assert (
        bundle_said(bundled([], [], ("Review", date(2026, 11, 26)), TODAY), TODAY) == "let it wait until Thu"
    )
    assert bundle_said(bundled([], [], None, TODAY), TODAY) == "no meeting near to bundle into"


@given(
    days=st.lists(st.integers(0, 400), max_size=40),
    target=st.none() | st.integers(1, 60),
    maximum=st.none() | st.integers(1, 60),
    most=st.none() | st.integers(1, 10),
)
def test_the_terms_add_up(days: list[int], target: int | None, maximum: int | None, most: int | None) -> None:
    found = cadence(ago(*days), Limits(target, maximum, most), NOW)
    assert found.days == (min(days) if days else None)
    assert len(found.intervals) == min(INTERVALS, max(0, len(set(days)) - 1))
    assert all(interval > 0 for interval in found.intervals)
    assert sum(share.contacts for share in found.shares) == found.recent == sum(day < 30 for day in days)
    assert (found.verdict is Verdict.NEVER) == (not days)
    if days and maximum is not None:
        assert (found.verdict is Verdict.QUIET) == (min(days) > maximum)
