"""Changing one field of several records: the preview says what happens, one step does it, all or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from brm_tui.desk import records
from brm_tui.desk.bulk_editing import bulk_edit, bulk_fields, preview
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import redo, undo
from brm_tui.desk.portfolio import add_customer
from brm_tui.errors import BrmError
from brm_tui.rules.bulk_changes import BulkChange, BulkPreview, preview_words
from brm_tui.rules.kinds import KINDS

_NOUNS = ("customer", "customers")


@pytest.fixture
def customers(desk: Desk) -> list[str]:
    """Make four customers of two tiers."""
    records.add(desk, "people", {"name": "Ana Souza", "email": "ana@it.example", "side": "IT"})
    found = []
    for number, (tier, words) in enumerate(((2, ["vip"]), (2, []), (2, ["VIP", "old"]), (1, []))):
        values: dict[str, object] = {
            "name": f"Customer {number}",
            "code": f"C{number}",
            "tier": tier,
            "tags": words,
        }
        found.append(add_customer(desk, values | ({"manager": "ana@it.example"} if number == 0 else {})))
    return found


def column(desk: Desk, ids: list[str], name: str) -> list[Any]:
    """Return a column of the customers, in their order."""
    query = f"SELECT {name} FROM customer WHERE id = ?"
    return [desk.reader.execute(query, (row_id,)).fetchone()[0] for row_id in ids]


def said(desk: Desk, ids: list[str], change: BulkChange, title: str) -> str:
    """Return the preview of a change of customers."""
    return preview_words(preview(desk, "customers", ids, change), _NOUNS, title, change.how)


def test_the_preview_counts_and_one_step_does_it(desk: Desk, customers: list[str]) -> None:
    change = BulkChange("tier", "set", 1)
    assert said(desk, customers, change, "Tier") == "4 customers: tier 2 → 1 (1 already so)"
    assert column(desk, customers, "tier") == [2, 2, 2, 1]
    assert bulk_edit(desk, "customers", customers, change) == "Change 3 customers: tier 1"
    assert column(desk, customers, "tier") == [1, 1, 1, 1]
    assert said(desk, customers, change, "Tier") == "4 customers: tier 1 already"
    undo(desk)
    assert column(desk, customers, "tier") == [2, 2, 2, 1]
    redo(desk)
    assert column(desk, customers, "tier") == [1, 1, 1, 1]


def test_words_are_added_and_taken_away_whatever_their_case(desk: Desk, customers: list[str]) -> None:
    change = BulkChange("tags", "add", ("vip",))
    assert said(desk, customers, change, "Tags") == "4 customers: tags ‘vip’ added to 2 (2 already so)"
    assert bulk_edit(desk, "customers", customers, change) == "Change 2 customers: tags add ‘vip’"
    assert column(desk, customers, "tags") == ['["vip"]', '["vip"]', '["VIP", "old"]', '["vip"]']
    bulk_edit(desk, "customers", customers, BulkChange("tags", "remove", ("Vip",)))
    assert column(desk, customers, "tags") == ["[]", "[]", '["old"]', "[]"]
    undo(desk)
    assert column(desk, customers, "tags")[2] == '["VIP", "old"]'


def test_who_looks_after_them_is_set_and_cleared(desk: Desk, customers: list[str]) -> None:
    change = BulkChange("manager", "set", "ana@it.example")
    assert said(desk, customers, change, "Relationship manager") == (
        "4 customers: relationship manager none → Ana Souza (1 already so)"
    )
    bulk_edit(desk, "customers", customers, change)
    serving = desk.reader.execute("SELECT COUNT(*) FROM representation").fetchone()[0]
    assert serving == 4
    assert bulk_edit(desk, "customers", customers, BulkChange("manager", "clear")).endswith("manager clear")
    assert (
        said(desk, customers, BulkChange("manager", "clear"), "Manager")
        == "4 customers: manager none already"
    )


def test_refused_rows_are_named_and_nothing_is_half_done(desk: Desk, customers: list[str]) -> None:
    # A customer cannot be a part of itself; the others could.
    with pytest.raises(BrmError) as refused:
        bulk_edit(desk, "customers", customers, BulkChange("parent", "set", "C1"))
    assert refused.value.title == "Nothing was changed"
    assert "1 of 4 customers refuse it" in refused.value.message
    assert "‘Customer 1’" in refused.value.message
    assert column(desk, customers, "parent_id") == [None] * 4


def test_a_record_that_is_gone_is_left_out(desk: Desk, customers: list[str]) -> None:
    records.delete(desk, "customers", customers[0])
    assert preview(desk, "customers", customers, BulkChange("tier", "set", 3)).count == 3
    assert bulk_edit(desk, "customers", customers, BulkChange("tier", "set", 3)).startswith(
        "Change 3 customers"
    )


def test_dates_and_references_of_actions(desk: Desk, customers: list[str]) -> None:
    actions = records.add_many(
        desk, "actions", [{"title": "a", "due": date(2026, 12, 1), "customer": "C0"}, {"title": "b"}]
    )
    seen = preview(desk, "actions", actions, BulkChange("due", "set", date(2026, 12, 8)))
    assert seen == BulkPreview(2, 0, (("2026-12-01", 1), ("none", 1)), "2026-12-08")
    bulk_edit(desk, "actions", actions, BulkChange("customer", "set", "C1"))
    bulk_edit(desk, "actions", actions, BulkChange("assignee", "set", "ana@it.example"))
    bulk_edit(desk, "actions", actions, BulkChange("due", "clear"))
    rows = desk.reader.execute("SELECT customer_id, assignee_id IS NULL, due FROM action").fetchall()
    assert rows == [(customers[1], 0, None)] * 2
    fields = {(one.field.name, one.how): one.shared for one in bulk_fields(desk, "actions", actions)}
    assert fields["customer", "set"] == "C1"
    assert ("title", "set") not in fields
    assert ("due", "clear") not in fields
    assert ("assignee", "clear") in fields


@pytest.mark.parametrize("kind", sorted(name for name, kind in KINDS.items() if kind.writable))
def test_every_kind_says_what_can_be_changed_of_several(demo: Desk, kind: str) -> None:
    ids = [row[0] for row in demo.reader.execute(f'SELECT id FROM "{KINDS[kind].table}" LIMIT 30')]
    for one in bulk_fields(demo, kind, ids):
        assert one.how in ("set", "add", "remove", "clear")
        if one.how == "clear":
            assert preview(demo, kind, ids, BulkChange(one.field.name, "clear")).before
