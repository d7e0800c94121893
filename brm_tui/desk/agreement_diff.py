"""How an agreement's versions and its working copy differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.agreement_diff import SectionDiff, content_diff, count_changes
from brm_tui.rules.agreements import version_state
from brm_tui.rules.vocabulary import VersionState
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement import version_content
from brm_tui.store.queries.agreement_content import agreement_content

WORKING_COPY = 0
"""The number that stands for the working copy among the numbers of versions."""


@dataclass(frozen=True, slots=True)
class DiffSide:
    """A state of the agreement that can be compared.

    Attributes:
        number: The version's number; 0 for the working copy.
        state: The version's state to show; empty for the working copy.
        version_id: The version; empty for the working copy.
    """

    number: int
    state: str = ""
    version_id: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return f"v{self.number}" if self.number else "working copy"


@dataclass(frozen=True, slots=True)
class AgreementDiff:
    """What differs between two states of an agreement.

    Attributes:
        agreement_id: Which agreement.
        title: What the document is called.
        old: The state that is compared from.
        new: The state that is compared to.
        sides: All states that can be compared, the working copy first, then the newest version.
        sections: What differs, by section; only sections where anything does.
    """

    agreement_id: str
    title: str
    old: DiffSide
    new: DiffSide
    sides: tuple[DiffSide, ...]
    sections: tuple[SectionDiff, ...]

    @property
    def changes(self) -> int:
        """How many things differ."""
        return count_changes(self.sections)


def agreement_diff(desk: Desk, name: str, old: int | None = None, new: int = WORKING_COPY) -> AgreementDiff:
    """Return what differs between two versions, or between a version and the working copy.

    Args:
        desk: The desk.
        name: The customer's code or the agreement's id.
        old: The version to compare from; None for the one in force, else the proposed, else the newest.
        new: The version to compare to; `WORKING_COPY` for what the sections say now.

    Raises:
        BrmError: There is no such agreement or version, or none to compare with.
    """
    agreement_id = desk.read(rows.find_id, "agreements", name)
    sides = _sides(desk, agreement_id)
    before = _usual(sides) if old is None else side_numbered(sides, old)
    after = side_numbered(sides, new)
    content = _content(desk, agreement_id, after)
    return AgreementDiff(
        agreement_id=agreement_id,
        title=str(content["agreement"]["title"]),
        old=before,
        new=after,
        sides=sides,
        sections=content_diff(_content(desk, agreement_id, before), content),
    )


def frozen_version(desk: Desk, agreement_id: str, number: int) -> dict[str, Any]:
    """Return the seven sections as a version of an agreement froze them.

    Raises:
        BrmError: There is no such version.
    """
    side = side_numbered([side for side in _sides(desk, agreement_id) if side.number], number)
    return _content(desk, agreement_id, side)


def side_numbered(sides: Sequence[DiffSide], number: int) -> DiffSide:
    """Return the side of a number.

    Raises:
        BrmError: There is no such version.
    """
    for side in sides:
        if side.number == number:
            return side
    known = ", ".join(side.name for side in reversed(sides) if side.number) or "none yet"
    raise BrmError("No such version", f"There is no v{number} of this agreement; its versions: {known}.")


def _usual(sides: Sequence[DiffSide]) -> DiffSide:
    """Return what holds, or else what is proposed, or else the newest version."""
    versions = [side for side in sides if side.number]
    if not versions:
        raise BrmError("Nothing to compare", "No version of this agreement was proposed yet.")
    in_force = [side for side in versions if side.state in ("expired", VersionState.ACCEPTED.value)]
    proposed = [side for side in versions if side.state == VersionState.PROPOSED.value]
    return (in_force or proposed or versions)[0]


def _sides(desk: Desk, agreement_id: str) -> tuple[DiffSide, ...]:
    found = desk.read(
        lambda connection: connection.execute(
            "SELECT number, state, expires, id FROM agreement_version WHERE agreement_id = ?"
            " ORDER BY number DESC",
            (agreement_id,),
        ).fetchall()
    )
    versions = (
        DiffSide(
            number,
            version_state(state, date.fromisoformat(expires[:10]) if expires else None, desk.today),
            version_id,
        )
        for number, state, expires, version_id in found
    )
    return (DiffSide(WORKING_COPY), *versions)


def _content(desk: Desk, agreement_id: str, side: DiffSide) -> dict[str, Any]:
    if not side.number:
        working: dict[str, Any] = desk.read(agreement_content, agreement_id)
        return working
    frozen: dict[str, Any] = json.loads(desk.read(version_content, side.version_id))
    return frozen
