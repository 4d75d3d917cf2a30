"""Own exercises count when they are done, for one leg too, and never come by the plan."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.exercises.loading import parse_exercise
from library.exercises.model import Sides
from library.guidance.exercise_progress import done_so_far, exercise_progress
from library.guidance.plan import plan_of
from library.guidance.states import StateName
from library.guidance.today import here_of, standing_of
from library.history.record import HoldRecord, Outcome, SessionRecord, SideName
from library.history.snapshot import Snapshot
from library.progress.totals import seconds_per_leg
from library.settings import Settings
from tests.library.builders import record
from tests.library.exercises.files import SIX_LINES

TODAY = date(2026, 11, 28)
OWN = replace(parse_exercise("wall-calf.toml", SIX_LINES.encode()), own=True, sides=Sides.LEFT)
CATALOGUE = Catalogue((*ExercisesFolder(Path("none")).read()[0].exercises, OWN))


def session(days_ago: int, side: SideName, outcome: Outcome = Outcome.DONE) -> SessionRecord:
    """Three holds of one leg."""
    held = 30 if outcome is Outcome.DONE else 12
    holds = tuple(HoldRecord("wall-calf", side, rep, 30, held, outcome) for rep in (1, 2, 3))
    return replace(record(TODAY - timedelta(days=days_ago), seed=days_ago), holds=holds)


def test_what_was_done_of_one_leg_counts() -> None:
    sessions = tuple(session(days_ago, "left") for days_ago in (4, 2, 0))
    standing = standing_of(Snapshot(sessions=sessions), CATALOGUE, Settings(), TODAY)
    assert standing.state("wall-calf").name is StateName.KNOWN
    progress = exercise_progress(OWN, standing, done_so_far(sessions).get(OWN.id))
    assert (progress.times, progress.seconds_held, progress.level) == (3, 270, 0)
    assert (progress.next_level, progress.readiness, progress.tuned) == (None, None, False)
    assert (seconds_per_leg(sessions).left, seconds_per_leg(sessions).right) == (270, 0)
    assert all(each.counts for each in sessions)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(["left", "right"]),
            st.sampled_from([Outcome.DONE, Outcome.EASED_OFF]),
        ),
        max_size=12,
        unique_by=lambda each: each[0],
    )
)
def test_it_never_comes_by_the_plan(done: list[tuple[int, SideName, Outcome]]) -> None:
    snapshot = Snapshot(sessions=tuple(session(*each) for each in sorted(done, reverse=True)))
    standing = standing_of(snapshot, CATALOGUE, Settings(), TODAY)
    plan = plan_of(standing, here_of(CATALOGUE, Settings(), 18))
    assert "wall-calf" not in plan.exercises
    assert standing.dose("wall-calf") == OWN.doses[0]
