"""The seven sections of an agreement as blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from brm_tui.desk.agreement_paper_words import (
    NOTHING,
    Row,
    capital,
    day_words,
    measure_words,
    owners_words,
    people_words,
    rhythm_words,
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
from brm_tui.rules.numbers import amount_words
from brm_tui.text import shortened

SECTION_LEVEL, ROW_LEVEL = 1, 2

_LONGEST_EVIDENCE = 120

_EMPTY = {
    Section.PHILOSOPHY: "No relationship philosophy is written yet.",
    Section.STAFF: "Nobody is named yet.",
    Section.FORUMS: "No forum is agreed yet.",
    Section.OBJECTIVES: "No objective or initiative is shared yet.",
    Section.ACTIONS: "No action is planned yet.",
    Section.APPENDICES: "No document is attached.",
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where one of the four stands.

    Attributes:
        role: As whom.
        person: Who.
        state: Whether it is signed, in words.
        day: When it was signed or declined.
        method: How.
        evidence: Where the proof is.
        note: What was remarked.
        awaited: Whether it can still be signed.
    """

    role: str
    person: str
    state: str
    day: date | None = None
    method: str = ""
    evidence: str = ""
    note: str = ""
    awaited: bool = False

    @property
    def line(self) -> SignatureLine:
        """Its line in the signature block; evidence that is long stands whole below."""
        return SignatureLine(
            role=capital(self.role),
            person=self.person,
            state=self.state,
            signed=day_words(self.day) if self.day else "",
            method=self.method,
            evidence=shortened(self.evidence, _LONGEST_EVIDENCE),
            awaited=self.awaited,
        )

    @property
    def remarks(self) -> Iterator[tuple[str, str]]:
        """What there is to say below the signature block."""
        name = f"{capital(self.role)}\n{self.person}"
        if len(self.evidence) > _LONGEST_EVIDENCE:
            yield name, f"Evidence: {self.evidence}"
        if self.note:
            yield name, self.note


def section_blocks(content: Mapping[str, Any], acceptances: tuple[Acceptance, ...]) -> Iterator[Block]:
    """Return the seven sections, numbered, each with its heading.

    Args:
        content: What the sections say.
        acceptances: Where the four stand.
    """
    for section in Section:
        yield Heading(SECTION_LEVEL, f"{section.value} {section.title}")
        if section is Section.ACCEPTANCE:
            yield from _acceptance(acceptances)
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
                    capital(str(row["side"])),
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
        (23, 12, 19, 13, 18, 15),
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
                capital(str(row["promised_by"] or NOTHING)),
                str(row["assignee"] or NOTHING),
                day_words(row["due"]),
                str(row["priority"]),
            )
            for row in ordered
        ),
        (27, 20, 13, 14, 14, 12),
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


def _acceptance(acceptances: tuple[Acceptance, ...]) -> Iterator[Block]:
    yield Note("This agreement is in force when all four have signed this very text.")
    yield SignatureBlock("Acceptance by both sides", tuple(one.line for one in acceptances))
    remarks = tuple(remark for one in acceptances for remark in one.remarks)
    if remarks:
        yield Facts("Remarks on acceptance", remarks)


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
        (32, 11, 21, 20, 16),
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
