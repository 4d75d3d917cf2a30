"""What tests of sessions do and look at again and again."""

from textual.pilot import Pilot

from library.routines.model import StepKind
from library.session.machine import State
from tests.clock import FakeClock
from tests.tui.support import pass_time, session_screen, settled
from tui.screens.session import SessionScreen
from tui.widgets.text import Text


def state(screen: SessionScreen) -> State:
    return screen.session.state


def words(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Text).content)


async def into_first_hold(pilot: Pilot[None], clock: FakeClock) -> SessionScreen:
    await settled(pilot)
    screen = session_screen(pilot)
    await pass_time(pilot, clock, 11)
    assert screen.session.step is not None
    assert screen.session.step.kind is StepKind.HOLD
    return screen
