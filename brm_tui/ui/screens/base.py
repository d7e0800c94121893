"""What every screen is: how to write one.

::

    class PortfolioScreen(DeskScreen):
        TITLE = "Portfolio"
        CSS_PATH = "portfolio.tcss"          # beside the module; ids begin with the feature's name
        COMMANDS = (
            NEW.command("portfolio.new", "New customer", "Make a customer."),
            OPEN.command("portfolio.open", "Open customer", "Show everything about the customer.",
                         condition=lambda screen: screen.has_customer),
        )

        def compose_body(self) -> ComposeResult:
            yield CustomerTable(id="portfolio-table")

        async def load(self) -> None:
            summary = await self.gateway.read(portfolio_summary, self.desk)
            self.answer = f"{summary.customers} customers · {summary.need_you} need you"
            self.state = "sort: health ↓"
            self.query_one(CustomerTable).reload()

        @work                                # from textual import work
        async def action_new(self) -> None:
            dialog = FormDialog("New customer", fields, {}, references=..., save=...)
            if await self.ask(dialog):       # only inside @work; dialogs answer None when left by escape
                self.toast("Customer made")

        @work
        async def action_delete(self) -> None:
            label = await self.gateway.write(delete, self.desk, "customers", self.customer_id)
            self.toast(f"{label} · u takes it back")

- **Frame.** Header (modes, clock), title line, your body, footer. The title line reads ``trail › TITLE
  answer … state``: set ``self.trail`` (names of the screens above, outermost first), ``self.title`` (a
  str), ``self.answer`` and ``self.state`` (str or `Content`, a state also its parts as a tuple) at any time; text is
  never markup.
- **Data.** ``load()`` runs as a worker after mounting, after every write (of anyone), at midnight, and on
  coming back to a screen that missed a write. A newer run cancels the older one. Keep the cursor on the
  same record in it. The desk's use cases are functions that take the desk first; import them inside
  methods. Never call them directly (a table's page fetch excepted): ``await self.gateway.read(function,
  *args)`` and ``await self.gateway.write(function, *args)``. After a write you need not reload: ``load()``
  comes by itself. What nobody waits for yet is read by ``gateway.read_ahead``, which gives way to keys.
- **Keys.** Keys that are typed ahead wait for the first ``load()``, for ``load()`` after a write of this window, and
  for ``@work`` actions until they ask (keys_in_order.py). A ``load()`` with more to come says ``self.has_come()``.
- **Gone.** A screen about one record names it in ``ABOUT`` ("customer"); when ``load()`` finds the record no longer
  there (`NotFoundError`), the screen is left and the footer says so.
- **Errors.** Let them rise. A `BrmError` becomes a dialog, anything else a calm one with the log's place;
  from handlers, actions and workers alike.
- **Actions** that wait for a write or a dialog are ``@work async def action_…``. Conditions that change
  without a focus change need ``self.refresh_bindings()``.
- **Opening.** ``self.show(OtherScreen(id))`` pushes; escape pops.
  ``self.post_message(OpenRecord("customers", id))`` opens any record by its kind: on the screen that ``modes.py``
  names, or on that of the record which holds it (``HELD_BY``), whose class answers for it in ``shows`` and takes
  it in ``seek``. ``self.sought`` is what it is opened for, with the words that were searched for.
- **Width.** Classes ``-narrow`` (below 110 columns) or ``-wide`` and ``-short`` (below 30 lines) or
  ``-tall`` are on the screen; override ``HORIZONTAL_BREAKPOINTS`` where others suit.
- **Colours.** ``$good $attention $bad $muted $faint $cursor $cursor-blurred $focus`` beside Textual's, in
  tcss and in `Content` spans (``Content.styled(text, "$muted")``); signs come from ``glyphs.py``.
- **Empty.** Show `EmptyState` (widgets/empty_state.py) where a list would be empty.
- **Help.** ``HELP`` is a paragraph at the top of the help screen; commands come from ``COMMANDS`` of the
  screen and of the widget that has the focus (a widget lists its own: ``class Cards(Commanding,
  ScrollView)``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from brm_tui.errors import NotFoundError
from brm_tui.ui.coming import Coming
from brm_tui.ui.commands import Command, Commanding
from brm_tui.ui.guarded import Guarded
from brm_tui.ui.painted_once import PaintedOnce
from brm_tui.ui.sparing_compositor import SparingCompositor
from brm_tui.ui.widgets.header import Header
from brm_tui.ui.widgets.key_bar import KeyBar
from brm_tui.ui.widgets.title_bar import State, TitleBar
from brm_tui.ui.working import work_anew

if TYPE_CHECKING:
    from brm_tui.clock import Clock
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.gateway import Gateway
    from brm_tui.ui.messages import OpenRecord

Answer = TypeVar("Answer")


_LONGEST_HELD_BACK = 0.15
"""Seconds until a new screen is painted without its data."""


class Body(Widget):
    """The part of a screen between its title and its footer."""


class DeskScreen(Guarded, Commanding, PaintedOnce[Any], Screen[Any]):
    """A screen of the desk; the module's text says how to write one.

    Attributes:
        complete: Set while composing: the screen has its data already and need not be held back.
        sought: What the screen is opened for; None where one just went there.
        gone: Whether what the screen is about was no longer there when it was last read.
        coming: What is being read that the next key may be meant for.
    """

    # Textual's screens have palette providers under this name; ours are made from the commands.
    COMMANDS: ClassVar[tuple[Command, ...]] = ()  # type: ignore[assignment]
    HELP: ClassVar[str] = ""
    SHOWS: ClassVar[frozenset[str]] = frozenset()
    """KINDs that are rows of this screen."""
    ABOUT: ClassVar[str] = ""
    """What the screen is about, with which it goes; empty: it is about no single record."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    trail: var[tuple[str, ...]] = var[tuple[str, ...]](())
    answer: var[str | Content] = var[str | Content]("")
    state: var[State] = var[State]("")

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self._stale = False
        self._held_back = False
        self.complete = False
        self.gone = False
        self.coming = Coming.SCREEN
        self.sought: OpenRecord | None = None

    @classmethod
    def shows(cls, kind: str) -> bool:
        """Answer whether records of a KIND are rows of this screen, where `seek` puts the cursor on one."""
        return kind in cls.SHOWS

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The KIND and id of what is under the cursor, or shown: what is noted from here is noted for its customer."""
        return None

    @property
    def farewell(self) -> str:
        """What the footer says when what the screen is about was taken away by another window."""
        return f"This {self.ABOUT} is no longer there"

    def seek(self, sought: OpenRecord) -> None:
        """Take what the screen is opened for, before it is first shown; see ``Opening`` in the module's text."""
        self.sought = sought

    def compose(self) -> ComposeResult:
        """Put the frame around the body."""
        # Known before the first styling, where Textual would style everything again.
        width, height = self.app.size
        for size, breakpoints in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            fitting = [name for least, name in sorted(breakpoints or ()) if size >= least]
            self.add_class(*fitting[-1:])
        yield Header()
        yield TitleBar()
        with Body():
            yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Yield the widgets of the body."""
        yield from ()

    async def load(self) -> None:
        """Read what the screen shows; see the module's text."""

    @property
    def gateway(self) -> Gateway:
        """Return the way to the desk."""
        return self.shell.gateway

    @property
    def desk(self) -> Desk:
        """Return the desk, the first argument of its functions."""
        return self.shell.gateway.desk

    @property
    def clock(self) -> Clock:
        """Return the desk's clock."""
        return self.shell.clock

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and return its answer; None when it was left by escape. Only inside ``@work``."""
        return await self.app.push_screen_wait(dialog)

    def show(self, screen: Screen[Any]) -> None:
        """Open another screen on top of this one; escape comes back."""
        self.app.push_screen(screen)

    def toast(self, text: str) -> None:
        """Say in the footer, for a few seconds, what was done."""
        self.shell.toast(text)

    def reload(self, coming: Coming = Coming.NOTHING) -> None:
        """Run ``load()`` again, in place of one that still runs; keys wait for what comes, if it is said."""
        self._stale = False
        if self.coming is Coming.NOTHING:
            self.coming = coming
        work_anew(self, self._load, "load")

    async def _load(self) -> None:
        try:
            await self.load()
            self.gone = False
        except NotFoundError:
            if not self.ABOUT:
                raise
            self.gone = True
            self._leave_when_gone()
        finally:
            if not get_current_worker().is_cancelled:
                self.has_come()
            if self._held_back:
                # Behind what the widgets ask for in answer to their data: it is laid out and painted once.
                self.set_timer(0.001, self._show_now)

    def has_come(self) -> None:
        """Let the keys go on that waited for what is shown now; ``load()`` says so where it reads more behind it."""
        self.coming = Coming.NOTHING

    def _leave_when_gone(self) -> None:
        """Go back from what is no longer there; under a dialog or another screen, once that is closed."""
        if self.gone and self.app.screen is self:
            self.app.pop_screen()
            # Whoever took it away here was told so; another window's doing comes unsaid.
            if not self.shell.notice:
                self.toast(self.farewell)

    def _show_now(self) -> None:
        """Paint a screen that was held back until it had its data."""
        if self._held_back:
            self._held_back = False
            self.app._end_batch()

    def mark_stale(self) -> None:
        """Note that the desk changed while the screen was out of sight."""
        self._stale = True

    def on_mount(self) -> None:
        """Read what the screen shows; until it is read, or has taken long, nothing is painted."""
        if not self.complete:
            self._held_back = True
            self.app._begin_batch()
            self.set_timer(_LONGEST_HELD_BACK, self._show_now)
        self.reload()

    def on_unmount(self) -> None:
        """Let others paint when it goes before it was seen."""
        self._show_now()

    def on_screen_resume(self) -> None:
        """Read again when the desk changed meanwhile."""
        if self._stale:
            self.reload()
        else:
            self._leave_when_gone()

    def watch_trail(self) -> None:
        """Show the new trail."""
        self._refresh_title()

    def watch_title(self) -> None:
        """Show the new title."""
        self._refresh_title()

    def watch_answer(self) -> None:
        """Show the new answer."""
        self._refresh_title()

    def watch_state(self) -> None:
        """Show the new state."""
        self._refresh_title()

    def _compositor_refresh(self) -> None:
        """Paint what has changed, but not while a batch runs: Textual would paint, and throw it away."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    def _refresh_title(self) -> None:
        for bar in self.query_children(TitleBar):
            bar.refresh()
