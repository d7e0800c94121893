"""Which country a zone lies in, so that people's holidays and weekends are known from where they are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brm_tui.rules.working_time import WEEKEND

_ALIASES = {
    "AE": ("emirates", "uae"), "BA": ("bosnia",), "CI": ("ivory coast",), "CZ": ("czechia",),
    "GB": ("united kingdom", "uk", "great britain", "britain", "england"), "KR": ("south korea", "korea"),
    "NL": ("holland", "the netherlands"), "TR": ("türkiye",), "TW": ("taiwan",),
    "US": ("usa", "us", "united states of america"), "VN": ("vietnam",),
}  # fmt: skip
_FRIDAY_AND_SATURDAY = frozenset({4, 5})
_WEEKENDS = dict.fromkeys(
    ("BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"),
    _FRIDAY_AND_SATURDAY,
) | {"IR": frozenset({3, 4}), "NP": frozenset({5}), "BN": frozenset({4, 6})}


def read_zone_countries(lines: Iterable[str]) -> dict[str, str]:
    """Return the country's code by zone, from the lines of the zone database's ``zone.tab``."""
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            code, _place, zone = line.split("\t")[:3]
            found[zone.strip()] = code
    return found


def read_zone_links(lines: Iterable[str]) -> dict[str, str]:
    """Return today's name by each older name of a zone, from the lines of ``tzdata.zi``."""
    found = {}
    for line in lines:
        if line.startswith("L "):
            _link, zone, older = line.split()
            found[older] = zone
    return found


def read_country_names(lines: Iterable[str]) -> dict[str, str]:
    """Return the country's name by code, from the lines of ``iso3166.tab``."""
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            code, name = line.rstrip("\n").split("\t")[:2]
            found[code] = name
    return found


def calendar_of(country: str, names: Mapping[str, str], calendars: Iterable[str]) -> str:
    """Return the holiday calendar that is called like a country; empty where there is none.

    Args:
        country: The country's code.
        names: Names of countries by code.
        calendars: What the desk's holiday calendars are called.
    """
    if not country:
        return ""
    known = {country.casefold(), names.get(country, country).casefold(), *_ALIASES.get(country, ())}
    return next((name for name in sorted(calendars) if name.strip().casefold() in known), "")


def weekend_of(country: str) -> frozenset[int]:
    """Return the weekdays off in a country, 0 for Monday."""
    return _WEEKENDS.get(country, WEEKEND)
