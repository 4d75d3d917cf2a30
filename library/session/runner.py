"""Runs a session by the clock: what a screen and plain mode have in common.

A front end starts the runner, calls `SessionRunner.tick` about four times a second and when
something falls due, and passes on what the person asks for. Each call returns an `Update`,
which a screen draws and plain mode prints.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from library.clock import Clock, Heartbeat
from library.history.record import SessionRecord
from library.routines.model import StepKind
from library.session import events as ev
from library.session.cues import Announcer, BreathPacer, Cue, PauseReminder
from library.session.draft import Draft, DraftError
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.hold_lengths import change_in_words
from library.session.machine import SessionCommand
from library.session.pain import typed_rating
from library.session.record import SessionStart
from library.session.timing import COUNTED_SECONDS
from library.settings import Settings

_SHORTEST_WAIT_SECONDS = 0.001
_PREPARED_SECONDS = 1.0
"""So long after the start, when it is shown and told, there is time to get ready to write."""
_BEFORE_COUNTDOWN_SECONDS = 0.5
"""The three-two-one of a pause begins so long after the last word before it (our judgement)."""

_GO_AHEAD = (SessionCommand.ARRIVE, SessionCommand.SKIP)
"""What goes on to the next step before what announces it may have been heard."""


class Speaker(Protocol):
    """Says words, one after the other."""

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
        ...

    def seconds_for(self, words: str) -> float:
        """Return how long words take, from the moment they are given to the last sound."""
        ...


class Update(NamedTuple):
    """What came of a reading of the clock or of a command."""

    at: float
    """The session's reading, in seconds; a cue that is much older comes too late."""
    events: tuple[ev.Event, ...] = ()
    cues: tuple[Cue, ...] = ()
    problem: str = ""
    """Why the draft could not be written; the same reason is told once."""
    advice: str | None = None
    """What a new length of a hold is worth saying; None when no length was changed."""
    by_person: bool = False
    """Whether a key that was pressed has come of it: what is being said is then out of date."""

    def then(self, later: "Update") -> "Update":
        """Return both as one, in this order."""
        return Update(
            self.at,
            self.events + later.events,
            self.cues + later.cues,
            later.problem or self.problem,
            self.advice if later.advice is None else later.advice,
            self.by_person or later.by_person,
        )


class SessionRunner:
    """A clock, a session, its draft and its cues, driven together.

    Args:
        session: What to run: ready, at the reading 0.
        settings: Which cues are wanted.
        clock: Both clocks of the machine.
        start: How it began.
        draft: Keeps what was done; None in a rehearsal.
        speed: How many times faster than the clock the session runs.
        voice: What says the words of cues, so that pauses wait for it; None when nothing does.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings,
        clock: Clock,
        start: SessionStart,
        draft: Draft | None,
        *,
        speed: int = 1,
        voice: Speaker | None = None,
    ) -> None:
        self.session, self._beginning, self._voice = session, start, voice
        self._clock, self._draft, self._speed = clock, draft, speed
        counts = settings.breath_count
        self._announcer = Announcer(session, breaths=counts, steps=settings.spoken_steps)
        self._pacer = BreathPacer(counts=counts) if settings.breath_bar or counts else None
        self._reminder = PauseReminder()
        self._is_rated = start.pain_before is not None
        """Whether the pain before was known already: then it is not asked for."""
        self._problem = ""
        self._interruptions = 0
        self._resumes = False
        """Whether the session goes on after the interruptions."""
        self._to_announce: tuple[ev.Event, ...] = ()
        """What begins only if it does."""
        self._set_clock()

    def _set_clock(self) -> None:
        self._began = self._clock.monotonic()
        self._heartbeat = Heartbeat(self._began, self._clock.now())

    # Time.

    @property
    def now(self) -> float:
        """Seconds since the start, as the session's clock runs."""
        return (self._clock.monotonic() - self._began) * self._speed

    @property
    def seconds_to_next(self) -> float | None:
        """Seconds until something falls due, 0.001 at the least; None while nothing does."""
        due = self.session.next_due
        return None if due is None else max(_SHORTEST_WAIT_SECONDS, (due - self.now) / self._speed)

    def start(self) -> Update:
        """Begin with the first step."""
        self._set_clock()
        return self._update(self.session.start())

    def held_up(self) -> None:
        """Note that the program itself waited until now, as for a slow terminal: no gap."""
        self._heartbeat.held_up(self._clock)

    def tick(self) -> Update:
        """Go on to now; after a gap, pause at the reading before it.

        A gap is told by `ev.TimeLost`; see `Heartbeat` for what is one.
        """
        lost = self._heartbeat.beat(self._clock) and self.session.can(SessionCommand.PAUSE)
        events = self._pause_before_gap() if lost else ()
        now = self.now
        self._wait_for_voice(now)
        update = self._update((*events, *self.session.advance(now)))
        if self._draft is not None and not update.events and now > _PREPARED_SECONDS:
            self._draft.prepare()
        breath = None if self._pacer is None else self._pacer.cue(self.session, now)
        speaks = self._voice is not None and self._voice.busy
        occupied = speaks or self._interruptions > 0
        waits = self._reminder.cue(self.session, now, occupied=occupied)
        cues = tuple(cue for cue in (breath, waits) if cue is not None)
        return update.then(Update(now, cues=cues)) if cues else update

    def _wait_for_voice(self, now: float) -> None:
        """Hold the three-two-one of a pause back until what is being said is over."""
        session, last = self.session, COUNTED_SECONDS
        if self._voice is None or not self._voice.busy or session.remaining <= last:
            return  # with the three-two-one running it is that which is being said
        elapsed = session.elapsed + now - session.now
        session.lengthen_pause(elapsed + last + _BEFORE_COUNTDOWN_SECONDS)

    def _pause_before_gap(self) -> tuple[ev.Event, ...]:
        paused = self.session.pause()
        return (ev.TimeLost(paused[0].at), *paused)

    # What the person asks for.

    def do(self, command: SessionCommand, *args: object) -> Update:
        """Go on to now, then obey a command; nothing when it is not legal then.

        Args:
            command: Anything but `SessionCommand.START`.
            args: What the method of `Session` for it takes.
        """
        return self.tick().then(self._obey(command, *args))

    def pause_or_resume(self) -> Update:
        """Pause, or go on; a pause that a gap has brought just now is not ended at once."""
        return self.do(
            SessionCommand.RESUME
            if self.session.can(SessionCommand.RESUME)
            else SessionCommand.PAUSE
        )

    def one_key(self) -> Update:
        """Do what a single key can: say that it eased where that is asked, else pause or go on."""
        if self.session.can(SessionCommand.EASED):
            return self.do(SessionCommand.EASED)
        return self.pause_or_resume()

    def interrupt(self) -> Update:
        """Pause until `go_on`, for a question or for what covers the session; it may nest."""
        update = self.tick()
        if self._interruptions == 0:
            self._resumes = self.session.can(SessionCommand.PAUSE)
        self._interruptions += 1
        paused = self._obey(SessionCommand.PAUSE)
        # What covers it has keys of its own, and says so.
        shown = tuple(replace(cue, words="") for cue in paused.cues)
        return update.then(paused._replace(cues=shown))

    def go_on(self) -> Update:
        """End an interruption: what it paused goes on, what was paused before stays so."""
        if self._interruptions > 0:
            self._interruptions -= 1
        if self._interruptions > 0 or not self._resumes:
            return self.tick()
        self._resumes = False
        started, self._to_announce = self._to_announce, ()
        return self.do(SessionCommand.RESUME).then(self._update(started))

    def stop_as_sharp(self) -> Update:
        """Note that what was eased off was sharp, and pause: whether to go on is asked then.

        What comes next is announced by `go_on` only; without anything left the session is over.
        """
        update = self.tick()
        if not self.session.can(SessionCommand.CHOOSE):
            return update
        events = self.session.choose(EaseOffChoice.SHARP)
        self._to_announce = tuple(each for each in events if isinstance(each, ev.StepStarted))
        noted = self._update(tuple(each for each in events if each not in self._to_announce))
        return update.then(noted._replace(by_person=True)).then(self.interrupt())

    @property
    def may_rate_pain(self) -> bool:
        """Whether the pain before can be rated: before the first hold, if it is recorded."""
        step = self.session.step
        getting_ready = step is not None and step.kind is StepKind.GET_READY
        wanted = self._draft is not None and not self._is_rated
        return wanted and getting_ready and not self.session.records()

    def rate_pain(self, digit: int) -> int | None:
        """Note the pain before as a digit was typed; nothing when it cannot be rated now.

        Returns:
            The rating, 0-10; None when there is none, or none any more.
        """
        if self.may_rate_pain:
            rating = typed_rating(self._beginning.pain_before, digit)
            self._beginning = replace(self._beginning, pain_before=rating)
        return self._beginning.pain_before

    @property
    def answer(self) -> int | None:
        """The answer to the question of the day that was given while getting ready, 0-10."""
        start = self._beginning
        return start.pain_before if start.answers_check and not self._is_rated else None

    def record(self) -> SessionRecord:
        """Return the record of the session as it stands, ended or not."""
        return self._beginning.record(self.session)

    def keep_for_next_start(self) -> None:
        """Keep what was held up to now for the next start; nothing is written down after it."""
        if not self._heartbeat.beat(self._clock):
            self.session.advance(self.now)
        if self._draft is not None:
            with suppress(DraftError):  # what was written down before is still there
                self._draft.keep_for_next_start(self.session, self.record())

    # What comes of it.

    def _obey(self, command: SessionCommand, *args: object) -> Update:
        if not self.session.can(command):
            return Update(self.now)
        events = self._methods[command](*args)
        if events and command in _GO_AHEAD and self._voice is not None and self._voice.busy:
            self._announcer.break_off()
        update = self._update(events)._replace(by_person=bool(events))
        return (
            update._replace(advice=self._advice()) if command is SessionCommand.EXTEND else update
        )

    @property
    def _methods(self) -> Mapping[SessionCommand, Callable[..., tuple[ev.Event, ...]]]:
        session = self.session
        return {
            SessionCommand.PAUSE: session.pause,
            SessionCommand.RESUME: session.resume,
            SessionCommand.SKIP: session.skip,
            SessionCommand.BACK: session.back,
            SessionCommand.EASE_OFF: session.ease_off,
            SessionCommand.CHOOSE: session.choose,
            SessionCommand.EASED: session.eased,
            SessionCommand.ARRIVE: session.arrive,
            SessionCommand.EXTEND: session.extend,
            SessionCommand.SORE_SPOT: session.mark_sore_spot,
            SessionCommand.END: session.end,
        }

    def _advice(self) -> str | None:
        """What the length of the running hold is worth saying."""
        step = self.session.step
        if step is None or step.kind is not StepKind.HOLD:
            return None
        planned = {each.number: each.seconds for each in self.session.plan.work}
        return change_in_words(step.seconds, planned[step.number])

    def _update(self, events: tuple[ev.Event, ...]) -> Update:
        # In a rehearsal the clock's own steps are too long for cues to be on time.
        at = events[0].at if events and self._speed > 1 else self.now
        cues = self._announcer.announce(events)
        if any(isinstance(event, ev.StepStarted) for event in events):
            self._make_room(cues)
        return Update(at, events, cues, self._write(events))

    def _make_room(self, cues: Sequence[Cue]) -> None:
        """Let a pause that has just begun last until what is said at its beginning was said."""
        if self._voice is not None and (said := " ".join(cue.said for cue in cues if cue.said)):
            seconds = self._voice.seconds_for(said)
            if (room := cues[-1].room) is not None:
                seconds = min(seconds, room)
            last = COUNTED_SECONDS + _BEFORE_COUNTDOWN_SECONDS
            self.session.lengthen_pause(self.session.elapsed + seconds + last)

    def _write(self, events: tuple[ev.Event, ...]) -> str:
        """Write down what must not be lost; why it failed, if that was not told yet."""
        if self._draft is None or not events:
            return ""
        try:
            self._draft.note(self.session, self.record(), events)
        except DraftError as error:
            before, self._problem = self._problem, str(error)
            return "" if self._problem == before else self._problem
        return ""
