"""An agreement as a whole, for reading: its sections, what is missing, where its versions and signatures stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import Amendment, Completeness, Section, amendments, completeness, version_state
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_content import agreement_content


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature of a version."""

    role: str
    person: str | None
    state: str
    signed: date | None
    method: str | None
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One frozen version."""

    id: str
    number: int
    state: str
    reason: str
    sha256: str
    proposed: date
    effective: date | None
    expires: date | None
    ended: date | None
    signatures: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementOverview:
    """A partnership agreement as it stands.

    Attributes:
        agreement_id: Which.
        content: The working copy's seven sections.
        completeness: What it lacks.
        versions: Its frozen versions, newest first.
        amendments: How the working copy differs from the version in force, or from the proposed one.
    """

    agreement_id: str
    content: dict[str, Any]
    completeness: Completeness
    versions: tuple[VersionLine, ...]
    amendments: tuple[Amendment, ...]


def agreement_overview(desk: Desk, name: str) -> AgreementOverview:
    """Return the agreement that a customer's code or its own id names.

    Raises:
        BrmError: There is none of that name.
    """
    agreement_id = desk.read(rows.find_id, "agreements", name)
    content = desk.read(agreement_content, agreement_id)
    versions = tuple(_versions(desk, agreement_id))
    frozen = next((version for version in versions if version.state in ("accepted", "expired")), None)
    frozen = frozen or next((version for version in versions if version.state == "proposed"), None)
    changes: tuple[Amendment, ...] = ()
    if frozen is not None:
        import json

        text = desk.reader.execute(
            "SELECT content FROM agreement_version WHERE id = ?", (frozen.id,)
        ).fetchone()[0]
        changes = tuple(amendments(json.loads(text), content))
    return AgreementOverview(agreement_id, content, completeness(content, desk.today), versions, changes)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _versions(desk: Desk, agreement_id: str) -> Iterator[VersionLine]:
    for row in desk.reader.execute(
        "SELECT id, number, state, reason, sha256, proposed_at, effective, expires, ended FROM agreement_version"
        " WHERE agreement_id = ? ORDER BY number DESC",
        (agreement_id,),
    ).fetchall():
        signatures = tuple(
            SignatureLine(role, person, state, _day(signed), method, evidence, note)
            for role, person, state, signed, method, evidence, note in desk.reader.execute(
                "SELECT s.role, p.name, s.state, s.signed, s.method, s.evidence, s.note FROM signature s"
                " LEFT JOIN person p ON p.id = s.person_id WHERE s.version_id = ? ORDER BY s.role",
                (row[0],),
            )
        )
        proposed = _day(row[5])
        assert proposed is not None
        state = version_state(row[2], _day(row[7]), desk.today)
        yield VersionLine(
            row[0],
            row[1],
            state,
            row[3],
            row[4],
            proposed,
            _day(row[6]),
            _day(row[7]),
            _day(row[8]),
            signatures,
        )


def overview_lines(overview: AgreementOverview) -> Iterator[str]:
    """Return an agreement as lines of text."""
    content = overview.content
    head = content["agreement"]
    yield f"{head['title']} ({head['customer']['name']})"
    yield f"term {head['term_start'] or '–'} to {head['term_end'] or '–'}, review {head['review_date'] or '–'}"
    for version in overview.versions:
        signed = sum(line.state == "signed" for line in version.signatures)
        yield f"v{version.number} {version.state}, proposed {version.proposed}, {signed} of 4 signed: {version.reason}"
    if overview.versions:
        yield f"{len(overview.amendments)} changes since"
    yield f"complete {overview.completeness.percent} %"
    for section in Section:
        yield ""
        yield f"{section.value} {section.title}"
        yield from (f"  {line}" for line in _section_lines(section, content))
        for finding in overview.completeness.of(section):
            subject = f"{finding.subject} " if finding.subject else ""
            yield f"  ▲ {subject}{finding.message}"


def _section_lines(section: Section, content: dict[str, Any]) -> list[str]:
    match section:
        case Section.PHILOSOPHY:
            return str(content["philosophy"]).splitlines()
        case Section.STAFF:
            return [f"{row['person']} ({row['side']}): {row['role']}" for row in content["staff"]]
        case Section.FORUMS:
            return [
                f"{row['name']}: {row['level']}, {row['frequency']} {row['day_rule']} {row['start_time']},"
                f" {row['length']} minutes, {len(row['attendees'])} attend"
                for row in content["forums"]
            ]
        case Section.OBJECTIVES:
            return [
                f"{row['title']} ({row['kind']}), due {row['due'] or '–'}, owners {row['business_owner'] or '–'}"
                f" and {row['it_owner'] or '–'}"
                for row in content["objectives"]
            ]
        case Section.ACTIONS:
            return [
                f"{row['title']}: {row['assignee'] or '–'} by {row['due'] or '–'}"
                for row in content["actions"]
            ]
        case Section.ACCEPTANCE:
            return [f"{row['role']}: {row['person'] or '–'}" for row in content["acceptance"]]
        case Section.APPENDICES:
            return [
                f"{row['kind']} {row['title']} {row['reference']}, until {row['valid_until'] or '–'}"
                for row in content["appendices"]
            ]
