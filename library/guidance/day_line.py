"""The one line of a day on Today, besides the plan and its question: the first that fits."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from library.exercises.model import HeightLevel
from library.guidance.comparing import Comparison, Outcome, named, outcome, told_from
from library.guidance.plan import DayPlan, Here, Why, may_massage
from library.guidance.progression import height_offered, may_change
from library.guidance.reach import reach_offered
from library.guidance.setbacks import SetbackReason
from library.guidance.standing import Standing
from library.guidance.today import rules_stretches_out
from library.guidance.trials import Trial
from library.guidance.weekly import WeekLine, is_not_as_hoped, week_line
from library.history.record import DecisionKind, ReachForm
from library.progress.days import ONE_DAY
from library.progress.weeks import week_start

RESULT_TOLD = timedelta(days=3)
"""How long what a trial showed stands on Today (our judgement)."""
STILL_RIGHT_AFTER = timedelta(weeks=4)
"""When a person is reminded of the ticks (our judgement)."""


class LineKind(StrEnum):
    """What the line is about, the most important first."""

    STRETCHES_OUT = "stretches out"
    NOTHING_FITS = "nothing fits"
    REST_FIRST = "6 or more"
    PROGRAMME_ENDED = "programme ended"
    HARDER_MORNING = "harder morning"
    HIGH_ANSWER = "after 6 or more"
    WELCOME_BACK = "welcome back"
    TRIAL = "trial"
    RESULT = "result of a trial"
    WHICH_ONE = "which one is it"
    HARDER_WEEKS = "harder weeks"
    WEEK = "week"
    TICKS = "ticks"
    REACH = "reach"
    HEIGHT = "height"


_SAID_BY: Mapping[LineKind, frozenset[Why]] = {
    LineKind.STRETCHES_OUT: frozenset({Why.ALL_LEFT_OUT}),
    LineKind.NOTHING_FITS: frozenset({Why.NOTHING_FITS, Why.EARLY, Why.ALL_LEFT_OUT}),
    LineKind.REST_FIRST: frozenset({Why.REST_FIRST, Why.HIGH_USUAL}),
    LineKind.HARDER_MORNING: frozenset({Why.HARDER_MORNING}),
    LineKind.HIGH_ANSWER: frozenset({Why.HIGH_ANSWER}),
    LineKind.WELCOME_BACK: frozenset({Why.AWAY}),
    LineKind.TRIAL: frozenset({Why.TRIAL}),
    LineKind.HARDER_WEEKS: frozenset({Why.HARDER_WEEKS}),
}
"""The reasons of a plan that say the same."""


class DayLine(msgspec.Struct, frozen=True):
    """The line of a day, with the facts that it tells."""

    kind: LineKind
    trial: Trial | None = None
    """Of a trial and its result."""
    outcome: Outcome | None = None
    """Of a result."""
    named: Comparison | None = None
    """Of `WHICH_ONE`."""
    week: WeekLine | None = None
    """Of `WEEK`; None when only `not_as_hoped` is to be said."""
    not_as_hoped: bool = False
    """Of `WEEK`: whether a physiotherapist is to be named."""
    reach: ReachForm | None = None
    """Of `REACH`."""
    massage: bool = False
    """Of `REST_FIRST`: whether the massage can be had instead."""
    higher: tuple[str, HeightLevel] | None = None
    """Of `HEIGHT`: the exercise, and the support it is done on."""

    def is_said_by(self, plan: DayPlan) -> bool:
        """Tell whether the reason of the plan says it already."""
        return plan.why in _SAID_BY.get(self.kind, ())


def day_line(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    """Return the one line that is due today; None when there is none.

    Args:
        standing: Where the person stands.
        plan: The plan of the day.
        here: The hour and the place.
    """
    found = (find(standing, plan, here) for find in _MOST_IMPORTANT_FIRST)
    return next((line for line in found if line is not None), None)


def _stretches_out(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    return DayLine(LineKind.STRETCHES_OUT) if rules_stretches_out(standing) else None


def _nothing_fits(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    line = DayLine(LineKind.NOTHING_FITS)
    return line if line.is_said_by(plan) else None


def _rest_first(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    if not standing.rests_first:
        return None
    return DayLine(LineKind.REST_FIRST, massage=may_massage(standing, here))


def _programme_ended(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    """From the day after its last one, until a day of practice is over."""
    if plan.ended is None or plan.ended.until is None:
        return None
    over = _practised_since(plan.ended.until + ONE_DAY, standing)
    return None if over else DayLine(LineKind.PROGRAMME_ENDED)


def _harder_morning(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    return _easy(standing, SetbackReason.HARDER_MORNING, LineKind.HARDER_MORNING)


def _high_answer(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    return _easy(standing, SetbackReason.HIGH_ANSWER, LineKind.HIGH_ANSWER)


def _welcome_back(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    begins = _begins(standing, SetbackReason.AWAY)
    return DayLine(LineKind.WELCOME_BACK) if begins else None


def _trial(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    for trial in standing.log.trials:
        if trial.runs_on(standing.today):
            return DayLine(LineKind.TRIAL, trial=trial)
    return None


def _result(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    practice, today = standing.practice, standing.today
    for trial in reversed(standing.log.trials):
        since = told_from(trial, practice)
        if since is not None and since <= today < since + RESULT_TOLD:
            return DayLine(LineKind.RESULT, trial=trial, outcome=outcome(trial, practice))
    return None


def _which_one(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    """Once a week: after its first day, which has a line of its own, until one of practice is over.

    The table asks whenever it is opened.
    """
    begins = week_start(standing.today, standing.first_weekday) + ONE_DAY
    if standing.today < begins or _practised_since(begins, standing):
        return None
    speaking = named(standing.practice, standing.comparable)
    return None if speaking is None else DayLine(LineKind.WHICH_ONE, named=speaking)


def _harder_weeks(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    begins = _begins(standing, SetbackReason.HARDER_WEEKS)
    return DayLine(LineKind.HARDER_WEEKS) if begins else None


def _week(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    asked = (standing.log.all_checks, standing.first_weekday, standing.today)
    week, not_as_hoped = week_line(*asked), is_not_as_hoped(*asked)
    if week is None and not not_as_hoped:
        return None
    return DayLine(LineKind.WEEK, week=week, not_as_hoped=not_as_hoped)


def _ticks(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    """Four weeks after the ticks were answered, until a day of practice is over."""
    answered = [each.day for each in standing.log.decisions if each.kind is DecisionKind.TICKS]
    if not answered or standing.today < (due := answered[-1] + STILL_RIGHT_AFTER):
        return None
    return None if _practised_since(due, standing) else DayLine(LineKind.TICKS)


def _reach(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    form = reach_offered(standing, here.hour, here.possible)
    return None if form is None else DayLine(LineKind.REACH, reach=form)


def _height(standing: Standing, plan: DayPlan, here: Here) -> DayLine | None:
    """On a day on which nothing else changes, and something may."""
    if plan.change is not None or plan.led_by is not None or not may_change(standing):
        return None
    for item in plan.items:
        if item.support is not None and height_offered(item.exercise, standing) is not None:
            return DayLine(LineKind.HEIGHT, higher=(item.exercise, item.support))
    return None


def _practised_since(day: date, standing: Standing) -> bool:
    """Tell whether there was a session from a day on, today's not among them."""
    return any(day <= each < standing.today for each in standing.practice.session_days)


def _easy(standing: Standing, reason: SetbackReason, kind: LineKind) -> DayLine | None:
    """Return the line of an easy day, where that is the reason for it."""
    today = standing.today
    still = standing.setbacks.stillness(today)
    easy = any(each.reason is reason and today < each.easy_until for each in still)
    return DayLine(kind) if easy else None


def _begins(standing: Standing, reason: SetbackReason) -> bool:
    """Tell whether days without a change begin today for a reason."""
    still = standing.setbacks.stillness(standing.today)
    return any(each.reason is reason and each.first == standing.today for each in still)


_MOST_IMPORTANT_FIRST: tuple[Callable[[Standing, DayPlan, Here], DayLine | None], ...] = (
    _stretches_out,
    _nothing_fits,
    _rest_first,
    _programme_ended,
    _harder_morning,
    _high_answer,
    _welcome_back,
    _trial,
    _result,
    _which_one,
    _harder_weeks,
    _week,
    _ticks,
    _reach,
    _height,
)
