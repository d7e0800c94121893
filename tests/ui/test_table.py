"""The table under keys, mouse and changing sources, looked at as the lines it paints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from brm_tui.ui.sparing_compositor import SparingCompositor
from brm_tui.ui.theme import DARK, LIGHT
from brm_tui.ui.themed_app import ThemedApp
from brm_tui.ui.widgets.columns import Column, fitted, laid_out
from brm_tui.ui.widgets.rows import Cell, FixedSource, PageCache, Row, RowSource
from brm_tui.ui.widgets.table import Sort, Table
from tests.ui.shell_desk import until

COLUMNS = (
    Column("health", "", 1, sortable=False),
    Column("name", "Customer", 20, minimum_width=12, weight=1, tree=True),
    Column("tier", "Tier", 4, align="right"),
    Column("contact", "Last contact", 14, priority=3),
    Column("meeting", "Next meeting", 16, priority=2),
)


def _row(number: int) -> Row:
    return Row(f"r{number}", (Cell("●", "good"), f"Customer {number}", str(number), "today", "Thu 3 Dec"))


class Counting(FixedSource[Row]):
    """Remembers what was fetched."""

    def __init__(self, items: Sequence[Row]) -> None:
        super().__init__(items)
        self.fetched: list[int] = []

    def fetch(self, start: int, count: int) -> Sequence[Row]:
        """Remember the start and fetch."""
        self.fetched.append(start)
        return super().fetch(start, count)


class TableApp(ThemedApp):
    """One table that fills the screen, and what it said."""

    def __init__(
        self, source: RowSource, columns: Sequence[Column] = COLUMNS, sort: Sort | None = None
    ) -> None:
        super().__init__(DARK.name)
        self.table = Table(
            columns, source, sort=sort, placeholder="No customers [/] yet.\nn makes the first."
        )
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield self.table

    @on(Table.Opened)
    @on(Table.MarksChanged)
    @on(Table.SortRequested)
    @on(Table.Highlighted)
    def remember(self, message: Message) -> None:
        """Keep what the table says."""
        self.said.append(message)

    def lines(self) -> list[str]:
        """Return the table as it is painted."""
        return [self.table.render_line(y).text for y in range(self.table.size.height)]

    def opened(self) -> list[str]:
        """Return the rows that were opened."""
        return [said.row_id for said in self.said if isinstance(said, Table.Opened)]

    def highlighted(self) -> list[str | None]:
        """Return the rows that the cursor came to."""
        return [said.row_id for said in self.said if isinstance(said, Table.Highlighted)]


async def _press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_it_shows_header_rows_and_cursor_and_fetches_one_page() -> None:
    source = Counting([_row(number) for number in range(100_000)])
    app = TableApp(source, sort=Sort("tier", descending=True))
    async with app.run_test(size=(80, 24)):
        lines = app.lines()
        assert lines[0].split() == ["Customer", "Tier↓", "Last", "contact", "Next", "meeting"]
        assert lines[1].startswith("▌  ●  Customer 0 ")
        assert lines[2].startswith("   ●  Customer 1 ")
        assert source.fetched == [0]
        assert app.highlighted() == ["r0"]
        assert all(cell_len(line) == 79 for line in lines)


async def test_keys_move_open_and_mark() -> None:
    app = TableApp(Counting([_row(number) for number in range(1000)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await _press(pilot, "down", "j", "k", "enter")
        assert app.opened() == ["r1"]
        await _press(pilot, "space", "space")
        assert app.table.marked == {"r1", "r2"}
        assert app.lines()[2].startswith(" ▪ ●")
        assert app.table.cursor_id == "r3"
        await _press(pilot, "up", "space")
        assert app.table.marked == {"r1"}
        app.table.clear_marks()
        assert not app.table.marked
        await _press(pilot, "end")
        assert app.table.cursor_id == "r999"
        assert "Customer 999" in app.lines()[-1]
        await _press(pilot, "down")
        assert app.table.cursor_id == "r999"
        await _press(pilot, "home", "up")
        assert app.table.cursor_id == "r0"
        await _press(pilot, "pagedown")
        assert app.table.cursor_id == "r23"
        assert "Customer 23" in app.lines()[1]
        await _press(pilot, "pageup")
        assert app.table.cursor_id == "r0"


async def test_a_jump_to_the_end_fetches_only_what_is_seen() -> None:
    source = Counting([_row(number) for number in range(100_000)])
    app = TableApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await _press(pilot, "end")
        assert source.fetched == [0, 99_968]
        assert "Customer 99999" in app.lines()[-1]


@pytest.mark.usefixtures("painting")
async def test_a_cursor_move_repaints_two_lines() -> None:
    class Sparing(Screen[None]):
        """A screen that paints as ours do."""

        def __init__(self) -> None:
            super().__init__()
            self._compositor = SparingCompositor()

    class SparingApp(TableApp):
        """The table on such a screen."""

        def get_default_screen(self) -> Screen[None]:
            """Return it."""
            return Sparing()

    app = SparingApp(Counting([_row(number) for number in range(1000)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked: list[int] = []
        made: list[str] = []
        ask, make = app.table.render_line, app.table.paint_item

        def asked_for(y: int) -> Strip:
            asked.append(y)
            return ask(y)

        def watched(item: Row, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
            made.append(item.id)
            return make(item, line, width, cursor=cursor, marked=marked)

        app.table.render_line = asked_for  # type: ignore[method-assign]  # counts what is painted
        app.table.paint_item = watched  # type: ignore[method-assign]  # counts what is made for it
        await _press(pilot, "down")
        assert sorted(asked) == [1, 2]
        assert sorted(made) == ["r0", "r1"]


async def test_the_cursor_at_the_edge_scrolls_half_a_screen_and_stays_in_sight() -> None:
    app = TableApp(Counting([_row(number) for number in range(1000)]))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(23):
            await pilot.press("down")
        await pilot.pause()
        assert app.table.scroll_offset.y == 12
        assert sum(line.startswith("▌") for line in app.lines()) == 1


async def test_headings_are_skipped_and_shown_above_the_first_row() -> None:
    rows: list[Row] = [Row("g1", ("Ana Souza", Cell("· 2 customers", "dim")), "heading")]
    rows += [
        _row(0),
        _row(1),
        Row("g2", ("Bob [bold]",), "heading"),
        Row("g3", ("Empty",), "heading"),
        _row(2),
    ]
    app = TableApp(FixedSource(rows))
    async with app.run_test(size=(80, 5)) as pilot:
        assert app.table.cursor_id == "r0"
        assert app.lines()[1].startswith(" Ana Souza · 2 customers")
        await _press(pilot, "down", "down")
        assert app.table.cursor_id == "r2"
        await _press(pilot, "up", "up", "up")
        assert app.table.cursor_id == "r0"
        assert app.lines()[1].startswith(" Ana Souza")
        await _press(pilot, "end", "home")
        assert app.lines()[1].startswith(" Ana Souza")


async def test_reload_keeps_cursor_place_and_only_listed_marks() -> None:
    app = TableApp(FixedSource([_row(number) for number in range(100)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await _press(pilot, *["down"] * 5, "space", "space")
        app.table.set_marked({"r5", "r50"})
        app.table.move_cursor_to("r7")
        app.table.set_source(FixedSource([_row(number) for number in range(90, -1, -1) if number != 50]))
        await pilot.pause()
        assert app.table.cursor_id == "r7"
        assert any(line.startswith("▌  ●  Customer 7 ") for line in app.lines())
        assert app.table.marked == {"r5"}
        app.table.set_source(FixedSource([_row(number) for number in range(3)]))
        await pilot.pause()
        assert app.table.cursor_id == "r2"
        app.table.set_source(FixedSource([_row(number) for number in range(50)]), keep_cursor=False)
        assert app.table.cursor_id == "r0"


async def test_reload_does_not_bring_back_a_cursor_scrolled_out_of_sight() -> None:
    app = TableApp(FixedSource([_row(number) for number in range(500)]))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.scroll_to(y=200, animate=False)
        app.table.reload()
        await pilot.pause()
        assert app.table.scroll_offset.y == 200
        await _press(pilot, "down")
        assert app.table.scroll_offset.y <= 1


async def test_an_empty_table_shows_its_placeholder_literally() -> None:
    app = TableApp(FixedSource[Row]([]))
    async with app.run_test(size=(80, 24)) as pilot:
        await _press(pilot, "down", "end", "pageup", "space", "enter")
        said = [line.strip() for line in app.lines() if line.strip()]
        assert said[1:] == ["No customers [/] yet.", "n makes the first."]
        assert app.table.cursor_id is None
        assert app.table.cursor_index is None
        app.table.set_source(FixedSource([_row(1)]))
        await pilot.pause()
        assert app.table.cursor_id == "r1"


async def test_the_mouse_selects_marks_opens_and_asks_for_sorting() -> None:
    app = TableApp(FixedSource([_row(number) for number in range(100)]))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.click(Table, offset=(20, 4))
        assert app.table.cursor_id == "r3"
        await pilot.click(Table, offset=(20, 6), times=2)
        assert app.opened() == ["r5"]
        await pilot.click(Table, offset=(1, 8))
        assert app.table.marked == {"r7"}
        await pilot.click(Table, offset=(8, 0))
        await pilot.click(Table, offset=(3, 0))
        assert [said.column for said in app.said if isinstance(said, Table.SortRequested)] == ["name"]
        app.table.sort = Sort("name")
        assert "Customer ↑" in app.lines()[0]


async def test_sideways_keys_scroll_only_where_columns_do_not_fit() -> None:
    wide = tuple(Column(f"c{number}", f"Column {number}", 20) for number in range(5))
    app = TableApp(FixedSource([Row("a", tuple(f"cell {number}" for number in range(5)))]), wide)
    async with app.run_test(size=(60, 10)) as pilot:
        before = app.lines()[1]
        await _press(pilot, "right", "l")
        assert app.lines()[1] != before
        await _press(pilot, *["right"] * 10)
        assert "cell 4" in app.lines()[1]
        await pilot.resize_terminal(140, 10)
        await until(pilot, lambda: app.table.scroll_offset.x == 0)
        assert "cell 0" in app.lines()[1]


@pytest.mark.parametrize(
    "text",
    [
        "[/] {x} =cmd|' /C calc'!A0 \x1b[2J",
        "x" * 200,
        "漢字の契約書" * 10,
        "e\u0301" * 40,
        "👨\u200d👩\u200d👧 🚀 🇩🇪",
        "قائمة الإجراءات",
        "a\u202eb\nc\td",
        "",
    ],
)
async def test_hostile_and_wide_text_is_literal_and_lines_up(text: str) -> None:
    row = Row("a", (Cell("■", "bad"), text, "1", text, text), depth=2)
    app = TableApp(FixedSource([_row(0), row, Row("h", (text, text), "heading")]))
    async with app.run_test(size=(80, 24)):
        lines = app.lines()
        assert {cell_len(line) for line in lines} == {79}
        assert not any(character in "".join(lines) for character in "\x1b\n\t\u202e")
        if text.startswith("[/]"):
            assert "[/] {x}" in lines[2]


async def test_a_table_that_was_hidden_while_its_rows_came_shows_them() -> None:
    app = TableApp(FixedSource([]))
    async with app.run_test(size=(80, 10)) as pilot:
        app.table.display = False
        await pilot.pause()
        app.table.notify_style_update()
        app.table.set_source(FixedSource([_row(1)]))
        app.table.display = True
        await pilot.pause()
        assert "Customer 1" in app.table.render_line(1).text


def test_columns_drop_out_by_priority_and_share_what_is_left() -> None:
    def keys(width: int) -> list[str]:
        return [placed.column.key for placed in laid_out(COLUMNS, width, 3).placed]

    assert keys(120) == ["health", "name", "tier", "contact", "meeting"]
    assert keys(58) == ["health", "name", "tier", "meeting"]
    assert keys(40) == ["health", "name", "tier"]
    assert keys(10) == ["health", "name", "tier"]
    for width in range(27, 160):
        assert laid_out(COLUMNS, width, 3).width == width
    two = (Column("a", "", 10, weight=1), Column("b", "", 10, weight=2))
    assert [placed.width for placed in laid_out(two, 55, 3).placed] == [20, 29]


def test_text_is_fitted_by_cells() -> None:
    assert fitted("abc", 5) == "abc  "
    assert fitted("12", 5, "right") == "   12"
    assert fitted("abcdef", 5) == "abcd…"
    assert fitted("漢字漢字", 4) == "漢 …"
    assert fitted("anything", 0) == ""
    assert fitted("ab", 1) == "…"


def test_the_cache_keeps_the_pages_last_used() -> None:
    source = Counting([_row(number) for number in range(128 * 40)])
    cache = PageCache(source)
    for number in range(40):
        cache.item(number * 128)
    assert len(source.fetched) == 40
    cache.item(39 * 128)
    assert len(source.fetched) == 40
    cache.item(0)
    assert len(source.fetched) == 41
    assert cache.item(-1) is None
    assert cache.item(128 * 40) is None


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, "nord", "ansi-dark"])
async def test_lines_look_as_the_theme_says(theme: str) -> None:
    """Textual itself, asked for the same by a style sheet, gives the same colours."""

    class Asked(Static):
        """Has parts of a line as component classes."""

        COMPONENT_CLASSES: ClassVar[set[str]] = {"asked--cursor", "asked--mark", "asked--rule"}
        DEFAULT_CSS = """
        Asked {
            color: $foreground;
            & > .asked--cursor { background: $accent 22%; }
            & > .asked--mark { color: $accent; text-style: bold; }
            & > .asked--rule { color: $foreground 15%; }
        }
        """

    class Both(TableApp):
        """A table and that beside each other."""

        def compose(self) -> ComposeResult:
            """Show both."""
            yield from super().compose()
            yield Asked()

    app = Both(FixedSource([_row(1)]))
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.table.paint_style("mark", cursor=True)
        app.theme = theme
        await pilot.pause()
        asked = app.query_one(Asked)
        for names, painted in (
            (("cursor", "mark"), app.table.paint_style("mark", cursor=True)),
            (("rule",), app.table.paint_style("rule")),
            (("cursor",), app.table.paint_style(on="cursor")),
            ((), app.table.paint_style()),
        ):
            assert painted == asked.get_visual_style(*(f"asked--{name}" for name in names)).rich_style, names
        assert (app.table.paint_style("mark", cursor=True) == before) is (theme == DARK.name)
