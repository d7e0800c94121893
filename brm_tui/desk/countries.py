"""The zone database's own tables of countries, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from brm_tui.rules.countries import read_country_names, read_zone_countries, read_zone_links


def country_of(zone: str) -> str:
    """Return the code of the country that a zone lies in; empty where it lies in none."""
    found = _zone_countries().get(zone)
    if found is None and "/" in zone and not zone.startswith("Etc/"):
        found = _zone_countries().get(_zone_links().get(zone, ""))
    return found or ""


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Return the names of countries by code."""
    return read_country_names(_lines("iso3166.tab"))


@lru_cache(maxsize=1)
def _zone_countries() -> dict[str, str]:
    return read_zone_countries(_lines("zone.tab"))


@lru_cache(maxsize=1)
def _zone_links() -> dict[str, str]:
    return read_zone_links(_lines("tzdata.zi"))


def _lines(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
