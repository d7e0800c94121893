"""How a week is laid out: nothing on top of anything else, nothing left out, the same each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.month_layout import sheet_of
from brm_tui.ui.screens.calendar.packing import packed
from brm_tui.ui.screens.calendar.week_cells import block_lines, wrapped
from brm_tui.ui.screens.calendar.week_layout import HOURS, WHOLE_DAY, blocks_of, week_sheet
from brm_tui.ui.screens.calendar.week_places import Places
from brm_tui.ui.screens.calendar.year_layout import steps_for, year_places

MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime.combine(MONDAY, time())


def entry(number: int, start: datetime, minutes: int, *, all_day: bool = False) -> CalendarEntry:
    end = start + timedelta(minutes=minutes)
    return CalendarEntry(
        "meeting", "event", f"{number:04}", start, end, start.replace(tzinfo=UTC), end.replace(tzinfo=UTC),
        f"Meeting {number}", all_day=all_day,
    )  # fmt: skip


@st.composite
def some_entries(draw: st.DrawFn) -> list[CalendarEntry]:
    times = draw(
        st.lists(st.tuples(st.integers(-600, 8 * 1440), st.integers(0, 2000), st.booleans()), max_size=40)
    )
    found = []
    for number, (minute, length, all_day) in enumerate(times):
        start = MIDNIGHT + timedelta(minutes=minute)
        if all_day:
            start = start.replace(hour=0, minute=0)
            length = 1440 * (1 + length // 700)
        found.append(entry(number, start, length, all_day=all_day))
    return sorted(found, key=lambda one: (one.start, not one.all_day, one.end))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=60))
def test_spans_in_one_column_never_overlap(given_spans: list[tuple[int, int]]) -> None:
    spans = sorted((first, first + more) for first, more in given_spans)
    columns = packed(spans)
    for place, (first, last) in enumerate(spans):
        for other in range(place):
            if columns[other] == columns[place]:
                assert spans[other][1] < first
        # No column is left out: all below it are taken where it begins.
        beside = {columns[other] for other in range(place) if spans[other][1] >= first}
        assert set(range(columns[place])) <= beside
        assert first <= last


@given(some_entries(), st.sampled_from([1, 2, 4]))
def test_every_entry_stands_on_its_days_and_none_on_another(
    entries: list[CalendarEntry], lines_per_hour: int
) -> None:
    week = week_sheet(MONDAY, sheet_of(entries, MONDAY, MONDAY + timedelta(days=6)), lines_per_hour)
    for weekday, held in enumerate(week.days):
        day = MONDAY + timedelta(days=weekday)
        wanted = {one.source_id for one in entries if one.start.date() <= day <= one.last_day}
        found = [block.entry.source_id for block in held.blocks] + [one.source_id for one in held.whole]
        assert sorted(found) == sorted(wanted)
        for line, blocks in held.by_line.items():
            assert 0 <= line < HOURS * lines_per_hour
            assert len({block.column for block in blocks}) == len(blocks)
            assert all(block.column < block.columns for block in blocks)
        stops = held.stops
        assert [stop.line for stop in stops] == sorted(stop.line for stop in stops)
        assert {stop.entry.source_id for stop in stops if stop.entry} == wanted
        assert stops[0].line == WHOLE_DAY
        assert all(held.by_line.get(stop.line) is None for stop in stops[1:] if stop.entry is None)
        for place, stop in enumerate(stops):
            if stop.entry is None and stop.line > WHOLE_DAY:
                assert held.nearest(stop.line) == place


@given(some_entries())
def test_the_order_is_the_same_each_time(entries: list[CalendarEntry]) -> None:
    day = MONDAY + timedelta(days=1)
    assert blocks_of(entries, day, 2) == blocks_of(list(entries), day, 2)


@given(some_entries())
def test_bands_of_a_lane_never_overlap(entries: list[CalendarEntry]) -> None:
    week = week_sheet(MONDAY, sheet_of(entries, MONDAY, MONDAY + timedelta(days=6)), 1)
    for lane in week.lanes:
        for before, after in pairwise(lane):
            assert before.last < after.first


def test_meetings_at_once_stand_side_by_side_and_others_have_the_whole_day() -> None:
    held = blocks_of(
        [
            entry(1, MIDNIGHT + timedelta(hours=9), 60),
            entry(2, MIDNIGHT + timedelta(hours=9, minutes=30), 60),
            entry(3, MIDNIGHT + timedelta(hours=14), 30),
        ],
        MONDAY,
        2,
    )
    assert [(block.first, block.last, block.column, block.columns) for block in held] == [
        (18, 19, 0, 2),
        (19, 20, 1, 2),
        (28, 28, 0, 1),
    ]


@given(st.integers(60, 250), st.integers(15, 90), st.integers(1, 60))
def test_columns_of_a_day_fit_into_its_cells(width: int, height: int, columns: int) -> None:
    places = Places(width, height)
    assert places.said_top + places.said_lines <= max(height, places.lanes + 2 + places.said_lines)
    assert places.columns[-1][0] + places.columns[-1][1] == width
    for weekday, (_left, cells) in enumerate(places.columns):
        end = 0
        for column in range(columns):
            place = places.column_at(weekday, column, columns)
            if place is None:
                continue
            assert place[0] >= end
            end = place[0] + place[1]
        assert 0 < end <= cells - 1


@given(st.text(max_size=60), st.integers(2, 20), st.integers(1, 5))
def test_a_wrapped_text_fills_its_cells(text: str, width: int, count: int) -> None:
    shown = " ".join(text.split())
    lines = wrapped(shown if shown.isprintable() else "x", width, count)
    assert len(lines) <= count
    assert all(cell_len(line) == width for line in lines)


def test_a_block_has_as_many_lines_as_it_takes() -> None:
    one = entry(1, MIDNIGHT + timedelta(hours=9, minutes=15), 60)._replace(
        place="Teams", title="漢字 review " * 9
    )
    for width in (4, 5, 9, 22):
        for count in (1, 2, 5):
            lines = block_lines(one, MONDAY, width, count, 60)
            assert len(lines) == count
            assert {sum(cell_len(text) for text, _style in line) for line in lines} == {width}
    assert "09:15" in "".join(text for text, _style in block_lines(one, MONDAY, 22, 2, 60)[0])


def test_months_of_a_year_fit() -> None:
    for width in range(60, 200):
        places = year_places(width, 40)
        assert places.left + places.across * places.stride - (places.stride - 7 * places.cell) <= width
        assert 12 % places.across == 0
    assert year_places(80, 18).across == 3
    assert year_places(160, 44) == year_places(160, 24)
    assert year_places(160, 44).across == 4


def test_how_full_a_day_is_is_said_alike_unless_it_is_very_full() -> None:
    assert steps_for([0, 1, 4]) == steps_for([]) == (1, 3, 5, 8)
    assert steps_for([2000, 3]) == (1, 500, 1000, 1500)
