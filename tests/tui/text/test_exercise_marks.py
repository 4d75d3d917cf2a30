"""Every state of an exercise has a mark of its own and, but for one that is known, a word."""

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from library.exercises.model import Dose
from library.guidance.plan import DayPlan, Item, ItemState, Why
from library.guidance.states import State, StateName
from tui.text import exercise_marks
from tui.text.exercise_marks import ExerciseMark, exercise_mark

TODAY = date(2026, 11, 26)
"""A Thursday."""
NOTHING = DayPlan(items=(), why=Why.LEARNING)
LIFT = DayPlan((Item("leg-lift", Dose(2, 10, ""), ItemState.NEW),), Why.NEW)


def mark(
    state: State, exercise: str = "leg-lift", plan: DayPlan = NOTHING, *, here: bool = True
) -> ExerciseMark:
    return exercise_mark(exercise, state, plan, here=here, today=TODAY)


def back(days: int) -> State:
    return State(StateName.RESTING, until=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("state", "glyph", "word"),
    [
        (State(StateName.KNOWN), "●", ""),
        (State(StateName.LEARNING), "◐", "new"),
        (State(StateName.NOT_YET), "○", "later"),
        (State(StateName.OFF, ticks=("bones",)), "×", "left out"),
        (back(1), "‖", "until Fri"),
        (back(6), "‖", "until Wed"),
        (back(7), "‖", "until 3 Dec"),
        (State(StateName.RESTING), "‖", "resting"),
        (State(StateName.TRIAL, until=TODAY + timedelta(days=4)), "‖", "until Mon"),
    ],
)
def test_a_state_has_its_mark_and_word(state: State, glyph: str, word: str) -> None:
    assert (mark(state).glyph, mark(state).word) == (glyph, word)


def test_what_comes_for_the_first_time_today_is_new() -> None:
    assert mark(State(StateName.NOT_YET), plan=LIFT).word == "new"
    assert mark(State(StateName.NOT_YET), "leg-crossover", LIFT).word == "later"


def test_one_of_ones_own_never_comes_by_the_plan() -> None:
    assert mark(State(StateName.NOT_YET), "mine").word == "not yet"


def test_what_is_not_at_hand_is_told_but_not_before_why_it_is_left_out() -> None:
    assert mark(State(StateName.KNOWN), here=False).word == "not here"
    assert mark(State(StateName.OFF), here=False).word == "left out"
    assert mark(back(1), here=False).glyph == "‖"


def test_every_mark_takes_one_cell() -> None:
    signs = "●◐○‖×▲★" + exercise_marks.LADDER
    assert all(cell_len(sign) == 1 for sign in signs)
