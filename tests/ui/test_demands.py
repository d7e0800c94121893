"""Demand by keys: the ranked list, its filter and states, the plot, other weights, and what comes of a demand."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content

from brm_tui.desk import records
from brm_tui.desk.demand_weights import MarkedDemand, weights
from brm_tui.desk.desk import Desk
from brm_tui.rules.demand_score import Weights
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog, PickManyDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.demands.detail import DemandDialog
from brm_tui.ui.screens.demands.pane import DemandPane
from brm_tui.ui.screens.demands.plot import DemandPlot
from brm_tui.ui.screens.demands.screen import DemandScreen
from brm_tui.ui.screens.demands.weights_dialog import WeightsDialog
from brm_tui.ui.screens.panes import PaneScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


async def _at_demand(user: KeyboardUser) -> DemandPane:
    await user.until_on(TodayScreen)
    await user.press("6")
    screen = await user.until_on(DemandScreen)
    return await _ready(user, screen)


async def _ready(user: KeyboardUser, screen: PaneScreen) -> DemandPane:
    """Wait until the tab of demand has the keys."""
    await user.until(
        lambda: screen.pane is not None and screen.pane.is_mounted and screen.focused is screen.pane.main
    )
    pane = screen.pane
    assert isinstance(pane, DemandPane)
    return pane


def _state(desk: Desk, demand_id: str | None) -> str:
    found = desk.reader.execute("SELECT state FROM demand WHERE id = ?", (demand_id,)).fetchone()
    return str(found[0])


async def test_the_first_words_are_entered_and_go_their_way(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.until_seen("Nothing is asked for yet", "enter the first one")
        await user.press("n")
        await user.fill(("title", "Close [/] faster"), ("customer", "fin"), ("value", "5"), ("volume", "3"))
        await user.until_seen("Close [/] faster", "83 of 60 %", "1 open demand")
        demand_id = pane.cursor_id
        await user.press("L")
        await user.until_told("Move ‘Close [/] faster’ to submitted")
        await user.press("H")
        await user.until_told("to draft")
        await user.press("w")
        await user.until_on(PickDialog)
        await user.write("rejected")
        await user.press("enter")
        await user.until_on(TextDialog)
        await user.press("enter")
        await user.until_seen("Something must stand here")
        await user.write("Too dear")
        await user.press("enter")
        await user.until_told("to rejected")
        await user.until_seen("No demand fits the filter")
        assert _state(desk, demand_id) == "rejected"
        await user.press("u")
        await user.until(lambda: _state(desk, demand_id) == "draft")
        await user.until_seen("1 open demand")


@SIZES
async def test_a_demand_is_looked_at_filtered_and_sorted(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.until_seen("20 open demands", "90 ✎ 75", "=4")
        await user.press("enter")
        await user.until_on(DemandDialog)
        await user.until_seen("Denise Walker", "by hand, computed 75", "What it leads to", "P-224")
        await user.press("escape")
        await user.press("i")
        await user.until_on(DemandDialog)
        await user.until_seen("weighted mean of the marks", "rank 1 of 19")
        await user.press("escape")
        await user.press("f")
        await user.write("hr phone")
        await user.until(lambda: pane.table.row_count == 1)
        await user.press("tab")
        await user.until_on(PickManyDialog)
        await user.write("nothing yet")
        await user.press("escape")
        await user.until(lambda: not user.app.screen.is_modal)
        await user.press("escape")
        await user.until(lambda: pane.table.row_count == 20)
        await user.press("f")
        await user.until(lambda: pane.screen.focused is not pane.table)
        await user.press("tab")
        dialog = await user.until_on(PickManyDialog)
        await user.write("closed ones too")
        await user.press("enter")
        await user.until(lambda: len(dialog.marks) == 1)
        await user.write("customer: fin")
        await user.press("enter", "ctrl+s")
        await user.until(lambda: pane.table.row_count == 5)
        assert pane.one_customer
        await user.press("F", "s")
        await user.until_on(PickDialog)
        await user.write("newest")
        await user.press("enter")
        await user.until_seen("sort: newest first")


@SIZES
async def test_other_weights_move_the_order_before_anything_is_kept(
    demo: Desk, size: tuple[int, int]
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("%")
        dialog = await user.until_on(WeightsDialog)
        assert not dialog.changed
        await user.press("ctrl+s")
        await user.press("right", "right", "+", "+", "+")
        await user.until_seen("Size     5", "was 2", "▲ 5", "▼ 3")
        await user.press("escape")
        await user.until(lambda: app.screen is not dialog)
        assert weights(demo) == Weights()
        await user.press("%")
        await user.until_on(WeightsDialog)
        await user.press("tab", "-", "-", "r", "+")
        await user.until_seen("Volume   3")
        await user.press("ctrl+s")
        await user.until_told("Weigh demand by value 4, volume 3, size 2, risk 2")
        assert weights(demo) == Weights(4, 3, 2, 2)
        await user.until(lambda: pane.screen is app.screen)
        await user.press("u")
        await user.until(lambda: weights(demo) == Weights())


@SIZES
async def test_the_plot_goes_from_rank_to_rank(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("j", "v")
        await user.until_seen(
            "Reserve in the shop from the sofa", "‹●5›", "upper left", "value ↑", "5 very large"
        )
        here = pane.cursor_id
        await user.press("j")
        await user.until(lambda: pane.cursor_id != here)
        await user.press("end")
        await user.until_seen("not in the plot")
        await user.press("home", "enter")
        await user.until_on(DemandDialog)
        await user.until_seen("Cards of the old brand")
        await user.press("escape", "v")
        await user.until(lambda: pane.main is pane.table)
        assert pane.table.cursor_index == 0


async def test_the_plot_is_kept_in_the_colours_of_the_theme(demo: Desk) -> None:
    """Opened again it is not drawn anew; another theme and the cursor's way leave nothing of what was before."""
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("v")
        await user.until(lambda: pane.main is pane.plot and pane.plot.content_size.height > 0)
        plot = pane.plot
        lines = range(plot.content_size.height)

        def painted() -> list[object]:
            return [list(plot.render_line(y)) for y in lines]

        def anew() -> list[object]:
            plot._drawn = plot._strips_style = None
            plot._strips.clear()
            return painted()

        dark = painted()
        assert dark == anew()
        drawn = plot._drawn
        await user.press("v", "v")
        await user.until(lambda: pane.main is plot)
        assert painted() == dark
        assert plot._drawn is drawn
        app.theme = "brm-light"
        await pilot.pause()
        assert painted() == anew() != dark
        await user.press("j", "j", "k")
        assert painted() == anew()
        await pilot.resize_terminal(110, 40)
        await user.until(lambda: plot.content_size.width < 110)
        assert painted() == anew()


def test_every_mark_of_the_plot_stands_where_the_layout_says() -> None:
    """What plotext draws is as wide and high as was asked for, each shape with its volume behind it."""
    from brm_tui.rules.demand_plot import lay_out
    from brm_tui.ui.screens.demands.plot import drawn

    demands = [
        MarkedDemand(
            str(place), "Finance", "X", value=1 + place % 5, volume=1 + place % 4, size=1 + place // 5 % 5,
            risk=place % 6 or None, score_override=None,
        )
        for place in range(400)
    ]  # fmt: skip
    for width, height in ((76, 17), (136, 21), (60, 14)):
        layout = lay_out(demands, width - 3, height - 4)
        lines: list[Content] = drawn(demands, layout, width, height)
        assert len(lines) == height
        assert all(len(line.plain) <= width for line in lines)
        for placed in layout.placed:
            demand = demands[placed.place]
            shape = lines[placed.line + 1].plain[placed.column + 2 :][:2]
            assert shape[0] in "●▲■○"
            assert shape[1] == str(demand.volume)
        for crowd in layout.crowds:
            assert lines[crowd.line + 1].plain[crowd.column + 2 :].startswith(f"+{crowd.count}"[:4])


async def test_an_approved_demand_goes_on_the_plan_and_is_found_again(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("j", "p")
        await user.until_on(MessageDialog)
        await user.until_seen("Not approved yet", "is screening")
        await user.press("escape", "home", "p")
        await user.until_on(PickDialog)
        await user.until_seen("An objective of", "An action on the board")
        await user.press("enter")
        await user.until_told("an objective of the agreement")
        await user.until_seen("✓ P-224", "proposed")
        demand_id = pane.cursor_id
        await user.press("p")
        await user.until_on(AgreementScreen)
        await user.until_seen("the demand ‘Cards of the old brand stay valid for a year’")
        await user.press("escape")
        await user.press("u")
        await user.until(
            lambda: demo.reader.execute(
                "SELECT 1 FROM demand WHERE id = ? AND objective_id IS NULL", (demand_id,)
            ).fetchone()
        )


async def test_demands_are_matched_together(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("j", "space", "space")
        await user.until(lambda: len(pane.table.marked) == 2)
        await user.press("M")
        await user.until_on(PickDialog)
        await user.write("web shop")
        await user.press("enter")
        await user.until_told("Match 2 demands to ‘Web shop’")
        await user.until(lambda: user.sees.count("Web shop") >= 2)
        await user.press("escape")
        await user.until(lambda: not pane.table.marked)


async def test_a_customer_puts_its_demands_in_order(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("f")
        await user.write("invoices")
        await user.until(lambda: pane.table.row_count == 1)
        await user.press("enter")
        await user.until(lambda: pane.screen.focused is pane.table)
        await user.press("o")
        screen = await user.until_on(CustomerScreen)
        screen.open_tab("demand")
        own = await _ready(user, screen)
        await user.until_seen("Theirs", "Intercompany")
        await user.press("j", "j", "K")
        await user.until_told("2. in the order of ‘Finance’")
        await user.until_seen("sort: the customer's own order")
        titles = [row.demand.title for row in own.pages.fetch(0, 3)]
        assert titles == [
            "Intercompany matching every night instead of every month", "Approve invoices on the phone",
            "Forecast of costs by department, every month",
        ]  # fmt: skip
        await user.press("u")
        ordered = (
            "SELECT COUNT(d.customer_order) FROM demand d JOIN customer c ON c.id = d.customer_id"
            " WHERE c.code = 'FIN'"
        )
        await user.until(lambda: demo.reader.execute(ordered).fetchone() == (0,))


async def test_a_demand_is_found_though_it_is_closed(demo: Desk) -> None:
    (demand_id,) = demo.reader.execute("SELECT id FROM demand WHERE state = 'rejected' LIMIT 1").fetchone()
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        app.post_message(OpenRecord("demands", demand_id))
        screen = await user.until_on(CustomerScreen)
        await user.until_seen("rejected:")
        assert isinstance(screen.pane, DemandPane)
        assert screen.pane.cursor_id == demand_id
        assert screen.query_one(DemandPlot).display is False


async def test_the_list_is_written_as_it_is_shown_without_what_is_internal(
    demo: Desk, tmp_path: Path
) -> None:
    (first,) = demo.reader.execute("SELECT id FROM demand WHERE title LIKE 'Reserve in%'").fetchone()
    records.change(demo, "demands", first, {"internal": True})
    file = tmp_path / "asked.csv"
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        pane = await _at_demand(user)
        await user.press("f")
        await user.write("retail")
        await user.until(lambda: pane.table.row_count == 4)
        await user.press("enter")
        await user.until(lambda: pane.screen.focused is pane.table)
        await user.press("x")
        form = await user.until_on(FormDialog)
        await user.press(*["backspace"] * len("~/demands.csv"))
        await user.write(str(file))
        await user.press("ctrl+s")
        await user.until(lambda: app.screen is not form)
        await user.until(lambda: "3 rows written" in app.notice and "1 internal left out" in app.notice)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('Rank,Score,"Known, %",Score by hand,Demand,Customer')
    assert lines[1].startswith(
        "1,75,100,90.0,Cards of the old brand stay valid for a year,Retail North America,RNA,need"
    )
    assert len(lines) == 4
