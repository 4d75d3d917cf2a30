"""The first times of an exercise: time to read its steps and to get into place."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Pace, Plan, Routine, RoutineItem, Step
from library.routines.planning import WORDS_A_SECOND, build_plan, reading_seconds
from library.session.draft import DraftContent
from library.session.engine import Session
from library.session.record import SessionStart
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.session.transcripts import built_in

CATALOGUE, ROUTINES = built_in()
IDS = [exercise.id for exercise in CATALOGUE]
ROUTINE = st.lists(st.sampled_from(IDS), min_size=1, max_size=6)
NEW = st.sets(st.sampled_from(IDS))
PAUSE = st.integers(0, 60)


def plan_of(exercises: list[str], settings: Settings, new: set[str]) -> Plan:
    routine = Routine("r", "R", "", tuple(map(RoutineItem, exercises)))
    return build_plan(routine, CATALOGUE, settings, new)


def by_themselves(steps: Iterable[Step], new: set[str]) -> Iterator[Step]:
    """The same steps, with holds that end by themselves where an exercise is new."""
    for step in steps:
        is_new = step.exercise.id in new
        yield replace(step, end=HoldEnd.TIMED, stop_seconds=None) if is_new else step


def leading(plan: Plan) -> list[tuple[Step | None, Step]]:
    """The first hold of each exercise with the pause before it, if there is one."""
    steps = [None, *plan.steps]
    places = [at for at, step in enumerate(steps) if step is not None and step.kind.is_work]
    first = [
        at
        for before, at in zip([None, *places], places, strict=False)
        if before is None or steps[before].exercise.id != steps[at].exercise.id  # type: ignore[union-attr]
    ]
    return [(steps[at - 1], steps[at]) for at in first]  # type: ignore[misc]


@given(exercises=ROUTINE, new=NEW, get_ready=PAUSE, change=PAUSE)
def test_the_time_before_a_first_time_is_as_long_as_its_steps_take_to_read(
    exercises: list[str], new: set[str], get_ready: int, change: int
) -> None:
    settings = Settings(get_ready_seconds=get_ready, change_seconds=change)
    for number, (pause, hold) in enumerate(leading(plan_of(exercises, settings, new))):
        as_set = change if number else get_ready
        reading = reading_seconds(hold.exercise) if hold.exercise.id in new else 0
        lead = pause if pause is not None and pause.kind.leads_in else None
        assert (lead.seconds if lead else 0) == max(as_set, reading)


@given(exercises=ROUTINE, new=NEW, get_ready=PAUSE, change=PAUSE)
def test_nothing_else_of_a_plan_is_longer(
    exercises: list[str], new: set[str], get_ready: int, change: int
) -> None:
    settings = Settings(get_ready_seconds=get_ready, change_seconds=change)
    off = replace(settings, reading_time=False)
    longer, known = plan_of(exercises, settings, new), plan_of(exercises, settings, set())
    known = replace(known, steps=tuple(by_themselves(known.steps, new)))
    assert plan_of(exercises, off, new).steps == known.steps
    rest = [[s for s in plan.steps if not s.kind.leads_in] for plan in (longer, known)]
    assert rest[0] == rest[1]
    assert longer.seconds - known.seconds == sum(
        lead.seconds for lead in longer.steps if lead.kind.leads_in
    ) - sum(lead.seconds for lead in known.steps if lead.kind.leads_in)


def test_a_hold_until_it_eases_ends_by_itself_in_the_first_times_but_in_an_own_routine() -> None:
    eased = [each.id for each in CATALOGUE if each.hold.end is HoldEnd.EASED]
    assert eased
    routine = Routine("r", "R", "", tuple(map(RoutineItem, eased)))
    for own, new, end in (
        (False, eased, HoldEnd.TIMED),
        (False, [], HoldEnd.EASED),
        (True, eased, HoldEnd.EASED),
    ):
        plan = build_plan(replace(routine, own=own), CATALOGUE, Settings(), new)
        assert {step.end for step in plan.work} == {end}
        assert (plan.longest_seconds == plan.seconds) is (end is HoldEnd.TIMED)


@given(st.sampled_from(IDS))
def test_reading_takes_whole_seconds_for_the_words_of_one_leg(id: str) -> None:
    exercise = CATALOGUE.get(id)
    for side in exercise.sides.order:
        words = len(" ".join(exercise.steps_for(side)).split())
        assert words <= WORDS_A_SECOND * reading_seconds(exercise) < words + 2 * WORDS_A_SECOND


def test_the_chair_leg_stretch_takes_half_a_minute() -> None:
    assert reading_seconds(CATALOGUE.get("chair-leg-stretch")) == 32


def test_a_session_that_is_gone_on_with_leaves_as_much_time() -> None:
    plan = plan_of(["chair-leg-stretch", "leg-lift"], Settings(), {"leg-lift"})
    session = Session(plan)
    session.start()
    session.advance(30)
    start = SessionStart.now(FakeClock(), 0)
    content = DraftContent.of(session, start.record(session))
    again = content.plan(CATALOGUE)
    assert again is not None
    assert again.pace == plan.pace
    assert list(again.pace.reading) == ["leg-lift"]


def test_a_draft_of_before_knows_no_first_times() -> None:
    assert not Pace(10, 10, 10, 20).reading
