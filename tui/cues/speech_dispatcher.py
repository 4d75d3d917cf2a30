"""Speaks through speech-dispatcher, beside a screen reader that does so, too."""

import os
import shutil

from msgspec.structs import replace

from library.session.speaking import Utterance
from library.settings import Settings
from tui.cues.processes import HANGS, Process, ProcessError, Processes
from tui.cues.programs import LOOK_AGAIN_SECONDS, TRY_SECONDS
from tui.cues.speech_programs import LANGUAGE, USUAL_RATE, in_rhythm, spoken
from tui.cues.ssip import (
    Address,
    Answer,
    Closed,
    Connection,
    SsipError,
    marked_up,
    message,
    told_address,
    usual_address,
)

NAME = "speech-dispatcher"
ANSWER_SECONDS = 5.0
"""It answers within 6 ms; one that has just started takes up to a second (measured)."""
_START_SECONDS = 1.0
"""It is started again so much later: in vain while one before it takes leave (our judgement)."""
OTHERS_SECONDS = 15.0
"""How long something waits for others who speak: a screen reader's sentence (our judgement)."""
_LEAST_SECONDS = 1.0
"""What they broke off in vain halves that, down to this, until something was said: else each pause
of a session would wait as long as the one before it (our judgement)."""
_AT_ONCE_SECONDS = 0.5
"""What begins later has waited for somebody else who spoke; we look four times a second."""
_SLOWEST, _FASTEST = 80, 449
"""Words a minute of espeak-ng at the rates -100 and 100; at 0 they are `USUAL_RATE`. Measured at
eleven rates, within 5 %; other voices are told the same, and their tempo is learnt."""
_NOTHING_SECONDS = 2.0
"""Where so much was expected and it ended in a fifth of it, nothing was said (our judgement)."""
_QUEUED, _ERROR, _BEGUN, _ENDED, _CANCELED = 225, 300, 701, 702, 703


class _Said:
    """Something that was given to it and is not over.

    Args:
        utterance: What it is.
        now: Reading of the clock.
        expected: Seconds it is likely to take.
        patience: Seconds after which it counts as hanging, from when it has begun.
    """

    def __init__(self, utterance: Utterance, now: float, expected: float, patience: float) -> None:
        self.utterance, self.given = utterance, now
        self.expected, self.patience = expected, patience
        self.broken_off = False
        """Whether somebody else who spoke has broken it off."""
        self.ask(now)

    def ask(self, now: float) -> None:
        """Begin anew."""
        self.asked = now
        self.begun: float | None = None
        self.number = ""
        """What it calls the message; empty until it has answered."""

    def is_over(self, now: float) -> bool:
        """Whether it is true no more, so that it is better left out."""
        return self.utterance.until is not None and now > self.utterance.until


class SpeechDispatcher:
    """The speech-dispatcher of this computer: a `Means` that starts no process for what it says.

    What it says waits until a screen reader has said its own, and what that breaks off is said
    again. Only what is urgent breaks off others.

    Args:
        settings: How it is to speak.
    """

    in_doubt = False
    """While it is started it is busy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._marked = in_rhythm(
            settings.speech_rate, lambda seconds: f'<break time="{1000 * seconds:.0f}ms"/>'
        )
        self._processes = Processes()
        self._connection: Connection | None = None
        self._said: _Said | None = None
        self._waits = OTHERS_SECONDS
        """How long something that others broke off waits for them now, in seconds."""
        self._unanswered = 0
        """How many messages it has not given a number yet."""
        self._early: list[tuple[int, str]] = []
        """What became of messages whose number is not known yet."""
        self._is_cold = True
        """Whether nothing was said since there is a connection: that takes a second longer."""
        self._reconnected = self._given_up = -LOOK_AGAIN_SECONDS
        self._look()

    def _look(self) -> None:
        """Find out whether it may be there."""
        self.problem, self.failed, self.was_held_up = "", False, False
        self._address: Address | None = None
        self._there_by: float | None = None
        """When it counts as not there, while there is no connection yet."""
        self._may_start, self._started = False, -_START_SECONDS
        """Whether it can be started, and when it was."""
        try:
            told = told_address(os.environ)
        except SsipError as error:
            self.problem, self.failed = f"{NAME} cannot be used: {error}", True
            return
        self._address = told or usual_address(os.environ)
        self._may_start = told is None and shutil.which(NAME) is not None
        if self._address is None or not (self._may_start or self._address.exists):
            self.problem = f"{NAME} was not found"

    @property
    def name(self) -> str:
        """What it is called; empty when it cannot be used."""
        return "" if self.problem else NAME

    @property
    def busy(self) -> bool:
        """Whether something is said or waits for others, or it is being started."""
        return self._said is not None or self._there_by is not None

    def say(self, utterance: Utterance, now: float, *, expected: float, patience: float) -> None:
        """Begin to say something; see `Means`."""
        self.was_held_up = self._is_cold
        self._said = _Said(utterance, now, expected, patience)
        if self._connection is not None:
            self._ask(self._connection, self._said, now)

    def _ask(self, connection: Connection, said: _Said, now: float) -> None:
        said.ask(now)
        what = said.utterance
        texts = {"words": marked_up(what.words), "details": tuple(map(marked_up, what.details))}
        priority = "IMPORTANT" if what.urgent else "PROGRESS"
        self._unanswered += 1
        self._early.clear()
        connection.send(
            f"SET SELF PRIORITY {priority}", *message(self._marked(replace(what, **texts)))
        )

    def tick(self, now: float) -> None:
        """Find out what has ended or failed."""
        self._processes.poll(now)
        if self.problem or self._address is None:
            return
        try:
            if self._connection is None:
                self._connection = self._connect(self._address, now)
            if self._connection is not None:
                for answer in self._connection.answers():
                    self._take(answer, now)
                self._watch(self._connection, now)
        except SsipError as error:
            self._lost(error, now)

    def _connect(self, address: Address, now: float) -> Connection | None:
        """Return a connection; None while it is not there yet.

        Raises:
            SsipError: It is not to be waited for any longer.
        """
        if self._there_by is None:
            self._there_by = now + TRY_SECONDS
        try:
            connection = Connection(address)
        except OSError as error:
            if now > self._there_by:
                raise SsipError("it is not there") from error
            self._start(now)
            return None
        self._there_by, self._unanswered, self._is_cold = None, 0, True
        connection.send(*self._greeting())
        if self._said is not None:
            self._ask(connection, self._said, now)
        return connection

    def _start(self, now: float) -> None:
        """Start it; it goes on in the background and ends by itself."""
        if not self._may_start or now - self._started < _START_SECONDS:
            return
        self._started = now
        try:
            self._processes.add(Process((NAME, "--spawn"), now, TRY_SECONDS))
        except ProcessError as error:
            raise SsipError(str(error)) from error

    def _greeting(self) -> list[str]:
        """Return what it is told once: who speaks, and how."""
        wanted = self._settings
        speed = wanted.speech_rate - USUAL_RATE
        span = _FASTEST - USUAL_RATE if speed > 0 else USUAL_RATE - _SLOWEST
        told = {
            "CLIENT_NAME": "user:supple:session",
            "LANGUAGE": LANGUAGE,
            "RATE": f"{100 * speed / span:.0f}",
            "VOLUME": f"{2 * wanted.speech_volume - 100}",
            "NOTIFICATION ALL": "ON",
            "SSML_MODE": "ON",
        }
        if voice := spoken(wanted.speech_voice):
            told["SYNTHESIS_VOICE"] = voice  # after the language: it has one of its own
        return [f"SET SELF {name} {value}" for name, value in told.items()]

    def _take(self, answer: Answer, now: float) -> None:
        if answer.code >= _BEGUN:
            self._hear(answer.code, answer.lines[0], now)
        elif answer.code >= _ERROR:
            raise SsipError(f"it answered with error {answer.code}")
        elif answer.code == _QUEUED:
            self._unanswered -= 1
            if self._said is not None and self._unanswered == 0:
                self._said.number = answer.lines[0]
                for code, number in self._early:
                    self._hear(code, number, now)

    def _hear(self, code: int, number: str, now: float) -> None:
        """Note what has become of a message."""
        said = self._said
        if said is None:
            return
        if not said.number:
            self._early.append((code, number))
        elif number != said.number:
            return
        elif code == _BEGUN:
            said.begun = now
            self.was_held_up = self.was_held_up or now - said.given > _AT_ONCE_SECONDS
        elif code == _ENDED:
            self._end(said, now)
        elif code == _CANCELED:
            self._say_again(said, now)

    def _end(self, said: _Said, now: float) -> None:
        if said.expected > _NOTHING_SECONDS and now - said.asked < said.expected / 5:
            raise SsipError("it says nothing")
        self._said, self._is_cold, self._waits = None, False, OTHERS_SECONDS

    def _say_again(self, said: _Said, now: float) -> None:
        """Say what somebody else has broken off, unless it is true no more."""
        said.broken_off = self.was_held_up = True
        if said.is_over(now) or self._connection is None:
            self._said = None
        else:
            self._ask(self._connection, said, now)

    def _watch(self, connection: Connection, now: float) -> None:
        """See to it that nothing is waited for without end."""
        said = self._said
        if said is None:
            return
        is_late = now - said.given > (self._waits if said.broken_off else OTHERS_SECONDS)
        if said.begun is not None:
            if now - said.begun > said.patience:
                raise SsipError(HANGS)
        elif said.is_over(now) or (said.broken_off and is_late):
            if is_late:
                self._waits = max(_LEAST_SECONDS, self._waits / 2)
            self.was_held_up = True
            self.silence(now)
        elif is_late or (not said.number and now - said.asked > ANSWER_SECONDS):
            raise SsipError("it does not begin to speak" if said.number else "it does not answer")

    def _lost(self, error: SsipError, now: float) -> None:
        """Come back to one that has ended, once a minute; else use it no more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if isinstance(error, Closed):
            if now - self._reconnected >= LOOK_AGAIN_SECONDS:
                self._reconnected = now
            if now - self._reconnected <= TRY_SECONDS:  # one that is ending closes more than once
                self._there_by = self._reconnected + TRY_SECONDS
                return
        self.problem, self.failed = f"{NAME} cannot be used: {error}", True
        self._given_up, self._said, self._there_by = now, None, None

    def look_again(self, now: float) -> None:
        """Look for it again after a while without it."""
        if self.problem and now - self._given_up >= LOOK_AGAIN_SECONDS:
            self._given_up = now
            self._look()

    def silence(self, now: float) -> None:
        """Be silent at once; what others say goes on."""
        if self._said is not None and self._connection is not None:
            self._connection.send("CANCEL SELF")
        self._said = None

    def close(self, now: float) -> None:
        """Leave nothing behind."""
        self._said = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._processes.close(now)
