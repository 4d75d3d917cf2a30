"""What there is to show of a session at one moment, in words and numbers."""

import msgspec

from library.exercises.model import Exercise, HoldEnd
from library.routines.model import Step, StepKind
from library.session.breath import breath_in_words, breath_of, breaths_in_words
from library.session.engine import SORE_SPOT_SECONDS, Session
from library.session.machine import State
from library.session.summary import in_words

SORE_SPOT_HANDS = "Stay on the spot with soft, steady pressure; do not knead it."
SORE_SPOT_PRESSURE = "Softer still: 2 to 3 of 10, never above 5."
"""Our judgement, as in the file of the massage."""


class SessionView(msgspec.Struct, frozen=True):
    """A picture of a session; two equal views look the same."""

    exercise: str = ""
    """With what the foot is put on."""
    side: str = ""
    """`LEFT leg`, or `Both legs`."""
    count: str = ""
    """`rep 1 of 2`, or the step of a massage."""
    caption: str = ""
    """What to do now, in a few words; a key by its command, as in `{session.pause} goes on.`"""
    seconds: int = 0
    """What the large digits show: seconds left, or held so far in a hold until eased."""
    coming: str = ""
    """What comes next."""
    working: bool = False
    """Whether this is a hold or massage step that runs."""
    waiting: bool = False
    """Whether the session stands still until a key is pressed."""


def look(session: Session, *, breaths: bool = False) -> SessionView:
    """Return what the session looks like now.

    Args:
        session: The session.
        breaths: Whether holds are counted in breaths, where that comes out even.
    """
    step = session.step
    if step is None:
        return SessionView(caption="Done" if session.state is State.DONE else "")
    return SessionView(
        exercise=step.name,
        side=_side(step),
        count=_count(step),
        caption=_caption(session, step) + (_breath(session, step) if breaths else ""),
        seconds=_seconds(session, step),
        coming=_coming(session, step, breaths=breaths),
        working=step.kind.is_work and session.state in (State.RUNNING, State.SORE_SPOT),
        waiting=session.state in (State.PAUSED, State.EASED_OFF),
    )


def fraction_done(session: Session) -> float:
    """Return how much of the current step is over, 0-1."""
    step = session.step
    return 0.0 if step is None else min(1.0, session.elapsed / step.limit_seconds)


def written_step(session: Session) -> int:
    """Return which of the exercise's written steps is to be done now, from 0.

    The last step is how to come out, the last but one the hold, or as many as a massage has
    parts. While getting ready the steps that lead there are gone through one by one.
    """
    step = session.step
    if step is None:
        return 0
    # A massage's own parts stand between what leads to it and how to end it.
    last, parts = len(step.exercise.steps) - 1, max(1, len(step.exercise.massage))
    first = max(0, last - parts)
    if step.kind.is_work:
        return min(first + step.rep - 1 if step.exercise.massage else first, last)
    return min(int(fraction_done(session) * first), max(0, first - 1))


def needs_in_words(exercise: Exercise) -> str:
    """Return what to have at hand: `You need: a mat on the floor.`; empty for nothing."""
    return (
        f"You need: {', '.join(need.words for need in exercise.needs)}." if exercise.needs else ""
    )


def _side(step: Step) -> str:
    words = step.side.words
    return words[0].upper() + words[1:]


def _breath(session: Session, step: Step) -> str:
    """Which breath of how many it is, after the words of a running hold."""
    breath = breath_of(session)
    if breath is None or step.end is not HoldEnd.TIMED:
        return ""
    words = breath_in_words(breath.number, step.seconds)
    return f", {words}" if words else ""


def _count(step: Step) -> str:
    return f"{'step' if step.exercise.massage else 'rep'} {step.rep} of {step.reps}"


def _caption(session: Session, step: Step) -> str:
    match session.state:
        case State.PAUSED:
            return "Paused. {session.pause} goes on."
        case State.RESUMING:
            return "Get ready, it goes on"
        case State.SORE_SPOT:
            return "Sore spot: soft and steady"
        case State.EASED_OFF:
            return "Stopped. Well done to listen."
        case _:
            return _running_caption(session, step)


def _running_caption(session: Session, step: Step) -> str:
    match step.kind:
        case StepKind.GET_READY:
            return "Get ready"
        case StepKind.SWITCH_SIDES:
            return "Switch sides"
        case StepKind.REST:
            return "Rest"
        case StepKind.CHANGE_EXERCISE:
            return "Next exercise"
        case StepKind.MASSAGE:
            return massage_name(step)
    if step.end is HoldEnd.TIMED:
        return "Hold, the last one" if session.is_last_of_several(step) else "Hold"
    if session.elapsed < step.seconds:
        return "Hold until it eases; then {Session.eased}"
    return "Has it eased? Then press {Session.eased}"


def massage_name(step: Step) -> str:
    """Return what a step of a massage is called."""
    parts = step.exercise.massage
    return parts[step.rep - 1].name if step.rep <= len(parts) else step.exercise.name


def _seconds(session: Session, step: Step) -> int:
    counts_up = step.end is HoldEnd.EASED and session.state is not State.RESUMING
    return int(session.elapsed) if counts_up else -int(-session.remaining // 1)


def _coming(session: Session, step: Step, *, breaths: bool) -> str:
    if session.in_sore_spot:
        left = -int(-(step.seconds - session.elapsed) // 1)
        return f"{SORE_SPOT_SECONDS:g} s here, then {left} s of the step"
    coming = session.upcoming
    if coming is None:
        return "Then you are done."
    if not step.kind.is_work:
        return _length(coming, breaths=breaths) if coming.kind is StepKind.HOLD else ""
    if coming.exercise.id != step.exercise.id:
        return f"Next: {coming.name}"
    name = f"{massage_name(coming)}, " if coming.kind is StepKind.MASSAGE else ""
    return f"Next: {name}{coming.side.words}, {_count(coming)}"


def _length(hold: Step, *, breaths: bool) -> str:
    """How long a hold will be."""
    words = breaths_in_words(hold.seconds) if breaths and hold.end is HoldEnd.TIMED else None
    return f"hold of {words}" if words else f"{hold.seconds:g} s hold"


def done_in_words(session: Session) -> str:
    """Return the sentence of `in_plain_words` for a session as it stands, ended or not."""
    sore_spots = len(session.sore_spots())
    return in_words(session.active_seconds, session.records(), session.plan.exercises, sore_spots)
