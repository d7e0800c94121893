"""What is talked about with a customer: topics read from lines, and which were long not discussed. Pure.

A topic is marked as ``#risk``, ``#budget`` or by the first three letters or more of its name, ``#strat``; an agenda
also carries the topics whose own word stands in it: ``Risks``, ``Budget 2027``, ``Strategy``, ``Outcomes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Topic

LONG_DAYS = 180
"""Days without a word about a topic from which on it counts as long not discussed."""
YEAR_DAYS = 365

_FEWEST_LETTERS = 3
_MARK = re.compile(r"(?<![\w#&])#([^\W\d_][\w-]*)")
_WORDS = {
    Topic.SERVICE_EXPLAINED: r"explain(?:s|ed|ing)?|explanations?",
    Topic.INNOVATION_OFFERED: r"innovations?|innovative",
    Topic.OUTCOME: r"outcomes?",
    Topic.INVESTMENT: r"invest(?:s|ing|ments?)?",
    Topic.BUDGET: r"budgets?",
    Topic.RISK: r"risks?",
    Topic.STRATEGY: r"strategy|strategies|strategic",
}
_WRITTEN = {
    topic: re.compile(rf"(?<![\w#-])(?:{words})(?![\w-])", re.IGNORECASE) for topic, words in _WORDS.items()
}


def topic_marked(mark: str) -> Topic | None:
    """Return the topic that the text behind a ``#`` means, None for none.

    Args:
        mark: The beginning of a topic's name in any case, ``-`` or ``_`` for a space; a plural is understood.
    """
    wanted = mark.casefold().replace("-", " ").replace("_", " ")
    for form in (wanted, wanted.removesuffix("s"), wanted.removesuffix("ies") + "y"):
        for topic in Topic:
            if form and topic.value.startswith(form):
                return topic
    return None


def marked_topics(text: str) -> tuple[Topic, ...]:
    """Return the topics that a text marks with ``#``, in the order of the vocabulary."""
    found = {
        topic_marked(mark)
        for mark in _MARK.findall(text)
        if len(mark) >= _FEWEST_LETTERS  # ``#in`` may be anything
    }
    return tuple(topic for topic in Topic if topic in found)


def agenda_topics(text: str) -> tuple[Topic, ...]:
    """Return the topics of an agenda, or of one line of it: those marked, and those named by their own word."""
    return in_order((*marked_topics(text), *(topic for topic in Topic if _WRITTEN[topic].search(text))))


def meeting_topics(agenda: str, minutes: str) -> tuple[Topic, ...]:
    """Return what a meeting was about: the topics of its agenda, and those that its minutes mark."""
    return in_order((*agenda_topics(agenda), *marked_topics(minutes)))


def in_order(topics: Iterable[str]) -> tuple[Topic, ...]:
    """Return topics in the order of the vocabulary, each once."""
    wanted = set(topics)
    return tuple(topic for topic in Topic if topic.value in wanted)


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """When a topic was last talked about with a customer.

    Attributes:
        topic: Which.
        last: The day; None: never, as far as the desk knows.
        days: Days since then.
        times: Contacts of the year before that were about it.
        source: What the last contact was, in its own words.
    """

    topic: Topic
    last: date | None = None
    days: int | None = None
    times: int = 0
    source: str = ""

    @property
    def quiet(self) -> bool:
        """Whether it was never, or long not, talked about."""
        return self.days is None or self.days > LONG_DAYS


def topic_standings(
    discussed: Iterable[tuple[date, Iterable[str], str]], today: date
) -> tuple[TopicStanding, ...]:
    """Return how all seven topics stand, those that nobody spoke of longest first.

    Args:
        discussed: Day, topics and summary of each contact, in any order; days to come do not count.
        today: The day that it is asked on.
    """
    last: dict[str, tuple[date, str]] = {}
    times: dict[str, int] = {}
    for day, topics, summary in discussed:
        if day > today:
            continue
        for topic in topics:
            times[topic] = times.get(topic, 0) + ((today - day).days <= YEAR_DAYS)
            if topic not in last or day > last[topic][0]:
                last[topic] = (day, summary)
    standings = [
        TopicStanding(topic, last[topic][0], (today - last[topic][0]).days, times[topic], last[topic][1])
        if topic in last
        else TopicStanding(topic)
        for topic in Topic
    ]
    return tuple(sorted(standings, key=lambda one: (one.days is not None, -(one.days or 0))))
