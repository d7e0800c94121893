"""Promised against kept: what counts, for whom, and what nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.rules.drift import (
    ActionFact,
    Facts,
    ForumFact,
    Kept,
    MeetingFact,
    ObjectiveFact,
    Sides,
    Verdict,
    drift,
)
from brm_tui.rules.drift_words import action_words, forum_words, objective_words, sides_words
from brm_tui.rules.vocabulary import ActionStatus, MeetingState, ObjectiveStatus, PromiseSide

TODAY = date(2026, 11, 24)
SINCE = date(2026, 1, 1)


def _action(
    due: date | None, done: date | None = None, *, side: PromiseSide = PromiseSide.IT, put_off: int = 0
) -> ActionFact:
    status = ActionStatus.DONE if done else ActionStatus.PLANNED
    return ActionFact("a", "Draft", "o", side, status, due, done, put_off)


def _objective(
    status: ObjectiveStatus = ObjectiveStatus.IN_PROGRESS, due: date | None = None
) -> ObjectiveFact:
    return ObjectiveFact("o", "Close faster", status, due, 9.0, 7.0, 5.0)


def test_a_forum_tells_what_was_promised_and_what_became_of_it() -> None:
    states = [MeetingState.HELD] * 3 + [MeetingState.NOT_HELD, MeetingState.CANCELLED, None, None]
    meetings = [
        MeetingFact(str(number), "f", state, business_came=number != 1, it_came=True)
        for number, state in enumerate(states)
    ]
    found = drift(Facts([ForumFact("f", "Review"), ForumFact("g", "Other")], meetings, [], []), SINCE, TODAY)
    row, other = found.forums
    assert forum_words(row) == "7 promised: 3 held, 1 not held, 1 cancelled, 2 not recorded"
    # What nobody recorded is not held against anybody.
    assert row.sides == Sides(Kept(2, 5), Kept(3, 5)) == found.forum_sides
    assert sides_words(row.sides) == "business kept 2 of 5 · IT 3 of 5"
    assert row.sides.it.percent == 60
    assert forum_words(other) == sides_words(other.sides) == ""
    assert other.sides.it.percent is None


@pytest.mark.parametrize(
    ("fact", "verdict", "words"),
    [
        (_action(date(2026, 11, 20), date(2026, 11, 20)), Verdict.KEPT, "done in time"),
        (_action(None, date(2026, 11, 20)), Verdict.KEPT, "done in time"),
        (_action(date(2026, 11, 20), date(2026, 11, 23), put_off=1), Verdict.LATE, "done 3 days late, put off once"),
        (_action(date(2026, 11, 23), put_off=2), Verdict.OVERDUE, "1 day overdue, put off 2 times"),
        (_action(TODAY), Verdict.OPEN, "open"),
        (_action(None), Verdict.OPEN, "open"),
    ],
)  # fmt: skip
def test_an_action_is_judged_by_its_due_date(fact: ActionFact, verdict: Verdict, words: str) -> None:
    (row,) = drift(Facts([], [], [], [fact]), SINCE, TODAY).actions
    assert (row.verdict, action_words(row)) == (verdict, words)


def test_what_came_due_before_the_period_does_not_count() -> None:
    old = _action(date(2025, 12, 31), date(2025, 12, 30))
    assert drift(Facts([], [], [], [old]), SINCE, TODAY).actions == ()
    assert len(drift(Facts([], [], [], [old]), None, TODAY).actions) == 1


@pytest.mark.parametrize(
    ("objective", "actions", "on_time"),
    [
        (_objective(), [], True),
        (_objective(due=TODAY), [], True),
        (_objective(due=date(2026, 11, 23)), [], False),
        (_objective(), [_action(date(2026, 11, 1))], False),
        (_objective(), [_action(date(2026, 11, 1), date(2026, 11, 2))], True),
        (_objective(ObjectiveStatus.ACHIEVED, date(2026, 1, 1)), [_action(date(2026, 11, 1))], True),
        (_objective(ObjectiveStatus.MISSED), [], False),
        (_objective(ObjectiveStatus.CANCELLED), [], None),
    ],
)
def test_an_objective_is_on_time_or_not(
    objective: ObjectiveFact, actions: list[ActionFact], on_time: bool | None
) -> None:
    found = drift(Facts([], [], [objective], actions), SINCE, TODAY)
    assert found.objectives[0].on_time is on_time
    assert found.on_time == (Kept() if on_time is None else Kept(int(on_time), 1))


def test_an_objective_tells_its_actions_and_its_measure() -> None:
    actions = [
        _action(date(2026, 11, 1), date(2026, 11, 9), side=PromiseSide.BUSINESS),
        _action(date(2026, 11, 1), date(2026, 11, 1)),
        _action(TODAY),
    ]
    found = drift(Facts([], [], [_objective()], actions), SINCE, TODAY)
    assert objective_words(found.objectives[0]) == (
        "on time · 2 of 3 actions done, 1 late · 50 % of the way to 5"
    )
    assert found.objective_sides == found.action_sides == Sides(Kept(0, 1), Kept(1, 1))
    assert found.actions_kept == Kept(1, 2)
