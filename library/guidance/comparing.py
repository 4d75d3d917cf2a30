"""Which one is it? Mornings with and without each exercise, and what a week without it showed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

import msgspec

from library.guidance.mornings import points_between, usual
from library.guidance.order import introduction
from library.guidance.practice import ChangeKind, Practice
from library.guidance.trials import TRIAL_DAYS, Trial
from library.history.record import Check, DecisionKind, SessionRecord
from library.progress.days import ONE_DAY

COMPARED = timedelta(weeks=12)
"""Mornings that are compared (our judgement)."""
ROWS_WITH, ROWS_WITHOUT = 3, 3
"""Mornings with and without an exercise that are enough to compare (simulated)."""
OTHER_SESSIONS = 3
"""Of those without it, the mornings after a session since its first day (simulated)."""
DIFFERENCE = 1.0
"""Points of difference that are worth a word (simulated)."""
TIMES_SE = 2.5
"""The difference as a multiple of its standard error that is more than chance (simulated)."""
ASKED_AGAIN = timedelta(weeks=8)
"""An exercise that was kept, or was none of it, is not named again for so long (our judgement)."""
ONCE_IN = timedelta(weeks=1)
"""After an answer nothing else is asked for so long (our judgement)."""
_ANSWERS = frozenset({DecisionKind.TRIAL, DecisionKind.KEEP, DecisionKind.NEVER_ASK})
TRIAL_MORNINGS = 2
"""Answered mornings that are enough for an outcome (simulated)."""
TRIAL_WAIT = timedelta(days=21)
"""How long after a trial those mornings are waited for (simulated)."""


class Row(msgspec.Struct, frozen=True):
    """One answered morning."""

    day: date
    above_usual: float
    """The answer less what was usual."""
    done: frozenset[str]
    """The exercises of the day before."""


class Comparison(msgspec.Struct, frozen=True):
    """Mornings with and without one exercise."""

    exercise: str
    with_it: int
    """Mornings after it."""
    without: int
    mean_with: float | None
    """Points above the usual; None without any morning."""
    mean_without: float | None
    after_others: int
    """Mornings without it that follow a session since its first day."""
    standard_error: float

    @property
    def difference(self) -> float | None:
        """Points by which mornings after it were higher; None when one side has none."""
        if self.mean_with is None or self.mean_without is None:
            return None
        return points_between(self.mean_with, self.mean_without)

    @property
    def is_enough(self) -> bool:
        """Whether there are mornings enough on both sides."""
        return self.with_it >= ROWS_WITH and self.without >= ROWS_WITHOUT

    @property
    def can_be_told_apart(self) -> bool:
        """Whether enough sessions went without it."""
        return self.after_others >= OTHER_SESSIONS

    @property
    def speaks(self) -> bool:
        """Whether the difference is more than the usual ups and downs."""
        difference = self.difference
        return (
            difference is not None
            and self.is_enough
            and self.can_be_told_apart
            and difference >= DIFFERENCE
            and difference >= TIMES_SE * self.standard_error
        )


def rows(practice: Practice) -> list[Row]:
    """Return the mornings that can be compared, oldest first.

    Left out are those without a usual, and those after a session with a first time: what is new
    makes sore.
    """
    log = practice.log
    first_times = {each.day for each in practice.changes if each.kind is ChangeKind.NEW}
    found = []
    for day, check in log.checks.items():
        if day <= log.today - COMPARED or (day - ONE_DAY) in first_times:
            continue
        if (usually := usual(log.checks, day)) is not None:
            done = frozenset(practice.exercises_on(day - ONE_DAY))
            found.append(Row(day, check.rating - usually, done))
    return found


def compare(exercise: str, first_day: date, among: Collection[Row]) -> Comparison:
    """Compare the mornings with and without an exercise.

    Args:
        exercise: Its id.
        first_day: The day it was first done.
        among: The mornings.
    """
    from statistics import fmean, pvariance  # a start compares nothing: 0.1 MB, 5 ms

    with_it = [row.above_usual for row in among if exercise in row.done]
    without = [row for row in among if exercise not in row.done]
    values = [row.above_usual for row in without]
    error = 0.0
    if with_it and values:
        variance = pvariance([*with_it, *values])
        error = sqrt(variance * (1 / len(with_it) + 1 / len(values)))
    return Comparison(
        exercise=exercise,
        with_it=len(with_it),
        without=len(without),
        mean_with=fmean(with_it) if with_it else None,
        mean_without=fmean(values) if values else None,
        after_others=sum(bool(row.done) and row.day - ONE_DAY >= first_day for row in without),
        standard_error=error,
    )


def comparisons(practice: Practice) -> list[Comparison]:
    """Compare every exercise that was done, in the order of introduction."""
    among = rows(practice)
    done = sorted(practice.done, key=introduction)
    return [compare(each, practice.done[each][0].day, among) for each in done]


def named(practice: Practice, candidates: Collection[str]) -> Comparison | None:
    """Return the exercise that the comparison names now, if any.

    What was named on which day is not stored. So it speaks until it is answered, and then leaves
    the person in peace for a week, and for as long as a trial waits for its mornings.

    Args:
        practice: What was done.
        candidates: The exercises that are neither off nor resting nor on trial.
    """
    if _is_at_peace(practice):
        return None
    silent = _not_named(practice)
    speaking = [
        each
        for each in comparisons(practice)
        if each.exercise in candidates and each.exercise not in silent and each.speaks
    ]
    return max(
        speaking, key=lambda each: (each.difference or 0, introduction(each.exercise)), default=None
    )


def _is_at_peace(practice: Practice) -> bool:
    """Tell whether the person answered lately, or a trial runs or waits for its mornings."""
    today = practice.log.today
    return any(
        each.kind in _ANSWERS and today < each.day + ONCE_IN for each in practice.log.decisions
    ) or any(outcome(each, practice).answer is Answer.WAITING for each in practice.log.trials)


def _not_named(practice: Practice) -> set[str]:
    """Return what the person does not want to hear of now, or has the answer to."""
    today = practice.log.today
    silent = set()
    for decision in practice.log.decisions:
        never = decision.kind is DecisionKind.NEVER_ASK
        kept = decision.kind is DecisionKind.KEEP and today < decision.day + ASKED_AGAIN
        if decision.exercise is not None and (never or kept):
            silent.add(decision.exercise)
    for trial in practice.log.trials:
        settled = trial.back if trial.ended else settled_on(trial, practice)
        if settled is not None and today < settled + ASKED_AGAIN:
            silent.add(trial.exercise)
    return silent


class Answer(StrEnum):
    """What a trial showed."""

    AGAIN = "again"
    NOT_AGAIN = "not again"
    NONE = "no answer"
    WAITING = "waiting"


class Outcome(msgspec.Struct, frozen=True):
    """What a trial showed, and by how much."""

    answer: Answer
    check: Check | None = None
    """The answer that settled it."""
    after: float | None = None
    """Mean of the mornings after it came back."""
    without: float | None = None
    """Mean of the mornings without it."""


def outcome(trial: Trial, practice: Practice) -> Outcome:
    """Return what a trial showed, as far as it is known."""
    if trial.ended:
        return Outcome(Answer.NONE)
    log, last = practice.log, trial.back + TRIAL_WAIT
    checks, today = log.all_checks, log.today
    done = _days_done(trial.exercise, log.sessions_between(trial.back, last - ONE_DAY))
    after = [checks[day + ONE_DAY] for day in done if day + ONE_DAY in checks]
    if len(after) < TRIAL_MORNINGS:
        return Outcome(Answer.NONE if today > last else Answer.WAITING)
    without = _without(trial, checks)
    if without is None:
        return Outcome(Answer.NONE)
    after = after[:TRIAL_MORNINGS]
    mean = sum(check.rating for check in after) / len(after)
    answer = Answer.AGAIN if points_between(mean, without) >= DIFFERENCE else Answer.NOT_AGAIN
    return Outcome(answer, after[-1], mean, without)


def _days_done(exercise: str, sessions: Iterable[SessionRecord]) -> list[date]:
    """Return the days on which an exercise was done, oldest first."""
    return sorted(
        {
            session.practice_day
            for session in sessions
            if any(hold.exercise == exercise and hold.was_held for hold in session.holds)
        }
    )


def _without(trial: Trial, checks: Mapping[date, Check]) -> float | None:
    """Return the mean of the week without it, or what was usual before."""
    week = (trial.first + timedelta(days=number) for number in range(1, TRIAL_DAYS + 1))
    ratings = [checks[day].rating for day in week if day in checks]
    if len(ratings) < TRIAL_MORNINGS:
        return usual(checks, trial.first)
    return sum(ratings) / len(ratings)


def settled_on(trial: Trial, practice: Practice) -> date | None:
    """Return the day on which an answer settled a trial; None when none did."""
    check = outcome(trial, practice).check
    if check is None:
        return None
    return check.answered_on if check.recalled else check.day


def told_from(trial: Trial, practice: Practice) -> date | None:
    """Return the day from which it is known what a trial showed, or that it showed nothing.

    None while it waits, and when the person ended it.
    """
    answer = outcome(trial, practice).answer
    if answer is Answer.WAITING or trial.ended:
        return None
    return settled_on(trial, practice) or trial.back + TRIAL_WAIT + ONE_DAY
