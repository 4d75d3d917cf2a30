"""Who should leave out what: the ticks of one card (G1-G12), and what each rules out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from library.guidance.log import Log, log_of
from library.guidance.order import (
    CHAIR,
    CROSSED,
    CROSSOVER,
    FLOOR,
    INTRODUCTION,
    LIFT,
    MASSAGE,
    STANDING,
    STRETCHES,
)
from library.history.record import Decision, DecisionKind, Reason, SessionRecord
from library.history.snapshot import Snapshot
from library.progress.days import ONE_DAY

SHARP_WINDOW = timedelta(days=14)
"""Two exercises that were sharp within so long, or one twice, put `NERVE` in force (our judgement;
P5)."""
NERVE, JOINTS = "nerve", "joints"
_TURNS = (DecisionKind.TICKS, DecisionKind.LIFT_TICK, DecisionKind.INCLUDE)
"""Decisions that change what the ticks leave."""
LOW_STEP_CM, CHAIR_CM = 20, 45
"""Supports of the leg lift."""
ALMOST_ALL_LEVEL, UPRIGHT_LEVEL = 2, 1
"""The highest rungs where stretches stay well short of the limit (our judgement)."""


_ENDS = re.compile("[:?]")
"""Where a caution has said whom it is for."""


class Tick(msgspec.Struct, frozen=True):
    """One line of the card."""

    id: str
    words: str
    short: str
    """As a reason: `Left out: weak bones.`"""
    rule: str
    """Of the evidence page."""
    leaves_out: tuple[str, ...] = ()
    limits: Mapping[str, int] = {}
    """The highest rung of what is kept."""
    first_support_cm: int | None = None
    """The support the lift begins with, if not a chair."""
    highest_support_cm: int | None = None
    """The highest support of the lift."""
    no_reach: bool = False
    """Whether reach is not measured."""
    liftable: bool = False
    """Whether the word of a doctor or physiotherapist takes it away."""
    named: str = ""
    """What cautions call it, in small letters; empty where none is about it."""


def _limits(level: int) -> Mapping[str, int]:
    return dict.fromkeys(STRETCHES, level)


TICKS: Mapping[str, Tick] = {
    tick.id: tick
    for tick in (
        Tick(
            "bones",
            "weak bones (osteoporosis), or a broken vertebra",
            "weak bones",
            "G5",
            leaves_out=(STANDING, FLOOR, CROSSOVER),
            highest_support_cm=CHAIR_CM,
            no_reach=True,
            named="weak bones",
        ),
        Tick(
            "disc",
            "a slipped disc or a slipped vertebra",
            "a slipped disc or vertebra",
            "G9",
            leaves_out=(STANDING, CROSSOVER, FLOOR),
            no_reach=True,
            named="slipped disc",
        ),
        Tick(
            NERVE,
            "pain below the knee, tingling, numbness or weakness in a leg",
            "pain below the knee, tingling, numbness or weakness",
            "G3",
            leaves_out=STRETCHES,
            no_reach=True,
            liftable=True,
        ),
        Tick(
            "hamstring",
            "a pulled or torn hamstring",
            "a pulled or torn hamstring",
            "G4",
            leaves_out=INTRODUCTION,
            no_reach=True,
            liftable=True,
        ),
        Tick(
            "operation",
            "an operation on back, knee or leg in the last 3 months",
            "an operation in the last 3 months",
            "G11",
            leaves_out=INTRODUCTION,
            no_reach=True,
            liftable=True,
        ),
        Tick(
            "hip",
            "a new hip joint in the last 3 months, or advice not to bend or cross the legs",
            "a new hip joint",
            "G8",
            leaves_out=(CROSSED, LIFT, FLOOR, STANDING, CROSSOVER, MASSAGE),
            limits={CHAIR: UPRIGHT_LEVEL},
            no_reach=True,
            named="new hip joint",
        ),
        Tick(
            "pressure",
            "glaucoma, blood pressure that is not under control, or dizzy when bending",
            "eye or blood pressure, or dizziness",
            "G6",
            leaves_out=(STANDING, CROSSOVER),
            named="glaucoma",
        ),
        Tick(
            "pregnant",
            "pregnant",
            "pregnant",
            "G7",
            leaves_out=(CROSSED, CROSSOVER),
            limits=_limits(ALMOST_ALL_LEVEL),
            named="pregnant",
        ),
        Tick(
            "clot",
            "a blood clot in the past, blood thinners, or varicose veins at the thigh",
            "a blood clot, blood thinners or varicose veins",
            "G10",
            leaves_out=(MASSAGE,),
            named="blood clot",
        ),
        Tick(
            "balance",
            "65 or older, or a fall in the past year",
            "65 or older, or a fall",
            "G12",
            leaves_out=(FLOOR, CROSSOVER),
            limits={STANDING: UPRIGHT_LEVEL},
            first_support_cm=LOW_STEP_CM,
        ),
        Tick(
            JOINTS,
            "very loose joints",
            "very loose joints",
            "G11",
            limits=_limits(ALMOST_ALL_LEVEL),
        ),
    )
}
"""By id, in the order of the card. The sources are those of the rules; the limits are our
judgement."""


class Ticked(msgspec.Struct, frozen=True):
    """What the card says."""

    words: tuple[str, ...] = ()
    """What is ticked, in the order of the card; ids of a later version stay."""
    lifted: tuple[str, ...] = ()
    """Those of them to which a doctor or physiotherapist said yes."""


def ticked(log: Log) -> Ticked:
    """Return what the card says now: the last answer, and what is in force by itself."""
    stored = last.words if (last := _last_answer(log)) is not None else ()
    in_force = ticks_in_force(log)
    later = tuple(word for word in stored if word not in TICKS)
    words = tuple(word for word in TICKS if word in stored or word in in_force)
    return Ticked(words + later, tuple(word for word in words if word not in in_force))


def is_answered(log: Log) -> bool:
    """Tell whether the card was answered; nothing ticked is an answer, too."""
    return _last_answer(log) is not None


def denied(log: Log) -> frozenset[str]:
    """Return the ids of what was asked and not ticked; none while nothing was answered."""
    return frozenset(TICKS).difference(ticked(log).words) if is_answered(log) else frozenset()


def concerns(caution: str) -> frozenset[str]:
    """Return the ids of the ticks that a caution is about; none when it is for everybody.

    Args:
        caution: A line of an exercise, which begins with whom it is for, as in `Pregnant: ...`.
    """
    whom = _ENDS.split(caution, maxsplit=1)[0].casefold()
    return frozenset(tick.id for tick in TICKS.values() if tick.named and tick.named in whom)


def was_sharp_twice(log: Log) -> bool:
    """Tell whether `NERVE` is in force as it was sharp twice, and not as it was ticked."""
    last = _last_answer(log)
    return NERVE in ticks_in_force(log) and (last is None or NERVE not in last.words)


def known_all(log: Log) -> list[Decision]:
    """Return what was said of doing all of it already; empty when it was not."""
    return [e for e in log.decisions if e.kind is DecisionKind.ALREADY and e.exercise is None]


def _last_answer(log: Log) -> Decision | None:
    answers = [each for each in log.decisions if each.kind is DecisionKind.TICKS]
    return answers[-1] if answers else None


def ticks_in_force(log: Log, at: datetime | None = None) -> dict[str, datetime]:
    """Return the ids of the ticks that hold, each with the moment since when.

    Ids of a later version are left out: nobody here knows what they rule out.

    Args:
        log: The history.
        at: A moment of it; None for its end.
    """
    since: dict[str, datetime] = {}
    lifted: dict[str, datetime] = {}
    for decision in log.decisions:
        if at is not None and decision.at > at:
            break
        if decision.kind is DecisionKind.TICKS:
            held = _not_lifted(since, lifted)  # what was lifted and is ticked anew begins anew
            known = [word for word in decision.words if word in TICKS]
            since = {word: held.get(word, decision.at) for word in known}
        elif decision.kind is DecisionKind.LIFT_TICK:
            lifted.update(dict.fromkeys(decision.words, decision.at))
    for moment in (session.started_at for session in _sharp_twice(log)):
        if at is not None and moment > at:
            break
        if moment > lifted.get(NERVE, moment - SHARP_WINDOW):
            since[NERVE] = min(since.get(NERVE, moment), moment)
    return _not_lifted(since, lifted)


def _not_lifted(
    since: Mapping[str, datetime], lifted: Mapping[str, datetime]
) -> dict[str, datetime]:
    return {word: at for word, at in since.items() if word not in lifted or lifted[word] < at}


def _sharp_twice(log: Log) -> Iterator[SessionRecord]:
    """Yield the sessions in which something was sharp for the second time within the window."""
    before = None
    for session in log.sharp_sessions:
        sharp = {hold.exercise for hold in session.holds if hold.reason is Reason.SHARP}
        once_more = before is not None and session.practice_day - before <= SHARP_WINDOW
        if once_more or len(sharp) > 1:
            yield session
        before = session.practice_day


def ruled_out(
    exercise: str, ticks: Mapping[str, datetime], included: datetime | None
) -> tuple[str, ...]:
    """Return the ticks that rule an exercise out.

    Args:
        exercise: Its id.
        ticks: Those in force, with the moment since when.
        included: When the person last included it all the same; None for never.
    """
    return tuple(
        word
        for word, since in ticks.items()
        if exercise in TICKS[word].leaves_out and not outlasts(included, since)
    )


def last_included(exercise: str, decisions: Iterable[Decision]) -> datetime | None:
    """Return when the person last included an exercise all the same; None for never."""
    return max(
        (
            decision.at
            for decision in decisions
            if decision.kind is DecisionKind.INCLUDE and decision.exercise == exercise
        ),
        default=None,
    )


def outlasts(included: datetime | None, since: datetime) -> bool:
    """Tell whether a decision to include outlasts a reason: it is newer."""
    return included is not None and included >= since


def idle_days(snapshot: Snapshot, today: date) -> frozenset[date]:
    """Return the days up to today on which what was ticked left nothing to do at some time.

    Args:
        snapshot: The history.
        today: The practice day it is now.
    """
    if not _can_leave_nothing(snapshot):
        return frozenset()  # as for most people; to look for what was sharp takes its time
    log = log_of(snapshot, today, {}, ())
    turns = {each.at: each.day for each in log.decisions if each.kind in _TURNS}
    turns |= {each.started_at: each.practice_day for each in _sharp_twice(log)}
    idle: set[date] = set()
    since: date | None = None
    for at, day in sorted(turns.items()):
        idle.update(_days(since, day))
        since = day if _leave_nothing(log, at) else None
    return frozenset(idle.union(_days(since, today)))


def _can_leave_nothing(snapshot: Snapshot) -> bool:
    """Tell whether all that was ever ticked would leave nothing."""
    answers = [each for each in snapshot.decisions if each.kind is DecisionKind.TICKS]
    words = {NERVE, *(word for each in answers for word in each.words if word in TICKS)}
    return not set(INTRODUCTION) - {each for word in words for each in TICKS[word].leaves_out}


def _leave_nothing(log: Log, at: datetime) -> bool:
    """Tell whether the ticks of a moment left nothing."""
    ticks = ticks_in_force(log, at)
    decided = [each for each in log.decisions if each.at <= at]
    return all(ruled_out(each, ticks, last_included(each, decided)) for each in INTRODUCTION)


def _days(since: date | None, until: date) -> Iterator[date]:
    while since is not None and since <= until:
        yield since
        since += ONE_DAY


def highest_level(exercise: str, ticks: Mapping[str, datetime]) -> int | None:
    """Return the highest rung that the ticks allow; None when they set no limit."""
    return min(
        (TICKS[t].limits[exercise] for t in ticks if exercise in TICKS[t].limits), default=None
    )


def first_support(tick: str) -> int | None:
    """Return the height that a tick has one begin with, in centimetres; None if it has none."""
    return TICKS[tick].first_support_cm


def highest_support(ticks: Mapping[str, datetime]) -> int | None:
    """Return the highest support that the ticks allow, in centimetres; None without a limit."""
    limits = (TICKS[tick].highest_support_cm for tick in ticks)
    return min((limit for limit in limits if limit is not None), default=None)
