"""The board: columns, cards, moving them, and showing only some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brm_tui.desk import records
from brm_tui.desk.board import BoardCard, board_summary, column_pages
from brm_tui.desk.desk import Desk
from brm_tui.desk.saved_filters import presets
from brm_tui.rules.filter_fields import ACTIONS
from brm_tui.rules.filter_words import explained
from brm_tui.rules.filters import NO_FILTER, read_filter
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.board.cards import card_of
from brm_tui.ui.screens.board.columns import open_window
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.widgets.line_input import LineInput
from brm_tui.ui.widgets.rows import cells_in
from tests.desk.agreement_desk import agree
from tests.ui.board_desk import HOSTILE, add_action, late_action, order, running, small_desk, statuses
from tests.ui.shell_desk import screen_text, until

TODAY = date(2026, 11, 24)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    opened = small_desk(tmp_path)
    yield opened
    opened.close()


def board_of(app: BrmApp) -> BoardScreen:
    screen = app.screen_in_sight
    assert isinstance(screen, BoardScreen)
    return screen


def opened(app: BrmApp) -> list[str]:
    """Return the statuses of the columns that are open."""
    return [column.status for column in board_of(app).columns.shown if not column.folded]


def three(desk: Desk) -> None:
    for title in ("a", "b", "c"):
        add_action(desk, title)


# What the board reads


def test_pages_and_figures(small: Desk) -> None:
    three(small)
    late_action(small)
    add_action(small, "done one", "done")
    add_action(small, "done two", "done")
    assert board_summary(small, NO_FILTER) == ({"backlog": 3, "in progress": 1, "done": 2}, 1, True)
    pages = column_pages(small, "backlog", NO_FILTER)
    assert pages.count() == 3
    assert [card.title for card in pages.fetch(0, 10)] == ["a", "b", "c"]
    done = column_pages(small, "done", NO_FILTER)
    done.count()
    assert [card.title for card in done.fetch(0, 10)] == ["done two", "done one"]
    assert done.index_of(done.fetch(1, 1)[0].id) == 1


def test_filters_combine(small: Desk) -> None:
    late = late_action(small)
    add_action(small, "Draft plan", customer="HR", due=TODAY)
    add_action(small, "100% sure", customer="FIN", assignee="bo@fin.example")

    def found(typed: str) -> set[str]:
        only = read_filter(typed, ACTIONS, small.today)
        cards: set[str] = set()
        for status in ("backlog", "in progress"):
            pages = column_pages(small, status, only)
            cards |= {card.title for card in pages.fetch(0, pages.count())}
        assert sum(board_summary(small, only).columns.values()) == len(cards)
        return cards

    assert found("customer:hr") == {"Draft SLA v2", "Draft plan"}
    assert found("customer:human") == {"Draft SLA v2", "Draft plan"}
    assert found("customer:HR overdue") == {"Draft SLA v2"}
    assert found("not overdue") == {"Draft plan", "100% sure"}
    assert found("who:bo@fin.example") == found("who:berg") == found("who:bo") == {"100% sure"}
    assert found("who:nobody") == {"Draft plan"}
    assert found("due within 7 days") == {"Draft plan"}
    assert found("DRAFT pl") == {"Draft plan"}
    assert found("100%") == {"100% sure"}
    assert found("_") == set()
    assert found("customer:FIN draft") == set()
    only = read_filter("customer:HR who:ana overdue sla", ACTIONS, small.today)
    assert explained(only, small.today) == "customer HR · who ana · overdue · “sla”"
    assert presets(small, only) == {"customer": "HR", "who": "ana@it.example"}
    assert late


@pytest.mark.parametrize(
    ("count", "kept", "focused", "first", "width", "window"),
    [
        (4, [4], 0, 0, 80, (0, 2)),
        (4, [4], 1, 0, 80, (0, 2)),
        (4, [4], 2, 0, 80, (1, 3)),
        (4, [4], 0, 2, 80, (0, 2)),
        (4, [4], 3, 0, 80, (2, 4)),
        (4, [4], 0, 0, 140, (0, 4)),
        (5, [], 4, 0, 80, (3, 5)),
        (4, [4], 2, 0, 30, (2, 3)),
        (4, [4], 2, 0, 1, (2, 3)),
    ],
)
def test_window_of_open_columns(
    count: int, kept: list[int], focused: int, first: int, width: int, window: tuple[int, int]
) -> None:
    assert open_window(count, kept, focused, first, width) == range(*window)


def test_lines_of_a_card() -> None:
    card = BoardCard(
        "1",
        "Draft",
        "FIN",
        "Finance",
        "c",
        "Close fast",
        "Ana",
        "IT",
        date(2026, 11, 12),
        None,
        "urgent",
        "",
        0,
    )

    def lines(status: str, **changes: Any) -> list[str]:
        shown = card_of(card._replace(**changes), status, TODAY)
        return ["".join(cell.text for cell in cells_in(line)) for line in shown.lines]

    assert lines("planned") == ["!! Draft", "FIN · Close fast", "12 days late · IT→B · Ana"]
    assert lines("blocked", reason="no money") == ["!! Draft", "FIN · no money", "12 days late · IT→B · Ana"]
    assert lines("done", done=TODAY, priority="normal") == [
        "Draft",
        "FIN · Close fast",
        "✓ Tue 24 Nov · IT→B · Ana",
    ]
    bare = {"customer_code": "", "objective": "", "assignee": "", "promised_by": "business", "due": None}
    assert lines("backlog", priority="low", **bare) == ["Draft", "our own house", "B→IT"]


# What the screen does


async def test_move_follows_the_card_and_undo_brings_it_back(small: Desk) -> None:
    three(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: "3 open" in screen_text(app))
        await pilot.press("down", "L")
        await until(pilot, lambda: statuses(small)["b"] == "planned")
        await until(pilot, lambda: board_of(app).column.status == "planned")
        assert "Move ‘b’ to Planned · u takes it back" in app.notice
        await pilot.press("H")
        await until(pilot, lambda: order(small, "backlog") == ["a", "c", "b"])
        await until(pilot, lambda: board_of(app).column.status == "backlog")
        await pilot.press("u", "u")
        await until(pilot, lambda: order(small, "backlog") == ["a", "b", "c"])


async def test_reorder_with_and_without_a_filter(small: Desk) -> None:
    three(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: board_of(app).can_reorder)
        await pilot.press("K")
        assert order(small, "backlog") == ["a", "b", "c"]
        await pilot.press("J")
        await until(pilot, lambda: order(small, "backlog") == ["b", "a", "c"])
        await until(pilot, lambda: board_of(app).column.cursor_index == 1)
        records.change(small, "actions", board_of(app).targets[0], {"customer": "FIN"})
        add_action(small, "d", customer="FIN")
        board_of(app).filter_by("customer:FIN")
        await until(pilot, lambda: board_of(app).column.row_count == 2)
        await pilot.press("home", "J")
        await until(pilot, lambda: order(small, "backlog") == ["b", "c", "d", "a"])


async def test_moving_into_blocked_asks_why(small: Desk) -> None:
    late_action(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: "1 open · 1 late" in screen_text(app))
        await until(pilot, lambda: board_of(app).column.status == "in progress")
        await pilot.press("L")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert statuses(small)["Draft SLA v2"] == "in progress"
        await pilot.press("L")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"no money", "enter")
        await until(pilot, lambda: statuses(small)["Draft SLA v2"] == "blocked")
        await until(pilot, lambda: "HR · no money" in screen_text(app))


async def test_marked_cards_move_complete_and_go_at_once(small: Desk) -> None:
    three(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: bool(board_of(app).targets))
        await pilot.press("space", "down", "space", "L")
        await until(pilot, lambda: order(small, "planned") == ["a", "c"])
        await until(pilot, lambda: "Move 2 actions to Planned" in app.notice)
        await until(pilot, lambda: board_of(app).column.status == "planned")
        await until(pilot, lambda: board_of(app).column.row_count == 2)
        await pilot.press("home", "space", "space", "c")
        await until(pilot, lambda: set(order(small, "done")) == {"a", "c"})
        await pilot.press("o")
        await until(pilot, lambda: board_of(app).column.status == "done")
        assert not board_of(app).can_reorder
        await pilot.press("space", "space", "d")
        await until(pilot, lambda: statuses(small) == {"b": "backlog"})
        await until(pilot, lambda: "Delete 2 actions" in app.notice)
        await pilot.press("u")
        await until(pilot, lambda: len(statuses(small)) == 3)


async def test_escape_takes_marks_off(small: Desk) -> None:
    three(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: bool(board_of(app).targets))
        await pilot.press("space")
        await until(pilot, lambda: board_of(app).has_marks)
        await pilot.press("escape")
        assert not board_of(app).has_marks
        assert isinstance(app.screen, BoardScreen)


async def test_columns_fold_for_want_of_room(small: Desk) -> None:
    three(small)
    async with running(small, "board", size=(80, 24)) as (app, pilot):
        assert opened(app) == ["backlog", "planned"]
        await pilot.press("l", "l")
        assert opened(app) == ["planned", "in progress"]
        await pilot.press("l", "l", "l")
        assert opened(app) == ["in progress", "blocked"]
        await pilot.press("o")
        await until(pilot, lambda: opened(app) == ["blocked", "done"])
        await pilot.press("O")
        await until(pilot, lambda: opened(app) == ["done", "cancelled"])
        await pilot.press("O", "o")
        await until(pilot, lambda: "done" not in opened(app))
        await pilot.resize_terminal(160, 50)
        await until(pilot, lambda: opened(app) == ["backlog", "planned", "in progress", "blocked"])


async def test_limits_are_signals(small: Desk) -> None:
    records.add_many(small, "actions", [{"title": f"t{n}", "status": "blocked"} for n in range(5)])
    async with running(small, "board", size=(160, 40)) as (app, pilot):
        await until(pilot, lambda: "5/4 ▲" in screen_text(app))


async def test_filter_and_show_all(small: Desk) -> None:
    three(small)
    late_action(small)
    async with running(small, "board") as (app, pilot):
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.focused, LineInput))
        await pilot.press(*"sla")
        await until(pilot, lambda: "filter: “sla”" in screen_text(app))
        await pilot.press("enter")
        assert "1 open · 1 late" in screen_text(app)
        assert "Nothing fits" in screen_text(app)
        await until(pilot, lambda: board_of(app).column.status == "in progress")
        await pilot.press("F")
        await until(pilot, lambda: "4 open" in screen_text(app))


async def test_new_card_lands_in_its_column_under_the_cursor(small: Desk) -> None:
    three(small)
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: "3 open" in screen_text(app))
        await pilot.press("l", "n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"Call them", "ctrl+s")
        await until(pilot, lambda: order(small, "planned") == ["Call them"])
        await until(pilot, lambda: board_of(app).targets != () and board_of(app).column.status == "planned")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("end", *" back", "ctrl+s")
        await until(pilot, lambda: order(small, "planned") == ["Call them back"])


async def test_empty_board_says_how_to_begin(small: Desk) -> None:
    async with running(small, "board") as (app, pilot):
        await until(pilot, lambda: "No actions yet" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"First", "ctrl+s")
        await until(pilot, lambda: "1 open" in screen_text(app) and "No actions" not in screen_text(app))
        await until(pilot, lambda: app.focused is not None)


async def test_a_card_is_opened_from_elsewhere(small: Desk) -> None:
    three(small)
    done = add_action(small, "finished", "done")
    async with running(small) as (app, pilot):
        app.post_message(OpenRecord("actions", done))
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and board_of(app).targets == (done,))
        assert board_of(app).column.status == "done"
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, BoardScreen))


async def test_place_an_objective(desk: Desk) -> None:
    agree(desk)
    async with running(desk, "board") as (app, pilot):
        await until(pilot, lambda: "open" in screen_text(app))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        assert isinstance(form, FormDialog)
        rows = {row.field.name: row for row in form.form.rows}
        rows["agreement"]._take(("FIN",))  # type: ignore[attr-defined]  # of a PickRow
        rows["title"].focus_editor()
        await pilot.press(*"Close in two days")
        rows["actions"].focus_editor()
        await pilot.press(*"@zoe plan it", "ctrl+s")
        await until(pilot, lambda: "nobody is called @zoe" in screen_text(app))
        rows["actions"].focus_editor()
        rows["actions"].editor.load_text("Plan it @ana fri\nDo it")  # type: ignore[attr-defined]  # a TextArea
        await pilot.press("ctrl+s")
        await until(pilot, lambda: {"Plan it", "Do it"} <= set(order(desk, "planned")))
        await until(pilot, lambda: "On the plan with 2 actions" in app.notice)


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (30, 8)])
async def test_hostile_text_at_any_size(small: Desk, size: tuple[int, int]) -> None:
    title = HOSTILE.strip()[:200]
    records.add(small, "customers", {"name": title, "code": "ODD"})
    add_action(small, title, customer="ODD", assignee="odd@fin.example", due=TODAY, status_reason=title)
    async with running(small, "board", size=size) as (app, pilot):
        await until(pilot, lambda: "1 open" in screen_text(app))
        await pilot.press("down", "l", "l", "h", "o", "O", "O", "o")
        if size[0] > 30:
            await pilot.press("h", "h", "h", "h", "h")
            await until(pilot, lambda: "[/] {x}" in screen_text(app))
