"""The states of a session and the one table of what may be done in which of them.

A session is ready, then running from step to step until it is done. Four side roads leave
the running state and come back to it: a pause, the short get-ready after a pause inside a
hold, the extra time for a sore spot, and the choice after easing off. Time itself moves a
session too: a step ends, a get-ready ends, a sore spot has had its time.

Everything that decides whether a command is legal stands in this file.
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from library.exercises.model import HoldEnd
from library.routines.model import Step, StepKind


class State(Enum):
    """Where a session stands."""

    READY = auto()
    RUNNING = auto()
    PAUSED = auto()
    RESUMING = auto()
    SORE_SPOT = auto()
    EASED_OFF = auto()
    DONE = auto()


class SessionCommand(Enum):
    """What a person can ask of a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "go back"
    EASE_OFF = "ease off"
    EASED = "say that it eased"
    ARRIVE = "say that you are in place"
    EXTEND = "change the length"
    SORE_SPOT = "mark a sore spot"
    CHOOSE = "choose how to go on"
    END = "end"


class IllegalCommand(Exception):
    """The command makes no sense now; nothing was changed."""

    def __init__(self, command: SessionCommand, state: State) -> None:
        self.command, self.state = command, state
        super().__init__(f"cannot {command.value} while {state.name.lower().replace('_', ' ')}")


TRANSITIONS: Mapping[State, Mapping[SessionCommand, State]] = MappingProxyType(
    {
        State.READY: {SessionCommand.START: State.RUNNING, SessionCommand.END: State.DONE},
        State.RUNNING: {
            SessionCommand.PAUSE: State.PAUSED,
            SessionCommand.SKIP: State.RUNNING,
            SessionCommand.BACK: State.RUNNING,
            SessionCommand.EASE_OFF: State.EASED_OFF,
            SessionCommand.EASED: State.RUNNING,
            SessionCommand.ARRIVE: State.RUNNING,
            SessionCommand.EXTEND: State.RUNNING,
            SessionCommand.SORE_SPOT: State.SORE_SPOT,
            SessionCommand.END: State.DONE,
        },
        State.PAUSED: {
            SessionCommand.RESUME: State.RESUMING,
            SessionCommand.SKIP: State.RUNNING,
            SessionCommand.BACK: State.RUNNING,
            SessionCommand.EASE_OFF: State.EASED_OFF,
            SessionCommand.END: State.DONE,
        },
        State.RESUMING: {
            SessionCommand.PAUSE: State.PAUSED,
            SessionCommand.ARRIVE: State.RUNNING,
            SessionCommand.SKIP: State.RUNNING,
            SessionCommand.BACK: State.RUNNING,
            SessionCommand.EASE_OFF: State.EASED_OFF,
            SessionCommand.END: State.DONE,
        },
        State.SORE_SPOT: {
            SessionCommand.PAUSE: State.PAUSED,
            SessionCommand.SKIP: State.RUNNING,
            SessionCommand.EASE_OFF: State.EASED_OFF,
            SessionCommand.END: State.DONE,
        },
        State.EASED_OFF: {SessionCommand.CHOOSE: State.RUNNING, SessionCommand.END: State.DONE},
        State.DONE: {},
    }
)
"""What each state allows, and the state it leads to.

Two ways round the table's word: resuming a pause between holds goes straight to RUNNING,
and whatever ends the last step leads to DONE.
"""


def allows(state: State, command: SessionCommand, step: Step | None, *, can_go_back: bool) -> bool:
    """Return whether a command is legal.

    Args:
        state: Where the session stands.
        command: What is asked of it.
        step: The current step; None before the start and at the end.
        can_go_back: Whether there is a hold to return to.
    """
    if command not in TRANSITIONS[state]:
        return False
    match command:
        case SessionCommand.BACK:
            return can_go_back
        case SessionCommand.EASED:
            return step is not None and step.end is HoldEnd.EASED
        case SessionCommand.ARRIVE:
            return state is State.RESUMING or (step is not None and step.kind.gets_into_place)
        case SessionCommand.EXTEND:
            return step is not None and step.kind.is_work and step.end is HoldEnd.TIMED
        case SessionCommand.SORE_SPOT:
            return step is not None and step.kind is StepKind.MASSAGE
        case _:
            return True
