from datetime import date, timedelta

import pytest

from library.history.record import Outcome, SessionRecord
from library.progress.levels import introduced, room_for_new
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)


def done(ago: int, outcome: Outcome = Outcome.DONE, exercise: str = "leg-lift") -> SessionRecord:
    holds = [hold(exercise), hold(exercise, outcome=outcome)]
    return session(TODAY - timedelta(days=ago), holds)


def test_an_exercise_is_introduced_the_day_it_was_first_done() -> None:
    log = [done(2), done(5), done(9, exercise="leg-crossover")]
    assert introduced(log) == introduced(log[::-1])
    assert introduced(log) == {
        "leg-lift": TODAY - timedelta(days=5),
        "leg-crossover": TODAY - timedelta(days=9),
    }


def test_a_skipped_exercise_is_not_introduced() -> None:
    assert introduced([session(TODAY, [hold(outcome=Outcome.SKIPPED)])]) == {}


@pytest.mark.parametrize(
    ("ago", "room"),
    [([], 2), ([0], 1), ([2], 1), ([3], 2), ([0, 2], 0), ([0, 1, 2], 0), ([1, 3, 4], 1), ([-1], 1)],
)
def test_two_new_exercises_fit_in_any_three_days(ago: list[int], room: int) -> None:
    first_done = {str(days): TODAY - timedelta(days=days) for days in ago}
    assert room_for_new(TODAY, first_done) == room
