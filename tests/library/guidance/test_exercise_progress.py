"""Where a person stands with one exercise."""

from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Kind
from library.history.record import Outcome, SessionRecord
from library.guidance.exercise_progress import exercise_progress
from library.settings import Settings
from tests.library.builders import exercise
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)
FLOOR = ExercisesFolder(Path("/nowhere")).read()[0].get("floor-leg-stretch")


def done(ago: int, reps: int, seconds: float) -> SessionRecord:
    holds = [
        replace(hold(FLOOR.id, side="both", seconds=seconds), rep=rep, planned_seconds=seconds)
        for rep in range(1, reps + 1)
    ]
    return session(TODAY - timedelta(days=ago), holds)


def offered(level: int, log: list[SessionRecord]) -> bool:
    return exercise_progress(FLOOR, Settings(levels={FLOOR.id: level}), log, TODAY).more_offered


def test_more_is_offered_after_three_calm_sessions_at_this_very_dose() -> None:
    at_level_2 = [done(ago, reps=2, seconds=20) for ago in (9, 7, 5)]
    assert offered(2, at_level_2)
    assert not offered(2, at_level_2[:2])
    assert not offered(3, at_level_2), "level 3 has the same length but more repetitions"


def test_more_is_not_offered_right_after_it_hurt() -> None:
    """A session that was left after the first hold was eased off has fewer holds than the dose."""
    calm = [done(ago, reps=2, seconds=20) for ago in (9, 7, 5)]
    left_early = done(1, reps=1, seconds=20)
    eased = replace(left_early.holds[0], outcome=Outcome.EASED_OFF, held_seconds=4)
    assert not offered(2, [*calm, replace(left_early, holds=(eased,))])
    assert offered(2, [*calm, left_early]), "a calm one of another length changes nothing"


def test_nothing_is_offered_beyond_the_ladder() -> None:
    assert not offered(4, [done(ago, reps=3, seconds=30) for ago in (9, 7, 5)])


def test_what_was_held_and_when_is_told() -> None:
    stands = exercise_progress(FLOOR, Settings(favourites=(FLOOR.id,)), [done(2, 2, 10)], TODAY)
    assert (stands.seconds_held, stands.last_done) == (20, TODAY - timedelta(days=2))
    assert stands.favourite


def test_the_latest_day_counts_whatever_the_order_and_a_skipped_hold_is_not_done() -> None:
    eased = session(TODAY - timedelta(days=1), [hold(FLOOR.id, outcome=Outcome.EASED_OFF)])
    skipped = session(TODAY, [hold(FLOOR.id, outcome=Outcome.SKIPPED)])
    log = [skipped, eased, done(5, 2, 10)]
    for sessions in (log, log[::-1]):
        stands = exercise_progress(FLOOR, Settings(), sessions, TODAY)
        assert stands.last_done == TODAY - timedelta(days=1)


def test_the_dose_is_the_one_that_is_done_with_the_remembered_length() -> None:
    settings = Settings(levels={FLOOR.id: 1}, hold_seconds={FLOOR.id: 25})
    log = [done(ago, reps=2, seconds=25) for ago in (9, 7, 5)]
    stands = exercise_progress(FLOOR, settings, log, TODAY)
    assert stands.dose is not None
    assert (stands.level, stands.dose.reps, stands.dose.hold_seconds) == (1, 2, 25)
    assert stands.tuned
    assert (stands.next_level, stands.more_offered) == (3, True), "L2 has 20 s: that is less"


def test_a_massage_without_a_ladder_has_no_dose_to_change() -> None:
    massage = exercise("knead", kind=Kind.MASSAGE)
    stands = exercise_progress(massage, Settings(levels={massage.id: 3}), [], TODAY)
    assert (stands.dose, stands.next_level, stands.tuned) == (None, None, False)


def test_a_massage_climbs_its_ladder_like_a_stretch() -> None:
    massage = ExercisesFolder(Path("/nowhere")).read()[0].get("hamstring-massage")
    days = [TODAY - timedelta(days=days) for days in (5, 3, 1)]
    sessions = [kneaded(day, 20) for day in days]
    stands = exercise_progress(massage, Settings(), sessions, TODAY)
    assert stands.dose == massage.dose(0)
    assert (stands.next_level, stands.readiness.calm, stands.more_offered) == (1, 3, True)
    longer = [kneaded(day, 50) for day in days]
    assert exercise_progress(massage, Settings(), longer, TODAY).readiness.calm == 0


def kneaded(day: date, seconds: float) -> SessionRecord:
    """A session of the massage, each of its steps of this length."""
    step = hold("hamstring-massage", seconds=seconds)
    steps = [replace(step, rep=rep, planned_seconds=seconds) for rep in (1, 2, 3)]
    return session(day, steps)


def test_a_level_beyond_the_ladder_is_the_highest() -> None:
    crossed = ExercisesFolder(Path("/nowhere")).read()[0].get("crossed-leg-stretch")
    stands = exercise_progress(crossed, Settings(levels={crossed.id: 4}), [], TODAY)
    assert (stands.level, stands.next_level) == (2, None)
