"""What tests of sessions do and look at again and again."""

from textual.pilot import Pilot

from library.routines.model import StepKind
from library.session.machine import State
from tests.clock import FakeClock
from tests.tui.support import pass_time, session_screen, settled
from tui.screens.session import SessionScreen
from tui.widgets.session_column import Now, SessionColumn
from tui.widgets.session_panel import HintLine
from tui.widgets.state_band import Band, StateBand
from tui.widgets.text import Text


def state(screen: SessionScreen) -> State:
    return screen.session.state


def words(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Text).content)


def told(pilot: Pilot[None]) -> Now:
    """What the running session tells beside its figure."""
    return pilot.app.screen.query_one(SessionColumn).now


def band(pilot: Pilot[None]) -> Band:
    """What stands across the top of the running session."""
    return pilot.app.screen.query_one(StateBand).band


def hint(pilot: Pilot[None]) -> str:
    """What is said below the figure of the running session."""
    return pilot.app.screen.query_one(HintLine).said


async def into_first_hold(pilot: Pilot[None], clock: FakeClock) -> SessionScreen:
    await settled(pilot)
    screen = session_screen(pilot)
    await pass_time(pilot, clock, 11)
    assert screen.session.step is not None
    assert screen.session.step.kind is StepKind.HOLD
    return screen
