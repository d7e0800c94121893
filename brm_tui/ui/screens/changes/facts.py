"""What is said of one change: beside the grid in a few lines, and on its own page in full."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from brm_tui.clock import Clock
from brm_tui.desk.change_pages import ChangePage
from brm_tui.text import one_line
from brm_tui.ui.screens.changes.words import clash_lines, over_words, risk_word, told_words, window_lines
from brm_tui.ui.widgets.sheet import cut, section, wrapped

_NAME = 12


def short_lines(page: ChangePage, clock: Clock, width: int) -> list[Content]:
    """Return a change at a glance: windows, whether it was told, and clashes first."""
    change = page.change
    lines = [Content.styled(one_line(change.title), "bold")]
    for label, text in window_lines(
        change.window_start, change.window_end, change.zone, page.customers, clock
    ):
        lines.append(_fact(label, text))
    codes = [customer.code for customer in page.customers]
    lines.append(_fact("Told", told_words(change.told, page.told_by, codes, clock.today())))
    lines += clash_lines(page.clashes)
    over = over_words(change.window_start, change.window_end, change.zone, clock) if page.ahead else ""
    if over:
        lines.append(Content.styled(over, "$attention"))
    if not change.backout:
        lines.append(Content.styled("No back-out plan is written.", "$attention"))
    return [cut(line, width) for line in lines]


def _fact(label: str, text: Content | str) -> Content:
    shown = text if isinstance(text, Content) else Content(one_line(text))
    return Content.assemble((one_line(label)[: _NAME - 1].ljust(_NAME), "$muted"), shown)


def head_words(page: ChangePage) -> Content:
    """Return the change's one line: its risk, its state and its type."""
    change = page.change
    internal = " · internal" if change.internal else ""
    return Content.assemble(
        risk_word(change.risk), (f" · {change.state.value} · {change.type.value}{internal}", "$muted")
    )


def left_lines(page: ChangePage, clock: Clock, width: int) -> Iterator[Content]:
    """Return when it is, for whom, whether they know, and what stands against it."""
    change = page.change
    over = over_words(change.window_start, change.window_end, change.zone, clock) if page.ahead else ""
    windows = window_lines(change.window_start, change.window_end, change.zone, page.customers, clock)
    lines = [cut(_fact(label, text), width) for label, text in windows]
    yield from section("When", [*lines, *(wrapped(over, width, style="$attention") if over else [])])
    customers = [
        cut(
            _fact(customer.code, f"{customer.name}{'' if customer.manager else ' · nobody looks after it'}"),
            width,
        )
        for customer in page.customers
    ]
    nobody = [Content.styled("No customer is named.", "$attention")]
    services = ", ".join(change.services)
    affected = [*(customers or nobody), cut(_fact("Services", services or "none is named"), width)]
    yield from section("Affects", affected)
    codes = [customer.code for customer in page.customers]
    yield from section("Told", [cut(told_words(change.told, page.told_by, codes, clock.today()), width)])
    if page.ahead:
        nothing = Content.styled("No blackout, freeze or meeting of its customers.", "$muted")
        found = [line for clash in clash_lines(page.clashes) for line in clash.wrap(max(2, width))]
        yield from section("Clashes", found or [cut(nothing, width)])


def right_lines(page: ChangePage, width: int) -> Iterator[Content]:
    """Return what it is, and how it is taken back."""
    change = page.change
    rated = [
        cut(_fact("Impact", _of_five(change.impact)), width),
        cut(_fact("Likelihood", _of_five(change.likelihood)), width),
        cut(_fact("Owner", page.owner or "nobody"), width),
    ]
    yield from section("Risk", [cut(risk_word(change.risk), width), *rated])
    unwritten = Content.styled("Nothing is written; e edits.", "$attention")
    noticed = wrapped(change.detail, width) if change.detail else [unwritten]
    yield from section("What the customer will notice", noticed)
    yield from section("Back-out plan", wrapped(change.backout, width) if change.backout else [unwritten])


def _of_five(step: int | None) -> str:
    return "not rated" if step is None else f"{step} of 5"
