"""What the screen of a partnership agreement shows; reading it loads no model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from brm_tui.desk.desk import Desk
from brm_tui.desk.drift import Drift, agreement_drift
from brm_tui.rules.agreements import (
    EXPIRED,
    Amendment,
    Completeness,
    Section,
    amendments,
    completeness,
    version_state,
)
from brm_tui.rules.vocabulary import SignatureRole, SignatureState, VersionState
from brm_tui.store.queries.agreement import (
    ActionRow,
    AgreementHead,
    AgreementRows,
    AppendixRow,
    AttendeeRow,
    ForumRow,
    ObjectiveRow,
    SignatureRow,
    StaffRow,
    VersionRow,
    agreement_rows,
    version_content,
)
from brm_tui.store.queries.agreement_content import agreement_content

__all__ = [
    "ActionRow",
    "AgreementHead",
    "AgreementPage",
    "AppendixRow",
    "AttendeeRow",
    "Changes",
    "ForumRow",
    "ObjectiveRow",
    "SignatureRow",
    "StaffRow",
    "Version",
    "agreement_page",
]

EMPTY, LACKING, WAITING, WHOLE = "empty", "lacking", "waiting", "whole"


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen version with its signatures.

    Attributes:
        row: As it is stored.
        shown_state: Its state to show: an accepted version after its last day is expired.
        proposed: The day it was proposed, in the user's zone.
        signatures: In the order of the four roles; the voided ones too.
    """

    row: VersionRow
    shown_state: str
    proposed: date
    signatures: tuple[SignatureRow, ...]

    @property
    def number(self) -> int:
        """Its number."""
        return self.row.number

    @property
    def pending(self) -> tuple[SignatureRow, ...]:
        """The signatures that are still awaited."""
        return tuple(line for line in self.signatures if line.state is SignatureState.PENDING)


@dataclass(frozen=True, slots=True)
class Changes:
    """How the working copy differs from a version."""

    version: Version
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement as its screen shows it.

    Attributes:
        rows: What its sections list.
        versions: Its versions, newest first.
        attendees: Who attends each forum.
        signatories: Who would sign what the working copy says now, by role.
        completeness: What it lacks.
        since_force: How the working copy differs from the version in force; None where none is.
        since_proposed: The same for the proposed version.
        drift: What was promised and kept over the term so far.
        today: The date that all of this was judged by.
    """

    rows: AgreementRows
    versions: tuple[Version, ...]
    attendees: Mapping[str, tuple[AttendeeRow, ...]]
    signatories: Mapping[str, str | None]
    completeness: Completeness
    since_force: Changes | None
    since_proposed: Changes | None
    drift: Drift
    today: date

    @property
    def head(self) -> AgreementHead:
        """The agreement itself."""
        return self.rows.head

    @property
    def ended(self) -> bool:
        """Whether it was terminated: nothing changes any more."""
        return self.rows.head.ended is not None

    @property
    def in_force(self) -> Version | None:
        """The version in force, also after its last day."""
        return self.since_force.version if self.since_force else None

    @property
    def proposed(self) -> Version | None:
        """The version that waits for signatures."""
        return self.since_proposed.version if self.since_proposed else None

    @property
    def changes(self) -> Changes | None:
        """How the working copy differs from what holds, or else from what is proposed."""
        return self.since_force or self.since_proposed

    def mark(self, section: Section) -> str:
        """Return how a section stands: empty, lacking something, waiting for signatures, or whole."""
        if section is Section.ACCEPTANCE:
            if self.proposed is not None:
                return WAITING
            if self.in_force is None:
                return EMPTY
            return LACKING if self.in_force.shown_state == EXPIRED else WHOLE
        filled = {
            Section.PHILOSOPHY: self.head.philosophy.strip(),
            Section.STAFF: self.rows.staff,
            Section.FORUMS: self.rows.forums,
            Section.OBJECTIVES: self.rows.objectives,
            Section.ACTIONS: self.rows.actions,
            Section.APPENDICES: self.rows.appendices,
        }[section]
        if not filled:
            return EMPTY
        return LACKING if self.completeness.of(section) else WHOLE


def agreement_page(desk: Desk, agreement_id: str) -> AgreementPage:
    """Return an agreement as its screen shows it.

    Raises:
        NotFoundError: There is no such agreement.
    """
    rows: AgreementRows = desk.read(agreement_rows, agreement_id, desk.clock.now())
    content = desk.read(agreement_content, agreement_id)
    today, zone = desk.today, ZoneInfo(desk.clock.zone)
    roles = [role.value for role in SignatureRole]
    versions = tuple(
        Version(
            row,
            version_state(row.state.value, row.expires, today),
            row.proposed_at.astimezone(zone).date(),
            tuple(
                sorted(
                    (line for line in rows.signatures if line.version_id == row.id),
                    key=lambda line: roles.index(line.role.value),
                )
            ),
        )
        for row in rows.versions
    )
    attendees: dict[str, tuple[AttendeeRow, ...]] = {}
    for attendee in rows.attendees:
        attendees[attendee.forum_id] = (*attendees.get(attendee.forum_id, ()), attendee)

    def since(state: VersionState) -> Changes | None:
        found = next((version for version in versions if version.row.state is state), None)
        if found is None:
            return None
        frozen = json.loads(desk.read(version_content, found.row.id))
        return Changes(found, tuple(amendments(frozen, content)))

    return AgreementPage(
        rows=rows,
        versions=versions,
        attendees=attendees,
        signatories={line["role"]: line["person"] for line in content["acceptance"]},
        completeness=completeness(content, today),
        since_force=since(VersionState.ACCEPTED),
        since_proposed=since(VersionState.PROPOSED),
        drift=agreement_drift(desk, agreement_id),
        today=today,
    )


def frozen_content(desk: Desk, version_id: str) -> Mapping[str, object]:
    """Return the seven sections as a version froze them.

    Raises:
        NotFoundError: There is no such version.
    """
    content: Mapping[str, object] = json.loads(desk.read(version_content, version_id))
    return content
