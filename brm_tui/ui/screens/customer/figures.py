"""Figures of a customer in words: how promises were kept and what was talked about, and their terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from brm_tui.desk.customer_pages import KeepRate, TopicStanding
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.topics import LONG_DAYS
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, GOOD, UNKNOWN, Glyph
from brm_tui.ui.widgets.sheet import cut, section, spread, wrapped

_GOOD_FROM, _ATTENTION_FROM = 85, 60
_WHEN = 18


def rate_glyph(rate: KeepRate) -> Glyph:
    """Return the sign of a rate."""
    if rate.percent is None:
        return UNKNOWN
    return GOOD if rate.percent >= _GOOD_FROM else ATTENTION if rate.percent >= _ATTENTION_FROM else BAD


def rate_words(rate: KeepRate) -> Content:
    """Return a rate as it stands beside a heading."""
    sign = rate_glyph(rate)
    if rate.percent is None:
        return Content.assemble((sign.text, sign.style), (" none fell due in a year", "$muted"))
    return Content.assemble(
        (sign.text, sign.style),
        f" {rate.percent} %",
        (f" kept in time, of {rate.judged} in a year", "$muted"),
    )


def rate_lines(rates: Sequence[KeepRate], today: date, width: int) -> Iterator[Content]:
    """Return what the rates are made of."""
    yield Content.styled("Promises kept", "bold")
    for rate in rates:
        side = "IT" if rate.side.value == "IT" else "The business"
        yield cut(Content.assemble(side.ljust(14), rate_words(rate)), width)
        terms = [f"{rate.kept} in time", f"{rate.late} late", f"{rate.open_late} open and late"]
        left_out = [
            f"{number} {word}"
            for number, word in (
                (rate.cancelled, "given up"),
                (rate.unknown, "done on an unknown day"),
                (rate.ahead, "not due yet"),
            )
            if number
        ]
        more = f"; not counted: {', '.join(left_out)}" if left_out else ""
        yield from (
            Content.assemble(" " * 14, line)
            for line in wrapped(f"{', '.join(terms)}{more}", width - 14, style="$muted")
        )
    if rates:
        span = f"{show_date(rates[0].since, today)} to {show_date(rates[0].until, today)}"
        said = f"In time, of all that fell due from {span}; what is open and late counts as not kept."
        yield from wrapped(said, width, style="$muted")


def topics_section(
    topics: Sequence[TopicStanding], today: date, width: int, *, beside: str = ""
) -> list[Content]:
    """Return the topics that were never or long not talked about, and the others in a line.

    Args:
        topics: How they stand.
        today: The day that days are counted from.
        width: Cells.
        beside: Stands behind the heading.
    """
    lines = [
        spread(
            Content.assemble((f"{ATTENTION.text} ", "$attention"), one.topic.value),
            Content.styled(when_discussed(one, today), "$attention"),
            width,
        )
        for one in topics
        if one.quiet
    ]
    lately = [f"{one.topic.value} {one.days} d" for one in reversed(topics) if not one.quiet]
    if lately:
        lines += wrapped(f"Lately: {', '.join(lately)}", width, style="$muted")
    heading = "Not talked about for long" if any(one.quiet for one in topics) else "Talked about"
    return section(f"{heading}: {beside}" if beside else heading, lines)


def when_discussed(one: TopicStanding, today: date) -> str:
    """Return when a topic was last talked about."""
    return "never" if one.last is None else relative_date(one.last, today)


def topic_lines(topics: Sequence[TopicStanding], today: date, width: int) -> Iterator[Content]:
    """Return when each topic was last talked about, and where that comes from."""
    yield Content.styled("Topics", "bold")
    for one in topics:
        times = f"{one.times} × in a year" if one.last is not None else "no touch, no held meeting"
        sign = ATTENTION if one.quiet else GOOD
        line = Content.assemble(
            (f"{sign.text} ", sign.style),
            one.topic.value.ljust(_WHEN + 2),
            when_discussed(one, today).ljust(_WHEN - 3),
        )
        yield cut(Content.assemble(line, (f"{times}  {one_line(one.source)}", "$muted")), width)
    said = f"From touches and held meetings whose agenda or minutes carry the topic; long is over {LONG_DAYS} days."
    yield from wrapped(said, width, style="$muted")
