"""What could not be chosen for the plan of the day, and why, in words."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import msgspec

from library.guidance.order import INTRODUCTION
from library.guidance.plan import DayPlan, Why
from library.guidance.standing import Standing
from library.guidance.states import StateName
from tui.text.guidance import EARLY, ELSEWHERE, state_words


class LeftOut(msgspec.Struct, frozen=True):
    """An exercise that could not be chosen today."""

    exercise: str
    state: str
    """`off`, `resting`, `trial` or `later`."""
    why: str
    """A sentence."""
    until: date | None = None
    """The day it is back; None if nobody knows."""


def by_reason(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what is left out by why, which is told once.

    Args:
        named: Names, each with a sentence.
    """
    found: dict[str, list[str]] = {}
    for name, why in named:
        found.setdefault(why, []).append(name)
    return found


def left_out(plan: DayPlan, standing: Standing, hidden: Collection[str] = ()) -> Iterator[LeftOut]:
    """Yield what could not be chosen for the plan of the day, and why; but what is hidden.

    Where rest comes first nothing comes later: it is not why today holds so little, and something
    easy can be had all the same.
    """
    today = standing.today
    in_turn = plan.led_by is None and plan.why is not Why.REST_FIRST
    for exercise in sorted(set(INTRODUCTION) - set(plan.exercises) - set(hidden)):
        state = standing.states[exercise]
        words = state_words(state, today)
        if not state.is_allowed:
            yield LeftOut(exercise, state.name.value, words, state.until)
        elif exercise in plan.elsewhere:
            yield LeftOut(exercise, "later", ELSEWHERE)
        elif exercise in plan.early:
            yield LeftOut(exercise, "later", EARLY)
        elif state.name is StateName.NOT_YET and in_turn:
            yield LeftOut(exercise, "later", words)
