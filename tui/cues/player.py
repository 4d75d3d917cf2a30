"""Makes cues noticed through the channels that are on."""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

from library import files
from library.clock import Clock
from library.session.cues import Cue, Sound
from library.session.runner import Speaker
from library.settings import Settings
from tui.cues.bell import Bell
from tui.cues.channel import Channel, Outputs
from tui.cues.flash import Flash
from tui.cues.programs import NO_DEVICE
from tui.cues.speech import Speech
from tui.cues.tones import Tones

CHANNELS: tuple[type[Channel], ...] = (Tones, Bell, Speech, Flash)
"""Every channel; one that stands in for others comes after them."""
_PROBE_PAUSE_SECONDS = 0.05
_PROBE_SECONDS = 0.5
"""The tone that is tried is over by then: what lasts longer hangs, and others do not wait for it
(our judgement)."""
LATE_SECONDS = 1.0
"""A cue that could not be given for so long is not given at all: it would only confuse."""


class Report(Struct, frozen=True):
    """What is to be known about a channel."""

    title: str
    text: str
    problem: bool = False
    """Whether it is on and cannot be noticed."""
    made_up_for: bool = False
    """Whether that is well, as another channel stands in for it as it was meant to."""


class CuePlayer:
    """The channels that are on.

    Args:
        settings: Which are, and how they are wanted.
        outputs: What they can work with.
        clock: Its monotonic readings are used.
    """

    def __init__(self, settings: Settings, outputs: Outputs, clock: Clock) -> None:
        self._settings, self._outputs, self._clock = settings, outputs, clock
        self._channels = tuple(
            channel(settings, outputs) for channel in CHANNELS if channel.wanted(settings, outputs)
        )
        self._used = tuple(self._in_use())
        self._last: tuple[float, tuple[Cue, ...]] = (0.0, ())
        self._news: dict[Channel, str] = {}

    def play(self, cues: Sequence[Cue], at: float) -> None:
        """Make what happened at one moment noticed; what comes too late is left out.

        Args:
            cues: In the order they happened.
            at: The session's reading now.
        """
        fresh = tuple(cue for cue in cues if at - cue.at <= LATE_SECONDS)
        if not fresh:
            return
        if fresh[-1].sound.hushes:
            self.silence()
        now = self._clock.monotonic()
        self._last = (now, fresh)
        words_at = now + max((each.lead(fresh) for each in self._in_use()), default=0.0)
        for channel in tuple(self._in_use()):  # one that fails at once is stood in for below
            if channel.is_seen or not self._lies_over_words(channel, fresh):
                channel.play(fresh, now, words_at)
        self._hand_over(now)

    def _lies_over_words(self, channel: Channel, cues: tuple[Cue, ...]) -> bool:
        """Whether a channel would sound while something is said, for what may be left out."""
        soft = all(cue.sound.passes and cue.sound is not Sound.COUNT for cue in cues)
        return soft and channel.lead(cues) > 0 and any(each.is_speaking for each in self._in_use())

    @property
    def speaker(self) -> Speaker | None:
        """What says the words of cues; None when nothing does."""
        speaking = (each for each in self._channels if isinstance(each, Speech))
        return next((each.voice for each in speaking), None)

    def seconds_to_next(self) -> float | None:
        """Return in how many seconds `tick` must be called; None where the usual pace will do."""
        now = self._clock.monotonic()
        waits = (channel.seconds_to_next(now) for channel in self._in_use())
        return min((wait for wait in waits if wait is not None), default=None)

    def tick(self) -> None:
        """Go on with what was begun; call it about four times a second."""
        now = self._clock.monotonic()
        for channel in self._channels:
            channel.tick(now)
        self._hand_over(now)

    def _hand_over(self, now: float) -> None:
        """Give a cue that a channel failed to give to whichever stands in for it from now on."""
        before, self._used = self._used, tuple(self._in_use())
        played_at, cues = self._last
        for channel in self._used:
            if channel not in before and cues and now - played_at <= LATE_SECONDS:
                channel.play(cues, now)

    def news(self) -> str:
        """Return what was found out about channels that failed and was not told yet.

        That there is no sound device is told once on a machine, until there is one.
        """
        before = {"", *self._news.values()}
        for channel in self._channels:
            if channel.failed and channel not in self._news:
                known = channel.problem == NO_DEVICE and self._is_known_to_be_silent()
                self._news[channel] = "" if known else self._told(channel)
        return " ".join(dict.fromkeys(told for told in self._news.values() if told not in before))

    def _is_known_to_be_silent(self) -> bool:
        """Whether it was told before that there is no sound device; from now on it was."""
        if (note := self._outputs.no_sound) is None:
            return False
        if note.exists():
            return True
        with suppress(OSError):  # it is told once more, then
            files.replace(note, b"")
        return False

    def _forget_silence(self) -> None:
        """Forget that there was no sound device, once there is one: its loss is told again."""
        heard = [each for each in self._channels if each.needs_device]
        if self._outputs.no_sound and heard and not self._news:
            with suppress(OSError):
                self._outputs.no_sound.unlink(missing_ok=True)

    @property
    def busy(self) -> bool:
        """Whether something can still be heard; it never lasts, as what hangs is ended."""
        return any(channel.busy for channel in self._channels)

    def silence(self) -> None:
        """Be silent at once."""
        now = self._clock.monotonic()
        for channel in self._channels:
            channel.silence(now)

    def close(self) -> None:
        """End everything that was started."""
        self._forget_silence()
        now = self._clock.monotonic()
        for channel in self._channels:
            channel.close(now)

    def probe(self) -> None:
        """Try every channel that is on, and wait for the outcome: for a check, not a session."""
        for channel in self._channels:  # one after the other, as somebody may listen
            channel.probe(self._clock.monotonic())
            self._wait(_PROBE_SECONDS)
        self._wait(math.inf)

    def _wait(self, most: float) -> None:
        """Wait until nothing can be heard any more, for so many seconds at most."""
        end = self._clock.monotonic() + most
        while self.busy and self._clock.monotonic() < end:
            self._clock.sleep(_PROBE_PAUSE_SECONDS)
            self.tick()

    def report(self) -> tuple[Report, ...]:
        """Return what each channel that is used has found, and what is wrong with it."""
        return tuple(
            Report(
                channel.title,
                self._told(channel),
                problem=True,
                made_up_for=channel.is_optional and bool(self._instead),
            )
            if channel.problem
            else Report(channel.title, f"{channel.means}.")
            for channel in self._in_use()
        )

    def _told(self, channel: Channel) -> str:
        """The one sentence about a channel that does not work."""
        return f"{channel.problem}; {self._instead}." if self._instead else f"{channel.problem}."

    @property
    def _instead(self) -> str:
        """What the channel does that stands in for others now; empty when none does."""
        return next((each.instead for each in self._in_use() if each.stands_in), "")

    def off(self) -> tuple[Report, ...]:
        """Return why each of the other channels is not used."""
        used = {type(channel) for channel in self._in_use()}
        return tuple(
            Report(channel.title, channel.why_off(self._settings, self._outputs))
            for channel in CHANNELS
            if channel not in used
        )

    def _in_use(self) -> Iterator[Channel]:
        """Yield the channels that are on, without those that stand in for one that works."""
        works = False
        for channel in self._channels:
            if not (channel.stands_in and works):
                yield channel
            works = works or not (channel.problem or channel.in_doubt)
