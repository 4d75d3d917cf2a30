"""What to make noticed of a session, and in which words: for eyes that are shut."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from math import inf

import msgspec

from library.exercises.model import HoldEnd, Side
from library.history.record import HoldRecord, Outcome, Reason
from library.routines.model import Step, StepKind
from library.session import events as ev
from library.session.breath import Breath, breath_of, breaths_in_words, is_half_breath
from library.session.ease_off import SHARP_ADVICE
from library.session.engine import SORE_SPOT_SECONDS, Session
from library.session.machine import State
from library.session.phase import massage_name
from library.session.timing import HALF_WAY_FROM_SECONDS
from library.session.view import WHEN_THERE, done_in_words, needs_in_words

PAUSED = "Paused. {Session.pause} goes on."
_SORE_SPOT = (
    f"Sore spot: stay there, soft and steady, {SORE_SPOT_SECONDS:g} seconds. Then the step goes on."
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_COUNTED = {3: "Three", 2: "Two", 1: "One"}
_COUNTDOWN_SECONDS = 3.2
"""What passes is over before the three-two-one, and its tones, begin."""
_LONGEST_HOW_SECONDS = 120.0
"""For so long at the most how it is done is told while one gets ready: steps of one's own may be
pages (our judgement)."""
_QUIET_BEFORE_END_SECONDS = 3.5
"""The three-two-one is not to be disturbed."""
_QUIET_AT_START_SECONDS = 1.0
"""Nor is the cue that begins the hold, nor the one half-way."""
_REMIND_SECONDS = 60.0
"""After so long it is said again how a pause ends (our judgement)."""


class Sound(StrEnum):
    """The kind of a cue; of several at one moment the last named here matters most."""

    BREATHE_IN = "breathe-in"
    BREATHE_OUT = "breathe-out"
    COUNT = "count"
    STILL = "still"
    WAITING = "waiting"
    HALF_WAY = "half-way"
    LENGTH = "length"
    HALF_SESSION = "half-session"
    RELEASE = "release"
    READY = "ready"
    ASK = "ask"
    REST = "rest"
    SWITCH = "switch"
    NEXT = "next"
    HOLD = "hold"
    EASED_OFF = "eased-off"
    PAUSED = "paused"
    ENDED = "ended"
    FINISHED = "finished"

    @property
    def weight(self) -> int:
        """How much it matters among the cues of one moment."""
        return list(Sound).index(self)

    @property
    def passes(self) -> bool:
        """Whether its words are true for a moment only, and may be left out."""
        return self in _PASSING

    @property
    def leads_in(self) -> bool:
        """Whether its words tell what comes next, while there is time to get ready for it."""
        return self in (Sound.READY, Sound.REST, Sound.SWITCH, Sound.NEXT)

    @property
    def hushes(self) -> bool:
        """Whether it breaks off what is being said."""
        return self in (Sound.PAUSED, Sound.ENDED)


_PASSING = {
    Sound.BREATHE_IN,
    Sound.BREATHE_OUT,
    Sound.COUNT,
    Sound.STILL,
    Sound.HALF_WAY,
    Sound.LENGTH,
    Sound.HALF_SESSION,
}


class Cue(msgspec.Struct, frozen=True):
    """Something to be noticed at one moment."""

    at: float
    """Seconds on the session's monotonic clock."""
    sound: Sound
    words: str
    """What is said, if anything; may hold the name of a person's own exercise, so clean it.

    A key is named by its command in curly brackets, as in `{Session.eased}`."""
    word: str
    """What is shown across the whole screen: at most 7 of A-Z and digits, or nothing."""
    details: tuple[str, ...] = ()
    """How it is done, a sentence or more each: said after the words as far as there is time."""
    room: float | None = None
    """Seconds there are for all of it; None where the session waits for it."""
    urgent: bool = False
    """Whether it may break off a screen reader."""

    @property
    def said(self) -> str:
        """All that is said."""
        return " ".join(filter(None, (self.words, *self.details)))


def seconds_to_answer(session: Session) -> float:
    """Return in how many seconds an answer must be said, before the three-two-one of a hold.

    A pause waits for it: there it may take as long as it wants.
    """
    step = session.step
    counts = step is not None and step.kind.is_work and session.state is State.RUNNING
    return session.remaining - _COUNTDOWN_SECONDS if counts else inf


class Announcer:
    """Finds words for the events of one session.

    It remembers what it announced last, so that a name or a leg is said once, with the
    pause that leads to a hold, or with the hold itself where that pause is left out.
    """

    def __init__(self, session: Session, *, breaths: bool = False, steps: str = "first") -> None:
        """Begin with nothing said.

        Args:
            session: The session to announce.
            breaths: Whether lengths of holds are told in breaths, where that comes out even.
            steps: When the steps of an exercise are told; one of `SPOKEN_STEPS`.
        """
        self._session = session
        self._breaths, self._steps = breaths, steps
        self._said: Step | None = None
        self._counted = self._again = self._unheard = False
        self._sharp_at: float | None = None

    def break_off(self) -> None:
        """Name the leg with what comes next, as what named it was not heard to its end."""
        self._unheard = True

    def announce(self, events: Iterable[ev.Event]) -> tuple[Cue, ...]:
        """Return the cues that events call for, in their order."""
        cues = map(self._cue, events)
        return tuple(cue for cue in cues if cue is not None)

    def _cue(self, event: ev.Event) -> Cue | None:
        match event:
            case ev.StepStarted(at, step):
                return self._step(at, step)
            case ev.SecondsLeft(at, _, seconds):
                return Cue(at, Sound.COUNT, self._countdown(seconds), str(seconds))
            case ev.HalfWay(at):
                return self._passing(at, Sound.HALF_WAY, "Half-way.", "HALF")
            case ev.StillHolding(at, step, elapsed):
                return self._sign_of_life(at, step, elapsed)
            case ev.AskIfEased(at):
                words = "Has it eased? Then press {Session.eased}; else it ends by itself."
                return Cue(at, Sound.ASK, words, "EASED")
            case ev.WorkRecorded(at, record):
                return self._release(at, record)
            case ev.SessionHalfDone(at):
                return Cue(at, Sound.HALF_SESSION, "Half of the session is done.", "HALF")
            case _:
                return self._answer(event)

    def _countdown(self, seconds: int) -> str:
        """What is said as one with the first of three, two and one; nothing with the others."""
        begun, self._counted = self._counted, seconds > 1
        if begun and seconds < 3:
            return ""
        return " ".join(f"{word}." for left, word in _COUNTED.items() if left <= seconds)

    def _passing(self, at: float, sound: Sound, words: str, word: str = "") -> Cue:
        return Cue(at, sound, words, word, room=self._room)

    @property
    def _room(self) -> float:
        """Seconds until the three-two-one of the current step."""
        return self._session.remaining - _COUNTDOWN_SECONDS

    def _sign_of_life(self, at: float, step: Step, elapsed: float) -> Cue | None:
        """Where the breaths are counted aloud it would only disturb."""
        if self._breaths and step.kind is StepKind.HOLD:
            return None
        left = f"{step.seconds - elapsed:.0f} seconds to go."
        words = left if step.end is HoldEnd.TIMED else f"{elapsed:.0f} seconds."
        return self._passing(at, Sound.STILL, words)

    def _answer(self, event: ev.Event) -> Cue | None:
        """The cue for what follows a key; what is not told here needs no cue."""
        match event:
            case ev.Paused(at):
                return Cue(at, Sound.PAUSED, PAUSED, "PAUSE")
            case ev.Resuming(at):
                return Cue(at, Sound.READY, "It goes on. Get ready.", "READY")
            case ev.Resumed(at, step):
                sound = Sound.HOLD if step.kind.is_work else Sound.READY
                return Cue(at, sound, f"Go on: {_leg(step)}.", _big(step))
            case ev.Extended(at, step):
                return Cue(at, Sound.LENGTH, f"{self._length(step)}.", f"{step.seconds:.0f}")
            case ev.EasedOff(at):
                words = "Stopped. Good - you listened to your body."
                return Cue(at, Sound.EASED_OFF, words, "STOP")
            case ev.WentBack(at):
                self._again = True
                return Cue(at, Sound.READY, "Once more.", "BACK")
            case ev.SoreSpotStarted(at):
                return Cue(at, Sound.HOLD, _SORE_SPOT, "SOFT")
            case ev.Finished(at, completed):
                summary = done_in_words(self._session)
                if completed:
                    return Cue(at, Sound.FINISHED, f"Finished. {summary}", "DONE")
                # What is urgent is said to its end.
                sound = Sound.RELEASE if at == self._sharp_at else Sound.ENDED
                return Cue(at, sound, f"Ended. {summary}", "DONE")
            case _:
                return None

    def _release(self, at: float, record: HoldRecord) -> Cue | None:
        """The end of a hold that was done, or what is urgent; in a massage the hands just go on."""
        if record.reason is Reason.SHARP:
            self._sharp_at = at
            return Cue(at, Sound.RELEASE, SHARP_ADVICE, "", urgent=True)
        massages = (step for step in self._session.plan.work if step.kind is StepKind.MASSAGE)
        kneaded = any(step.exercise.id == record.exercise for step in massages)
        if record.outcome is not Outcome.DONE or kneaded:
            return None
        return Cue(at, Sound.RELEASE, "Release.", "RELEASE")

    def _step(self, at: float, step: Step) -> Cue:
        said, self._counted = self._said, False
        again, self._again = self._again, False
        comes = said is None or said.exercise.id != step.exercise.id
        other = comes or again
        told = [] if again else [*_opening(step)]
        turns = said is not None and said.side is not step.side
        unheard, self._unheard = self._unheard, False
        if other or turns or unheard or step.kind.gets_into_place:
            told.append(f"{_leg(step).capitalize()}.")  # first: it is what nobody may miss
        if other:
            told.append(f"{step.name}.")
        told += self._what_to_do(step) if step.kind.is_work else self._coming(step, other=other)
        if other and step.exercise.needs:
            told.append(needs_in_words(step.exercise))
        if step.kind is StepKind.GET_READY:
            told.append("Get ready.")
        if self._session.plan.pace.has_first_time(step) or self._is_first_switch(step):
            told.append(WHEN_THERE)
        self._said = step
        sound, words = _SOUNDS[step.kind], " ".join(told)
        if step.kind is StepKind.MASSAGE:
            part = step.exercise.massage[step.rep - 1]
            # First what keeps it harmless; what the hands do its name has told in short.
            details = (part.pressure, *_SENTENCE_END.split(part.hands))
            return Cue(at, sound, words, _big(step), details, self._room)
        how = self._how(step) if comes else ()
        return Cue(at, sound, words, _big(step), how, _LONGEST_HOW_SECONDS if how else None)

    def _is_first_switch(self, step: Step) -> bool:
        """Whether sides are switched in an exercise for the first times."""
        new = step.exercise.id in self._session.plan.pace.reading
        return new and step.kind is StepKind.SWITCH_SIDES and step.rep == 1

    def _how(self, step: Step) -> tuple[str, ...]:
        """The steps of the exercise; a massage tells its parts as they come."""
        first = self._session.plan.pace.has_first_time(step)
        if not (
            step.kind.leads_in and (self._steps == "always" or (first and self._steps == "first"))
        ):
            return ()
        steps, parts = step.exercise.steps_for(step.side), len(step.exercise.massage)
        return tuple(steps[: -1 - parts] if parts else steps)

    def _coming(self, step: Step, *, other: bool) -> Iterator[str]:
        """How long the holds are that a pause leads to; a massage tells each of its steps."""
        holds = (each for each in self._session.steps() if each.kind is StepKind.HOLD)
        hold = next((each for each in holds if each.number == step.number), None)
        if not other or hold is None:
            return
        until = hold.end is HoldEnd.EASED
        if hold.rep > 1:  # it goes on with what was begun
            length = "until it eases" if until else self._length(hold)
            yield f"Hold {hold.rep} of {hold.reps}, {length}."
            return
        times = f", {hold.reps} times" if hold.reps > 1 else ""
        yield f"Hold until it eases{times}." if until else f"Hold {self._length(hold)}{times}."

    def _what_to_do(self, step: Step) -> Iterator[str]:
        """What to do in a hold or a step of a massage."""
        if step.kind is StepKind.MASSAGE:
            yield f"{massage_name(step)}, {step.seconds:g} seconds."
            return
        yield self._hold(step)
        if self._session.is_last_of_several(step):
            yield "The last one."

    def _hold(self, step: Step) -> str:
        if step.end is HoldEnd.TIMED:
            return f"Hold, {self._length(step)}."
        return f"Hold until it eases; after {step.limit_seconds:g} seconds it ends by itself."

    def _length(self, step: Step) -> str:
        """How long a hold or a step lasts, in breaths if so wished."""
        counted = self._breaths and step.kind is StepKind.HOLD
        return (counted and breaths_in_words(step.seconds)) or f"{step.seconds:g} seconds"


_SOUNDS = {
    StepKind.GET_READY: Sound.READY,
    StepKind.HOLD: Sound.HOLD,
    StepKind.MASSAGE: Sound.HOLD,
    StepKind.SWITCH_SIDES: Sound.SWITCH,
    StepKind.REST: Sound.REST,
    StepKind.CHANGE_EXERCISE: Sound.NEXT,
}
_PAUSE_WORDS = {
    StepKind.REST: "REST",
    StepKind.CHANGE_EXERCISE: "NEXT",
    StepKind.GET_READY: "READY",
}


def _opening(step: Step) -> Iterator[str]:
    """What a pause begins with."""
    match step.kind:
        case StepKind.SWITCH_SIDES:
            yield "Switch sides."
        case StepKind.REST:
            yield f"Rest, {step.seconds:g} seconds."
        case StepKind.CHANGE_EXERCISE:
            yield "Next exercise."


def _leg(step: Step) -> str:
    return "both legs" if step.side is Side.BOTH else f"{step.side.value} leg"


def _big(step: Step) -> str:
    """The word for the whole screen: the leg where it matters, else what to do."""
    return _PAUSE_WORDS.get(step.kind) or ("HOLD" if step.side is Side.BOTH else step.side.upper())


class BreathPacer:
    """Finds the soft cues of one session's breaths.

    Args:
        counts: Whether the breaths are counted aloud.
    """

    def __init__(self, *, counts: bool = False) -> None:
        self._counts = counts
        self._last: bool | None = None

    def cue(self, session: Session, at: float) -> Cue | None:
        """Return a soft cue if breathing turned since the last call.

        Args:
            session: The session.
            at: Its reading now, in seconds.
        """
        breath = breath_of(session)
        before, self._last = self._last, None if breath is None else breath.inward
        quiet = (
            session.elapsed < _QUIET_AT_START_SECONDS
            or session.remaining < _QUIET_BEFORE_END_SECONDS
        )
        if breath is None or before is None or before is breath.inward or quiet:
            return None
        if not breath.inward:
            return Cue(at, Sound.BREATHE_OUT, "", "")
        return Cue(at, Sound.BREATHE_IN, self._said(breath, session), "")

    def _said(self, breath: Breath, session: Session) -> str:
        """The number of the breath; nothing where the half of the hold is told."""
        step = session.step
        if not self._counts or step is None:
            return ""
        halved = step.end is HoldEnd.TIMED and step.seconds >= HALF_WAY_FROM_SECONDS
        if halved and abs(session.elapsed - step.seconds / 2) < _QUIET_AT_START_SECONDS:
            return ""
        if step.end is HoldEnd.TIMED and is_half_breath(breath.number, step.seconds):
            return "Half a breath."
        return f"Breath {breath.number}."


class PauseReminder:
    """Finds the cues of one session's pauses, for who cannot see that it stands still."""

    def __init__(self) -> None:
        self._due: float | None = None

    def cue(self, session: Session, at: float, *, occupied: bool = False) -> Cue | None:
        """Return what to say of a pause, if it is time to.

        Args:
            session: The session.
            at: Its reading now, in seconds.
            occupied: Whether something else is being said or asked: then it comes after that.
        """
        if session.state is not State.PAUSED:
            self._due = None
            return None
        if self._due is None or occupied:
            self._due = at + _REMIND_SECONDS
        if at < self._due:
            return None
        self._due = at + _REMIND_SECONDS
        return Cue(at, Sound.WAITING, PAUSED, "")
