"""Starting an agreement from a template or like another one, and writing its philosophy with a preview."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from brm_tui.desk import records
from brm_tui.desk.agreement_templates import own_folder
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.screens.agreement.markdown_dialog import MarkdownDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.customer.start_from_dialog import StartFromDialog
from tests.desk.agreement_desk import agree
from tests.ui.shell_desk import screen_text, until

HOSTILE = "[/] {x} [bold]=cmd|' /C calc'!A0 漢字 🧭 مرحبا "


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
@pytest.mark.parametrize(
    ("typed", "forums", "told"),
    [
        ("like", 1, "Left out, as they are not IT's people"),
        ("unit", 3, "Still to fill: relationship manager"),
    ],
)
async def test_an_agreement_starts_from_what_is_picked(
    desk: Desk, width: int, height: int, typed: str, forums: int, told: str
) -> None:
    agree(desk)
    customer = records.add(desk, "customers", {"name": f"{HOSTILE}HR", "code": "HR"})
    folder = own_folder(desk)
    folder.mkdir(parents=True)
    (folder / "[bold].toml").write_text(f'"{HOSTILE}" = 1')
    app = BrmApp(desk)
    async with app.run_test(size=(width, height)) as pilot:
        screen = CustomerScreen(customer, "agreement")
        app.push_screen(screen)
        await until(pilot, lambda: "No partnership agreement yet" in screen_text(app))
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, StartFromDialog))
        await until(pilot, lambda: "Like Finance" in screen_text(app))
        for line in ("Blank", "3 forums, 4 objectives", "1 forum, 1 objective, 1 appendix", "[bold]"):
            assert line in screen_text(app)
        await pilot.press(*typed, "enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await until(pilot, lambda: told in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AgreementScreen) and app.screen.page is not None)
        assert isinstance(app.screen, AgreementScreen)
        assert app.screen.page is not None
        assert len(app.screen.page.rows.forums) == forums
        await pilot.press("u")
        await until(
            pilot, lambda: app.screen is screen and "No partnership agreement yet" in screen_text(app)
        )
    assert not app.unexpected


async def test_a_template_that_holds_mistakes_says_which(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "HR", "code": "HR"})
    own_folder(desk).mkdir(parents=True)
    (own_folder(desk) / "mine.toml").write_text('title = "x"\nterm_months = "[/]"')
    app = BrmApp(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = CustomerScreen(customer, "agreement")
        app.push_screen(screen)
        await until(pilot, lambda: "No partnership agreement yet" in screen_text(app))
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, StartFromDialog) and "mine" in screen_text(app))
        assert "cannot be used" in screen_text(app)
        await pilot.press(*"mine", "enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await until(pilot, lambda: "mine.toml: term_months: '[/]' is not accepted" in screen_text(app))
        assert "summary is missing" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AgreementScreen))
    assert not app.unexpected
    assert desk.clock.today().year == 2026


async def test_the_preview_follows_what_is_written(desk: Desk) -> None:
    agreed = agree(desk)
    records.change(desk, "agreements", agreed.agreement, {"philosophy": f"Plain {HOSTILE}"})
    app = BrmApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = AgreementScreen(agreed.agreement)
        app.push_screen(screen)
        await until(pilot, lambda: screen.page is not None and app.screen is screen)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, MarkdownDialog) and app.screen.focused is not None)
        dialog = app.screen
        await until(pilot, lambda: screen_text(app).count("Plain [/]") >= 2)
        assert isinstance(dialog.focused, TextArea)
        dialog.focused.load_text("- **Bold** word\n- second")
        await until(pilot, lambda: "• Bold word" in screen_text(app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not dialog.query_one("#markdown-preview").display)
        await until(pilot, lambda: "• Bold word" not in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
    assert not app.unexpected
    assert (
        desk.reader.execute("SELECT philosophy FROM agreement").fetchone()[0] == "- **Bold** word\n- second"
    )
