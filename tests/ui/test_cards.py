"""A board's column of cards: its head, its cards as lines, its keys and its folded form."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from brm_tui.ui.theme import DARK
from brm_tui.ui.themed_app import ThemedApp
from brm_tui.ui.widgets.cards import CardColumn
from brm_tui.ui.widgets.rows import Card, Cell, FixedSource


def _cards(count: int) -> FixedSource[Card]:
    return FixedSource(
        [
            Card(
                f"c{number}",
                (f"Draft [b]SLA {number}", Cell("Finance", "dim"), ("Ana ", Cell("■ late", "bad"))),
            )
            for number in range(count)
        ]
    )


class BoardApp(ThemedApp):
    """Two columns side by side, and what was opened."""

    def __init__(self, count: int, limit: int | None = None) -> None:
        super().__init__(DARK.name)
        self.first = CardColumn("In progress", _cards(count), limit=limit)
        self.second = CardColumn("Done", placeholder="Nothing done yet.")
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        """Show the columns."""
        with Horizontal():
            yield self.first
            yield self.second

    @on(CardColumn.Opened)
    def remember(self, message: CardColumn.Opened) -> None:
        """Keep what was opened."""
        self.opened.append(message.row_id)

    def lines(self, column: CardColumn | None = None) -> list[str]:
        """Return a column as it is painted."""
        shown = column or self.first
        return [shown.render_line(y).text for y in range(shown.size.height)]


async def test_head_and_cards() -> None:
    app = BoardApp(6, limit=5)
    async with app.run_test(size=(80, 24)):
        lines = app.lines()
        assert lines[0].rstrip() == " In progress 6/5 ▲"
        assert set(lines[1]) == {"━"}
        assert lines[2].rstrip() == "▌  Draft [b]SLA 0"
        assert lines[3].rstrip() == "▌  Finance"
        assert lines[4].rstrip() == "▌  Ana ■ late"
        assert lines[5].strip() == ""
        assert lines[6].rstrip() == "   Draft [b]SLA 1"
        assert {cell_len(line) for line in lines} == {39}
        assert "Nothing done yet." in "".join(app.lines(app.second))
        assert app.lines(app.second)[0].rstrip() == " Done 0"
        assert set(app.lines(app.second)[1]) == {"─"}


async def test_keys_move_by_card_and_whole_cards_come_into_sight() -> None:
    app = BoardApp(2000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "j", "enter")
        assert app.opened == ["c2"]
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        assert app.first.cursor_id == "c6"
        assert app.first.scroll_offset.y % 4 == 0
        assert sum(line.startswith("▌") for line in app.lines()) == 3
        await pilot.press("end")
        await pilot.pause()
        assert app.first.cursor_id == "c1999"
        assert app.lines()[-1].startswith("▌  Ana")
        await pilot.press("pageup")
        assert app.first.cursor_id == "c1994"
        await pilot.press("home", "space")
        await pilot.pause()
        assert app.first.marked == {"c0"}
        assert app.lines()[2].startswith(" ▪ Draft")
        assert app.lines()[3].startswith("   Finance")


async def test_a_click_between_cards_does_nothing() -> None:
    app = BoardApp(20)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(CardColumn, offset=(5, 7))
        assert app.first.cursor_id == "c1"
        await pilot.click(CardColumn, offset=(5, 5))
        assert app.first.cursor_id == "c1"


async def test_folded_it_is_narrow_and_writes_its_title_downwards() -> None:
    app = BoardApp(6, limit=5)
    async with app.run_test(size=(80, 24)) as pilot:
        app.first.folded = True
        await pilot.pause()
        lines = [line.strip() for line in app.lines()]
        assert app.first.outer_size.width == 5
        assert lines[0] == "6"
        assert lines[2] == "▲"
        assert "".join(lines[3:14]) == "Inprogress"
        assert {cell_len(line) for line in app.lines()} == {5}
        app.first.folded = False
        await pilot.pause()
        assert app.lines()[2].startswith("▌  Draft")


async def test_the_head_follows_limit_and_reload() -> None:
    app = BoardApp(6, limit=5)
    async with app.run_test(size=(80, 24)) as pilot:
        app.first.limit = 8
        app.first.set_source(_cards(7))
        await pilot.pause()
        assert app.lines()[0].rstrip() == " In progress 7/8"
        assert not app.first.over_limit


async def test_hostile_and_wide_text_lines_up() -> None:
    text = "[/] \x1b[2J 漢字👨\u200d👩\u200d👧" + "قائمة" * 20
    app = BoardApp(0)
    async with app.run_test(size=(80, 24)) as pilot:
        app.first.set_source(FixedSource([Card("a", (text, (text, text), ("x", text)))]))
        await pilot.pause()
        lines = app.lines()
        assert {cell_len(line) for line in lines} == {39}
        assert "\x1b" not in "".join(lines)
