"""The partnership agreement's own rules: its sections, when they are complete, what an amendment changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any

from brm_tui.rules.vocabulary import SignatureRole, VersionState

Content = Mapping[str, Any]
"""An agreement's seven sections as JSON has them: see ``store/queries/agreement_content.py``."""

EXPIRED = "expired"
"""What an accepted version is after its last day; derived from dates, never stored."""


class Section(IntEnum):
    """The seven sections."""

    PHILOSOPHY = 1
    STAFF = 2
    FORUMS = 3
    OBJECTIVES = 4
    ACTIONS = 5
    ACCEPTANCE = 6
    APPENDICES = 7

    @property
    def title(self) -> str:
        """What the section is called in the document."""
        return _TITLES[self]


_TITLES = {
    Section.PHILOSOPHY: "Relationship philosophy",
    Section.STAFF: "Partner plan staff",
    Section.FORUMS: "Engagement strategy",
    Section.OBJECTIVES: "Shared objectives & initiatives",
    Section.ACTIONS: "Action plan",
    Section.ACCEPTANCE: "Acceptance",
    Section.APPENDICES: "Appendices",
}
LISTS = {
    Section.STAFF: "staff",
    Section.FORUMS: "forums",
    Section.OBJECTIVES: "objectives",
    Section.ACTIONS: "actions",
    Section.APPENDICES: "appendices",
}
"""The sections that list rows, and what their content and the KIND of their rows are called."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an agreement lacks, or that does not fit.

    Attributes:
        section: Where.
        mandatory: Whether it must be mended before the agreement can be proposed.
        subject: The row it is about, or empty for the whole section.
        message: What is missing, in a sentence without its end.
    """

    section: Section
    mandatory: bool
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far an agreement is.

    Attributes:
        percent: Share of the checks that are met, 0 to 100.
        findings: What is missing, mandatory first within each section.
    """

    percent: int
    findings: tuple[Finding, ...]

    def of(self, section: Section) -> tuple[Finding, ...]:
        """Return the findings of a section."""
        return tuple(finding for finding in self.findings if finding.section is section)

    @property
    def proposable(self) -> bool:
        """Whether nothing mandatory is missing."""
        return not any(finding.mandatory for finding in self.findings)


def completeness(content: Content, today: date) -> Completeness:
    """Return what an agreement lacks.

    Sections 1 to 5 are mandatory: a philosophy, a person for each of the four who sign, a forum, an objective
    or initiative, and an action. Everything else is advice. The percentage is the share of checks that are
    met, each mandatory one weighing three times an advisory one.

    Args:
        content: The seven sections.
        today: What has lapsed is judged by it.
    """
    checks: list[tuple[bool, Finding]] = [
        *_whole_sections(content, today),
        *_staff_checks(content, today),
        *_forum_checks(content),
        *_objective_checks(content),
        *_action_checks(content),
        *_appendix_checks(content, today),
    ]
    weight = sum(3 if finding.mandatory else 1 for _met, finding in checks)
    met = sum(3 if finding.mandatory else 1 for ok, finding in checks if ok)
    missing = [finding for ok, finding in checks if not ok]
    missing.sort(key=lambda finding: (finding.section, not finding.mandatory))
    return Completeness(met * 100 // weight if weight else 100, tuple(missing))


def _check(
    met: object, section: Section, message: str, *, subject: str = "", mandatory: bool = False
) -> tuple[bool, Finding]:
    return bool(met), Finding(section, mandatory, subject, message)


def _whole_sections(content: Content, today: date) -> Iterable[tuple[bool, Finding]]:
    yield _check(
        str(content["philosophy"]).strip(),
        Section.PHILOSOPHY,
        "no relationship philosophy is written",
        mandatory=True,
    )
    yield _check(content["forums"], Section.FORUMS, "no forum is agreed", mandatory=True)
    yield _check(
        content["objectives"], Section.OBJECTIVES, "no objective or initiative is shared", mandatory=True
    )
    yield _check(content["actions"], Section.ACTIONS, "no action is planned", mandatory=True)
    end = content["agreement"]["term_end"]
    yield _check(end, Section.PHILOSOPHY, "the agreement has no term")
    if end:
        yield _check(end >= today.isoformat(), Section.PHILOSOPHY, f"the term ended on {end}")


def _staff_checks(content: Content, today: date) -> Iterable[tuple[bool, Finding]]:
    gone = [row["left"] is not None and row["left"] < today.isoformat() for row in content["staff"]]
    roles = {
        str(row["role"]).casefold() for row, left in zip(content["staff"], gone, strict=True) if not left
    }
    for role in SignatureRole:
        yield _check(role.value.casefold() in roles, Section.STAFF, f"nobody is {role.value}", mandatory=True)
    for row, left in zip(content["staff"], gone, strict=True):
        yield _check(not left, Section.STAFF, "has left", subject=row["person"])


def _forum_checks(content: Content) -> Iterable[tuple[bool, Finding]]:
    for row in content["forums"]:
        sides = {attendee["side"] for attendee in row["attendees"]}
        name = row["name"]
        yield _check(row["attendees"], Section.FORUMS, "has no attendees", subject=name)
        if row["attendees"]:
            lacking = "the business" if "business" not in sides else "IT"
            yield _check(
                {"business", "IT"} <= sides, Section.FORUMS, f"has nobody of {lacking}", subject=name
            )
        yield _check(row["purpose"], Section.FORUMS, "has no purpose", subject=name)


def stated_strategies(text: str) -> list[str]:
    """Return the strategies that a customer states, one a line, without the bullets that people put before."""
    return [line for line in (line.strip(" -•*\t") for line in text.splitlines()) if line]


def _objective_checks(content: Content) -> Iterable[tuple[bool, Finding]]:
    strategies = {line.casefold() for line in stated_strategies(content["agreement"]["strategies"])}
    for row in content["objectives"]:
        name = row["title"]
        yield _check(row["measure"], Section.OBJECTIVES, "has no measure", subject=name)
        yield _check(row["target"] is not None, Section.OBJECTIVES, "has no target", subject=name)
        for side in ("business", "it"):
            words = "of the business" if side == "business" else "of IT"
            yield _check(row[f"{side}_owner"], Section.OBJECTIVES, f"has no owner {words}", subject=name)
        served = " ".join(stated_strategies(str(row["strategy"]))).casefold()
        # One of IT's own, which nobody states anywhere else, is enough where the business has none to serve.
        stated = served in strategies or not strategies if served else bool(row.get("it_strategy"))
        yield _check(stated, Section.OBJECTIVES, "serves no stated strategy", subject=name)


def _action_checks(content: Content) -> Iterable[tuple[bool, Finding]]:
    for row in content["actions"]:
        yield _check(row["assignee"], Section.ACTIONS, "has no assignee", subject=row["title"])
        yield _check(row["due"], Section.ACTIONS, "has no due date", subject=row["title"])


def _appendix_checks(content: Content, today: date) -> Iterable[tuple[bool, Finding]]:
    yield _check(content["appendices"], Section.APPENDICES, "no SLA, OLA or other document is attached")
    for row in content["appendices"]:
        lapsed = row["valid_until"] is not None and row["valid_until"] < today.isoformat()
        yield _check(not lapsed, Section.APPENDICES, f"ended on {row['valid_until']}", subject=row["title"])


def canonical(content: Content) -> str:
    """Return the one text that a content has: keys sorted, no white space, no escapes but JSON's own."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that differs between two states of an agreement.

    Attributes:
        section: Where.
        what: added, removed or changed.
        title: What the row is called; the section's title for texts.
        fields: Which of its fields differ.
        row_id: The row; empty for texts and for title and term.
    """

    section: Section
    what: str
    title: str
    fields: tuple[str, ...] = ()
    row_id: str = field(default="", compare=False)


def amendments(old: Content, new: Content) -> list[Amendment]:
    """Return what changed from one state of an agreement to another, section by section."""
    found: list[Amendment] = []
    head = _differing(old["agreement"], new["agreement"], ignored=("customer", "strategies"))
    if head:
        found.append(Amendment(Section.PHILOSOPHY, "changed", "Title and term", head))
    if old["philosophy"] != new["philosophy"]:
        found.append(Amendment(Section.PHILOSOPHY, "changed", Section.PHILOSOPHY.title))
    for section, name in LISTS.items():
        found.extend(_row_amendments(section, old[name], new[name]))
    return found


def _row_amendments(
    section: Section, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> Iterable[Amendment]:
    before = {row["id"]: row for row in old}
    after = {row["id"]: row for row in new}
    for row_id, row in after.items():
        if row_id not in before:
            yield Amendment(section, "added", row_title(row), row_id=row_id)
        elif fields := _differing(before[row_id], row, ignored=("left",)):
            yield Amendment(section, "changed", row_title(row), fields, row_id)
    for row_id, row in before.items():
        if row_id not in after:
            yield Amendment(section, "removed", row_title(row), row_id=row_id)


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], ignored: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in new if name not in ignored and old.get(name) != new[name])


def row_title(row: Mapping[str, Any]) -> str:
    """Return what a row of a section is called."""
    if "person" in row:
        return f"{row['person']}, {row['role']}"
    return str(row.get("title") or row.get("name"))


def version_state(state: str, expires: date | None, today: date) -> str:
    """Return the state to show: an accepted version after its last day is expired."""
    if state == VersionState.ACCEPTED.value and expires is not None and expires < today:
        return EXPIRED
    return state
