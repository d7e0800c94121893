"""The agreement's own rules: completeness, amendments, the canonical form, derived states."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.agreements import (
    Amendment,
    Section,
    amendments,
    canonical,
    completeness,
    digest,
    version_state,
)
from brm_tui.rules.vocabulary import SignatureRole, VersionState

TODAY = date(2026, 11, 24)


def attendee(name: str, side: str) -> dict[str, Any]:
    return {"person_id": name, "person": name, "side": side, "attendance": "required"}


def whole() -> dict[str, Any]:
    """Return an agreement that lacks nothing."""
    return {
        "agreement": {
            "id": "a",
            "title": "Partnership agreement Finance",
            "term_start": "2026-01-01",
            "term_end": "2026-12-31",
            "review_date": None,
            "customer": {"id": "c", "code": "FIN", "name": "Finance"},
            "strategies": "Close in five days\nOne ledger",
        },
        "philosophy": "We plan together.",
        "staff": [
            {
                "id": f"s{number}",
                "person_id": f"p{number}",
                "person": f"Person {number}",
                "side": "IT",
                "role": role.value,
                "left": None,
            }
            for number, role in enumerate(SignatureRole)
        ],
        "forums": [
            {
                "id": "f",
                "name": "Monthly review",
                "purpose": "Look at the month.",
                "attendees": [attendee("Ana", "IT"), attendee("Bob", "business")],
            }
        ],
        "objectives": [
            {
                "id": "o",
                "title": "Close faster",
                "strategy": "close in FIVE days",
                "measure": "days",
                "target": 5.0,
                "business_owner": "Bob",
                "it_owner": "Ana",
            }
        ],
        "actions": [{"id": "x", "title": "Draft SLA", "assignee": "Ana", "due": "2026-12-01"}],
        "acceptance": [],
        "appendices": [{"id": "y", "title": "SLA", "valid_until": "2027-01-01"}],
    }


def messages(content: dict[str, Any]) -> list[tuple[int, bool, str, str]]:
    return [
        (int(finding.section), finding.mandatory, finding.subject, finding.message)
        for finding in completeness(content, TODAY).findings
    ]


def test_a_whole_agreement_is_complete() -> None:
    state = completeness(whole(), TODAY)
    assert state.percent == 100
    assert state.proposable
    assert state.findings == ()


def test_an_empty_agreement_names_every_mandatory_section() -> None:
    content = whole() | {"philosophy": " \n", "staff": [], "forums": [], "objectives": [], "actions": []}
    state = completeness(content, TODAY)
    assert not state.proposable
    assert [finding.message for finding in state.findings if finding.mandatory] == [
        "no relationship philosophy is written",
        *(f"nobody is {role.value}" for role in SignatureRole),
        "no forum is agreed",
        "no objective or initiative is shared",
        "no action is planned",
    ]
    assert state.percent < 20
    assert len(state.of(Section.STAFF)) == 4


def test_roles_are_found_however_they_are_written() -> None:
    content = whole()
    content["staff"][2]["role"] = "it MANAGER"
    assert messages(content) == []


def test_a_leaver_fills_no_role() -> None:
    content = whole()
    content["staff"][1]["left"] = "2026-11-23"
    assert messages(content) == [
        (2, True, "", "nobody is business manager"),
        (2, False, "Person 1", "has left"),
    ]
    content["staff"][1]["left"] = "2026-11-24"
    assert messages(content) == []


@pytest.mark.parametrize(
    ("attendees", "message"),
    [
        ([], "has no attendees"),
        ([attendee("Ana", "IT")], "has nobody of the business"),
        ([attendee("Bob", "business"), attendee("Sam", "supplier")], "has nobody of IT"),
    ],
)
def test_a_forum_needs_both_sides(attendees: list[dict[str, Any]], message: str) -> None:
    content = whole()
    content["forums"][0]["attendees"] = attendees
    assert messages(content) == [(3, False, "Monthly review", message)]


def test_an_objective_needs_measure_target_owners_and_a_strategy() -> None:
    content = whole()
    content["objectives"][0] |= {
        "measure": "",
        "target": None,
        "business_owner": None,
        "it_owner": None,
        "strategy": "Something else",
    }
    assert [message for _section, _must, _subject, message in messages(content)] == [
        "has no measure",
        "has no target",
        "has no owner of the business",
        "has no owner of IT",
        "serves no stated strategy",
    ]
    content["agreement"]["strategies"] = ""
    assert "serves no stated strategy" not in [message[3] for message in messages(content)]


@pytest.mark.parametrize(
    ("stated", "strategy", "it_strategy", "serves"),
    [
        ("- Close in five days\n* One ledger", "One ledger", "", True),
        ("- Close in five days", "- close in five days", "", True),
        ("Close in five days", "", "", False),
        ("Close in five days", "", "One platform", True),
        ("Close in five days", "Else", "One platform", False),
        ("", "", "One platform", True),
        ("", "", "", False),
    ],
)
def test_an_objective_serves_a_strategy_of_either_side(
    stated: str, strategy: str, it_strategy: str, serves: bool
) -> None:
    content = whole()
    content["agreement"]["strategies"] = stated
    content["objectives"][0] |= {"strategy": strategy, "it_strategy": it_strategy}
    assert ("serves no stated strategy" in [message[3] for message in messages(content)]) is not serves


def test_a_target_of_zero_is_a_target() -> None:
    content = whole()
    content["objectives"][0]["target"] = 0.0
    assert messages(content) == []


def test_actions_appendices_and_terms_are_looked_at() -> None:
    content = whole()
    content["actions"][0] |= {"assignee": None, "due": None}
    content["appendices"][0]["valid_until"] = "2026-11-23"
    content["agreement"]["term_end"] = "2026-11-23"
    assert messages(content) == [
        (1, False, "", "the term ended on 2026-11-23"),
        (5, False, "Draft SLA", "has no assignee"),
        (5, False, "Draft SLA", "has no due date"),
        (7, False, "SLA", "ended on 2026-11-23"),
    ]
    content["agreement"]["term_end"] = None
    assert messages(content)[0] == (1, False, "", "the agreement has no term")


def test_advice_does_not_keep_an_agreement_from_being_proposed() -> None:
    content = whole()
    content["appendices"] = []
    state = completeness(content, TODAY)
    assert state.proposable
    assert 90 < state.percent < 100


def test_nothing_differs_from_itself() -> None:
    assert amendments(whole(), whole()) == []


def test_every_kind_of_amendment_is_named() -> None:
    old, new = whole(), whole()
    new["philosophy"] = "We plan alone."
    new["agreement"]["term_end"] = "2027-12-31"
    new["staff"].pop(0)
    new["forums"][0]["purpose"] = "Look ahead."
    new["objectives"].append(new["objectives"][0] | {"id": "o2", "title": "One ledger"})
    assert amendments(old, new) == [
        Amendment(Section.PHILOSOPHY, "changed", "Title and term", ("term_end",)),
        Amendment(Section.PHILOSOPHY, "changed", "Relationship philosophy"),
        Amendment(Section.STAFF, "removed", "Person 0, relationship manager"),
        Amendment(Section.FORUMS, "changed", "Monthly review", ("purpose",)),
        Amendment(Section.OBJECTIVES, "added", "One ledger"),
    ]


def test_what_was_not_agreed_is_no_amendment() -> None:
    old, new = whole(), whole()
    new["agreement"]["customer"]["name"] = "Finance & Controlling"
    new["agreement"]["strategies"] = "Another"
    new["staff"][0]["left"] = "2026-01-01"
    new["staff"].reverse()
    assert amendments(old, new) == []


text = st.text(st.characters(codec="utf-8"), max_size=30)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(text, json_values, max_size=4))
def test_the_canonical_form_is_one_text_for_one_content(content: dict[str, Any]) -> None:
    said = canonical(content)
    assert json.loads(said) == content
    assert canonical(dict(reversed(content.items()))) == said
    assert digest(canonical(json.loads(said))) == digest(said)


def test_any_difference_changes_the_hash() -> None:
    content = whole()
    other = copy.deepcopy(content)
    other["forums"][0]["attendees"][0]["attendance"] = "optional"
    assert digest(canonical(content)) != digest(canonical(other))
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("state", "expires", "shown"),
    [
        (VersionState.ACCEPTED, date(2026, 11, 23), "expired"),
        (VersionState.ACCEPTED, date(2026, 11, 24), "accepted"),
        (VersionState.ACCEPTED, None, "accepted"),
        (VersionState.SUPERSEDED, date(2026, 11, 23), "superseded"),
    ],
)
def test_expired_is_derived(state: VersionState, expires: date | None, shown: str) -> None:
    assert version_state(state.value, expires, TODAY) == shown
