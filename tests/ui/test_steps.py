"""The four steps on the screen: shown on the portfolio and the customer, and done by one key each."""

from __future__ import annotations

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.capture import CaptureDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.representation.candidates import CandidatesDialog
from brm_tui.ui.screens.steps.screen import StepsScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
async def test_a_new_customer_is_led_through_all_four(desk: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.until_seen("No customers yet")
        await user.press("n")
        await user.fill(("name", "Finance [/] {x}"), ("code", "FIN"))
        await user.until_seen("1 customer")
        await user.press("R")
        screen = await user.until_on(StepsScreen)
        await user.until_seen("0 of 4 complete", "enter  add a point of contact")

        await user.press("enter")
        await user.until_on(PickDialog)
        await user.write("Olga")
        await user.press("ctrl+n")
        await user.fill(("email", "olga@fin.example"))
        await user.until_seen("Olga, point of contact", "enter  add the business manager")
        await user.press("enter")
        await user.until_on(PickDialog)
        await user.write("Dana")
        await user.press("ctrl+n")
        await user.fill(("title", "Head of finance"))
        await user.until(lambda: screen.here is not None and screen.here.step == 2)
        await user.until_seen("1 of 4 complete", "enter  assign a relationship manager")

        await user.press("enter")
        await user.until_on(PickDialog)
        await user.write("Ana")
        await user.press("ctrl+n")
        await user.fill(("title", "Relationship manager"))
        await user.until_seen("enter  judge how at home they are there")
        await user.press("enter")
        await user.fill(("affinity_organisation", "4"), ("affinity_customer", "3"))
        await user.until_seen("2 of 4 complete", "enter  log the first contact")

        await user.press("enter")
        await user.until_on(CaptureDialog)
        await user.write("call said hello")
        await user.press("enter")
        await user.until_seen("enter  set the days between contacts")
        await user.press("enter")
        await user.fill(("target_days", "14"))
        await user.until_seen("every 14 days", "enter  start the partnership agreement")
        await user.press("enter")
        await user.until_seen("enter  start the agreement's first forum")
        await user.press("enter")
        await user.fill(("name", "Service review"))
        await user.until_seen("1 forum in the agreement", "enter  log a contact about IT's plans")
        await user.press("enter")
        await user.fill(("summary", "Showed the roadmap"))
        await user.until_seen("3 of 4 complete", "enter  enter a want or need")

        await user.press("enter")
        await user.fill(("title", "Faster close"))
        await user.until_seen("enter  judge the first of them")
        await user.press("enter")
        await user.fill(("value", "4"), ("size", "2"))
        await user.until_seen("4 of 4 complete", "Complete: nothing is left to do here.")
        assert not screen.missing
        await user.press("u")
        await user.until_seen("3 of 4 complete", "enter  judge the first of them")
        await user.press("escape")
        await user.until_on(PortfolioScreen)


async def test_steps_are_left_and_taken_up_where_they_were(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        await user.press("f")
        await user.write("rna")
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table)
        await user.until_seen("On the way to a relationship", "Step 2 of 4: relationship manager")
        await user.press("enter")
        await user.until_on(CustomerScreen)
        await user.until_seen("Four steps", "Step 2 of 4: relationship manager")
        await user.press("R")
        steps = await user.until_on(StepsScreen)
        await user.until_seen("Portfolio › Retail North America", "3 of 4 complete")
        assert steps.here is not None
        assert steps.here.step == 2
        await user.press("enter")
        await user.until_on(CandidatesDialog)
        await user.until_seen("Łukasz Żółć")
        await user.press("enter")
        await user.until_seen("missing: suits the customer", "enter  judge how at home they are there")
        await user.press("u")
        await user.until_seen("missing: relationship manager")
        await user.press("up")
        await user.until_seen("Complete: nothing is left")
        await user.press("enter", "escape")
        await user.until_on(CustomerScreen)


async def test_a_customer_that_another_takes_away_closes_the_steps(desk: Desk) -> None:
    from brm_tui.desk import records

    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        await user.until_seen("1 customer")
        await user.press("R")
        await user.until_on(StepsScreen)
        await user.until_seen("0 of 4 complete")
        await app.gateway.write(records.delete, desk, "customers", "FIN")
        await user.until_on(PortfolioScreen)
