"""What an empty screen says: what belongs there, and how the first one is made."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


class EmptyState(Widget):
    """A few calm lines in place of a list.

    ::

        yield EmptyState("No customers yet", "A customer is a part of the business that IT serves.",
                         [("n", "make the first one")])
    """

    def __init__(
        self,
        title: str,
        text: str,
        keys: Sequence[tuple[str, str]] = (),
        *,
        lines: Sequence[Content] = (),
        id: str | None = None,
    ) -> None:
        """Make an empty state.

        Args:
            title: What is not there yet, a few words.
            text: What belongs there and what it is good for, a few sentences.
            keys: Keys as a person reads them, and what they do.
            lines: More lines below, as they are.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._title = title
        self._text = text
        self._keys = tuple(keys)
        self._lines = tuple(lines)

    def show(self, lines: Sequence[Content]) -> None:
        """Put other lines below."""
        self._lines = tuple(lines)
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the lines."""
        parts = [Content.styled(self._title, "bold"), Content.styled(self._text, "$muted")]
        content = Content("\n\n").join(parts)
        if self._keys:
            keys = [Content.assemble((key, "bold"), (f"  {does}", "$muted")) for key, does in self._keys]
            content = Content.assemble(content, "\n\n", Content("\n").join(keys))
        if self._lines:
            content = Content.assemble(content, "\n\n", Content("\n").join(self._lines))
        return content
