"""Every table and the file its class stands in; a class is loaded when it is first asked for.

A running program writes few tables in a day, and every class it does not load is memory it does not hold.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from sqlmodel import SQLModel

_FILES = {
    "actions": ("action",),
    "agreements": (
        "agreement", "agreement_version", "appendix", "forum", "forum_attendee", "objective", "plan_staff", "signature",
    ),
    "changes": ("change", "change_customer", "change_service"),
    "customers": ("customer",),
    "demands": ("demand",),
    "desk": ("desk_setting", "export_target", "handed_over_pack", "import_mapping", "saved_filter", "snooze"),
    "events": (
        "calendar_identity", "calendar_text", "event", "event_attendee", "event_customer", "event_exception",
        "exported_entry", "exported_file", "freeze", "holiday", "meeting", "meeting_attendance", "source_calendar",
    ),
    "feedback": ("feedback",),
    "history": ("history_change", "history_step"),
    "log": ("log_entry", "success", "success_source"),
    "people": ("contact_role", "person", "representation"),
    "projections": (
        "agreement_projection", "customer_projection", "demand_projection", "occurrence", "person_projection",
    ),
    "projects": ("milestone", "project", "project_customer"),
    "risks": ("risk",),
    "services": ("service", "service_measure", "subscription"),
    "surveys": ("maturity", "survey", "survey_response"),
    "touches": ("touch", "touch_person"),
}  # fmt: skip
_FILE_OF = {table: file for file, tables in _FILES.items() for table in tables}

metadata = SQLModel.metadata
"""The tables whose classes are loaded."""


class _Tables(Mapping[str, type[SQLModel]]):
    """The class of each table, by the table's name; its names are known without loading anything."""

    def __init__(self) -> None:
        self._found: dict[str, type[SQLModel]] = {}

    def __getitem__(self, name: str) -> type[SQLModel]:
        if name not in self._found:
            module = import_module(f"brm_tui.model.{_FILE_OF[name]}")
            for value in vars(module).values():
                if hasattr(value, "__table__"):
                    self._found[value.__tablename__] = value
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_FILE_OF)

    def __len__(self) -> int:
        return len(_FILE_OF)


TABLES = _Tables()

NOT_IN_HISTORY = frozenset(
    {
        "history_step", "history_change", "calendar_identity", "calendar_text", "occurrence",
        "customer_projection", "person_projection", "agreement_projection", "demand_projection", "export_target",
        "exported_file", "exported_entry",
    }
)  # fmt: skip
