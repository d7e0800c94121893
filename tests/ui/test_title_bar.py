"""The title line: what gives way where it is short of room, and what never does."""

from __future__ import annotations

from brm_tui.ui.widgets.title_bar import FILTERED, title_content

ANSWER = "9 projects under way · 2 red · 6 amber"


def test_the_state_stands_at_the_right_where_there_is_room() -> None:
    line = title_content((), "Services", ANSWER, "sort: slip ↓", 80).plain
    assert line.startswith(f" Services   {ANSWER}")
    assert line.endswith("sort: slip ↓")
    assert len(line) == 79


def test_an_order_gives_way_before_the_answer() -> None:
    assert title_content((), "Services", ANSWER, "sort: slip ↓", 56).plain == f" Services   {ANSWER}"


def test_a_filter_is_said_whatever_gives_way() -> None:
    state = (f"{FILTERED}standing red · 2 listed", "sort: standing ↑")
    assert title_content((), "Services", ANSWER, state, 140).plain.endswith("2 listed   sort: standing ↑")
    line = title_content((), "Services", ANSWER, state, 80).plain
    assert line.endswith(" filter: standing red · 2 listed")
    assert line.startswith(" Services   9 projects under way · 2 red ·")
    assert len(line) == 79
    long = title_content(("Portfolio",), "A" * 200, ANSWER, f"{FILTERED}{'x' * 200} · 2 listed", 80).plain
    assert long.count("…") == 2
    assert FILTERED in long
    assert len(long) == 79
