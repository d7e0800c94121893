"""Agreements from templates: a TOML file, with the relationship philosophy beside it as Markdown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.paths import assets
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import KINDS
from brm_tui.text import one_line, shortened

FIELDS = {
    "forums": (
        "name", "level", "purpose", "frequency", "first_date", "day_rule", "start_time", "length", "agenda",
        "place", "attendees",
    ),
    "objectives": (
        "kind", "title", "why", "strategy", "it_strategy", "measure", "baseline", "target", "start", "due",
        "business_owner", "it_owner", "investment", "value", "currency",
    ),
    "appendices": ("kind", "title", "reference", "valid_until", "text"),
}  # fmt: skip
"""The fields of each KIND that a template may give; what they take stands in the model."""

_TEXT, _WHOLE = FieldKind.TEXT, FieldKind.WHOLE
_OWN_FIELDS = (
    FieldDescription("title", "Title", "What it is called in lists.", _TEXT, True, maximum=60),
    FieldDescription("summary", "Summary", "For whom it is, one line.", _TEXT, True, maximum=160),
    FieldDescription("agreement_title", "Agreement", "The title of the agreement.", _TEXT, maximum=150),
    FieldDescription("term_months", "Term", "How many months.", _WHOLE, default=12, minimum=1, maximum=120),
    FieldDescription(
        "review_days", "Review", "So many days before the end.", _WHOLE, default=60, minimum=0, maximum=366
    ),
    FieldDescription("roles", "Roles", "The staff roles to fill.", FieldKind.WORDS, maximum=200),
)
_CUSTOMER = "{customer}"
_AFTER_START = re.compile(r"\+\d{1,3}[dwm]")
_TAKES_AFTER_START = 'days, weeks or months after the term starts, like "+10d", "+2w" or "+6m"'
_PROBE = date(2026, 1, 1)
_LARGEST_FILE = 1_000_000
_MOST_ROWS = 100
_MOST_MISTAKES = 12


@dataclass(frozen=True, slots=True)
class Template:
    """What a template holds; dates are texts counted from the first day of the term, people are roles.

    Attributes:
        name: What it is called on the command line: the file's name without its ending.
        values: Its own fields by name.
        philosophy: Section 1, Markdown.
        rows: The rows of each KIND, in order.
    """

    name: str
    values: Mapping[str, Any]
    philosophy: str
    rows: Mapping[str, tuple[Mapping[str, Any], ...]]

    @property
    def brings(self) -> str:
        """What an agreement from it starts with, in a few words."""
        counts = [(len(self.values["roles"]), "role")]
        counts += [(len(self.rows[kind]), KINDS[kind].noun) for kind in FIELDS]
        many = {KINDS[kind].noun: kind for kind in FIELDS}
        parts = [
            f"{number} {noun if number == 1 else many.get(noun, f'{noun}s')}"
            for number, noun in counts
            if number
        ]
        parts += ["philosophy"] if self.philosophy else []
        return ", ".join([*parts, f"{self.values['term_months']} months"])


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template in a list.

    Attributes:
        name: What it is called on the command line.
        title: What it is called in lists.
        summary: For whom it is.
        brings: What an agreement from it starts with.
        own: Whether it is the user's.
        file: Where it stands.
        problem: Why it cannot be used, else empty.
    """

    name: str
    title: str
    summary: str
    brings: str
    own: bool
    file: str
    problem: str = ""


def own_folder(desk: Desk) -> Path:
    """Return where the user's own templates for agreements stand."""
    return desk.home.templates / "agreements"


def _files(desk: Desk) -> dict[str, Path]:
    """Return the templates' files by name, the user's own before the ones that ship."""
    found: dict[str, Path] = {}
    for folder in (assets() / "templates" / "agreements", own_folder(desk)):
        for path in sorted(folder.glob("*.toml")):
            found[one_line(path.stem)] = path
    return dict(sorted(found.items()))


def templates(desk: Desk) -> list[TemplateLine]:
    """Return all templates by name, those that cannot be used with the reason."""
    lines = []
    for name, path in _files(desk).items():
        own = path.parent == own_folder(desk)
        try:
            found = _read(name, path)
        except BrmError as error:
            lines.append(TemplateLine(name, name, "", "", own, str(path), one_line(error.message)))
        else:
            title, summary = found.values["title"], found.values["summary"]
            lines.append(TemplateLine(name, title, summary, found.brings, own, str(path)))
    return lines


def read_template(desk: Desk, name: str) -> Template:
    """Return a template.

    Raises:
        BrmError: There is none of that name, or its file holds mistakes; all of them are told.
    """
    files = _files(desk)
    if name not in files:
        raise FieldError("template", name, ", ".join(files) or f"the files in {own_folder(desk)}")
    return _read(name, files[name])


def _read(name: str, path: Path) -> Template:
    content = _toml(path)
    mistakes: list[str] = []
    markdown = path.with_suffix(".md")
    philosophy = content.pop("philosophy", None)
    if markdown.is_file():
        if philosophy is not None:
            mistakes.append(f"{path.name}: philosophy stands in {markdown.name} already; keep one of them.")
        philosophy = _text(markdown)
    rows = {kind: content.pop(kind, []) for kind in FIELDS}
    values = _checked(path.name, "", _OWN_FIELDS, content, mistakes)
    roles = tuple(values.get("roles", ()))
    # Checked by what the agreement's own field takes.
    text = _checked(
        path.name, "", _described("agreements", ("philosophy",)), {"philosophy": philosophy}, mistakes
    )
    whole: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for kind, given in rows.items():
        if not isinstance(given, list) or len(given) > _MOST_ROWS:
            mistakes.append(f"{path.name}: {kind}: allowed: at most {_MOST_ROWS} tables [[{kind}]].")
            continue
        whole[kind] = tuple(
            _row(path.name, kind, number, row, roles, mistakes) for number, row in enumerate(given, start=1)
        )
    if mistakes:
        more = len(mistakes) - _MOST_MISTAKES
        listed = mistakes[:_MOST_MISTAKES] + ([f"… and {more} more."] if more > 0 else [])
        raise BrmError("Template not usable", "\n".join(listed))
    defaults = {field.name: field.default for field in _OWN_FIELDS if not field.required}
    return Template(name, defaults | {"roles": ()} | values, str(text.get("philosophy", "")), whole)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BrmError(
                "Template not usable", f"{path.name}: allowed: a file of at most {_LARGEST_FILE:,} bytes."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BrmError("Template not usable", f"{path.name} cannot be read: {reason}.") from error
    except UnicodeDecodeError as error:
        raise BrmError("Template not usable", f"{path.name} is not written in UTF-8.") from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BrmError(
            "Template not usable", f"{path.name} is no TOML: {one_line(str(error))[:200]}."
        ) from error
    except RecursionError as error:
        raise BrmError("Template not usable", f"{path.name} is nested too deeply.") from error


@cache
def _described(kind: str, names: tuple[str, ...]) -> tuple[FieldDescription, ...]:
    from brm_tui.model.kinds import describe

    fields = {field.name: field for field in describe(KINDS[kind])}
    return tuple(fields[name] for name in names)


def _row(
    file: str, kind: str, number: int, row: object, roles: tuple[str, ...], mistakes: list[str]
) -> dict[str, Any]:
    from brm_tui.rules.day_rules import forum_recurrence

    where = f"{kind} {number}: "
    if not isinstance(row, dict):
        mistakes.append(f"{file}: {where}allowed: a table [[{kind}]].")
        return {}
    fields = _described(kind, FIELDS[kind])
    before = len(mistakes)
    values = _checked(file, where, fields, row, mistakes, roles)
    if kind == "forums" and len(mistakes) == before:
        usual = {field.name: field.default for field in fields} | values
        try:
            forum_recurrence(str(usual["frequency"]), str(usual["day_rule"]), _PROBE, None)
        except FieldError as error:
            mistakes.append(f"{file}: {where}{error.message}")
    return values


def _checked(
    file: str,
    where: str,
    fields: tuple[FieldDescription, ...],
    given: Mapping[str, object],
    mistakes: list[str],
    roles: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the values that are allowed, and tell of each that is not."""
    known = {field.name: field for field in fields}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            shown = shortened(one_line(name), 60)
            mistakes.append(f"{file}: {where}{shown!r} is no field; allowed: {', '.join(known)}.")
            continue
        try:
            typed = _value(known[name], value, roles)
        except FieldError as error:
            mistakes.append(f"{file}: {where}{error.message}")
        else:
            if typed is not None:
                values[name] = typed
    for field in fields:
        if field.required and field.kind is not FieldKind.DATE and field.name not in given:
            mistakes.append(f"{file}: {where}{field.name} is missing: {field.help}")
        elif field.required and given.get(field.name) == "":
            mistakes.append(f"{file}: {where}{field.name} is empty: {field.help}")
    return values


def _value(field: FieldDescription, value: object, roles: tuple[str, ...]) -> object:
    from brm_tui.rules.values import check_value

    if field.kind is FieldKind.DATE:
        if not isinstance(value, str) or not _AFTER_START.fullmatch(value):
            raise FieldError(field.name, value, _TAKES_AFTER_START)
        return value
    typed: Any = check_value(field, value)
    if field.kind in (FieldKind.REFERENCE, FieldKind.ATTENDEES) and typed is not None:
        named = [typed] if field.kind is FieldKind.REFERENCE else [role for role, _how in typed]
        for role in named:
            if role not in roles:
                raise FieldError(field.name, role, ", ".join(roles) or "a role of the list roles")
    return typed


def dates_of(template: Template, kind: str, row: Mapping[str, Any], start: date) -> dict[str, date]:
    """Return the dates of a row in a term that starts on a day."""
    from brm_tui.rules.dates import read_date

    found = {}
    for field in _described(kind, FIELDS[kind]):
        if field.kind is FieldKind.DATE and (field.required or field.name in row):
            day = read_date(str(row.get(field.name, "+0d")), start)
            if day is None:
                raise BrmError(
                    "Too far", f"Template {template.name}: {field.name} {row[field.name]} is no date."
                )
            found[field.name] = day
    return found


def titled(text: str, customer: str) -> str:
    """Return a text of a template with the customer's name where it belongs."""
    return text.replace(_CUSTOMER, customer)


def review_day(template: Template, first: date, last: date) -> date:
    """Return when both sides look at the agreement again, within its term."""
    return max(first, last - timedelta(days=int(template.values["review_days"])))
