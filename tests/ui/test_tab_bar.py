"""Tabs that are more than fit in their line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from brm_tui.ui.widgets.tab_bar import Tab, TabBar, seen_tabs

TABS = [
    Tab(title.lower(), title)
    for title in (
        "Overview", "People", "Agreement", "Actions", "Meetings", "Timeline", "Risks", "Services",
        "Projects", "Changes", "Demand", "Feedback", "Log",
    )
]  # fmt: skip


@settings(deadline=None)
@given(
    widths=st.lists(st.integers(3, 30), min_size=1, max_size=20),
    data=st.data(),
    room=st.integers(30, 160),
)
def test_the_active_tab_is_always_seen_and_all_fits(
    widths: list[int], data: st.DataObject, room: int
) -> None:
    """Whichever tab was first before: the active one is whole in the line, and the line is not overrun."""
    active = data.draw(st.integers(0, len(widths) - 1))
    seen = seen_tabs(widths, active, data.draw(st.integers(0, len(widths) - 1)), room)
    assert active in seen
    assert sum(widths[index] for index in seen) <= room
    if sum(widths) <= room:
        assert seen == range(len(widths))


def test_the_line_moves_only_when_the_next_tab_would_be_hidden() -> None:
    """Turning on moves the line a tab before its end, turning back moves it a tab before its start."""
    widths, room = [10] * 10, 40
    starts, first = [], 0
    for active in (*range(10), *range(8, -1, -1)):
        first = seen_tabs(widths, active, first, room).start
        starts.append(first)
    assert starts == [0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 5, 4, 3, 2, 1, 0, 0]


class _Bar(App[None]):
    CSS = "TabBar { height: 1; }"
    chosen: str = ""

    def get_css_variables(self) -> dict[str, str]:
        # The program's theme, which names these, is not loaded here.
        return {**super().get_css_variables(), "muted": "#888888", "bad": "#ff0000"}

    def compose(self) -> ComposeResult:
        yield TabBar()

    def on_tab_bar_chosen(self, event: TabBar.Chosen) -> None:
        self.chosen = event.name


async def test_marks_say_where_more_lies_and_a_click_on_them_goes_there() -> None:
    """The line of a narrow terminal, at both ends and amid them."""
    app = _Bar()
    async with app.run_test(size=(80, 3)) as pilot:
        bar = app.query_one(TabBar)

        def line(active: str) -> str:
            bar.show(TABS, active)
            return bar.render().plain

        assert line("overview").startswith("   Overview ")
        assert line("overview").endswith(" ›")
        assert "[ ] tab" not in line("overview")
        amid = line("projects")
        assert amid.startswith("‹ ")
        assert amid.endswith("›")
        assert " Projects " in amid
        assert " Changes " in amid
        assert len(amid) == 80
        assert line("log").startswith("‹ ")
        assert "Log" in line("log")
        assert "›" not in line("log")
        line("overview")
        await pilot.click(TabBar, offset=(79, 0))
        assert app.chosen == "services"
        line("log")
        await pilot.click(TabBar, offset=(0, 0))
        assert app.chosen == "timeline"


async def test_a_wide_terminal_shows_all_tabs() -> None:
    """Nothing is marked where everything is seen."""
    app = _Bar()
    async with app.run_test(size=(160, 3)):
        bar = app.query_one(TabBar)
        bar.show(TABS, "log")
        assert not set("‹›") & set(bar.render().plain)
        assert "[ ] tab" in bar.render().plain
