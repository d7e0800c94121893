"""Surveys: what holds for each answer, and entering answers one after the other."""

from __future__ import annotations

from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.model.surveys import Survey
from brm_tui.rules.answer_line import AnswerLine
from brm_tui.rules.satisfaction import SCALES, score_allowed
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.store.step import Step


def prepare_response(desk: Desk, step: Step, values: dict[str, Any], _row: object) -> None:
    """Let a score be one that the survey asks for, and date the answer.

    Raises:
        FieldError: The survey does not ask for such a score.
    """
    survey = step.get(Survey, str(values.get("survey_id")))
    if survey is None:
        return
    score = values.get("score")
    lowest, highest = SCALES[SurveyMethod(survey.method)]
    if score is not None and not lowest <= score <= highest:
        raise FieldError("score", score, score_allowed(SurveyMethod(survey.method)))
    values["date"] = values.get("date") or desk.today


def prepare_survey(_desk: Desk, step: Step, values: dict[str, Any], row: Survey | None) -> None:
    """Let the method stay once there are answers: their scores would mean something else.

    Raises:
        FieldError: There are answers by the other method.
    """
    if row is None or str(row.method) == str(SurveyMethod(values["method"]).value):
        return
    answered = step.raw.execute(
        "SELECT 1 FROM survey_response WHERE survey_id = ? AND score IS NOT NULL LIMIT 1", (row.id,)
    ).fetchone()
    if answered is not None:
        raise FieldError(
            "method", values["method"], f"{SurveyMethod(row.method).value}, by which it was answered"
        )


def keep_answer(desk: Desk, survey_id: str, customer_id: str, line: AnswerLine) -> str:
    """Add an answer that was typed in one line; return its id.

    Args:
        desk: The desk.
        survey_id: To which survey.
        customer_id: Whose it is where the line does not say; empty where that is not known.
        line: What was typed.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    if line.problems:
        raise FieldError("score", line.score, "; ".join(line.problems))
    return records.add(desk, "responses", line.values(survey_id, customer_id, desk.today))
