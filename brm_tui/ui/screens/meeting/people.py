"""Who is invited, and who came: kept by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.message import Message

from brm_tui.desk.meetings import MeetingPerson
from brm_tui.rules.vocabulary import Attendance, Presence
from brm_tui.ui.commands import DELETE, MARK, OPEN, Commanding
from brm_tui.ui.glyphs import BAD, DONE, UNKNOWN
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.table import Table

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("name", "Who", 20, minimum_width=12, weight=3, sortable=False),
    Column("side", "Side", 8, sortable=False, priority=2),
    Column("title", "Title", 16, minimum_width=10, weight=2, sortable=False, priority=3),
    Column("presence", "Came", 11, sortable=False),
)
_NEXT = {
    "": Presence.PRESENT,
    Presence.PRESENT: Presence.APOLOGISED,
    Presence.APOLOGISED: Presence.ABSENT,
    Presence.ABSENT: Presence.PRESENT,
}
_NOBODY = "Nobody is invited. n adds whoever comes."


def next_presence(word: str) -> str:
    """Return what space makes of what was noted of somebody."""
    return _NEXT[word].value


def person_row(person: MeetingPerson, word: str) -> Row:
    """Return somebody as a line."""
    match word:
        case Presence.PRESENT:
            sign, came = Cell(DONE.text, "good"), Cell("present", "good")
        case Presence.APOLOGISED:
            sign, came = Cell(UNKNOWN.text, "dim"), Cell("apologised", "dim")
        case Presence.ABSENT:
            sign, came = Cell(BAD.text, "bad"), Cell("absent", "bad")
        case _:
            sign = Cell("")
            came = Cell("optional" if person.invited is Attendance.OPTIONAL else "not noted", "dim")
    about = Cell(person.title or person.organisation, "dim")
    return Row(person.id, (sign, person.name, Cell(person.side.value, "dim"), about, came))


class PeopleTable(Commanding, Table):
    """The list of people."""

    COMMANDS = (
        MARK.command(
            "meeting.presence",
            "Present, apologised, absent",
            "Note whether the person came: present, apologised, absent.",
            action="turn",
            footer="came",
            in_footer=True,
        ),
        OPEN.command("meeting.person", "Open person", "Show and change the person."),
        DELETE.command(
            "meeting.remove_person",
            "Take off the list",
            "Note nothing of the person; whoever is not invited goes from the list.",
            action="remove",
            footer="take off",
        ),
    )

    class Turned(Message):
        """What was noted of a person is to be another word; empty: nothing is noted any more."""

        def __init__(self, person_id: str, word: str) -> None:
            super().__init__()
            self.person_id = person_id
            self.word = word

    def __init__(self) -> None:
        super().__init__(COLUMNS, placeholder=_NOBODY, id="meeting-people")
        self._words: Mapping[str, str] = {}

    def show(self, people: Sequence[MeetingPerson], words: Mapping[str, str]) -> None:
        """List people with what was noted of them."""
        self._words = dict(words)
        self.set_source(FixedSource([person_row(person, words.get(person.id, "")) for person in people]))

    def action_turn(self) -> None:
        """Note the next word of the person under the cursor."""
        if self.cursor_id is not None:
            word = next_presence(self._words.get(self.cursor_id, ""))
            self.post_message(self.Turned(self.cursor_id, word))

    def action_remove(self) -> None:
        """Note nothing of the person under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Turned(self.cursor_id, ""))
