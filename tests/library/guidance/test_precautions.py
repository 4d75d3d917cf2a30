"""What must be said or asked before a routine starts."""

from datetime import time

import pytest

from library.exercises.model import Dose
from library.guidance.order import CHAIR, CROSSED, FLOOR, LIFT, MASSAGE, STANDING
from library.guidance.precautions import (
    PlannedDose,
    Precautions,
    cautions,
    planned,
    precautions_for,
    shortened,
    without,
)
from library.guidance.standing import FIRST_TIMES
from library.guidance.states import StateName
from library.guidance.ticks import TICKS
from library.history.record import DecisionKind, Outcome, Reason
from library.routines.model import Routine, RoutineItem
from library.routines.planning import build_plan
from library.settings import Settings
from tests.library.guidance.person import LADDERS, Person, decision, held, session, ticks
from tests.library.session.transcripts import built_in

CATALOGUE, ROUTINES = built_in()


def precautions(person: Person, on: int, routine: str, *, paced: bool = False) -> Precautions:
    items = ROUTINES.get(routine).items
    settings = Settings()
    found = [planned(item, CATALOGUE.get(item.exercise), settings) for item in items]
    return precautions_for(found, person.standing(on), paced=paced)


def of(*exercises: str) -> list[PlannedDose]:
    return [PlannedDose(each, LADDERS[each][0]) for each in exercises]


def test_what_is_off_or_rests_is_said_with_its_reason() -> None:
    rest = decision(1, DecisionKind.REST, LIFT, until=None)
    found = precautions(Person(decisions=[ticks("bones"), rest]), 2, "all-six")
    names = {exercise: state.name for exercise, state in found.excluded}
    off, resting = StateName.OFF, StateName.RESTING
    assert names == {FLOOR: off, LIFT: resting, STANDING: off, "leg-crossover": off}
    assert found.out == tuple(names)


def test_what_is_included_all_the_same_is_not_asked_about_again() -> None:
    person = Person(decisions=[ticks("bones"), decision(2, DecisionKind.INCLUDE, FLOOR)])
    assert precautions_for(of(FLOOR), person.standing(1)).out == (FLOOR,)
    assert not precautions_for(of(FLOOR), person.standing(2)).excluded


def test_a_routine_that_leads_leaves_out_only_what_was_sharp() -> None:
    sharp = held(LIFT, 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(4, sharp)], decisions=[ticks("bones")])
    found = precautions_for(of(FLOOR, LIFT, CHAIR), person.standing(5), leads=True)
    assert (found.out, found.new, found.shorter) == ((LIFT,), 0, ())
    assert CHAIR in found.cautioned


def test_what_hurt_sharply_is_asked_about_whatever_else_leaves_it_out() -> None:
    sharp = held(LIFT, 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    rested = decision(4, DecisionKind.REST, LIFT, until=None, clock=time(18))
    lasting = (ticks("hip"), rested)  # each of them outlasts the three days
    for decided in lasting:
        person = Person(sessions=[session(4, sharp)], decisions=[decided])
        assert precautions_for(of(LIFT, CHAIR), person.standing(5), leads=True).out == (LIFT,)
        assert not precautions_for(of(LIFT, CHAIR), person.standing(9), leads=True).excluded
    person = Person(sessions=[session(on, sharp) for on in (4, 9)])
    asked = precautions_for(of(LIFT, CHAIR, MASSAGE), person.standing(30), leads=True)
    assert asked.out == (LIFT, CHAIR)  # it was so twice: until a professional said yes
    lifted = decision(31, DecisionKind.LIFT_TICK, words=("nerve",))
    person.decisions.append(lifted)
    assert not precautions_for(of(LIFT, CHAIR), person.standing(31), leads=True).excluded


def test_cautions_come_before_the_first_two_days_of_practice() -> None:
    days = [1, 3, 4]
    for on, expected in zip((1, 2, 3, 4), ((CHAIR,), (CHAIR,), (CHAIR,), ()), strict=True):
        past = [session(day, held(CHAIR)) for day in days if day <= on]
        assert precautions_for(of(CHAIR), Person(sessions=past).standing(on)).cautioned == expected
    assert FIRST_TIMES == 2


def test_cautions_that_two_exercises_share_stand_once() -> None:
    routine = ROUTINES.get("all-six-and-massage")
    plan = build_plan(routine, CATALOGUE, Settings())
    found = cautions(plan, Precautions(cautioned=tuple(each.id for each in plan.exercises)))
    lines = [line for part in found.values() for line in part]
    assert len(lines) == len(set(lines))
    assert set(CATALOGUE.get(STANDING).cautions) <= set(lines)
    assert set(routine.cautions) <= set(lines)


def test_what_was_answered_with_no_is_not_read_again() -> None:
    plan = build_plan(ROUTINES.get("all-six-and-massage"), CATALOGUE, Settings())

    def read(person: Person) -> str:
        found = precautions_for(of(*(each.id for each in plan.exercises)), person.standing(3))
        return "\n".join(line for part in cautions(plan, found).values() for line in part)

    named = [tick.named for tick in TICKS.values() if tick.named]
    unasked, all_no = read(Person()).casefold(), read(Person(decisions=[ticks()])).casefold()
    assert all(word in unasked for word in named)
    assert not any(word in all_no for word in named)
    assert "come up slowly" in all_no
    assert "glaucoma" in read(Person(decisions=[ticks("bones")])), "a line for several"
    assert "Pregnant" in read(Person(decisions=[ticks("pregnant")]))


def test_the_cautions_of_a_massage_come_each_time() -> None:
    plan = build_plan(ROUTINES.get("massage"), CATALOGUE, Settings())
    assert cautions(plan, Precautions()) == {MASSAGE: CATALOGUE.get(MASSAGE).cautions}
    assert not cautions(build_plan(ROUTINES.get("all-six"), CATALOGUE, Settings()), Precautions())


@pytest.mark.parametrize(
    ("routine", "done", "new"),
    [
        ("first-steps", "", 0),
        ("all-six", "", 6),
        ("all-six", "chair", 5),
        ("first-steps", "lift", 2),
        ("morning", "chair", 0),
    ],
)
def test_more_than_one_new_exercise_at_once_is_said(routine: str, done: str, new: int) -> None:
    ids = {"chair": CHAIR, "lift": LIFT}
    past = [session(1, held(ids[done]))] if done else []
    assert precautions(Person(sessions=past), 2, routine).new == new
    assert precautions(Person(sessions=past), 2, routine, paced=True).new == 0


def test_a_first_time_with_more_than_the_lowest_rung_may_be_shorter() -> None:
    (found,) = precautions(Person(), 1, "desk-break").shorter
    assert (found.exercise, found.first.hold_seconds, found.written.hold_seconds) == (CHAIR, 10, 20)
    desk = shortened(ROUTINES.get("desk-break"), [found])
    assert build_plan(desk, CATALOGUE, Settings()).work[0].seconds == 10
    assert not precautions(Person(), 1, "first-steps").shorter
    already = Person(decisions=[decision(1, DecisionKind.ALREADY)])
    assert not precautions(already, 1, "desk-break").shorter


@pytest.mark.parametrize(("seconds", "offered"), [(10, [10]), (15, [15]), (20, [])])
def test_what_was_done_for_less_is_shorter_until_it_was_done_as_written(
    seconds: int, offered: list[int]
) -> None:
    person = Person(sessions=[session(1, held(CHAIR, seconds=seconds))])
    found = precautions(person, 2, "desk-break").shorter
    assert [each.first.hold_seconds for each in found] == offered
    often = [session(on, held(CHAIR, seconds=seconds)) for on in range(1, FIRST_TIMES + 1)]
    assert not precautions(Person(sessions=often), FIRST_TIMES + 1, "desk-break").shorter


def test_the_own_level_is_nobody_elses_business() -> None:
    assert not precautions_for([PlannedDose(CHAIR, Dose(2, 30, ""))], Person().standing(1)).shorter


def test_a_routine_does_without() -> None:
    routine = Routine("own", "Own", "", (RoutineItem(CHAIR), RoutineItem(LIFT), RoutineItem(CHAIR)))
    assert without(routine, {CHAIR}).items == (RoutineItem(LIFT),)
    assert not without(routine, {CHAIR, LIFT}).items
    assert CROSSED not in {item.exercise for item in without(routine, ()).items}
