"""The main job by keyboard alone, from an empty desk to a file for Outlook, and all of it back and forth."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import history
from brm_tui.desk.calendar import CalendarEntry
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.interchange.file_rules import broken_rules
from tests.ui.keyboard_user import KeyboardUser

PEOPLE = (
    ("Rosa Klein", "relationship manager", "rosa@it.example"),
    ("Ana Sá", "business manager", "ana@fin.example"),
    ("Ivan Petrov", "IT manager", "ivan@it.example"),
    ("李小龍", "business line manager", "li@fin.example"),
)
FORUMS = (
    ("Service review", "operational", "monthly", "1st tuesday", "10:00", 12),
    ("Initiative review", "tactical", "quarterly", "2nd wednesday", "14:00", 4),
    ("Alignment meeting", "strategic", "yearly", "last thursday", "09:00", 1),
)
#: What is not the user's: the history itself, and what is kept of what left the house.
KEPT = (
    "history_step",
    "history_change",
    "alembic_version",
    "desk_setting",
    "calendar_identity",
    "calendar_text",
    "exported_file",
    "exported_entry",
)
#: Keys that the job takes besides what is written.
MOST_KEYS = 200
#: What only ever rises.
RISING = ("revision", "updated_at")


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return what is in every table of the user's."""
    found = {}
    for (table,) in desk.reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table not in KEPT:
            columns = [row[1] for row in desk.reader.execute(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns if name not in RISING)
            rows = desk.reader.execute(f'SELECT {names} FROM "{table}"').fetchall()
            if rows:
                found[table] = sorted(rows, key=repr)
    return found


async def enter_customer(user: KeyboardUser) -> None:
    """Make a customer from the first screen, which says how, and land on its page."""
    await user.until_on(TodayScreen)
    await user.until_seen("make your first customer")
    await user.press("n")
    await user.fill(("name", "Finance"), ("code", "FIN"), ("strategies", "Close the books in five days"))
    await user.until_told("New customer")
    await user.until_on(CustomerScreen)


async def enter_people(user: KeyboardUser) -> None:
    """Put four people into their roles; each is known from then on."""
    await user.press("]")
    await user.until_seen("Nobody yet", "add the first one")
    for name, role, email in PEOPLE:
        await user.press("n")
        await user.until_on(PickDialog)
        await user.write(name)
        await user.press("enter")
        await user.fill(("role", role), ("email", email))
        await user.until_told("New person")
        await user.until_seen(email if user.app.size.width > 100 else name)


async def write_agreement(user: KeyboardUser) -> None:
    """Write the seven sections."""
    await user.press("]")
    await user.until_seen("No partnership agreement yet", "start it")
    await user.press("n")
    screen = await user.until_on(AgreementScreen)
    await user.until_told("started")

    async def go_on() -> None:
        section = screen.section
        await user.press("]")
        await user.until(lambda: screen.section is not section and screen._shown is screen.section)

    await user.press("e")
    await user.until_on(LongTextDialog)
    await user.write("We speak plainly.\nAlways.")
    await user.press("ctrl+s")
    await user.until_told("Relationship philosophy written")

    await go_on()
    for number, (name, role, _email) in enumerate(PEOPLE, start=1):
        # Who holds the roles that sign is known from the customer's people.
        await user.press("n")
        await user.until_on(FormDialog)
        await user.press("ctrl+s")
        await user.until(partial(holds, screen, "staff", number))
        await user.until_seen(name, role)

    await go_on()
    for number, (name, level, frequency, day, time, _count) in enumerate(FORUMS, start=1):
        await user.press("n")
        await user.fill(
            ("name", name), ("level", level), ("purpose", "To keep each other's word"), ("frequency", frequency),
            ("first_date", "1 dec"), ("day_rule", day), ("start_time", time),
            ("attendees", "rosa;ana;小龍"), ("agenda", "What we promised"),
        )  # fmt: skip
        await user.until(partial(holds, screen, "forums", number))
    await user.until_seen(*(name for name, *_rest in FORUMS))

    await go_on()
    await user.press("n")
    await user.fill(
        ("title", "Close in five days"), ("strategy", "close"), ("measure", "working days"), ("baseline", "9"),
        ("target", "5"), ("business_owner", "ana"), ("it_owner", "ivan"), ("due", "30 jun"),
    )  # fmt: skip
    await user.until_seen("Close in five days")

    await go_on()
    await user.press("n")
    await user.fill(("title", "Draft SLA"), ("objective", "close"), ("assignee", "ivan"), ("due", "+2w"))
    await user.until_seen("Draft SLA")

    await go_on()
    await go_on()
    await user.press("n")
    await user.fill(
        ("title", "Ledger"), ("valid_until", "31 dec 2027"), ("text", "99.5 percent on working days")
    )
    await user.until_seen("Ledger")


async def sign(user: KeyboardUser) -> None:
    """Propose the first version and record the four signatures."""
    await user.press("P")
    await user.until_on(TextDialog)
    await user.write("First agreement")
    await user.press("enter")
    screen = await user.until_on(AgreementScreen)
    await user.until_seen("0 of 4 signed")
    for signed in range(1, 5):
        await user.press("enter")
        await user.until_on(FormDialog)
        await user.press("ctrl+s")
        await user.until(partial(is_signed_by, screen, signed))
        await user.until_on(AgreementScreen)
    await user.until_seen("v1 in force since 24 Nov")


async def see_the_year(user: KeyboardUser) -> None:
    """Find the forums' meetings in the month and in its week, and all of a year in the agenda."""
    await user.press("4")
    screen = await user.until_on(CalendarScreen)
    await user.press("g")
    await user.until_on(TextDialog)
    await user.write("1 dec")
    await user.press("enter")
    await user.until_seen("December 2026", "Tue 1 Dec", "Finance · Service")
    await user.press("v")
    await user.until_seen("30 Nov – 6 Dec 2026", "Tue 1 Dec 10:00–11:00")
    await user.press("v")
    await user.until_seen("Tue 1 Dec in 7 days", "Wed 9 Dec", "Finance · Initiative review")

    meetings: set[tuple[datetime, str]] = set()
    while True:
        entry = screen.current
        assert entry is not None
        if entry.start >= datetime(2027, 12, 1):  # noqa: DTZ001 - meetings are in local time
            break
        meetings |= {(entry.start, name) for name, *_rest in FORUMS if entry.title == f"Finance · {name}"}
        await user.press("j")
        await user.until(partial(is_past, screen, entry))
    counts = {name: sum(meeting[1] == name for meeting in meetings) for name, *_rest in FORUMS}
    assert counts == {name: count for name, *_rest, count in FORUMS}, sorted(meetings)
    # Ten o'clock stays ten o'clock when the clocks change.
    assert {(start.hour, start.minute) for start, name in meetings if name == "Service review"} == {(10, 0)}
    await user.until_seen("Dec 2027")
    await user.press("escape")


async def plan_and_finish(user: KeyboardUser) -> None:
    """Place an objective on the plan with its first actions, and move one of them to Done."""
    await user.press("3")
    screen = await user.until_on(BoardScreen)
    await user.until_seen("Draft SLA")
    await user.press("p")
    await user.fill(
        ("title", "Fewer reports"), ("actions", "List the reports @ana fri\nDrop half of them @ivan")
    )
    await user.until_told("On the plan with 2 actions")
    await user.until(lambda: screen.column.status == "planned" and screen.column.row_count == 3)
    await user.press("j")
    await user.until(lambda: screen.targets)
    card = screen.targets[0]
    await user.press("L")
    await user.until(lambda: screen.column.status == "in progress" and screen.targets == (card,))
    await user.press("L")
    await user.until_on(TextDialog)
    await user.press("enter")
    await user.until(lambda: screen.column.status == "blocked" and screen.targets == (card,))
    await user.press("L")
    await user.until_told("Done")


async def export(user: KeyboardUser) -> None:
    """Write the file, once it was said what will stand in it, and read how programs take it."""
    await user.press("4")
    await user.until_on(CalendarScreen)
    await user.press("x")
    await user.until_on(FormDialog)
    await user.press("ctrl+s")
    await user.until_seen("Write 7 entries?", "3  meetings")
    await user.press("enter")
    await user.until_seen("Outlook")
    await user.press("enter")
    await user.until_on(CalendarScreen)


@asynccontextmanager
async def done_by_keys(home: Home, clock: Clock, width: int, height: int) -> AsyncIterator[KeyboardUser]:
    """Do the whole job on an empty desk, look at the file, and stay."""
    desk = Desk.open(home, clock)
    assert everything(desk) == {}
    app = BrmApp(desk)
    async with app.run_test(size=(width, height)) as pilot:
        user = KeyboardUser(app, pilot)
        await enter_customer(user)
        await enter_people(user)
        await write_agreement(user)
        await sign(user)
        await see_the_year(user)
        await plan_and_finish(user)
        await export(user)
        print(f"{width}x{height}: {user.keys} keys besides {user.letters} letters")

        file = Path("~/brm-tui-calendar.ics").expanduser().read_bytes()
        assert broken_rules(file) == []
        for name, *_rest in FORUMS:
            assert f"SUMMARY:Finance · {name}".encode() in file
        assert desk.reader.execute("SELECT COUNT(*) FROM action WHERE status = 'done'").fetchone() == (1,)
        # What is no prose stays little: a form too many would be seen here.
        assert user.keys < MOST_KEYS
        yield user
        assert app.unexpected == []


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the file that is exported out of the user's home."""
    monkeypatch.setenv("HOME", str(tmp_path))


async def test_the_whole_job_on_a_wide_terminal(home: Home, clock: Clock) -> None:
    async with done_by_keys(home, clock, 140, 40):
        pass


async def test_the_whole_job_all_of_it_taken_back_and_brought_again(home: Home, clock: Clock) -> None:
    async with done_by_keys(home, clock, 80, 24) as user:
        desk = user.app.gateway.desk
        full, steps = everything(desk), history.steps(desk)

        # Back again from where the agreement is open: it closes when it is taken back, and so does the customer.
        await user.press("2")
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.press("enter")
        await user.until_on(CustomerScreen)
        for number, step in enumerate(steps, start=1):
            await user.press("u")
            await user.until(partial(is_told, user, f"Undone: {step.label}"))
            await user.until(partial(has_steps, desk, len(steps) + number))
        await user.until_on(PortfolioScreen)
        await user.until_seen("No customers yet", "make the first one")
        assert everything(desk) == {}
        await user.press("u")
        await user.until_on(MessageDialog)
        await user.until_seen("Nothing to undo")
        await user.press("escape")

        for number, step in enumerate(reversed(steps), start=1):
            await user.press("ctrl+r")
            await user.until(partial(is_told, user, f"Done again: {step.label}"))
            await user.until(partial(has_steps, desk, 2 * len(steps) + number))
        await user.until_seen("Finance")
        assert everything(desk) == full
        # The cursor is on the customer again, though the list was hidden meanwhile.
        await user.press("enter")
        await user.until_on(CustomerScreen)
        await user.press("3")
        await user.until_seen("Board", "2 open")
        await user.press("4")
        await user.until_seen("Service review")
        assert {step.kind for step in history.steps(desk)} == set(HistoryKind)


def holds(screen: AgreementScreen, rows: str, number: int) -> bool:
    """Answer whether a section lists so many rows."""
    return screen.page is not None and len(getattr(screen.page.rows, rows)) == number


def is_signed_by(screen: AgreementScreen, number: int) -> bool:
    """Answer whether so many have signed the newest version."""
    return screen.page is not None and screen.page.versions[0].row.signed == number


def is_past(screen: CalendarScreen, entry: CalendarEntry) -> bool:
    """Answer whether the cursor has left an entry."""
    return screen.current is not None and screen.current is not entry


def is_told(user: KeyboardUser, text: str) -> bool:
    """Answer whether the footer says a text."""
    return user.app.notice == text


def has_steps(desk: Desk, number: int) -> bool:
    """Answer whether the history has so many steps."""
    return len(history.steps(desk)) == number
