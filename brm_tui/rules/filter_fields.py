"""What a list can be filtered by: its fields, each told once, for reading, explaining and choosing. Plain data.

A list joins by one `FilterList` here and the SQL of its fields in ``store/queries/filter_columns.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brm_tui.rules.portfolio import AgreementStanding
from brm_tui.rules.vocabulary import (
    ActionStatus,
    Channel,
    CustomerKind,
    CustomerStatus,
    Priority,
    PromiseSide,
    Side,
)


class FilterKind(StrEnum):
    """What can be asked of a field."""

    WORD = "one of a few words"
    NUMBER = "a number"
    DAY = "a date"
    TEXT = "a text"
    NAME = "the name of a record"
    TAGS = "tags"
    FLAG = "yes or no"


@dataclass(frozen=True, slots=True)
class FilterField:
    """One field of a list.

    Attributes:
        name: What one types: ``tier:1``; of a flag the words themselves: ``needs you``.
        title: What the explanation calls it.
        kind: What can be asked of it.
        words: The words it takes, in the order a person thinks.
        also: Other words for its name.
        missing: Words for having none: ``manager:nobody``.
        back: Whether it is a date that has passed: ``within 7 days`` looks back, ``for 30 days`` has a meaning.
        refers_to: The KIND whose records it names.
    """

    name: str
    title: str
    kind: FilterKind
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    missing: tuple[str, ...] = ("none",)
    back: bool = False
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class FilterList:
    """One list.

    Attributes:
        name: Its name; saved filters are kept under it.
        title: What it lists, in the plural.
        fields: What it can be filtered by.
        example: A filter as an example.
    """

    name: str
    title: str
    fields: tuple[FilterField, ...]
    example: str

    def named(self, word: str) -> FilterField | None:
        """Return the field of that name, in any case; None where there is none."""
        wanted = word.casefold()
        for field in self.fields:
            if wanted == field.name or wanted in field.also:
                return field
        return None


_TAG = FilterField("tag", "tag", FilterKind.TAGS, also=("tags",))
_NOBODY = ("nobody", "none")

CUSTOMERS = FilterList(
    "portfolio",
    "customers",
    (
        FilterField("needs you", "needs you", FilterKind.FLAG),
        FilterField("status", "status", FilterKind.WORD, tuple(CustomerStatus), missing=()),
        FilterField("tier", "tier", FilterKind.NUMBER, ("1", "2", "3"), missing=()),
        FilterField("kind", "kind", FilterKind.WORD, tuple(CustomerKind), missing=()),
        FilterField("manager", "manager", FilterKind.NAME, missing=_NOBODY, refers_to="people"),
        FilterField("agreement", "agreement", FilterKind.WORD, tuple(AgreementStanding), missing=()),
        _TAG,
        FilterField("part", "part of", FilterKind.NAME, refers_to="customers"),
        FilterField("health", "health", FilterKind.NUMBER),
        FilterField("open", "open actions", FilterKind.NUMBER, also=("actions",)),
        FilterField("late", "overdue actions", FilterKind.NUMBER, also=("overdue",)),
        FilterField("contact", "contact", FilterKind.DAY, also=("touch", "contacted"), back=True),
        FilterField("meeting", "meeting", FilterKind.DAY),
        FilterField("review", "review", FilterKind.DAY),
        FilterField("expires", "last day of the agreement", FilterKind.DAY, also=("expiry", "expiring")),
    ),
    "tier:1 tag:vip no contact for 30 days, health < 60",
)
PEOPLE = FilterList(
    "people",
    "people",
    (
        FilterField("leavers", "leavers too", FilterKind.FLAG),
        FilterField("entered twice", "entered twice", FilterKind.FLAG, also=("twice",)),
        FilterField("side", "side", FilterKind.WORD, tuple(Side), missing=()),
        FilterField("customer", "customer", FilterKind.NAME, refers_to="customers", also=("at", "for")),
        _TAG,
        FilterField("title", "title", FilterKind.TEXT),
        FilterField("organisation", "organisation", FilterKind.TEXT, also=("organization",)),
        FilterField("email", "e-mail", FilterKind.TEXT, also=("e-mail", "mail")),
        FilterField("phone", "phone", FilterKind.TEXT),
        FilterField("channel", "preferred channel", FilterKind.WORD, tuple(Channel), also=("prefers",)),
        FilterField("contact", "contact", FilterKind.DAY, also=("touch", "contacted"), back=True),
        FilterField("training", "training", FilterKind.DAY, back=True),
    ),
    "side:business customer:FIN no contact for 30 days",
)
ACTIONS = FilterList(
    "board",
    "actions",
    (
        FilterField("overdue", "overdue", FilterKind.FLAG, also=("late",)),
        FilterField("customer", "customer", FilterKind.NAME, missing=("none", "our"), refers_to="customers"),
        FilterField(
            "who", "who", FilterKind.NAME, also=("assignee", "person"), missing=_NOBODY, refers_to="people"
        ),
        FilterField("objective", "objective", FilterKind.NAME, refers_to="objectives"),
        FilterField("priority", "priority", FilterKind.WORD, tuple(Priority), missing=()),
        FilterField("promised", "promised by", FilterKind.WORD, tuple(PromiseSide)),
        FilterField("status", "status", FilterKind.WORD, tuple(ActionStatus), missing=()),
        FilterField("due", "due", FilterKind.DAY),
        FilterField("start", "start", FilterKind.DAY),
        FilterField("done", "done", FilterKind.DAY, back=True),
        FilterField("carried", "times carried over", FilterKind.NUMBER),
    ),
    "who:ana customer:FIN priority:high,urgent due within 14 days",
)
