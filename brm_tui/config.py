"""The user's settings: a frozen typed object, read from settings.toml and written atomically."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from brm_tui.clock import zone_named
from brm_tui.errors import BrmError, FieldError


class Settings(NamedTuple):
    """What a user may set.

    Attributes:
        zone: IANA time zone of the user; empty: the machine's.
        theme: Name of the theme.
        currency: ISO 4217 code that new amounts get.
        calendar_domain: What stands behind the @ in calendar UIDs; never change it once files were handed out.
        fiscal_year_start: The month, 1 to 12, in which the fiscal year begins: what is quarterly keeps to its quarters.
        backups: How many rolling backups are kept.
        work_in_progress: Most cards in a column of the board before it is marked, by status.
        feedback_days: Working days in which a complaint must be settled, by severity: ``critical = 2``; those that are
            not named keep the usual number (see ``rules/feedback_due.py``).
        calendar_view: How the calendar was last looked at: month, week, agenda or year.
        calendar_hidden: The layers of the calendar that are turned off.
        calendar_customer: Code of the customer whose calendar is shown; empty: all.
        keys: Keys by command id, such as ``"portfolio.new" = "n"``.
    """

    zone: str = ""
    theme: str = "brm-dark"
    currency: str = "EUR"
    calendar_domain: str = "brm-tui.local"
    fiscal_year_start: int = 1
    backups: int = 14
    work_in_progress: Mapping[str, int] = MappingProxyType({"in progress": 8, "blocked": 4})
    feedback_days: Mapping[str, int] = MappingProxyType({})
    calendar_view: str = "month"
    calendar_hidden: tuple[str, ...] = ()
    calendar_customer: str = ""
    keys: Mapping[str, str] = MappingProxyType({})


CALENDAR_VIEWS = ("month", "week", "agenda", "year")
"""In the order in which one goes through them."""


_COUNTS = ("work_in_progress", "feedback_days")
"""Tables whose values are whole numbers."""


def _checked(name: str, value: object, default: object) -> object:
    if isinstance(default, Mapping):
        words = isinstance(value, dict) and all(
            isinstance(item, int if name in _COUNTS else str) for item in value.values()
        )
        if not words:
            raise FieldError(name, value, "a table of names and values")
        if name == "feedback_days":
            _check_days(cast("Mapping[str, int]", value))
        return value
    if isinstance(default, tuple):
        from brm_tui.rules.vocabulary import CalendarLayer

        layers = [layer.value for layer in CalendarLayer]
        if not isinstance(value, list) or any(item not in layers for item in value):
            raise FieldError(name, value, f"a list of {', '.join(layers)}")
        return tuple(value)
    if type(value) is not type(default):
        raise FieldError(name, value, "a whole number" if isinstance(default, int) else "a text in quotes")
    if name == "zone" and value:
        zone_named(str(value))
    if name == "calendar_view" and value not in CALENDAR_VIEWS:
        raise FieldError(name, value, ", ".join(CALENDAR_VIEWS))
    if name == "backups" and not 1 <= int(str(value)) <= 1000:
        raise FieldError(name, value, "1 to 1000")
    if name == "fiscal_year_start" and not 1 <= int(str(value)) <= 12:
        raise FieldError(name, value, "a month, 1 to 12")
    return value


def _check_days(value: Mapping[str, int]) -> None:
    from brm_tui.rules.vocabulary import Criticality

    severities = [severity.value for severity in Criticality]
    if any(
        name not in severities or isinstance(days, bool) or not 1 <= days <= 250
        for name, days in value.items()
    ):
        raise FieldError("feedback_days", value, f"1 to 250 working days for any of {', '.join(severities)}")


def _not_read(path: Path, error: Exception) -> BrmError:
    return BrmError(
        "Settings not read",
        f"{path} cannot be read: {error}. Mend it or move it away; nothing was changed.",
    )


def read_settings(path: Path) -> Settings:
    """Return the settings in the file, or the defaults where there is none.

    Raises:
        BrmError: The file is not TOML or holds a value that is not allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise _not_read(path, error) from error
    import tomllib

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_read(path, error) from error
    defaults = Settings()
    known = defaults._asdict()
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise BrmError(
            "Settings not read", f"{path}: {', '.join(unknown)} is no setting; there are {', '.join(known)}."
        )
    changes: dict[str, Any] = {name: _checked(name, value, known[name]) for name, value in given.items()}
    return defaults._replace(**changes)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's content in one move, so that no reader ever sees half of it.

    Raises:
        BrmError: The file cannot be written; the old content is still there.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BrmError(
            "Not written",
            f"{path} cannot be written: {error.strerror or error}. What stood there is unchanged.",
        ) from error


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings that differ from the defaults."""
    import tomli_w

    defaults = Settings()._asdict()
    changed = {name: value for name, value in settings._asdict().items() if value != defaults[name]}
    write_atomically(path, tomli_w.dumps(changed).encode())


def change_settings(path: Path, **changes: Any) -> None:
    """Write some settings; the others stay as they stand in the file now, whoever wrote them."""
    write_settings(path, read_settings(path)._replace(**changes))


def local_zone(settings: Settings) -> str:
    """Return the user's zone: the setting, else the machine's, else UTC."""
    if settings.zone:
        return settings.zone
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"
