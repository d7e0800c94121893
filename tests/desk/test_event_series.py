"""This and all that follow: what came before stays as it was, what follows is as edited, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import pinned_clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.desk.event_series import change_following, delete_following
from brm_tui.errors import BrmError, FieldError
from brm_tui.paths import Home
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import instances
from brm_tui.rules.series_split import ended_before, following, moved_rule
from brm_tui.store.queries.rows import list_rows

at = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(Home(tmp_path / "home"), pinned_clock("2026-11-24T12:00", "Europe/Berlin"))
    records.add(opened, "customers", {"name": "Finance", "code": "FIN"})
    records.add(opened, "people", {"name": "Ana", "email": "ana@x.org", "side": "IT"})
    yield opened
    assert check(opened) == []
    opened.close()


def weekly(desk: Desk, **values: Any) -> str:
    known = {"title": "Review", "start": "2026-12-01T10:00", "zone": "Europe/Berlin", "customers": "FIN",
             "attendees": "ana@x.org:optional", "recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
             "place": "Teams"}  # fmt: skip
    return records.add(desk, "events", {**known, **values}, as_text=True)


def starts(desk: Desk) -> list[str]:
    found = occurrences(desk, date(2026, 1, 1), date(2027, 12, 31), layers=("meeting",))
    return [f"{entry.start:%m-%d %H:%M} {entry.title.removeprefix('Finance · ')}" for entry in found]


def test_this_and_following_become_a_series_of_their_own_in_one_step(desk: Desk) -> None:
    row = weekly(desk)
    before = starts(desk)
    new = change_following(
        desk, row, at("2026-12-15T10:00"), {"title": "Steering", "start": at("2026-12-15T14:00")}
    )
    assert starts(desk) == [
        "12-01 10:00 Review", "12-08 10:00 Review", "12-15 14:00 Steering", "12-22 14:00 Steering",
        "12-29 14:00 Steering", "01-05 14:00 Steering",
    ]  # fmt: skip
    old, made = sorted(list_rows(desk.reader, KINDS["events"]), key=lambda found: found.start)
    assert old.recurrence == "FREQ=WEEKLY;UNTIL=20261214;BYDAY=TU"
    assert (made.id, made.recurrence) == (new, "FREQ=WEEKLY;COUNT=4;BYDAY=TU")
    assert (made.customers, made.attendees, made.place) == (old.customers, old.attendees, "Teams")
    desk.undo()
    assert starts(desk) == before


def test_another_weekday_moves_the_rule_along(desk: Desk) -> None:
    row = weekly(desk)
    change_following(desk, row, at("2026-12-22T10:00"), {"start": "2026-12-23T10:00"}, as_text=True)
    assert [text[:5] for text in starts(desk)] == ["12-01", "12-08", "12-15", "12-23", "12-30", "01-06"]


def test_exceptions_and_records_go_along_where_they_fit(desk: Desk) -> None:
    row = weekly(desk)
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    events.change_occurrence(desk, row, at("2026-12-22T10:00"), {"start": at("2026-12-24T09:00")})
    events.change_occurrence(desk, row, at("2026-12-29T10:00"), {"cancelled": True})
    records.add(desk, "meetings", {"event": row, "occurrence": at("2027-01-05T10:00"), "state": "cancelled"})
    new = change_following(desk, row, at("2026-12-15T10:00"), {"start": at("2026-12-15T11:00")})
    assert [text[:11] for text in starts(desk)] == [
        "12-01 10:00",
        "12-15 11:00",
        "12-24 09:00",
        "01-05 11:00",
    ]
    (meeting,) = list_rows(desk.reader, KINDS["meetings"])
    assert (meeting.event_id, meeting.occurrence) == (new, at("2027-01-05T11:00"))
    change_following(
        desk, new, at("2026-12-22T11:00"), {"recurrence": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=2"}
    )
    assert [text[:5] for text in starts(desk)] == ["12-01", "12-15", "12-24", "01-05"]
    desk.undo()
    desk.undo()
    assert [text[:11] for text in starts(desk)] == [
        "12-01 10:00", "12-15 10:00", "12-24 09:00", "01-05 10:00"
    ]  # fmt: skip


def test_from_the_first_on_it_is_the_whole_series(desk: Desk) -> None:
    row = weekly(desk)
    assert change_following(desk, row, at("2026-12-01T10:00"), {"title": "All"}) == row
    assert {text[12:] for text in starts(desk)} == {"All"}
    assert "from 01 Dec 2026 on" in delete_following(desk, row, at("2026-12-01T10:00"))
    assert starts(desk) == []
    desk.undo()
    assert len(starts(desk)) == 6


def test_deleting_what_follows_ends_the_series_and_keeps_what_was_recorded(desk: Desk) -> None:
    row = weekly(desk, start="2026-11-03T10:00")
    records.add(desk, "meetings", {"event": row, "occurrence": at("2026-11-17T10:00")})
    delete_following(desk, row, at("2026-12-01T10:00"))
    assert [text[:5] for text in starts(desk)] == ["11-03", "11-10", "11-17", "11-24"]
    assert len(list_rows(desk.reader, KINDS["meetings"])) == 1
    desk.undo()
    assert len(starts(desk)) == 6


def test_what_cannot_be_cut_is_refused_and_unchanged(desk: Desk) -> None:
    row = weekly(desk)
    with pytest.raises(FieldError, match="occurrence of the series"):
        delete_following(desk, row, at("2026-12-02T10:00"))
    with pytest.raises(FieldError, match="rhythm that the first date is on"):
        change_following(desk, row, at("2026-12-15T10:00"), {"recurrence": "FREQ=WEEKLY;BYDAY=WE"})
    records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    records.add(desk, "forums", {"agreement": "FIN", "name": "Forum", "first_date": date(2026, 12, 3)})
    (made,) = (found for found in list_rows(desk.reader, KINDS["events"]) if found.forum)
    with pytest.raises(BrmError, match="forum"):
        delete_following(desk, made.id, made.start)
    assert len([text for text in starts(desk) if "Review" in text]) == 6


RULES = [
    "FREQ=DAILY;COUNT=9", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=11",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
    "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=7", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH", "FREQ=YEARLY",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=-1", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601",
]  # fmt: skip


@given(st.sampled_from(RULES), st.dates(date(2026, 1, 1), date(2027, 2, 28)), st.integers(1, 8))
def test_both_halves_are_the_whole(rule: str, day: date, index: int) -> None:
    series = Series("e", datetime.combine(day, at("2026-01-01T10:00").time()), recurrence=rule)
    last = date(2040, 12, 31)
    whole = instances(series, day, last)
    if index >= len(whole):
        return
    cut = whole[index]
    head = Series("e", series.start, recurrence=ended_before(series, cut))
    tail = Series("f", cut, recurrence=following(series, cut))
    assert instances(head, day, last) == whole[:index]
    assert instances(tail, day, last) == whole[index:]


@given(st.sampled_from(RULES), st.dates(date(2026, 1, 1), date(2027, 2, 28)), st.integers(-6, 6))
def test_a_rule_that_moves_has_its_new_first_date(rule: str, day: date, by: int) -> None:
    series = Series("e", datetime.combine(day, at("2026-01-01T10:00").time()), recurrence=rule)
    cut = instances(series, day, date(2040, 12, 31))[0]
    new = cut + timedelta(days=by)
    try:
        moved = moved_rule(following(series, cut), cut.date(), new.date())
    except FieldError:
        return
    if "UNTIL" not in rule:
        assert instances(Series("f", new, recurrence=moved), new.date(), new.date()) == [new]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(RULES[:8]), st.integers(0, 5), st.integers(0, 5))
def test_cut_again_and_again_on_a_real_file(desk: Desk, rule: str, first: int, second: int) -> None:
    row = weekly(desk, recurrence=rule)
    try:
        whole = instances(
            Series("e", at("2026-12-01T10:00"), recurrence=rule), date(2026, 12, 1), date(2028, 12, 31)
        )
        tail = change_following(desk, row, whole[first], {"place": "B"})
        change_following(desk, tail, whole[max(first, second)], {"place": "C"})
        found = occurrences(desk, date(2026, 1, 1), date(2028, 12, 31), layers=("meeting",))
        expected = [
            "C" if n >= max(first, second) else "B" if n >= first else "Teams" for n in range(len(whole))
        ]
        assert [entry.place for entry in found] == expected
        assert [entry.start.replace(tzinfo=None) for entry in found] == whole
    finally:
        for event in list_rows(desk.reader, KINDS["events"]):
            records.delete(desk, "events", event.id)
