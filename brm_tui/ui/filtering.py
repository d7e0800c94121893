"""Filtering a list by a line of words, and keeping such lines by name: the same on every screen with a list.

::

    class PortfolioScreen(Filtering, DeskScreen):
        FILTERS = CUSTOMERS                                # of rules/filter_fields.py
        COMMANDS = (*filtering_commands("portfolio"), ...)

        def compose_body(self):
            yield CustomerFilterLine(CUSTOMERS.example)    # a FilterLine with filter_line_commands("portfolio")
            ...

        def list_again(self) -> None:                      # the filter is another one: show what fits ``only``
        def to_list(self) -> None:                         # give the list the keys

``load`` begins with ``self.read_filter_again()``, since dates in a filter count from the day. A tab does the same by
`FilteredPane` of ``screens/list_pane.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work

from brm_tui.errors import FieldError
from brm_tui.rules.filter_fields import FilterKind, FilterList
from brm_tui.rules.filter_words import explained
from brm_tui.rules.filters import NO_FILTER, ListFilter, Term, quoted, read_filter
from brm_tui.text import one_line
from brm_tui.ui.commands import FILTER, FILTER_OFF, KEPT_FILTERS, Command, Condition
from brm_tui.ui.homed import Homed
from brm_tui.ui.widgets.filter_line import FilterLine
from brm_tui.ui.widgets.title_bar import FILTERED

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

Word = tuple[str, str]
"""One thing to choose: the field's name, and its value (empty of a flag)."""


def filtering_commands(
    screen: str, condition: Condition | None = None, *, in_footer: bool = True
) -> tuple[Command, ...]:
    """Return the commands of a screen whose list is filtered; their ids begin with the screen's name.

    Args:
        screen: The screen's name.
        condition: Asked with the screen: is there anything to filter?
        in_footer: Whether the footer has room for it.
    """
    return (
        FILTER.command(
            f"{screen}.filter",
            "Filter",
            "List only what fits a line of words.",
            condition=condition,
            in_footer=in_footer,
        ),
        FILTER_OFF.command(
            f"{screen}.filter_off",
            "Show all",
            "Take the filter off.",
            condition=lambda shown: shown.is_filtered,
        ),
        KEPT_FILTERS.command(
            f"{screen}.filters",
            "Saved filters",
            "Choose a filter that is kept, or delete one.",
            condition=condition,
        ),
    )


class Filtering(Homed):
    """Mixin of screens and tabs whose list is filtered; the module's text says how to use it.

    Attributes:
        FILTERS: What the list can be filtered by.
        only: The filter as it is understood today.
        filter_name: The name under which it is kept, empty where it is not.
    """

    FILTERS: ClassVar[FilterList]
    only: ListFilter = NO_FILTER
    filter_name: str = ""

    @property
    def filters(self) -> FilterList:
        """What the list that is shown can be filtered by."""
        return self.FILTERS

    @property
    def is_filtered(self) -> bool:
        """Whether less is listed than there is."""
        return bool(self.only)

    def list_again(self) -> None:
        """Show what fits the filter; each screen says how."""

    def to_list(self) -> None:
        """Give the list the keys; each screen says which."""

    async def filter_words(self) -> Mapping[str, Sequence[str]]:
        """Return the words to choose from that are the desk's own, by field: its tags, its managers."""
        return {}

    def read_filter_again(self) -> None:
        """Understand the filter as of today."""
        self.only = read_filter(self.only.typed, self.filters, self._home.clock.today())

    def filter_by(self, typed: str, name: str = "") -> None:
        """Filter by another line."""
        self.only = read_filter(typed, self.filters, self._home.clock.today())
        self.filter_name = name
        self._say_meaning()
        self.list_again()

    @property
    def narrowed_by(self) -> str:
        """The filter by its name or in words; empty where there is none."""
        if not self.only:
            return ""
        return one_line(self.filter_name or explained(self.only, self._home.clock.today()))

    @property
    def filter_said(self) -> str:
        """The filter as the title line says it; empty where there is none."""
        return f"{FILTERED}{self.narrowed_by}" if self.narrowed_by else ""

    def filter_states(self, listed: int) -> list[str]:
        """Return what the title line says of the filter and of how many fit it; nothing where there is none."""
        return [f"{self.filter_said} · {listed:,} listed"] if self.filter_said else []

    def _say_meaning(self) -> None:
        self.query_one(FilterLine).say(
            one_line(explained(self.only, self._home.clock.today())),
            [one_line(part) for part in self.only.problems],
        )

    def action_filter(self) -> None:
        """Type what to list."""
        typed = self.only.typed
        self.query_one(FilterLine).open(f"{typed} " if typed else "")
        self._say_meaning()

    def action_show_all(self) -> None:
        """Take the filter off."""
        self.filter_by("")

    def action_kept_filters(self) -> None:
        """Choose a filter that is kept."""
        self._choose_kept()

    # Found by their names: Textual looks for ``@on`` in nodes only.

    def on_filter_line_typed(self, event: FilterLine.Typed) -> None:
        """Filter as one types."""
        event.stop()
        self.filter_by(event.text)

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """Do what the line was left for."""
        event.stop()
        match event.how:
            case "choose":
                self._choose_words()
                return
            case "save":
                self._save_filter()
                return
            case "kept":
                self._choose_kept()
                return
        self.query_one(FilterLine).display = False
        if event.how == "clear":
            self.action_show_all()
        self.to_list()

    def _take(self, typed: str, name: str = "") -> None:
        """Filter by a line that was chosen, and go on in the list."""
        self.query_one(FilterLine).display = False
        self.filter_by(typed, name)
        self.to_list()

    @work
    async def _save_filter(self) -> None:
        """Keep the filter under a name."""
        from brm_tui.ui.dialogs.text import TextDialog

        if self.only.problems:
            raise FieldError("filter", self.only.typed, f"what is understood; here {self.only.problems[0]}")
        dialog = TextDialog("Save the filter as", value=self.filter_name, placeholder="quiet VIPs")
        home = self._home
        name = await home.ask(dialog)
        if name:
            label = await home.gateway.write(_save, home.desk, self.filters.name, name, self.only.typed)
            self.filter_name = name
            home.toast(f"{label} · u takes it back")

    @work
    async def _choose_kept(self) -> None:
        """Choose a filter that is kept."""
        from brm_tui.ui.dialogs.kept_filters import KeptFiltersDialog

        dialog = KeptFiltersDialog(self._home, self.filters)
        await dialog.read()
        chosen = await self._home.ask(dialog)
        if chosen is not None:
            self._take(chosen.typed, chosen.name)

    @work
    async def _choose_words(self) -> None:
        """Choose from the words that the fields take."""
        from brm_tui.ui.dialogs.pick import Choice, PickManyDialog

        own = await self.filter_words()
        listed: list[Choice[Word]] = []
        for field in self.filters.fields:
            title = field.title[:1].upper() + field.title[1:]
            if field.kind is FilterKind.FLAG:
                listed.append(Choice((field.name, ""), title))
            for word in [*(field.words or own.get(field.name, ())), *field.missing[:1]]:
                if field.words or field.name in own:
                    listed.append(Choice((field.name, str(word)), f"{title}: {one_line(str(word))}"))
        chosen = await self._home.ask(PickManyDialog("Show only", listed, chosen=_chosen(self.only)))
        if chosen is not None:
            self._take(_with_words(self.only, chosen))


def _chosen(only: ListFilter) -> list[Word]:
    """Return the words that a filter names, as they are listed."""
    return [word for term in only.terms if _listable(term) for word in _words_of(term)]


def _listable(term: Term) -> bool:
    return not term.negated and term.how in ("in", "yes", "missing")


def _words_of(term: Term) -> list[Word]:
    if term.how == "missing":
        return [(term.field.name, word) for word in term.field.missing[:1]]
    return [(term.field.name, str(value)) for value in term.values or ("",)]


def _with_words(only: ListFilter, chosen: Sequence[Word]) -> str:
    """Return a filter's line with other words chosen; what cannot be chosen stays."""
    parts = [term.typed for term in only.terms if not _listable(term)]
    by_field: dict[str, list[str]] = {}
    for name, value in chosen:
        by_field.setdefault(name, []).append(value)
    for name, values in by_field.items():
        parts.append(name if values == [""] else f"{name}:{','.join(map(quoted, values))}")
    return " ".join([*parts, *map(quoted, only.words)])


def _save(desk: Desk, listed: str, name: str, typed: str) -> str:
    from brm_tui.desk.saved_filters import save_filter

    return save_filter(desk, listed, name, typed)
