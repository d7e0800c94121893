"""Finding again the people, objectives and services that a frozen version names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from brm_tui.errors import BrmError


class Names:
    """Looks up what a version names, and gathers what is gone so that it is told all at once."""

    def __init__(self, connection: sqlite3.Connection, content: Mapping[str, Any], agreement_id: str) -> None:
        """Make it.

        Args:
            connection: The step's connection.
            content: The frozen version.
            agreement_id: Whose objectives are meant.
        """
        self._connection = connection
        self._agreement_id = agreement_id
        self._missing: list[str] = []
        named = [*content["staff"], *content["acceptance"]]
        named += [one for forum in content["forums"] for one in forum["attendees"]]
        self._people: dict[str, set[str]] = {}
        for one in named:
            if one["person_id"]:
                self._people.setdefault(str(one["person"]), set()).add(str(one["person_id"]))

    def refuse_missing(self) -> None:
        """See that nothing that was asked for is gone.

        Raises:
            BrmError: Something is; it says what, and who needs it.
        """
        if self._missing:
            listed = "; ".join(dict.fromkeys(self._missing))
            raise BrmError("Cannot be reverted", f"{listed}. Nothing was changed.")

    def person(self, person_id: str, name: str, where: str) -> str:
        """Return the id of someone whose id the version knows."""
        if not self._exists("person", person_id):
            self._missing.append(f"{name}, named by ‘{where}’, is no longer in this desk")
        return person_id

    def person_called(self, name: str | None, where: str) -> str | None:
        """Return the id of someone whom the version only names: who is meant elsewhere in it comes first."""
        if not name:
            return None
        meant = {person_id for person_id in self._people.get(name, ()) if self._exists("person", person_id)}
        found = meant or set(self._ids("SELECT id FROM person WHERE name = ?", name))
        return self._only(found, f"{name}, named by ‘{where}’,")

    def objective_called(self, title: str | None, where: str) -> str | None:
        """Return the id of one of the agreement's objectives."""
        if not title:
            return None
        query = "SELECT id FROM objective WHERE title = ? AND agreement_id = ?"
        found = set(self._ids(query, title, self._agreement_id))
        return self._only(found, f"The objective ‘{title}’ of ‘{where}’")

    def service_called(self, name: str | None, where: str) -> str | None:
        """Return the id of a service."""
        if not name:
            return None
        return self._only(
            set(self._ids("SELECT id FROM service WHERE name = ?", name)),
            f"The service ‘{name}’ of ‘{where}’",
        )

    def _only(self, found: set[str], what: str) -> str | None:
        if len(found) == 1:
            return next(iter(found))
        self._missing.append(
            f"{what} is in this desk {len(found)} times" if found else f"{what} is no longer in this desk"
        )
        return None

    def _exists(self, table: str, row_id: str) -> bool:
        return bool(self._ids(f'SELECT id FROM "{table}" WHERE id = ?', row_id))

    def _ids(self, query: str, *parameters: str) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(query, parameters)]
