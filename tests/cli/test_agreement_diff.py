"""Comparing versions and reverting sections on the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_agreement import ready  # noqa: F401  # the fixture

HOSTILE = "[/] {x} =cmd|' /C calc'!A0 \x1b[2J"


@pytest.fixture
def proposed(ready: Cli) -> Cli:  # noqa: F811  # the fixture
    """Return a desk with a proposed version and something amended since."""
    ready.done("agreement", "propose", "FIN", "--reason", "First")
    ready.done("set", "agreements", "FIN", "philosophy=We speak very plainly.")
    (forum,) = ready.list("forums")
    ready.done("set", "forums", forum["id"], "frequency=quarterly", f"purpose={HOSTILE}")
    return ready


def test_what_differs_is_shown_word_by_word(proposed: Cli) -> None:
    shown = proposed.done("agreement", "diff", "FIN")
    assert shown.lines[0].endswith("v1 (proposed) → working copy, 2 changes")
    assert "      philosophy: We speak {+very +}plainly." in shown.lines
    assert "      frequency: monthly → quarterly" in shown.lines
    assert "\x1b" not in shown.out
    assert "[/] {x} =cmd" in shown.out
    found = proposed.done("agreement", "diff", "FIN", "--json").json
    assert (found["from"], found["to"], found["changes"]) == (1, None, 2)
    assert [part["section"] for part in found["sections"]] == [1, 3]
    (field,) = found["sections"][0]["changes"][0]["fields"]
    assert field["words"] == [["same", "We speak "], ["added", "very "], ["same", "plainly."]]
    assert proposed.done("agreement", "diff", "FIN", "1", "v1").lines[0].endswith("0 changes")


def test_a_section_is_reverted_and_undone(proposed: Cli) -> None:
    done = proposed.done("agreement", "revert", "FIN", "forums", "--version", "1")
    assert done.out == "set Review: frequency, purpose\n"
    assert proposed.list("forums")[0]["frequency"] == "monthly"
    again = proposed.done("agreement", "revert", "FIN", "3", "--version", "1")
    assert (again.out, again.err) == ("", "Section 3 is as in v1 already; nothing was changed.\n")
    assert "Revert ‘Engagement strategy’" in proposed.done("undo").err
    assert proposed.list("forums")[0]["frequency"] == "quarterly"


def test_what_is_refused(proposed: Cli) -> None:
    assert "There is no v7" in proposed.refused("agreement", "diff", "FIN", "7")
    assert "names no section" in proposed.refused("agreement", "revert", "FIN", HOSTILE, "--version", "1")
    assert "revert section 2" in proposed.refused("agreement", "revert", "FIN", "6", "--version", "1")
    proposed.refused("agreement", "diff", "FIN", "x", code=2)
    proposed.refused("agreement", "revert", "FIN", "3", code=2)
