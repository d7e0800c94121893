"""How every screen looks, at 80×24 and 140×40, as SVG; look at them as pictures before you accept new ones.

``python -m pytest tests/ui/test_snapshots.py --snapshot-update`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.shell_desk import screen_text, until

Snap = Callable[..., bool]
SIZES = {"80x24": (80, 24), "140x40": (140, 40)}


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes:
        name: What it shows.
        steps: Pairs of keys to press and a text that then stands on the screen.
    """

    name: str
    steps: Sequence[tuple[Sequence[str], str]]


PORTFOLIO = (["2"], "Sarathi")
DEMAND = (["6"], "intercompany")
PEOPLE = (["9"], "1 pair may be one")
CUSTOMER = (["enter"], "IT promised")
TREASURY = (["down", "enter"], "IT promised")
AGREEMENT_TAB = ([*"]]"], "Partner plan staff")
AGREEMENT = (["enter"], "complete")
EVENT_LINE = (
    [
        "n",
        *(
            {" ": "space"}.get(sign, sign)
            for sign in "monthly service review, 1st tue 10:00 for 1h, Teams, from jan"
        ),
    ],
    "Next: Tue 5 Jan",
)

_NAMED = {"\n": "enter", " ": "space"}
MINUTES = "Met.\n- [ ] Katrin: send the draft by fri !high\nZed: ask around\n\n! Close on day 5\n- [x] stefan: roster"

REPRESENTATION = (["0"], "1 customer unserved")
HANDING_OVER = (
    (["j", "enter"], "Serves now"),
    (["j", "j", "m"], "load now → then"),
    (["enter"], "What if these customers"),
)
SHOTS = (
    Shot("today", []),
    Shot("portfolio", [PORTFOLIO]),
    Shot("portfolio_grouped", [PORTFOLIO, (["g"], "h a week")]),
    Shot("people", [PEOPLE]),
    Shot(
        "people_merge",
        [PEOPLE, (["f"], "Filter"), ([*"oliv"], "2 listed"), (["enter"], "make one"), (["="], "goes")],
    ),
    Shot("portfolio_new", [PORTFOLIO, (["n"], "New customer")]),
    Shot("customer_overview", [PORTFOLIO, CUSTOMER]),
    Shot("customer_health", [PORTFOLIO, (["down", "down", "enter"], "IT promised"), (["i"], "rhythm")]),
    Shot("customer_people", [PORTFOLIO, CUSTOMER, (["]"], "sponsor")]),
    Shot("customer_agreement", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB]),
    Shot("customer_actions", [PORTFOLIO, CUSTOMER, ([*"]]]"], "Roster")]),
    Shot("customer_meetings", [PORTFOLIO, CUSTOMER, ([*"]]]]"], "Annual alignment")]),
    Shot("steps", [PORTFOLIO, ([*"frna", "enter"], "1 of 9"), (["R"], "3 of 4 complete")]),
    Shot("customer_timeline", [PORTFOLIO, CUSTOMER, ([*"]]]]]"], "signature")]),
    Shot("customer_risks", [PORTFOLIO, CUSTOMER, ([*"]]]]]]"], "likelihood")]),
    Shot("brief", [PORTFOLIO, (["down", "down"], "Human"), (["b"], "Whom you meet")]),
    Shot("brief_end", [(["b"], "Whom you meet"), (["end"], "Not talked about")]),
    Shot("stakeholders", [PORTFOLIO, (["#"], "not placed yet")]),
    Shot("contacts", [PORTFOLIO, CUSTOMER, (["]"], "sponsor"), (["i"], "all of IT together")]),
    Shot("agreement_philosophy", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT]),
    Shot("agreement_staff", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, (["]"], "Stefan")]),
    Shot("agreement_forums", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, ([*"]]"], "Monthly service")]),
    Shot("agreement_objectives", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, ([*"]]]"], "Close the")]),
    Shot("agreement_actions", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, ([*"]]]]"], "Roster")]),
    Shot("agreement_acceptance", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, ([*"]]]]]"], "DocFlow")]),
    Shot("agreement_appendices", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, ([*"]]]]]]"], "SLA")]),
    Shot("reports", [(["8"], "Handover pack")]),
    Shot("reports_reading", [(["8"], "Handover pack"), (["enter"], "In short")]),
    Shot("meeting_agenda", [(["enter"], "Since we last met")]),
    Shot("meeting_people", [(["enter"], "Since we last met"), (["]"], "present")]),
    Shot(
        "meeting_minutes",
        [
            (["m"], "Write here"),
            ([_NAMED.get(letter, letter) for letter in MINUTES], "3 actions · 1 decision"),
        ],
    ),
    Shot(
        "meeting_held",
        [PORTFOLIO, CUSTOMER, ([*"]]]]"], "Annual alignment"), ([*["down"] * 12, "m"], "held")],
    ),
    Shot("agreement_sign", [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, (["S"], "Who signs.")]),
    Shot(
        "agreement_changes",
        [PORTFOLIO, CUSTOMER, AGREEMENT_TAB, AGREEMENT, (["D"], "working copy: 4 changes")],
    ),
    Shot("agreement_propose", [PORTFOLIO, TREASURY, AGREEMENT_TAB, AGREEMENT, (["P"], "Propose v2")]),
    Shot(
        "forum_form",
        [
            PORTFOLIO,
            CUSTOMER,
            AGREEMENT_TAB,
            AGREEMENT,
            ([*"]]"], "Monthly service"),
            (["e"], "Next: "),
        ],
    ),
    Shot("board", [(["3"], "Backlog")]),
    Shot("action_form", [(["3"], "Backlog"), (["enter"], "Promised by")]),
    Shot("calendar_month", [(["4"], "November 2026")]),
    Shot("calendar_week", [(["4"], "November 2026"), (["v"], "23–29 November")]),
    Shot("calendar_agenda", [(["4"], "November 2026"), (["v", "v"], "Tue 24 Nov –")]),
    Shot("calendar_year", [(["4"], "November 2026"), (["V"], "days with clashes")]),
    Shot("event_detail", [(["4"], "November 2026"), (["enter", "enter"], "(optional)")]),
    Shot("free_slots", [(["4"], "November 2026"), ([">"], "Thanksgiving"), (["B"], "same time")]),
    Shot("export_dialog", [(["4"], "November 2026"), (["x"], "Only changed")]),
    Shot(
        "export_preview",
        [(["4"], "November 2026"), (["x"], "Only changed"), (["ctrl+s"], "stay in the house")],
    ),
    Shot("event_line", [(["4"], "November 2026"), EVENT_LINE]),
    Shot(
        "event_form",
        [
            (["4"], "November 2026"),
            EVENT_LINE,
            (["tab", *["down"] * 6, "right"], "Every quarter"),
        ],
    ),
    Shot("calendar_targets", [(["4"], "November 2026"), (["X"], "No file yet")]),
    Shot("services", [(["5"], "24 services")]),
    Shot("service_standing", [(["5"], "24 services"), (["down", "down", "down", "i"], "2 of 2 judged")]),
    Shot("service_detail", [(["5"], "24 services"), (["down", "down", "enter"], "How it stands")]),
    Shot(
        "service_month",
        [(["5"], "24 services"), (["E"], "Oct 2026"), ([*"99.9", "tab", "tab", "7"], "from 1 to 5")],
    ),
    Shot("projects", [(["5"], "service"), (["]"], "under way")]),
    Shot("project", [(["5"], "service"), (["]"], "under way"), (["enter"], "As it looks now")]),
    Shot("project_explained", [(["5"], "service"), (["]"], "under way"), (["i"], "decides")]),
    Shot("customer_projects", [PORTFOLIO, CUSTOMER, ([*"]]]]]]]]"], "Finance platform")]),
    Shot("changes", [(["5"], "service"), (["]"], "under way"), (["]"], "■ blackout")]),
    Shot(
        "changes_grid",
        [(["5"], "service"), (["]"], "under way"), (["]"], "■ blackout"), (["tab"], "in a blackout of LOG")],
    ),
    Shot("change", [(["5"], "service"), (["]"], "under way"), (["]"], "■ blackout"), (["enter"], "Affects")]),
    Shot("customer_services", [PORTFOLIO, CUSTOMER, ([*"]]]]]]]"], "not taken")]),
    Shot("demand", [DEMAND]),
    Shot("demand_plot", [DEMAND, (["j", "v"], "upper left")]),
    Shot(
        "demand_weights", [DEMAND, (["%"], "nothing is kept"), (["right", "right", "+", "+", "+"], "was 2")]
    ),
    Shot("demand_page", [DEMAND, (["enter"], "what it leads to")]),
    Shot("demand_score", [DEMAND, (["i"], "weighted mean")]),
    Shot("demand_new", [DEMAND, (["n"], "new demand")]),
    Shot("customer_demand", [PORTFOLIO, CUSTOMER, (["[", "[", "[", "["], "intercompany")]),
    Shot("feedback", [(["7"], "escalated")]),
    Shot("feedback_page", [(["7"], "escalated"), (["enter"], "Life")]),
    Shot("log", [(["7"], "escalated"), (["]"], "open opportunities")]),
    Shot("log_successes", [(["7"], "escalated"), (["]"], "open opportunities"), ([*"vv"], "One margin")]),
    Shot(
        "log_told",
        [
            (["7"], "escalated"),
            (["]"], "open opportunities"),
            ([*"vv"], "One margin"),
            (["enter"], "It began with"),
        ],
    ),
    Shot("satisfaction", [(["7"], "escalated"), ([*"]]"], "half year")]),
    Shot("satisfaction_explained", [(["7"], "escalated"), ([*"]]"], "half year"), (["i"], "Promoters")]),
    Shot("satisfaction_answers", [(["7"], "escalated"), ([*"]]"], "half year"), (["enter"], "Spain.")]),
    Shot("maturity", [(["7"], "escalated"), ([*"]]"], "half year"), (["v"], "trusted advisor")]),
    Shot(
        "maturity_page",
        [
            (["7"], "escalated"),
            ([*"]]"], "half year"),
            (["v"], "trusted advisor"),
            (["down", "enter"], "We order"),
        ],
    ),
    Shot("feedback_causes", [(["7"], "escalated"), (["g"], "Last time")]),
    Shot("feedback_line", [(["7"], "escalated"), (["n", *"FIN", "space", *"Late"], "of Finance")]),
    Shot("representation", [REPRESENTATION, (["j"], "Ana Souza")]),
    Shot("representation_load", [REPRESENTATION, (["j", "i"], "The greater of")]),
    Shot("representation_person", [REPRESENTATION, (["j", "enter"], "Serves now")]),
    Shot("representation_candidates", [REPRESENTATION, (["enter"], "load now → then")]),
    Shot("representation_what_if", [REPRESENTATION, *HANDING_OVER]),
    Shot("help", [(["question_mark"], "Everywhere")]),
    Shot("palette", [(["ctrl+p"], "Search everything")]),
    Shot("search", [(["slash", *"fin"], "Finance")]),
)
EMPTY = (
    Shot("empty_today", []),
    Shot("empty_portfolio", [(["2"], "customer")]),
    Shot("empty_board", [(["3"], "action")]),
    Shot("empty_feedback", [(["7"], "Nobody said anything")]),
    Shot("empty_log", [(["7"], "Nobody said anything"), (["]"], "Nothing noted yet")]),
    Shot("empty_satisfaction", [(["7"], "Nobody said anything"), ([*"]]"], "Nobody was asked yet")]),
    Shot("empty_calendar", [(["4"], "November 2026")]),
    Shot("empty_services", [(["5"], "No services yet")]),
    Shot("empty_representation", [(["0"], "Nobody serves anybody")]),
    Shot("empty_demand", [(["6"], "asked for yet")]),
    Shot("nothing_to_undo", [(["u"], "close")]),
)


def _shows(app: BrmApp, marker: str) -> bool:
    return marker.casefold() in screen_text(app).casefold()


def _walk(shot: Shot) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what presses a picture's keys, waiting each time for what must then be there."""

    async def walk(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, BrmApp)
        first = app.screen_in_sight
        assert isinstance(first, TodayScreen)
        await until(pilot, lambda: first.whole or "Welcome" in screen_text(app))
        for keys, marker in shot.steps:
            await pilot.press(*keys)
            await until(pilot, partial(_shows, app, marker))
        await until(
            pilot, lambda: all(worker.is_finished for worker in app.workers if worker.group == "load")
        )
        await pilot.pause()
        assert app.unexpected == []

    return walk


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
@pytest.mark.parametrize("shot", SHOTS, ids=[shot.name for shot in SHOTS])
def test_a_screen_looks_as_it_did(snap_compare: Snap, demo: Desk, shot: Shot, size: tuple[int, int]) -> None:
    """Every screen of the demo."""
    assert snap_compare(BrmApp(demo), terminal_size=size, run_before=_walk(shot))


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
@pytest.mark.parametrize("shot", EMPTY, ids=[shot.name for shot in EMPTY])
def test_an_empty_screen_looks_as_it_did(
    snap_compare: Snap, desk: Desk, shot: Shot, size: tuple[int, int]
) -> None:
    """Every screen of a desk with nothing in it."""
    assert snap_compare(BrmApp(desk), terminal_size=size, run_before=_walk(shot))
