"""Which exercise comes next, after those of today."""

from datetime import date, timedelta

import msgspec

from library.guidance.order import INTRODUCTION
from library.guidance.plan import DayPlan
from library.guidance.practice import ChangeKind
from library.guidance.progression import NEW_GAP_DAYS
from library.guidance.standing import Standing
from library.guidance.states import StateName


class Coming(msgspec.Struct, frozen=True):
    """An exercise that is not in the plan of today and will be in one."""

    exercise: str
    is_new: bool
    """Whether it was never done; else it rests, or is left out to compare."""
    first: date | None = None
    """The first day it may come; None where nothing but its turn is waited for."""


def coming(standing: Standing, plan: DayPlan) -> Coming | None:
    """Return what is back soonest, else what is new next; None when nothing is to come.

    Args:
        standing: Where the person stands.
        plan: The plan of the day.
    """
    resting = [
        (state.until, exercise)
        for exercise, state in standing.states.items()
        if state.until is not None and state.name in (StateName.RESTING, StateName.TRIAL)
    ]
    if resting:
        until, exercise = min(resting)
        return Coming(exercise, is_new=False, first=until)
    if plan.led_by is not None:
        return None  # nothing new comes beside it
    for exercise in INTRODUCTION:
        if standing.states[exercise].name is StateName.NOT_YET and exercise not in plan.exercises:
            first = _first_day(standing, plan)
            # A comeback lasts for some days of practice, and nobody knows when those are.
            later = first if standing.today < first < date.max else None
            return Coming(exercise, is_new=True, first=later)
    return None


def _first_day(standing: Standing, plan: DayPlan) -> date:
    """Return the first day on which something new may come, as far as is known today."""
    today, new = standing.today, ChangeKind.NEW
    met = [each.day for each in standing.practice.changes if each.kind is new]
    if plan.change is not None and plan.change.kind is new:
        met.append(today)
    gap = max(met) + timedelta(days=NEW_GAP_DAYS) if met else today
    return max([gap, *(each.until for each in standing.setbacks.stillness(today))])
