"""Drift: what both sides promised in an agreement against what was kept, forum by forum and side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brm_tui.rules.vocabulary import ActionStatus, MeetingState, ObjectiveStatus, PromiseSide


class Verdict(StrEnum):
    """How a promise stands."""

    KEPT = "kept"
    LATE = "late"
    OVERDUE = "overdue"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting that a forum promised and whose time has passed.

    Attributes:
        id: Names the occurrence.
        forum_id: Its forum.
        state: What became of it; None where nobody recorded it.
        business_came: Whether somebody of the business was there; counts only when it was held.
        it_came: The same for IT.
    """

    id: str
    forum_id: str
    state: MeetingState | None
    business_came: bool
    it_came: bool


@dataclass(frozen=True, slots=True)
class ForumFact:
    """A forum whose meetings are counted."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ObjectiveFact:
    """An objective as far as its promise goes."""

    id: str
    title: str
    status: ObjectiveStatus
    due: date | None
    baseline: float | None
    actual: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class ActionFact:
    """An action as far as its promise goes; the side is who promised it, else the assignee's."""

    id: str
    title: str
    objective_id: str | None
    side: PromiseSide | None
    status: ActionStatus
    due: date | None
    done: date | None
    carried_over: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises of those that can be judged were kept.

    Attributes:
        kept: How many were kept.
        judged: How many are known either way; what nobody recorded is not among them.
    """

    kept: int = 0
    judged: int = 0

    @property
    def percent(self) -> int | None:
        """The keep-rate; None where nothing can be judged."""
        return None if not self.judged else round(100 * self.kept / self.judged)

    def __add__(self, other: Kept) -> Kept:
        """Return both together."""
        return Kept(self.kept + other.kept, self.judged + other.judged)


@dataclass(frozen=True, slots=True)
class Sides:
    """The same for each side."""

    business: Kept = Kept()
    it: Kept = Kept()

    def __add__(self, other: Sides) -> Sides:
        """Return both together."""
        return Sides(self.business + other.business, self.it + other.it)


@dataclass(frozen=True, slots=True)
class ForumDrift(ForumFact):
    """A forum's meetings: promised, and what became of them."""

    promised: int
    held: int
    not_held: int
    cancelled: int
    not_recorded: int
    sides: Sides


@dataclass(frozen=True, slots=True)
class ActionDrift:
    """An action's promise.

    Attributes:
        verdict: Kept, late, overdue or still open.
        days_late: Days between its due date and its end, or today; 0 where it is in time.
        carried_over: How often its due date was put off.
    """

    id: str
    title: str
    objective_id: str | None
    side: PromiseSide | None
    due: date | None
    done: date | None
    verdict: Verdict
    days_late: int
    carried_over: int


@dataclass(frozen=True, slots=True)
class ObjectiveDrift(ObjectiveFact):
    """An objective's promise.

    Attributes:
        actions: How many actions it has.
        actions_done: How many of them are done.
        actions_late: How many are overdue, or were done late.
        progress: How much of the way from baseline to target is gone, in percent; None where unknown.
        on_time: Achieved, or neither past its due date nor with an overdue action; None: given up.
        sides: Its actions, by who promised them.
    """

    actions: int
    actions_done: int
    actions_late: int
    progress: int | None
    on_time: bool | None
    sides: Sides


@dataclass(frozen=True, slots=True)
class Drift:
    """What was promised and what was kept within a period.

    Attributes:
        since: The first day that counts; None for all there is.
        until: The last one.
        forums: Section 3.
        objectives: Section 4.
        actions: Section 5.
        forum_sides: How often each side came to the meetings whose end is known.
        objective_sides: Which of the objectives' actions that came due each side did in time.
        action_sides: The same for all actions.
    """

    since: date | None
    until: date
    forums: tuple[ForumDrift, ...]
    objectives: tuple[ObjectiveDrift, ...]
    actions: tuple[ActionDrift, ...]
    forum_sides: Sides
    objective_sides: Sides
    action_sides: Sides

    @property
    def on_time(self) -> Kept:
        """How many of the objectives that nobody gave up are on time."""
        judged = [row.on_time for row in self.objectives if row.on_time is not None]
        return Kept(sum(judged), len(judged))

    @property
    def actions_kept(self) -> Kept:
        """How many of the actions that came due were done in time."""
        judged = [row.verdict for row in self.actions if row.verdict is not Verdict.OPEN]
        return Kept(judged.count(Verdict.KEPT), len(judged))


@dataclass(frozen=True, slots=True)
class Facts:
    """What drift is judged from."""

    forums: Sequence[ForumFact]
    meetings: Sequence[MeetingFact]
    objectives: Sequence[ObjectiveFact]
    actions: Sequence[ActionFact]


def drift(facts: Facts, since: date | None, until: date) -> Drift:
    """Return promised against kept.

    Args:
        facts: The meetings of the period, and all objectives and actions.
        since: Actions that were done before this day do not count; what is overdue from before still does.
        until: The day by which lateness is judged.
    """
    forums = tuple(_forum(forum, facts.meetings) for forum in facts.forums)
    actions = tuple(
        judged
        for fact in facts.actions
        for judged in [_action(fact, until)]
        if since is None or fact.status is not ActionStatus.DONE or (fact.done or fact.due or since) >= since
    )
    objectives = tuple(
        _objective(fact, [action for action in actions if action.objective_id == fact.id], until)
        for fact in facts.objectives
    )
    return Drift(
        since,
        until,
        forums,
        objectives,
        actions,
        sum((forum.sides for forum in forums), Sides()),
        sum((objective.sides for objective in objectives), Sides()),
        _sides_of(actions),
    )


def _forum(forum: ForumFact, meetings: Iterable[MeetingFact]) -> ForumDrift:
    own = [meeting for meeting in meetings if meeting.forum_id == forum.id]
    states = [meeting.state for meeting in own]
    held = [meeting for meeting in own if meeting.state is MeetingState.HELD]
    judged = len(own) - states.count(None)
    return ForumDrift(
        forum.id,
        forum.name,
        promised=len(own),
        held=len(held),
        not_held=states.count(MeetingState.NOT_HELD),
        cancelled=states.count(MeetingState.CANCELLED),
        not_recorded=states.count(None),
        sides=Sides(
            Kept(sum(meeting.business_came for meeting in held), judged),
            Kept(sum(meeting.it_came for meeting in held), judged),
        ),
    )


def _action(fact: ActionFact, today: date) -> ActionDrift:
    done = fact.status is ActionStatus.DONE
    ended = (fact.done or fact.due) if done else today
    late = max(0, (ended - fact.due).days) if ended is not None and fact.due is not None else 0
    in_time, too_late = (Verdict.KEPT, Verdict.LATE) if done else (Verdict.OPEN, Verdict.OVERDUE)
    verdict = too_late if late else in_time
    return ActionDrift(
        fact.id,
        fact.title,
        fact.objective_id,
        fact.side,
        fact.due,
        fact.done,
        verdict,
        late,
        fact.carried_over,
    )


def _sides_of(actions: Iterable[ActionDrift]) -> Sides:
    judged = [action for action in actions if action.verdict is not Verdict.OPEN]

    def of(side: PromiseSide) -> Kept:
        own = [action.verdict for action in judged if action.side is side]
        return Kept(own.count(Verdict.KEPT), len(own))

    return Sides(of(PromiseSide.BUSINESS), of(PromiseSide.IT))


def _objective(fact: ObjectiveFact, actions: Sequence[ActionDrift], today: date) -> ObjectiveDrift:
    verdicts = [action.verdict for action in actions]
    overdue = verdicts.count(Verdict.OVERDUE)
    match fact.status:
        case ObjectiveStatus.CANCELLED:
            on_time: bool | None = None
        case ObjectiveStatus.ACHIEVED:
            on_time = True
        case ObjectiveStatus.MISSED:
            on_time = False
        case _:
            on_time = not overdue and (fact.due is None or fact.due >= today)
    return ObjectiveDrift(
        fact.id,
        fact.title,
        fact.status,
        fact.due,
        fact.baseline,
        fact.actual,
        fact.target,
        actions=len(actions),
        actions_done=verdicts.count(Verdict.KEPT) + verdicts.count(Verdict.LATE),
        actions_late=overdue + verdicts.count(Verdict.LATE),
        progress=_progress(fact),
        on_time=on_time,
        sides=_sides_of(actions),
    )


def _progress(fact: ObjectiveFact) -> int | None:
    if fact.baseline is None or fact.actual is None or fact.target is None or fact.target == fact.baseline:
        return None
    return round(100 * (fact.actual - fact.baseline) / (fact.target - fact.baseline))
