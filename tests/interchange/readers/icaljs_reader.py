"""ical.js under Node, which Thunderbird reads calendars with.

It is looked for in ``node_modules`` of the folder that ``BRM_TUI_ICAL_JS`` names, else of
``~/.cache/brm-tui-tests`` (``npm install --prefix ~/.cache/brm-tui-tests ical.js`` puts it there).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

from tests.interchange.readers.seen import Reader, Seen, seen_from_json

_SCRIPT = Path(__file__).with_suffix(".mjs")


def _folder() -> Path:
    named = os.environ.get("BRM_TUI_ICAL_JS")
    return Path(named) if named else Path("~/.cache/brm-tui-tests").expanduser()


def _missing() -> str:
    if shutil.which("node") is None:
        return "Node is not installed"
    if not (_folder() / "node_modules/ical.js/dist/ical.js").exists():
        return f"ical.js is not in {_folder()} (BRM_TUI_ICAL_JS names another folder)"
    return ""


def _show(path: Path, first: date, last: date) -> list[Seen]:
    command = ["node", str(_SCRIPT), str(_folder()), str(path), first.isoformat(), last.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return seen_from_json(done.stdout)


READER = Reader("ical.js", _missing, _show)
