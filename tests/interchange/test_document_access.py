"""The HTML of a document: for readers of screens, on paper, and without anything from elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from brm_tui.desk.agreement_document import agreement_document
from brm_tui.desk.desk import Desk
from brm_tui.interchange.documents.html_file import html_bytes
from brm_tui.interchange.documents.model import Document
from tests.interchange.document_readers import Page

ENOUGH = 4.5
"""The contrast that WCAG 2 asks of text of usual size (level AA)."""


@pytest.fixture(params=["whole", "summary"])
def document(demo: Desk, request: pytest.FixtureRequest) -> Document:
    return agreement_document(demo, "FIN", summary=request.param == "summary")


def test_it_has_a_language_landmarks_and_headings_in_order(document: Document) -> None:
    page = Page(html_bytes(document).decode())
    assert page.named("html") == [{"lang": "en", "dir": "ltr"}]
    assert [len(page.named(name)) for name in ("title", "header", "main", "footer", "h1")] == [1] * 5
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {attributes["dir"] for attributes in page.named("p") if "dir" in attributes} == {"auto"}


def test_every_head_of_a_table_says_what_it_heads(document: Document) -> None:
    page = Page(html_bytes(document).decode())
    assert {attributes.get("scope") for attributes in page.named("th")} == {"row", "col"}
    assert len(page.named("table")) > len(page.named("thead")) > 0
    if not document.one_page:
        assert len(page.named("caption")) >= len(page.named("thead"))


def test_it_can_be_printed_and_needs_nothing_from_elsewhere(document: Document) -> None:
    text = html_bytes(document).decode()
    page = Page(text)
    foot = text.split("@bottom-left")[1].split("}")[0]
    assert "@media print" in text
    assert "SHA" in foot
    assert "counter(page)" in text
    assert "DRAFT" in text.split("@top-right")[1].split("}")[0]
    (policy,) = (attributes["content"] for attributes in page.named("meta") if "http-equiv" in attributes)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not re.search(r"https?://|url\(|@import", text)
    assert not any({"src", "href", "style"} & set(named) - ({"style"} if tag == "col" else set())
                   for tag, named in page.elements)  # fmt: skip


def test_every_text_stands_out_from_its_ground(document: Document) -> None:
    text = html_bytes(document).decode()
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", text)) | {"white": "#ffffff"}
    grounds = {
        "white": ("ink", "soft", "accent", "alarm"),
        "band": ("ink", "accent"),
        "accent": ("white",),
    }
    for ground, inks in grounds.items():
        for ink in inks:
            assert _contrast(colours[ink], colours[ground]) >= ENOUGH, (ink, ground)


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
