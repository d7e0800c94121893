"""Where files live: the only place that knows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from brm_tui.errors import BrmError

HOME_VARIABLE = "BRM_TUI_HOME"


class Home(NamedTuple):
    """The folder of one desk and what stands in it.

    Attributes:
        root: The folder itself.
    """

    root: Path

    @property
    def database(self) -> Path:
        """The desk's one file."""
        return self.root / "desk.sqlite3"

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.root / "settings.toml"

    @property
    def backups(self) -> Path:
        """Where rolling backups are kept."""
        return self.root / "backups"

    @property
    def templates(self) -> Path:
        """The user's own templates."""
        return self.root / "templates"

    @property
    def drafts(self) -> Path:
        """What was typed and not saved yet."""
        return self.root / "drafts"

    @property
    def log(self) -> Path:
        """Where unexpected errors are written."""
        return self.root / "brm-tui.log"

    def make(self) -> None:
        """Make the folder, readable by its owner only.

        Raises:
            BrmError: It cannot be made.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BrmError(
                "No place for the desk",
                f"The folder {self.root} cannot be made: {error.strerror or error}. Nothing was written. "
                f"Name another folder with --home or {HOME_VARIABLE}.",
            ) from error


def home(folder: str | os.PathLike[str] | None = None) -> Home:
    """Return the home that is named, or that the environment names, or the system's usual place."""
    named = folder or os.environ.get(HOME_VARIABLE)
    if named:
        return Home(Path(named).expanduser().absolute())
    from platformdirs import user_data_path

    return Home(user_data_path("brm-tui", appauthor=False, roaming=False))


def demo_home(folder: str | os.PathLike[str] | None = None) -> Home:
    """Return the home of the demo desk: the one that is named, else one of its own beside or inside the user's."""
    if folder:
        return home(folder)
    own = home()
    if os.environ.get(HOME_VARIABLE):
        return Home(own.root / "demo")
    return Home(own.root.with_name("brm-tui-demo"))


def assets() -> Path:
    """Return the folder of the files that ship with the program: in the wheel, or beside the package."""
    inside = Path(__file__).parent / "assets"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "assets"
