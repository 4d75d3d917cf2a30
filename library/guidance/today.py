"""Puts together what the plan of the day is made of, and makes a routine of it."""

from datetime import date
from enum import StrEnum
from operator import attrgetter

from msgspec.structs import replace

from library.exercises.catalogue import Catalogue
from library.exercises.model import Dose, Exercise, Kind
from library.guidance.log import TODAYS, log_of
from library.guidance.order import INTRODUCTION, MASSAGE, STRETCHES, posture
from library.guidance.plan import DayPlan, Here, Item, ItemState, Why, item_of, may_massage
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.history.snapshot import Snapshot
from library.progress.goals import goals_in
from library.progress.weeks import week_start
from library.routines.model import Routine, RoutineItem
from library.routines.planning import dose_for
from library.settings import Settings

TODAYS_ID = "today"
"""The id of the routine that is made afresh each day, as verbs take it."""


def standing_of(
    snapshot: Snapshot, catalogue: Catalogue, settings: Settings, today: date
) -> Standing:
    """Return where a person stands.

    Args:
        snapshot: The history.
        catalogue: The exercises there are.
        settings: Lengths that are kept, levels set before, and the weekday a week begins on.
        today: The practice day it is now.
    """
    massages = [each.id for each in catalogue if each.kind is Kind.MASSAGE]
    bends = [each.id for each in catalogue if each.deep_forward_bend]
    log = log_of(
        snapshot, today, settings.levels, massages, [e for e in bends if e not in INTRODUCTION]
    )
    ladders = {each.id: each.doses for each in catalogue if each.doses}
    heights = {
        each.id: sorted(each.heights, key=attrgetter("centimetres"))
        for each in catalogue
        if each.heights
    }
    weekday = settings.first_weekday_number
    goal = goals_in(settings, log.today).goal_for(week_start(log.today, weekday))
    return Standing(log, ladders, settings.hold_seconds, weekday, goal, heights)


def here_of(catalogue: Catalogue, settings: Settings, hour: int) -> Here:
    """Return the hour and what is possible at the person's place, but for what they have hidden.

    Args:
        catalogue: The exercises there are.
        settings: The places, and where the person is.
        hour: Of the local wall clock, 0-23.
    """
    shown = (each for each in catalogue if each.id not in settings.hidden)
    return Here(hour, frozenset(each.id for each in shown if possible(each, settings)))


def possible(exercise: Exercise, settings: Settings) -> bool:
    """Return whether all an exercise needs is at hand where the person is; anywhere if not told."""
    at_hand = settings.places.get(settings.place)
    return at_hand is None or exercise.possible_with(at_hand)


def led_plan(
    routine: Routine, catalogue: Catalogue, settings: Settings, standing: Standing
) -> DayPlan:
    """Return the plan of a day on which a routine goes before all pacing: as it is written.

    Only what is `State.warned` is left out: what was sharp for its three days, and after two such
    pains every stretch, until a professional said yes.

    Args:
        routine: What goes before it.
        catalogue: The exercises it names.
        settings: Levels and lengths, where the routine leaves them open.
        standing: Where the person stands.
    """
    kept = tuple(item for item in routine.items if not standing.state(item.exercise).warned)
    if kept != routine.items:
        routine = replace(routine, items=kept)
    items = []
    for item in routine.items:
        exercise = catalogue.get(item.exercise)
        known = standing.practice.is_met(exercise.id)
        state = ItemState.KNOWN if known else ItemState.NEW
        support = standing.support(exercise.id)
        items.append(Item(exercise.id, _dose(item, exercise, settings), state, support=support))
    return DayPlan(tuple(items), Why.LEADS, led_by=routine)


def _dose(item: RoutineItem, exercise: Exercise, settings: Settings) -> Dose:
    if exercise.doses:
        return dose_for(item, exercise, settings)
    longest = max(step.seconds or 0 for step in exercise.massage)
    return Dose(len(exercise.massage), longest, "")


def with_massage(plan: DayPlan, standing: Standing, here: Here) -> DayPlan | None:
    """Return a plan with the massage besides; None where it is in it, or cannot be.

    A day that hurt has none: rest is best then. One that was never done comes by the plan, when
    its turn has come.

    Args:
        plan: The plan of the day.
        standing: Where the person stands.
        here: The hour and the place.
    """
    if plan.led_by is not None or MASSAGE in plan.exercises or not may_massage(standing, here):
        return None
    if standing.setbacks.hurt_on(standing.today):
        return None
    items = sorted(
        (*plan.items, item_of(MASSAGE, standing)), key=lambda item: posture(item.exercise)
    )
    return replace(plan, items=tuple(items))


def can_stay_the_same(plan: DayPlan, standing: Standing) -> bool:
    """Tell whether the change of a plan can be left out: what the plan brings by itself.

    The very first session has nothing from before, and a longer dose that the person took is
    theirs to take back.
    """
    if plan.change is None or plan.easy or plan.why is Why.FIRST:
        return False
    return not is_own_wish(plan, standing)


def is_own_wish(plan: DayPlan, standing: Standing) -> bool:
    """Tell whether the longer dose or the higher support of a plan is what the person took."""
    return any(
        item.higher or (item.longer and item.dose == standing.dose(item.exercise))
        for item in plan.items
    )


def routine_of_the_day(plan: DayPlan) -> Routine:
    """Return the plan of the day as a routine."""
    if plan.led_by is not None:
        return plan.led_by
    return Routine(
        id=TODAYS_ID,
        name=TODAYS,
        purpose="What is right for today, at your own doses.",
        items=tuple(
            RoutineItem(item.exercise, reps=item.dose.reps, hold_seconds=item.dose.hold_seconds)
            for item in plan.items
        ),
    )


def rules_all_out(standing: Standing) -> bool:
    """Tell whether what is ticked leaves nothing to do."""
    return all(standing.states[each].name is StateName.OFF for each in INTRODUCTION)


def rules_stretches_out(standing: Standing) -> bool:
    """Tell whether what is ticked leaves no stretch to do."""
    return all(standing.states[each].name is StateName.OFF for each in STRETCHES)


class Due(StrEnum):
    """The thing to do on a day."""

    START = "start"
    """To begin the plan."""
    MARK = "mark"
    """To mark the day, which is one without practice."""
    PLACES = "places"
    """To say what is at hand."""
    NOTHING = "nothing"


def due_on(plan: DayPlan, standing: Standing) -> Due:
    """Return what is the thing to do with the plan of a day."""
    if plan.items:
        return Due.START
    if plan.why is Why.NOTHING_FITS:
        return Due.PLACES
    if plan.mark is not None or plan.why in (Why.ENOUGH, Why.EARLY):
        return Due.NOTHING
    days = standing.practice.session_days
    if not days and rules_all_out(standing):
        return Due.NOTHING  # there are no weeks yet that a mark would keep
    practised = standing.today in days
    return Due.NOTHING if practised and plan.why is not Why.REST_FIRST else Due.MARK
