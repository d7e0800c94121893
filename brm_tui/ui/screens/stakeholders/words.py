"""How people stand to us: signs and words, as long as there is room."""

from __future__ import annotations

from brm_tui.rules.stakeholders import Stakeholder
from brm_tui.rules.vocabulary import Engagement
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, GOOD, UNKNOWN, Glyph
from brm_tui.ui.widgets.rows import StyleName

_SIGNS = {
    Engagement.UNAWARE: UNKNOWN,
    Engagement.RESISTANT: BAD,
    Engagement.NEUTRAL: ATTENTION,
    Engagement.SUPPORTIVE: GOOD,
    Engagement.LEADING: DONE,
}
_STYLES: dict[str, StyleName] = {"$good": "good", "$attention": "attention", "$bad": "bad", "$muted": "dim"}


def engagement_sign(engagement: Engagement | None) -> Glyph:
    """Return the sign of how somebody stands to us."""
    return UNKNOWN if engagement is None else _SIGNS[engagement]


def engagement_style(person: Stakeholder) -> StyleName:
    """Return what the sign of how somebody stands now means."""
    return _STYLES[engagement_sign(person.now).style]


def engagement_words(person: Stakeholder) -> str:
    """Return how somebody stands and should stand: ``▲ neutral → ● supportive``."""
    if person.now is None and person.wanted is None:
        return f"{UNKNOWN.text} not judged"
    now = f"{engagement_sign(person.now).text} {person.now.value if person.now else 'not judged'}"
    if not person.behind or person.wanted is None:
        return now
    return f"{now} → {engagement_sign(person.wanted).text} {person.wanted.value}"


def engagement_signs(person: Stakeholder) -> str:
    """Return the same in signs: ``▲→●``."""
    now = engagement_sign(person.now).text
    return f"{now}→{engagement_sign(person.wanted).text}" if person.behind else now
