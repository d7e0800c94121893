"""Partnership agreements: their working copy, their frozen versions and the four who sign them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from brm_tui.desk.agreement_starting import new_agreement
from brm_tui.desk.agreement_verifying import verify
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.model.agreements import Agreement, AgreementVersion, Signature
from brm_tui.model.base import columns_of, new_id
from brm_tui.model.people import Person
from brm_tui.rules.agreements import canonical, completeness, digest
from brm_tui.rules.vocabulary import SignatureMethod, SignatureRole, SignatureState, VersionState
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_content import agreement_content
from brm_tui.store.step import Step
from brm_tui.text import clean_line, limit

__all__ = [
    "Signing",
    "agreement_named",
    "decline",
    "new_agreement",
    "propose",
    "sign",
    "terminate",
    "verify",
    "withdraw",
]

_LONGEST_REASON = 2000


def agreement_named(desk: Desk, name: str) -> str:
    """Return the id of the agreement that a customer's code, or its own id, names.

    Raises:
        BrmError: There is none, or the customer has several that have not ended.
    """
    found: str = desk.read(rows.find_id, "agreements", name)
    return found


def propose(desk: Desk, name: str, reason: str) -> AgreementVersion:
    """Freeze the working copy as the next version and ask the four for their signatures.

    Raises:
        BrmError: A mandatory section is unfinished, a version is proposed already, or the agreement ended.
    """
    agreement_id = agreement_named(desk, name)
    reason = _reason("reason", reason)
    with desk.step("Propose agreement") as step:
        agreement = _running(step, agreement_id)
        if _version(step, agreement_id, VersionState.PROPOSED) is not None:
            raise BrmError("Already proposed", "A version waits for its signatures; withdraw it first.")
        content = agreement_content(step.raw, agreement_id)
        state = completeness(content, desk.today)
        if not state.proposable:
            missing = "; ".join(
                f"{finding.section.value} {finding.section.title}: {finding.message}"
                for finding in state.findings
                if finding.mandatory
            )
            raise BrmError("Not ready to propose", f"Mandatory sections are unfinished. {missing}.")
        text = canonical(content)
        number = 1 + int(
            step.raw.execute(
                "SELECT COALESCE(MAX(number), 0) FROM agreement_version WHERE agreement_id = ?",
                (agreement_id,),
            ).fetchone()[0]
        )
        version = AgreementVersion(
            id=new_id(),
            created_at=step.now,
            updated_at=step.now,
            agreement_id=agreement_id,
            number=number,
            content=text,
            sha256=digest(text),
            reason=reason,
            proposed_at=step.now,
        )
        step.add(version)
        for line in content["acceptance"]:
            step.session.add(
                Signature(
                    created_at=step.now,
                    updated_at=step.now,
                    version_id=version.id,
                    role=line["role"],
                    person_id=line["person_id"],
                    sha256=version.sha256,
                )
            )
        step.label = f"Propose v{number} of ‘{agreement.title}’"
    return version


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signature says.

    Attributes:
        role: As whom.
        person: Who, by e-mail, id or name.
        day: When; None for today.
        method: How.
        evidence: Where the proof is.
        note: A remark.
    """

    role: str
    person: str
    day: date | None = None
    method: str = ""
    evidence: str = ""
    note: str = ""


def sign(desk: Desk, name: str, signing: Signing) -> AgreementVersion:
    """Record one of the four signatures; the fourth puts the version in force and supersedes the one before.

    Raises:
        BrmError: Nothing is proposed, the role has signed already, or a value is not allowed.
    """
    with desk.step("Sign agreement") as step:
        version = _proposed(desk, step, name)
        signature = _signed(desk, step, version, signing, SignatureState.SIGNED)
        agreement = _running(step, version.agreement_id)
        step.label = f"Sign v{version.number} of ‘{agreement.title}’ as {_answerer(step, signature)}"
        pending = [item for item in _signatures(step, version.id) if item.state == SignatureState.PENDING]
        if not pending:
            _accept(desk, step, agreement, version)
            step.label += ", now in force"
    return version


def decline(desk: Desk, name: str, signing: Signing) -> AgreementVersion:
    """Record that one of the four declines: the version is declined and the open signatures are void.

    Raises:
        BrmError: Nothing is proposed, the role has signed already, or a value is not allowed.
    """
    with desk.step("Decline agreement") as step:
        version = _proposed(desk, step, name)
        signature = _signed(desk, step, version, signing, SignatureState.DECLINED)
        version.state, version.ended, version.end_reason = VersionState.DECLINED, desk.today, signature.note
        _void(step, version.id)
        agreement = _running(step, version.agreement_id)
        step.label = f"Decline v{version.number} of ‘{agreement.title}’ as {_answerer(step, signature)}"
    return version


def _answerer(step: Step, signature: Signature) -> str:
    """Return who answers for which role, as the history tells it."""
    person = step.get(Person, signature.person_id) if signature.person_id else None
    return f"{signature.role}, {person.name}" if person is not None else str(signature.role)


def withdraw(desk: Desk, name: str, reason: str = "") -> AgreementVersion:
    """Take a proposal back; its open signatures are void.

    Raises:
        BrmError: Nothing is proposed.
    """
    with desk.step("Withdraw agreement") as step:
        version = _proposed(desk, step, name)
        version.state, version.ended = VersionState.WITHDRAWN, desk.today
        version.end_reason = _reason("reason", reason)
        _void(step, version.id)
        step.label = f"Withdraw v{version.number} of ‘{_running(step, version.agreement_id).title}’"
    return version


def terminate(desk: Desk, name: str, reason: str) -> AgreementVersion:
    """End an agreement that is in force, and with it whatever is proposed.

    Raises:
        BrmError: Nothing is in force, or no reason is given.
    """
    reason = _reason("reason", reason)
    if not reason:
        raise FieldError("reason", reason, "why the agreement ends")
    agreement_id = agreement_named(desk, name)
    with desk.step("Terminate agreement") as step:
        agreement = _running(step, agreement_id)
        version = _version(step, agreement_id, VersionState.ACCEPTED)
        if version is None:
            raise BrmError("Nothing in force", "No version of this agreement is in force.")
        proposed = _version(step, agreement_id, VersionState.PROPOSED)
        if proposed is not None:
            proposed.state, proposed.ended, proposed.end_reason = VersionState.WITHDRAWN, desk.today, reason
            _void(step, proposed.id)
        version.state, version.ended, version.end_reason = VersionState.TERMINATED, desk.today, reason
        agreement.ended = desk.today
        step.label = f"Terminate ‘{agreement.title}’"
    return version


def _reason(field: str, text: str) -> str:
    """Return a text from outside as the one line that is stored."""
    return limit(field, clean_line(text), _LONGEST_REASON)


def _running(step: Step, agreement_id: str) -> Agreement:
    agreement = step.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFoundError("agreement", agreement_id)
    if agreement.ended is not None:
        raise BrmError("Ended", f"‘{agreement.title}’ ended on {agreement.ended.isoformat()}.")
    return agreement


def _version(step: Step, agreement_id: str, state: VersionState) -> AgreementVersion | None:
    columns = columns_of(AgreementVersion)
    query = sa.select(AgreementVersion).where(columns.agreement_id == agreement_id, columns.state == state)
    found: AgreementVersion | None = step.session.scalars(query).first()
    return found


def _proposed(desk: Desk, step: Step, name: str) -> AgreementVersion:
    version = _version(step, agreement_named(desk, name), VersionState.PROPOSED)
    if version is None:
        raise BrmError(
            "Nothing proposed", "No version of this agreement waits for signatures; propose one first."
        )
    return version


def _signatures(step: Step, version_id: str) -> list[Signature]:
    columns = columns_of(Signature)
    query = sa.select(Signature).where(
        columns.version_id == version_id, columns.state != SignatureState.VOIDED
    )
    return list(step.session.scalars(query))


def _signed(
    desk: Desk, step: Step, version: AgreementVersion, signing: Signing, state: SignatureState
) -> Signature:
    roles = [role.value for role in SignatureRole]
    role = next((role for role in roles if role.casefold() == signing.role.strip().casefold()), None)
    if role is None:
        raise FieldError("role", signing.role, ", ".join(roles))
    methods = [method.value for method in SignatureMethod]
    if signing.method and signing.method not in methods:
        raise FieldError("method", signing.method, ", ".join(methods))
    day = signing.day or desk.today
    if day > desk.today:
        raise FieldError("date", day, f"a date up to today, {desk.today.isoformat()}")
    signature = next((item for item in _signatures(step, version.id) if item.role == role), None)
    if signature is None or signature.state != SignatureState.PENDING:
        raise BrmError(
            "Already decided", f"The {role} has already answered v{version.number}. Nothing was changed."
        )
    if not signing.person:
        raise FieldError("person", signing.person, "one of the people, by e-mail or id")
    signature.person_id = rows.find_id(step.raw, "people", signing.person)
    signature.state, signature.signed = state, day
    signature.method = SignatureMethod(signing.method) if signing.method else None
    signature.evidence = _reason("evidence", signing.evidence)
    signature.note, signature.sha256 = _reason("note", signing.note), version.sha256
    step.flush()
    return signature


def _void(step: Step, version_id: str) -> None:
    for signature in _signatures(step, version_id):
        if signature.state == SignatureState.PENDING:
            signature.state = SignatureState.VOIDED
    step.flush()


def _accept(desk: Desk, step: Step, agreement: Agreement, version: AgreementVersion) -> None:
    """Put a version in force from its last signature on, or from the first day of a term that comes later."""
    signed = max(item.signed or desk.today for item in _signatures(step, version.id))
    before = _version(step, agreement.id, VersionState.ACCEPTED)
    term = json.loads(version.content)["agreement"]
    if before is not None:
        # No day without an agreement, and no day with two.
        version.effective = max(signed, before.effective or signed)
        before.state, before.ended = VersionState.SUPERSEDED, version.effective
        step.flush()
    else:
        begins = date.fromisoformat(term["term_start"]) if term["term_start"] else signed
        version.effective = max(begins, signed)
    version.state = VersionState.ACCEPTED
    version.expires = date.fromisoformat(term["term_end"]) if term["term_end"] else None
    step.flush()
