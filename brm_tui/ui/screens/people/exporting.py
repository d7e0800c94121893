"""The directory as a file."""

from __future__ import annotations

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.people_directory import DirectoryPerson

COLUMNS: tuple[ExportColumn[DirectoryPerson], ...] = (
    ExportColumn("Name", lambda person: person.name),
    ExportColumn("Side", lambda person: person.side.value),
    ExportColumn("Title", lambda person: person.title),
    ExportColumn("Organisation", lambda person: person.organisation),
    ExportColumn("E-mail", lambda person: person.email),
    ExportColumn("Phone", lambda person: person.phone),
    ExportColumn("First customer", lambda person: person.customer),
    ExportColumn("Role there", lambda person: person.role),
    ExportColumn("Customers", lambda person: person.customers),
    ExportColumn("Left", lambda person: person.left),
)
