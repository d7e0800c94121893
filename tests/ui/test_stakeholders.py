"""The stakeholder map by keys: placing people is one step each, and undo takes it back."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.stakeholders import stakeholder_map
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.stakeholders.screen import StakeholdersScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


def placed(desk: Desk, customer_id: str) -> dict[str, tuple[str, str]]:
    """Return influence and interest of people by name."""
    return {
        person.name: (str(person.influence or ""), str(person.interest or ""))
        for person in stakeholder_map(desk, customer_id).people
    }


async def opened(user: KeyboardUser) -> StakeholdersScreen:
    """Go to the map of the first customer."""
    await user.until_on(TodayScreen)
    await user.press("2")
    await user.until_on(PortfolioScreen)
    await user.until_seen("Finance")
    await user.press("#")
    return await user.until_on(StakeholdersScreen)


@SIZES
async def test_people_are_placed_by_keys_and_each_move_is_one_step(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await opened(user)
        await user.until_seen("5 people · 1 not placed", "not placed yet: 1")
        assert screen.person is not None
        assert screen.person.name == "Claire Beaumont"
        await user.press("L")
        await user.until(lambda: placed(demo, screen.customer_id)["Claire Beaumont"] == ("high", "high"))
        await user.until_told("Place ‘Claire Beaumont’: high influence, high interest")
        roles = "SELECT DISTINCT influence, interest FROM contact_role r JOIN person p ON p.id = r.person_id" \
                " WHERE p.name = 'Claire Beaumont' AND r.customer_id = ?"  # fmt: skip
        assert demo.reader.execute(roles, (screen.customer_id,)).fetchall() == [("high", "high")]
        await user.press("J", "J", "H")
        await user.until(lambda: placed(demo, screen.customer_id)["Claire Beaumont"] == ("low", "medium"))
        for before in (("low", "high"), ("medium", "high"), ("high", "high"), ("high", "medium")):
            await user.press("u")
            await user.until(lambda: placed(demo, screen.customer_id)["Claire Beaumont"] == before)  # noqa: B023
        await user.until_seen("high influence, medium interest")
        await user.press("down", "down", "down", "down")
        await user.until(lambda: screen.person is not None and not screen.person.placed)
        await user.press("K")
        await user.until(lambda: placed(demo, screen.customer_id)["María Oliveira"] == ("high", "medium"))
        await user.until(lambda: "not placed yet" not in user.sees)
        await user.press("e")
        await user.fill(("engagement_now", "resistant"), ("engagement_wanted", "supportive"))
        await user.until_seen("■ resistant → ● supportive")
        await user.press("escape")
        await user.until_on(PortfolioScreen)


async def test_a_customer_without_people_gets_its_first_one(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await opened(user)
        await user.until_seen("Nobody to place yet")
        await user.press("n")
        await user.until_seen("Who is it?")
        await user.write("Olga [/] {x}")
        await user.press("ctrl+n")
        await user.fill(("email", "olga@fin.example"))
        await user.until_seen("1 person · 1 not placed", "Olga [/] {x}")


async def test_a_full_cell_follows_the_cursor(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    for number in range(30):
        person = records.add(
            desk, "people", {"name": f"Person {number:02} " + "long " * 30, "side": "business"}
        )
        values = {"person": person, "customer": "FIN", "influence": "high", "interest": "low"}
        records.add(desk, "roles", values if number < 20 else {"person": person, "customer": "FIN"})
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        screen = await opened(user)
        await user.until_seen("30 people · 10 not placed", "Person 00", "more")
        await user.press(*["j"] * 19)
        await user.until_seen("Person 19")
        await user.press("j")
        await user.until(lambda: screen.person is not None and not screen.person.placed)
        await user.press("l", "h", "k", "right", "left")
        await user.until(lambda: screen.person is not None and screen.person.placed)
        assert placed(desk, customer)["Person 00 " + "long " * 29 + "long"] == ("high", "low")


async def test_the_map_opens_from_the_customer_and_closes_when_it_is_gone(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.until_seen("Finance")
        await user.press("enter")
        screen = await user.until_on(CustomerScreen)
        await user.until_seen("IT promised")
        await user.press("#")
        await user.until_on(StakeholdersScreen)
        await user.until_seen("Portfolio › Finance › Stakeholder map")
        await app.gateway.write(records.delete, demo, "customers", screen.customer_id)
        await user.until(lambda: not isinstance(app.screen, StakeholdersScreen))
