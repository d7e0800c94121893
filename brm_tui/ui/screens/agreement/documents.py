"""What is done with the agreement as a document: on paper, back to a version, and what was done with it."""

from __future__ import annotations

from dataclasses import replace

from textual import work

from brm_tui.desk.agreement_diff import WORKING_COPY, agreement_diff
from brm_tui.desk.agreement_steps import revert_preview, revert_section
from brm_tui.rules.agreements import Section
from brm_tui.ui.screens.agreement.frame import AgreementFrame
from brm_tui.ui.screens.agreement.words import version_words

_CALLED_OFF = (
    "Later actions that have not begun are called off on the board, with the reason; none is deleted"
)


class DocumentActions(AgreementFrame):
    """Exports, takes back and tells."""

    @property
    def can_take_back(self) -> bool:
        """Answer whether the open section can be what a version says."""
        page = self.page
        return (
            page is not None
            and not page.ended
            and bool(page.versions)
            and self.section is not Section.ACCEPTANCE
        )

    @work
    async def action_export(self) -> None:
        """Put the agreement on paper."""
        from brm_tui.ui.screens.agreement.export import export

        if self.page is not None:
            await export(self, self.page)

    @work
    async def action_take_back(self) -> None:
        """Take the open section back to a version, after a look at what that changes."""
        from brm_tui.ui.dialogs.message import MessageDialog
        from brm_tui.ui.screens.agreement.taking_back import TakeBackDialog

        number = await self._which_version()
        if number is None:
            return
        section = self.section
        title = f"{section.title}: back to v{number}"
        seen = await self.gateway.write(revert_preview, self.desk, self.agreement_id, section, number)
        if not seen.done:
            told = [
                f"Section {section.value} is as in v{number} already.",
                *(f"{line}." for line in seen.told),
            ]
            await self.ask(MessageDialog(title, "\n".join(told)))
            return
        found = await self.gateway.read(agreement_diff, self.desk, self.agreement_id, WORKING_COPY, number)
        changing = tuple(
            replace(part, changes=tuple(one for one in part.changes if one.amendment.row_id not in seen.kept))
            for part in found.sections
            if part.section is section
        )
        called_off = [_CALLED_OFF] if any(line.startswith("called off") for line in seen.done) else []
        if await self.ask(
            TakeBackDialog(title, replace(found, sections=changing), [*called_off, *seen.told])
        ):
            await self.gateway.write(revert_section, self.desk, self.agreement_id, section, number)
            self.toast(f"{section.title} is as in v{number} · u takes it back")

    async def _which_version(self) -> int | None:
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        page = self.page
        if page is None or not page.versions:
            return None
        choices = [
            Choice(
                version.number,
                f"v{version.number}  {version_words(version, page.today)}",
                hint=version.row.reason,
            )
            for version in page.versions
        ]
        return await self.ask(
            PickDialog(f"{self.section.title}: back to which version?", choices, placeholder="type to search")
        )

    @work
    async def action_history(self) -> None:
        """Tell what was done to the agreement, and when."""
        from brm_tui.desk.agreement_history import agreement_history
        from brm_tui.ui.screens.agreement.history_text import history_text
        from brm_tui.ui.screens.agreement.read_dialog import ReadDialog

        steps = await self.gateway.read(agreement_history, self.desk, self.agreement_id)
        await self.ask(ReadDialog("What was done, newest first", history_text(steps, self.clock.zone)))
