"""What differs between two states of an agreement, and between two texts."""

from __future__ import annotations

import copy
import random
from itertools import pairwise
from typing import Any

import pytest

from brm_tui.rules.agreement_diff import content_diff, count_changes, shown_value
from brm_tui.rules.agreements import LISTS, Section, amendments
from brm_tui.rules.alignment import common_spans
from brm_tui.rules.text_diff import Mark, Piece, diff_lines, replaced, text_diff
from tests.rules.test_agreements import attendee, whole

WORDS = ("plan", "review", "close", "[/]", "{x}", "日本語", "é", "\n", " ", "  ", "-", "5.5", "\u202e")


def read_back(pieces: tuple[Piece, ...], without: Mark) -> str:
    return "".join(piece.text for piece in pieces if piece.mark is not without)


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}[p.mark].format(p.text) for p in pieces
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "[+new+]"),
        ("Look at the month.", "Look at the quarter.", "Look at the [-month-][+quarter+]."),
        ("one\ntwo words\nthree", "one\ntwo signs\nthree", "one\ntwo [-words-][+signs+]\nthree"),
        ("Never ever", "All is well now", "[-Never ever-][+All is well now+]"),
        ("四半期の会議", "月次の会議", "[-四半期-][+月次+]の会議"),
    ],
)
def test_words_within_texts(old: str, new: str, shown: str) -> None:
    assert marked(text_diff(old, new)) == shown


def test_reading_a_text_back_gives_both_sides() -> None:
    dice = random.Random(3)
    for _round in range(300):
        old = "".join(dice.choices(WORDS, k=dice.randrange(40)))
        new = "".join(dice.choices(WORDS, k=dice.randrange(40))) if dice.random() < 0.3 else old
        for _edit in range(dice.randrange(4)):
            place = dice.randrange(len(new) + 1)
            new = new[:place] + dice.choice(WORDS) + new[place + dice.randrange(3) :]
        for pieces in (text_diff(old, new), replaced(old, new)):
            assert read_back(pieces, Mark.ADDED) == old
            assert read_back(pieces, Mark.REMOVED) == new
            assert all(one.mark is not other.mark for one, other in pairwise(pieces))
        assert (old == new) == all(piece.mark is Mark.SAME for piece in text_diff(old, new))


def test_only_lines_near_a_change_are_shown() -> None:
    lines = [f"line {number}" for number in range(9)]
    changed = [*lines[:4], "line four", *lines[5:]]
    shown = diff_lines(text_diff("\n".join(lines), "\n".join(changed)))
    assert shown[0] is None
    assert shown[-1] is None
    assert [marked(line) for line in shown[1:-1] if line] == ["line 3", "line [-4-][+four+]", "line 5"]
    assert diff_lines(text_diff("a", "a")) == (None,)
    assert diff_lines(text_diff("a\n\nb", "a\nb"))[0] is not None


def test_rows_that_came_went_and_changed() -> None:
    old, new = whole(), whole()
    new["agreement"]["term_end"] = "2027-12-31"
    new["philosophy"] = "We plan and build together."
    del new["staff"][0]
    new["forums"][0]["attendees"] = [
        attendee("Ana", "IT"),
        attendee("Cai", "business") | {"attendance": "optional"},
    ]
    new["objectives"][0]["target"] = 4.5
    new["appendices"].append({"id": "z", "title": "OLA", "kind": "OLA", "valid_until": None})
    found = content_diff(old, new)
    assert [int(part.section) for part in found] == [1, 2, 3, 4, 7]
    shown = [
        (change.amendment.what, change.amendment.row_id, [(f.name, marked(f.pieces)) for f in change.fields])
        for part in found
        for change in part.changes
    ]
    assert shown == [
        ("changed", "", [("term_end", "[-2026-12-31-][+2027-12-31+]")]),
        ("changed", "", [("philosophy", "We plan [+and build +]together.")]),
        (
            "removed",
            "s0",
            [("person", "[-Person 0-]"), ("side", "[-IT-]"), ("role", "[-relationship manager-]")],
        ),
        ("changed", "f", [("attendees", "Ana, [-Bob-][+Cai (optional)+]")]),
        ("changed", "o", [("target", "[-5-][+4.5+]")]),
        ("added", "z", [("kind", "[+OLA+]")]),
    ]
    assert found[3].changes[0].fields[0].old == 5.0


def test_values_are_shown_as_people_read_them() -> None:
    assert shown_value("investment", 1234550) == "12345.50"
    assert shown_value("length", 60) == "60"
    assert shown_value("due", None) == ""


def _amended(content: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    new = copy.deepcopy(content)
    if dice.random() < 0.5:
        new["philosophy"] += dice.choice(WORDS)
    if dice.random() < 0.5:
        new["agreement"]["title"] += " 2"
    for name in LISTS.values():
        for row in list(new[name]):
            match dice.randrange(4):
                case 0:
                    new[name].remove(row)
                case 1:
                    field = dice.choice(
                        [key for key in row if key not in ("id", "person_id", "left", "attendees")]
                    )
                    row[field] = f"{row[field]} {dice.choice(WORDS)}"
                case 2:
                    new[name].append(row | {"id": f"{row['id']}{dice.random()}"})
        dice.shuffle(new[name])
    return new


def _by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["id"]))


def _applied(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return the old content after every change that the diff tells, added rows taken whole from the new one."""
    made = copy.deepcopy(old)
    for part in content_diff(old, new):
        for change in part.changes:
            item = change.amendment
            if not item.row_id:
                target = made["agreement"] if item.fields else made
                target.update({field.name: field.new for field in change.fields})
                continue
            rows = made[LISTS[part.section]]
            if item.what == "added":
                rows.append(next(r for r in new[LISTS[part.section]] if r["id"] == item.row_id))
            row = next(row for row in rows if row["id"] == item.row_id)
            if item.what == "removed":
                rows.remove(row)
            elif item.what == "changed":
                row.update({field.name: field.new for field in change.fields})
    return made


def test_applying_a_diff_gives_the_other_state_and_its_count_is_the_heads() -> None:
    dice = random.Random(7)
    for _round in range(150):
        old = _amended(whole(), dice)
        new = _amended(old, dice)
        found = content_diff(old, new)
        assert count_changes(found) == len(amendments(old, new))
        assert [change.amendment for part in found for change in part.changes] == amendments(old, new)
        assert content_diff(old, copy.deepcopy(old)) == ()
        made = _applied(old, new)
        for name in LISTS.values():
            assert _by_id(made[name]) == _by_id(new[name])
        assert made["philosophy"] == new["philosophy"]
        assert made["agreement"] == new["agreement"]
        assert Section.ACCEPTANCE not in {part.section for part in found}


def test_long_texts_are_compared_word_by_word_wherever_they_have_something_in_common() -> None:
    dice = random.Random(7)
    lines = [" ".join(f"word{dice.randrange(3000)}" for _ in range(60)) for _ in range(150)]
    changed = [line.replace(" ", " changed ", 1) for line in lines]
    within_each_line = text_diff("\n\n".join(lines), "\n\n".join(changed))
    assert sum(piece.mark is Mark.ADDED for piece in within_each_line) == len(lines)
    assert all(piece.mark is not Mark.REMOVED for piece in within_each_line)
    in_one_line = text_diff(" ".join(lines), " ".join(changed))
    assert sum(piece.mark is Mark.ADDED for piece in in_one_line) == len(lines)
    moved = [*changed[10:], "A line more.", *changed[:9]]
    with_moved_lines = text_diff("\n".join(lines), "\n".join(moved))
    for pieces, old, new in (
        (in_one_line, " ".join(lines), " ".join(changed)),
        (with_moved_lines, "\n".join(lines), "\n".join(moved)),
    ):
        assert read_back(pieces, Mark.ADDED) == old
        assert read_back(pieces, Mark.REMOVED) == new
    kept = sum(len(piece.text) for piece in with_moved_lines if piece.mark is Mark.SAME)
    assert kept > 0.9 * len("\n".join(lines[10:]))


@pytest.mark.parametrize("letters", ["ab", "abcdef"])
def test_what_is_common_rises_on_both_sides(letters: str) -> None:
    dice = random.Random(11)
    for _round in range(60):
        old = dice.choices(letters, k=dice.randrange(400))
        new = [*old[: dice.randrange(1 + len(old))], *dice.choices(letters, k=dice.randrange(200))]
        at = other = 0
        for place, there, size in common_spans(old, new):
            assert (place >= at, there >= other, size > 0) == (True, True, True)
            assert old[place : place + size] == new[there : there + size]
            at, other = place + size, there + size
