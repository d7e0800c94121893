"""The history of an agreement to read: what was done when, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from textual.content import Content

from brm_tui.desk.agreement_history import AgreementStep
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.text import one_line
from brm_tui.ui.screens.agreement.markdown_text import Block

MOST = 500
"""How many steps are listed at most; `brm-tui history` prints all of them."""

_KINDS = {HistoryKind.UNDO: "Undone: ", HistoryKind.REDO: "Brought again: "}


def history_text(steps: Sequence[AgreementStep], zone: str) -> list[Block]:
    """Return the steps as lines, day by day.

    Args:
        steps: Newest first.
        zone: The user's zone, in which the moments are told.
    """
    if not steps:
        return [Block(Content.styled("Nothing was done yet.", "$muted"))]
    local = ZoneInfo(zone)
    moments = [(step.at.astimezone(local), step) for step in steps[:MOST]]
    this_year = moments[0][0].date()
    blocks: list[Block] = []
    for day, done in groupby(moments, key=lambda item: item[0].date()):
        blocks.append(Block(Content.styled(show_full_date(day, this_year), "bold"), gap=True))
        for moment, step in done:
            lead = Content.styled(f"{moment:%H:%M}  ", "$muted")
            taken_back = _KINDS.get(step.kind, "")
            text = Content.assemble((taken_back, "$muted"), one_line(step.label))
            blocks.append(Block(text, lead, Content(" " * lead.cell_length)))
    if len(steps) > MOST:
        earlier = f"and {len(steps) - MOST} earlier ones; brm-tui history prints them"
        blocks.append(Block(Content.styled(earlier, "$muted"), gap=True))
    return blocks
