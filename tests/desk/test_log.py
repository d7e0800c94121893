"""The log: opportunities and issues are closed, and become successes with what they came from."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.desk.log import add_success, close_entries
from brm_tui.desk.log_pages import (
    LogView,
    LogWanted,
    entries_to_choose,
    entry_page,
    log_lines,
    log_summary,
    one_customer_of,
    success_lines,
    success_page,
)
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.rules.filter_fields import LOG, SUCCESSES
from brm_tui.rules.filters import read_filter
from brm_tui.rules.vocabulary import LogState
from brm_tui.store.queries.log import SORTS


@pytest.fixture(autouse=True)
def _customers(desk: Desk) -> None:
    for name, code in (("Finance", "FIN"), ("Retail", "RET")):
        records.add(desk, "customers", {"name": name, "code": code})
    records.add(desk, "people", {"name": "Ana", "email": "ana@it.example", "side": "IT"})


def entry(desk: Desk, title: str, customer: str = "FIN", **values: object) -> str:
    """Note an issue of a customer."""
    return records.add(desk, "log", {"customer": customer, "title": title, **values})


def test_entries_are_closed_and_opened_again_in_one_step(desk: Desk) -> None:
    first, second = entry(desk, "Two margins"), entry(desk, "Copies", kind="opportunity")
    assert close_entries(desk, [first, second]) == "Close 2 opportunities and issues"
    assert close_entries(desk, [first]) == "Open issue ‘Two margins’ again"
    desk.undo()
    desk.undo()
    assert record_of(desk, "log", second).state is LogState.OPEN
    with pytest.raises(NotFoundError):
        close_entries(desk, ["nothing"])


def test_a_success_is_made_of_entries_and_closes_them_in_one_step(desk: Desk) -> None:
    first, second = entry(desk, "Two margins", date=date(2026, 3, 2)), entry(desk, "Copies", internal=True)
    made = add_success(
        desk,
        {"customer": "FIN", "title": "One margin", "value": 5_000_000, "sources": (first, second)},
        closing=[first],
    )
    assert record_of(desk, "successes", made).sources == (first, second)
    assert [record_of(desk, "log", row).state for row in (first, second)] == [LogState.CLOSED, LogState.OPEN]
    page = success_page(desk, made)
    assert page is not None
    assert (page.line.sources, page.story.withheld) == (2, 1)
    found = entry_page(desk, first)
    assert found is not None
    assert [success.id for success in found.successes] == [made]
    assert found.line.successes == 1
    desk.undo()
    assert record_of(desk, "log", first).state is LogState.OPEN
    assert success_page(desk, made) is None
    desk.redo()
    assert success_page(desk, made) is not None


def test_an_entry_that_is_not_named_stays_open(desk: Desk) -> None:
    """Whoever takes an entry out of the form did not mean it."""
    first = entry(desk, "Two margins")
    add_success(desk, {"customer": "FIN", "title": "Else", "sources": ()}, closing=[first])
    assert record_of(desk, "log", first).state is LogState.OPEN


def test_a_success_is_of_one_customer(desk: Desk) -> None:
    first, other = entry(desk, "Two margins"), entry(desk, "Four voices", "RET")
    assert one_customer_of(desk, [first])[1] == "FIN"
    with pytest.raises(BrmError, match="one customer"):
        one_customer_of(desk, [first, other])
    customer = record_of(desk, "log", first).customer_id
    assert entries_to_choose(desk, customer) == [(first, "issue: Two margins")]


def test_lists_and_figures(desk: Desk) -> None:
    issue = entry(desk, "Two margins", date=date(2026, 11, 1), owner="ana@it.example")
    chance = entry(desk, "Copies", kind="opportunity", date=date(2026, 11, 2))
    entry(desk, "Over", state="closed")
    for title, value, currency in (
        ("A", 1_000, "EUR"),
        ("B", 500, "USD"),
        ("C", 2_000, "EUR"),
        ("D", None, "EUR"),
    ):
        records.add(
            desk, "successes", {"customer": "FIN", "title": title, "value": value, "currency": currency}
        )
    records.add(desk, "successes", {"customer": "RET", "title": "E", "evidence": "Seen"})
    customer = record_of(desk, "log", issue).customer_id
    found = log_summary(desk, customer)
    assert (found.opportunities, found.issues, found.entries, found.successes) == (1, 1, 3, 4)
    assert (found.unvalued, found.values) == (1, (("EUR", 3_000), ("USD", 500)))
    assert log_summary(desk).successes == 5

    def entries(typed: str = "", view: LogView = LogView.OPEN) -> list[str]:
        wanted = LogWanted(read_filter(typed, LOG, desk.today), part=view)
        return [line.id for line in log_lines(desk, wanted).fetch(0, 9)]

    def successes(typed: str, customer_id: str = "") -> int:
        wanted = LogWanted(read_filter(typed, SUCCESSES, desk.today), customer_id, LogView.SUCCESSES)
        return success_lines(desk, wanted).count()

    def sorted_by(sort: str, *, descending: bool = False) -> list[int | None]:
        wanted = LogWanted(customer_id=customer, part=LogView.SUCCESSES, sort=sort, descending=descending)
        return [line.value for line in success_lines(desk, wanted).fetch(0, 9)]

    assert sorted_by("value", descending=True) == sorted_by("value")[::-1]
    assert sorted_by("value")[0] is None
    for sort in SORTS:
        pages = success_lines(desk, LogWanted(part=LogView.SUCCESSES, sort=sort))
        whole = [line.id for line in pages.fetch(0, pages.count())]
        assert [line.id for start in range(5) for line in pages.fetch(start, 1)] == whole
    assert entries() == [chance, issue]
    assert len(entries(view=LogView.ENTRIES)) == len(entries("state:open,closed")) == 3
    assert entries("kind:issue") == [issue]
    assert entries("owner:nobody") == [chance]
    assert entries("owner:ana customer:fin") == [issue]
    assert successes("", customer) == 4
    assert successes("no evidence") == 4
    assert successes("evidence:SEEN customer:ret e") == 1
    assert successes("value >= 5") == 3
