"""The plan of the day for who types commands: what is in it, and what to type instead of it."""

from collections.abc import Callable

from library.exercises.model import Exercise
from library.guidance.plan import DayPlan, Item, ItemState, Why
from library.guidance.standing import Standing
from library.guidance.today import Due, due_on, rules_all_out
from tui.text.doses import amount
from tui.text.guidance import MARKS_TODAY


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
