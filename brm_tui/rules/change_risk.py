"""The risk of a change from its impact and its likelihood."""

from __future__ import annotations

from brm_tui.rules.vocabulary import ChangeRisk


def change_risk(impact: int, likelihood: int) -> ChangeRisk:
    """Return the risk of a change.

    The product of both scales of 1 to 5, in four steps: up to 4 low, up to 9 moderate, up to 15 high, above
    very high. An impact of 5 is never below moderate.

    Args:
        impact: 1 hardly noticed to 5 business stands still.
        likelihood: 1 remote to 5 almost certain.
    """
    product = impact * likelihood
    if product > 15:
        return ChangeRisk.VERY_HIGH
    if product > 9:
        return ChangeRisk.HIGH
    if product > 4 or impact == 5:
        return ChangeRisk.MODERATE
    return ChangeRisk.LOW
