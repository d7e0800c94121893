"""What a search finds opens where it stands: screen, tab, section, row, and the words in long texts."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import Section
from brm_tui.rules.kinds import KINDS
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.search import SearchDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.modes import HELD_BY, OCCURRING, RECORD_SCREENS
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.agreement.text_view import TextView
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.customer.overview import OverviewScroll
from brm_tui.ui.screens.customer.people import PeoplePane
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from brm_tui.ui.widgets.form_fields.long_text import LongTextRow
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
LONG = "\n\n".join(f"Paragraph {number} of a long text." for number in range(60))


def row(desk: Desk, query: str, *values: object) -> str:
    """Return the first value of the first row."""
    return str(desk.reader.execute(query, values).fetchone()[0])


async def find(user: KeyboardUser, text: str, group: str) -> None:
    """Search for a text and open what is found first."""
    await user.press("/")
    await user.until_on(SearchDialog)
    await user.write(text)
    await user.until_seen(f" {group[:14]}")
    await user.press("enter")
    await user.until(lambda: not isinstance(user.app.screen, SearchDialog))


@SIZES
async def test_a_hit_opens_on_its_screen_at_its_row(demo: Desk, size: tuple[int, int]) -> None:
    agreement = row(demo, "SELECT agreement_id FROM forum WHERE name LIKE 'Monthly service%' LIMIT 1")
    forum = records.add(
        demo, "forums",
        {"agreement": agreement, "name": "Music", "purpose": "xylophone",
         "first_date": "2026-12-01", "start_time": "10:00"},
    )  # fmt: skip
    appendix = records.add(
        demo, "appendices", {"agreement": agreement, "title": "Annex", "text": "all about xerography"}
    )
    done = records.add(demo, "actions", {"title": "Xenial matter", "status": "cancelled"})
    records.change(
        demo, "customers", row(demo, "SELECT id FROM customer LIMIT 1"), {"notes": f"{LONG}\n\nxanadu"}
    )
    records.change(demo, "agreements", agreement, {"philosophy": f"{LONG}\n\nA xebec sails."})
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)

        await find(user, "xylophone", "forums")
        agreed = await user.until_on(AgreementScreen)
        await user.until(lambda: agreed.section is Section.FORUMS and agreed.row_id == forum)
        await user.press("escape")
        await user.until_on(TodayScreen)

        await find(user, "xerography", "appendices")
        agreed = await user.until_on(AgreementScreen)
        await user.until(lambda: agreed.section is Section.APPENDICES and agreed.row_id == appendix)
        await user.press("escape")

        await find(user, "xebec", "agreements")
        agreed = await user.until_on(AgreementScreen)
        await user.until_seen("A xebec sails.")
        assert agreed.query_one(TextView).scroll_offset.y > 20
        await user.press("escape")

        await find(user, "xenial", "actions")
        board = await user.until_on(BoardScreen)
        await user.until(lambda: board.column.cursor_id == done and board.column.status == "cancelled")
        await user.press("escape")

        await find(user, "xanadu", "customers")
        customer = await user.until_on(CustomerScreen)
        await user.until_seen("xanadu")
        assert customer.query_one(OverviewScroll).scroll_offset.y > 20


async def test_a_meeting_opens_in_its_minutes_with_the_word_selected(demo: Desk) -> None:
    meeting = row(demo, "SELECT id FROM meeting WHERE state = 'held' ORDER BY occurrence DESC LIMIT 1")
    records.change(
        demo, "meetings", meeting, {"minutes": f"{LONG}\n\nThey spoke of the Xérès order.\n\n{LONG}"}
    )
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await find(user, "xeres", "meetings")
        screen = await user.until_on(MeetingScreen)
        await user.until(lambda: screen.area.selected_text == "Xérès")
        await user.until_seen("They spoke of the Xérès order.")
        assert screen.part == "minutes"
        assert screen.trail == ("Search",)


async def test_a_role_opens_on_the_tab_of_people(demo: Desk) -> None:
    role = row(demo, "SELECT id FROM contact_role ORDER BY id DESC LIMIT 1")
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        app.post_message(OpenRecord("roles", role))
        customer = await user.until_on(CustomerScreen)
        await user.until(lambda: isinstance(customer.pane, PeoplePane) and customer.pane.has_row)
        pane = customer.pane
        assert isinstance(pane, PeoplePane)
        await user.until(lambda: pane.table.cursor_id == role)


async def test_what_no_screen_shows_opens_as_its_form_at_the_words(demo: Desk) -> None:
    assert "freezes" not in RECORD_SCREENS
    assert "freezes" not in HELD_BY
    records.add(
        demo, "freezes",
        {"title": "Year end", "start": "2026-12-20", "end": "2027-01-03", "detail": f"{LONG}\n\nxenolith"},
        as_text=True,
    )  # fmt: skip
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await find(user, "xenolith", "freezes")
        dialog = await user.until_on(FormDialog)
        focused = dialog.form.focused_row
        assert isinstance(focused, LongTextRow)
        assert focused.area.selected_text == "xenolith"
        await user.until_seen("xenolith")
        await user.press("escape")
        await user.until_on(TodayScreen)


def test_every_way_to_open_names_kinds_that_are_there() -> None:
    assert RECORD_SCREENS.keys() | HELD_BY.keys() | set(HELD_BY.values()) | OCCURRING <= KINDS.keys()
    assert not RECORD_SCREENS.keys() & HELD_BY.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_a_record_of_every_kind_opens_whatever_it_says(demo: Desk, kind: str) -> None:
    found = demo.reader.execute(f'SELECT id FROM "{KINDS[kind].table}" ORDER BY id DESC LIMIT 1').fetchone()
    if found is None:
        pytest.skip(f"the demo has no {kind}")
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        today = await user.until_on(TodayScreen)
        app.post_message(OpenRecord(kind, found[0], "bold [/] x"))
        writable = KINDS[kind].writable
        await user.until(
            lambda: (app.screen is not today) if writable else f"No screen shows {kind}" in app.notice
        )
        await pilot.pause()
        assert not app.unexpected
