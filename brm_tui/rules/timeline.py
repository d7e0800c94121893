"""What a timeline is made of."""

from __future__ import annotations

from enum import StrEnum


class TimelineKind(StrEnum):
    """What happened."""

    TOUCH = "touch"
    MEETING = "meeting"
    ACTION_MADE = "action made"
    ACTION_DONE = "action done"
    AGREEMENT = "agreement"
    SIGNATURE = "signature"
    FEEDBACK = "feedback"
    CHANGE_TOLD = "change told"
    SUCCESS = "success"
    LOG = "log"
    SURVEY = "survey"
