"""Tabs: each is where its place says, and turning them goes around."""

from __future__ import annotations

from functools import partial

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.panes import PanePlace
from brm_tui.ui.screens.services.screen import ServicesScreen
from tests.ui.shell_desk import screen_text, until

PLACES = (*CustomerScreen.PANES, *ServicesScreen.PANES)


@pytest.mark.parametrize(
    "place", PLACES, ids=[f"{place.name}-{number}" for number, place in enumerate(PLACES)]
)
def test_a_tab_is_where_its_place_says(place: PanePlace) -> None:
    """Its class has the name by which it is opened."""
    assert place.name == place.make().NAME


@pytest.mark.parametrize("kind", [CustomerScreen, ServicesScreen])
def test_no_two_tabs_have_one_name(kind: type[CustomerScreen | ServicesScreen]) -> None:
    """A tab is opened by its name."""
    names = [place.name for place in kind.PANES]
    assert len(set(names)) == len(names)


async def test_turning_goes_around(demo: Desk) -> None:
    """] passes every tab and comes back to the first; [ goes the other way."""
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("2")
        await until(pilot, lambda: "Sarathi" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.pane is not None)
        screen = app.screen
        assert isinstance(screen, CustomerScreen)
        names = [place.name for place in CustomerScreen.PANES]

        def shows(name: str) -> bool:
            pane = screen.pane
            return screen.tab == name and pane is not None and pane.display and name == pane.NAME

        for name in [*names[1:], names[0]]:
            await pilot.press("right_square_bracket")
            await until(pilot, partial(shows, name))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: shows(names[-1]))
        assert app.unexpected == []
