"""Long texts in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from brm_tui.errors import BrmError


def editor_command() -> list[str]:
    """Return the user's editor with its arguments, from VISUAL or EDITOR, else what there is.

    Raises:
        BrmError: There is none.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named, posix=os.name != "nt")
    for usual in ("nano", "vim", "vi", "notepad"):
        if found := shutil.which(usual):
            return [found]
    raise BrmError("No editor", "Set EDITOR to the editor of your choice. Your text is unchanged.")


def edit_outside(app: App[object], text: str) -> str:
    """Return the text as the user left it in the editor; the screen waits meanwhile.

    Raises:
        BrmError: There is no editor, or it failed; the text is unchanged.
    """
    command = editor_command()
    with tempfile.TemporaryDirectory(prefix="brm-tui-") as folder:
        file = Path(folder) / "text.md"
        file.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                # The user's own choice of program, on a file of our own.
                ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603
            app.refresh()
            if ended.returncode:
                raise BrmError(
                    "Editor failed",
                    f"{command[0]} ended with {ended.returncode}. Your text is unchanged.",
                )
            return file.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise BrmError(
                "Editor failed", f"{command[0]} cannot be run: {error.strerror}. Your text is unchanged."
            ) from error
        except SuspendNotSupported:
            raise BrmError(
                "No editor here", "This terminal cannot make room for an editor. Your text is unchanged."
            ) from None
