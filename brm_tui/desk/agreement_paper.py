"""What an agreement says on paper: the whole document, and the summary of one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from brm_tui.desk.agreement_paper_sections import SECTION_LEVEL, Acceptance, section_blocks
from brm_tui.desk.agreement_paper_words import (
    NOTHING,
    Row,
    capital,
    day_words,
    measure_words,
    rhythm_words,
    span_words,
)
from brm_tui.interchange.documents.markdown_source import read_markdown
from brm_tui.interchange.documents.model import Block, Document, Facts, Heading, Note, Table
from brm_tui.rules.agreements import EXPIRED
from brm_tui.rules.vocabulary import VersionState
from brm_tui.text import shortened

_ONCE_IN_FORCE = (VersionState.SUPERSEDED.value, VersionState.TERMINATED.value, EXPIRED)
_MOST_TEXT, _MOST_ROWS, _MOST_PEOPLE = 700, 5, 5
_LONGEST_CELL, _LONGEST_NAME, _LINE = 80, 32, 90


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of an agreement, with all that its document says.

    Attributes:
        content: The seven sections, without what stays in the house.
        number: Which version; None for the working copy.
        state: Its state to show.
        reason: Why it was proposed.
        proposed: When.
        effective: Its first day in force.
        ended: Its last day in force, or the day it was given up.
        sha256: The hash of the whole content.
        acceptances: Where the four stand.
        today: The day it is written.
    """

    content: Mapping[str, Any]
    number: int | None
    state: str
    reason: str
    proposed: date | None
    effective: date | None
    ended: date | None
    sha256: str
    acceptances: tuple[Acceptance, ...]
    today: date

    @property
    def called(self) -> str:
        """Version 3, or the working copy."""
        return "Working copy" if self.number is None else f"Version {self.number}"

    @property
    def words(self) -> str:
        """Which state of the agreement it is: ``Version 3, in force since 1 Jan 2026``."""
        return self.called if self.number is None else f"{self.called}, {self._state_words}"

    @property
    def _state_words(self) -> str:
        if self.state == VersionState.ACCEPTED.value:
            later = self.effective is not None and self.effective > self.today
            return f"in force {'from' if later else 'since'} {day_words(self.effective)}"
        when = self.proposed if self.state == VersionState.PROPOSED.value else self.ended
        return f"{self.state} {day_words(when)}" if when else self.state

    @property
    def mark(self) -> str:
        """What must stand out: that it is a DRAFT, or that it is in force no more."""
        if self.state == VersionState.ACCEPTED.value:
            return ""
        if self.state in _ONCE_IN_FORCE:
            return f"NOT IN FORCE · {self.state}"
        return f"DRAFT · {'working copy' if self.number is None else f'{self.state}, not in force'}"


def document_of(edition: Edition) -> Document:
    """Return the whole agreement as a document."""
    head = edition.content["agreement"]
    facts = [
        ("Customer", f"{head['customer']['name']} ({head['customer']['code']})"),
        ("Version", edition.words),
        ("Term", span_words(head["term_start"], head["term_end"])),
        ("Review", day_words(head["review_date"])),
    ]
    if edition.number is not None:
        facts += [("Proposed", day_words(edition.proposed)), ("Reason", edition.reason or NOTHING)]
    facts += [("Date of this document", day_words(edition.today)), ("SHA-256", edition.sha256)]
    return Document(
        title=str(head["title"]),
        subtitle=f"{head['customer']['name']} and IT",
        mark=edition.mark,
        facts=Facts("", tuple(facts)),
        blocks=tuple(section_blocks(edition.content, edition.acceptances)),
        footer=_footer(edition),
        made=edition.today,
    )


def summary_of(edition: Edition) -> Document:
    """Return the relationship on one page: philosophy, objectives, rhythm and people."""
    head = edition.content["agreement"]
    signed = sum(line.state == "signed" for line in edition.acceptances)
    facts = (
        ("Version", f"{edition.words}, {signed} of 4 signed"),
        (
            "Term",
            f"{span_words(head['term_start'], head['term_end'])}; review {day_words(head['review_date'])}",
        ),
    )
    return Document(
        title=f"{_short(head['customer']['name'], 2 * _LONGEST_NAME)}: our partnership on one page",
        subtitle="",
        mark=edition.mark,
        facts=Facts("", facts),
        blocks=tuple(_summary_blocks(edition.content)),
        footer=_footer(edition),
        made=edition.today,
        one_page=True,
    )


def _footer(edition: Edition) -> tuple[str, ...]:
    head = edition.content["agreement"]
    return (
        f"{head['customer']['code']} · {shortened(str(head['title']), 60)} · {edition.words} · "
        f"{day_words(edition.today)}",
        f"SHA-256 {edition.sha256}",
    )


def _summary_blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(SECTION_LEVEL, "How we work together")
    philosophy = read_markdown(_beginning(str(content["philosophy"])), below=SECTION_LEVEL)
    yield from philosophy or [Note("No relationship philosophy is written yet.")]
    yield Heading(SECTION_LEVEL, "What we want to reach")
    yield from _first_rows(
        ("Title", "Measure", "From → to", "Owners (business / IT)", "Due"),
        (38, 18, 11, 20, 13),
        content["objectives"],
        lambda row: (
            _short(row["title"]), _short(row["measure"]), measure_words(row),
            f"{_short(row['business_owner'], _LONGEST_NAME)} / {_short(row['it_owner'], _LONGEST_NAME)}",
            day_words(row["due"]),
        ),
    )  # fmt: skip
    yield Heading(SECTION_LEVEL, "When we meet")
    yield from _first_rows(
        ("Forum", "Rhythm", "Level", "Who attends"),
        (40, 32, 14, 14),
        content["forums"],
        lambda row: (
            _short(row["name"]),
            rhythm_words(row),
            str(row["level"]),
            f"{len(row['attendees'])} people",
        ),
    )
    yield Heading(SECTION_LEVEL, "Who carries it")
    people = tuple(_people_by_side(content["staff"]))
    yield Facts("", people) if people else Note("Nobody is named yet.")


def _people_by_side(staff: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Return the people of each side in a line, the first of them where there are many."""
    for side in dict.fromkeys(str(row["side"]) for row in staff):
        own = [row for row in staff if row["side"] == side]
        named = [
            f"{_short(row['person'], _LONGEST_NAME)} ({_short(row['role'], _LONGEST_NAME)})"
            for row in own[:_MOST_PEOPLE]
        ]
        more = [f"{len(own) - len(named)} more"] if len(own) > len(named) else []
        yield capital(side), ", ".join(named + more)


def _first_rows(
    heads: tuple[str, ...],
    weights: tuple[int, ...],
    listed: Sequence[Row],
    cells: Callable[[Row], tuple[str, ...]],
) -> Iterator[Block]:
    if not listed:
        yield Note("Nothing is agreed yet.")
        return
    yield Table("", heads, tuple(cells(row) for row in listed[:_MOST_ROWS]), weights)
    if len(listed) > _MOST_ROWS:
        yield Note(f"and {len(listed) - _MOST_ROWS} more in the agreement.")


def _short(value: object, longest: int = _LONGEST_CELL) -> str:
    return shortened(" ".join(str(value or NOTHING).split()), longest)


def _beginning(text: str) -> str:
    """Return as many whole paragraphs of a text as a page has room for, or the beginning of the first."""
    kept: list[str] = []
    room = _MOST_TEXT
    for part in text.split("\n\n"):
        # A short line takes the room of a whole one.
        room -= sum(max(len(line), _LINE) for line in part.split("\n"))
        if room < 0:
            return "\n\n".join([*kept, "…"]) if kept else shortened(part, _MOST_TEXT)
        kept.append(part)
    return "\n\n".join(kept)
