"""A length that was changed on the way is offered for the next time."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import RoutineItem
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.hold_lengths import tuned_lengths
from library.settings import Settings
from tests.library.builders import exercise, holds, plan

OWN_20_SECONDS = Settings(levels={"bend": 1})


def tuned(
    *changes: float,
    item: RoutineItem | None = None,
    settings: Settings = OWN_20_SECONDS,
    seconds: int = 20,
) -> dict[str, int]:
    """What is offered after the first hold's length was changed by so many seconds, in turn."""
    whole = plan(holds(exercise(), seconds))
    routine = replace(whole.routine, items=(item or RoutineItem("bend"),))
    session = Session(replace(whole, routine=routine))
    session.start()
    session.advance(11)
    for by in changes:
        session.extend(by)
    session.advance(1000)
    return tuned_lengths(session, settings)


def eased_off(held: float, *, item: RoutineItem, settings: Settings) -> dict[str, int]:
    """What is offered after the last hold of all, of 30 s, was eased off and made shorter."""
    whole = plan(holds(exercise(), 30))
    session = Session(replace(whole, routine=replace(whole.routine, items=(item,))))
    session.start()
    session.advance(whole.seconds - 30 + held)
    session.ease_off()
    session.choose(EaseOffChoice.SHORTER)
    return tuned_lengths(session, settings)


def test_a_changed_length_is_offered() -> None:
    assert tuned(5) == {"bend": 25}
    assert tuned(-5) == {"bend": 15}


def test_nothing_is_offered_when_nothing_was_changed() -> None:
    assert tuned() == {}
    assert tuned(5, -5) == {}
    assert tuned(5, settings=Settings(hold_seconds={"bend": 25})) == {}


def test_what_the_routine_fixes_is_only_ever_made_shorter() -> None:
    fixed = RoutineItem("bend", hold_seconds=20)
    assert tuned(5, item=fixed) == {}
    assert tuned(-5, item=fixed) == {"bend": 15}
    assert tuned(5, item=RoutineItem("bend", level=1)) == {}


def test_a_fixed_length_made_shorter_never_makes_the_persons_own_hold_longer() -> None:
    assert tuned(-5, item=RoutineItem("bend", hold_seconds=20), settings=Settings()) == {}


def test_less_than_ten_seconds_is_not_remembered() -> None:
    assert tuned(-5, -5, -5) == {"bend": 10}
    assert tuned(-5, seconds=10) == {}


def test_a_length_chosen_after_easing_off_is_asked_about_even_in_the_last_hold() -> None:
    free, fixed = RoutineItem("bend"), RoutineItem("bend", hold_seconds=30)
    tuned_to_30 = Settings(hold_seconds={"bend": 30})
    assert eased_off(22, item=free, settings=tuned_to_30) == {"bend": 20}
    assert eased_off(22, item=fixed, settings=tuned_to_30) == {"bend": 20}
    assert eased_off(22, item=fixed, settings=Settings()) == {}


@given(
    planned=st.integers(5, 60),
    share=st.floats(0, 1),
    fixed=st.booleans(),
    remembered=st.none() | st.integers(5, 60),
)
def test_easing_off_never_makes_a_later_hold_longer(
    planned: int, share: float, fixed: bool, remembered: int | None
) -> None:
    own = planned if remembered is None or not fixed else remembered
    settings = Settings(hold_seconds={"bend": own})
    item = RoutineItem("bend", hold_seconds=planned if fixed else None)
    whole = plan(holds(exercise(), planned))
    session = Session(replace(whole, routine=replace(whole.routine, items=(item,))))
    session.start()
    session.advance(10 + share * (planned - 0.1))
    session.ease_off()
    session.choose(EaseOffChoice.SHORTER)
    session.advance(1000)
    assert max(record.planned_seconds for record in session.records()) <= planned
    kept = tuned_lengths(session, settings)
    assert all(10 <= seconds <= own for seconds in kept.values())


def test_more_than_a_minute_is_not_remembered() -> None:
    assert tuned(5, seconds=60) == {}


def test_a_hold_that_was_not_done_to_its_end_says_nothing() -> None:
    session = Session(plan(holds(exercise(), 20)))
    session.start()
    session.advance(11)
    session.extend(5)
    session.skip()
    session.advance(1000)
    assert tuned_lengths(session, OWN_20_SECONDS) == {}


def test_a_hold_until_eased_has_no_length_to_keep() -> None:
    session = Session(plan(holds(exercise(end=HoldEnd.EASED), 20)))
    session.start()
    session.advance(15)
    session.eased()
    session.advance(1000)
    assert tuned_lengths(session, OWN_20_SECONDS) == {}
