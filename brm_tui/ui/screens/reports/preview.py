"""What is shown of a report before it is handed over: its text, and what stays in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.text import one_line
from brm_tui.ui.screens.reports.document_text import document_lines
from brm_tui.ui.widgets.sheet import cut

if TYPE_CHECKING:
    from brm_tui.desk.report import BuiltReport

_MOST = 12


def preview_lines(built: BuiltReport, width: int) -> list[Content]:
    """Return the lines of a report, behind those of what is withheld."""
    return [*withheld_lines(built, width), *document_lines(built.document, width)]


def withheld_lines(built: BuiltReport, width: int) -> list[Content]:
    """Return what stays in the house, a line each; nothing where all of it may leave."""
    if not built.withheld:
        return []
    many = len(built.withheld)
    lines = [
        cut(
            Content.styled(
                f"▲ {many} marked internal {'stays' if many == 1 else 'stay'} in the house", "$attention"
            ),
            width,
        )
    ]
    lines += [
        cut(Content.styled(f"  {one.kind}: {one_line(one.name)}", "$muted"), width)
        for one in built.withheld[:_MOST]
    ]
    if many > _MOST:
        lines.append(Content.styled(f"  and {many - _MOST} more", "$muted"))
    return [*lines, Content("")]
