"""The whole life of an agreement by keyboard: refused, proposed, declined, amended, signed, superseded, undone."""

from __future__ import annotations

from functools import partial

import pytest

from brm_tui.desk import agreements, history, records
from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import Section
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from tests.desk.agreement_desk import ROLES, agree
from tests.store.history_tools import tables
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import shell_modes, until

#: The story that the history tells, oldest first.
STORY = (
    "Change agreement ‘Partnership agreement Finance’: philosophy",
    "Propose v1 of",
    *["Sign v1 of"] * 3,
    "Decline v1 of ‘Partnership agreement Finance’ as business line manager",
    "Change agreement ‘Partnership agreement Finance’: philosophy",
    "Propose v2 of",
    *["Sign v2 of"] * 4,
    "Change agreement ‘Partnership agreement Finance’: philosophy",
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
    """Return how many have signed the newest version."""
    return screen.page.versions[0].row.signed if screen.page is not None else 0


def has_signed(screen: AgreementScreen, number: int) -> bool:
    """Answer whether so many have signed the newest version."""
    return signed(screen) == number


def has_steps(desk: Desk, number: int) -> bool:
    """Answer whether the history has so many steps."""
    return len(history.steps(desk)) == number


def is_elsewhere(screen: AgreementScreen, section: Section) -> bool:
    """Answer whether the screen has left a section."""
    return screen.section is not section


async def write(user: KeyboardUser, screen: AgreementScreen, text: str) -> None:
    """Write the philosophy, in place of what stood there."""
    while screen.section is not Section.PHILOSOPHY:
        before = screen.section
        await user.press("[")
        await user.until(partial(is_elsewhere, screen, before))
    await user.until(lambda: screen._shown is Section.PHILOSOPHY)
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
    agreement = agree(desk).agreement
    records.change(desk, "agreements", agreement, {"philosophy": ""})
    begun, empty = len(history.steps(desk)), tables(desk)
    app = BrmApp(desk, modes=shell_modes())
    async with app.run_test(size=(width, height)) as pilot:
        user, screen = KeyboardUser(app, pilot), AgreementScreen(agreement)
        app.push_screen(screen)
        await until(pilot, lambda: screen.page is not None and app.screen is screen)

        # It is proposed only once it is complete; three sign, one declines.
        await user.press("P")
        await user.until_on(MessageDialog)
        await user.until_seen("Not ready to propose", "No relationship philosophy")
        await user.press("escape")
        await write(user, screen, "We plan together.")
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

        # What came of v2 is offered as the reason of v3; v2 stays in force until v3 is accepted.
        await write(user, screen, "Plainly. ")
        await user.until_seen("1 change")
        offered = "Since v2: 0 of 1 objectives on time; 0 of 1 actions in time"
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

        # The history tells the story, and all of it is taken back, signatures included, and brought again.
        steps = history.steps(desk)[:-begun]
        told = [step.label for step in reversed(steps)]
        assert [label for label, said in zip(told, STORY, strict=True) if not label.startswith(said)] == []
        for number in (2, 3):
            lines = [label for label in told if label.startswith(f"Sign v{number} of")]
            roles = {label.partition("’ as ")[2].partition(",")[0] for label in lines}
            assert roles == set(ROLES)
            assert lines[-1].endswith(", now in force")
        full = tables(desk)
        for number in range(1, len(steps) + 1):
            await user.press("u")
            await user.until(partial(has_steps, desk, begun + len(steps) + number))
            assert agreements.verify(desk, "FIN") == []
        assert tables(desk) == empty
        assert states(desk) == []
        await user.until_seen(
            "No relationship philosophy" if screen.section is Section.PHILOSOPHY else "not proposed"
        )
        for number in range(1, len(steps) + 1):
            await user.press("ctrl+r")
            await user.until(partial(has_steps, desk, begun + 2 * len(steps) + number))
        assert tables(desk) == full
        assert agreements.verify(desk, "FIN") == []
        await user.until_seen("v3 in force")
