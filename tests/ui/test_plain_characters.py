"""What every terminal measures alike, and what one without UTF-8 gets, cell for cell."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from brm_tui.ui.plain_characters import PlainCharacters, SteadyCharacters, plain, steady


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("10:00–11:00 · carried 2×…", "10:00-11:00 - carried 2x~"),
        ("Krüger, Zoë", "Kruger, Zoe"),
        ("財務", "????"),
        ("👩‍💻 ok", "?? ok"),
        ("╭─ ▌▪ █░ ╯", "+- >* #. +"),
        ("░▒▓█", ".:%#"),
    ],
)
def test_text_keeps_its_width_in_ascii(text: str, shown: str) -> None:
    """What the encoding lacks becomes a shape, a base letter or a question mark."""
    assert plain(text, "ascii") == shown
    assert cell_len(shown) == cell_len(text)


def test_what_the_terminal_knows_stays() -> None:
    """Latin 1 has accents and the middle dot."""
    assert plain("Krüger · 2× → fri", "iso8859-1") == "Krüger · 2× > fri"


def test_a_line_keeps_its_styles() -> None:
    """Only the text of the segments changes."""
    line = PlainCharacters("ascii").apply([Segment("a"), Segment("→ b")], Color(0, 0, 0))
    assert [segment.text for segment in line] == ["a", "> b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("👩‍👩‍👧‍👦 family", "👩 family"), ("☎️ 👍🏽", "☎  👍"), ("🇩🇪 財務 é", "🇩🇪 財務 é"), ("🏳️‍🌈!", "🏳 !")],
)
def test_joined_signs_keep_the_room_they_were_given(text: str, shown: str) -> None:
    """One sign stands for the joined ones, as wide as was laid out; what is not joined stays."""
    assert steady(text) == shown
    assert cell_len(shown) == cell_len(text)


def test_a_line_can_be_cut_anywhere() -> None:
    """Joined signs would be torn apart where a dialog covers half of a line."""
    (line,) = SteadyCharacters().apply([Segment("ab 👩‍👩‍👧‍👦 🏳️‍🌈 cd")], Color(0, 0, 0))
    for cut in range(line.cell_length):
        left, right = line.split_cells(cut)
        assert (left.cell_length, right.cell_length) == (cut, line.cell_length - cut)
