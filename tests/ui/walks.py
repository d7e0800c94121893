"""Ways through the program that pass by every screen that is pictured, each from Today in a program of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Stop(NamedTuple):
    """Keys and what they bring.

    Attributes:
        keys: Names of keys with blanks between them, or the keys one by one.
        shows: A text that then stands on the screen.
        picture: The name of the picture that is taken there; empty for none.
    """

    keys: str | Sequence[str]
    shows: str
    picture: str = ""


def typed(text: str) -> list[str]:
    """Return the keys that write a text."""
    return [{"\n": "enter", " ": "space"}.get(letter, letter) for letter in text]


MINUTES = "Met.\n- [ ] Katrin: send the draft by fri !high\nZed: ask around\n\n! Close on day 5\n- [x] stefan: roster"
EVENT = "monthly service review, 1st tue 10:00 for 1h, Teams, from jan"

_PORTFOLIO = Stop("2", "Sarathi")
_CUSTOMER = Stop("enter", "IT promised")
_AGREEMENT_TAB = Stop("] ]", "Partner plan staff")

DEMO: dict[str, Sequence[Stop]] = {
    "today": (
        Stop("", "Good morning", "today"),
        Stop("question_mark", "Everywhere", "help"),
        Stop("escape", "Good morning"),
        Stop("ctrl+p", "Search everything", "palette"),
        Stop("escape", "Good morning"),
        Stop("slash f i n", "Human Resources", "search"),
        Stop("escape", "Good morning"),
        Stop("b", "Whom you meet"),
        Stop("end", "Not talked about", "brief_end"),
        Stop("escape", "Good morning"),
        Stop("enter", "Since we last met", "meeting_agenda"),
        Stop("]", "present", "meeting_people"),
    ),
    "minutes": (
        Stop("m", "Write here"),
        Stop(typed(MINUTES), "Stefan Krüger · no date", "meeting_minutes"),
    ),
    "portfolio": (
        Stop("2", "Sarathi", "portfolio"),
        Stop("n", "New customer", "portfolio_new"),
        Stop("escape", "Sarathi"),
        Stop("#", "not placed yet", "stakeholders"),
        Stop("escape", "Sarathi"),
        Stop("down down", "Human"),
        Stop("b", "Whom you meet", "brief"),
        Stop("escape", "Sarathi"),
        Stop("enter", "IT promised"),
        Stop("i", "rhythm", "customer_health"),
    ),
    "grouped": (
        _PORTFOLIO,
        Stop("g", "h a week", "portfolio_grouped"),
    ),
    "steps": (
        _PORTFOLIO,
        Stop("f r n a enter", "1 of 9"),
        Stop("R", "3 of 4 complete", "steps"),
    ),
    "customer": (
        _PORTFOLIO,
        Stop("enter", "IT promised", "customer_overview"),
        Stop("]", "sponsor", "customer_people"),
        Stop("i", "all of IT together", "contacts"),
        Stop("escape", "sponsor"),
        Stop("]", "Partner plan staff", "customer_agreement"),
        Stop("]", "Roster", "customer_actions"),
        Stop("]", "Annual alignment", "customer_meetings"),
        Stop("]", "What it was about", "customer_touches"),
        Stop("]", "signature", "customer_timeline"),
        Stop("]", "likelihood", "customer_risks"),
        Stop("]", "not taken", "customer_services"),
        Stop("]", "Finance platform", "customer_projects"),
        Stop("] ]", "intercompany", "customer_demand"),
        Stop("[ [ [ [ [ [ [", "Annual alignment"),
        Stop([*["down"] * 12, "m"], "held", "meeting_held"),
    ),
    "agreement": (
        _PORTFOLIO,
        _CUSTOMER,
        _AGREEMENT_TAB,
        Stop("enter", "complete", "agreement_philosophy"),
        Stop("S", "Who signs.", "agreement_sign"),
        Stop("escape", "complete"),
        Stop("D", "working copy: 4 changes", "agreement_changes"),
        Stop("escape", "complete"),
        Stop("]", "Stefan", "agreement_staff"),
        Stop("]", "Monthly service", "agreement_forums"),
        Stop("e", "Next: ", "forum_form"),
        Stop("escape", "Monthly service"),
        Stop("]", "Close the", "agreement_objectives"),
        Stop("]", "Roster", "agreement_actions"),
        Stop("]", "DocFlow", "agreement_acceptance"),
        Stop("]", "SLA", "agreement_appendices"),
    ),
    "proposing": (
        _PORTFOLIO,
        Stop("down enter", "IT promised"),
        _AGREEMENT_TAB,
        Stop("enter", "complete"),
        Stop("P", "Propose v2", "agreement_propose"),
    ),
    "board": (
        Stop("3", "Backlog", "board"),
        Stop("enter", "Promised by", "action_form"),
    ),
    "calendar": (
        Stop("4", "November 2026", "calendar_month"),
        Stop("X", "No file yet", "calendar_targets"),
        Stop("escape", "November 2026"),
        Stop("x", "Only changed", "export_dialog"),
        Stop("ctrl+s", "stay in the house", "export_preview"),
    ),
    "event": (
        Stop("4", "November 2026"),
        Stop("enter enter", "(optional)", "event_detail"),
        Stop("escape", "November 2026"),
        Stop("v", "23–29 November", "calendar_week"),
        Stop("v", "Tue 24 Nov –", "calendar_agenda"),
    ),
    "year": (
        Stop("4", "November 2026"),
        Stop("V", "days with clashes", "calendar_year"),
    ),
    "new event": (
        Stop("4", "November 2026"),
        Stop(["n", *typed(EVENT)], "Next: Tue 5 Jan", "event_line"),
        Stop(["tab", *["down"] * 6, "right"], "Every quarter", "event_form"),
    ),
    "clash": (
        Stop("4", "November 2026"),
        Stop(">", "Thanksgiving"),
        Stop("B", "same time", "free_slots"),
    ),
    "services": (
        Stop("5", "24 services", "services"),
        Stop("down down enter", "How it stands", "service_detail"),
        Stop("escape", "24 services"),
        Stop("down i", "2 of 2 judged", "service_standing"),
    ),
    "month": (
        Stop("5", "24 services"),
        Stop("E", "Oct 2026"),
        Stop([*"99.9", "tab", "tab", "7"], "from 1 to 5", "service_month"),
    ),
    "projects": (
        Stop("5", "service"),
        Stop("]", "under way", "projects"),
        Stop("i", "decides", "project_explained"),
        Stop("escape", "under way"),
        Stop("enter", "As it looks now", "project"),
        Stop("escape", "under way"),
        Stop("]", "■ blackout", "changes"),
        Stop("enter", "Affects", "change"),
        Stop("escape", "■ blackout"),
        Stop("tab", "in a blackout of LOG", "changes_grid"),
    ),
    "demand": (
        Stop("6", "intercompany", "demand"),
        Stop("enter", "what it leads to", "demand_page"),
        Stop("escape", "intercompany"),
        Stop("i", "weighted mean", "demand_score"),
        Stop("escape", "intercompany"),
        Stop("n", "new demand", "demand_new"),
        Stop("escape", "intercompany"),
        Stop("j v", "upper left", "demand_plot"),
    ),
    "weights": (
        Stop("6", "intercompany"),
        Stop("%", "nothing is kept"),
        Stop("right right + + +", "was 2", "demand_weights"),
    ),
    "feedback": (
        Stop("7", "escalated", "feedback"),
        Stop("enter", "Life", "feedback_page"),
        Stop("escape", "escalated"),
        Stop(["n", *typed("FIN Late")], "of Finance", "feedback_line"),
        Stop("escape", "escalated"),
        Stop("g", "Last time", "feedback_causes"),
    ),
    "log": (
        Stop("7", "escalated"),
        Stop("]", "open opportunities", "log"),
        Stop("v v", "One margin", "log_successes"),
        Stop("enter", "It began with", "log_told"),
    ),
    "satisfaction": (
        Stop("7", "escalated"),
        Stop("] ]", "half year", "satisfaction"),
        Stop("i", "Promoters", "satisfaction_explained"),
        Stop("escape", "half year"),
        Stop("enter", "Spain.", "satisfaction_answers"),
        Stop("escape", "half year"),
        Stop("v", "trusted advisor", "maturity"),
        Stop("down enter", "We order", "maturity_page"),
    ),
    "representation": (
        Stop("0", "1 customer unserved"),
        Stop("enter", "load now → then", "representation_candidates"),
        Stop("escape", "1 customer unserved"),
        Stop("j", "Ana Souza", "representation"),
        Stop("i", "The greater of", "representation_load"),
        Stop("escape", "Ana Souza"),
        Stop("enter", "Serves now", "representation_person"),
        Stop("j j m", "load now → then"),
        Stop("enter", "What if these customers", "representation_what_if"),
    ),
    "people": (
        Stop("8", "Handover pack", "reports"),
        Stop("enter", "In short", "reports_reading"),
        Stop("escape", "Handover pack"),
        Stop("9", "1 pair may be one", "people"),
        Stop("f", "Filter"),
        Stop("o l i v", "2 listed"),
        Stop("enter", "make one"),
        Stop("=", "goes", "people_merge"),
    ),
}
"""Every screen of the demo."""

EMPTY: dict[str, Sequence[Stop]] = {
    "nothing to undo": (Stop("u", "close", "nothing_to_undo"),),
    "empty": (
        Stop("", "Welcome", "empty_today"),
        Stop("2", "customer", "empty_portfolio"),
        Stop("3", "action", "empty_board"),
        Stop("4", "November 2026", "empty_calendar"),
        Stop("5", "No services yet", "empty_services"),
        Stop("6", "asked for yet", "empty_demand"),
        Stop("7", "Nobody said anything", "empty_feedback"),
        Stop("]", "Nothing noted yet", "empty_log"),
        Stop("]", "Nobody was asked yet", "empty_satisfaction"),
        Stop("0", "Nobody serves anybody", "empty_representation"),
    ),
}
"""Every screen of a desk with nothing in it."""
