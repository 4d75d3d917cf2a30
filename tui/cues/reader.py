"""Reads out what waits for a key, with the one voice that a run of the program has."""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from library.clock import Clock
from library.settings import Settings
from library.wording import counted
from tui.cues.channel import Outputs
from tui.cues.speech import Speech
from tui.keys.names import key_in_words, key_of

if TYPE_CHECKING:  # only those who want to be spoken to need it
    from library.session.speaking import Utterance
    from tui.cues.voice import Voice

AGAIN_SECONDS = 60.0
"""A question that was said and left waiting is said again (our judgement)."""
POLL_SECONDS = 0.1
"""How often to go on to the next line: shorter than the silence after a sentence."""
_MARK = re.compile(r"^[\s!•·-]+")
_TICKS = {"[x] ": "ticked: ", "[ ] ": "not ticked: "}
_KEY = re.compile(r"^(\S+(?: \S+)?)  +")
"""A key, set apart by two spaces from what it does."""
_SIGN = re.compile(r"(?:(?<=^)|(?<= ))[?!+=<>/](?=[ .,:;]|$)")
"""A key named by a sign that no voice says."""
_DRAWN = re.compile(r"\s*[\u2500-\u259f\u2800-\u28ff]+\s*")
"""Lines, bars and pictures made of signs."""
_GAP = re.compile(r"\s{2,}")
"""What parts the columns of a line."""
_UNIT = re.compile(r"\b(\d+) (s|min)\b")
_UNITS = {"s": "second", "min": "minute"}
_RANGE = re.compile(r"(?<![\d-])(\d+)-(\d+)(?![\d-])")
_DAY = re.compile(r"\b([A-Z][a-z]{2}) (\d{1,2}) ([A-Z][a-z]{2})\b")
"""A day as it is written, as in `Sun 29 Nov`."""
_WEEKDAYS = dict(zip(calendar.day_abbr, calendar.day_name, strict=True))
_MONTHS = dict(zip(calendar.month_abbr, calendar.month_name, strict=True))
_ENDS = (".", "?", "!", ":", ";")


class Reader:
    """Says what is asked, and once more each minute until a key has answered.

    Args:
        settings: Returns whether and how to speak, as it is wanted now.
        clock: Its monotonic readings are used.
        environ: The environment: whether this is the far end of ssh.
    """

    def __init__(
        self, settings: Callable[[], Settings], clock: Clock, environ: Mapping[str, str]
    ) -> None:
        self._settings, self._clock = settings, clock
        self._outputs = Outputs(environ, Path(), ring=_nothing)
        self._voices: list[Voice] = []
        self._made_for: tuple[object, ...] = ()
        self._question: tuple[str, ...] = ()
        self._again_at = inf
        self._first = 0
        """Which of all that the voice was given is the first line of what was asked last."""

    @property
    def voice(self) -> "Voice | None":
        """The voice that is wanted now, made when it is first needed; None when none is."""
        settings = self._settings()
        if not Speech.wanted(settings, self._outputs):
            return None
        wanted = (
            settings.speech_rate,
            settings.speech_volume,
            settings.speech_voice,
            settings.speech_command,
        )
        if not self._voices or wanted != self._made_for:
            from tui.cues.voice import Voice

            self._made_for = wanted
            self._voices.append(Voice(settings))  # the one before may be in use until the end
        return self._voices[-1]

    def say(self, lines: Iterable[str], *, again: bool = False) -> None:
        """Say something, when all before it is said.

        Args:
            lines: What to say.
            again: Whether it is said once more when an answer to a key has broken it off.
        """
        if (voice := self.voice) is None:
            return
        from library.session.speaking import Utterance  # as the voice

        for line in lines:
            voice.say(Utterance(as_said(line), again=again), self._clock.monotonic())

    def answer(self, words: str, brief: str, seconds: float) -> None:
        """Say words in place of what is being said, in so many seconds or else in brief.

        What leads to a hold is said after them once more: nobody is to miss which leg it is.
        Nothing is said, and nothing cut off, where there are none.
        """
        voice = self.voice
        if voice is None or seconds <= 0:
            return
        from library.session.speaking import Utterance  # as the voice

        told = words if voice.seconds_for(words) <= seconds else brief
        end = self._clock.monotonic() + seconds
        self._question, self._again_at = (), inf
        self._answer(voice, Utterance(told, until=end, ends_by=end))

    def _answer(self, voice: "Voice", *utterances: "Utterance") -> None:
        now = self._clock.monotonic()
        for before in self._voices[:-1]:
            before.silence(now)
        voice.answer(now, *utterances)

    def ask(self, lines: Iterable[str]) -> None:
        """Say something, and again each minute until `silence`."""
        self._question = tuple(lines)
        self._again_at = self._clock.monotonic() + AGAIN_SECONDS
        self._first = 0 if (voice := self.voice) is None else voice.given + 1
        self.say(self._question, again=True)

    @property
    def is_heard(self) -> bool:
        """Whether the first line of what was asked last was said, or a key has silenced it."""
        return (voice := self.voice) is None or voice.over >= self._first

    def reply(self, lines: Iterable[str]) -> None:
        """Say something at once, in answer to a key; what was asked stays asked.

        What of it was not heard yet is said after it: a stray key costs nobody what is urgent.
        """
        if (voice := self.voice) is None:
            return
        from library.session.speaking import Utterance  # as the voice

        self._again_at = self._clock.monotonic() + AGAIN_SECONDS if self._question else inf
        self._answer(voice, *(Utterance(as_said(line)) for line in lines))

    def say_last(self, line: str) -> None:
        """Say at once, with the voice there was, that none is wanted any more."""
        if not self._made_for:
            return
        from library.session.speaking import Utterance  # as the voice

        self._made_for, self._question, self._again_at = (), (), inf
        self._answer(self._voices[-1], Utterance(as_said(line)))

    def silence(self) -> None:
        """Be silent at once, as a key was pressed; what was asked is answered."""
        self._question, self._again_at = (), inf
        for voice in self._voices:
            voice.silence(self._clock.monotonic())

    def tick(self) -> None:
        """Go on; call it several times a second."""
        now = self._clock.monotonic()
        for voice in self._voices:
            voice.tick(now)
        if self.busy:
            self._again_at = max(self._again_at, now + AGAIN_SECONDS)
        elif self._question and now >= self._again_at:
            self.ask(self._question)

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
        return any(voice.busy for voice in self._voices)

    @property
    def problem(self) -> str:
        """Why nothing can be heard although it is wanted; empty when all is well."""
        return "" if (voice := self.voice) is None else voice.problem

    def finish(self) -> None:
        """Let the last words be said to their end; it never lasts, as what hangs is ended."""
        self._question = ()
        while self.busy:
            self._clock.sleep(POLL_SECONDS)
            self.tick()
        self.close()

    def close(self) -> None:
        """Leave nothing behind."""
        self._question = ()
        for voice in self._voices:
            voice.close(self._clock.monotonic())


def as_said(line: str) -> str:
    """Return a line as a sentence to be said: without its mark, a key parted by a pause."""
    line = _MARK.sub("", line)
    for box, told in _TICKS.items():
        if line.startswith(box):
            line = f"{told}{line.removeprefix(box)}"
    line = _KEY.sub(r"\1: ", _DRAWN.sub(" ", line)).strip()
    line = _GAP.sub(", ", line)
    line = _spelt_out(line)
    line = _SIGN.sub(lambda found: key_in_words(key_of(found[0])), line)
    return line if not line or line.endswith(_ENDS) else f"{line}."


def _spelt_out(line: str) -> str:
    """Return a line with its units, ranges and days as they are said, not as they are written."""
    line = _RANGE.sub(r"\1 to \2", line.replace(" × ", " times "))
    line = _UNIT.sub(lambda found: counted(int(found[1]), _UNITS[found[2]]), line)
    return _DAY.sub(_day_spelt_out, line)


def _day_spelt_out(found: re.Match[str]) -> str:
    """Return a day in full words, as it is said; what only looks like one stays."""
    weekday, month = _WEEKDAYS.get(found[1]), _MONTHS.get(found[3])
    return f"{weekday} {found[2]} {month}" if weekday and month else found[0]


def _nothing() -> None:
    """Ring no bell."""
