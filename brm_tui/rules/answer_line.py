"""One typed line as an answer to a survey: ``9 @maria The people at night are gold``; ``-`` for no score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.capture import Known, KnownPerson, Line, begins_mark
from brm_tui.rules.satisfaction import SCALES, score_allowed
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.text import clean_line

FORM = "score or -  @who  CODE of the customer  and the comment"
"""What a line may hold."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a line means as an answer.

    Attributes:
        score: The score; None where none was given.
        person: Who answered.
        customer_id: Whose answer it is; empty where the line does not say.
        comment: In their own words.
        problems: What could not be understood; empty: it can be kept.
    """

    score: int | None
    person: KnownPerson | None
    customer_id: str
    comment: str
    problems: tuple[str, ...]

    def values(self, survey_id: str, customer_id: str, today: date) -> dict[str, object]:
        """Return the fields of the answer.

        Args:
            survey_id: To which survey.
            customer_id: Whose it is where the line does not say; empty where that is not known.
            today: The day it came in.
        """
        values: dict[str, object] = {"survey": survey_id, "date": today, "comment": self.comment}
        whose = self.customer_id or customer_id
        if self.score is not None:
            values["score"] = self.score
        if self.person is not None:
            values["person"] = self.person.id
        if whose:
            values["customer"] = whose
        return values


def read_answer(text: str, known: Known, method: SurveyMethod, today: date) -> AnswerLine:
    """Return what a line means as an answer.

    Args:
        text: As it was typed.
        known: Whom it can name.
        method: How the survey asks: which scores there are.
        today: Today.
    """
    words = clean_line(text).split()
    problems: list[str] = []
    score = None
    lowest, highest = SCALES[method]
    if not words:
        problems.append(f"a score from {lowest} to {highest} comes first, or - for none")
    elif words[0] != "-":
        if words[0].isascii() and words[0].isdigit() and lowest <= int(words[0][:4]) <= highest:
            score = int(words[0])
        else:
            problems.append(f"{words[0][:20]} is no score: {score_allowed(method)}, or - for none")
    line = Line(words[1:], known, today)
    person: KnownPerson | None = None
    kept = []
    for word in line.words:
        if begins_mark(word, "@"):
            person = line.person(word) or person
        elif not line.take_customer(word):
            kept.append(word)
    whose = line.customer.id if line.customer is not None else ""
    return AnswerLine(score, person, whose, " ".join(kept), (*problems, *line.problems))
