"""Who serves whom, by keys: candidates, what-ifs, one person's customers, and what a customer's page offers."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.representation import ServedCustomer, serving_ahead, serving_page
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog, PickManyDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.representation.candidates import CandidatesDialog
from brm_tui.ui.screens.representation.explain import LoadDialog
from brm_tui.ui.screens.representation.person import ServingPersonScreen
from brm_tui.ui.screens.representation.screen import RepresentationScreen
from brm_tui.ui.screens.representation.what_if import WhatIfDialog
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.store.history_tools import tables
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


def served(desk: Desk, name: str) -> list[ServedCustomer]:
    """Return whom somebody serves and served."""
    person = desk.reader.execute("SELECT id FROM person WHERE name = ?", (name,)).fetchone()[0]
    page = serving_page(desk, person)
    assert page is not None
    return list(page.served)


async def at_representation(user: KeyboardUser) -> RepresentationScreen:
    """Go there."""
    await user.until_on(TodayScreen)
    await user.press("0")
    screen = await user.until_on(RepresentationScreen)
    await user.until_seen("People of IT")
    return screen


@SIZES
async def test_an_unserved_customer_comes_first_and_gets_a_manager_by_two_keys(
    demo: Desk, size: tuple[int, int]
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await at_representation(user)
        await user.until_seen("1 customer unserved", "Retail North America", "unserved", "120 % stretched")
        assert screen.person_here is None
        await user.press("0")
        await user.until(lambda: app.screen is screen)
        await user.press("enter")
        await user.until_on(CandidatesDialog)
        await user.until_seen("107 % stretched", "rated at this customer", "affinity weighs 60 %")
        await user.press("enter")
        await user.until_told("Let ‘Łukasz Żółć’ serve ‘Retail North America’ as relationship manager")
        await user.until(lambda: "unserved" not in user.sees)
        assert serving_ahead(demo, "load", descending=True)[1].unserved == 0
        await user.press("u")
        await user.until_seen("1 customer unserved")


@SIZES
async def test_a_what_if_shows_both_loads_and_escape_drops_it(demo: Desk, size: tuple[int, int]) -> None:
    before = tables(demo)
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await at_representation(user)
        await user.press("j", "m")
        await user.until_on(PickManyDialog)
        await user.until_seen("Which customers does Ana Souza hand over?")
        await user.write("legal")
        await user.press("enter", "ctrl+s")
        await user.until_on(CandidatesDialog)
        await user.press("enter")
        dialog = await user.until_on(WhatIfDialog)
        await user.until_seen("What if", "Legal & Compliance", "22 of 20 h", "20 of 20 h", "112 % stretched")
        assert tables(demo) == before
        await user.press("n")
        await user.until_on(PickDialog)
        await user.write("human relationship")
        await user.press("enter")
        await user.until_on(CandidatesDialog)
        await user.press("enter")
        await user.until_on(WhatIfDialog)
        await user.until_seen("Human Resources", "15 of 20 h", "87 % comfortable")
        assert len(dialog.moves) == 2
        await user.press("d")
        await user.until(lambda: len(dialog.moves) == 1)
        await user.press("escape")
        await user.until(lambda: app.screen is screen)
        assert tables(demo) == before


@pytest.mark.parametrize("key", ["enter", "ctrl+s"])
async def test_what_was_weighed_is_done_in_one_step_from_a_day(demo: Desk, key: str) -> None:
    before = tables(demo)
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await at_representation(user)
        await user.press("j", "enter")
        screen = await user.until_on(ServingPersonScreen)
        await user.until_seen(
            "Ana Souza", "22 of 20 h a week", "last refreshed 24 Sep 2024", "Serves now · 5"
        )
        await user.press("space", "space", "m")
        await user.until_on(CandidatesDialog)
        await user.press("j", "enter")
        dialog = await user.until_on(WhatIfDialog)
        await user.until(lambda: [one.customer for one in dialog.found.moved] == ["Finance", "Logistics"])
        taker = dialog.found.people[next(iter(dialog.moves.values()))].name
        await user.press("m")
        await user.until_on(CandidatesDialog)
        await user.press("escape")
        await user.until_on(WhatIfDialog)
        await user.press("e")
        await user.until_on(TextDialog)
        await user.press("ctrl+u")
        await user.write("2026-12-01")
        await user.press("enter")
        await user.until_on(WhatIfDialog)
        await user.until_seen("serve from Tue 1 Dec")
        await user.press(key)
        await user.until_told(f"Hand 2 customers over to ‘{taker}’")
        await user.until(lambda: app.screen is screen and not screen.table.marked)
        ends = {one.code: str(one.active_until) for one in served(demo, "Ana Souza") if one.active_until}
        assert ends == {"FIN": "2026-11-30", "LOG": "2026-11-30"}
        begins = {one.code for one in served(demo, taker) if str(one.active_from) == "2026-12-01"}
        assert begins == {"FIN", "LOG"}
        await user.press("u")
        await user.until(lambda: tables(demo) == before)


async def test_what_is_refused_leaves_the_what_if_as_it_was(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await at_representation(user)
        await user.press("j", "enter")
        await user.until_on(ServingPersonScreen)
        await user.until_seen("Serves now")
        await user.press("m")
        await user.until_on(CandidatesDialog)
        await user.press("enter")
        dialog = await user.until_on(WhatIfDialog)
        for moved in dialog.found.moved:
            dialog.moves[moved.id] = moved.person_id
        await user.press("enter")
        await user.until_on(MessageDialog)
        await user.until_seen("with that person already")
        await user.press("escape")
        await user.until(lambda: app.screen is dialog)
        await user.press("d")
        await user.until_seen("Nothing is moved")
        await user.press("ctrl+s")
        await user.until_on(MessageDialog)
        await user.until_seen("Nothing to hand over")


async def test_a_persons_customers_are_added_changed_ended_and_opened(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await at_representation(user)
        await user.press("end", "enter")
        person = await user.until_on(ServingPersonScreen)
        await user.until_seen("Priya Raghunathan", "Serves now · 2")
        await user.press("n")
        await user.fill(("customer", "retail north"), ("role", "b"), ("hours", "2"))
        await user.until_seen("Serves now · 3", "Retail North America")
        await user.press("E")
        await user.until_told("End that ‘Priya Raghunathan’ serves ‘Retail North America’")
        await user.until_seen("Serves now · 2")
        await user.press("home", "E")
        await user.until_told("End that ‘Priya Raghunathan’")
        await user.until_seen("Serves now · 1", "Served until · 1")
        await user.press("end")
        await user.until(lambda: not person.chosen)
        await user.press("e")
        await user.fill(("hours", "4"))
        await user.until_told("Representation changed")
        await user.press("d")
        await user.until_told("Delete")
        await user.press("i")
        await user.until_on(LoadDialog)
        await user.until_seen("The greater of", "What that means", "Kingman")
        await user.press("i")
        await user.until(lambda: app.screen is person)
        await user.press("enter")
        await user.until_on(CustomerScreen)
        await user.press("escape", "escape")
        await user.until(lambda: app.screen is screen)


async def test_capacity_and_training_are_entered_where_they_show(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await at_representation(user)
        await user.press("j")
        await user.until_seen("Difficult conversations", "falls away first")
        await user.press("e")
        await user.fill(("capacity_hours", "30"), ("training_refreshed", "today"))
        await user.until_seen("24 of 30", "104 % stretched", "Tue 24 Nov")
        await user.press("s")
        await user.until_on(PickDialog)
        await user.write("name")
        await user.press("enter")
        await user.until_seen("sort: name ↑")
        people = [line for line in user.sees.splitlines() if " h  " in line and "of" in line]
        assert "Ana Souza" in people[0]
        assert screen.person_here is not None


async def test_the_customers_people_offer_candidates_handing_over_and_ending(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.until_seen("Finance")
        await user.press("enter")
        customer = await user.until_on(CustomerScreen)
        await user.press("]")
        await user.until_seen("Ana Souza", "relationship manager", "assign")
        await user.press("A")
        await user.until_on(CandidatesDialog)
        await user.until_seen("Who serves Finance as relationship manager?")
        await user.press("enter")
        await user.until_on(WhatIfDialog)
        await user.until_seen("Ana Souza", "22 of 20 h", "15 of 20 h")
        await user.press("escape")
        await user.until(lambda: app.screen is customer)
        await user.press("end", "E")
        await user.until_told("End that")
        await user.until_seen("left Mon 23 Nov")
        await user.press("u")
        await user.until(lambda: "left Mon 23 Nov" not in user.sees)


async def test_an_empty_desk_says_what_belongs_there(desk: Desk) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("0")
        screen = await user.until_on(RepresentationScreen)
        await user.until_seen("Nobody serves anybody yet")
        assert screen.person_here is None
        records.add(desk, "people", {"name": "Ana [/] Souza", "side": "IT", "capacity_hours": 10})
        screen.reload()
        await user.until_seen("Ana [/] Souza", "0 of 10 h", "0 % comfortable")


async def test_the_portfolio_heads_its_groups_by_the_same_load(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.until_seen("Finance")
        await user.press("g")
        await user.until_seen("Ana Souza · 5 customers, 22 of 20 h a week ▲ stretched")
