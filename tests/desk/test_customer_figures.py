"""What the customer's overview says of promises kept and of topics, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import history, records
from brm_tui.desk.customer_pages import MOST_PROMISES, KeepRate, Promise, TopicStanding, overview, preview
from brm_tui.desk.desk import Desk
from brm_tui.desk.meetings import meeting_page
from brm_tui.desk.minutes import Written, keep_meeting
from brm_tui.rules.vocabulary import MeetingState, PromiseSide, Topic
from tests.portfolio_world import build, copy_of, customer_id

NOVEMBER = datetime(2026, 11, 3, 10)  # noqa: DTZ001 - local


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def desk(world: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_of(world, tmp_path / "desk")
    yield opened
    opened.close()


def rates(desk: Desk, code: str = "FIN") -> list[KeepRate]:
    return list(overview(desk, customer_id(desk, code)).rates)


def shown_of(desk: Desk) -> Sequence[Promise]:
    return overview(desk, customer_id(desk, "FIN")).promises


def preview_of(desk: Desk) -> Sequence[Promise]:
    found = preview(desk, customer_id(desk, "FIN"))
    assert found is not None
    return found.promises


def topics(desk: Desk) -> dict[Topic, TopicStanding]:
    return {one.topic: one for one in overview(desk, customer_id(desk, "FIN")).topics}


def review(desk: Desk) -> str:
    found: str = desk.reader.execute(
        "SELECT id FROM event WHERE title = 'Monthly service review'"
    ).fetchone()[0]
    return found


def keep(desk: Desk, text: str) -> None:
    note = meeting_page(desk, review(desk), NOVEMBER).note
    keep_meeting(
        desk,
        review(desk),
        NOVEMBER,
        Written(MeetingState.HELD, text, {}),
        revision=note.revision if note else None,
    )


def add(desk: Desk, **values: str) -> str:
    return records.add(desk, "actions", {"customer": "FIN", **values}, as_text=True)


def test_what_one_side_promised_hides_nothing_of_the_other_and_all_are_counted(desk: Desk) -> None:
    before = {one.promised_by or PromiseSide.IT: one.of_side for one in shown_of(desk)}
    records.add_many(
        desk,
        "actions",
        [{"title": f"Old {number}", "customer": "FIN", "due": "2026-01-02"} for number in range(200)],
    )
    add(desk, title="Answer us", promised_by="business", due="2027-06-01")
    for found in (shown_of(desk), preview_of(desk)):
        it = [one for one in found if one.promised_by is not PromiseSide.BUSINESS]
        business = [one for one in found if one.promised_by is PromiseSide.BUSINESS]
        assert len(it) == MOST_PROMISES
        assert {one.of_side for one in it} == {before[PromiseSide.IT] + 200}
        assert business[-1].title == "Answer us"
        assert {one.of_side for one in business} == {before.get(PromiseSide.BUSINESS, 0) + 1}


def test_promises_of_both_sides_are_counted_by_what_became_of_them(desk: Desk) -> None:
    ours, theirs = rates(desk)
    assert (ours.kept, ours.late, ours.open_late, ours.ahead, ours.percent) == (0, 0, 1, 1, 0)
    assert (theirs.kept, theirs.late, theirs.open_late, theirs.percent) == (0, 1, 1, 0)
    # Nobody said who promises it: the assignee's side does.
    then = Desk.open(desk.home, pinned_clock("2026-11-19", "Europe/Berlin"))
    add(then, title="Send figures", assignee="ana@it.example", due="2026-11-20", status="done")
    then.close()
    add(desk, title="Older than a year", promised_by="IT", due="2025-11-01")
    add(desk, title="Due today", promised_by="IT", due="2026-11-24")
    add(
        desk,
        title="Given up",
        promised_by="IT",
        due="2026-11-01",
        status="cancelled",
        status_reason="no need",
    )
    ours = rates(desk)[0]
    assert (ours.kept, ours.open_late, ours.cancelled, ours.ahead, ours.percent) == (1, 1, 1, 2, 50)
    assert [rate.percent for rate in rates(desk, "TRE")] == [None, None]


def test_a_held_meeting_talks_about_its_agenda_and_what_its_minutes_mark(desk: Desk) -> None:
    records.change(desk, "events", review(desk), {"agenda": "Service levels\nBudget 2027\nLeavers #risk"})
    assert all(one.last is None for one in topics(desk).values())
    keep(desk, "All met.")
    assert {topic for topic, one in topics(desk).items() if one.last} == {Topic.BUDGET, Topic.RISK}
    assert (topics(desk)[Topic.RISK].days, topics(desk)[Topic.RISK].times) == (21, 1)
    # What one takes off the touch stays off; what the minutes mark afterwards comes to it.
    touch = desk.reader.execute("SELECT id FROM touch WHERE meeting_id IS NOT NULL AND at LIKE '2026-11-03%'")
    touch_id = touch.fetchone()[0]
    records.change(desk, "touches", touch_id, {"topics": ("budget",)})
    keep(desk, "All met.\nWhere they want to be in 2030 #strategy")
    assert {topic for topic, one in topics(desk).items() if one.last} == {Topic.BUDGET, Topic.STRATEGY}
    history.undo(desk)
    assert {topic for topic, one in topics(desk).items() if one.last} == {Topic.BUDGET}
    history.redo(desk)
    assert topics(desk)[Topic.STRATEGY].last is not None


def test_a_later_agenda_does_not_change_what_was_talked_about(desk: Desk) -> None:
    keep(desk, "All met.")
    records.change(desk, "events", review(desk), {"agenda": "Strategy"})
    assert topics(desk)[Topic.STRATEGY].last is None
