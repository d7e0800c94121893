"""What is said of a project above its timeline: its three, its money, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from brm_tui.desk.project_pages import ProjectPage
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.project_rag import Standing, may, trade_off
from brm_tui.rules.project_value import Ratio
from brm_tui.text import one_line
from brm_tui.ui.glyphs import bar
from brm_tui.ui.screens.projects.words import rag_word, rank_words, ratio_words
from brm_tui.ui.widgets.sheet import cut, spread, wrapped

_NAME, _BAR = 11, 10
_MOST_REASON, _MOST_SUMMARY = 3, 4


def standing_lines(page: ProjectPage, width: int) -> list[Content]:
    """Return time, resources and scope, each with its figure and its reason, and what may give."""
    lines: list[Content] = []
    for term in page.standings:
        lines += _three(term, width)
    pressed = trade_off(page.standings)
    return [*lines, *(wrapped(pressed, width, most=2, style="$attention") if pressed else [])]


def _three(term: Standing, width: int) -> Iterator[Content]:
    name = Content.styled(term.dimension.called.ljust(_NAME), "bold")
    figure = f"  {one_line(term.figure)}" if term.figure else ""
    yield spread(
        Content.assemble(name, rag_word(term.rag), figure),
        Content.styled(may(term.constraint), "$muted"),
        width,
    )
    if term.reason:
        room = max(8, width - _NAME)
        for line in wrapped(term.reason, room, most=_MOST_REASON if width > 60 else 1, style="$muted"):
            yield Content.assemble(" " * _NAME, line)


def money_lines(page: ProjectPage, width: int) -> list[Content]:
    """Return what was spent of the budget, and what the project brings for it."""
    project = page.project
    spent, expected, realised = page.ratios
    budget = f" of {amount_words(project.budget, project.currency)}"
    return [
        _amount("Spent", project.spend, budget, project.currency, _share(spent), width),
        _amount(
            "Expected", project.expected_value, "", project.currency, _yield(expected, "of the budget"), width
        ),
        _amount("Realised", project.realised_value, "", project.currency, _yield(realised, "spent"), width),
    ]


def _amount(name: str, amount: int | None, more: str, currency: str, end: Content, width: int) -> Content:
    left = Content.assemble((name.ljust(_NAME), "bold"), amount_words(amount, currency), (more, "$muted"))
    return spread(left, end, width)


def _share(ratio: Ratio) -> Content:
    """Return how much is spent, with a bar; why that is not known where it is not."""
    if ratio.value is None:
        return Content.styled(ratio.reason, "$muted")
    over = ratio.value > 1
    return Content.styled(
        f"{bar(ratio.value, _BAR)} {ratio_words(ratio)}", "$attention" if over else "$muted"
    )


def _yield(ratio: Ratio, unit: str) -> Content:
    """Return what one unit brings; why that is not known where it is not."""
    said = ratio.reason if ratio.value is None else f"{ratio_words(ratio)} for each unit {unit}"
    return Content.styled(said, "$muted")


def what_lines(page: ProjectPage, width: int) -> list[Content]:
    """Return whose it is, who leads it, how it ranks for each customer, and what it is for."""
    project = page.project
    customers = [
        f"{one_line(customer.name)}"
        + (f" ({rank_words(customer.rank)} of {customer.projects})" if customer.rank else "")
        for customer in page.customers
    ]
    facts = [
        ("For", Content(", ".join(customers)) if customers else Content.styled("no customer", "$attention")),
        (
            "Led by",
            Content(one_line(page.manager)) if page.manager else Content.styled("nobody", "$attention"),
        ),
        ("Priority", Content(f"{project.priority.value}{' · internal' if project.internal else ''}")),
    ]
    lines = [cut(Content.assemble((label.ljust(_NAME), "bold"), text), width) for label, text in facts]
    if project.summary:
        lines += wrapped(project.summary, width, most=_MOST_SUMMARY, style="$muted")
    return lines


def head_words(page: ProjectPage, today: date) -> Content:
    """Return the project's one line: how the whole stands and what decides it."""
    whole = page.overall
    return Content.assemble(
        rag_word(whole.rag), f" · {whole.said}", (f" · {page.project.status.value}", "$muted")
    )
