"""search."""

from __future__ import annotations

from typing import Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table


def search(options: Any) -> None:
    """Print what is called so or has the words."""
    from brm_tui.desk.search import search as find

    with opened(options) as desk:
        found = find(desk, options.text)
    if options.json:
        print_json([as_values(hit) for hit in found])
    else:
        print_table(
            ["kind", "id", "label", "detail", "words"],
            [[hit.kind, hit.id, hit.label, hit.detail, hit.excerpt] for hit in found],
        )
