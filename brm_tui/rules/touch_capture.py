"""One typed line as a touch: ``FIN call @ana budget for next year :)``.

The customer's code, the channel and the day stand in front (the day may stand at the end); ``@ana`` is with
whom, ``#risk`` a topic, ``:)`` ``:|`` ``:(`` how it felt, ``<`` that the customer sought the contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson, Line, begins_mark
from brm_tui.rules.topics import topic_marked
from brm_tui.rules.vocabulary import Channel, Direction, Sentiment, Topic
from brm_tui.text import clean_line

_CHANNELS = {channel.value: channel for channel in Channel} | {
    "called": Channel.CALL,
    "phone": Channel.CALL,
    "phoned": Channel.CALL,
    "met": Channel.MEETING,
    "mailed": Channel.MAIL,
    "email": Channel.MAIL,
    "e-mail": Channel.MAIL,
    "chatted": Channel.CHAT,
    "visited": Channel.VISIT,
}
_FEELINGS = {":)": Sentiment.POSITIVE, ":|": Sentiment.NEUTRAL, ":(": Sentiment.NEGATIVE}
_FROM_CUSTOMER = "<"


@dataclass(frozen=True, slots=True)
class CapturedTouch:
    """What a line means as a touch.

    Attributes:
        customer: With which customer.
        channel: How.
        direction: Who sought it.
        people: With whom.
        day: When; None for now.
        sentiment: How it felt.
        topics: What it was about.
        summary: What was said.
        problems: What could not be understood; empty: the touch can be kept.
    """

    customer: KnownCustomer | None
    channel: Channel
    direction: Direction
    people: tuple[KnownPerson, ...]
    day: date | None
    sentiment: Sentiment | None
    topics: tuple[Topic, ...]
    summary: str
    problems: tuple[str, ...]


class _TouchLine:
    """Reads one line as a touch."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.channel: Channel | None = None
        self.direction = Direction.TO_CUSTOMER
        self.people: list[KnownPerson] = []
        self.day: date | None = None
        self.sentiment: Sentiment | None = None
        self.topics: list[Topic] = []

    def read(self) -> None:
        """Take what the front, the end and the middle say."""
        while self.line.words and self._take_front():
            pass
        found = self.line.date_at_end() if self.day is None and len(self.line.words) > 1 else None
        if found is not None and self._take_day(found[0]):
            del self.line.words[-found[1] :]
        self.line.take_anywhere(self._takes)
        for word in self.line.words:
            self.line.take_customer(word)

    def _take_front(self) -> bool:
        words = self.line.words
        if self._takes(words[0]) or self.line.take_customer(words[0]) or self._take_channel(words[0]):
            del words[0]
            return True
        found = self.line.date_in_front() if self.day is None else None
        if found is None or not self._take_day(found[0]):
            return False
        del words[: found[1]]
        return True

    def _take_channel(self, word: str) -> bool:
        meant = _CHANNELS.get(word.casefold())
        if self.channel is not None or meant is None:
            return False
        self.channel = meant
        return True

    def _take_day(self, day: date) -> bool:
        """Take a day up to today; a weekday is the last one, since what is kept has happened."""
        today = self.line.today
        if today < day <= today + timedelta(days=7):
            day -= timedelta(days=7)
        if day > today:
            return False
        self.day = day
        return True

    def _takes(self, word: str) -> bool:
        """Take what counts everywhere."""
        if begins_mark(word, "@"):
            person = self.line.person(word)
            if person is not None and person not in self.people:
                self.people.append(person)
            return True
        if word in _FEELINGS:
            self.sentiment = _FEELINGS[word]
            return True
        if word == _FROM_CUSTOMER:
            self.direction = Direction.FROM_CUSTOMER
            return True
        return begins_mark(word, "#") and (self.line.take_customer(word) or self._take_topic(word[1:]))

    def _take_topic(self, text: str) -> bool:
        meant = topic_marked(text)
        if meant is not None and meant not in self.topics:
            self.topics.append(meant)
        return meant is not None


def read_touch(
    text: str,
    known: Known,
    today: date,
    *,
    customer: KnownCustomer | None = None,
    person: KnownPerson | None = None,
) -> CapturedTouch:
    """Return what a line means as a touch.

    Args:
        text: As it was typed.
        known: Who and what it can name.
        today: What ``yesterday`` counts from.
        customer: With whom it is when the line does not say.
        person: With which person when the line names neither a person nor another customer.
    """
    line = Line(clean_line(text).split(), known, today)
    reading = _TouchLine(line)
    reading.read()
    whom = line.customer or customer
    if person is not None and not reading.people and whom == customer:
        reading.people.append(person)
    problems = list(line.problems)
    if whom is None:
        problems.append("name the customer by its code")
    return CapturedTouch(
        whom,
        reading.channel or Channel.CALL,
        reading.direction,
        tuple(reading.people),
        reading.day,
        reading.sentiment,
        tuple(reading.topics),
        " ".join(line.words),
        tuple(problems),
    )
