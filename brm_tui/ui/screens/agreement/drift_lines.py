"""Promised against kept: one line on the row under the cursor, and one on a whole section for both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from textual.content import Content

from brm_tui.desk.agreement_pages import AgreementPage
from brm_tui.rules.agreements import Section
from brm_tui.rules.drift import Verdict
from brm_tui.rules.drift_words import action_words, forum_words, objective_words, sides_words


class _Judged(Protocol):
    @property
    def id(self) -> str: ...


JudgedT = TypeVar("JudgedT", bound=_Judged)


def _by_id(rows: Iterable[JudgedT], row_id: str) -> JudgedT | None:
    return next((row for row in rows if row.id == row_id), None)


def forum_line(page: AgreementPage, row_id: str) -> Content:
    """Return what became of a forum's meetings, and who came where one side came less; empty: none was due."""
    row = _by_id(page.drift.forums, row_id)
    if row is None:
        return Content()
    aside = sides_words(row.sides) if row.sides.business != row.sides.it else ""
    return Content.assemble(forum_words(row), (f" · {aside}" if aside else "", "$muted"))


def objective_line(page: AgreementPage, row_id: str) -> Content:
    """Return how an objective's promise stands."""
    row = _by_id(page.drift.objectives, row_id)
    return Content(objective_words(row)) if row is not None else Content()


def action_line(page: AgreementPage, row_id: str) -> Content:
    """Return how an action's promise was kept; empty while it is open."""
    row = _by_id(page.drift.actions, row_id)
    judged = row is not None and row.verdict is not Verdict.OPEN
    return Content(action_words(row)) if row is not None and judged else Content()


def section_line(page: AgreementPage, section: Section) -> Content:
    """Return what each side kept of a section; empty for one that promises nothing, or nothing yet."""
    sides = {
        Section.FORUMS: page.drift.forum_sides,
        Section.OBJECTIVES: page.drift.objective_sides,
        Section.ACTIONS: page.drift.action_sides,
    }.get(section)
    return Content.styled(sides_words(sides), "$muted") if sides is not None else Content()
