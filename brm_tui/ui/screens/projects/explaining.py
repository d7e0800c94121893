"""What the figures of a project are made of: its standing, its value against its cost, and its slip."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.project_pages import ProjectPage
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.project_rag import may, trade_off
from brm_tui.rules.project_slip import show_slip
from brm_tui.ui.screens.projects.words import rag_word, ratio_terms, ratio_words
from brm_tui.ui.screens.services.words import NOTHING
from brm_tui.ui.widgets.sheet import Build, cut, section, wrapped

_NAME, _SIGN = 12, 13


def explained(page: ProjectPage, today: date) -> Build:
    """Return what lays out the terms of a project's figures."""

    def build(width: int) -> list[Content]:
        return [*_standing(page, width), *_money(page, width), *_slip(page, today, width)]

    return build


def _standing(page: ProjectPage, width: int) -> list[Content]:
    whole = page.overall
    lines = [
        Content.assemble("The whole".ljust(_NAME), rag_word(whole.rag), (f"  {whole.said}", "$muted")),
        *(
            Content.assemble(
                term.dimension.called.ljust(_NAME),
                _padded(rag_word(term.rag)),
                f" {term.figure or NOTHING}",
                (f"  {may(term.constraint)}", "$muted"),
            )
            for term in whole.terms
        ),
    ]
    said = "The whole is the worst of the three: red, then amber, then not known; green needs all three."
    pressed = trade_off(whole.terms)
    return section(
        "Standing",
        [
            *(cut(line, width) for line in lines),
            *(wrapped(pressed, width, style="$attention") if pressed else []),
            *wrapped(said, width, style="$muted"),
        ],
    )


def _padded(content: Content) -> Content:
    return Content.assemble(content, " " * max(0, _SIGN - content.cell_length))


def _money(page: ProjectPage, width: int) -> list[Content]:
    lines: list[Content] = []
    for ratio in page.ratios:
        said = f"{ratio_words(ratio):>6}  {ratio.name.value}"
        lines.append(cut(said[:1].upper() + said[1:], width))
        terms = ratio_terms(ratio, page.project.currency)
        lines.append(cut(Content.assemble("        ", (terms, "$muted")), width))
    text = "An amount that nobody entered makes no ratio; it is never taken as zero."
    return section("Investment and value", [*lines, *wrapped(text, width, style="$muted")])


def _slip(page: ProjectPage, today: date, width: int) -> list[Content]:
    planned, now = page.project.baseline_end, page.project.forecast_end
    slip = show_slip(page.slip) or "not known"
    days = [
        f"{word} {show_full_date(day, today) if day else 'not known'}"
        for word, day in (("as it looks now", now), ("as first planned", planned))
    ]
    return section("Slip", [cut(f"{slip}: end {' − '.join(days)}", width)])
