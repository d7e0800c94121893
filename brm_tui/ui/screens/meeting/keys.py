"""The commands of a meeting, and its help."""

from __future__ import annotations

from brm_tui.ui.commands import (
    BACK,
    BRIEF,
    COMPLETE,
    DELETE,
    EDIT,
    MINUTES,
    NEW,
    NEXT,
    PREVIOUS,
    SAVE,
    Command,
)

MEETING_HELP = (
    "Before the meeting: its agenda, what both sides promised, what happened since the last one. In it:"
    " write, and lines become actions and decisions. - [ ] Ana: send the draft by fri !high is an"
    " action, - [x] one that is done, ! or decision: what was decided. Days count from the meeting's day."
    " ctrl+s keeps all of it as one step, and so does leaving; tab goes from the minutes to the lists."
    " Lines of the agenda carry topics, by a word such as budget or risks or by a mark: #service,"
    " #innovation, #outcome, #investment, #budget, #risk, #strategy; in the minutes only marks count."
)
MEETING_COMMANDS: tuple[Command, ...] = (
    COMPLETE.command(
        "meeting.complete",
        "Complete action",
        "Set the open action under the cursor to done.",
        condition=lambda screen: screen.is_mounted and screen.open_action is not None,
    ),
    SAVE.command(
        "meeting.save", "Save", "Keep minutes, attendance and the actions and decisions in them, as one step."
    ),
    BRIEF.command(
        "meeting.brief",
        "Brief",
        "Show the page for the minute before the meeting.",
        condition=lambda screen: screen.page is not None,
    ),
    MINUTES.command("meeting.minutes", "Write minutes", "Go to the minutes."),
    Command(
        "meeting.state",
        "w",
        "state",
        "What became of it",
        "Say whether the meeting was held, not held or cancelled, and why.",
        footer="held?",
        in_footer=True,
    ),
    Command(
        "meeting.add_person",
        "n,ctrl+n",
        "new",
        NEW.footer.capitalize() + " attendee",
        "Add somebody who comes, known or new; ctrl+n does so while typing.",
        footer="add person",
        in_footer=True,
    ),
    EDIT.command(
        "meeting.edit", "Edit meeting", "Change this occurrence or the series: time, place, agenda."
    ),
    DELETE.command(
        "meeting.delete", "Call off", "Cancel this occurrence, or delete the event; u takes it back."
    ),
    Command(
        "meeting.restore",
        "r",
        "restore",
        "Restore the occurrence",
        "Make this occurrence as the series says again.",
        condition=lambda screen: screen.page is not None and screen.page.detail.changed,
    ),
    Command("meeting.move", "", "move", "Move the meeting", "Move the meeting to another day or time."),
    NEXT._replace(keys="right_square_bracket,tab").command(
        "meeting.next",
        "Next part",
        "Go to the next part: agenda, people, minutes.",
        footer="next part",
        in_footer=True,
    ),
    PREVIOUS._replace(keys="left_square_bracket,shift+tab").command(
        "meeting.previous", "Part before", "Go to the part before."
    ),
    BACK.command("meeting.back", "Save and leave", "Keep what was written, and go back.", action="leave"),
)
