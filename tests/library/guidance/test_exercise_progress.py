"""How far a person has come with one exercise, by the rules of the plan."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Exercise, Kind
from library.guidance.exercise_progress import ExerciseProgress, done_so_far, exercise_progress
from library.guidance.log import Log
from library.guidance.progression import Readiness
from library.guidance.standing import Standing
from library.history.record import Decision, DecisionKind, Outcome, SessionRecord
from tests.library.builders import exercise
from tests.library.guidance.person import LADDERS, check, day, decision, held, session, ticks

BUILT_IN = ExercisesFolder(Path("/nowhere")).read()[0]
FLOOR = BUILT_IN.get("floor-leg-stretch")
TODAY = 10


def stands(
    *sessions: SessionRecord,
    of: Exercise = FLOOR,
    decided: tuple[Decision, ...] = (),
    lengths: dict[str, int] | None = None,
) -> ExerciseProgress:
    log = Log(day(TODAY), sessions, [check(1, 0)], decided)
    done_of_it = done_so_far(sessions).get(of.id)
    return exercise_progress(of, Standing(log, LADDERS, lengths), done_of_it, favourite=True)


def done(on: int, reps: int = 2, seconds: int = 10) -> SessionRecord:
    return session(on, held(FLOOR.id, reps, seconds), worst=1)


def test_it_tells_the_calm_days_and_how_long_the_dose_has_lasted() -> None:
    progress = stands(done(3), done(5), done(7))
    assert (progress.level, progress.next_level, progress.more_offered) == (0, 1, True)
    progress = stands(done(8), done(9))
    assert (progress.readiness, progress.more_offered) == (Readiness(2, 2), False)


def test_what_hurt_begins_the_row_again() -> None:
    eased = replace(held(FLOOR.id)[0], outcome=Outcome.EASED_OFF, held_seconds=4)
    progress = stands(done(3), done(5), done(7), session(9, [eased]))
    assert (progress.readiness, progress.more_offered) == (Readiness(0, 3), False)


def test_the_plan_goes_no_higher_than_the_target_and_the_ladder_ends() -> None:
    at_target = stands(decided=(decision(2, DecisionKind.LEVEL, FLOOR.id, level=3),))
    assert (at_target.next_level, at_target.readiness) == (4, None)
    at_top = stands(decided=(decision(2, DecisionKind.LEVEL, FLOOR.id, level=4),))
    assert (at_top.next_level, at_top.limited) == (None, False)


def test_what_is_ticked_is_a_limit() -> None:
    raised = decision(2, DecisionKind.LEVEL, FLOOR.id, level=2)
    progress = stands(decided=(ticks("joints"), raised))
    assert (progress.level, progress.next_level, progress.limited) == (2, None, True)


def test_a_length_that_is_kept_stays() -> None:
    raised = decision(2, DecisionKind.LEVEL, FLOOR.id, level=1)
    progress = stands(decided=(raised,), lengths={FLOOR.id: 25})
    assert progress.dose is not None
    assert (progress.level, progress.dose.reps, progress.dose.hold_seconds) == (1, 2, 25)
    assert progress.tuned
    assert (progress.next_level, progress.readiness) == (3, None), "L2 has 20 s: that is less"


def test_what_was_held_and_when_is_told() -> None:
    skipped = session(9, held(FLOOR.id, outcome=Outcome.SKIPPED))
    progress = stands(skipped, done(8))
    assert (progress.seconds_held, progress.last_done) == (40, day(TODAY) - timedelta(days=2))
    assert progress.favourite


def test_a_massage_without_a_ladder_has_no_dose_to_change() -> None:
    progress = stands(of=exercise("knead", kind=Kind.MASSAGE))
    assert (progress.dose, progress.next_level, progress.tuned) == (None, None, False)


def test_a_massage_climbs_its_ladder_like_a_stretch() -> None:
    massage = BUILT_IN.get("hamstring-massage")
    kneaded = [session(on, held(massage.id, 3, 20)) for on in (3, 5, 7)]
    progress = stands(*kneaded, of=massage)
    assert progress.dose == massage.dose(0)
    assert (progress.next_level, progress.more_offered) == (1, True)
