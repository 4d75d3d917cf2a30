"""Every state answers every command: by the table, or by a refusal that changes nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.exercises.model import HoldEnd, Kind
from library.session import events as ev
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.machine import TRANSITIONS, IllegalCommand, SessionCommand, State
from tests.library.builders import exercise, holds, plan

DO: dict[SessionCommand, Callable[[Session], tuple[ev.Event, ...]]] = {
    SessionCommand.START: Session.start,
    SessionCommand.PAUSE: Session.pause,
    SessionCommand.RESUME: Session.resume,
    SessionCommand.SKIP: Session.skip,
    SessionCommand.BACK: Session.back,
    SessionCommand.EASE_OFF: Session.ease_off,
    SessionCommand.EASED: Session.eased,
    SessionCommand.ARRIVE: Session.arrive,
    SessionCommand.EXTEND: lambda session: session.extend(5),
    SessionCommand.SORE_SPOT: Session.mark_sore_spot,
    SessionCommand.CHOOSE: lambda session: session.choose(EaseOffChoice.GO_ON),
    SessionCommand.END: Session.end,
}


def ready() -> Session:
    work = [
        *holds(exercise(), 30, reps=2),
        *holds(exercise("ease", end=HoldEnd.EASED), 30),
        *holds(exercise("knead", kind=Kind.MASSAGE), 40),
    ]
    return Session(plan(work))


def getting_ready() -> Session:
    session = ready()
    session.start()
    session.advance(2.0)
    return session


def running() -> Session:
    session = ready()
    session.start()
    session.advance(15.0)
    return session


def in_massage() -> Session:
    session = running()
    while not (session.step and session.step.exercise.id == "knead" and session.step.kind.is_work):
        session.skip()
    session.advance(20.0)
    return session


def in_eased_hold() -> Session:
    session = running()
    while not (session.step and session.step.end is HoldEnd.EASED):
        session.skip()
    session.advance(20.0)
    return session


def paused() -> Session:
    session = running()
    session.pause()
    return session


def resuming() -> Session:
    session = paused()
    session.resume()
    return session


def in_sore_spot() -> Session:
    session = in_massage()
    session.mark_sore_spot()
    return session


def eased_off() -> Session:
    session = running()
    session.ease_off()
    return session


def done() -> Session:
    session = running()
    session.end()
    return session


SITUATIONS = (
    ready,
    getting_ready,
    running,
    in_massage,
    in_eased_hold,
    paused,
    resuming,
    in_sore_spot,
    eased_off,
    done,
)


def picture(session: Session) -> tuple[object, ...]:
    return (
        session.state,
        session.step,
        session.elapsed,
        session.remaining,
        session.total_remaining,
        session.records(),
        session.sore_spots(),
        session.active_seconds,
    )


@pytest.mark.parametrize("command", SessionCommand)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_command_is_obeyed_or_refused_without_any_change(
    situation: Callable[[], Session], command: SessionCommand
) -> None:
    session = situation()
    before, expected = picture(session), TRANSITIONS[session.state].get(command)
    if session.can(command):
        assert DO[command](session)
        assert expected is not None
        assert session.state in {expected, State.RUNNING, State.DONE}
    else:
        with pytest.raises(IllegalCommand):
            DO[command](session)
        assert picture(session) == before


def test_every_entry_of_the_table_is_reached_by_some_situation() -> None:
    reached = {
        (session.state, command)
        for situation in SITUATIONS
        for command in SessionCommand
        if (session := situation()).can(command)
    }
    written = {(state, command) for state, row in TRANSITIONS.items() for command in row}
    assert reached == written


def test_a_refusal_says_what_and_when() -> None:
    with pytest.raises(IllegalCommand, match="cannot resume while ready"):
        ready().resume()


ACTIONS = st.lists(
    st.tuples(
        # Eighths of a second add up exactly, whichever way they are sliced.
        st.integers(0, 320).map(lambda eighths: eighths / 8),
        st.sampled_from([c for c in SessionCommand if c is not SessionCommand.END]),
    ),
    max_size=30,
)


def run(actions: list[tuple[float, SessionCommand]], slices: int) -> tuple[Session, list[ev.Event]]:
    """Run commands after waits, reading the clock once or several times per wait."""
    session, now = ready(), 0.0
    happened: list[ev.Event] = []
    for wait, command in actions:
        for part in range(1, slices + 1):
            happened += session.advance(now + wait * part / slices)
        now += wait
        if session.can(command):
            happened += DO[command](session)
    return session, happened


@given(actions=ACTIONS, slices=st.sampled_from([2, 4, 8, 64]))
def test_how_often_the_clock_is_read_makes_no_difference(
    actions: list[tuple[float, SessionCommand]], slices: int
) -> None:
    (once, happened), (often, also_happened) = run(actions, 1), run(actions, slices)
    assert happened == also_happened
    assert picture(once) == picture(often)


@given(actions=ACTIONS)
def test_events_come_in_order_and_seconds_never_exceed_the_clock(
    actions: list[tuple[float, SessionCommand]],
) -> None:
    session, happened = run(actions, 1)
    records, spots, active = session.records(), session.sore_spots(), session.active_seconds
    assert [e.at for e in happened] == sorted(e.at for e in happened)
    worked = sum(r.held_seconds for r in records) + sum(s.seconds for s in spots)
    assert worked <= active + 0.1 * (len(records) + len(spots))
    assert active <= sum(wait for wait, _ in actions) + 1e-6


@given(actions=ACTIONS)
def test_a_session_left_alone_always_ends(actions: list[tuple[float, SessionCommand]]) -> None:
    session, now = ready(), 0.0
    for wait, command in [*actions, (0.0, SessionCommand.START)]:
        now += wait
        session.advance(now)
        if session.can(command):
            DO[command](session)
    for command, state in (
        (SessionCommand.RESUME, State.PAUSED),
        (SessionCommand.CHOOSE, State.EASED_OFF),
    ):
        if session.state is state:
            DO[command](session)
    session.advance(now + 100_000)
    assert session.state is State.DONE
