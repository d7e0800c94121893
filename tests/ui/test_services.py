"""Mode 5 and the customer's tab: services listed, filtered, explained, opened and entered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import Rag
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.importing import ImportDialog
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.panes import Pane
from brm_tui.ui.screens.services.detail import SubscriptionScreen
from brm_tui.ui.screens.services.pane import ServicesPane
from brm_tui.ui.screens.services.screen import ServicesScreen
from brm_tui.ui.widgets.plot import Line, Shown, drawn, runs
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest, screen_text, until


@asynccontextmanager
async def services(
    desk: Desk, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[BrmApp, Pilot[None]]]:
    """Run the program with the services of the desk in sight."""
    app = BrmApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app) or "Welcome" in screen_text(app))
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, ServicesScreen) and app.screen.pane is not None)
        await until(pilot, lambda: "24 services" in screen_text(app) or "No services yet" in screen_text(app))
        yield app, pilot
        assert app.unexpected == []


def pane(app: BrmApp) -> ServicesPane:
    """Return the tab in sight."""
    shown = app.screen_in_sight
    assert isinstance(shown, ServicesScreen | CustomerScreen)
    assert isinstance(shown.pane, ServicesPane)
    return shown.pane


async def test_lists_and_filters(demo: Desk) -> None:
    """What stands amber is listed by a word and by a choice; F shows all again."""
    async with services(demo) as (app, pilot):
        whole = pane(app).table.row_count
        await pilot.press("f", *"ware")
        await until(pilot, lambda: pane(app).table.row_count == 1)
        assert "“ware”" in screen_text(app)
        await pilot.press("tab")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"amber", "enter", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        assert pane(app).table.row_count == 0
        await pilot.press("F")
        await until(pilot, lambda: pane(app).table.row_count == whole)


async def test_sorts_the_worst_first(demo: Desk) -> None:
    """Sorting by standing brings what is not green to the top."""
    async with services(demo) as (app, pilot):
        await pilot.press("s", *"standing", "enter")
        await until(pilot, lambda: pane(app).view.sort == "standing")
        shown = pane(app).table
        await until(pilot, lambda: "sort: standing ↑" in screen_text(app))
        assert shown.sort is not None
        assert shown.sort.key == "standing"


async def test_explains_and_opens(demo: Desk) -> None:
    """I says why; enter shows the months, and escape comes back to the same line."""
    async with services(demo) as (app, pilot):
        await pilot.press("down", "down")
        here = pane(app).table.cursor_id
        await pilot.press("i")
        await until(pilot, lambda: "2 of 2 judged" in screen_text(app))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, SubscriptionScreen) and app.screen.page is not None)
        assert isinstance(app.screen, SubscriptionScreen)
        assert app.screen.page is not None
        assert app.screen.page.standing.rag is Rag.GREEN
        await until(pilot, lambda: "Service level, %" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ServicesScreen))
        assert pane(app).table.cursor_id == here


async def test_a_customer_takes_what_is_offered(demo: Desk) -> None:
    """On the customer's page, n on a service that is not taken offers just that one; u takes it back."""
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("2")
        await until(pilot, lambda: "Sarathi" in screen_text(app))
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, CustomerScreen) and "IT promised" in screen_text(app)
        )
        assert isinstance(app.screen, CustomerScreen)
        app.screen.open_tab("services")
        await until(pilot, lambda: "not taken" in screen_text(app))
        table = pane(app).table
        whole = table.row_count
        await pilot.press("end", "n")
        await until(pilot, lambda: app.screen.is_modal)
        assert "Web shop" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        await until(pilot, lambda: pane(app).is_taken)
        assert table.row_count == whole
        await pilot.press("u")
        await until(pilot, lambda: "Undone" in screen_text(app))
        await until(pilot, lambda: screen_text(app).count("not taken") == 8)
        assert app.unexpected == []


async def test_deletes_and_undoes_on_its_own_page(demo: Desk) -> None:
    """A page whose subscription is deleted closes; u brings it back."""
    async with services(demo) as (app, pilot):
        whole = pane(app).table.row_count
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SubscriptionScreen) and app.screen.page is not None)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ServicesScreen))
        await until(pilot, lambda: pane(app).table.row_count == whole - 1)
        await pilot.press("u")
        await until(pilot, lambda: pane(app).table.row_count == whole)


async def test_turning_on_before_a_tab_is_there_shows_the_other_one_alone(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_seen("Good morning")
        await user.press("5", "]")  # one behind the other, as a hand does
        await user.until_seen("9 projects under way", "P-211")
        await user.until(lambda: at_rest(app))
        assert [pane.NAME for pane in app.screen.query(Pane) if pane.display] == ["projects"]
        assert not app.unexpected


async def test_an_empty_desk_says_what_belongs_there(desk: Desk) -> None:
    """No list, but what to do."""
    async with services(desk) as (app, _pilot):
        assert pane(app).has_class("-empty")


def test_a_plot_has_gaps_where_nothing_is_known() -> None:
    """Unknown months are no zeros: a line is drawn in runs, and the scale does not reach down to zero."""
    assert runs([None, 1.0, 2.0, None, 3.0]) == [([1, 2], [1.0, 2.0]), ([4], [3.0])]
    shown = Shown("Level", ["Aug", "Sep", "Oct"], (Line("level", [99.0, None, 99.5]),))
    text = drawn(shown, 40, 8).plain
    assert "Level   ● level" in text
    assert text.count("●") == 3
    assert "⠤" not in text
    assert "99" in text.splitlines()[-3] or "99" in text


def test_a_plot_of_nothing_says_so() -> None:
    """Nothing known, or no room: no drawing that lies."""
    assert "nothing is known" in drawn(Shown("Cost", ["Oct"], (Line("cost", [None]),)), 40, 8).plain
    assert drawn(Shown("Cost", ["Oct"], (Line("cost", [1.0]),)), 8, 3).plain.startswith("Cost")
    one = drawn(Shown("[/]", ["Oct"], (Line("[b]x", [5.0]),)), 40, 8).plain
    assert one.startswith("[/]   ● [b]x")


async def test_exports_what_is_listed(demo: Desk, tmp_path: Path) -> None:
    """X asks where, asks again before it replaces a file, and writes the filtered list."""
    path = tmp_path / "out.csv"
    path.write_text("kept")
    async with services(demo) as (app, pilot):
        await pilot.press("f", *"ware", "enter")
        await until(pilot, lambda: pane(app).table.row_count == 1)
        for answer in ("n", "y"):
            await pilot.press("x")
            await until(pilot, lambda: app.screen.is_modal)
            await pilot.press(
                "ctrl+u", *({"/": "slash", ".": "full_stop"}.get(sign, sign) for sign in str(path))
            )
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Replace the file?" in screen_text(app))
            await pilot.press(answer)
            if answer == "n":
                await until(pilot, lambda: "the file was kept" in screen_text(app))
                assert path.read_text() == "kept"
                await pilot.press("escape")
                await until(pilot, lambda: "Not saved" in screen_text(app))
                await pilot.press("y")
            await until(pilot, lambda: not app.screen.is_modal)
        lines = path.read_text("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("Logistics,LOG,Warehouse management,green,urgent,99.96,99.9,2026-10,4.3,")
        assert "61500.0,EUR" in lines[1]


async def test_imports_a_file_that_was_looked_at(demo: Desk, tmp_path: Path) -> None:
    """ctrl+o says row by row what would be done; enter does it, u takes it back; the second time there is nothing."""
    path = tmp_path / "in.csv"
    path.write_text(
        "service;customer;period;level\nGroup ERP;FIN;2026-10;90,5\nGroup ERP;FIN;2025-01;99,9\n[/];=x;2026-10;1\n"
    )
    async with services(demo) as (app, pilot):

        async def open_file() -> None:
            await pilot.press("ctrl+o")
            await until(pilot, lambda: app.screen.is_modal)
            await pilot.press(*({"/": "slash", ".": "full_stop"}.get(sign, sign) for sign in str(path)))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, ImportDialog))
            await until(pilot, lambda: "Why" in screen_text(app))

        await open_file()
        said = screen_text(app)
        assert "1 create, 1 update, 1 skip" in said
        assert "no customer =x takes a service [/]" in said
        assert "level 99.8 → 90.5" in said
        await pilot.press("enter")
        await until(pilot, lambda: "Import 2 measures" in screen_text(app) and not app.screen.is_modal)
        await until(pilot, lambda: "2 red" in screen_text(app))
        await open_file()
        assert "1 skip, 2 unchanged" in screen_text(app)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("u")
        await until(pilot, lambda: "1 red" in screen_text(app))
