"""Quick capture from every screen: the customer in sight goes without saying, and feedback and demands too."""

from __future__ import annotations

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.capture import CaptureDialog
from brm_tui.ui.dialogs.palette import PaletteDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import HOSTILE


@pytest.mark.parametrize("where", ["portfolio", "customer", "agreement", "board"])
async def test_the_customer_in_sight_goes_without_saying(demo: Desk, where: str) -> None:
    finance, agreement = demo.reader.execute(
        "SELECT c.id, a.id FROM customer c JOIN agreement a ON a.customer_id = c.id WHERE c.code = 'FIN'"
    ).fetchone()
    action = demo.reader.execute(
        "SELECT id FROM action WHERE customer_id = ? AND status = 'planned' LIMIT 1", (finance,)
    ).fetchone()[0]
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        match where:
            case "portfolio":
                await user.press("2")
                portfolio = await user.until_on(PortfolioScreen)
                await user.until_seen("9 customers")
                portfolio.table.move_cursor_to(finance)
            case "customer":
                app.post_message(OpenRecord("customers", finance))
                await user.until_on(CustomerScreen)
                await user.until_seen("Business outcomes")
            case "agreement":
                app.post_message(OpenRecord("agreements", agreement))
                shown = await user.until_on(AgreementScreen)
                await user.until(lambda: shown.page is not None)
            case _:
                app.post_message(OpenRecord("actions", action))
                board = await user.until_on(BoardScreen)
                await user.until(lambda: board.column.cursor_id == action and board.customer_id == finance)
        await user.press("a")
        await user.until_on(CaptureDialog)
        await user.write("fri ring them back")
        await user.until_seen("due Fri 27 Nov (in 3 days) · for Finance")
        await user.press("enter")
        await user.until_told("Action ‘ring them back’ added")
        found = demo.reader.execute(
            "SELECT customer_id, due FROM action WHERE title = 'ring them back'"
        ).fetchone()
        assert found == (finance, "2026-11-27")


_LINKED = "SELECT c.name FROM {0}_customer l JOIN customer c ON c.id = l.customer_id WHERE l.{0}_id = ? ORDER BY l.id"
_OWN = "SELECT c.name FROM {0} t JOIN customer c ON c.id = t.customer_id WHERE t.id = ?"
LISTS = {
    "subscriptions": (["5"], _OWN.format("subscription")),
    "projects": (["right_square_bracket"], _LINKED.format("project")),
    "changes": (["right_square_bracket"], _LINKED.format("change")),
    "demands": (["6"], _OWN.format("demand")),
    "feedback": (["7"], _OWN.format("feedback")),
    "log": (["right_square_bracket"], _OWN.format("log_entry")),
}
"""KIND that a list of a mode holds: the keys to it from the one before, and SQL for the customer of a row."""


async def test_what_is_under_the_cursor_says_whom_a_touch_was_with(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        for kind, (keys, query) in LISTS.items():
            await user.press(*keys)
            here = await _record_here(user, kind)
            (name, *_) = demo.reader.execute(query, (here,)).fetchone()
            await _touch_is(user, f"to {name} ·")
        await user.press("4")
        calendar = await user.until_on(CalendarScreen)
        await user.until(lambda: calendar.current is not None and calendar.current.customers)
        assert calendar.current is not None
        code = calendar.current.customers[0]
        (name,) = demo.reader.execute("SELECT name FROM customer WHERE code = ?", (code,)).fetchone()
        await _touch_is(user, f"to {name} ·")
        person, name, customer = demo.reader.execute(
            "SELECT p.id, p.name, MIN(c.name) FROM person p JOIN contact_role r ON r.person_id = p.id"
            " JOIN customer c ON c.id = r.customer_id WHERE p.active_until IS NULL"
            " GROUP BY p.id HAVING COUNT(DISTINCT c.id) = 1 ORDER BY p.name_sort"
        ).fetchone()
        app.post_message(OpenRecord("people", person))
        assert await _record_here(user, "people") == person
        await _touch_is(user, f"to {customer} · now · with {name}")


async def _record_here(user: KeyboardUser, kind: str) -> str:
    """Wait until the cursor is on a record of a KIND, and return its id."""
    found: list[str] = []

    def is_here() -> bool:
        screen = user.app.screen_in_sight
        record = screen.record_here if isinstance(screen, DeskScreen) else None
        found[:] = [record[1]] if record is not None and record[0] == kind else []
        return bool(found)

    await user.until(is_here)
    return found[0]


async def _touch_is(user: KeyboardUser, seen: str) -> None:
    """Begin a touch, see with whom it is, and leave it."""
    await user.press("t")
    await user.until_on(CaptureDialog)
    await user.write("budget")
    await user.until_seen(seen)
    await user.press("ctrl+u", "escape")
    await user.until(lambda: not isinstance(user.app.screen, CaptureDialog))


@pytest.mark.parametrize(
    ("command", "line", "seen", "query", "row"),
    [
        (
            "log a complaint", "FIN !high Payroll was late again", "complaint · high severity · of Finance",
            "SELECT kind, severity FROM feedback WHERE title = 'Payroll was late again'", ("complaint", "high"),
        ),
        (
            "note a demand", "FIN need !now Close the month sooner", "need · of Finance · wanted now",
            "SELECT kind, horizon FROM demand WHERE title = 'Close the month sooner'", ("need", "now"),
        ),
    ],
)  # fmt: skip
async def test_feedback_and_demands_are_kept_from_the_palette(
    demo: Desk, command: str, line: str, seen: str, query: str, row: tuple[str, str]
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("ctrl+p")
        await user.until_on(PaletteDialog)
        await user.write(command)
        await user.press("enter")
        await user.until_on(CaptureDialog)
        await user.write(line)
        await user.until_seen(seen)
        await user.press("enter")
        await user.until_told("added")
        assert demo.reader.execute(query).fetchone() == row
        await user.press("u")
        await user.until(lambda: demo.reader.execute(query).fetchone() is None)


@pytest.mark.parametrize("command", ["add an action", "log a touch", "log a complaint", "note a demand"])
async def test_hostile_lines_break_nothing_and_nothing_is_kept_half_understood(
    demo: Desk, command: str
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        steps = demo.reader.execute("SELECT COUNT(*) FROM history_step").fetchone()
        await user.press("ctrl+p")
        await user.until_on(PaletteDialog)
        await user.write(command)
        await user.press("enter")
        await user.until_on(CaptureDialog)
        await user.write("FIN @nobodyatall " + "".join(letter for letter in HOSTILE if letter.isprintable()))
        await user.press("enter")
        await user.until_seen("Nobody is called @nobodyatall", "[/]")
        assert demo.reader.execute("SELECT COUNT(*) FROM history_step").fetchone() == steps
