"""The plan of the day: what is in it, what to type instead of it, and what comes next."""

from collections.abc import Callable
from datetime import date

from library.exercises.model import Exercise
from library.guidance.coming import Coming, coming
from library.guidance.plan import EARLY_UNTIL_HOUR, DayPlan, Here, Item, ItemState, Why
from library.guidance.standing import Standing
from library.guidance.today import Due, due_on, rules_all_out
from tui.text.doses import amount
from tui.text.guidance import MARKS_TODAY, Named, until_words


def instead_words(
    plan: DayPlan, standing: Standing, command: Callable[..., str], easy: str = ""
) -> str:
    """Return what to type on a day without anything to do.

    Args:
        plan: Of the day; it is empty.
        standing: Where the person stands.
        command: Returns how a verb of ours is typed, with its arguments.
        easy: What begins something easy although rest comes first; empty where nothing can.
    """
    # Who is to ask a doctor is not told of what else there is.
    all_the_same = f" {command('list')} names what can be started all the same."
    all_the_same = "" if rules_all_out(standing) else all_the_same
    match due_on(plan, standing):
        case Due.MARK:
            marks = f"{command('mark', 'today', 'pain')} {MARKS_TODAY}"
            if easy:
                return f"{easy} begins something easy all the same. {marks}"
            return marks if plan.why is Why.REST_FIRST else f"{marks}{all_the_same}"
        case Due.PLACES:
            return f"{command('set', 'place', 'PLACE')} says where you are.{all_the_same}"
        case _:
            return all_the_same.lstrip()


def item_words(item: Item, exercise: Exercise) -> str:
    """Return an exercise of the plan in a sentence, as in `Leg lift: 2 holds of 10 s ..., new.`."""
    on = "" if item.support is None else f" {item.support.words}"
    news = news_words(item)
    return f"{exercise.name}{on}: {amount(exercise, item.dose)}{f', {news}' if news else ''}."


def news_words(item: Item) -> str:
    """Return whether an exercise is new, longer or higher; empty when it is as before."""
    more = "a little longer" if item.longer else "a little higher" if item.higher else ""
    return "new" if item.state is ItemState.NEW else more


def next_words(standing: Standing, plan: DayPlan, here: Here, named: Named) -> str:
    """Return what comes after the plan of a day; empty when nothing is to come.

    Args:
        standing: Where the person stands.
        plan: The plan of the day.
        here: The hour and the place.
        named: Returns the name of an exercise.
    """
    found = coming(standing, plan)
    if found is None:
        return ""
    what = found.exercise
    early = what in here.possible and not here.allows(what)
    return coming_words(found, named(what), standing.today, is_early=early)


def coming_words(coming: Coming, name: str, today: date, *, is_early: bool = False) -> str:
    """Return what comes next, as in `Standing stretch, new, not before Thursday`.

    Args:
        coming: What comes next.
        name: The name of its exercise.
        today: The day it is.
        is_early: Whether it is too early in the day for it.
    """
    if not coming.is_new:
        back = "" if coming.first is None else f" {until_words(coming.first, today)}"
        return f"{name}, back{back}"
    first = "" if coming.first is None else f", not before {until_words(coming.first, today)}"
    later = f", from {EARLY_UNTIL_HOUR} o'clock on" if is_early else ""
    return f"{name}, new{first}{later}"
