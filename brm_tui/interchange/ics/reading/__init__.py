"""Calendar files of other people, bytes in: whatever any program writes, component by component."""

from brm_tui.interchange.ics.reading.calendar import ReadCalendar, Skipped, Taken, read_calendar
from brm_tui.interchange.ics.reading.rows import ForeignEvent

__all__ = ["ForeignEvent", "ReadCalendar", "Skipped", "Taken", "read_calendar"]
