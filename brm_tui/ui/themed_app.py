"""An app in our themes whose screens bring their styles without a pause."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen

from brm_tui.ui import theme as themes
from brm_tui.ui.glyphs import shapes_work, terminal_encoding
from brm_tui.ui.plain_characters import PlainCharacters, SteadyCharacters

_OF_ALL_DIALOGS = "dialogs.tcss"


class ThemedApp(App[None]):
    """Knows our themes beside Textual's, and styles screens as they come."""

    def __init__(self, theme: str) -> None:
        """Make an app.

        Args:
            theme: The name of the theme to start with; ours where there is none of that name.
        """
        super().__init__()
        self._filters.append(SteadyCharacters())
        if not shapes_work():
            self._filters.append(PlainCharacters(terminal_encoding()))
        for ours in themes.OURS:
            self.register_theme(ours)
        # Set without a watcher: nothing is styled yet, so nothing needs styling again.
        self.set_reactive(App.theme, theme if theme in self.available_themes else themes.DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the colour names that our styles use."""
        return themes.colours_for(self.current_theme)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read a screen's own styles.

        Textual parses all styles anew for each new screen and styles everything again; here only what is
        new is parsed, and only the new screen, whose widgets are still to come, is styled.
        """
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.add_source(
                    path.read_text(encoding="utf-8"),
                    read_from=(str(path), ""),
                    # A feature's own styles go before what all dialogs share, whichever is read first.
                    tie_breaker=int(path.name != _OF_ALL_DIALOGS),
                )
        screen._css_update_count = self._css_update_count
        self.stylesheet.update(screen)

    def delay_update(self, delay: float = 0.05) -> None:
        """Switch modes without Textual's wait of 50 ms: a new screen holds itself back until it has its data."""

    def _end_batch(self) -> None:
        """Paint what was made meanwhile at once.

        Textual drops what a screen paints during a batch, as the first one does while the program starts, and
        paints it a frame later.
        """
        super()._end_batch()
        if not self._batch_count and self._running and self._screen_stack:
            self.screen._on_timer_update()
