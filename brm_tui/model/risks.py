"""Risks of a relationship."""

from datetime import date

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import RiskState


class RiskFields(Described):
    """What a person enters of a risk."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whose relationship.", default=f.REQUIRED, on_delete="delete"
    )
    title: str = f.text("Title", "What may happen.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "Why, and what then.")
    owner_id: str | None = f.reference("people", "person", "Owner", "Who watches it.")
    impact: int | None = f.whole("Impact", "1 little to 5 very much.", minimum=1, maximum=5)
    likelihood: int | None = f.whole("Likelihood", "1 remote to 5 almost certain.", minimum=1, maximum=5)
    response: str = f.long_text("Response", "What we do about it.")
    state: RiskState = f.choice(RiskState, "State", "Where it stands.", default=RiskState.OPEN)
    review: date | None = f.day("Review", "When to look again.")
    internal: bool = f.internal()


class Risk(RiskFields, Entity, table=True):
    """A risk of a relationship."""

    __tablename__ = "risk"
