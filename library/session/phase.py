"""What a session is at, told by one word, and what there is to do."""

from enum import StrEnum

from library.exercises.model import Exercise, HoldEnd, Need, Posture
from library.routines.model import Step, StepKind
from library.session.engine import Session
from library.session.machine import State


class Phase(StrEnum):
    """What a session is at; each has a colour of its own on the screen."""

    READY = "ready"
    HOLD = "hold"
    """A step of a massage as well."""
    SWITCH = "switch"
    REST = "rest"
    """Between two exercises as well."""
    PAUSED = "paused"
    EASED_OFF = "eased"


_OF_STATES = {
    State.PAUSED: Phase.PAUSED,
    State.RESUMING: Phase.READY,
    State.SORE_SPOT: Phase.HOLD,
    State.EASED_OFF: Phase.EASED_OFF,
}
_OF_KINDS = {
    StepKind.GET_READY: Phase.READY,
    StepKind.HOLD: Phase.HOLD,
    StepKind.MASSAGE: Phase.HOLD,
    StepKind.SWITCH_SIDES: Phase.SWITCH,
    StepKind.REST: Phase.REST,
    StepKind.CHANGE_EXERCISE: Phase.REST,
}
_SIGNS = {
    Phase.READY: "READY",
    Phase.HOLD: "HOLD",
    Phase.SWITCH: "SWITCH",
    Phase.REST: "REST",
    Phase.PAUSED: "PAUSE",
    Phase.EASED_OFF: "STOP",
}
_IN_WORDS = {
    Phase.READY: "Get ready",
    Phase.HOLD: "Hold",
    Phase.SWITCH: "Switch sides",
    Phase.REST: "Rest",
    Phase.PAUSED: "Paused",
    Phase.EASED_OFF: "Eased off",
}
_INTO = {
    Posture.SITTING: "Sit down",
    Posture.FLOOR: "Sit down",
    Posture.LYING: "Lie down",
    Posture.STANDING: "Stand up",
}
_STAY = {
    Posture.SITTING: "Stay seated",
    Posture.FLOOR: "Stay sitting",
    Posture.LYING: "Stay lying",
    Posture.STANDING: "Stay standing",
}
_ON_CHAIR = " on the chair"
_DOWN = (Posture.FLOOR, Posture.LYING)


def phase_of(session: Session, step: Step) -> Phase:
    """Return what a session is at in its current step."""
    return _OF_STATES.get(session.state) or _OF_KINDS[step.kind]


def sign_of(session: Session, step: Step) -> str:
    """Return the one word for it, in capitals: to be read from the mat."""
    phase = phase_of(session, step)
    if phase is Phase.HOLD:
        if session.state is State.SORE_SPOT:
            return "SOFT"
        if step.kind is StepKind.MASSAGE:
            return "KNEAD"
        if is_asking(session, step):
            return "EASED?"
    elif phase is Phase.REST and step.kind is StepKind.CHANGE_EXERCISE:
        return "NEXT"
    return _SIGNS[phase]


def phase_in_words(session: Session, step: Step) -> str:
    """Return the same in words: `Switch sides`."""
    phase = phase_of(session, step)
    if phase is Phase.HOLD:
        if session.state is State.SORE_SPOT:
            return "Sore spot"
        if step.kind is StepKind.MASSAGE:
            return massage_name(step)
    elif phase is Phase.REST and step.kind is StepKind.CHANGE_EXERCISE:
        return "Next exercise"
    return _IN_WORDS[phase]


def is_asking(session: Session, step: Step) -> bool:
    """Tell whether it is time to ask if the tension has eased."""
    return step.end is HoldEnd.EASED and step.kind.is_work and session.elapsed >= step.seconds


def massage_name(step: Step) -> str:
    """Return what a step of a massage is called."""
    parts = step.exercise.massage
    return parts[step.rep - 1].name if step.rep <= len(parts) else step.exercise.name


def into_place(exercise: Exercise, before: Exercise | None) -> str:
    """Return how to get where an exercise is done: `Lie down on the mat`.

    Args:
        exercise: What comes.
        before: What was done before it; None when nothing was.
    """
    if exercise.posture is None:
        return "Get into place"
    after = None if before is None else before.posture
    where = _where(exercise)
    if after is exercise.posture:
        return "Stay on the chair" if where == _ON_CHAIR else f"{_STAY[exercise.posture]}{where}"
    if after is Posture.LYING and exercise.posture is Posture.FLOOR:
        return f"Sit up{where}"
    if after in _DOWN and exercise.posture not in _DOWN:
        sits = exercise.posture is Posture.SITTING
        return f"Get up slowly and sit{where}" if sits else "Stand up slowly"
    return f"{_INTO[exercise.posture]}{where}"


def _where(exercise: Exercise) -> str:
    if exercise.posture is Posture.SITTING:
        return _ON_CHAIR if Need.FIRM_CHAIR in exercise.needs else ""
    if exercise.posture in _DOWN:
        return " on the mat" if Need.MAT in exercise.needs else " on the floor"
    return ""
