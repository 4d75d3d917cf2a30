"""The worked days: what people who press only Enter are given, day by day."""

from datetime import time

import pytest

from library.guidance.order import CHAIR, CROSSED, MASSAGE
from library.guidance.progression import next_new
from library.history.record import DecisionKind
from tests.library.guidance.person import Person, decision, ticks, told

FOUR_A_WEEK = (1, 3, 5, 6, 8, 10, 12, 13, 15, 17, 19, 20)
FIRST_TEN = {
    1: "crossed 2x20*, chair 2x10*",
    3: "crossed 2x20, chair 2x10",
    5: "crossed 2x20, chair 2x10, massage 3x20*",
    6: "crossed 2x20, chair 2x10, massage 3x20",
    8: "crossed 2x20, lift 2x10*",
    10: "crossed 2x20, chair 2x10, lift 2x10",
    12: "floor 2x10*, chair 2x10, lift 2x10",
    13: "crossed 2x20, floor 2x10, lift 2x10",
    15: "floor 2x10, chair 2x15*, lift 2x10",
}


def lived(person: Person, days: "tuple[int, ...] | range", answer: int | None) -> dict[int, str]:
    return {day: told(person.follow(day, answer)) for day in days}


def test_four_days_a_week_with_all_answers() -> None:
    assert lived(Person(), FOUR_A_WEEK, 2) == FIRST_TEN | {
        17: "crossed 2x20, lift 2x10, standing 2x10*",
        19: "chair 2x15, lift 2x10, standing 2x10",
        20: "crossed 2x20, floor 2x10, lift 2x15*",
    }


def test_four_days_a_week_without_any_answer() -> None:
    assert lived(Person(), FOUR_A_WEEK, None) == FIRST_TEN | {
        17: "crossed 2x20, floor 2x10, lift 2x10",
        19: "chair 2x15, lift 2x10, standing 2x10*",
        20: "crossed 2x20, lift 2x10, standing 2x10",
    }


def test_every_day_one_change_at_a_time() -> None:
    person = Person()
    changes = {}
    for day in range(1, 22):
        plan = person.follow(day, 2)
        if plan.change is not None:
            starred = [each for each in told(plan).split(", ") if each.endswith("*")]
            changes[day] = " and ".join(starred)
    assert changes == {
        1: "crossed 2x20* and chair 2x10*",
        4: "massage 3x20*",
        6: "chair 2x15*",
        7: "lift 2x10*",
        9: "crossed 2x30*",
        10: "floor 2x10*",
        12: "lift 2x15*",
        13: "standing 2x10*",
        15: "floor 2x15*",
        16: "crossover 2x10*",
        18: "chair 2x20*",
        19: "lift 2x20*",
        21: "standing 2x15*",
    }
    assert person.plan(21).seconds_per_leg <= 130


def test_a_harder_morning_after_the_standing_stretch_was_new() -> None:
    person = Person()
    lived(person, FOUR_A_WEEK[:10], 2)
    days = {18: 5, 19: 3, 21: 2, 22: 2, 24: 2, 26: 2}
    assert {day: told(person.follow(day, answer)) for day, answer in days.items()} == {
        18: "crossed 2x20, chair 2x15",
        19: "crossed 2x20, chair 2x15",
        21: "chair 2x15, lift 2x10, standing 2x10",
        22: "crossed 2x20, floor 2x10, lift 2x15*",
        24: "chair 2x15, lift 2x15, crossover 2x10*",
        26: "crossed 2x20, lift 2x15, crossover 2x10",
    }


def test_away_for_twenty_days() -> None:
    person = Person()
    lived(person, range(1, 15), 2)
    days = {34: 3, 35: 2, 37: 2, 38: 2, 40: 2}
    assert {day: told(person.follow(day, answer)) for day, answer in days.items()} == {
        34: "crossed 2x20, floor 2x10, lift 2x10",
        35: "chair 2x10, lift 2x10, standing 2x10",
        37: "crossed 2x20, lift 2x10, crossover 2x10*",
        38: "chair 2x10, lift 2x10, crossover 2x10",
        40: "crossed 2x20, floor 2x10, lift 2x15*",
    }


def test_seventy_and_unsure_on_the_feet() -> None:
    person = Person(decisions=[ticks("balance")])
    assert lived(person, (1, 3, 5, 8, 10, 12, 15, 17, 19), 2) == {
        1: "crossed 2x20*, chair 2x10*",
        3: "crossed 2x20, chair 2x10",
        5: "crossed 2x20, chair 2x10, massage 3x20*",
        8: "crossed 2x20, chair 2x10, massage 3x20",
        10: "crossed 2x20, lift 2x10*",
        12: "crossed 2x20, chair 2x10, lift 2x10",
        15: "chair 2x10, lift 2x10, standing 2x10*",
        17: "crossed 2x20, lift 2x10, standing 2x10",
        19: "chair 2x15*, lift 2x10, standing 2x10",
    }


def test_only_a_chair_at_hand() -> None:
    person = Person(possible=frozenset({CHAIR}))
    days = lived(person, range(1, 40, 2), None)
    assert days.pop(1) == "chair 2x10*"
    starts = {dose: min(day for day in days if days[day].strip("*") == dose)
              for dose in {each.strip("*") for each in days.values()}}  # fmt: skip
    assert starts == {"chair 2x10": 3, "chair 2x15": 7, "chair 2x20": 13, "chair 2x30": 19}


def test_only_in_the_morning() -> None:
    person = Person(hour=7)
    days = lived(person, range(1, 22, 2), None)
    assert {day: plan for day, plan in days.items() if "*" in plan} == {
        1: "crossed 2x20*, chair 2x10*",
        5: "crossed 2x20, chair 2x10, massage 3x20*",
        9: "crossed 2x20, lift 2x10*",
        13: "crossed 2x20, chair 2x15*, lift 2x10",
        17: "crossed 2x20, chair 2x15, lift 2x15*",
        21: "crossed 2x30*, lift 2x15",
    }


def test_who_does_these_already() -> None:
    person = Person(decisions=[decision(1, DecisionKind.ALREADY)])
    assert lived(person, range(1, 14, 2), 2) == {
        1: "crossed 2x30, floor 2x20, chair 2x20",
        3: "crossed 2x30, lift 2x20, standing 2x20",
        5: "chair 2x20, lift 2x20, crossover 2x20",
        7: "crossed 2x30, floor 2x20, chair 2x20",
        9: "crossed 3x30*, lift 2x20, standing 2x20",
        11: "chair 2x30*, lift 2x20, crossover 2x20",
        13: "crossed 3x30, floor 2x20",
    }


@pytest.mark.parametrize("same", [1, 2])
def test_the_same_as_before_leaves_the_change_of_the_day_out(same: int) -> None:
    person = Person()
    lived(person, FOUR_A_WEEK[:2], 2)
    for day in (5, 6)[:same]:
        person.decisions.append(decision(day, DecisionKind.SAME_AS_BEFORE, "hamstring-massage"))
        assert told(person.follow(day, 2)) == "crossed 2x20, chair 2x10"
    assert ("massage" in told(person.plan(8))) is (same == 1)


@pytest.mark.parametrize(("second", "offered"), [(6, 33), (32, 33)])
def test_what_was_left_out_twice_is_offered_again_after_four_weeks(
    second: int, offered: int
) -> None:
    person = Person()
    lived(person, FOUR_A_WEEK[:2], 2)
    person.decisions = [
        decision(on, DecisionKind.SAME_AS_BEFORE, MASSAGE, clock=time(9)) for on in (5, second)
    ]
    for on, comes in ((offered - 1, False), (offered, True)):
        new = next_new(person.standing(on), (CROSSED, CHAIR, MASSAGE))
        assert (new is not None) is comes
