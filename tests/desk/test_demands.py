"""Demands on a real file: their states, order, weights and what comes of them, each a step that undo takes back."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.demand_conversion import convert_demand
from brm_tui.desk.demand_pages import (
    SORTS,
    DemandView,
    demand_page,
    demand_that_became,
    ranked_demands,
    summary,
)
from brm_tui.desk.demand_weights import keep_weights, weights
from brm_tui.desk.demands import advance_demands, change_demands, move_demands, reorder_demand
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.paths import Home
from brm_tui.rules.demand_score import Weights
from brm_tui.rules.demand_states import TRANSITIONS
from brm_tui.rules.filter_fields import DEMANDS
from brm_tui.rules.filters import read_filter
from brm_tui.rules.vocabulary import DemandState
from brm_tui.store.backup import verify
from brm_tui.store.driver import driver_of
from brm_tui.store.migrating import upgrade
from brm_tui.store.projections import rebuild
from tests.store.history_tools import assert_derived, tables


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Return a desk of two customers, the first with an agreement."""
    for code in ("FIN", "HR"):
        records.add(desk, "customers", {"name": code, "code": code})
    records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    records.add(desk, "people", {"name": "Bob", "email": "bob@x.example", "side": "business"})
    return desk


def _demand(desk: Desk, title: str = "Faster close", customer: str = "FIN", **values: object) -> str:
    return records.add(desk, "demands", {"customer": customer, "title": title, **values})


def _state(desk: Desk, demand_id: str) -> str:
    row = desk.reader.execute("SELECT state FROM demand WHERE id = ?", (demand_id,)).fetchone()
    return str(row[0])


def _view(desk: Desk, typed: str) -> DemandView:
    return DemandView(read_filter(typed, DEMANDS, desk.today))


def _listed(desk: Desk, typed: str = "", sort: str = "rank", customer_id: str = "") -> list[str]:
    pages = ranked_demands(desk, replace(_view(desk, typed), customer_id=customer_id), sort)
    return [row.demand.title for row in pages.fetch(0, pages.count())]


def test_no_way_to_write_goes_past_the_rule_and_every_change_of_state_is_kept(asked: Desk) -> None:
    """Random moves by every verb: only ways of the table are gone, each is in the history, and all undo."""
    chance = random.Random(6)
    demand_id = _demand(asked)
    state, gone = DemandState.DRAFT, [DemandState.DRAFT]
    for _turn in range(120):
        after = chance.choice(list(DemandState))
        reason = chance.choice(["", "Because"])
        way = chance.choice(["set", "move", "on", "back"])
        try:
            if way == "set":
                records.change(asked, "demands", demand_id, {"state": after.value, "state_reason": reason})
            elif way == "move":
                move_demands(asked, [demand_id], after.value, reason=reason)
            else:
                advance_demands(asked, [demand_id], back=way == "back")
        except FieldError:
            assert _state(asked, demand_id) == state
            continue
        now = DemandState(_state(asked, demand_id))
        if now is not state:
            assert now in TRANSITIONS[state]
            gone.append(now)
        state = now
    page = demand_page(asked, demand_id)
    assert page is not None
    assert [change.after for change in reversed(page.page.states)] == gone
    assert [change.before for change in reversed(page.page.states)] == [None, *gone[:-1]]
    assert all(change.reason for change in page.page.states if change.after in ("deferred", "rejected"))
    assert len(set(gone)) == len(DemandState)
    for before in reversed(gone[:-1]):
        while _state(asked, demand_id) != before:
            asked.undo()
    assert _state(asked, demand_id) == "draft"
    assert_derived(asked)


def test_a_new_one_may_begin_anywhere_but_says_why_it_is_not_wanted(asked: Desk) -> None:
    for state in DemandState:
        _demand(asked, state=state.value, state_reason="Because")
    with pytest.raises(FieldError, match="state_reason"):
        _demand(asked, state="rejected")


def test_a_reason_belongs_to_its_state(asked: Desk) -> None:
    demand_id = _demand(asked)
    move_demands(asked, [demand_id], "deferred", reason="After the peak")
    with pytest.raises(FieldError, match="state_reason"):
        records.change(asked, "demands", demand_id, {"state_reason": ""})
    with pytest.raises(FieldError, match="state_reason"):
        records.change(asked, "demands", demand_id, {"state": "rejected"})
    advance_demands(asked, [demand_id])
    row = asked.reader.execute("SELECT state, state_reason FROM demand").fetchone()
    assert row == ("submitted", "")


def test_several_move_together_or_not_at_all(asked: Desk) -> None:
    first, second = _demand(asked, "One", state="qualified"), _demand(asked, "Two")
    with pytest.raises(FieldError):
        move_demands(asked, [first, second], "approved")
    assert (_state(asked, first), _state(asked, second)) == ("qualified", "draft")
    assert advance_demands(asked, [first, second]) == "Move 2 demands on"
    assert (_state(asked, first), _state(asked, second)) == ("approved", "submitted")
    asked.undo()
    assert (_state(asked, first), _state(asked, second)) == ("qualified", "draft")
    assert advance_demands(asked, [second], back=True) is None


def test_a_score_by_hand_says_why(asked: Desk) -> None:
    demand_id = _demand(asked, value=4, volume=3)
    with pytest.raises(FieldError, match="override_reason"):
        records.change(asked, "demands", demand_id, {"score_override": 95.0})
    change_demands(asked, [demand_id], {"score_override": 95.5, "override_reason": "The law"}, "Score {}")
    page = demand_page(asked, demand_id)
    assert page is not None
    assert (page.scored.score, page.scored.coverage, page.rank) == (67, 60, 1)
    assert (page.page.demand.score_override, page.page.facts.override_reason) == (95.5, "The law")
    change_demands(asked, [demand_id], {"score_override": None}, "Score {}")
    assert asked.reader.execute("SELECT override_reason FROM demand").fetchone() == ("",)
    assert_derived(asked)


def test_the_ranked_list_orders_filters_and_shows_ties(asked: Desk) -> None:
    _demand(asked, "Best", value=5, volume=5, size=1, risk=1, kind="need", horizon="now")
    _demand(asked, "Tied one", value=3, volume=3, size=3, risk=3, service=None)
    _demand(asked, "Tied two", "HR", value=3, volume=3, size=3, risk=3)
    _demand(asked, "Unknown", value=5)
    _demand(asked, "By hand", "HR", score_override=50.0, override_reason="Promised")
    _demand(asked, "Fourth", value=2, volume=2, size=4, risk=3)
    _demand(asked, "Done", value=5, volume=5, size=1, risk=1, state="completed")
    pages = ranked_demands(asked, DemandView())
    rows = pages.fetch(0, pages.count())
    assert [(row.demand.title, row.rank, row.tied) for row in rows] == [
        ("Best", 1, False), ("Tied one", 2, True), ("Tied two", 2, True), ("By hand", 2, True),
        ("Fourth", 5, False), ("Unknown", None, False),
    ]  # fmt: skip
    assert _listed(asked, "closed")[-1] == "Done"
    assert _listed(asked, "state:completed") == ["Done"]
    assert _listed(asked, "tied hr") == ["Tied two"]
    assert _listed(asked, "kind:need when:now") == ["Best"]
    assert _listed(asked, "score:50 customer:hr") == ["Tied two", "By hand"]
    assert _listed(asked, "value < 3") == ["Fourth"]
    assert _listed(asked, "no risk") == ["By hand", "Unknown"]
    assert _listed(asked, sort="newest")[0] == "Fourth"
    assert _listed(asked, sort="title")[0] == "Best"
    for sort in SORTS:
        whole = _listed(asked, "closed", sort)
        back = ranked_demands(asked, _view(asked, "closed"), sort, backwards=True)
        assert len(whole) == back.count() == 7
        assert [row.demand.title for row in reversed(back.fetch(0, 7))] == whole
    (code,) = asked.reader.execute("SELECT id FROM customer WHERE code = 'HR'").fetchone()
    own = ranked_demands(asked, DemandView(customer_id=code))
    assert own.count() == 2
    assert [row.rank for row in own.fetch(0, 2)] == [1, 1]
    figures = summary(asked)
    assert (figures.open, figures.closed, figures.unmatched, figures.unscored) == (6, 1, 6, 1)
    assert summary(asked, code).open == 2


def test_the_customer_puts_its_demands_in_order(asked: Desk) -> None:
    first = _demand(asked, "First by score", value=5, volume=5)
    _demand(asked, "Second by score", value=4, volume=4)
    third = _demand(asked, "Third by score", value=3, volume=3)
    _demand(asked, "Of another", "HR", value=5, volume=5)
    (fin,) = asked.reader.execute("SELECT id FROM customer WHERE code = 'FIN'").fetchone()

    def order() -> list[str]:
        return _listed(asked, "", "customer order", fin)

    assert reorder_demand(asked, first, down=False) is None
    assert reorder_demand(asked, third, down=False) == "Put ‘Third by score’ 2. in the order of ‘FIN’"
    assert order() == ["First by score", "Third by score", "Second by score"]
    numbers = asked.reader.execute("SELECT customer_order FROM demand ORDER BY id").fetchall()
    assert [row[0] for row in numbers] == [1, None, 2, None]
    reorder_demand(asked, first, down=True)
    reorder_demand(asked, first, down=True)
    assert order() == ["Third by score", "Second by score", "First by score"]
    for _step in range(3):
        asked.undo()
    assert order() == ["First by score", "Second by score", "Third by score"]


def test_other_weights_are_a_step_that_scores_everything_anew(asked: Desk) -> None:
    _demand(asked, "Valuable", value=5, volume=1, size=5, risk=5)
    _demand(asked, "Small", value=1, volume=1, size=1, risk=1)
    assert weights(asked) == Weights()
    assert _listed(asked) == ["Valuable", "Small"]
    assert keep_weights(asked, Weights(1, 1, 5, 1)) == "Weigh demand by value 1, volume 1, size 5, risk 1"
    assert _listed(asked) == ["Small", "Valuable"]
    assert_derived(asked)
    keep_weights(asked, Weights(10, 1, 1, 1))
    assert _listed(asked) == ["Valuable", "Small"]
    asked.undo()
    assert weights(asked) == Weights(1, 1, 5, 1)
    asked.undo()
    assert weights(asked) == Weights()
    assert _listed(asked) == ["Valuable", "Small"]
    assert_derived(asked)


def test_an_approved_demand_becomes_an_objective_or_an_action_once(asked: Desk) -> None:
    demand_id = _demand(asked, state="qualified", detail="Five days.", requested_by="bob@x.example")
    with pytest.raises(BrmError, match="Not approved yet"):
        convert_demand(asked, demand_id, "objectives")
    advance_demands(asked, [demand_id])
    before = tables(asked)
    made = convert_demand(asked, demand_id, "objectives")
    assert made.label == "Make ‘Faster close’ an objective of the agreement"
    row = asked.reader.execute(
        "SELECT o.title, o.why, p.name, o.status FROM objective o JOIN person p ON p.id = o.business_owner_id"
    ).fetchone()
    assert row == ("Faster close", "Five days.", "Bob", "proposed")
    assert demand_that_became(asked, "objectives", made.id) == (demand_id, "Faster close")
    page = demand_page(asked, demand_id)
    assert page is not None
    assert (page.page.facts.objective, page.page.demand.converted) == ("Faster close", True)
    with pytest.raises(BrmError, match="Converted already"):
        convert_demand(asked, demand_id, "actions")
    asked.undo()
    assert tables(asked) == before
    asked.redo()
    assert demand_that_became(asked, "objectives", made.id) is not None
    records.delete(asked, "objectives", made.id)
    assert demand_that_became(asked, "objectives", made.id) is None
    action = convert_demand(asked, demand_id, "actions")
    assert asked.reader.execute("SELECT title, status, promised_by FROM action").fetchone() == (
        "Faster close", "planned", "IT",
    )  # fmt: skip
    assert demand_that_became(asked, "actions", action.id) == (demand_id, "Faster close")
    assert_derived(asked)


def test_what_comes_of_a_demand_is_its_customers(asked: Desk) -> None:
    other = _demand(asked, "Of HR", "HR", state="approved")
    with pytest.raises(BrmError, match="no partnership agreement"):
        convert_demand(asked, other, "objectives")
    (agreement,) = asked.reader.execute("SELECT id FROM agreement").fetchone()
    with pytest.raises(BrmError, match="Not its agreement"):
        convert_demand(asked, other, "objectives", agreement_id=agreement)
    objective = records.add(asked, "objectives", {"agreement": "FIN", "title": "X"})
    action = records.add(asked, "actions", {"customer": "FIN", "title": "X"})
    for given in ({"objective": objective}, {"action": action}):
        with pytest.raises(FieldError, match=next(iter(given))):
            records.change(asked, "demands", other, given)
    records.add(asked, "agreements", {"customer": "FIN", "title": "Second"})
    own = _demand(asked, state="approved")
    with pytest.raises(BrmError, match="2 agreements"):
        convert_demand(asked, own, "objectives")
    assert convert_demand(asked, own, "objectives", agreement_id=agreement).kind == "objectives"


def test_an_older_desk_gets_the_scores_that_the_rule_gives(home: Home, clock: Clock, tmp_path: Path) -> None:
    """Every row of a desk of version 3 comes through, scored as the rule scores it."""
    home.make()
    upgrade(home.database, "0003")
    stamp = "2026-01-01 00:00:00.000000"
    with sqlite3.connect(home.database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(
            "INSERT INTO customer (id, created_at, updated_at, revision, name, name_sort, code, kind, tier, status,"
            " outcomes, strategies, zone, work_start, work_end, tags, notes) VALUES ('c', ?, ?, 1, 'F', 'f', 'F',"
            " 'business unit', 1, 'active', '', '', '', '08:00', '17:00', '[]', '')",
            (stamp, stamp),
        )
        chance = random.Random(1)
        for number in range(200):
            marks = [chance.choice([None, 1, 2, 3, 4, 5]) for _mark in range(4)]
            connection.execute(
                "INSERT INTO demand (id, created_at, updated_at, revision, customer_id, title, title_sort, detail,"
                " kind, horizon, volume, size, value, risk, score_override, override_reason, state, state_reason,"
                " internal) VALUES (?, ?, ?, 1, 'c', 'X', 'x', '', 'want', 'next', ?, ?, ?, ?, ?, '', ?, '', 0)",
                (f"d{number}", stamp, stamp, *marks, chance.choice([None, None, 33.3]),
                 chance.choice([state.value for state in DemandState])),
            )  # fmt: skip
        connection.execute(
            "INSERT INTO desk_setting (id, created_at, updated_at, revision, name, value) VALUES"
            " ('00000000-0000-7000-8000-000000000001', ?, ?, 1, 'calendar horizon', '2028-12-31')",
            (stamp, stamp),
        )
    opened = Desk.open(home, clock)
    kept = opened.reader.execute("SELECT * FROM demand_projection ORDER BY demand_id").fetchall()
    with opened.engine.begin() as connection:
        rebuild(driver_of(connection), clock)
    assert len(kept) == 200
    assert opened.reader.execute("SELECT * FROM demand_projection ORDER BY demand_id").fetchall() == kept
    opened.close()
    assert verify(home.database) == []
