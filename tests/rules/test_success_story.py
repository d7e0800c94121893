"""A success as it is told."""

from __future__ import annotations

from datetime import date

from brm_tui.rules.success_story import Origin, Part, story

TODAY = date(2026, 11, 24)
ISSUE = Origin("issue", "Two margins in one meeting", date(2025, 10, 7), False)
SECRET = Origin("opportunity", "The board asks", None, True)


def test_it_tells_where_it_came_from_what_it_was_worth_and_where_the_proof_is() -> None:
    told = story(
        "One margin", "Two reports, two margins.\n", 4_820_000, "EUR", "3 days faster closing", "Minutes", TODAY,
        [ISSUE], TODAY,
    )  # fmt: skip
    assert told.parts == (
        Part("It began with", "Issue: Two margins in one meeting (7 Oct 2025)"),
        Part("", "Two reports, two margins."),
        Part("Value", "EUR 48,200: 3 days faster closing"),
        Part("Evidence", "Minutes"),
        Part("Achieved", "Tue 24 Nov"),
    )
    assert (told.gaps, told.withheld) == ((), 0)


def test_what_is_not_known_is_a_gap_and_never_a_zero() -> None:
    told = story("Late", " ", None, "EUR", "", "", None, [], TODAY)
    assert told.parts == ()
    assert told.gaps == (
        "what it came from", "the story", "the value shown, in money or in words", "the evidence", "the date",
    )  # fmt: skip
    # Nothing gained is a value too, and it is shown.
    assert Part("Value", "EUR 0") in story("Even", "x", 0, "EUR", "", "x", TODAY, [ISSUE], TODAY).parts


def test_what_is_internal_is_not_named() -> None:
    told = story("Won", "x", None, "EUR", "much", "x", TODAY, [ISSUE, SECRET], TODAY)
    assert told.withheld == 1
    assert not any(SECRET.title in part.text for part in told.parts)
    only = story("Won", "x", None, "EUR", "much", "x", TODAY, [SECRET], TODAY)
    assert (only.gaps, only.parts[0].heading) == ((), "")
