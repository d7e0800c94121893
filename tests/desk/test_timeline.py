"""A customer's timeline on a real desk: everything that happened, once, in order, in pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.timeline import TimelineEntry, TimelineKind, timeline
from tests.portfolio_world import build, copy_of, customer_id


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def desk(world: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_of(world, tmp_path / "desk")
    yield opened
    opened.close()


def told(desk: Desk, *kinds: TimelineKind, code: str = "FIN") -> list[TimelineEntry]:
    pages = timeline(desk, customer_id(desk, code), kinds)
    return pages.fetch(0, pages.count())


def add(desk: Desk, kind_name: str, **values: str) -> str:
    return records.add(desk, kind_name, values, as_text=True)


def everything(desk: Desk) -> None:
    """Add one of each kind that the small portfolio lacks."""
    add(desk, "log", customer="FIN", kind="issue", title="Numbers differ", date="2026-11-02")
    add(desk, "log", customer="FIN", kind="opportunity", title="On an unknown day")
    add(
        desk, "successes", customer="FIN", title="Close in five days", date="2026-10-02", value_shown="610 T€"
    )
    add(desk, "surveys", customer="FIN", name="After the upgrade", date="2026-09-01", method="CSAT")
    add(
        desk, "changes", title="Database", code="CHG-1", customers="FIN", told="2026-11-01", told_by="ana@it.example",
        window_start="2026-12-05T20:00", zone="Europe/Berlin",
    )  # fmt: skip
    add(desk, "changes", title="Untold", customers="FIN")


def test_all_kinds_are_told_in_order_of_time(desk: Desk) -> None:
    everything(desk)
    found = told(desk)
    assert {entry.kind for entry in found} == set(TimelineKind)
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)
    assert len({entry.id for entry in found}) == len(found)
    by_kind = {kind: [entry for entry in found if entry.kind is kind] for kind in TimelineKind}
    assert [(one.title, one.said, one.who) for one in by_kind[TimelineKind.TOUCH]] == [
        ("Asked about the batch window", "call", "Ana Souza")
    ]
    # A held meeting is told as the meeting, not as its touch as well.
    assert [(one.title, one.said) for one in by_kind[TimelineKind.MEETING]] == [
        ("Monthly service review", "held")
    ]
    assert by_kind[TimelineKind.MEETING][0].occurrence is not None
    assert {(one.title, one.said) for one in by_kind[TimelineKind.ACTION_DONE]} == {
        ("Send the user list", "done late")
    }
    assert len(by_kind[TimelineKind.ACTION_MADE]) == 4
    assert [one.said for one in by_kind[TimelineKind.SIGNATURE]] == ["signed"] * 3
    assert [one.said for one in by_kind[TimelineKind.AGREEMENT]] == ["proposed"]
    assert [one.title for one in by_kind[TimelineKind.CHANGE_TOLD]] == ["CHG-1 Database"]
    assert {one.title for one in by_kind[TimelineKind.LOG]} == {"Numbers differ", "On an unknown day"}


def test_a_version_that_came_into_force_says_so(desk: Desk) -> None:
    said = [entry.said for entry in told(desk, TimelineKind.AGREEMENT, code="TRE")]
    assert sorted(said) == ["in force", "proposed"]


def test_feedback_is_told_when_it_came_and_when_it_was_closed(desk: Desk) -> None:
    add(
        desk,
        "feedback",
        customer="FIN",
        kind="compliment",
        title="Well done",
        received="2026-11-05",
        state="closed",
    )
    found = [(entry.title, entry.said) for entry in told(desk, TimelineKind.FEEDBACK)]
    assert ("Well done", "compliment received") in found
    assert ("Well done", "compliment closed") in found
    assert ("Portal was down", "complaint received") in found


def test_only_some_kinds_are_told_when_asked(desk: Desk) -> None:
    everything(desk)
    found = told(desk, TimelineKind.LOG, TimelineKind.SUCCESS)
    assert {entry.kind for entry in found} == {TimelineKind.LOG, TimelineKind.SUCCESS}
    assert told(desk, TimelineKind.SURVEY, code="HR") == []


def test_what_is_still_to_come_is_not_told(desk: Desk) -> None:
    before = len(told(desk))
    add(
        desk,
        "touches",
        customer="FIN",
        at="2026-11-24T15:00+01:00",
        summary="This afternoon",
        by="ana@it.example",
    )
    add(desk, "log", customer="FIN", kind="issue", title="Tomorrow", date="2026-11-25")
    assert len(told(desk)) == before
    add(desk, "log", customer="FIN", kind="issue", title="Today", date="2026-11-24")
    assert told(desk)[0].title == "Today"


def test_pages_tell_the_same_as_the_whole(desk: Desk) -> None:
    for day in range(1, 25):
        for number in range(3):
            add(desk, "log", customer="FIN", kind="issue", title=f"{day}/{number}", date=f"2026-10-{day:02}")
    whole = told(desk)
    pages = timeline(desk, customer_id(desk, "FIN"))
    total = pages.count()
    assert total == len(whole)
    forwards = [entry for start in range(0, total, 7) for entry in pages.fetch(start, 7)]
    assert forwards == whole
    assert pages.fetch(total - 5, 5) == whole[-5:]
    assert pages.index_of(whole[30].id) == 30
    assert pages.present([whole[3].id, "log/none/log"]) == {whole[3].id}
