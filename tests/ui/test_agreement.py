"""The agreement's screen: its sections written by keyboard, its versions proposed and signed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import Any, TypeVar

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import TextArea

from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_pages import AgreementPage
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.agreements import Section
from brm_tui.ui.app import BrmApp
from brm_tui.ui.commands import runnable_commands
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.agreement.diff_dialog import DiffDialog
from brm_tui.ui.screens.agreement.markdown_text import laid_out, markdown_blocks
from brm_tui.ui.screens.agreement.read_dialog import ReadDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from tests.desk.agreement_desk import ROLES, Agreed, agree, customer_with_people, mail, sign_all
from tests.ui.shell_desk import screen_text, shell_modes, until

HOSTILE = "[/] {x} [bold]=cmd|' /C calc'!A0 漢字 🧭 مرحبا " + "x" * 150
SIZES = [(80, 24), (140, 40)]

Shown = TypeVar("Shown", bound=Screen[Any])


class Driver:
    """An agreement's screen in a running program, and the keys that work it."""

    def __init__(self, app: BrmApp, pilot: Pilot[None], screen: AgreementScreen) -> None:
        self.app = app
        self.pilot = pilot
        self.screen = screen

    @property
    def page(self) -> AgreementPage:
        """The agreement as the screen read it last."""
        assert self.screen.page is not None
        return self.screen.page

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    def has_staff(self, number: int) -> bool:
        """Answer whether so many people are listed."""
        return len(self.page.rows.staff) == number

    def has_signed(self, number: int) -> bool:
        """Answer whether so many have signed the newest version."""
        return self.page.versions[0].row.signed == number

    async def press(self, *keys: str) -> None:
        """Press keys; a text of several letters that is no key's name is typed."""
        await self.pilot.press(*keys)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        await until(self.pilot, lambda: bool(condition()))

    async def dialog(self, kind: type[Shown]) -> Shown:
        """Wait for a dialog and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.focused)
        found = self.app.screen
        assert isinstance(found, kind)
        return found

    async def back(self) -> None:
        """Wait until every dialog is closed."""
        await self.until(lambda: self.app.screen is self.screen)

    async def section(self, section: Section) -> None:
        """Go to a section."""
        while self.screen.section is not section:
            await self.press("]")
        await self.until(lambda: self.screen._shown is section)

    async def pick(self, *typed: str) -> None:
        """Pick, in a form, what is found by typing."""
        form = self.app.screen
        await self.press(typed[0][0])
        await self.dialog(PickDialog)
        await self.press(*typed[0][1:], "enter")
        await self.until(lambda: self.app.screen is form)


@asynccontextmanager
async def opened(desk: Desk, agreement_id: str, width: int = 120, height: int = 36) -> AsyncIterator[Driver]:
    """Run the program with an agreement open."""
    app = BrmApp(desk, modes=shell_modes())
    async with app.run_test(size=(width, height)) as pilot:
        screen = AgreementScreen(agreement_id)
        app.push_screen(screen)
        await until(pilot, lambda: screen.page is not None and app.screen is screen)
        yield Driver(app, pilot, screen)
        assert not app.unexpected


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    return agree(desk)


async def test_seven_sections_are_written_proposed_and_signed_by_keyboard(desk: Desk) -> None:
    customer, people = customer_with_people(desk)
    for role in ("business manager", "business line manager"):
        records.add(desk, "roles", {"person": people[role], "customer": customer, "role": role})
    agreement = agreements.new_agreement(desk, "FIN")
    async with opened(desk, agreement) as at:
        await at.until(lambda: "No relationship philosophy yet" in at.text)

        # 1: a text
        await at.press("e")
        await at.dialog(LongTextDialog)
        await at.press(*"We plan", "ctrl+s")
        await at.until(lambda: at.page.head.philosophy == "We plan")

        # 2: people, picked by type-ahead; the side comes from the person
        await at.section(Section.STAFF)
        for number, (person, role) in enumerate(
            (("ana", "rel"), ("bob", "business m"), ("ivo", "it m"), ("lea", "business l")), start=1
        ):
            await at.press("n")
            await at.dialog(FormDialog)
            await at.pick(person)
            await at.press("down")
            await at.pick(role)
            await at.press("ctrl+s")
            await at.until(partial(at.has_staff, number))
        assert [(row.role, row.side) for row in at.page.rows.staff] == list(
            zip(ROLES, ("IT", "business", "IT", "business"), strict=True)
        )

        # 3: a forum, whose meetings are in the calendar at once
        await at.section(Section.FORUMS)
        await at.press("n")
        await at.dialog(FormDialog)
        await at.press(*"Review", "ctrl+s")
        await at.until(lambda: at.page.rows.forums)
        assert at.page.rows.forums[0].next_meeting is not None

        # 4: an objective, placed on the plan with its first actions
        await at.section(Section.OBJECTIVES)
        await at.press("n")
        await at.dialog(FormDialog)
        await at.press(*"Close faster", "ctrl+s")
        await at.until(lambda: at.page.rows.objectives and at.screen.can_place)
        await at.press("p")
        form = await at.dialog(FormDialog)
        form.query_one(TextArea).load_text("Draft the calendar @ivo fri\nTell everyone @bob 1 dec")
        await at.press("ctrl+s")
        await at.until(lambda: len(at.page.rows.actions) == 2)

        # 5: the actions stand under their objective
        await at.back()
        await at.section(Section.ACTIONS)
        assert [(row.assignee, row.due, row.promised_by) for row in at.page.rows.actions] == [
            ("Ivo Ilic", date(2026, 11, 27), "IT"),
            ("Bob Berg", date(2026, 12, 1), "business"),
        ]
        assert "Close faster" in at.text

        # 7: an appendix
        await at.section(Section.APPENDICES)
        assert "attach the first one" in at.text
        await at.press("n")
        await at.dialog(FormDialog)
        await at.press(*"Ledger SLA", "ctrl+s")
        await at.until(lambda: at.page.rows.appendices)

        # 6: proposed, and signed by the four
        await at.back()
        await at.press("P")
        await at.dialog(TextDialog)
        await at.press(*"first", "enter")
        await at.until(lambda: at.page.proposed is not None and at.screen._shown is Section.ACCEPTANCE)
        for signed in range(4):
            await at.back()
            await at.press("home", *["down"] * signed, "enter")
            await at.dialog(FormDialog)
            await at.press("ctrl+s")
            await at.until(partial(at.has_signed, signed + 1))
        assert at.page.in_force is not None
        await at.back()
        await at.until(lambda: "v1 in force since 24 Nov" in at.text)


async def test_an_unfinished_agreement_is_refused_with_the_list(desk: Desk) -> None:
    customer_with_people(desk)
    agreement = agreements.new_agreement(desk, "FIN")
    async with opened(desk, agreement) as at:
        await at.press("P")
        dialog = await at.dialog(MessageDialog)
        assert "3 Engagement strategy: No forum is agreed" in dialog.message
        assert "2 Partner plan staff: Nobody is IT manager" in dialog.message
        await at.press("escape")
        await at.back()
        await at.press("i")
        await at.dialog(ReadDialog)
        assert "needed to propose" in at.text


async def test_a_missing_person_is_made_on_the_spot(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.STAFF)
        await at.press("n")
        form = await at.dialog(FormDialog)
        await at.press("N")
        await at.dialog(PickDialog)
        await at.press(*"ia Noor", "ctrl+n")
        await at.until(lambda: isinstance(at.app.screen, FormDialog) and at.app.screen is not form)
        await at.until(lambda: at.app.screen.focused is not None)
        await at.press("ctrl+s")
        await at.until(lambda: at.app.screen is form)
        await at.press("down", "o")
        await at.dialog(PickDialog)
        await at.press(*"bserver", "ctrl+n")
        await at.until(lambda: at.app.screen is form)
        await at.press("ctrl+s")
        await at.until(lambda: len(at.page.rows.staff) == 5)
        row = at.page.rows.staff[-1]
        assert (row.person, row.role, row.side) == ("Nia Noor", "observer", "business")
        assert at.screen.table.cursor_id == row.id
    found = desk.reader.execute(
        "SELECT r.role FROM contact_role r JOIN person p ON p.id = r.person_id WHERE p.name = 'Nia Noor'"
    ).fetchall()
    assert found == [("point of contact",)]


async def test_rows_are_edited_moved_deleted_and_brought_back(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.STAFF)
        first = at.page.rows.staff[0].id
        await at.press("J")
        await at.until(lambda: at.page.rows.staff[1].id == first)
        assert at.screen.table.cursor_id == first
        assert "down · u takes it back" in at.app.notice
        await at.press("K")
        await at.until(lambda: at.page.rows.staff[0].id == first)
        await at.press("K")
        await at.press("d")
        await at.until(lambda: len(at.page.rows.staff) == 3)
        assert "u takes it back" in at.app.notice
        await at.press("u")
        await at.until(lambda: len(at.page.rows.staff) == 4)
        assert [row.role for row in at.page.rows.staff] == list(ROLES)

        await at.section(Section.FORUMS)
        await at.press("e")
        await at.dialog(FormDialog)
        await at.press("end", *" of Finance", "ctrl+s")
        await at.until(lambda: at.page.rows.forums[0].name == "Monthly service review of Finance")
        assert len(at.page.attendees[agreed.forum]) == 2
        assert history.steps(desk, newest=1)[0].label.endswith(": name")


async def test_marked_rows_are_deleted_in_one_step(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.STAFF)
        await at.press("space", "space", "d")
        await at.until(lambda: len(at.page.rows.staff) == 2)
        assert at.app.notice.startswith("Delete 2 staff")
        assert not at.screen.table.marked


async def test_an_action_is_completed(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.ACTIONS)
        assert "4 days late" in at.text
        await at.press("c")
        await at.until(lambda: at.page.rows.actions[0].status == "done")
        assert "Complete ‘Draft the close calendar’ · u takes it back" in at.app.notice
        assert not at.screen.can_complete


async def test_changes_since_what_is_in_force_are_counted_and_listed(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    async with opened(desk, agreed.agreement, width=160) as at:
        await at.until(lambda: "v1 in force since 24 Nov" in at.text)
        assert "change" not in str(at.screen.state)
        await at.section(Section.APPENDICES)
        await at.press("d")
        await at.until(lambda: "1 change since" in at.text)
        await at.press("D")
        await at.dialog(DiffDialog)
        assert "v1, in force since 24 Nov → working copy: 1 change" in at.text
        assert "− SLA Ledger  removed" in at.text


async def test_declining_withdrawing_and_terminating(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.ACCEPTANCE)
        at.screen.action_decline()
        form = await at.dialog(FormDialog)
        assert form.heading == "Decline v1 as relationship manager"
        await at.press("down", "down", *"too dear", "ctrl+s")
        await at.until(lambda: at.page.versions[0].shown_state == "declined")
        assert at.page.versions[0].row.end_reason == "too dear"

        await at.back()
        await at.until(lambda: at.screen.can_propose)
        await at.press("P")
        await at.dialog(TextDialog)
        await at.press(*"cheaper", "enter")
        await at.until(lambda: at.page.proposed is not None)
        await at.back()
        at.screen.action_withdraw()
        await at.dialog(TextDialog)
        await at.press("enter")
        await at.until(lambda: at.page.versions[0].shown_state == "withdrawn")

    agreements.propose(desk, "FIN", "again")
    sign_all(desk)


async def test_a_terminated_agreement_takes_no_more_changes(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    async with opened(desk, agreed.agreement) as at:
        at.screen.action_terminate()
        await at.dialog(TextDialog)
        await at.press(*"sold", "enter")
        await at.until(lambda: at.page.ended)
        await at.back()
        await at.section(Section.FORUMS)
        await at.press("n", "d", "P", "e")
        await at.pilot.pause()
        assert at.app.screen is at.screen
        assert "ended 24 Nov" in at.text


async def test_who_signs_is_asked_outside_of_acceptance(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    async with opened(desk, agreed.agreement) as at:
        await at.press("S")
        await at.dialog(PickDialog)
        await at.press(*"it man", "enter")
        form = await at.dialog(FormDialog)
        assert form.heading == "Sign v1 as IT manager"
        await at.press("ctrl+s")
        await at.until(lambda: at.page.versions[0].row.signed == 1)
        await at.until(lambda: "Signed as IT manager, 3 still to sign" in at.app.notice)


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_the_head_names_who_is_still_to_sign(
    desk: Desk, agreed: Agreed, width: int, height: int
) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    records.change(desk, "people", agreed.people["business line manager"], {"name": "Lea Lind-" + "x" * 12})
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Else."})
    agreements.propose(desk, "FIN", "second")
    for role in ROLES[:3]:
        agreements.sign(desk, "FIN", agreements.Signing(role, mail(role)))
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Once more."})
    async with opened(desk, agreed.agreement, width, height) as at:
        await at.until(lambda: "v1 in force" in at.text and "2 changes" in at.text)
        assert "3 of 4" in at.text
        assert ("Lea Lind-xxxxxxxxxxxx to sign" in at.text) is (width == 140)
        assert ("v1 in force since 24 Nov" in at.text) is (width == 140)
        assert ("2 changes since" in at.text) is (width == 140)


async def test_a_date_to_come_is_refused_at_its_field(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.ACCEPTANCE)
        await at.press("S")
        form = await at.dialog(FormDialog)
        await at.press("down", *"tomorrow", "ctrl+s")
        await at.until(lambda: any("up to today" in row.problem.casefold() for row in form.form.rows))
        assert at.app.screen is form


async def test_a_version_is_read_as_it_was_frozen(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Everything is new."})
    async with opened(desk, agreed.agreement) as at:
        await at.press("v")
        await at.dialog(PickDialog)
        await at.press("enter")
        await at.dialog(ReadDialog)
        await at.until(lambda: "We plan together." in at.text)
        assert "SHA-256" in at.text
        await at.press("escape")
        await at.back()
        assert "Everything is new." in at.text


async def test_what_was_signed_is_opened_from_its_signature(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.ACCEPTANCE)
        await at.press("enter")
        dialog = await at.dialog(ReadDialog)
        assert dialog.heading == "Version 1"


async def test_a_thousand_actions_cost_a_cursor_key_nothing(desk: Desk, agreed: Agreed) -> None:
    records.add_many(
        desk,
        "actions",
        [{"title": f"Action {number}", "objective": agreed.objective} for number in range(1000)],
    )
    async with opened(desk, agreed.agreement) as at:
        await at.section(Section.ACTIONS)
        assert "1001 actions" in at.text
        started = time.process_time()
        for _key in range(50):
            at.screen.table.action_cursor_down()
            at.screen._show_detail()
        assert (time.process_time() - started) / 50 < 0.01
        await at.press("end")
        await at.until(lambda: "Action 999" in at.text)


async def test_the_screen_leaves_when_its_agreement_is_gone(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.app.gateway.write(records.delete, desk, "agreements", agreed.agreement)
        await at.until(lambda: at.app.screen is not at.screen)


async def test_another_window_may_have_written(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.press("e")
        dialog = await at.dialog(LongTextDialog)
        records.change(desk, "agreements", agreed.agreement, {"philosophy": "Theirs."})
        await at.press(*"Ours ", "ctrl+s")
        message = await at.dialog(MessageDialog)
        assert message.heading == "Changed meanwhile"
        await at.press("escape")
        await at.until(lambda: at.app.screen is dialog)
        assert dialog.text.startswith("Ours ")


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_hostile_texts_and_long_names_stand_in_every_section(
    desk: Desk, agreed: Agreed, width: int, height: int
) -> None:
    records.change(desk, "customers", "FIN", {"name": HOSTILE, "strategies": HOSTILE})
    records.change(desk, "people", "ana@it.example", {"name": HOSTILE, "title": HOSTILE})
    records.change(desk, "agreements", agreed.agreement, {"philosophy": f"# {HOSTILE}\n- {HOSTILE}"})
    records.change(desk, "forums", agreed.forum, {"name": HOSTILE, "purpose": HOSTILE, "place": HOSTILE})
    records.change(
        desk, "objectives", agreed.objective, {"title": HOSTILE, "why": HOSTILE, "measure": HOSTILE}
    )
    records.change(desk, "actions", agreed.action, {"title": HOSTILE, "detail": HOSTILE})
    records.change(desk, "appendices", agreed.appendix, {"title": HOSTILE, "text": HOSTILE})
    agreements.propose(desk, "FIN", HOSTILE)
    async with opened(desk, agreed.agreement, width, height) as at:
        for section in Section:
            await at.section(section)
            await at.pilot.pause()
            assert "[/] {x} [" in at.text, section
            assert "1 of 4" in at.text or "0 of 4" in at.text
        for key, shown in (("D", DiffDialog), ("i", ReadDialog)):
            await at.press(key)
            await at.dialog(shown)
            await at.press("escape")
            await at.back()
        await at.press("v")
        await at.dialog(PickDialog)
        await at.press("enter")
        await at.dialog(ReadDialog)
        await at.until(lambda: "[/] {x} [bold]" in at.text)


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_every_section_of_the_demo_fits(demo: Desk, width: int, height: int) -> None:
    agreement = agreements.agreement_named(demo, "FIN")
    async with opened(demo, agreement, width, height) as at:
        for section in Section:
            await at.section(section)
            await at.pilot.pause()
            assert section.title in at.text
            assert at.app.focused is not None
            assert len([entry for entry in runnable_commands(at.screen) if entry.command.in_footer]) >= 3
        narrow = "complete" in at.text.splitlines()[2]
        assert narrow == (width < 110)


async def test_sections_go_round_in_both_directions(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        went = []
        for key in ("[", "[", "]", "]", "]"):
            await at.press(key)
            went.append(int(at.screen.section))
        assert went == [7, 6, 7, 1, 2]
        await at.pilot.click("#agreement-outline", offset=(6, 3))
        await at.until(lambda: at.screen.section is Section.OBJECTIVES)


async def test_title_and_term_are_edited(desk: Desk, agreed: Agreed) -> None:
    async with opened(desk, agreed.agreement) as at:
        await at.press("E")
        await at.dialog(FormDialog)
        await at.press("down", "down", *"2027-06-30", "ctrl+s")
        await at.until(lambda: at.page.head.term_end == date(2027, 6, 30))


def test_markdown_is_shown_readable_and_harmless() -> None:
    text = (
        "# Head [/]\n\nWe **plan** [together](javascript:x) <b>now</b>\n\n"
        "- one\n- two\n  which is long\n\n3. three\n\n> said"
    )
    lines = [line.plain for line in laid_out(markdown_blocks(text), 24)]
    assert lines == [
        "Head [/]", "", "We plan", "[together](javascript:x)", "<b>now</b>", "", "• one", "• two which is long",
        "3. three", "", "│ said",
    ]  # fmt: skip
    wrapped = laid_out(markdown_blocks("- a word that wraps here"), 12)
    assert [line.plain for line in wrapped] == ["• a word", "  that wraps", "  here"]


def test_a_refusal_is_an_error_of_ours(desk: Desk, agreed: Agreed) -> None:
    from brm_tui.desk.agreement_steps import answer

    with pytest.raises(BrmError, match="propose one first"):
        answer(desk, agreed.agreement, {"role": ROLES[0], "person": "ana@it.example"}, accept=True)
