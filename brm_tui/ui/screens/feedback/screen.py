"""What customers say and what came of it: mode 7, in tabs."""

from __future__ import annotations

from brm_tui.ui.screens.panes import PanePlace, PaneScreen

_HERE = "brm_tui.ui.screens"
PANES: tuple[PanePlace, ...] = (
    PanePlace("feedback", "Feedback", f"{_HERE}.feedback.pane:FeedbackPane", ("feedback",)),
    PanePlace("log", "Log", f"{_HERE}.log.pane:LogPane", ("log", "successes")),
    PanePlace("satisfaction", "Satisfaction", f"{_HERE}.satisfaction.pane:SatisfactionPane", ("surveys",)),
)


class FeedbackScreen(PaneScreen):
    """Feedback, the log and satisfaction over the whole portfolio."""

    TITLE = "Feedback"
    PANES = PANES
    HELP = (
        "What customers say of IT and what becomes of it; opportunities and issues with the successes that came of"
        " them; and how satisfied the customers are. ■ is late, ▲ a complaint that grows old, ◷ due today, ✓ settled."
        " c leads feedback through its life, ! escalates, r opens it again, a makes the action of it, g counts the"
        " causes. The same tabs stand on the page of each customer."
    )
