"""An opportunity, an issue or a success in lines, a success as it is told."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.log_pages import EntryPage, LogSummary, SuccessPage
from brm_tui.rules.dates import show_date
from brm_tui.rules.numbers import amount_words
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, DONE
from brm_tui.ui.widgets.sheet import cut, section, spread, wrapped

_LABEL = 11


def entry_lines(page: EntryPage, today: date, width: int) -> list[Content]:
    """Return an opportunity or issue with what stands behind it and the successes that came of it."""
    line = page.line
    facts = [
        ("Customer", line.customer),
        ("What", f"{line.kind.value}, {line.state.value}"),
        ("Seen", show_date(line.date, today) if line.date else "not said"),
        ("Owner", line.owner or "nobody"),
    ]
    if line.internal:
        facts.append(("Internal", "stays in the house"))
    lines = [
        cut(Content.assemble((label.ljust(_LABEL), "$muted"), one_line(value)), width)
        for label, value in facts
    ]
    lines.append(Content(""))
    if line.detail.strip():
        lines += section("What stands behind it", wrapped(line.detail, width))
    told = [
        spread(
            Content.assemble((DONE.text, "$good"), " ", one_line(success.title)),
            amount_words(success.value, success.currency),
            width,
        )
        for success in page.successes
    ]
    none = Content.assemble(("none yet; ", "$muted"), ("w", "bold"), (" makes one of it", "$muted"))
    return [*lines, *section("Successes", told or [none])]


def success_lines(page: SuccessPage, today: date, width: int) -> list[Content]:
    """Return a success as it stands in a report, and what is missing in it."""
    told = page.story
    lines = [Content.styled("As it is told in a report", "$muted"), Content("")]
    lines += [line.stylize("bold") for line in wrapped(told.title, width)]
    lines.append(Content.styled(one_line(page.line.customer), "$muted"))
    lines.append(Content(""))
    for part in told.parts:
        body = wrapped(part.text, width)
        lines += section(part.heading, body) if part.heading else [*body, Content("")]
    notes = []
    if page.line.internal:
        notes.append("It is internal: no report outside the house tells it.")
    if told.withheld:
        named = "One internal entry is" if told.withheld == 1 else f"{told.withheld} internal entries are"
        notes.append(f"{named} not named.")
    if told.gaps:
        notes.append(f"A reader will ask for {', '.join(told.gaps)}.")
    for note in notes:
        lines += Content.assemble((ATTENTION.text, "$attention"), f" {note}").wrap(max(2, width))
    return lines


def summary_lines(found: LogSummary, width: int) -> list[Content]:
    """Return how the value shown adds up."""
    lines = [
        spread(f"Value shown in {currency}", amount_words(value, currency), width)
        for currency, value in found.values
    ] or [Content.styled("No success has a value in money yet.", "$muted")]
    lines += [
        spread("Successes with a value in money", str(found.successes - found.unvalued), width),
        spread("Successes without, which count for nothing here", str(found.unvalued), width),
        Content(""),
        *wrapped(
            "Amounts of different currencies are not added. A success without an amount is unknown, not zero.",
            width,
            style="$muted",
        ),
    ]
    return lines
