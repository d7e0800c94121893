"""Filtering lists by a line, keeping it by name, and taking all of that back, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.saved_filters import kept_filters, save_filter
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.kept_filters import KeptFiltersDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickManyDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.list_pane import FilteredPane
from brm_tui.ui.screens.people.screen import PeopleScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from brm_tui.ui.widgets.filter_line import FilterLine
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import HOSTILE

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
async def test_a_filter_is_typed_kept_used_and_deleted(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        await user.press("f")
        await user.write("tier:1,2 no contact for 10 days")
        await user.until_seen("→ tier 1 or 2 · no contact after Sat 14 Nov")
        expected = screen.table.row_count
        assert 0 < expected < 9
        await user.press("ctrl+s")
        await user.until_on(TextDialog)
        await user.write("Quiet ones")
        await user.press("enter")
        await user.until_told("Save filter ‘Quiet ones’")
        await user.until_on(PortfolioScreen)
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table)
        await user.press("F")
        await user.until(lambda: screen.table.row_count == 9)

        await user.press("ctrl+l")
        await user.until_on(KeptFiltersDialog)
        await user.until_seen("Quiet ones", "tier 1 or 2 · no contact")
        await user.press("enter")
        await user.until(lambda: screen.table.row_count == expected and screen.focused is screen.table)
        await user.until(lambda: "filter: Quiet ones" in str(screen.state))

        await user.press("ctrl+l")
        await user.until_on(KeptFiltersDialog)
        await user.press("ctrl+d")
        await user.until_told("Delete filter ‘Quiet ones’")
        await user.until_seen("None yet")
        await user.press("escape")
        await user.until_on(PortfolioScreen)
        await user.press("u")
        await user.until(lambda: len(kept_filters(demo, "portfolio")) == 1)
        await user.press("ctrl+r")
        await user.until(lambda: kept_filters(demo, "portfolio") == [])


async def test_what_is_not_understood_is_said_and_not_kept(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        await user.press("f")
        await user.write("tier:7 ")
        await user.until_seen("Tier: 7 is none of 1, 2, 3")
        assert screen.table.row_count == 9
        await user.press("ctrl+s")
        await user.until_on(MessageDialog)
        await user.press("escape")
        await user.until_on(PortfolioScreen)


async def test_words_that_are_chosen_stand_in_the_line(demo: Desk) -> None:
    records.change(demo, "customers", "FIN", {"tags": ["key account"]})
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        await user.press("f")
        await user.write("health > 0")
        await user.press("tab")
        await user.until_on(PickManyDialog)
        for word in ("tag: key", "manager: ana"):
            await user.write(word)
            await user.press("enter")
        await user.press("ctrl+s")
        await user.until(lambda: screen.only.typed == 'health > 0 manager:"Ana Souza" tag:"key account"')
        await user.until(lambda: screen.table.row_count == 1 and screen.focused is screen.table)
        await user.press("f", "tab")
        dialog = await user.until_on(PickManyDialog)
        assert dialog.marks == {("manager", "Ana Souza"), ("tag", "key account")}
        await user.press("escape")
        await user.until_on(PortfolioScreen)
        await user.press("escape")
        await user.until(lambda: screen.table.row_count == 9)


async def test_people_and_cards_are_filtered_in_the_same_way(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        people = await user.until_on(PeopleScreen)
        await user.until_seen("45 people")
        await user.press("f")
        await user.write("side:IT customer:fin")
        await user.until_seen("→ side IT · customer fin")
        await user.press("enter")
        await user.until(lambda: 0 < people.table.row_count < 10)
        await user.press("escape", "3")
        board = await user.until_on(BoardScreen)
        await user.press("f")
        await user.write("customer:fin who:ana priority:high")
        await user.until_seen("→ customer fin · who ana · priority high")
        await user.press("enter")
        await user.until(lambda: not board.query_one(FilterLine).display and board.focused is board.column)
        await user.press("n")
        form = await user.until_on(FormDialog)
        values = {row.field.name: row.value() for row in form.form.rows}
        assert values["customer"] == "FIN"
        assert str(values["assignee"]).startswith("ana.souza@")


async def test_every_tab_has_the_same_line_and_keeps_its_filters(demo: Desk) -> None:
    save_filter(demo, "surveys", "Big ones", "method:CSAT answers > 0")
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        for place, typed, said in (
            ("5", "rag:amber", "→ standing amber"),
            ("]", "rag:red", "→ standing red"),
            ("]", "not told risk:high", "→ not told · risk high"),
            ("6", "when:now score > 60", "→ horizon now · score above 60"),
            ("7", "kind:complaint due before 1 jan", "→ kind complaint · due up to Thu 31 Dec"),
            ("]", "kind:issue owner:nobody", "→ kind issue · no owner"),
        ):
            await user.press(place)
            pane = await _opened(user, FilteredPane)
            whole = pane.table.row_count
            await user.press("f")
            await user.write(typed)
            await user.until_seen(said)
            await user.press("enter")
            await user.until(partial(_listed, pane, whole.__gt__))
            await user.press("F")
            await user.until(partial(_listed, pane, whole.__eq__))
        await user.press("v", "v")
        await user.press("f")
        await user.write("evidence:x")
        await user.until_seen("→ evidence x")
        await user.press("enter")
        await user.until(lambda: pane.main.has_focus)
        await user.press("]")
        pane = await _opened(user, FilteredPane)
        await user.press("ctrl+l")
        await user.until_on(KeptFiltersDialog)
        await user.until_seen("Big ones", "method CSAT · answers above 0")
        await user.press("enter")
        await user.until_seen("filter: Big ones")
        await user.until(lambda: pane.table.row_count > 0)


def _listed(pane: FilteredPane, fits: Callable[[int], bool]) -> bool:
    """Answer whether the list has the keys and as many records as are wanted."""
    return pane.main.has_focus and fits(pane.table.row_count)


async def _opened(user: KeyboardUser, kind: type[FilteredPane]) -> FilteredPane:
    """Wait until the tab that is turned to has listed its records."""

    def there() -> FilteredPane | None:
        shown = getattr(user.app.screen, "pane", None)
        return shown if isinstance(shown, kind) and shown.main.has_focus and shown.table.row_count else None

    await user.until(lambda: there() is not None)
    found = there()
    assert found is not None
    return found


async def test_a_hostile_filter_breaks_nothing(demo: Desk) -> None:
    save_filter(demo, "portfolio", HOSTILE[:60], f'tag:"{HOSTILE}" [/] tier:1')
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        await user.press("ctrl+l")
        await user.until_on(KeptFiltersDialog)
        await user.until_seen("[/] {x}")
        await user.press("enter")
        await user.until(lambda: screen.table.row_count == 0)
        await user.press("f")
        await user.until_seen("→ tag [/] {x}")
