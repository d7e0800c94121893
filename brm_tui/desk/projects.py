"""Projects: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.desk.spans import prepare_spans
from brm_tui.model.projects import Project
from brm_tui.rules.project_states import check_project_move
from brm_tui.rules.vocabulary import ProjectStatus
from brm_tui.store.step import Step


def prepare_project(desk: Desk, step: Step, values: dict[str, Any], row: Project | None) -> None:
    """Keep its periods sound, and let no status be skipped.

    A new project may have any status, as imports bring them; from then on it moves by its rule.
    """
    prepare_spans(desk, step, values, row)
    if row is not None:
        check_project_move(ProjectStatus(row.status), ProjectStatus(values["status"]))
