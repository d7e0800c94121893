"""Proposing, signing, declining, withdrawing and terminating; versions and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from brm_tui.desk.agreement_diff import WORKING_COPY, AgreementDiff, agreement_diff
from brm_tui.desk.agreement_pages import AgreementPage, SignatureRow, frozen_content
from brm_tui.desk.agreement_steps import answer, people_choices, propose, terminate, withdraw
from brm_tui.desk.drift import proposal_reason
from brm_tui.rules.agreements import Section
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.vocabulary import SignatureMethod
from brm_tui.ui.screens.agreement.markdown_text import Block
from brm_tui.ui.screens.agreement.people import PeopleActions
from brm_tui.ui.screens.agreement.sections import shown_version
from brm_tui.ui.screens.agreement.version_text import (
    findings_text,
    version_document,
)
from brm_tui.ui.screens.agreement.words import counted, said, version_words
from brm_tui.ui.widgets.line_list import LineList

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_LONGEST = 2000

_PERSON = FieldDescription(
    "person", "Person", "Who signs.", FieldKind.REFERENCE, required=True, refers_to="people"
)
_DATE = FieldDescription("date", "Date", "When it was given; not after today.", FieldKind.DATE, required=True)
_METHOD = FieldDescription(
    "method",
    "Method",
    "How it was given.",
    FieldKind.CHOICE,
    choices=tuple(way.value for way in SignatureMethod),
)
_EVIDENCE = FieldDescription(
    "evidence", "Evidence", "Where the proof is: a folder, a mail, a document number.", FieldKind.TEXT,
    maximum=_LONGEST,
)  # fmt: skip
_NOTE = FieldDescription("note", "Note", "A remark of the signer.", FieldKind.TEXT, maximum=_LONGEST)
_WHY = FieldDescription(
    "note", "Why", "Why it is declined; the others read it.", FieldKind.TEXT, required=True, maximum=_LONGEST
)


class AcceptanceActions(PeopleActions):
    """What is done with an agreement as a whole."""

    @property
    def can_propose(self) -> bool:
        """Answer whether nothing waits for signatures."""
        return self.page is not None and not self.page.ended and self.page.proposed is None

    @property
    def can_answer(self) -> bool:
        """Answer whether signatures are awaited."""
        return self.page is not None and self.page.proposed is not None

    @property
    def can_terminate(self) -> bool:
        """Answer whether a version is in force."""
        return self.page is not None and not self.page.ended and self.page.in_force is not None

    @property
    def has_versions(self) -> bool:
        """Answer whether anything was ever proposed."""
        return self.page is not None and bool(self.page.versions)

    @property
    def has_changes(self) -> bool:
        """Answer whether there is a version to compare with."""
        return self.page is not None and self.page.changes is not None

    @on(LineList.Opened)
    async def _signature_opened(self) -> None:
        """Sign where a signature is awaited, else read the version that was signed."""
        page = self.page
        if page is None or self.section is not Section.ACCEPTANCE:
            return
        if page.proposed is not None and any(line.id == self.row_id for line in page.proposed.pending):
            self.action_sign()
        elif (version := shown_version(page)) is not None:
            self.action_read_version(version.number)

    @work
    async def action_propose(self) -> None:
        """Freeze the working copy as the next version, once nothing mandatory is missing."""
        from brm_tui.ui.dialogs.message import MessageDialog
        from brm_tui.ui.dialogs.text import TextDialog

        page = self.page
        if page is None:
            return
        if not page.completeness.proposable:
            await self.ask(MessageDialog("Not ready to propose", _missing(page), bad=True))
            return
        number = 1 + max((version.number for version in page.versions), default=0)
        placeholder = "the first agreement" if number == 1 else "what was amended, and why"
        drifted = await self.gateway.read(proposal_reason, self.desk, self.agreement_id)
        reason = await self.ask(
            TextDialog(f"Propose v{number}: the reason", value=drifted, placeholder=placeholder)
        )
        if reason is not None:
            made = await self.gateway.write(propose, self.desk, self.agreement_id, reason)
            self.go_to(Section.ACCEPTANCE)
            self.toast(f"v{made} proposed, four signatures are awaited · u takes it back")

    @work
    async def action_sign(self) -> None:
        """Record a signature."""
        await self._answer(accept=True)

    @work
    async def action_decline(self) -> None:
        """Record that one of the four declines."""
        await self._answer(accept=False)

    async def _answer(self, *, accept: bool) -> None:
        from brm_tui.ui.dialogs.form import FormDialog

        page = self.page
        if page is None or page.proposed is None:
            return
        number = page.proposed.number
        line = await self._who_answers(page.proposed.pending, accept=accept)
        if line is None:
            return
        role = line.role.value

        async def save(entered: dict[str, object]) -> None:
            await self.gateway.write(
                answer, self.desk, self.agreement_id, entered | {"role": role}, accept=accept
            )

        fields = [_PERSON, _DATE, *([_METHOD, _EVIDENCE, _NOTE] if accept else [_WHY])]
        values = {"person": line.person_id, "date": self.clock.today()}
        verb = "Sign" if accept else "Decline"
        dialog = FormDialog(
            f"{verb} v{number} as {role}",
            fields,
            values,
            save=save,
            references=self._people,
            make_new=self._make_signer,
            new=True,
        )
        pending = page.proposed.pending
        waiting = len(pending) - 1
        if await self.ask(dialog) is None:
            return
        if accept and waiting and self.section is Section.ACCEPTANCE:
            self.put_cursor_on(pending[(pending.index(line) + 1) % len(pending)].id)
        if not accept:
            self.toast(f"v{number} declined by the {role} · u takes it back")
        elif waiting:
            self.toast(f"Signed as {role}, {waiting} still to sign · u takes it back")
        else:
            self.toast(f"Signed as {role}: v{number} is in force · u takes it back")

    async def _who_answers(self, pending: tuple[SignatureRow, ...], *, accept: bool) -> SignatureRow | None:
        """Return the signature under the cursor where it is open, else the only one, else ask."""
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        under = self.row_id if self.section is Section.ACCEPTANCE else None
        chosen = next((line for line in pending if line.id == under), None)
        if chosen is not None or len(pending) == 1:
            return chosen or pending[0]
        choices = [Choice(line.id, line.role.value, hint=line.person or "nobody") for line in pending]
        picked = await self.ask(PickDialog("Who signs?" if accept else "Who declines?", choices))
        return next((line for line in pending if line.id == picked), None)

    async def _people(self, _kind: str) -> list[tuple[str, str]]:
        """Return whom a signature can name: the customer's and IT's people, and who was asked already."""
        page = self.page
        if page is None:
            return []
        listed = dict(await self.gateway.read(people_choices, self.desk, page.head.customer_id))
        asked = {line.person_id: line.person for version in page.versions for line in version.signatures}
        return [*listed.items(), *((id, name) for id, name in asked.items() if id and name)]

    async def _make_signer(self, _kind: str, typed: str) -> tuple[str, str] | None:
        return await self.make_person(typed)

    @work
    async def action_withdraw(self) -> None:
        """Take the proposal back."""
        from brm_tui.ui.dialogs.text import TextDialog

        page = self.page
        if page is None or page.proposed is None:
            return
        number = page.proposed.number
        reason = await self.ask(TextDialog(f"Withdraw v{number}: why?", required=False))
        if reason is not None:
            await self.gateway.write(withdraw, self.desk, self.agreement_id, reason)
            self.toast(f"v{number} withdrawn · u takes it back")

    @work
    async def action_terminate(self) -> None:
        """End the agreement."""
        from brm_tui.ui.dialogs.text import TextDialog

        reason = await self.ask(TextDialog("Terminate the agreement: why?"))
        if reason is not None:
            await self.gateway.write(terminate, self.desk, self.agreement_id, reason)
            self.toast("Agreement terminated · u takes it back")

    @work
    async def action_versions(self) -> None:
        """List the versions, and read one."""
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        page = self.page
        if page is None:
            return
        choices = [
            Choice(
                version.number,
                f"v{version.number}  {version_words(version, page.today)}",
                hint=version.row.reason,
            )
            for version in page.versions
        ]
        picked = await self.ask(PickDialog("Versions", choices, placeholder="type to search, enter to read"))
        if picked is not None:
            self.action_read_version(picked)

    @work
    async def action_read_version(self, number: int) -> None:
        """Show a version as it was frozen."""
        page = self.page
        version = next((item for item in page.versions if item.number == number), None) if page else None
        if page is not None and version is not None:
            content = await self.gateway.read(frozen_content, self.desk, version.row.id)
            await self._read(f"Version {number}", version_document(version, content, page))

    @work
    async def action_difference(self) -> None:
        """Compare the working copy with what holds, or any two versions."""
        from brm_tui.ui.screens.agreement.diff_dialog import DiffDialog

        page = self.page
        if page is None:
            return

        async def compare(old: int | None, new: int) -> AgreementDiff:
            return await self.gateway.read(_compared, self.desk, self.agreement_id, old, new)

        words = {version.number: version_words(version, page.today) for version in page.versions}
        await self.ask(DiffDialog(await compare(None, WORKING_COPY), compare, words))

    @work
    async def action_explain(self) -> None:
        """List what the agreement lacks."""
        page = self.page
        if page is not None:
            await self._read(f"Complete {page.completeness.percent} %", findings_text(page))

    async def _read(self, title: str, text: list[Block]) -> None:
        from brm_tui.ui.screens.agreement.read_dialog import ReadDialog

        await self.ask(ReadDialog(title, text))


def _compared(desk: Desk, agreement_id: str, old: int | None, new: int) -> AgreementDiff:
    """Compare in the reader's thread, the texts that are seen first too."""
    found = agreement_diff(desk, agreement_id, old, new)
    if found.sections:
        for field in found.sections[0].changes[0].fields:
            _ = field.pieces
    return found


def _missing(page: AgreementPage) -> str:
    found = [finding for finding in page.completeness.findings if finding.mandatory]
    lines = [f"{finding.section.value} {finding.section.title}: {said(finding)}" for finding in found]
    return f"{counted(len(lines), 'thing')} must be there first.\n\n" + "\n".join(lines)
