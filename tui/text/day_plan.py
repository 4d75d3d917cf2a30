"""The plan of the day for who types commands: what is in it, and what to type instead of it."""

from collections.abc import Callable
from enum import StrEnum

from library.exercises.model import Exercise
from library.guidance.plan import DayPlan, Item, ItemState, Why
from library.guidance.standing import Standing
from tui.text.doses import amount
from tui.text.guidance import rules_all_out

MARKS_TODAY = "marks today as a pain day. Your run of weeks is safe."


class Enter(StrEnum):
    """What is the thing to do on a day: what Enter does on Today."""

    START = "start"
    MARK = "mark"
    PLACES = "places"
    NOTHING = "nothing"


def enter_on(plan: DayPlan, standing: Standing) -> Enter:
    """Return what is the thing to do with the plan of a day."""
    if plan.items:
        return Enter.START
    if plan.why is Why.NOTHING_FITS:
        return Enter.PLACES
    if plan.mark is not None or plan.why is Why.ENOUGH:
        return Enter.NOTHING
    days = standing.practice.session_days
    if not days and rules_all_out(standing):
        return Enter.NOTHING  # there are no weeks yet that a mark would keep
    practised = standing.today in days
    return Enter.NOTHING if practised and plan.why is not Why.REST_FIRST else Enter.MARK


def instead_words(plan: DayPlan, standing: Standing, command: Callable[..., str]) -> str:
    """Return what to type on a day without anything to do.

    Args:
        plan: Of the day; it is empty.
        standing: Where the person stands.
        command: Returns how a verb of ours is typed, with its arguments.
    """
    all_the_same = f"{command('list')} names what can be started all the same."
    match enter_on(plan, standing):
        case Enter.MARK:
            marks = f"{command('mark', 'today', 'pain')} {MARKS_TODAY}"
            return marks if plan.why is Why.REST_FIRST else f"{marks} {all_the_same}"
        case Enter.PLACES:
            return f"{command('set', 'place', 'PLACE')} says where you are. {all_the_same}"
        case _:
            return all_the_same


def item_words(item: Item, exercise: Exercise) -> str:
    """Return an exercise of the plan in a sentence, as in `Leg lift: 2 holds of 10 s ..., new.`."""
    on = "" if item.support is None else f" {item.support.words}"
    news = news_words(item)
    return f"{exercise.name}{on}: {amount(exercise, item.dose)}{f', {news}' if news else ''}."


def news_words(item: Item) -> str:
    """Return whether an exercise is new, longer or higher; empty when it is as before."""
    more = "a little longer" if item.longer else "a little higher" if item.higher else ""
    return "new" if item.state is ItemState.NEW else more
