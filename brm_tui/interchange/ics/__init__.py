"""Calendar files, bytes out."""

from brm_tui.interchange.ics.writer import (
    PRODUCT,
    RENDERING,
    ItemText,
    assemble_calendar,
    calendar_warnings,
    render_item,
    write_calendar,
)

__all__ = [
    "PRODUCT",
    "RENDERING",
    "ItemText",
    "assemble_calendar",
    "calendar_warnings",
    "render_item",
    "write_calendar",
]
