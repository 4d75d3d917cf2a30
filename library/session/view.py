"""What there is to show of a session at one moment, in words and numbers."""

import msgspec

from library.exercises.model import Exercise, HoldEnd, Side, need_words
from library.routines.model import Step, StepKind
from library.session.breath import breath_in_words, breath_of, breaths_in_words
from library.session.engine import SORE_SPOT_SECONDS, Session
from library.session.machine import State
from library.session.phase import (
    Phase,
    into_place,
    is_asking,
    massage_name,
    phase_in_words,
    phase_of,
    sign_of,
)
from library.session.summary import in_words
from library.wording import counted

SORE_SPOT_HANDS = "Stay on the spot with soft, steady pressure; do not knead it."
SORE_SPOT_PRESSURE = "Softer still: 2 to 3 of 10, never above 5."
"""Our judgement, as in the file of the massage."""

WHEN_THERE = "{Session.eased} when you are there; {session.pause} gives more time."
"""What is told the first times of an exercise, while there is time to get into place."""


class SessionView(msgspec.Struct, frozen=True):
    """A picture of a session; two equal views look the same."""

    phase: Phase = Phase.READY
    sign: str = ""
    """What it is at, in one word of capitals: `HOLD`."""
    state_words: str = ""
    """The same in words: `Switch sides`."""
    exercise: str = ""
    """With what the foot is put on."""
    side: Side = Side.BOTH
    count: str = ""
    """`rep 1 of 2, 20 s`, or the step of a massage."""
    caption: str = ""
    """What to do now, in a few words; a key by its command, as in `{session.pause} goes on`."""
    seconds: int = 0
    """What the large digits show: seconds left, or held so far in a hold until eased."""
    coming: str = ""
    """What comes next."""
    step_index: int | None = None
    """Which of the written steps is to be done now, from 0; None in a massage."""
    may_end_sooner: bool = False
    """Whether the time that is left is only the most it can take."""


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
        phase=phase_of(session, step),
        sign=sign_of(session, step),
        state_words=phase_in_words(session, step),
        exercise=step.name,
        side=step.side,
        count=_count_and_length(session, step, breaths=breaths),
        caption=_caption(session, step, breaths=breaths),
        seconds=_seconds(session, step),
        coming=_coming(session, step),
        step_index=None if step.kind is StepKind.MASSAGE else written_step(session),
        may_end_sooner=session.may_end_sooner,
    )


def fraction_done(session: Session) -> float:
    """Return how much of the current step is over, 0-1."""
    step = session.step
    return 0.0 if step is None else min(1.0, session.elapsed / step.limit_seconds)


def share_done(session: Session) -> float:
    """Return how much of the session's time is over, 0-1: pauses count as none."""
    done, left = session.active_seconds, session.total_remaining
    return done / (done + left) if done + left > 0 else 0.0


def fraction_when_asked(session: Session) -> float | None:
    """Return where in the current step it is asked whether it eased, 0-1; None where it is not."""
    step = session.step
    if step is None or step.end is not HoldEnd.EASED or not step.kind.is_work:
        return None
    return min(1.0, step.seconds / step.limit_seconds)


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
    needs = ", ".join(map(need_words, exercise.needs))
    return f"You need: {needs}." if needs else ""


def _breath(session: Session, step: Step) -> str:
    """Which breath of how many it is, in a running hold."""
    breath = breath_of(session)
    if breath is None or step.end is not HoldEnd.TIMED:
        return ""
    return breath_in_words(breath.number, step.seconds) or ""


def _count(step: Step) -> str:
    return f"{'step' if step.exercise.massage else 'rep'} {step.rep} of {step.reps}"


def _caption(session: Session, step: Step, *, breaths: bool) -> str:
    match session.state:
        case State.PAUSED:
            return "Paused. {session.pause} goes on."
        case State.RESUMING:
            return "Get ready, it goes on"
        case State.SORE_SPOT:
            left = -int(-(step.seconds - session.elapsed) // 1)
            return f"{SORE_SPOT_SECONDS:g} s here, then {left} s of the step"
        case State.EASED_OFF:
            return "Come out of it slowly"
        case _:
            return _running_caption(session, step, breaths=breaths)


def _running_caption(session: Session, step: Step, *, breaths: bool) -> str:
    match step.kind:
        case StepKind.GET_READY | StepKind.CHANGE_EXERCISE:
            place = into_place(step.exercise, _before(session, step))
            new = session.plan.pace.has_first_time(step)
            return f"{place}. {WHEN_THERE}" if new else place
        case StepKind.SWITCH_SIDES:
            return f"Change to the {step.side} leg"
        case StepKind.REST:
            return "Let go for a moment"
        case StepKind.MASSAGE:
            return massage_name(step)
    if step.end is HoldEnd.EASED:
        if is_asking(session, step):
            return "Has it eased? Then press {Session.eased}"
        return f"{{Session.eased}} when it eases, up to {step.limit_seconds:g} s"
    last = "the last one" if session.is_last_of_several(step) else ""
    words = ", ".join(filter(None, (last, _breath(session, step) if breaths else "")))
    return words[:1].upper() + words[1:]


def _before(session: Session, step: Step) -> Exercise | None:
    """The exercise before a step that leads to another one."""
    earlier = [each.step.exercise for each in session.work() if each.step.number < step.number]
    return earlier[-1] if earlier else None


def _seconds(session: Session, step: Step) -> int:
    counts_up = step.end is HoldEnd.EASED and session.state is not State.RESUMING
    return int(session.elapsed) if counts_up else -int(-session.remaining // 1)


def _coming(session: Session, step: Step) -> str:
    if session.in_sore_spot or not step.kind.is_work:
        return ""
    coming = session.upcoming
    if coming is None:
        return "Then you are done."
    if coming.exercise.id != step.exercise.id:
        return f"Next: {coming.name}"
    name = f"{massage_name(coming)}, " if coming.kind is StepKind.MASSAGE else ""
    return f"Next: {name}{coming.side.words}, {_count(coming)}"


def _count_and_length(session: Session, step: Step, *, breaths: bool) -> str:
    """Which hold it is, or which one a pause leads to, and how long that lasts."""
    work = step if step.kind.is_work else session.upcoming
    if work is None:
        return _count(step)
    if work.end is HoldEnd.EASED:
        length = f"up to {work.limit_seconds:g} s"
    else:
        counted = breaths and work.kind is StepKind.HOLD
        length = (counted and breaths_in_words(work.seconds)) or f"{work.seconds:g} s"
    return f"{_count(step)}, {length}"


def done_in_words(session: Session) -> str:
    """Return the sentence of `in_plain_words` for a session as it stands, ended or not."""
    sore_spots = len(session.sore_spots())
    return in_words(session.active_seconds, session.records(), session.plan.exercises, sore_spots)


def steps_in_words(step: Step) -> list[str]:
    """Return how the exercise of a step is done, for its leg: the written steps, numbered."""
    steps = enumerate(step.exercise.steps_for(step.side), 1)
    return [f"{number}. {words}" for number, words in steps]


def where_in_words(session: Session) -> str:
    """Return where a session stands, for who asks: what it is at, and how long that and all takes.

    Args:
        session: The session.

    Returns:
        Sentences, as in `Chair leg stretch, left leg, hold 1 of 2. Hold, 12 seconds left. About
        3 minutes of the session left.` Keys are named by their commands.
    """
    step = session.step
    if step is None:
        return "The session is over." if session.state is State.DONE else "It has not begun."
    which = f"{step.name}, {step.side.words.lower()}"
    if step.reps > 1:
        which += f", {'step' if step.exercise.massage else 'hold'} {step.rep} of {step.reps}"
    told = [f"{which}.", _now(session, step)]
    if not step.kind.is_work and (coming := session.upcoming) is not None:
        told.append(_leads_to(coming))
    return " ".join(filter(None, (*told, _rest_of_session(session))))


def left_in_words(session: Session) -> str:
    """Return how long the current step still takes, as in `12 seconds left`, a sentence."""
    return f"{counted(-int(-session.remaining // 1), 'second')} left."


def _now(session: Session, step: Step) -> str:
    """What goes on just now, and how long it still takes."""
    left = counted(-int(-session.remaining // 1), "second")
    match session.state:
        case State.EASED_OFF:
            return "Stopped, as you eased off."
        case State.PAUSED:
            return f"Paused, with {left} left. {{Session.pause}} goes on."
        case State.RESUMING:
            return f"It goes on in {left}."
        case State.SORE_SPOT:
            return f"Sore spot, {left} left."
    if step.end is HoldEnd.EASED and step.kind.is_work:
        held = counted(int(session.elapsed), "second")
        return f"Hold until it eases, {held} so far; at {step.limit_seconds:g} it ends by itself."
    return f"{phase_in_words(session, step)}, {left} left."


def _leads_to(coming: Step) -> str:
    """The hold or the massage step that a pause leads to."""
    if coming.end is HoldEnd.EASED:
        return "Then hold until it eases."
    what = massage_name(coming).lower() if coming.kind is StepKind.MASSAGE else "hold"
    return f"Then {what}, {coming.seconds:g} seconds."


def _rest_of_session(session: Session) -> str:
    """How long the session still takes, in minutes, rounded up; at the most where it may vary."""
    minutes = -int(-session.total_remaining // 60)
    about = "At most" if session.may_end_sooner else "About"
    if minutes <= 1:
        return "Less than a minute of the session left."
    return f"{about} {minutes} minutes of the session left."
