"""Calendar files, bytes out."""

from brm_tui.interchange.ics.writer import (
    PRODUCT,
    ItemText,
    assemble_calendar,
    calendar_warnings,
    render_item,
    write_calendar,
)

__all__ = [
    "PRODUCT",
    "ItemText",
    "assemble_calendar",
    "calendar_warnings",
    "render_item",
    "write_calendar",
]
