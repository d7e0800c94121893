"""The desk's reading connection as pages of a long list take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from brm_tui.store.queries.paging import Result

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


class DeskReading:
    """Reads with the connection of whichever thread asks; failures are told as BrmError."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def execute(self, statement: str, parameters: Mapping[str, Any], /) -> Result:
        """Run one statement."""
        result: Result = self._desk.read(lambda connection: connection.execute(statement, parameters))
        return result
