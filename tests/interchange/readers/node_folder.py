"""Where the readers that run under Node are: in ``node_modules`` of a folder.

``BRM_TUI_ICAL_JS`` names the folder, else it is ``~/.cache/brm-tui-tests``; ``npm install --prefix
~/.cache/brm-tui-tests ical.js node-ical`` puts them there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

from tests.interchange.readers.seen import Reader, Seen, seen_from_json


def _folder() -> Path:
    named = os.environ.get("BRM_TUI_ICAL_JS")
    return Path(named) if named else Path("~/.cache/brm-tui-tests").expanduser()


def _missing(package: str) -> str:
    if shutil.which("node") is None:
        return "Node is not installed"
    if not (_folder() / "node_modules" / package / "package.json").exists():
        return f"{package} is not in {_folder()} (BRM_TUI_ICAL_JS names another folder)"
    return ""


def _show(script: Path, path: Path, first: date, last: date) -> list[Seen]:
    command = ["node", str(script), str(_folder()), str(path), first.isoformat(), last.isoformat()]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr
    return seen_from_json(done.stdout)


def node_reader(package: str, script: str) -> Reader:
    """Return a reader that a script of this folder runs.

    Args:
        package: What it is called in the registry.
        script: The script's name.
    """
    place = Path(__file__).with_name(script)
    return Reader(package, partial(_missing, package), partial(_show, place))
