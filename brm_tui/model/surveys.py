"""Satisfaction surveys and their answers; maturity of a relationship as each side sees it."""

from brm_tui.model import fields as f
from brm_tui.model.base import Day, Described, Entity
from brm_tui.rules.vocabulary import PromiseSide, SurveyMethod


class SurveyFields(Described):
    """What a person enters of a survey."""

    name: str = f.text("Name", "What it is called.", default=f.REQUIRED)
    customer_id: str | None = f.reference(
        "customers", "customer", "Customer", "Who was asked; empty: all.", on_delete="delete"
    )
    service_id: str | None = f.reference(
        "services", "service", "Service", "What it was about.", on_delete="clear"
    )
    method: SurveyMethod = f.choice(
        SurveyMethod, "Method", "CSAT 1 to 5, or NPS 0 to 10.", default=SurveyMethod.CSAT
    )
    date: Day | None = f.day("Date", "When it was sent.", index=True)
    question: str = f.text("Question", "As it was asked.", maximum=500)
    sample: int | None = f.whole("Sample", "How many it stands for.")
    invited: int | None = f.whole("Invited", "How many were asked.")


class Survey(SurveyFields, Entity, table=True):
    """A survey of satisfaction."""

    __tablename__ = "survey"


class SurveyResponseFields(Described):
    """What a person enters of an answer."""

    survey_id: str = f.reference(
        "surveys", "survey", "Survey", "To which survey.", default=f.REQUIRED, on_delete="delete", root=True
    )
    customer_id: str | None = f.reference(
        "customers", "customer", "Customer", "Whose answer.", on_delete="delete"
    )
    person_id: str | None = f.reference(
        "people", "person", "Person", "Who answered, where known.", on_delete="clear"
    )
    score: int | None = f.whole("Score", "1 to 5, or 0 to 10.", maximum=10)
    comment: str = f.long_text("Comment", "In their own words.")
    date: Day | None = f.day("Date", "When it came in.")
    internal: bool = f.internal()


class SurveyResponse(SurveyResponseFields, Entity, table=True):
    """One answer to a survey."""

    __tablename__ = "survey_response"


class MaturityFields(Described):
    """What a person enters of a relationship's maturity."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whose relationship.", default=f.REQUIRED, on_delete="delete"
    )
    side: PromiseSide = f.choice(PromiseSide, "Side", "Who sees it so.", default=PromiseSide.BUSINESS)
    date: Day = f.day("Date", "When.", default=f.REQUIRED)
    level: int = f.whole(
        "Level", "1 order taker to 5 strategic partner.", minimum=1, maximum=5, default=f.REQUIRED
    )
    note: str = f.text("Note", "Why.", maximum=2000)


class Maturity(MaturityFields, Entity, table=True):
    """How mature one side sees the relationship at a date."""

    __tablename__ = "maturity"
