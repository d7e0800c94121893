"""Comparing versions on the screen of an agreement."""

from __future__ import annotations

import pytest

from brm_tui.desk import agreements, records
from brm_tui.desk.agreement_diff import agreement_diff
from brm_tui.desk.desk import Desk
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.agreement.diff_dialog import DiffDialog
from brm_tui.ui.screens.agreement.diff_text import diff_content
from tests.desk.agreement_desk import agree
from tests.ui.test_agreement import opened

HOSTILE = "[/] {x} =cmd|' /C calc'!A0 " + "日本語" * 70


@pytest.mark.parametrize(("width", "height"), [(80, 24), (109, 30), (110, 36), (160, 45)])
async def test_both_sides_are_chosen_by_key_and_it_fits(demo: Desk, width: int, height: int) -> None:
    agreement = agreements.agreement_named(demo, "FIN")
    async with opened(demo, agreement, width, height) as at:
        await at.press("D")
        dialog = await at.dialog(DiffDialog)
        assert "4 changes" in at.text
        assert dialog.has_class("-beside") == (width >= 110)
        assert ("[-6-]{+5+}" in at.text) == (width < 110)
        await at.press("f")
        await at.dialog(PickDialog)
        await at.press(*"v1", "enter")
        await at.until(lambda: dialog.diff.old.number == 1)
        await at.press("t")
        await at.dialog(PickDialog)
        await at.press(*"v2", "enter")
        await at.until(lambda: dialog.diff.new.number == 2 and "2 changes" in at.text)
        await at.press("x")
        await at.until(lambda: dialog.diff.old.number == 2)
        await at.press("escape")
        await at.back()


def test_words_are_marked_beside_their_colour(demo: Desk) -> None:
    found = agreement_diff(demo, "FIN")
    inline = [line.plain for line in diff_content(found, 80, wide=False)]
    assert "   target: [-6-]{+5+}" in inline
    assert any("{+ Decide on the" in line for line in inline)
    beside = [line.plain for line in diff_content(found, 120, wide=True)]
    assert any(line.split("│")[0].strip() == "[-6-]" and "{+5+}" in line for line in beside if "│" in line)


@pytest.mark.parametrize("wide", [True, False])
def test_hostile_text_breaks_nothing(desk: Desk, wide: bool) -> None:
    made = agree(desk)
    agreements.propose(desk, "FIN", "first")
    records.change(desk, "agreements", made.agreement, {"philosophy": HOSTILE + "\n\n" + HOSTILE})
    records.change(desk, "forums", made.forum, {"name": HOSTILE[:200], "purpose": HOSTILE})
    for width in (30, 79, 130):
        lines = list(diff_content(agreement_diff(desk, "FIN"), width, wide=wide))
        assert max(line.cell_length for line in lines) <= width
    assert any(
        "[/] {x} =cmd" in line.plain for line in diff_content(agreement_diff(desk, "FIN"), 130, wide=wide)
    )
