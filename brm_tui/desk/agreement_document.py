"""A partnership agreement as a document for people outside the program, and its file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from brm_tui.config import write_atomically
from brm_tui.desk.agreement_paper import Edition, document_of, summary_of
from brm_tui.desk.agreement_paper_sections import Acceptance
from brm_tui.desk.agreement_paper_words import NOTHING
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.interchange.documents.files import checked_suffix, document_bytes
from brm_tui.interchange.documents.model import Document
from brm_tui.rules.agreements import canonical, digest, version_state
from brm_tui.rules.vocabulary import SignatureRole, SignatureState, VersionState
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement import SignatureRow, VersionRow, agreement_rows, version_content
from brm_tui.store.queries.agreement_content import agreement_content
from brm_tui.store.queries.internal_rows import internal_ids

WORKING_COPY = 0
"""The number that asks for the working copy."""

_GIVEN_UP = (VersionState.DECLINED, VersionState.WITHDRAWN)
_ROLES = tuple(role.value for role in SignatureRole)


@dataclass(frozen=True, slots=True)
class ExportedAgreement:
    """What was written.

    Attributes:
        path: Where.
        edition: Which state of the agreement, in words.
        withheld: How many rows stayed in the house because they are marked internal.
    """

    path: Path
    edition: str
    withheld: int


def export_agreement(
    desk: Desk,
    name: str,
    path: Path,
    *,
    number: int | None = None,
    summary: bool = False,
    template: Path | None = None,
) -> ExportedAgreement:
    """Write an agreement to a file, in the format that its name asks for, in one move.

    Args:
        desk: The desk.
        name: The customer's code, or the agreement's id.
        path: Where to.
        number: Which version; ``WORKING_COPY`` for the working copy; None for the newest that was neither
            declined nor withdrawn, else the working copy.
        summary: Whether only the one-page summary is wanted.
        template: A Word document whose styles to use.

    Raises:
        BrmError: There is no such agreement, version or format, or the file cannot be written; what stood there
            is unchanged.
    """
    suffix = checked_suffix(path, template)
    if not path.parent.is_dir():
        raise BrmError(
            "Not written", f"There is no folder {path.parent}; make it first. Nothing was written."
        )
    edition, withheld = _edition(desk, name, number)
    document = summary_of(edition) if summary else document_of(edition)
    write_atomically(path, document_bytes(document, suffix, template))
    return ExportedAgreement(path, edition.words, withheld)


def agreement_document(
    desk: Desk, name: str, *, number: int | None = None, summary: bool = False
) -> Document:
    """Return an agreement as a document; see ``export_agreement``.

    Raises:
        BrmError: There is no such agreement or version.
    """
    edition, _withheld = _edition(desk, name, number)
    return summary_of(edition) if summary else document_of(edition)


def _edition(desk: Desk, name: str, number: int | None) -> tuple[Edition, int]:
    found: tuple[Edition, int] = desk.read(_read_edition, desk, name, number)
    return found


def _read_edition(
    connection: sqlite3.Connection, desk: Desk, name: str, number: int | None
) -> tuple[Edition, int]:
    # One moment of the desk, whatever another window writes meanwhile.
    connection.execute("BEGIN")
    try:
        agreement_id = rows.find_id(connection, "agreements", name)
        listed = agreement_rows(connection, agreement_id, desk.clock.now())
        version = _chosen(listed.versions, number)
        if version is None:
            content: Mapping[str, Any] = agreement_content(connection, agreement_id)
            text = canonical(content)
        else:
            text = version_content(connection, version.id)
            content = json.loads(text)
        internal = internal_ids(connection, content)
    finally:
        connection.execute("ROLLBACK")
    if version is not None and digest(text) != version.sha256:
        raise BrmError(
            "Not the text that was proposed",
            f"The text of v{version.number} was altered behind the program's back, so nothing was written. "
            "`agreement verify` says more; a backup may have it whole.",
        )
    signatures = [line for line in listed.signatures if version is not None and line.version_id == version.id]
    zone = ZoneInfo(desk.clock.zone)
    edition = Edition(
        content=_leaving(content, internal),
        number=None if version is None else version.number,
        state="working copy"
        if version is None
        else version_state(version.state.value, version.expires, desk.today),
        reason="" if version is None else version.reason,
        proposed=None if version is None else version.proposed_at.astimezone(zone).date(),
        effective=None if version is None else version.effective,
        ended=None if version is None else version.ended or version.expires,
        sha256=digest(text),
        acceptances=_acceptances(content, signatures),
        today=desk.today,
    )
    return edition, len(internal)


def _chosen(versions: Sequence[VersionRow], number: int | None) -> VersionRow | None:
    """Return the version to write, None for the working copy."""
    if number == WORKING_COPY:
        return None
    if number is not None:
        found = next((version for version in versions if version.number == number), None)
        if found is None:
            raise NotFoundError("version", number)
        return found
    return next((version for version in versions if version.state not in _GIVEN_UP), None)


def _leaving(content: Mapping[str, Any], internal: frozenset[str]) -> dict[str, Any]:
    """Return the content without the rows that are marked internal, and without their names elsewhere."""
    hidden = {row["title"] for row in content["objectives"] if row["id"] in internal}
    kept = {
        name: [row for row in content[name] if row["id"] not in internal]
        for name in ("objectives", "actions", "appendices")
    }
    kept["actions"] = [
        row | {"objective": None if row["objective"] in hidden else row["objective"]}
        for row in kept["actions"]
    ]
    return {**content, **kept}


def _acceptances(content: Mapping[str, Any], signatures: Sequence[SignatureRow]) -> tuple[Acceptance, ...]:
    """Return where each of the four stands; a live signature counts before one that became void."""
    standing = {
        line.role.value: line
        for line in sorted(signatures, key=lambda line: line.state is not SignatureState.VOIDED)
    }
    meant = {line["role"]: line for line in content["acceptance"]}
    return tuple(_acceptance(role, standing.get(role), meant.get(role, {})) for role in _ROLES)


def _acceptance(role: str, line: SignatureRow | None, meant: Mapping[str, Any]) -> Acceptance:
    frozen = str(meant.get("person") or NOTHING)
    if line is None:
        return Acceptance(role, frozen, "not asked yet", awaited=True)
    # Whoever was meant to sign is called as the version calls them, whatever they are called since.
    someone_else = line.person is not None and line.person_id != meant.get("person_id")
    return Acceptance(
        role,
        str(line.person) if someone_else else frozen,
        line.state.value,
        line.signed,
        line.method.value if line.method else "",
        line.evidence,
        line.note,
        awaited=line.state is SignatureState.PENDING,
    )
