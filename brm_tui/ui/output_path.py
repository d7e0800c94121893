"""Where a file goes that is written from a screen: a place that can be written, and nothing replaced unasked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError

if TYPE_CHECKING:
    from brm_tui.ui.screens.base import DeskScreen


def checked_path(text: object, *, folder: bool = False) -> Path:
    """Return where a file goes, or several.

    Raises:
        FieldError: It cannot go there.
    """
    try:
        path = Path(str(text)).expanduser().absolute()
    except RuntimeError as error:
        raise FieldError("path", text, "a path; ~ alone is your home") from error
    if path.is_dir() and not folder:
        raise FieldError("path", path, "the name of a file, not of a folder")
    if path.is_file() and folder:
        raise FieldError("path", path, "the name of a folder; this is a file")
    if not path.parent.is_dir():
        raise FieldError("path", path, f"a folder that exists; {path.parent} does not")
    return path


async def may_replace(screen: DeskScreen, path: Path) -> bool:
    """Ask before a file is replaced; answer at once where there is none. Only inside ``@work``."""
    from brm_tui.ui.dialogs.message import ConfirmDialog

    if not path.exists():
        return True
    question = ConfirmDialog("Replace the file?", f"{path} exists. Replace it?", yes="replace", no="keep it")
    return await screen.ask(question) is True
