"""Lists go to the screen as Textual itself would bring them there, only sooner."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.sparing_compositor import PaintsColumns
from brm_tui.ui.widgets.list_scroll_bar import ListScrollBar
from brm_tui.ui.widgets.plain_lines import PlainLines
from brm_tui.ui.widgets.table import Table
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest

_SCREENS = (
    ("1", "NEEDS YOU"), ("2", "Finance"), ("3", "In progress"), ("4", "November 2026"),
    ("5", "Services"), ("6", "open demands"), ("9", "Ana Souza"), ("0", "people of IT"),
)  # fmt: skip

Cell = tuple[str, object, object, tuple[bool | None, ...], object]


def _cells(strip: Strip) -> list[Cell]:
    """Return what a terminal shows of a line, and what a click on it does, cell by cell."""
    found: list[Cell] = []
    for text, style, _control in strip:
        assert style is not None
        looks = (style.bold, style.dim, style.italic, style.reverse, style.underline)
        found += [
            (letter, style.color, style.bgcolor, looks, style.meta.get("@mouse.down")) for letter in text
        ]
    return found


def _by_textual(widget: Widget, crop: Region) -> list[Strip]:
    """Return lines as Textual brings them to the screen, with all its filters."""
    widget._styles_cache.clear()
    strips = Widget.render_lines(widget, crop)
    found = []
    for strip in strips:
        for one in widget.app.get_line_filters():
            strip = strip.apply_filter(one, widget.background_colors[1])
        found.append(strip)
    return found


def _lists(app: BrmApp) -> list[PlainLines]:
    """Return the lists that are seen, with their scroll bars."""
    found: list[PlainLines] = []
    for widget in app.screen.walk_children(PlainLines):
        # The week puts its lines together itself.
        if widget.is_on_screen and widget.region.area and not isinstance(widget, PaintsColumns):
            found.append(widget)
            bar = widget.vertical_scrollbar
            if isinstance(bar, ListScrollBar) and bar.display and bar.region.area:
                found.append(bar)
    return found


@pytest.mark.parametrize("theme", ["brm-dark", "brm-light", "ansi-dark"])
async def test_lists_look_as_textual_would_show_them(demo: Desk, theme: str) -> None:
    app = BrmApp(demo)
    kinds = set()
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        app.theme = theme
        for key, seen in _SCREENS:
            await user.press(key)
            await user.until_seen(seen)
            await user.until(lambda: at_rest(app))
            for widget in _lists(app):
                kinds.add(type(widget).__name__)
                for crop in (widget.size.region, Region(3, 1, 20, 4).intersection(widget.size.region)):
                    ours, theirs = widget.render_lines(crop), _by_textual(widget, crop)
                    assert [_cells(line) for line in ours] == [_cells(line) for line in theirs], widget
    assert {"CustomerTable", "MonthGrid", "ServiceTable", "ListScrollBar"} <= kinds


async def test_lists_have_no_colours_where_none_are_wanted(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("5")
        await user.until_seen("Services")
        await user.until(lambda: at_rest(app))
        for widget in _lists(app):
            ours, theirs = widget.render_lines(widget.size.region), _by_textual(widget, widget.size.region)
            assert [_cells(line) for line in ours] == [_cells(line) for line in theirs], widget
            for _text, ink, ground, *_rest in (cell for line in ours for cell in _cells(line)):
                for colour in (ink, ground):
                    assert colour is None or len(set(colour.triplet)) == 1  # type: ignore[attr-defined]


async def test_a_framed_list_keeps_its_frame(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("5")
        await user.until_seen("Services")
        table = app.screen.query_one(Table)
        for name, value in (
            ("border", ("round", "red")),
            ("padding", 1),
            ("tint", "red 20%"),
            ("opacity", 0.5),
        ):
            setattr(table.styles, name, value)
            await pilot.pause()
            crop = table.region.reset_offset
            ours, theirs = table.render_lines(crop), _by_textual(table, crop)
            assert [_cells(line) for line in ours] == [_cells(line) for line in theirs], name
            table.styles.clear_rule(name)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_scroll_bar_is_textuals_line_by_line(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("5")
        await user.until_seen("Services")
        bar = app.screen.query_one(Table).vertical_scrollbar
        for length, window in ((30_000, 30), (90, 30), (31, 30), (30, 30), (0, 30)):
            bar.window_virtual_size, bar.window_size = length, window
            for eighth in range(9):
                bar.position = max(0, length - window) * eighth / 8
                for over in (False, True):
                    bar.mouse_over = over
                    bar._render_content()
                    ours = [_cells(line) for line in bar._render_cache.lines]
                    Widget._render_content(bar)
                    assert ours == [_cells(line) for line in bar._render_cache.lines]
