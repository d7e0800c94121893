"""Where a file goes that is written from a screen: a place that can be written, and nothing replaced unasked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from brm_tui.errors import FieldError

if TYPE_CHECKING:
    from brm_tui.rules.fields import FieldDescription
    from brm_tui.ui.dialogs.progress import Tell
    from brm_tui.ui.screens.base import DeskScreen

Written = TypeVar("Written")


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


async def write_file(
    screen: DeskScreen,
    title: str,
    field: FieldDescription,
    offered: str,
    write: Callable[[Path, Tell], Awaitable[Written]],
    *,
    endings: Sequence[str] = (),
) -> Written | None:
    """Ask where a file goes and write it, with a bar where that takes a moment. Only inside ``@work``.

    Args:
        screen: Where the dialogs open.
        title: What is written.
        field: What is asked for; it is called ``path``.
        offered: What stands there at first.
        write: Writes to a place, and is given where to say how far it is.
        endings: What the name may end in; empty: whatever ``write`` takes.

    Returns:
        What was written; None where the user left.
    """
    from brm_tui.ui.dialogs.form import FormDialog
    from brm_tui.ui.dialogs.progress import with_progress

    written: list[Written] = []

    async def save(values: dict[str, object]) -> bool:
        path = checked_path(values["path"])
        if endings and path.suffix.casefold() not in endings:
            *others, last = endings
            allowed = f"{', '.join(others)} or {last}" if others else last
            raise FieldError("path", path.name, f"a name that ends in {allowed}")
        if not await may_replace(screen, path):
            raise FieldError("path", path, "another name: the file was kept")
        done = await with_progress(screen, title, lambda tell: write(path, tell))
        if done is not None:
            written.append(done)
        return done is not None

    dialog = FormDialog(title, [field], {"path": offered}, save=save, new=True)
    return written[0] if await screen.ask(dialog) is not None and written else None
