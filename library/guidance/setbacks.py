"""What steps back, rests or stays as it is: after harder mornings, pain and pauses."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

import msgspec

from library.guidance.comparing import Answer, outcome
from library.guidance.log import Log
from library.guidance.mornings import harder_mornings, harder_weeks, rest_comes_first
from library.guidance.order import introduction
from library.guidance.practice import ChangeKind, Colour, Practice
from library.history.record import DecisionKind, Outcome, SessionRecord
from library.progress.days import ONE_DAY, PAUSE
from library.progress.weeks import ONE_WEEK

HOLD_DAYS = timedelta(days=3)
"""Days without anything new or longer after a harder morning or a session that hurt (P7)."""
EASY_DAYS = timedelta(days=2)
"""Easy days from a harder morning on: keep moving at a lower dose (arc "Hands On"; D8)."""
RECENT_CHANGE_DAYS = 7
"""How old a change may be that is taken back (simulated)."""
EASED_OFF_RUN = 3
"""Days running on which an exercise was eased off before it rests (our judgement)."""
REST_DAYS = timedelta(days=7)
"""How long it rests then (our judgement)."""
SHARP_REST_DAYS = timedelta(days=3)
"""How long an exercise rests that was sharp (our judgement; P4)."""
RED_REST_DAYS = ONE_DAY
"""How long an exercise rests after a session that hurt (pain-monitoring model; D7)."""
AWAY_DAYS, LONG_AWAY_DAYS = PAUSE.days, 28
"""Days without a stretch after which everything is a step shorter, and no higher than
`LONG_AWAY_LEVEL`: most is lost after four weeks (Feland 2001; the days are our judgement)."""
LONG_AWAY_LEVEL = 1
BACK_DAYS = 2
"""Days of practice of a comeback that bring nothing new and nothing longer."""
LONG_AGO = date.min
"""Before every day of a history."""


class SetbackReason(StrEnum):
    """Why something rests, steps back or stays as it is."""

    HARDER_MORNING = "harder morning"
    ILL = "a day marked as ill or as pain"
    HIGH_ANSWER = "an answer of 6 or more"
    HURT = "a session that hurt"
    EASED_OFF = "eased off three times running"
    SHARP = "sharp"
    HARDER_WEEKS = "two harder weeks"
    AWAY = "away"
    TRIAL = "trial"
    AGAIN = "it came back after a trial"
    PERSON = "rested by the person"


class StepBack(msgspec.Struct, frozen=True):
    """From a day on an exercise is lower on its ladder."""

    day: date
    exercise: str | None
    """None for every exercise."""
    reason: SetbackReason
    rungs: int = 1
    most: int | None = None
    """The highest rung that is left."""
    height: bool = False
    """Whether the support is one lower instead."""

    def from_level(self, level: int) -> int:
        """Return the level after it, from the level before it."""
        lower = level - self.rungs
        return max(0, lower if self.most is None else min(lower, self.most))


class Rest(msgspec.Struct, frozen=True):
    """An exercise that rests for some days."""

    exercise: str
    since: datetime
    """When the reason arose; what the person decides later outlasts it."""
    first: date
    back: date | None
    """The day it is back; None until the person brings it back."""
    reason: SetbackReason


class Stillness(msgspec.Struct, frozen=True):
    """Days on which nothing new and nothing longer comes."""

    first: date
    until: date
    """The first day on which something may change again."""
    reason: SetbackReason
    easy_until: date = LONG_AGO
    """Up to this day, which is none of them, the days are easy."""


class Setbacks(msgspec.Struct, frozen=True):
    """All of it, in no order."""

    steps: tuple[StepBack, ...]
    rests: tuple[Rest, ...]
    still: tuple[Stillness, ...]

    def stillness(self, day: date) -> list[Stillness]:
        """Return why nothing changes on a day, the latest reason first."""
        return sorted(
            (each for each in self.still if each.first <= day < each.until),
            key=lambda each: each.first,
            reverse=True,
        )

    def hurt_lately(self, day: date) -> bool:
        """Tell whether nothing changes on a day because a session hurt."""
        return any(each.reason is SetbackReason.HURT for each in self.stillness(day))

    def hurt_on(self, day: date) -> bool:
        """Tell whether a session of a day hurt."""
        return any(e.reason is SetbackReason.HURT and e.first == day for e in self.still)

    def steps_of(self, exercise: str, until: date) -> list[StepBack]:
        """Return the steps back of an exercise on its ladder up to and with a day, in no order."""
        return [
            step
            for step in self.steps
            if step.exercise in (None, exercise) and not step.height and step.day <= until
        ]

    def rests_after_hurt(self, day: date) -> bool:
        """Tell whether anything rests on a day because the session of the day before hurt."""
        return any(
            rest.reason is SetbackReason.HURT
            and rest.first <= day
            and (rest.back is None or day < rest.back)
            for rest in self.rests
        )

    def is_easy(self, day: date) -> bool:
        """Tell whether a day is an easy one."""
        return any(each.first <= day < each.easy_until for each in self.still)


def setbacks(practice: Practice, first_weekday: int) -> Setbacks:
    """Work out what rests, steps back or stays as it is.

    Args:
        practice: What was done.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    found = [
        *_after_harder_mornings(practice),
        *_after_high_answers(practice.log),
        *_after_hurt(practice),
        *_after_ill_days(practice),
        *_after_sharp(practice),
        *_after_easing_off(practice),
        *_after_harder_weeks(practice, first_weekday),
        *_after_being_away(practice),
        *_of_trials(practice),
        *_of_the_person(practice.log),
    ]
    return Setbacks(
        tuple(each for each in found if isinstance(each, StepBack)),
        tuple(each for each in found if isinstance(each, Rest)),
        tuple(each for each in found if isinstance(each, Stillness)),
    )


Setback = StepBack | Rest | Stillness


def _after_harder_mornings(practice: Practice) -> Iterator[Setback]:
    checks = practice.log.checks
    for day in harder_mornings(checks, practice.session_days):
        yield Stillness(day, day + HOLD_DAYS, SetbackReason.HARDER_MORNING, day + EASY_DAYS)
        session = practice.exercises_on(day - ONE_DAY)
        change = practice.last_change(session, day, RECENT_CHANGE_DAYS)
        if change is None:
            continue
        if change.kind in (ChangeKind.NEW, ChangeKind.BACK):
            since = checks[day].answered_at
            back = day + HOLD_DAYS
            yield Rest(change.exercise, since, day, back, SetbackReason.HARDER_MORNING)
        else:
            height = change.kind is ChangeKind.HEIGHT
            yield StepBack(day, change.exercise, SetbackReason.HARDER_MORNING, height=height)


def _after_high_answers(log: Log) -> Iterator[Setback]:
    """A day on which rest came first is followed by an easy one; nothing is taken back for it.

    It need not follow a session, so no exercise has to do with it. Whose usual is as high has
    easy days by another rule.
    """
    for day, check in log.checks.items():
        if rest_comes_first(check.rating, log.checks, day):
            yield Stillness(day, day + HOLD_DAYS, SetbackReason.HIGH_ANSWER, day + EASY_DAYS)


def _after_hurt(practice: Practice) -> Iterator[Setback]:
    for session in practice.log.sessions:
        if practice.colours[session.id] is not Colour.RED:
            continue
        day, after = session.practice_day, session.practice_day + ONE_DAY
        until = max(day + HOLD_DAYS, _next_without_hurt(session, practice) + ONE_DAY)
        yield Stillness(day, until, SetbackReason.HURT)
        held = {hold.exercise for hold in session.holds if hold.was_held}
        eased = {h.exercise for h in session.holds if h.outcome is Outcome.EASED_OFF}
        change = practice.last_change(held, day, RECENT_CHANGE_DAYS)
        latest = {change.exercise} if change is not None else held
        raised = change.exercise if change and change.kind is ChangeKind.HEIGHT else None
        for exercise in sorted(eased or latest, key=introduction):
            yield StepBack(after, exercise, SetbackReason.HURT, height=exercise == raised)
            back = after + RED_REST_DAYS
            yield Rest(exercise, session.started_at, after, back, SetbackReason.HURT)


def _next_without_hurt(hurt: SessionRecord, practice: Practice) -> date:
    """Return the day of the first session after one that hurt which did not; else today's."""
    days = (
        session.practice_day
        for session in practice.log.sessions
        if session.started_at > hurt.started_at
        and practice.colours[session.id] is not Colour.RED
        and any(hold.was_held for hold in session.holds)
    )
    return min(days, default=practice.log.today)


def _after_ill_days(practice: Practice) -> Iterator[Setback]:
    """The first day of practice after such days is as those before them were."""
    days = practice.session_days
    for day in practice.log.ill[-1:]:
        later = bisect_right(days, day)
        first = days[later] if later < len(days) else practice.log.today
        yield Stillness(day, first + ONE_DAY, SetbackReason.ILL)


def _after_sharp(practice: Practice) -> Iterator[Setback]:
    for exercise, days in practice.done.items():
        for done in days:
            if done.sharp:
                first = done.day + ONE_DAY
                back = first + SHARP_REST_DAYS
                yield Rest(exercise, done.at, done.day, back, SetbackReason.SHARP)


def _after_easing_off(practice: Practice) -> Iterator[Setback]:
    for exercise, days in practice.done.items():
        row = practice.log.eased_off_before.get(exercise, 0) % EASED_OFF_RUN
        for done in days:
            row = row + 1 if done.eased_off else 0
            if row == EASED_OFF_RUN:
                row = 0
                first = done.day + ONE_DAY
                yield StepBack(first, exercise, SetbackReason.EASED_OFF)
                yield Rest(exercise, done.at, first, first + REST_DAYS, SetbackReason.EASED_OFF)


def _after_harder_weeks(practice: Practice, first_weekday: int) -> Iterator[Setback]:
    for week in harder_weeks(practice.log.checks, first_weekday, practice.log.today):
        yield StepBack(week, None, SetbackReason.HARDER_WEEKS)
        yield Stillness(week, week + ONE_WEEK, SetbackReason.HARDER_WEEKS)


def _after_being_away(practice: Practice) -> Iterator[Setback]:
    days, today = practice.stretch_days, practice.log.today
    for before, day in pairwise([*days, today]):
        if (day - before).days < AWAY_DAYS:
            continue
        last = practice.last_stretch_between(before, day) or before
        if (away := (day - last).days) < AWAY_DAYS:
            continue
        most = LONG_AWAY_LEVEL if away >= LONG_AWAY_DAYS else None
        yield StepBack(day, None, SetbackReason.AWAY, most=most)
        end = _end_of_comeback(day, practice.session_days)
        easy = LONG_AGO if most is None else end  # after many weeks it begins with the easy two
        yield Stillness(day, end, SetbackReason.AWAY, easy)
    for exercise, done in practice.done.items():
        for one, other in pairwise([*(each.day for each in done), today]):
            if (other - one).days >= LONG_AWAY_DAYS:
                yield StepBack(other, exercise, SetbackReason.AWAY, rungs=0, most=LONG_AWAY_LEVEL)


def _end_of_comeback(day: date, sessions: Sequence[date]) -> date:
    """Return the day after the second day of practice of a comeback, as far as it is known."""
    practised = [each for each in sessions if each >= day]
    return practised[BACK_DAYS - 1] + ONE_DAY if len(practised) >= BACK_DAYS else date.max


def _of_trials(practice: Practice) -> Iterator[Setback]:
    for trial in practice.log.trials:
        yield Stillness(trial.first, trial.back, SetbackReason.TRIAL)
        if (verdict := outcome(trial, practice)).answer is Answer.AGAIN and verdict.check:
            since = verdict.check.answered_at
            yield Rest(trial.exercise, since, verdict.check.day, None, SetbackReason.AGAIN)


def _of_the_person(log: Log) -> Iterator[Setback]:
    for decision in log.decisions:
        if decision.kind is DecisionKind.REST and decision.exercise is not None:
            yield Rest(
                decision.exercise, decision.at, decision.day, decision.until, SetbackReason.PERSON
            )
