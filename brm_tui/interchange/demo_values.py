"""The demo's values as written, turned into the native types of the model's fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from brm_tui.interchange.demo_dates import DemoDays
from brm_tui.interchange.demo_source import SourceRow
from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import KINDS, Link

_NO_MINOR_UNIT = frozenset({"JPY", "KRW", "ISK"})


class Converter:
    """Converts rows field by field; what a field is stands in the model.

    Attributes:
        days: Reads dates.
        zone: The zone of times where a row has none.
        ids: The ids of rows by KIND and key; filled by the reader.
    """

    def __init__(self, days: DemoDays, zone: str, ids: Mapping[str, Mapping[str, str]]) -> None:
        self.days = days
        self.zone = zone
        self.ids = ids

    def values(self, row: SourceRow, fields: dict[str, Any], number: int) -> dict[str, object]:
        """Return all values of a row: what is written, its zone, and its place in the files as its order."""
        if "zone" in _fields(row.kind):
            fields.setdefault("zone", self.zone)
        values = self.given(row, fields)
        if row.kind == "changes" and values.get("impact") and values.get("likelihood"):
            risk = change_risk(int(fields["impact"]), int(fields["likelihood"]))
            values.setdefault("risk", risk.value)
        if _has_position(row.kind):
            values.setdefault("position", float(number))
        for link in KINDS[row.kind].links:
            values.setdefault(link.name, [])
        return values

    def given(self, row: SourceRow, fields: Mapping[str, Any]) -> dict[str, object]:
        """Return the values that are written, by the model's names.

        Raises:
            BrmError: The KIND has no such field, or a reference names no row.
        """
        known = _fields(row.kind)
        links = {link.name: link for link in KINDS[row.kind].links}
        values: dict[str, object] = {}
        for name, value in fields.items():
            if name not in known:
                raise row.refused(f"there is no field {name!r}")
            if name in links:
                values[name] = self._linked(links[name], value, row)
            elif known[name].kind is FieldKind.REFERENCE:
                values[f"{name}_id"] = self.named(known[name].refers_to, value, row)
            else:
                values[name] = self._native(known[name].kind, value, fields)
        return values

    def named(self, kind: str, key: str, row: SourceRow) -> str:
        """Return the id of the row that a key names.

        Raises:
            BrmError: There is no such row.
        """
        try:
            return self.ids[kind][key]
        except KeyError:
            raise row.refused(f"there is nothing named {key!r} among the {kind}") from None

    def _linked(self, link: Link, value: Any, row: SourceRow) -> list[Any]:
        """Return ids, or pairs of id and word; ids that the reader put in itself are kept."""
        known = self.ids[link.kind]
        found: list[Any] = []
        for part in _listed(value):
            key, _, quality = part.partition(":")
            own_id = key if key in known.values() else self.named(link.kind, key, row)
            found.append((own_id, quality or link.usual) if link.quality else own_id)
        return found

    def _native(self, kind: FieldKind, value: Any, fields: Mapping[str, Any]) -> object:
        if value is None or value == "":
            return None
        match kind:
            case FieldKind.DATE:
                return value if isinstance(value, date) else self.days.day(value)
            case FieldKind.LOCAL_MOMENT:
                zone = str(fields.get("zone") or self.zone)
                return value if isinstance(value, datetime) else self.days.existing_local(value, zone)
            case FieldKind.MOMENT:
                return self.days.moment(value, self.zone)
            case FieldKind.MONEY:
                minor = 1 if fields.get("currency") in _NO_MINOR_UNIT else 100
                return int(Decimal(str(value)) * minor)
            case FieldKind.DECIMAL:
                return float(value)
            case FieldKind.CHOICES | FieldKind.WORDS:
                return _listed(value)
            case FieldKind.LONG_TEXT:
                return value.strip("\n")
        result: object = value
        return result


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return list(value)


def _fields(kind: str) -> dict[str, FieldDescription]:
    """Return what a row can be given, by name: what a person enters, and the day an action was done."""
    from brm_tui.model.kinds import describe

    fields = {field.name: field for field in describe(KINDS[kind])}
    if kind == "actions":
        fields["done"] = FieldDescription("done", "Done", "The day it was done.", FieldKind.DATE)
    return fields


def _has_position(kind: str) -> bool:
    from brm_tui.model.kinds import table_of

    return "position" in table_of(KINDS[kind]).model_fields
