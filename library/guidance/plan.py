"""What Enter starts: two or three stretches for today, and at most one change."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from library.exercises.model import Dose, HeightLevel
from library.guidance.mornings import REST_FROM
from library.guidance.order import (
    FIRST,
    FORWARD_BENDS,
    INTRODUCTION,
    MASSAGE,
    STRETCHES,
    introduction,
    posture,
)
from library.guidance.practice import Change, ChangeKind
from library.guidance.progression import (
    FEW_STRETCHES,
    comes_back,
    may_change,
    new_comes_first,
    next_new,
    next_rung,
    raised,
    ready_for_more,
    stays_the_same,
    waiting_to_come_back,
)
from library.guidance.setbacks import SetbackReason
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.history.record import MarkKind
from library.progress.weeks import week_start
from library.routines.model import Routine

LEAST_SECONDS = 60
"""Seconds a leg that are enough while few stretches are known (ACSM, Garber et al. 2011)."""
FILLED_SECONDS = 120
"""Seconds a leg that two stretches may give so that no third is needed (our judgement: the plateau
of Ingram 2024 over five days a week)."""
ENOUGH_SECONDS = 240
"""Seconds a leg in a day after which more brings little (Ingram 2024; D11)."""
ENOUGH_WEEK_SECONDS = 600
"""Seconds a leg in a week after which more brings little, once its goal is met (Ingram 2024;
D11)."""
EARLY_FROM_HOUR, EARLY_UNTIL_HOUR = 4, 9
"""Deep forward bends wait for two hours after getting up (Snook 1998); as nobody tells us when
that was, they wait until nine."""
MOST_STRETCHES = 3
"""Stretches in a session (Henry 1999: fewer are done better; the number is our judgement; D13)."""


class ItemState(StrEnum):
    """What an exercise of the plan is to the person."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"


class Item(msgspec.Struct, frozen=True):
    """One exercise of the plan at the person's own dose."""

    exercise: str
    dose: Dose
    state: ItemState
    longer: bool = False
    higher: bool = False
    """Whether the support is higher than before."""
    support: HeightLevel | None = None
    """What the foot is put on; None for nothing."""


class Why(StrEnum):
    """Why the plan is as it is."""

    FIRST = "first"
    NEW = "new"
    LONGER = "longer"
    HIGHER = "higher"
    LEARNING = "learning"
    HARDER_MORNING = "harder morning"
    ILL = "ill"
    HIGH_ANSWER = "high answer"
    HURT = "hurt"
    HARDER_WEEKS = "harder weeks"
    AWAY = "away"
    TRIAL = "trial"
    IN_TURN = "in turn"
    AGAIN_TODAY = "again today"
    ENOUGH = "enough"
    ENOUGH_THIS_WEEK = "enough this week"
    REST_FIRST = "rest first"
    HIGH_USUAL = "high usual"
    NOTHING_FITS = "nothing fits"
    EARLY = "early"
    ALL_LEFT_OUT = "all left out"
    LEADS = "leads"
    MARKED = "marked"


STILL = {reason: Why[reason.name] for reason in SetbackReason if reason.name in Why.__members__}
"""Why nothing is new, by what holds a day still: both have the same name."""


class DayPlan(msgspec.Struct, frozen=True):
    """What is right for today."""

    items: tuple[Item, ...]
    """In the order of the session."""
    why: Why
    change: Change | None = None
    easy: bool = False
    """Whether it is an easy day."""
    early: tuple[str, ...] = ()
    """What waits for a later hour."""
    elsewhere: tuple[str, ...] = ()
    """What needs something that is not at hand."""
    led_by: Routine | None = None
    """The routine that goes before all pacing, as the person wished."""
    ended: Routine | None = None
    """The one that did until its last day, which is over."""
    mark: MarkKind | None = None
    """What the day is marked as."""

    @property
    def exercises(self) -> tuple[str, ...]:
        """Ids of what is in it."""
        return tuple(item.exercise for item in self.items)

    @property
    def seconds_per_leg(self) -> int:
        """Planned seconds of stretching a leg."""
        return sum(item.dose.seconds for item in self.items if item.exercise != MASSAGE)


class Here(msgspec.Struct, frozen=True):
    """The hour and the place."""

    hour: int
    """Of the local wall clock, 0-23."""
    possible: frozenset[str] = frozenset(INTRODUCTION)
    """The exercises for which everything is at hand."""

    def allows(self, exercise: str) -> bool:
        """Tell whether an exercise can be done here and now."""
        return exercise in self.possible and not (self._is_early and exercise in FORWARD_BENDS)

    @property
    def _is_early(self) -> bool:
        return EARLY_FROM_HOUR <= self.hour < EARLY_UNTIL_HOUR


def plan_of(standing: Standing, here: Here) -> DayPlan:
    """Make the plan of the day: the same log, day, hour and place always give the same.

    Args:
        standing: Where the person stands.
        here: The hour and the place.
    """
    return _Planner(standing, here).plan()


class _Planner:
    """Makes one plan."""

    def __init__(self, standing: Standing, here: Here) -> None:
        self._standing = standing
        self._here = here
        self._practice = standing.practice
        self._today = standing.today
        self._states = standing.states
        able = [e for e in INTRODUCTION if self._states[e].is_allowed and here.allows(e)]
        waiting = waiting_to_come_back(able, standing)
        self._allowed = [each for each in able if each not in waiting]
        days = self._practice.session_days
        self._is_first_session = not days or days[-1] != self._today
        self._done_today = self._practice.seconds_on(self._today)

    def plan(self) -> DayPlan:
        """Make it."""
        standing = self._standing
        if standing.rests_first:
            return self._rest_first()
        if not self._allowed:
            possible = any(self._here.allows(each) for each in INTRODUCTION)
            return self._finished((), Why.ALL_LEFT_OUT if possible else Why.NOTHING_FITS)
        if self._is_first_session and self._is_newcomer:
            return self._very_first()
        hurt = standing.setbacks.hurt_on(self._today)  # then rest is best
        if standing.setbacks.is_easy(self._today) and not hurt:
            easy = self.easy(self._why_still())
            if easy.items or easy.why is not Why.AWAY:  # else there are none to come back to
                return easy
        change = self._change()
        items = self._session(change)
        if not items and (change := self._left_of_the_first()) is not None:
            items = self._session(change)
        if not items:
            return self._finished((), self._why_none())
        if hurt:
            return self._finished((), Why.HURT)
        return self._finished(items, self._why(items, change), change)

    def _finished(
        self, items: Iterable[Item], why: Why, change: Change | None = None, easy: bool = False
    ) -> DayPlan:
        able = [each for each in INTRODUCTION if self._states[each].is_allowed]
        early = tuple(each for each in self._due(able) if not self._here.allows(each))
        return DayPlan(
            items=tuple(sorted(items, key=lambda item: posture(item.exercise))),
            why=Why.EARLY if early and why in (Why.NOTHING_FITS, Why.ALL_LEFT_OUT) else why,
            change=change,
            easy=easy,
            early=early,
            elsewhere=tuple(e for e in able if e not in self._here.possible),
        )

    def _due(self, able: Iterable[str]) -> list[str]:
        """Return what could be chosen at any hour: what was done before, and whose turn it is."""
        here = [each for each in able if each in self._here.possible]
        may = self._is_first_session and may_change(self._standing)
        turn = next_new(self._standing, here) if may else None
        return [e for e in here if self._practice.is_met(e) or (turn and e == turn.exercise)]

    # Days of their own kind.

    @property
    def _is_newcomer(self) -> bool:
        return not any(map(self._practice.is_met, INTRODUCTION))

    def _very_first(self, why: Why = Why.FIRST, *, easy: bool = False) -> DayPlan:
        first = [each for each in FIRST if each in self._allowed] or self._allowed[:1]
        change = Change(self._today, first[0], ChangeKind.NEW)
        return self._finished(map(self._item, first), why, change, easy)

    def _rest_first(self) -> DayPlan:
        usually = self._standing.usual
        if usually is not None and usually >= REST_FROM:
            return self.easy(Why.HIGH_USUAL)
        items = [self._item(MASSAGE)] if may_massage(self._standing, self._here) else []
        return self._finished(items, Why.REST_FIRST, easy=True)

    def easy(self, why: Why) -> DayPlan:
        """Make the plan of an easy day, whatever today's answer is."""
        if self._allowed and self._is_newcomer:
            return self._very_first(why, easy=True)  # nothing is easier
        met = [each for each in FIRST if each in self._allowed and self._practice.is_met(each)]
        items: list[Item] = []
        for item in map(self._item, met):
            if not self._is_too_much(item, items):
                items.append(item)
        if self._is_learning(MASSAGE):
            items.append(self._item(MASSAGE))
        return self._finished(items, Why.ENOUGH if met and not items else why, easy=True)

    # The change.

    def _left_of_the_first(self) -> Change | None:
        """Return what the very first session held and was not come to, where all else rests.

        It is what is left of a beginning, and brings nothing more at once than that did; but after
        a session that hurt a day of rest comes first.
        """
        left = [each for each in FIRST if each in self._allowed and not self._practice.is_met(each)]
        if not left or not self._is_first_session or stays_the_same(self._standing):
            return None
        setbacks = self._standing.setbacks
        still = {each.reason for each in setbacks.stillness(self._today)}
        if still - {SetbackReason.HURT} or setbacks.rests_after_hurt(self._today):
            return None
        return Change(self._today, left[0], ChangeKind.NEW)

    def _change(self) -> Change | None:
        session, standing = self._session(None), self._standing
        for item in session:  # the person took more, and that is change enough
            if kind := raised(item.exercise, item.dose, standing):
                return Change(self._today, item.exercise, kind)
        if not self._is_first_session or not may_change(standing):
            return None
        if any(comes_back(item.exercise, standing) for item in session):
            return None  # and so is what was left out to compare
        new = next_new(standing, self._allowed)
        longer = self._longer(session)
        if new is not None and longer is not None:
            return new if new_comes_first(standing) else longer
        return new or longer

    def _longer(self, session: Sequence[Item]) -> Change | None:
        """Return what may be longer: what has the fewest seconds."""
        total, ready = self._done_today + _seconds(session), []
        for item in session:
            if not ready_for_more(item.exercise, item.dose, self._standing):
                continue
            more = self._grown(item, ChangeKind.LONGER).dose
            added = 0 if item.exercise == MASSAGE else more.seconds - item.dose.seconds
            if total + added <= ENOUGH_SECONDS:
                ready.append(item)
        if not ready:
            return None
        least = min(ready, key=lambda each: (each.dose.seconds, introduction(each.exercise)))
        return Change(self._today, least.exercise, ChangeKind.LONGER)

    # The session.

    def _session(self, change: Change | None) -> list[Item]:
        """Choose what is new, what is learning, then what was not done for longest."""
        chosen: list[Item] = []
        for exercise in self._candidates(change):
            item = self._item(exercise)
            if self._fits(item, chosen, change):
                chosen.append(item)
        if change is not None and change.kind is not ChangeKind.NEW:
            chosen = [
                self._grown(each, change.kind) if each.exercise == change.exercise else each
                for each in chosen
            ]
        return chosen + self._massage(change, chosen)

    def _candidates(self, change: Change | None) -> Iterator[str]:
        new = change.exercise if change is not None and change.kind is ChangeKind.NEW else None
        stretches = [each for each in self._allowed if each != MASSAGE]
        if new in stretches:
            yield new
        known = [each for each in stretches if self._states[each].name is StateName.KNOWN]
        waits = self._standing.setbacks.hurt_lately(self._today) or not self._is_first_session
        learning = filter(self._is_learning, stretches)
        yield from (each for each in learning if each in FIRST or not (known and waits))
        yield from sorted(known, key=self._turn)

    def _turn(self, exercise: str) -> tuple[date, int, int]:
        done = self._practice.done.get(exercise, [])
        return done[-1].day if done else date.min, len(done), posture(exercise)

    def _fits(self, item: Item, chosen: Sequence[Item], change: Change | None) -> bool:
        """Tell whether one more stretch is of use."""
        seconds = _seconds(chosen)
        if len(chosen) >= MOST_STRETCHES:
            return False
        if item.exercise in FORWARD_BENDS and any(e.exercise in FORWARD_BENDS for e in chosen):
            return False
        if self._is_too_much(item, chosen):
            return False
        if len(chosen) < MOST_STRETCHES - 1:
            return True
        met = {each for each in STRETCHES if self._practice.is_met(each)}
        if change is not None and change.kind is ChangeKind.NEW:
            met |= {change.exercise} & set(STRETCHES)
        enough = LEAST_SECONDS if len(met) < FEW_STRETCHES else FILLED_SECONDS
        return seconds < enough

    def _is_too_much(self, item: Item, chosen: Sequence[Item]) -> bool:
        return self._done_today + _seconds(chosen) + item.dose.seconds > ENOUGH_SECONDS

    def _massage(self, change: Change | None, stretches: Sequence[Item]) -> list[Item]:
        """Return the massage where it is new, learning, or all that is allowed."""
        new = change is not None and change.exercise == MASSAGE and change.kind is ChangeKind.NEW
        instead = not any(self._candidates(change))
        due = new or self._is_learning(MASSAGE) or (instead and self._practice.is_met(MASSAGE))
        if MASSAGE not in self._allowed or not due:
            return []
        item = self._item(MASSAGE)
        longer = change is not None and change.exercise == MASSAGE and not new
        return [self._grown(item, ChangeKind.LONGER) if longer else item]

    def _is_learning(self, exercise: str) -> bool:
        return exercise in self._allowed and self._states[exercise].name is StateName.LEARNING

    def _item(self, exercise: str) -> Item:
        return item_of(exercise, self._standing)

    def _grown(self, item: Item, kind: ChangeKind) -> Item:
        """Return an exercise with its longer dose, or with the higher support the person took."""
        higher = kind is ChangeKind.HEIGHT
        marked = replace(item, longer=not higher, higher=higher)
        if raised(item.exercise, item.dose, self._standing) is kind:
            return marked
        more = next_rung(item.exercise, self._standing)
        return item if more is None else replace(marked, dose=more)

    # The reason.

    def _why_none(self) -> Why:
        """Say why none of what is allowed is chosen: a place helps only what was done before."""
        if any(self._candidates(None)):
            return Why.ENOUGH
        plan = self._finished((), Why.NOTHING_FITS)
        return plan.why if any(map(self._practice.is_met, plan.elsewhere)) else Why.ALL_LEFT_OUT

    def _why(self, items: Sequence[Item], change: Change | None) -> Why:
        if change is not None:
            kinds = {ChangeKind.NEW: Why.NEW, ChangeKind.HEIGHT: Why.HIGHER}
            return kinds.get(change.kind, Why.LONGER)
        if not self._is_first_session:
            if self._standing.setbacks.hurt_lately(self._today):
                return Why.HURT  # no word of a little more
            return Why.ENOUGH_THIS_WEEK if self._week_is_full else Why.AGAIN_TODAY
        if self._standing.setbacks.stillness(self._today):
            return self._why_still()
        if any(item.state is ItemState.LEARNING for item in items):
            return Why.LEARNING
        return Why.ENOUGH_THIS_WEEK if self._week_is_full else Why.IN_TURN

    def _why_still(self) -> Why:
        still = self._standing.setbacks.stillness(self._today)
        easy = [each for each in still if self._today < each.easy_until]
        return STILL[(easy or still)[0].reason]

    @property
    def _week_is_full(self) -> bool:
        """Whether the week has the days that are its goal, and seconds a leg that are enough."""
        begins = week_start(self._today, self._standing.first_weekday)
        days = [day for day in self._practice.session_days if day >= begins]
        seconds = sum(map(self._practice.seconds_on, days))
        return len(days) >= self._standing.week_goal and seconds >= ENOUGH_WEEK_SECONDS


def easy_plan(standing: Standing, here: Here, why: Why) -> DayPlan:
    """Return the easy two, for a day on which rest would come first.

    Args:
        standing: Where the person stands.
        here: The hour and the place.
        why: What makes the day an easy one.
    """
    return _Planner(standing, here).easy(why)


def may_massage(standing: Standing, here: Here) -> bool:
    """Tell whether the massage may be done today: it was done before, and nothing forbids it."""
    allowed = standing.states[MASSAGE].is_allowed and here.allows(MASSAGE)
    return allowed and standing.practice.is_met(MASSAGE)


def item_of(exercise: str, standing: Standing) -> Item:
    """Return an exercise as it is in a plan: at its dose of today."""
    state = {
        StateName.LEARNING: ItemState.LEARNING,
        StateName.KNOWN: ItemState.KNOWN,
    }.get(standing.states[exercise].name, ItemState.NEW)
    return Item(exercise, standing.dose(exercise), state, support=standing.support(exercise))


def _seconds(items: Collection[Item]) -> int:
    return sum(item.dose.seconds for item in items if item.exercise != MASSAGE)
