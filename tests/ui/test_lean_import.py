"""What stands in for modules while Textual is imported does what they do, once it is asked to."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import json, sys
from brm_tui.ui.lean_import import without_what_is_unused

with without_what_is_unused():
    import urllib.parse
    import textual.app, textual.design, textual.layout, textual.notifications, textual.suggestions, textual.widget

names = ("ssl", "textual.command", "typing_extensions", "platformdirs", "rich.table", "textual.canvas", "difflib",
         "ipaddress", "uuid")
absent = [name for name in names if name not in sys.modules]
done = {
    "table": type(textual.design.Table()).__module__,
    "canvas": type(textual.layout.Canvas(2, 2)).__module__,
    "folder": type(textual.app.user_downloads_path()).__module__,
    "identity": len(textual.notifications.Notification("said").identity),
    "near": textual.suggestions.get_close_matches("colour", ["color", "width"]),
    "host": urllib.parse.urlsplit("http://[::1]/x").hostname,
}
import ssl, textual.command, typing_extensions
done["real"] = [hasattr(ssl, "SSLContext"), hasattr(textual.command, "CommandPalette"),
                hasattr(typing_extensions, "deprecated")]
print(json.dumps({"names": list(names), "absent": absent, "done": done}))
"""


def test_what_stood_in_leaves_no_trace() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout)
    assert found["absent"] == found["names"]
    assert found["done"] == {
        "table": "rich.table",
        "canvas": "textual.canvas",
        "folder": "pathlib",
        "identity": 36,
        "near": ["color"],
        "host": "::1",
        "real": [True, True, True],
    }
