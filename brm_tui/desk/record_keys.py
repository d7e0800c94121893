"""How tables of other programs are understood: of which KINDs they are, what names a record, and what heads mean."""

from __future__ import annotations

from collections.abc import Mapping

IMPORTED = (
    "customers", "people", "services", "roles", "representations", "agreements", "staff", "forums", "objectives",
    "appendices", "subscriptions", "projects", "milestones", "changes", "events", "exceptions", "meetings", "touches",
    "actions", "demands", "feedback", "log", "successes", "surveys", "responses", "maturity", "risks", "holidays",
    "freezes",
)  # fmt: skip
"""The KINDs that are imported this way, each behind those that it may point at."""

_KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "customers": (("code",),),
    "people": (("email",), ("name", "organisation")),
    "services": (("name",),),
    "projects": (("code",), ("name",)),
    "changes": (("code",), ("title", "window_start")),
    "subscriptions": (("service", "customer"),),
    "roles": (("person", "customer", "role"),),
    "representations": (("person", "customer", "role"),),
    "milestones": (("project", "title"),),
    "holidays": (("calendar", "date"),),
    "freezes": (("title", "start"),),
    "maturity": (("customer", "side", "date"),),
    "surveys": (("name", "date"),),
    "touches": (("customer", "at", "summary"),),
    "feedback": (("customer", "title", "received"),),
    "events": (("title", "start"),),
    "exceptions": (("event", "original_start"),),
    "meetings": (("event", "occurrence"),),
    "staff": (("agreement", "person", "role"),),
    "forums": (("agreement", "name"),),
}
"""By which fields a row finds its record, the first that the row has all of."""
_USUALLY = (("agreement", "title"), ("customer", "title"))
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "mail", "e-mail address", "email address", "mail address"),
    "name": ("full name", "display name", "customer name", "service name", "project name"),
    "phone": ("telephone", "mobile", "business phone", "work phone"),
    "title": ("summary", "subject", "short description", "job title"),
    "organisation": ("organization", "company", "department"),
    "code": ("number", "id number", "key", "ticket", "change number", "project number"),
    "customer": ("customer code", "business unit"),
    "detail": ("description",),
    "window_start": ("planned start", "start date", "scheduled start"),
    "window_end": ("planned end", "end date", "scheduled end"),
    "received": ("opened", "created", "date"),
    "owner": ("assigned to", "responsible"),
}
"""Heads of other programs for a field, beside its title."""


def keys_of(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return by which fields a row of a KIND finds its record, the first that the row has all of."""
    return (*_KEYS.get(kind, ()), *_USUALLY)
