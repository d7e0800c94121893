"""How the services, projects and changes of all customers are doing: mode 5, in tabs."""

from __future__ import annotations

from brm_tui.ui.screens.panes import PanePlace, PaneScreen

_SCREENS = "brm_tui.ui.screens"
#: The same tabs stand on the page of a customer, with what is its own; see ``ui/screens/panes.py``.
PANES = (
    PanePlace("services", "Services", f"{_SCREENS}.services.pane:ServicesPane"),
    PanePlace("projects", "Projects", f"{_SCREENS}.projects.pane:ProjectsPane"),
    PanePlace("changes", "Changes", f"{_SCREENS}.changes.pane:ChangesPane"),
)


class ServicesScreen(PaneScreen):
    """Services, projects and changes over the whole portfolio."""

    TITLE = "Services"
    PANES = PANES
    HELP = (
        "How the services, the projects and the changes of all customers are doing. The same lists stand on the"
        " page of each customer, with what is its own."
    )
