"""Screens that are turned like pages: the tabs of a customer, and those of the mode of services.

How to write a tab that stands in both, such as projects::

    ui/screens/projects/pane.py
        class ProjectsPane(ListPane):                     # a Pane where it is no list
            NAME, TABLE = "projects", ProjectTable
            COMMANDS = (...)                              # of the tab; they need the focus in it

            def compose(self): yield EmptyState(...); yield ProjectTable(COLUMNS, id="projects-table")

            async def load(self) -> None:                 # as a screen's ``load``
                customer_id = self.owner.customer_id      # "" in the mode: all customers
                self.table.set_source(...)
                self.put_cursor_on(self.table)
                self.set_class(self.table.row_count == 0, "-empty")
                self.owner.say("12 projects · 2 red", "filter: red")

- **Places.** One line in ``PANES`` of ``services/screen.py`` and one in ``PANES`` of ``customer/screen.py``, each a
  `PanePlace`; the class is imported and made when its tab is first opened. A tab that does not exist has no line.
- **Whose.** ``self.owner`` is the screen: gateway, desk, clock, ``ask``, ``toast``, ``show`` as screens have them, and
  ``customer_id``. What a tab shows of one customer needs no column with its name: choose the columns by it.
- **Saying.** ``owner.say(answer, state)`` writes the title line: both of them in the mode; a customer keeps its own
  answer and says only the state.
- **One list.** A tab that is one list derives from ``ListPane`` (``list_pane.py``), which has cursor, marks, the
  line that narrows it and the order; from ``ViewPane`` (``view_pane.py``) where its desk takes a view.
- **Layout.** The tab's list fills it, and gives way to its `EmptyState` while the tab has the class ``-empty``. More
  goes into ``DEFAULT_CSS`` of its widgets, as a tab has no sheet of its own.
- **Opening.** ``rows_of`` of its `PanePlace` names the KINDs that it lists; a record of them, found by the search,
  opens here with the cursor on it: ``put_cursor_on`` in ``load`` sees to that.
- **Keys.** ``[`` and ``]`` turn, and so do ``h l`` and the arrows where a list has no use for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar, NamedTuple, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from brm_tui.ui.coming import Coming
from brm_tui.ui.commands import Command, Commanding
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.widgets.tab_bar import Tab, TabBar
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.widgets.title_bar import State


class PanePlace(NamedTuple):
    """A tab, and where its class is.

    Attributes:
        name: Its name in the program, the ``NAME`` of its class.
        title: What it is called.
        place: Its class, ``module:Class``.
        rows_of: KINDs whose records are rows of its list: what is searched for opens here, with the cursor on it.
    """

    name: str
    title: str
    place: str
    rows_of: tuple[str, ...] = ()

    def make(self) -> Pane:
        """Return a new tab."""
        module, _, name = self.place.partition(":")
        made: Pane = getattr(import_module(module), name)()
        return made


class Panes(ContentSwitcher):
    """Shows one tab at a time."""

    DEFAULT_CSS = "Panes { height: 1fr; width: 1fr; }"


class Pane(Commanding, Widget, can_focus=True):
    """The content of a tab; it is made when the tab is first opened."""

    NAME: ClassVar[str] = ""
    DEFAULT_CSS = """
    Pane { height: 1fr; width: 1fr; layout: vertical; }
    Pane Table { height: 1fr; width: 1fr; }
    Pane > EmptyState { display: none; }
    Pane.-empty > Table { display: none; }
    Pane.-empty > EmptyState { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(id=f"pane-{self.NAME}")
        self._wanted: str | None = None

    def put_cursor_on(self, table: Table, row_id: str | None = None) -> None:
        """Put the cursor of a list on a new row, now or as soon as it is listed; ``load`` calls it without one."""
        self._wanted = row_id or self._wanted
        if self._wanted is not None and table.move_cursor_to(self._wanted):
            self._wanted = None

    def seek(self, row_id: str, words: str = "") -> None:
        """Take the record that the tab is opened at; ``load`` of a list finds it by `put_cursor_on`."""
        self._wanted = row_id

    @property
    def owner(self) -> PaneScreen:
        """Return the screen."""
        return cast("PaneScreen", self.screen)

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The KIND and id of what is under the cursor: what is noted from here is noted for its customer."""
        return None

    async def load(self) -> None:
        """Read what the tab shows; the cursor stays on its record."""

    @property
    def main(self) -> Widget:
        """Return what has the keys: the list, or the tab itself where there is nothing to list."""
        return self


class PaneScreen(DeskScreen):
    """A screen of tabs; the module's text says how they are written.

    Attributes:
        PANES: The tabs from left to right.
        customer_id: Whose records the tabs show; empty for all customers.
        tab: The name of the tab that is open.
    """

    AUTO_FOCUS = ""  # a tab gives the keys to what it lists, once that is there
    PANES: ClassVar[tuple[PanePlace, ...]] = ()
    DEFAULT_CSS = """
    PaneScreen TabBar { height: 1; width: 1fr; text-wrap: nowrap; margin: 0 0 1 0; }
    """
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "tabs.next",
            "right_square_bracket,l,right,shift+right",
            "turn(1)",
            "Next tab",
            "Go to the next tab.",
            group="Moving about",
        ),
        Command(
            "tabs.previous",
            "left_square_bracket,h,left,shift+left",
            "turn(-1)",
            "Previous tab",
            "Go to the previous tab.",
            group="Moving about",
        ),
    )

    def __init__(self, tab: str = "", customer_id: str = "") -> None:
        """Make the screen.

        Args:
            tab: The name of the tab that is opened first; empty for the first one.
            customer_id: Whose records the tabs show; empty for all customers.
        """
        super().__init__()
        self.customer_id = customer_id
        self.tab = tab or self.PANES[0].name

    @classmethod
    def shows(cls, kind: str) -> bool:
        """Answer whether a tab lists records of a KIND."""
        return any(kind in place.rows_of for place in cls.PANES)

    def seek(self, sought: OpenRecord) -> None:
        """Open the tab that lists what is sought."""
        super().seek(sought)
        self.tab = next((place.name for place in self.PANES if sought.kind in place.rows_of), self.tab)

    def compose_body(self) -> ComposeResult:
        """Show the tabs; what is in them is made when they are opened."""
        yield TabBar()
        yield Panes()

    @property
    def pane(self) -> Pane | None:
        """Return the tab that is open."""
        return next((pane for pane in self.query(Pane) if self.tab == pane.NAME), None)

    async def load(self) -> None:
        """Read the tab that is open."""
        await self.show_tab()

    async def show_tab(self) -> None:
        """Show the tab that is open, made where it is not there yet, with what is in the desk now."""
        tabs = [Tab(place.name, place.title, *self.count_on(place.name)) for place in self.PANES]
        self.query_one(TabBar).show(tabs, self.tab)
        pane = self.pane
        panes = self.query_one(Panes)
        if pane is None:
            place = next(place for place in self.PANES if place.name == self.tab)
            pane = place.make()
            await panes.mount(pane)
            if self.sought is not None and self.sought.kind in place.rows_of:
                pane.seek(self.sought.id, self.sought.words)
                self.sought = None
        if panes.current != pane.id:
            panes.current = pane.id
            self.state = ""
        for other in self.query(Pane):
            if other is not pane:
                other.display = False  # also one that was still being mounted when this one was asked for
        await pane.load()
        # What has the keys within the tab, such as a line that one filters by, keeps them.
        if self.focused is None or pane not in self.focused.ancestors:
            pane.main.focus()
        self.refresh_bindings()

    @property
    def record_here(self) -> tuple[str, str] | None:
        """What is under the cursor of the open tab."""
        return None if self.pane is None else self.pane.record_here

    def count_on(self, tab: str) -> tuple[str, str]:
        """Return how much is behind a tab and how much of it is late, as its title says; empty for nothing."""
        return "", ""

    def say(self, answer: str | Content, state: State = "") -> None:
        """Write what the open tab says in the title line."""
        self.answer, self.state = answer, state

    def open_tab(self, name: str) -> None:
        """Open a tab."""
        if name != self.tab:
            self.tab = name
            self.reload(Coming.TAB)

    @on(TabBar.Chosen)
    def _tab_chosen(self, event: TabBar.Chosen) -> None:
        self.open_tab(event.name)

    def action_turn(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        names = [place.name for place in self.PANES]
        self.open_tab(names[(names.index(self.tab) + by) % len(names)])
