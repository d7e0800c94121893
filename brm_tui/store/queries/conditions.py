"""The conditions of a list's filter, put together with the values that they are bound to."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.text import clean_line, sort_form


class Conditions:
    """Conditions that must all hold; values from outside are only ever bound.

    Attributes:
        values: What the named parameters are bound to.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.values: dict[str, object] = {}

    def add(self, condition: str, **values: object) -> None:
        """Add a condition of our own SQL, with the values of its named parameters."""
        self._parts.append(condition)
        self.values.update(values)

    def one_of(self, column: str, allowed: Sequence[object]) -> None:
        """Let a column be one of some values; none named: any."""
        if allowed:
            names = {f"value_{len(self.values) + place}": value for place, value in enumerate(allowed)}
            self._parts.append(f"{column} IN ({', '.join(f':{name}' for name in names)})")
            self.values.update(names)

    def words(self, text: str, columns: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        """Let every word of a text stand somewhere.

        Args:
            text: The words.
            columns: Columns that hold casefolded texts.
            elsewhere: Conditions of our own in which ``{like}`` stands behind such a column of another table.
        """
        for word in sort_form(clean_line(text)).split():
            name = f"word_{len(self.values)}"
            escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
            self.values[name] = f"%{escaped}%"
            like = rf"LIKE :{name} ESCAPE '\'"
            fits = [f"{column} {like}" for column in columns]
            fits += [condition.format(like=like) for condition in elsewhere]
            self._parts.append(f"({' OR '.join(fits)})")

    @property
    def where(self) -> str:
        """The WHERE clause with a space before it; empty without any condition."""
        return f" WHERE {' AND '.join(self._parts)}" if self._parts else ""
