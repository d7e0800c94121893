"""The bundle: one portable file with a desk's rows, or with those of one customer, for another desk.

A bundle is a zip file. ``manifest.json`` says what it is and lists every other file with its SHA-256 and number of
lines; ``about.txt`` says to a person what stands where; ``rows/TABLE.jsonl`` holds a table's rows in UTF-8, a JSON
object a line: ``row`` the columns as the desk stores them, ``past`` the fingerprints of what the row was before,
oldest first (``brm_tui/rules/bundle.py`` says how they are made).
"""

from brm_tui.interchange.bundle.reading import BundleFile, read_bundle
from brm_tui.interchange.bundle.writing import BundleRow, write_bundle

__all__ = ["BundleFile", "BundleRow", "read_bundle", "write_bundle"]
