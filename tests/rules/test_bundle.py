"""A row that stands in two desks: what both changed is a conflict; what one of them went back to is no older for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.bundle import BundleVerb, FieldConflict, as_it_was, fingerprint, merge, states_of

A, B, C, D, X = ({"title": title} for title in "abcdx")


@pytest.mark.parametrize(
    ("ours", "theirs", "stands"),
    [
        ([X, A], [X, A, B], "b"),
        ([X, A, B], [X, A], "a→b"),
        ([X, A, X], [X, A], "a→x"),
        ([X, A], [X, A, X], "x"),
        ([X, A, B, C, X], [X, A], "a→x"),
        ([X, A, X], [X, A, B], "?"),
        ([X, A, B, C], [X, A, C, B], "?"),
        ([X, A, B, C, D], [C], "c→d"),
        ([C], [X, A, B, C, D], "d"),
        ([X, A, B, C, A], [C, B], "?"),
        ([X, B, D, A], [X, C, D], "d→a"),
        ([X, B, D], [X, C, D, A], "a"),
        ([A], [B], "?"),
    ],
)
def test_whose_value_stands_is_found_by_where_they_parted_or_met_last(
    ours: list[dict[str, str]], theirs: list[dict[str, str]], stands: str
) -> None:
    *past, now = ours
    *their_states, there = states_of(theirs)
    assert there == fingerprint(theirs[-1])
    found = merge(now, past, theirs[-1], their_states)
    if stands == "?":
        assert found.conflicts == (FieldConflict("title", now["title"], theirs[-1]["title"]),)
    elif "→" in stands:
        assert found.verb is BundleVerb.AHEAD
        assert now["title"] == stands[-1]
    else:
        assert (found.values, found.conflicts) == ({"title": stands}, ())


def test_what_was_deleted_here_stays_so_only_where_it_is_there_as_it_was() -> None:
    assert as_it_was([X, A], A, states_of([X]))
    assert not as_it_was([X, A], B, states_of([X, A]))
    assert not as_it_was([X, A], X, states_of([X, A])), "it went back there, after both had another state"


_TEXT = st.sampled_from(["", "a", "b", "c"])
_ROW = st.fixed_dictionaries({"title": _TEXT, "detail": _TEXT})
_EDITS = st.lists(_ROW, max_size=4)


@given(st.lists(_ROW, min_size=1, max_size=4), _EDITS, _EDITS)
def test_each_field_is_that_of_the_side_that_changed_it_or_a_conflict(
    shared: list[dict[str, str]], ours: list[dict[str, str]], theirs: list[dict[str, str]]
) -> None:
    here, there = [*shared, *ours], [*shared, *theirs]
    base, now, other = shared[-1], here[-1], there[-1]
    found = merge(now, here[:-1], other, states_of(there)[:-1])
    told = {one.field: one for one in found.conflicts}
    for name in base:
        merged = found.values.get(name, now[name])
        if name in told:
            assert (told[name].ours, told[name].theirs) == (now[name], other[name])
            assert now[name] != other[name]
        elif now[name] == base[name]:
            # They met again where both say the same; what went on from there is the newer one.
            assert merged == other[name] or _met_again(ours, theirs)
        elif other[name] == base[name]:
            assert merged == now[name] or _met_again(ours, theirs)
        else:
            assert merged == now[name] == other[name] or _met_again(ours, theirs)


def _met_again(ours: list[dict[str, str]], theirs: list[dict[str, str]]) -> bool:
    return any(row in theirs for row in ours)
