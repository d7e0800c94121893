"""How heavy a risk of a relationship is: impact times likelihood, by the same steps as the risk of a change. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.vocabulary import ChangeRisk


@dataclass(frozen=True, slots=True)
class RiskSize:
    """How heavy a risk is.

    Attributes:
        impact: 1 to 5; None: nobody judged it.
        likelihood: 1 to 5; None: nobody judged it.
    """

    impact: int | None
    likelihood: int | None

    @property
    def product(self) -> int | None:
        """Both multiplied; None where one is not known."""
        return None if self.impact is None or self.likelihood is None else self.impact * self.likelihood

    @property
    def word(self) -> ChangeRisk | None:
        """The product as a word; None where it is not known."""
        if self.impact is None or self.likelihood is None:
            return None
        return change_risk(self.impact, self.likelihood)

    @property
    def reason(self) -> str:
        """What it comes from, in a sentence."""
        if self.product is None or self.word is None:
            lacking = [
                name
                for name, value in (("impact", self.impact), ("likelihood", self.likelihood))
                if value is None
            ]
            return f"Nobody judged its {' and its '.join(lacking)}: how heavy it is, is not known."
        return (
            f"Impact {self.impact} × likelihood {self.likelihood} = {self.product}: {self.word.value}. Up to 4 is low,"
            " up to 9 moderate, up to 15 high, above it very high; an impact of 5 is never low."
        )
