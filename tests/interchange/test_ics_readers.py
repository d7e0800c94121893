"""Readers of other hands see in our files what ``rules.recurrence`` says, occurrence by occurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.interchange.ics import write_calendar
from brm_tui.rules.calendar_items import CalendarItem
from tests.interchange.calendar_samples import HORIZON, known_edges, random_items
from tests.interchange.file_rules import broken_rules
from tests.interchange.readers import READERS, Reader, expected

FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize(
    "items", [known_edges(), random_items(60, seed=7)], ids=["known edges", "random series"]
)
def test_readers_see_every_occurrence_and_text_alike(
    reader: Reader, items: list[CalendarItem], tmp_path: Path
) -> None:
    if reader.missing():
        pytest.skip(reader.missing())
    path = tmp_path / "calendar.ics"
    path.write_bytes(write_calendar("Everything", items, horizon=HORIZON))
    assert reader.differences(path, expected(items, HORIZON, FIRST, LAST), FIRST, LAST) == []


@pytest.mark.parametrize(
    "items", [known_edges(), random_items(200, seed=11)], ids=["known edges", "random series"]
)
def test_files_keep_every_rule_for_what_is_written(items: list[CalendarItem]) -> None:
    assert broken_rules(write_calendar("Everything", items, horizon=HORIZON)) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), title=st.text(max_size=400), text=st.text(max_size=3000))
def test_any_series_and_any_text(tmp_path: Path, seed: int, title: str, text: str) -> None:
    items = [_named(item, title, text) for item in random_items(4, seed)]
    file = write_calendar(title, items, horizon=HORIZON)
    assert broken_rules(file) == []
    path = tmp_path / "calendar.ics"
    path.write_bytes(file)
    reader = READERS[0]
    if reader.missing():
        pytest.skip(reader.missing())
    first, last = date(2026, 3, 1), date(2026, 3, 1) + timedelta(days=300)
    assert reader.read(path, first, last) == expected(items, HORIZON, first, last)


def _named(item: CalendarItem, title: str, text: str) -> CalendarItem:
    return replace(item, title=title, place=title, description=text, agenda=text)
