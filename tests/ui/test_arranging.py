"""Lists that are read at once: words narrow them, any column sorts them, and the file holds what is listed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from brm_tui.desk.customer_pages import CustomerAction
from brm_tui.desk.desk import Desk
from brm_tui.desk.records import add, add_many
from brm_tui.ui.app import BrmApp
from brm_tui.ui.arranging import Arranging
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.customer import actions
from brm_tui.ui.screens.customer.actions import action_row
from brm_tui.ui.screens.panes import PaneScreen
from brm_tui.ui.screens.satisfaction.answers_dialog import AnswersDialog
from brm_tui.ui.widgets.rows import Row
from brm_tui.ui.widgets.table import Table
from tests.ui.keyboard_user import KeyboardUser

SIZES = [(80, 24), (140, 40)]

# Keys to the list, words that few of its lines have, and the head to sort by.
LISTS = [
    ("2 enter ]", "SPONSOR", "Name"),
    ("2 enter ] ] ]", "roster", "Action"),
    ("2 enter ] ] ] ]", "annual", "Day"),
    ("2 enter ] ] ] ] ] ] ]", "deputies", "Review"),
    ("5 ] enter", "lockers", "Milestone"),
    ("7 ] ] enter tab", "spain", "Score"),
]


def arranged(app: BrmApp) -> Arranging:
    """Return what has the list."""
    shown = app.screen.pane if isinstance(app.screen, PaneScreen) else app.screen
    assert isinstance(shown, Arranging)
    return shown


async def go(user: KeyboardUser, way: str) -> None:
    """Go to a list, one key after the other."""
    for key in way.split():
        before = user.sees
        await user.press(key)
        await user.until(lambda before=before: user.sees != before)  # type: ignore[misc]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("way", "words", "column"), LISTS, ids=[column for _way, _words, column in LISTS])
async def test_words_narrow_it_and_a_column_sorts_it(
    demo: Desk, size: tuple[int, int], way: str, words: str, column: str
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_seen("Good morning")
        await go(user, way)
        await user.until(lambda: arranged(app).listed)
        lists = arranged(app)
        everything = list(lists.listed)
        await user.press("f")
        await user.write(words)
        await user.until(lambda: lists.only.words == (words,))
        await user.until(lambda: 0 < len(lists.listed) < len(everything))
        await user.press("enter")
        await user.until(lambda: isinstance(app.focused, Table))
        await user.press("F")
        await user.until(lambda: lists.listed == everything)
        value = next(one.value for one in lists.exported if one.head == column)
        for turned in (False, True):
            await user.press("s")
            await user.until(lambda: isinstance(app.screen, PickDialog))
            await user.write(column)
            await user.press("enter")
            await user.until(lambda turned=turned: (lists.sorted_by, lists.descending) == (column, turned))  # type: ignore[misc]
            values = [value(record) for record in lists.listed]
            known = [one for one in values if one not in (None, "")]
            assert known == values[: len(known)]
            folded = [one.casefold() if isinstance(one, str) else one for one in known]
            assert folded == sorted(folded, reverse=turned)  # type: ignore[type-var]
        assert lists.arranged_states() == (f"sort: {column.lower()} ↓",)
        if column in [shown.title for shown in lists.query_one(Table).columns]:
            await user.until(lambda: f"{column}↓" in user.sees.replace(f"{column} ", column))


async def test_of_a_thousand_only_what_is_seen_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, "customers", {"name": "Finance", "code": "FIN"})
    add_many(
        desk, "actions", [{"title": f"Action {number:04}", "customer": "FIN"} for number in range(1_000)]
    )
    made: list[str] = []

    def counted(action: CustomerAction, today: date) -> Row:
        made.append(action.id)
        return action_row(action, today)

    monkeypatch.setattr(actions, "action_row", counted)
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_seen("Good")
        await go(user, "2 enter ] ] ]")
        await user.until(lambda: len(arranged(app).listed) == 1_000)
        await user.until_seen("Action 0")
        assert len(made) < 100
        await user.press("f")
        await user.write("0999")
        await user.until(lambda: len(arranged(app).listed) == 1)
        await user.until_seen("Action 0999", "1 listed")
        assert len(made) < 200


async def test_what_is_listed_is_what_is_written(demo: Desk, tmp_path: Path) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_seen("Good morning")
        await go(user, "7 ] ] enter tab")
        assert isinstance(app.screen, AnswersDialog)
        await user.press("f")
        await user.write("spain")
        await user.press("enter")
        await user.until(lambda: len(arranged(app).listed) == 1)
        await user.press("x")
        await user.until(lambda: isinstance(app.screen, FormDialog))
        target = tmp_path / "answers.csv"
        await user.press("ctrl+u")
        await user.write(str(target))
        await user.press("ctrl+s")
        await user.until(target.exists)
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) == 2
        assert "Spain" in rows[1][3]
