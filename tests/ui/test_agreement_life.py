"""The whole life of an agreement by keyboard: from a template to its third version, and all of it undone."""

from __future__ import annotations

from functools import partial

import pytest

from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_history import agreement_history
from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import Section
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.agreement.diff_dialog import DiffDialog
from brm_tui.ui.screens.agreement.read_dialog import ReadDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.customer.start_from_dialog import StartFromDialog
from tests.desk.agreement_desk import PEOPLE, ROLES, customer_with_people
from tests.store.history_tools import tables
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import shell_modes

#: The story that the history tells, oldest first.
STORY = (
    "Start partnership agreement of ‘Finance’ from",
    "Add staff member ‘IT manager Ivo Ilic’",
    "Add action ‘Draft the close calendar’",
    "Propose v1 of",
    *["Sign v1 of"] * 3,
    "Decline v1 of ‘Partnership agreement Finance and IT’ as business line manager, Lea Lind",
    "Change agreement ‘Partnership agreement Finance and IT’: philosophy",
    "Propose v2 of",
    *["Sign v2 of"] * 4,
    "Change agreement ‘Partnership agreement Finance and IT’: philosophy",
    "Propose v3 of",
    *["Sign v3 of"] * 4,
)


def states(desk: Desk) -> list[tuple[int, str]]:
    """Return the versions with their stored states, oldest first."""
    return [
        tuple(row)
        for row in desk.reader.execute("SELECT number, state FROM agreement_version ORDER BY number")
    ]


def signed(screen: AgreementScreen) -> int:
    """Return how many have signed the newest version; -1 where there is none."""
    versions = screen.page.versions if screen.page is not None else ()
    return versions[0].row.signed if versions else -1


def has_signed(screen: AgreementScreen, number: int) -> bool:
    """Answer whether so many have signed the newest version."""
    return signed(screen) == number


def has_steps(desk: Desk, number: int) -> bool:
    """Answer whether the history has so many steps."""
    return len(history.steps(desk)) == number


def is_elsewhere(screen: AgreementScreen, section: Section) -> bool:
    """Answer whether the screen has left a section."""
    return screen.section is not section


async def open_section(user: KeyboardUser, screen: AgreementScreen, section: Section) -> None:
    """Go to a section, the shorter way."""
    while screen.section is not section:
        before = screen.section
        await user.press("]" if section > before else "[")
        await user.until(partial(is_elsewhere, screen, before))
    await user.until(lambda: screen._shown is section)


async def complete(user: KeyboardUser, screen: AgreementScreen) -> None:
    """Fill what the template leaves open and the proposal needs."""
    await user.press("P")
    await user.until_on(MessageDialog)
    await user.until_seen("Not ready to propose", "Nobody is IT manager", "No action is planned")
    await user.press("escape")
    await user.until_on(AgreementScreen)
    await open_section(user, screen, Section.STAFF)
    await user.press("n")
    await user.fill(("person", "ivo"), ("role", "it m"))
    await user.until_on(AgreementScreen)
    await open_section(user, screen, Section.ACTIONS)
    await user.press("n")
    await user.fill(("title", "Draft the close calendar"), ("due", "2026-11-20"))
    await user.until_on(AgreementScreen)
    await user.until(lambda: screen.page is not None and screen.page.completeness.proposable)


async def write(user: KeyboardUser, screen: AgreementScreen, text: str) -> None:
    """Write the philosophy, before what stands there."""
    await open_section(user, screen, Section.PHILOSOPHY)
    await user.press("e")
    await user.until_on(LongTextDialog)
    await user.write(text)
    await user.press("ctrl+s")
    await user.until_told("Relationship philosophy written")
    await user.until_on(AgreementScreen)


async def propose(user: KeyboardUser, number: int, reason: str, offered: str = "") -> None:
    """Propose the next version; what the program offers as its reason is kept, and more is said."""
    await user.press("P")
    dialog = await user.until_on(TextDialog)
    await user.until_seen(f"Propose v{number}")
    assert dialog._value == offered
    await user.press("end")
    await user.write(reason)
    await user.press("enter")
    await user.until_told(f"v{number} proposed")
    screen = await user.until_on(AgreementScreen)
    await user.until(lambda: screen._shown is Section.ACCEPTANCE and signed(screen) == 0)


async def sign(user: KeyboardUser, screen: AgreementScreen, first: int, last: int) -> None:
    """Let some of the four sign, one below the other."""
    for number in range(first, last + 1):
        await user.press("enter")
        await user.until_on(FormDialog)
        await user.press("ctrl+s")
        await user.until(partial(has_signed, screen, number))
        await user.until_on(AgreementScreen)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_an_agreement_lives_and_all_of_it_is_taken_back(desk: Desk, width: int, height: int) -> None:
    customer, people = customer_with_people(desk)
    for role in ("business manager", "business line manager"):
        records.add(desk, "roles", {"person": people[role], "customer": customer, "role": role})
    manager = {"person": people["relationship manager"], "customer": customer, "role": "relationship manager"}
    records.add(desk, "representations", manager)
    begun, empty = len(history.steps(desk)), tables(desk)
    app = BrmApp(desk, modes=shell_modes())
    async with app.run_test(size=(width, height)) as pilot:
        user = KeyboardUser(app, pilot)
        app.push_screen(CustomerScreen(customer, "agreement"))
        await user.until_seen("No partnership agreement yet")

        # From a template; what is missing keeps it from being proposed. Three sign, one declines.
        await user.press("N")
        await user.until_on(StartFromDialog)
        await user.write("unit")
        await user.press("enter")
        await user.until_on(MessageDialog)
        await user.until_seen("Still to fill: IT manager")
        await user.press("enter")
        screen = await user.until_on(AgreementScreen)
        await user.until(lambda: screen.page is not None)
        await complete(user, screen)
        await propose(user, 1, "the first agreement")
        await sign(user, screen, 1, 3)
        await user.press("ctrl+p")
        await user.until(lambda: app.screen is not screen and app.screen.focused is not None)
        await user.write("decline the prop")
        await user.until_seen("Decline the proposal")
        await user.press("enter")
        await user.fill(("note", "It says nothing of money"))
        await user.until_told("v1 declined by the business line manager")
        await user.until_on(AgreementScreen)
        assert states(desk) == [(1, "declined")]

        # It is amended, and all four sign.
        await write(user, screen, "Money too. ")
        await propose(user, 2, "money is in it")
        await user.until_seen("v2", "0 of 4")
        await sign(user, screen, 1, 4)
        await user.until_seen("v2 in force")
        assert states(desk) == [(1, "declined"), (2, "accepted")]

        # It is edited, and the difference to what is in force is looked at.
        await write(user, screen, "Plainly. ")
        await user.until_seen("1 change")
        await user.press("D")
        await user.until_on(DiffDialog)
        await user.until_seen("v2, in force since 24 Nov → working copy: 1 change", "{+Plainly.")
        await user.press("escape")
        await user.until_on(AgreementScreen)

        # What came of v2 is offered as the reason of v3; v2 stays in force until v3 is accepted.
        offered = "Since v2: 4 of 4 objectives on time; 0 of 1 actions in time"
        await propose(user, 3, ", so we speak plainly", offered)
        await sign(user, screen, 1, 3)
        assert states(desk) == [(1, "declined"), (2, "accepted"), (3, "proposed")]
        await user.until_seen("v2 in force")
        await sign(user, screen, 4, 4)
        await user.until_seen("v3 in force")
        assert states(desk) == [(1, "declined"), (2, "superseded"), (3, "accepted")]
        reason = desk.reader.execute("SELECT reason FROM agreement_version WHERE number = 3").fetchone()[0]
        assert reason == f"{offered}, so we speak plainly"
        assert agreements.verify(desk, "FIN") == []

        # The history tells the story, on the screen too.
        steps = history.steps(desk)[:-begun]
        told = [step.label for step in reversed(steps)]
        assert [label for label, said in zip(told, STORY, strict=True) if not label.startswith(said)] == []
        assert [step.label for step in agreement_history(desk, "FIN")] == [
            step.label for step in steps if "Add action" not in step.label
        ]
        for number in (2, 3):
            lines = [label for label in told if label.startswith(f"Sign v{number} of")]
            answered = {label.partition("’ as ")[2].removesuffix(", now in force") for label in lines}
            assert answered == {f"{role}, {PEOPLE[role][0]}" for role in ROLES}
            assert lines[-1].endswith(", now in force")
        await user.press("W")
        await user.until_on(ReadDialog)
        await user.until_seen("Sign v3 of", "now in force", "Propose v3 of")
        await user.press("escape")
        await user.until_on(AgreementScreen)

        # All of it is taken back, signatures included, and brought again.
        full = tables(desk)
        for number in range(1, len(steps) + 1):
            await user.press("u")
            await user.until(partial(has_steps, desk, begun + len(steps) + number))
        assert tables(desk) == empty
        assert states(desk) == []
        await user.until_seen("No partnership agreement yet")
        for number in range(1, len(steps) + 1):
            await user.press("ctrl+r")
            await user.until(partial(has_steps, desk, begun + 2 * len(steps) + number))
        assert tables(desk) == full
        assert agreements.verify(desk, "FIN") == []
        await user.until_seen("v3 in force")
