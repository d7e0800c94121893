"""Topics in agendas, and which of them were long not discussed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.rules.topics import LONG_DAYS, agenda_topics, marked_topics, topic_marked, topic_standings
from brm_tui.rules.vocabulary import Topic

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("- Leavers' rights #risk", [Topic.RISK]),
        ("Budget 2027", [Topic.BUDGET]),
        ("Status, risks, decisions.", [Topic.RISK]),
        ("Objectives, bank landscape, budget, risks.", [Topic.BUDGET, Topic.RISK]),
        ("#strat #inv what comes in 2028", [Topic.INVESTMENT, Topic.STRATEGY]),
        ("How the new backup works #service-explained", [Topic.SERVICE_EXPLAINED]),
        ("Explain the price of printing", [Topic.SERVICE_EXPLAINED]),
        ("Outcomes of the pilot, and an INNOVATION to show", [Topic.INNOVATION_OFFERED, Topic.OUTCOME]),
        ("#risks", [Topic.RISK]),
        ("#strategies", [Topic.STRATEGY]),
        ("Service levels of the month", []),
        ("Asterisk, brisk, frisky; risk-averse people", []),
        ("Ticket #1203, room #in, C#risk, R&#risk;", []),
        ("", []),
    ],
)
def test_an_agenda_line_carries_topics(line: str, topics: list[Topic]) -> None:
    """By mark or by their own word, but not by words that only look alike."""
    assert list(agenda_topics(line)) == topics


def test_minutes_carry_only_what_is_marked() -> None:
    """Prose says risk and budget often enough without being about them."""
    assert marked_topics("No budget for it this year.\nThe stop line #risk") == (Topic.RISK,)


@settings(deadline=None)
@given(st.sampled_from(list(Topic)), st.integers(3, 20))
def test_every_beginning_of_three_letters_means_its_topic(topic: Topic, letters: int) -> None:
    """No two topics share their first three letters."""
    assert topic_marked(topic.value[:letters].replace(" ", "-")) is topic


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """And what is marked is among what an agenda carries."""
    assert set(marked_topics(text)) <= set(agenda_topics(text))


def test_never_comes_before_long_ago_and_long_ago_before_lately() -> None:
    """With days and what the last contact was; a contact to come is none yet."""
    found = topic_standings(
        [
            (TODAY - timedelta(days=12), ["risk", "budget"], "the stop line"),
            (TODAY - timedelta(days=400), ["risk", "strategy"], "lunch"),
            (TODAY + timedelta(days=1), ["outcome"], "tomorrow"),
        ],
        TODAY,
    )
    assert [one.topic for one in found[-3:]] == [Topic.STRATEGY, Topic.BUDGET, Topic.RISK]
    assert all(one.last is None and one.quiet and one.times == 0 for one in found[:4])
    strategy, _budget, risk = found[-3:]
    assert (strategy.days, strategy.times, strategy.source, strategy.quiet) == (400, 0, "lunch", True)
    assert (risk.days, risk.times, risk.source, risk.quiet) == (12, 1, "the stop line", False)


@pytest.mark.parametrize(("days", "quiet"), [(LONG_DAYS, False), (LONG_DAYS + 1, True)])
def test_half_a_year_is_long(days: int, quiet: bool) -> None:
    """From the day after it on."""
    found = topic_standings([(TODAY - timedelta(days=days), ["risk"], "")], TODAY)
    assert next(one for one in found if one.topic is Topic.RISK).quiet is quiet
