"""What customers say of IT, with what becomes of it: a tab of the mode and of each customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work

from brm_tui.desk.feedback_pages import FeedbackLine, feedback_lines, feedback_page
from brm_tui.rules.feedback_life import MOST_ESCALATION, SETTLED
from brm_tui.rules.vocabulary import FeedbackKind, FeedbackState
from brm_tui.ui.record_form import delete_records, edit_record
from brm_tui.ui.screens.feedback.keys import COMMANDS
from brm_tui.ui.screens.feedback.listing import FeedbackLists

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_PROPOSES = "What is proposed to the customer?"


class FeedbackPane(FeedbackLists):
    """The tab of feedback."""

    NAME = "feedback"
    COMMANDS = COMMANDS

    def _any(self, fits: Callable[[FeedbackLine], bool]) -> bool:
        """Answer whether something chosen fits; what was never listed is taken to."""
        return any(
            feedback_id not in self.listed or fits(self.listed[feedback_id]) for feedback_id in self.chosen
        )

    @property
    def can_go_on(self) -> bool:
        """Whether what is chosen has a next state."""
        return self._any(lambda line: line.state is not FeedbackState.CLOSED)

    @property
    def can_escalate(self) -> bool:
        """Whether what is chosen can be escalated."""
        return self._any(
            lambda line: (
                line.kind is FeedbackKind.COMPLAINT
                and line.state not in SETTLED
                and line.escalation < MOST_ESCALATION
            )
        )

    @property
    def can_open_again(self) -> bool:
        """Whether what is under the cursor is settled."""
        return (
            not self.table.marked and self._any(lambda line: line.state in SETTLED) if self.has_row else False
        )

    @property
    def can_decline(self) -> bool:
        """Whether something is proposed that the customer can decline."""
        return len(self.chosen) == 1 and self._any(
            lambda line: line.state is FeedbackState.RESOLUTION_PROPOSED
        )

    @property
    def lacks_action(self) -> bool:
        """Whether no action came yet of what is chosen."""
        return self._any(lambda line: line.action_id is None)

    @work
    async def open_feedback(self) -> None:
        """Show all of it."""
        await self._read_dialog(explain=False)

    @work
    async def action_explain(self) -> None:
        """Show why it is due when it is, and how its age is counted."""
        await self._read_dialog(explain=True)

    async def _read_dialog(self, *, explain: bool) -> None:
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.feedback.reading import explained, whole_page

        owner, today = self.owner, self.owner.clock.today()
        here = self.table.cursor_id
        page = await owner.gateway.read(feedback_page, owner.desk, here) if here else None
        if page is not None:
            build = explained if explain else whole_page
            await owner.ask(SheetDialog(page.line.title, lambda width: build(page, today, width)))

    @work
    async def action_new(self) -> None:
        """Note what somebody said."""
        from brm_tui.ui.screens.feedback.entry import enter_feedback

        made = await enter_feedback(self.owner, self.owner.customer_id)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change it."""
        from brm_tui.ui.screens.feedback.entry import EDITED

        if self.table.cursor_id is not None:
            await edit_record(self.owner, "feedback", self.table.cursor_id, names=EDITED)

    @work
    async def action_complete(self) -> None:
        """Move what is chosen on to the next state; ask what is proposed where that comes next."""
        from brm_tui.ui.dialogs.text import TextDialog

        chosen = self.chosen
        asked = ""
        lines = [self.listed[feedback_id] for feedback_id in chosen if feedback_id in self.listed]
        if len(chosen) == 1 and lines and lines[0].state is FeedbackState.ASSESSED:
            dialog = TextDialog(_PROPOSES, value=lines[0].resolution, placeholder="the resolution, in a line")
            answer = await self.owner.ask(dialog)
            if answer is None:
                return
            asked = answer
        await self._write(_advance, chosen, asked)

    @work
    async def action_escalate(self) -> None:
        """Escalate what is chosen by a level."""
        await self._write(_escalate, self.chosen)

    @work
    async def action_reopen(self) -> None:
        """Open it again, with a reason."""
        from brm_tui.ui.dialogs.text import TextDialog

        for feedback_id in self.chosen[:1]:
            reason = await self.owner.ask(TextDialog("Why is it opened again?"))
            if reason:
                await self._write(_reopen, feedback_id, reason)

    @work
    async def action_decline(self) -> None:
        """Send what is proposed back to be assessed again."""
        for feedback_id in self.chosen[:1]:
            await self._write(_decline, feedback_id)

    @work
    async def action_new_action(self) -> None:
        """Make the action that comes of it."""
        wanted = [
            feedback_id
            for feedback_id in self.chosen
            if feedback_id not in self.listed or self.listed[feedback_id].action_id is None
        ]
        if wanted:
            await self._write(_make_actions, wanted)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a CSV file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.feedback.exporting import export_columns

        owner = self.owner
        pages = feedback_lines(owner.desk, self.wanted, self.order)
        columns = export_columns(owner.clock.today(), self.works)
        await export_list(owner, "feedback", pages, columns, internal=lambda line: line.internal)

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, "feedback", self.chosen)

    async def _write(self, function: Callable[..., str], *arguments: object) -> None:
        if arguments[0]:
            label = await self.owner.gateway.write(function, self.owner.desk, *arguments)
            self.table.clear_marks()
            self.owner.toast(f"{label} · u takes it back")


# The models load with these, in the thread that runs them.


def _advance(desk: Desk, feedback_ids: Sequence[str], resolution: str) -> str:
    from brm_tui.desk.feedback import advance_feedback

    return advance_feedback(desk, feedback_ids, resolution=resolution)


def _escalate(desk: Desk, feedback_ids: Sequence[str]) -> str:
    from brm_tui.desk.feedback import escalate_feedback

    return escalate_feedback(desk, feedback_ids)


def _reopen(desk: Desk, feedback_id: str, reason: str) -> str:
    from brm_tui.desk.feedback import reopen_feedback

    return reopen_feedback(desk, feedback_id, reason)


def _decline(desk: Desk, feedback_id: str) -> str:
    from brm_tui.desk.feedback import decline_resolution

    return decline_resolution(desk, feedback_id)


def _make_actions(desk: Desk, feedback_ids: Sequence[str]) -> str:
    from brm_tui.desk.feedback import make_actions

    return make_actions(desk, feedback_ids)
