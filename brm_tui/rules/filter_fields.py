"""What a list can be filtered by: its fields, each told once, for reading, explaining and choosing. Plain data.

A list joins by one `FilterList` here and the SQL of its fields in ``store/queries/filter_columns.py``. One that is
short enough to be read at once needs no fields: see ``rules/short_lists.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brm_tui.rules.portfolio import AgreementStanding
from brm_tui.rules.vocabulary import (
    ActionStatus,
    ChangeRisk,
    ChangeState,
    ChangeType,
    Channel,
    Criticality,
    CustomerKind,
    CustomerStatus,
    DemandHorizon,
    DemandKind,
    DemandState,
    Direction,
    FeedbackKind,
    FeedbackState,
    LogKind,
    LogState,
    Priority,
    ProjectStatus,
    PromiseSide,
    Sentiment,
    ServiceState,
    Side,
    SurveyMethod,
    Topic,
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
UNKNOWN = "unknown"
"""The word for a standing that is not known."""
_RAGS = ("red", "amber", "green", UNKNOWN)


def _words(name: str, words: tuple[str, ...], *, also: tuple[str, ...] = (), title: str = "") -> FilterField:
    """Return a field that always holds one of a few words."""
    return FilterField(name, title or name, FilterKind.WORD, words, also=also, missing=())


_CUSTOMER = FilterField("customer", "customer", FilterKind.NAME, refers_to="customers")
_SERVICE = FilterField("service", "service", FilterKind.NAME, refers_to="services")
_OWNER = FilterField("owner", "owner", FilterKind.NAME, missing=_NOBODY, refers_to="people")
_PRIORITY = _words("priority", tuple(Priority))

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
        _PRIORITY,
        FilterField("promised", "promised by", FilterKind.WORD, tuple(PromiseSide)),
        FilterField("status", "status", FilterKind.WORD, tuple(ActionStatus), missing=()),
        FilterField("due", "due", FilterKind.DAY),
        FilterField("start", "start", FilterKind.DAY),
        FilterField("done", "done", FilterKind.DAY, back=True),
        FilterField("carried", "times carried over", FilterKind.NUMBER),
    ),
    "who:ana customer:FIN priority:high,urgent due within 14 days",
)
SERVICES = FilterList(
    "services",
    "services",
    (
        FilterField("stale", "stale data", FilterKind.FLAG),
        FilterField("not taken", "offered, not taken", FilterKind.FLAG, also=("untaken",)),
        FilterField("ended", "ended ones too", FilterKind.FLAG),
        _words("standing", _RAGS, also=("rag",)),
        _PRIORITY,
        _CUSTOMER,
        _OWNER,
        _words("criticality", tuple(Criticality)),
        _words("state", tuple(ServiceState)),
        FilterField("level", "level", FilterKind.NUMBER),
        FilterField("satisfaction", "satisfaction", FilterKind.NUMBER),
        FilterField("cost", "cost a month", FilterKind.NUMBER),
        FilterField("users", "users", FilterKind.NUMBER),
        FilterField("ends", "last day", FilterKind.DAY, also=("until", "end")),
    ),
    "rag:red,amber customer:FIN satisfaction < 3",
)
PROJECTS = FilterList(
    "projects",
    "projects",
    (
        FilterField("over", "over ones too", FilterKind.FLAG),
        FilterField("slipped", "slipped", FilterKind.FLAG),
        _words("rag", _RAGS, also=("standing",), title="standing"),
        _words("status", tuple(ProjectStatus), also=("state",)),
        _PRIORITY,
        _CUSTOMER,
        FilterField("manager", "manager", FilterKind.NAME, missing=_NOBODY, refers_to="people"),
        _words("time", _RAGS),
        _words("resources", _RAGS, also=("resource",)),
        _words("scope", _RAGS),
        FilterField("end", "end", FilterKind.DAY, also=("ends",)),
        FilterField("milestone", "next milestone", FilterKind.DAY),
        FilterField("budget", "budget", FilterKind.NUMBER),
        FilterField("spend", "spend", FilterKind.NUMBER, also=("spent",)),
    ),
    "rag:red,amber customer:FIN end within 60 days",
)
CHANGES = FilterList(
    "changes",
    "changes",
    (
        FilterField("not told", "not told", FilterKind.FLAG, also=("untold",)),
        FilterField("told", "told", FilterKind.FLAG),
        FilterField("over", "over ones too", FilterKind.FLAG),
        FilterField(
            "risk", "risk", FilterKind.WORD, tuple(reversed(ChangeRisk)), missing=("unknown", "none")
        ),
        _words("state", tuple(ChangeState), also=("status",)),
        _words("type", tuple(ChangeType)),
        _CUSTOMER,
        _SERVICE,
        _OWNER,
        FilterField("window", "window", FilterKind.DAY),
        FilterField("impact", "impact", FilterKind.NUMBER),
        FilterField("likelihood", "likelihood", FilterKind.NUMBER),
    ),
    'risk:high,"very high" not told window within 14 days',
)
DEMANDS = FilterList(
    "demand",
    "demands",
    (
        FilterField("unmatched", "matched to nothing yet", FilterKind.FLAG),
        FilterField("closed", "closed ones too", FilterKind.FLAG),
        _words("horizon", tuple(DemandHorizon), also=("when",)),
        _words("kind", tuple(DemandKind)),
        _words("state", tuple(DemandState), also=("status",)),
        _CUSTOMER,
        _SERVICE,
        FilterField("project", "project", FilterKind.NAME, refers_to="projects"),
        FilterField("score", "score", FilterKind.NUMBER),
        FilterField("value", "value", FilterKind.NUMBER),
        FilterField("volume", "volume", FilterKind.NUMBER),
        FilterField("size", "size", FilterKind.NUMBER),
        FilterField("risk", "risk", FilterKind.NUMBER),
    ),
    "when:now customer:FIN score > 60 unmatched",
)
FEEDBACK = FilterList(
    "feedback",
    "feedback",
    (
        FilterField("escalated", "escalated", FilterKind.FLAG),
        FilterField("late", "late", FilterKind.FLAG, also=("overdue",)),
        _words("kind", tuple(FeedbackKind)),
        _words("severity", tuple(Criticality)),
        _words("state", tuple(FeedbackState), also=("status",)),
        _CUSTOMER,
        _SERVICE,
        _OWNER,
        FilterField("person", "said by", FilterKind.NAME, also=("by",), missing=_NOBODY, refers_to="people"),
        FilterField("cause", "cause", FilterKind.TEXT),
        FilterField("received", "received", FilterKind.DAY, also=("came",), back=True),
        FilterField("due", "due", FilterKind.DAY),
        FilterField("closed", "closed", FilterKind.DAY, back=True),
        FilterField("reopened", "times opened again", FilterKind.NUMBER),
    ),
    "kind:complaint severity:critical,high due within 7 days",
)
LOG = FilterList(
    "log",
    "opportunities and issues",
    (
        _words("kind", tuple(LogKind)),
        _words("state", tuple(LogState), also=("status",)),
        _CUSTOMER,
        _OWNER,
        FilterField("date", "noted", FilterKind.DAY, also=("noted",), back=True),
        FilterField("successes", "successes", FilterKind.NUMBER, also=("success",)),
    ),
    "kind:issue owner:nobody noted within 90 days",
)
SUCCESSES = FilterList(
    "successes",
    "successes",
    (
        _CUSTOMER,
        FilterField("evidence", "evidence", FilterKind.TEXT, also=("proof",)),
        FilterField("value", "value", FilterKind.NUMBER),
        FilterField("date", "day", FilterKind.DAY, also=("shown",), back=True),
    ),
    "customer:FIN no evidence value > 10000",
)
SURVEYS = FilterList(
    "surveys",
    "surveys",
    (
        _words("method", tuple(SurveyMethod)),
        FilterField("customer", "customer", FilterKind.NAME, missing=("all", "none"), refers_to="customers"),
        FilterField("service", "service", FilterKind.NAME, also=("about",), refers_to="services"),
        FilterField("sent", "sent", FilterKind.DAY, also=("date",), back=True),
        FilterField("answers", "answers", FilterKind.NUMBER),
        FilterField("invited", "invited", FilterKind.NUMBER, missing=("unknown", "none")),
    ),
    "method:NPS sent within 6 months answers < 10",
)
TOUCHES = FilterList(
    "touches",
    "touches",
    (
        FilterField("meeting", "meetings held", FilterKind.FLAG),
        _words("channel", tuple(Channel), also=("how",)),
        FilterField("topic", "topic", FilterKind.TAGS, tuple(Topic), also=("topics",)),
        FilterField("sentiment", "sentiment", FilterKind.WORD, tuple(Sentiment), also=("felt",)),
        _words("direction", tuple(Direction), also=("sought",)),
        FilterField("by", "by", FilterKind.NAME, missing=_NOBODY, refers_to="people"),
        FilterField("with", "with", FilterKind.NAME, also=("person",), missing=_NOBODY, refers_to="people"),
        FilterField("day", "day", FilterKind.DAY, also=("date", "when"), back=True),
    ),
    "channel:call topic:risk,budget day within 90 days",
)
MATURITY = FilterList(
    "maturity",
    "relationships",
    (
        FilterField("gap", "gap", FilterKind.FLAG),
        FilterField("business", "business sees", FilterKind.NUMBER, missing=("unknown", "none")),
        FilterField("it", "IT sees", FilterKind.NUMBER, missing=("unknown", "none")),
        FilterField("tier", "tier", FilterKind.NUMBER, ("1", "2", "3"), missing=()),
        FilterField("asked", "last said", FilterKind.DAY, also=("said",), back=True),
    ),
    "gap business < 3 no asked for 180 days",
)
ALL_LISTS = (CUSTOMERS, PEOPLE, ACTIONS, SERVICES, PROJECTS, CHANGES, DEMANDS, FEEDBACK, LOG, SUCCESSES, SURVEYS,
             MATURITY, TOUCHES)  # fmt: skip
"""Every list that is filtered by words."""
