"""What a survey's figure is made of, and how both sides see a relationship, in lines."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.satisfaction import MaturityPage, SurveyLine, SurveyPage
from brm_tui.rules.dates import show_date
from brm_tui.rules.maturity import LEVELS, MEANINGS
from brm_tui.rules.satisfaction import FEW, SCALES
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, GOOD, bar
from brm_tui.ui.screens.satisfaction.table import (
    answers_words,
    gap_words,
    level_words,
    margin_words,
    value_words,
)
from brm_tui.ui.widgets.sheet import cut, section, spread, wrapped

_BAR = 24


def survey_facts(line: SurveyLine, width: int) -> list[Content]:
    """Return the figure with how many answered and how sure it is, in one line, and the question."""
    found = line.figures
    parts = [value_words(found), f"answered {answers_words(found)}"]
    if found.answers:
        few = found.margin is None
        parts.append(f"only {found.answers} scores: few answers" if few else f"{margin_words(found)} points")
    lines = [cut(Content.styled(" · ".join(parts), "bold"), width)]
    if line.head.question:
        lines += wrapped(f"“{line.head.question}”", width, most=2, style="$muted")
    return lines


def explained(page: SurveyPage, today: date, width: int) -> list[Content]:
    """Return what the figure is made of."""
    line = page.line
    found, nps = line.figures, line.head.method is SurveyMethod.NPS
    lines = [*survey_facts(line, width), Content("")]
    lowest, highest = SCALES[line.head.method]
    most = max(line.counts.values(), default=0)
    for score in range(highest, lowest - 1, -1):
        count = line.counts.get(score, 0)
        length = bar(count / most, _BAR).rstrip("░") if most else ""
        lines.append(Content.assemble(f"{score:>3}  ", (length, "$focus"), f" {count}" if count else ""))
    lines.append(Content(""))
    names = (
        ("Promoters, 9 and 10", "Passives, 7 and 8", "Detractors, 0 to 6")
        if nps
        else ("Satisfied, 4 and 5", "Neither, 3", "Dissatisfied, 1 and 2")
    )
    for name, count in zip(names, (found.high, found.middle, found.low), strict=True):
        share = f"{count}, {round(100 * count / found.answers)} %" if found.answers else "unknown"
        lines.append(spread(name, share, width))
    if found.unscored:
        lines.append(spread("Answers without a score on the scale", str(found.unscored), width))
    invited = "unknown" if found.invited is None else str(found.invited)
    stands = "unknown" if found.sample is None else str(found.sample)
    lines += [spread("Invited", invited, width), spread("They stand for", stands, width), Content("")]
    how = (
        "NPS is the percentage of promoters minus that of detractors (Reichheld 2003)."
        if nps
        else "CSAT is the top-2-box share: the percentage of answers that are 4 or 5. The mean stands beside it."
    )
    sure = (
        f"Below {FEW} answers no margin is given: a few more could turn the figure over."
        if found.margin is None
        else "The margin is half of the 95 % interval"
        + (", less what is gained by asking a good part of all." if found.sample else ".")
    )
    over = found.invited is not None and found.response_rate is None and found.answers
    rate = " There are more answers than invitations, so that the rate is unknown." if over else ""
    lines += wrapped(f"{how} {sure}{rate}", width, style="$muted")
    if page.earlier:
        lines += [Content(""), *section("Comparable surveys", _trend(page, today, width))]
    return lines


def _trend(page: SurveyPage, today: date, width: int) -> list[Content]:
    return [
        spread(
            Content.assemble(one_line(line.head.name), (f"  {_sent(line, today)}", "$muted")),
            f"{value_words(line.figures)} · {line.figures.answers} answers",
            width,
        )
        for line in (*page.earlier, page.line)
    ]


def _sent(line: SurveyLine, today: date) -> str:
    return show_date(line.head.date, today) if line.head.date else "no date"


def maturity_lines(page: MaturityPage, today: date, width: int) -> list[Content]:
    """Return the two views, the gap, the next step, and how both sides saw it over time."""
    gap = page.gap
    lines = [
        spread("The business sees", level_words(page.line.business_level), width),
        spread("IT sees", level_words(page.line.it_level), width),
        spread("Gap", gap_words(gap), width),
    ]
    if gap.stale:
        said = f" The view of {' and '.join(gap.stale)} is more than a year old."
        lines.append(Content.assemble((ATTENTION.text, "$attention"), said))
    lines += [Content(""), *section("Next step", wrapped(gap.next_step, width))]
    course = []
    for view in page.course:
        who = f"{view.side} sees {view.level} {LEVELS[view.level]}"
        course.append(spread(who, Content.styled(show_date(view.date, today), "$muted"), width))
        if view.note.strip():
            course += [line.stylize("$muted") for line in wrapped(f"“{view.note.strip()}”", width)]
    lines += section("Over time", course)
    levels = []
    for level, name in LEVELS.items():
        here = level == gap.level
        sign = (GOOD.text, "$focus") if here else (" ", "")
        levels += Content.assemble(sign, f" {level} {name}: ", (MEANINGS[level], "$muted")).wrap(
            max(2, width)
        )
    return [*lines, *section("The levels", levels)]
