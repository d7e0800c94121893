"""What a change does not go together with."""

from __future__ import annotations

from dataclasses import replace

from brm_tui.rules.change_clashes import change_clashes
from brm_tui.rules.clash_terms import ClashKind
from tests.rules.test_clashes import CLOSE, PATCH, thing

REVIEW = thing("Review", "28T03:30", "28T05:00", customers=("FIN", "LOG"))
FREEZE = thing("Year end", "27T00:00", "29T00:00", layer="it", source="freeze", all_day=True)


def test_what_forbids_it_comes_before_a_meeting() -> None:
    found = change_clashes(PATCH, [REVIEW, CLOSE, FREEZE])
    assert [clash.said for clash in found] == [
        "in a blackout of FIN: Close",
        "in a freeze of IT: Year end",
        "during a meeting of FIN: Review",
    ]
    assert [clash.kind for clash in found][-1] is ClashKind.MEETING


def test_only_meetings_of_its_customers_at_its_time_count() -> None:
    for other in (
        replace(REVIEW, customers=("LOG",)),
        replace(REVIEW, customers=()),
        replace(REVIEW, cancelled=True),
        replace(REVIEW, all_day=True),
        replace(REVIEW, layer="customer"),
        thing("Later", "28T04:00", "28T05:00", customers=("FIN",)),
        thing("Before", "28T01:00", "28T02:00", customers=("FIN",)),
    ):
        assert change_clashes(PATCH, [other]) == []


def test_a_change_that_is_off_clashes_with_nothing() -> None:
    assert change_clashes(replace(PATCH, cancelled=True), [REVIEW, CLOSE, FREEZE]) == []
