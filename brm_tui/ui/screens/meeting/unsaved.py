"""What was entered in a meeting beside what is saved of it: the minutes' text, who came, and who was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.desk.minutes_drafts import Draft

if TYPE_CHECKING:
    from brm_tui.desk.meetings import MeetingPage, MeetingPerson


class Unsaved:
    """What was entered, and what it began with.

    Attributes:
        attendance: What is noted of each person, saved or not.
        text: The minutes as they are saved.
    """

    def __init__(self) -> None:
        self.attendance: dict[str, str] = {}
        self.text = ""
        self._added: dict[str, MeetingPerson] = {}
        self._noted: dict[str, str] = {}

    def read(self, text: str, noted: dict[str, str], *, keep: bool) -> None:
        """Take over what was read as what is saved.

        Args:
            text: The minutes.
            noted: What is noted of each person.
            keep: Whether what was entered stays.
        """
        if not keep:
            self.attendance, self._added = dict(noted), {}
        self.text, self._noted = text, noted

    def differs(self, typed: str) -> bool:
        """Return whether something was entered that is not saved."""
        return self.attendance != self._noted or typed.rstrip() != self.text.rstrip()

    def bring_back(self, draft: Draft, page: MeetingPage) -> str:
        """Take over who came by a draft, and return what to tell of it."""
        known = {person.id for person in page.people}
        self.attendance |= {person: word for person, word in draft.attendance.items() if person in known}
        meanwhile = page.note is not None and page.note.revision != draft.revision
        more = "; the saved minutes changed meanwhile" if meanwhile else ""
        return f"What you typed and did not save is back{more} · ctrl+s saves it"

    def people(self, page: MeetingPage) -> list[MeetingPerson]:
        """Return everybody who is listed."""
        known = {person.id for person in page.people}
        return [*page.people, *(person for person in self._added.values() if person.id not in known)]

    def turn(self, person_id: str, word: str) -> None:
        """Note what is said of a person; an empty word: nothing, and somebody who was added goes."""
        if word:
            self.attendance[person_id] = word
        else:
            self.attendance.pop(person_id, None)
            self._added.pop(person_id, None)

    def add(self, person: MeetingPerson) -> None:
        """Add somebody who comes."""
        self._added[person.id] = person
        self.attendance[person.id] = "present"

    def draft(self, typed: str, page: MeetingPage | None) -> Draft:
        """Return what was entered, as a draft."""
        note = page.note if page is not None else None
        return Draft(typed, dict(self.attendance), note.revision if note else None)
