from datetime import date, timedelta

import pytest

from library.history.record import Outcome, SessionRecord
from library.progress.levels import Readiness, introduced, readiness, room_for_new
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)


def done(ago: int, outcome: Outcome = Outcome.DONE, exercise: str = "leg-lift") -> SessionRecord:
    holds = [hold(exercise), hold(exercise, outcome=outcome)]
    return session(TODAY - timedelta(days=ago), holds)


def judged(sessions: list[SessionRecord], exercise: str = "leg-lift") -> Readiness:
    """How an exercise stands when every session was done at the present dose."""
    return readiness(exercise, sessions, TODAY, at_dose=lambda session: True)


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


def test_three_calm_sessions_in_three_days_or_more_make_ready() -> None:
    assert judged([done(3), done(2), done(1)]).ready


def test_two_sessions_are_too_few() -> None:
    assert not judged([done(9), done(1)]).ready


def test_three_days_must_pass_since_it_was_first_done() -> None:
    assert not judged([done(2), done(1), done(0)]).ready


def test_it_is_told_how_far_it_is_until_more_is_offered() -> None:
    assert judged([]) == (0, 0)
    assert judged([done(2), done(1)]) == (2, 2)
    assert judged([done(9), done(3, Outcome.SKIPPED), done(1)]) == (1, 9)
    assert judged([done(9), done(1, Outcome.SKIPPED)]) == (0, 9)
    assert judged([done(ago) for ago in range(9)]).calm == 3


@pytest.mark.parametrize("outcome", [Outcome.EASED_OFF, Outcome.SKIPPED])
@pytest.mark.parametrize("uneasy", [1, 3, 5])
def test_easing_off_or_skipping_in_the_last_three_keeps_the_level(
    outcome: Outcome, uneasy: int
) -> None:
    log = [done(ago, outcome if ago == uneasy else Outcome.DONE) for ago in (1, 3, 5)]
    assert not judged(log).ready


def test_what_lies_before_the_last_three_is_over() -> None:
    log = [done(9, Outcome.EASED_OFF), done(5), done(3), done(1)]
    assert judged(log).ready
    assert judged(log[::-1]).ready


def test_other_exercises_do_not_matter() -> None:
    log = [done(5), done(3), done(1), done(0, Outcome.EASED_OFF, "leg-crossover")]
    assert judged(log).ready
    assert not judged(log, exercise="leg-crossover").ready
