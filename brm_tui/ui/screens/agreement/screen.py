"""The partnership agreement: its seven sections, its versions and its signatures."""

from __future__ import annotations

from typing import ClassVar

from brm_tui.ui.commands import (
    COMPLETE,
    DELETE,
    DIFFERENCE,
    EDIT,
    EDITOR,
    EXPLAIN,
    EXPORT,
    MOVE_DOWN,
    MOVE_UP,
    NEW,
    NEXT,
    PREVIOUS,
    PROPOSE,
    SIGN,
    VERSIONS,
    Command,
)
from brm_tui.ui.screens.agreement.accepting import AcceptanceActions
from brm_tui.ui.screens.agreement.documents import DocumentActions
from brm_tui.ui.screens.agreement.editing import RowActions


class AgreementScreen(RowActions, AcceptanceActions, DocumentActions):
    """One agreement."""

    TITLE = "Partnership agreement"
    CSS_PATH = "agreement.tcss"
    HELP = (
        "What both sides agreed, in seven sections. What you edit is the working copy; P freezes it as the "
        "next version, and it is in force once all four have signed that version. The version before stays "
        "in force until then."
    )
    # Textual's screens have palette providers under this name; ours are made from the commands.
    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]
        NEXT.command(
            "agreement.next", "Next section", "Open the next section.", footer="section", in_footer=True
        ),
        PREVIOUS.command("agreement.previous", "Section before", "Open the section before."),
        NEW.command(
            "agreement.new",
            "New in this section",
            "Add a person, forum, objective, action or appendix to the open section.",
            condition=lambda screen: screen.can_add,
        ),
        EDIT.command(
            "agreement.edit",
            "Edit",
            "Change the row under the cursor, or the text of section 1.",
            condition=lambda screen: screen.can_change,
        ),
        DELETE.command(
            "agreement.delete",
            "Delete",
            "Delete the marked rows, or the one under the cursor; u takes it back.",
            condition=lambda screen: screen.on_row,
        ),
        COMPLETE.command(
            "agreement.complete",
            "Complete action",
            "Move the action to Done.",
            condition=lambda screen: screen.can_complete,
        ),
        Command(
            "agreement.place",
            "p",
            "place",
            "Place on the plan",
            "Give the objective its first actions, one a line: Title @person fri.",
            footer="plan",
            in_footer=True,
            condition=lambda screen: screen.can_place,
        ),
        SIGN.command(
            "agreement.sign",
            "Sign",
            "Record one of the four signatures.",
            condition=lambda screen: screen.can_answer,
        ),
        PROPOSE.command(
            "agreement.propose",
            "Propose the next version",
            "Freeze the working copy and ask the four for their signatures.",
            condition=lambda screen: screen.can_propose,
        ),
        DIFFERENCE.command(
            "agreement.difference",
            "What was changed",
            "List what the working copy changed since the version in force.",
            footer="changes",
            condition=lambda screen: screen.has_changes,
        ),
        VERSIONS.command(
            "agreement.versions",
            "Versions",
            "List the versions, and read one.",
            condition=lambda screen: screen.has_versions,
        ),
        EXPORT.command(
            "agreement.export",
            "Put on paper",
            "Write the agreement, or a summary of it, as a document for Word, the browser or plain text.",
        ),
        Command(
            "agreement.take_back",
            "r",
            "take_back",
            "Take the section back to a version",
            "Make the open section what a version says, after a look at what that changes.",
            condition=lambda screen: screen.can_take_back,
        ),
        Command(
            "agreement.history",
            "W",
            "history",
            "What was done",
            "List what was done to the agreement and when, newest first.",
        ),
        MOVE_UP.command(
            "agreement.move_up",
            "Move up",
            "Move the row up in its list.",
            action="move_row(-1)",
            condition=lambda screen: screen.can_order,
        ),
        MOVE_DOWN.command(
            "agreement.move_down",
            "Move down",
            "Move the row down in its list.",
            action="move_row(1)",
            condition=lambda screen: screen.can_order,
        ),
        EXPLAIN.command("agreement.explain", "What is missing", "List what the agreement lacks."),
        EDITOR.command(
            "agreement.editor",
            "Write in your editor",
            "Open the text of section 1 in your own editor.",
            condition=lambda screen: screen.can_change and screen.listed is None,
        ),
        Command(
            "agreement.head",
            "E",
            "edit_head",
            "Edit title and term",
            "Change the agreement's title, its term and its review date.",
            condition=lambda screen: screen.can_edit,
        ),
        Command(
            "agreement.decline",
            "",
            "decline",
            "Decline the proposal",
            "Record that one of the four declines.",
            condition=lambda screen: screen.can_answer,
        ),
        Command(
            "agreement.withdraw",
            "",
            "withdraw",
            "Withdraw the proposal",
            "Take the proposed version back.",
            condition=lambda screen: screen.can_answer,
        ),
        Command(
            "agreement.terminate",
            "",
            "terminate",
            "Terminate the agreement",
            "End the agreement that is in force.",
            condition=lambda screen: screen.can_terminate,
        ),
    )
