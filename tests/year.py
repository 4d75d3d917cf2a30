"""Prints a year of somebody who presses only Enter, to be read: `python -m tests.year`.

They practise on four days a week and answer most mornings; a harder morning comes now and then,
and in summer they are away for three weeks.
"""

import random

from tests.library.guidance.person import LADDERS, NAMES, Person, day, told
from tui.text.guidance import reason_for

DAYS, SEED = 365, 7
WEEK = (0, 2, 4, 5)
AWAY = range(180, 201)
ANSWERED, HARDER = 0.8, 0.03


def main() -> None:
    """Live through the year."""
    chance = random.Random(SEED)
    person = Person()
    for number in range(1, DAYS + 1):
        if number in AWAY or day(number).weekday() not in WEEK:
            continue
        usual = chance.choice([2, 2, 2, 3])
        rating = usual + (3 if chance.random() < HARDER else 0)
        person.answer(number, rating if chance.random() < ANSWERED else None)
        standing = person.standing(number)
        plan = person.follow(number)
        why = reason_for(plan, standing, lambda each: f"{NAMES[each]} stretch").words
        print(f"{number:3} {day(number):%a}  {plan.seconds_per_leg:3} s  {told(plan)}\n      {why}")
    levels = {NAMES[each]: person.standing(DAYS).level(each) for each in LADDERS}
    print(f"Levels at the end: {levels}")


if __name__ == "__main__":
    main()
