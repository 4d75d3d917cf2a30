"""When reach is measured, in which form, and what its changes say."""

import pytest

from library.guidance.order import CHAIR, CROSSED, FLOOR, INTRODUCTION
from library.guidance.reach import ReachChange, reach_due, results
from library.history.record import DecisionKind, Reach, ReachForm
from tests.library.guidance.person import Person, check, checks, day, decision, held, session, ticks


def reach(on: int, *cm: float, form: ReachForm = ReachForm.FLOOR) -> Reach:
    return Reach(day=day(on), form=form, leg="both" if form == "floor" else "left", cm=cm)


def floor_known(on: int = 4) -> Person:
    """The floor stretch was done for the second time on this day, the chair long before."""
    chair = [session(each, held(CHAIR), held(CROSSED, 2, 20)) for each in (1, 2)]
    floor = [session(each, held(FLOOR)) for each in (on - 1, on)]
    return Person(sessions=[*chair, *floor])


@pytest.mark.parametrize(("on", "due"), [(10, False), (11, True), (30, True)])
def test_it_is_offered_from_the_eighth_day(on: int, due: bool) -> None:
    form = reach_due(floor_known().standing(on), 10, INTRODUCTION)
    assert form is (ReachForm.FLOOR if due else None)


@pytest.mark.parametrize(("hour", "due"), [(8, False), (9, True), (23, True)])
def test_it_waits_for_a_later_hour(hour: int, due: bool) -> None:
    assert (reach_due(floor_known().standing(11), hour, INTRODUCTION) is not None) is due


@pytest.mark.parametrize("tick", ["bones", "disc", "nerve", "hamstring", "operation", "hip"])
def test_some_should_not_measure_it(tick: str) -> None:
    person = floor_known()
    person.decisions.append(ticks(tick, on=5))
    assert reach_due(person.standing(11), 10, INTRODUCTION) is None


@pytest.mark.parametrize("tick", ["balance", "pregnant"])
def test_some_measure_it_on_a_chair(tick: str) -> None:
    person = floor_known()
    person.decisions.append(ticks(tick, on=5))
    assert reach_due(person.standing(11), 10, INTRODUCTION) is ReachForm.CHAIR


def test_without_a_mat_it_is_measured_on_a_chair() -> None:
    assert reach_due(floor_known().standing(11), 10, {CHAIR}) is ReachForm.CHAIR


def test_once_a_week_is_enough() -> None:
    person = floor_known()
    for on, due in ((17, False), (18, True)):
        standing = person.standing(on)
        standing.log.reach = [reach(11, -6.0)]
        assert (reach_due(standing, 10, INTRODUCTION) is not None) is due


def test_not_after_a_harder_morning_nor_while_the_floor_stretch_rests() -> None:
    person = floor_known()
    person.sessions.append(session(11, held(CHAIR)))
    person.checks = [*checks(2, 2, 2, first=8), check(12, 5)]
    assert [reach_due(person.standing(on), 10, INTRODUCTION) is None for on in (12, 14, 15)] == [
        True,
        True,
        False,
    ]
    person.decisions.append(decision(15, DecisionKind.REST, FLOOR, until=day(20)))
    assert reach_due(person.standing(15), 10, INTRODUCTION) is None


@pytest.mark.parametrize(
    ("now", "difference", "change"),
    [
        (-2.5, 3.5, ReachChange.NOT_CLEAR),
        (-2.0, 4.0, ReachChange.FURTHER),
        (-9.5, -3.5, ReachChange.NOT_CLEAR),
        (-10.0, -4.0, ReachChange.LESS_FAR),
    ],
)
def test_less_than_four_centimetres_is_noise(
    now: float, difference: float, change: ReachChange
) -> None:
    (found,) = results([reach(1, -6.0), reach(15, now - 1, now)], 0)
    assert (found.cm, found.difference, found.change) == (now, difference, change)


def test_the_best_of_a_week_counts_and_forms_are_never_compared() -> None:
    measured = [
        reach(1, -6.0),
        reach(15, 1.0),
        reach(17, -3.0),
        reach(17, 5.0, form=ReachForm.CHAIR),
    ]
    floor, chair = results(measured, 0)
    assert (floor.cm, floor.change) == (1.0, ReachChange.FURTHER)
    assert (chair.cm, chair.change) == (5.0, ReachChange.FIRST)
