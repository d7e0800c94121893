"""The seven sections of an agreement as blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from brm_tui.desk.agreement_paper_words import (
    NOTHING,
    Row,
    amount_words,
    day_words,
    measure_words,
    owners_words,
    people_words,
    rhythm_words,
    side_words,
    span_words,
)
from brm_tui.interchange.documents.markdown_source import read_markdown
from brm_tui.interchange.documents.model import (
    Block,
    Facts,
    Heading,
    Note,
    Paragraph,
    Run,
    SignatureBlock,
    SignatureLine,
    Table,
)
from brm_tui.rules.agreements import Section

SECTION_LEVEL, ROW_LEVEL = 1, 2

_EMPTY = {
    Section.PHILOSOPHY: "No relationship philosophy is written yet.",
    Section.STAFF: "Nobody is named yet.",
    Section.FORUMS: "No forum is agreed yet.",
    Section.OBJECTIVES: "No objective or initiative is shared yet.",
    Section.ACTIONS: "No action is planned yet.",
    Section.APPENDICES: "No document is attached.",
}


def section_blocks(content: Mapping[str, Any], signatures: tuple[SignatureLine, ...]) -> Iterator[Block]:
    """Return the seven sections, numbered, each with its heading.

    Args:
        content: What the sections say.
        signatures: Where the four acceptances stand.
    """
    for section in Section:
        yield Heading(SECTION_LEVEL, f"{section.value} {section.title}")
        if section is Section.ACCEPTANCE:
            yield from _acceptance(signatures)
            continue
        blocks = list(_WRITERS[section](content))
        yield from blocks or [Note(_EMPTY[section])]


def _philosophy(content: Mapping[str, Any]) -> Iterator[Block]:
    yield from read_markdown(str(content["philosophy"]), below=SECTION_LEVEL)
    strategies = [
        line.strip() for line in str(content["agreement"]["strategies"]).splitlines() if line.strip()
    ]
    if strategies:
        yield Table(
            "Strategies of the business that this partnership serves",
            ("No.", "Strategy"),
            tuple((str(number), line) for number, line in enumerate(strategies, 1)),
            (8, 92),
        )


def _staff(content: Mapping[str, Any]) -> Iterator[Block]:
    if content["staff"]:
        yield Table(
            "The people who carry this agreement",
            ("Name", "Side", "Role in this agreement"),
            tuple(
                (
                    str(row["person"]) + (f"\n(until {day_words(row['left'])})" if row["left"] else ""),
                    side_words(str(row["side"])),
                    str(row["role"]),
                )
                for row in content["staff"]
            ),
            (38, 17, 45),
        )


def _forums(content: Mapping[str, Any]) -> Iterator[Block]:
    forums: Sequence[Row] = content["forums"]
    if not forums:
        return
    yield Table(
        "Formal meetings",
        ("Forum", "Level", "Rhythm", "Who attends", "Where"),
        tuple(
            (
                str(row["name"]),
                str(row["level"]),
                rhythm_words(row),
                people_words(list(row["attendees"])),
                str(row["place"]) or NOTHING,
            )
            for row in forums
        ),
        (21, 15, 20, 28, 16),
    )
    for row in forums:
        yield Heading(ROW_LEVEL, str(row["name"]))
        first = f"First on or after {day_words(row['first_date'])}"
        last = f", last by {day_words(row['until'])}" if row["until"] else ""
        yield Note(f"{first}{last}; times of {row['zone']}.")
        yield from read_markdown(str(row["purpose"]), below=ROW_LEVEL)
        if str(row["agenda"]).strip():
            yield Heading(ROW_LEVEL + 1, "Standing agenda")
            yield from read_markdown(str(row["agenda"]), below=ROW_LEVEL + 1)


def _objectives(content: Mapping[str, Any]) -> Iterator[Block]:
    objectives: Sequence[Row] = content["objectives"]
    if not objectives:
        return
    yield Table(
        "What both sides want to reach",
        ("Title", "Kind", "Measure", "From → to", "Owners", "Due"),
        tuple(
            (
                str(row["title"]),
                str(row["kind"]),
                str(row["measure"]) or NOTHING,
                measure_words(row),
                owners_words(row),
                day_words(row["due"]),
            )
            for row in objectives
        ),
        (23, 13, 20, 13, 18, 13),
    )
    for row in objectives:
        yield from _objective(row)


def _objective(row: Row) -> Iterator[Block]:
    told = (
        ("Strategy of the business", str(row["strategy"])),
        ("Strategy of IT", str(row["it_strategy"])),
        ("Time", span_words(row["start"], row["due"])),
        ("Investment", amount_words(row["investment"], str(row["currency"]))),
        ("Value", amount_words(row["value"], str(row["currency"]))),
    )
    yield Heading(ROW_LEVEL, str(row["title"]))
    yield from read_markdown(str(row["why"]), below=ROW_LEVEL)
    yield Facts("", tuple((name, value) for name, value in told if value not in ("", NOTHING)))


def _actions(content: Mapping[str, Any]) -> Iterator[Block]:
    actions: Sequence[Row] = content["actions"]
    if not actions:
        return
    places = {row["title"]: place for place, row in enumerate(content["objectives"])}
    ordered = sorted(
        actions,
        key=lambda row: (
            places.get(row["objective"], len(places)),
            row["due"] is None,
            row["due"] or "",
            row["id"],
        ),
    )
    yield Table(
        "Who does what by when",
        ("Action", "For", "Promised by", "Who", "Due", "Priority"),
        tuple(
            (
                str(row["title"]),
                str(row["objective"] or NOTHING),
                side_words(str(row["promised_by"] or NOTHING)),
                str(row["assignee"] or NOTHING),
                day_words(row["due"]),
                str(row["priority"]),
            )
            for row in ordered
        ),
        (28, 21, 14, 16, 12, 13),
    )
    told = [row for row in ordered if str(row["detail"]).strip()]
    if told:
        yield Heading(ROW_LEVEL, "Details")
    for row in told:
        yield from _told(str(row["title"]), read_markdown(str(row["detail"]), below=ROW_LEVEL))


def _told(title: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Let a text begin with what it is about."""
    name = Run(title, strong=True)
    if blocks and isinstance(blocks[0], Paragraph):
        yield Paragraph((name, Run(": "), *blocks[0].runs))
        yield from blocks[1:]
    else:
        yield Paragraph((name,))
        yield from blocks


def _acceptance(signatures: tuple[SignatureLine, ...]) -> Iterator[Block]:
    yield Note("This agreement is in force when all four have signed this very text.")
    yield SignatureBlock("Acceptance by both sides", signatures)


def _appendices(content: Mapping[str, Any]) -> Iterator[Block]:
    appendices: Sequence[Row] = content["appendices"]
    if not appendices:
        return
    yield Table(
        "Documents that belong to this agreement",
        ("Title", "Kind", "Reference", "Service", "Valid until"),
        tuple(
            (
                str(row["title"]),
                str(row["kind"]),
                str(row["reference"]) or NOTHING,
                str(row["service"] or NOTHING),
                day_words(row["valid_until"]),
            )
            for row in appendices
        ),
        (32, 12, 20, 20, 16),
    )
    for number, row in enumerate(appendices, 1):
        if str(row["text"]).strip():
            yield Heading(ROW_LEVEL, f"Appendix {number}: {row['title']}")
            yield from read_markdown(str(row["text"]), below=ROW_LEVEL)


_WRITERS: Mapping[Section, Callable[[Mapping[str, Any]], Iterator[Block]]] = {
    Section.PHILOSOPHY: _philosophy,
    Section.STAFF: _staff,
    Section.FORUMS: _forums,
    Section.OBJECTIVES: _objectives,
    Section.ACTIONS: _actions,
    Section.APPENDICES: _appendices,
}
