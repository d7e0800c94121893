"""What can be done in a meeting: each asks what it must, writes one step and says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brm_tui.desk.meetings import MeetingPage, MeetingPerson
from brm_tui.desk.minutes_drafts import drop_draft, keep_draft
from brm_tui.errors import StaleError
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.minutes import reason_in, with_reason
from brm_tui.rules.vocabulary import MeetingState, Side
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.meeting import reading

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.meeting.screen import MeetingScreen

_NOBODY_YET = ""


async def save(screen: MeetingScreen, *, leaving: bool = False) -> None:
    """Keep a meeting as it stands on the screen; what is still to come stays a draft.

    Raises:
        BrmError: It was refused; what was typed is kept as a draft.
    """
    page = screen.page
    if page is None:
        return
    if page.note is not None:
        state = page.note.state
    else:
        state = MeetingState.CANCELLED if page.detail.occurrence.cancelled else MeetingState.HELD
    if page.day > screen.clock.today() and state is not MeetingState.CANCELLED:
        await screen.gateway.read(
            keep_draft, screen.desk, screen.event_id, reading.draft_day(page), screen.draft
        )
        day = show_full_date(page.day, screen.clock.today())
        screen.toast(f"Kept as a draft: the meeting is still to come, on {day}")
        return
    await _keep(screen, state, screen.area.text, leaving=leaving)


async def _keep(screen: MeetingScreen, state: MeetingState, text: str, *, leaving: bool = False) -> None:
    try:
        label = await screen.keep(state, text)
    except StaleError:
        screen.reload()
        raise
    if label:
        screen.toast(f"{label} · u takes it back")
    elif not leaving:
        screen.toast("Nothing new to save")


async def ask_state(screen: MeetingScreen) -> None:
    """Ask what became of the meeting, and why, and keep it. Only inside ``@work``."""
    from brm_tui.ui.dialogs.pick import Choice, PickDialog
    from brm_tui.ui.dialogs.text import TextDialog

    page = screen.page
    if page is None:
        return
    day = show_full_date(page.day, screen.clock.today())
    if page.day > screen.clock.today():
        title = f"Still to come, on {day}: it can be held from then on"
        choices = [Choice(MeetingState.CANCELLED, "Cancelled", hint="it goes from the calendar")]
    else:
        title = f"What became of it, {day}?"
        choices = [
            Choice(MeetingState.HELD, "Held", hint="counts as a contact"),
            Choice(MeetingState.NOT_HELD, "Not held", hint="promised and not kept"),
            Choice(MeetingState.CANCELLED, "Cancelled", hint="called off by agreement"),
        ]
    state = await screen.ask(PickDialog(title, choices, chosen=page.note.state if page.note else None))
    if state is None:
        return
    text = screen.area.text
    reason = ""
    if state is not MeetingState.HELD:
        known = reason_in(text, state)
        typed = await screen.ask(
            TextDialog("Why?", value=known, placeholder="may stay empty", required=False)
        )
        if typed is None:
            return
        reason = typed
    await _keep(screen, state, with_reason(text, state, reason))


async def ask_person(screen: MeetingScreen) -> MeetingPerson | None:
    """Ask who else comes: somebody known, or somebody new. Only inside ``@work``."""
    from brm_tui.desk.choices import choices, record_of
    from brm_tui.ui.dialogs.pick import Choice, PickDialog
    from brm_tui.ui.record_form import new_record

    typed: list[str] = []

    async def make_new(text: str) -> Choice[str]:
        typed.append(text)
        return Choice(_NOBODY_YET, text)

    people = await screen.gateway.read(choices, screen.desk, "people")
    chosen = await screen.ask(
        PickDialog(
            "Who comes?",
            [Choice(name, label, words=name) for name, label in people],
            placeholder="type a name; ctrl+n makes somebody new",
            empty="Nobody of that name is known; ctrl+n makes them.",
            make_new=make_new,
        )
    )
    if chosen is None:
        return None
    if chosen == _NOBODY_YET:
        names = ("name", "side", "email", "title", "organisation")
        made = await new_record(screen, "people", {"name": typed[-1].strip()}, names=names)
        if made is None:
            return None
        row_id = made
    else:
        row_id = await screen.gateway.read(_person_id, screen.desk, chosen)
    person = await screen.gateway.read(record_of, screen.desk, "people", row_id)
    return MeetingPerson(
        person.id,
        person.name,
        person.email or "",
        Side(person.side),
        person.title,
        person.organisation,
        None,
        None,
    )


async def open_line(screen: MeetingScreen, kind: str, row_id: str) -> None:
    """Show what a line of the agenda is about. Only inside ``@work``."""
    from brm_tui.ui.dialogs.message import MessageDialog
    from brm_tui.ui.record_form import edit_record

    if screen.page is None:
        return
    if kind == "agenda":
        await screen.ask(MessageDialog("Agenda", screen.page.detail.agenda))
        return
    if kind == "agreement":
        screen.post_message(OpenRecord("agreements", row_id.partition("/")[2]))
        return
    kinds = {"change": "changes", "feedback": "feedback"}
    await edit_record(screen, kinds.get(kind, "actions"), row_id)


async def complete(screen: MeetingScreen, action_id: str | None) -> None:
    """Set an action to done."""
    if action_id is not None:
        label = await screen.gateway.write(_complete, screen.desk, action_id)
        screen.toast(f"{label} · u takes it back")


async def in_calendar(screen: MeetingScreen, what: str) -> None:
    """Do with the meeting what the calendar does with its entries. Only inside ``@work``."""
    from brm_tui.ui.screens.calendar import flows

    entry = screen.entry
    if entry is None:
        return
    match what:
        case "edit":
            await flows.edit_entry(screen, entry)
        case "move":
            await flows.ask_move(screen, entry)
        case "remove":
            await flows.remove_entry(screen, entry)
        case "restore":
            await flows.restore_entry(screen, entry)


# The models load with these, in the thread that runs them.


def keep(desk: Desk, page: MeetingPage, state: MeetingState, text: str, attendance: Mapping[str, str]) -> str:
    """Keep a meeting and let go of its draft; return what the history calls it."""
    from brm_tui.desk.minutes import Written, keep_meeting

    kept = keep_meeting(
        desk,
        page.detail.event.id,
        page.detail.occurrence.original_start,
        Written(state, text, attendance),
        revision=page.note.revision if page.note else None,
    )
    drop_draft(desk, page.detail.event.id, reading.draft_day(page))
    return kept.label


def _person_id(desk: Desk, name: str) -> str:
    from brm_tui.desk.customer_pages import person_named

    return person_named(desk, name)


def _complete(desk: Desk, action_id: str) -> str:
    from brm_tui.desk.actions import move_action

    return move_action(desk, action_id, "done")
