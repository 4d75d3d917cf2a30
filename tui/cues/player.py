"""Makes cues noticed through the channels that are on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from library.clock import Clock
from library.session.cues import Cue
from library.settings import Settings

Show = Callable[[Cue | None], None]
"""Shows a cue across the screen; None takes it away."""
LATE_SECONDS = 1.0
"""A cue that could not be given for so long is not given at all: it would only confuse."""
_OFF = "off."
_REMOTE_VARIABLES = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Channel(Protocol):
    """One way to make cues noticed; times are readings of the monotonic clock."""

    @property
    def title(self) -> str:
        """What it is called in the settings."""
        ...

    @property
    def problem(self) -> str:
        """Why it does not work; empty when all is well."""
        ...

    @property
    def found(self) -> str:
        """What it works with, as the rest of a sentence after the title."""
        ...

    @property
    def busy(self) -> bool:
        """Whether something it began can still be heard."""
        ...

    def play(self, cues: tuple[Cue, ...], now: float) -> None:
        """Make cues of one moment noticed, without waiting."""
        ...

    def probe(self) -> None:
        """Try it and wait for the outcome, which `problem` then tells."""
        ...

    def tick(self, now: float) -> None:
        """Look after what was begun."""
        ...

    def silence(self, now: float) -> None:
        """Stop at once."""
        ...

    def close(self, now: float) -> None:
        """Leave nothing behind."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be known about a channel."""

    title: str
    text: str
    works: bool
    """False when it is on and can not be noticed."""


class Cues:
    """The channels that are on."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        clock: Clock,
        *,
        ring: Callable[[], None],
        show: Show | None = None,
        environ: Mapping[str, str],
    ) -> None:
        """Open the channels; a module is loaded only when its channel is on.

        Args:
            settings: Which channels are on, and their manner.
            folder: Where to keep the sounds.
            clock: Its monotonic readings are used.
            ring: Rings the terminal's bell once.
            show: Shows a cue across the screen, None takes it away; None without a screen.
            environ: The environment, to tell whether somebody is here or at the end of ssh.
        """
        self._clock = clock
        self._bell: Channel | None = None
        self._tones: Channel | None = None
        self._bell_waits = settings.bell == "auto"
        remote = any(environ.get(name) for name in _REMOTE_VARIABLES)
        self._far = settings.tones == "auto" and remote
        if settings.tones == "on" or (settings.tones == "auto" and not remote):
            from tui.cues.tones import Tones

            self._tones = Tones(settings, folder)
        if settings.bell != "off":
            from tui.cues.bell import Bell

            self._bell = Bell(ring, single=settings.bell == "single")
        self._others = tuple(_other_channels(settings, show))

    def play(self, cues: Sequence[Cue], at: float) -> None:
        """Make what happened at one moment noticed; what comes too late is left out.

        Args:
            cues: In the order they happened.
            at: The session's reading now.
        """
        fresh = tuple(cue for cue in cues if at - cue.at <= LATE_SECONDS)
        if not fresh:
            return
        hushed = fresh[-1].sound.hushes
        if hushed:
            self.silence()
        now = self._clock.monotonic()
        for channel in self._channels():
            if not hushed or channel.title == "Flash":
                channel.play(fresh, now)

    def tick(self) -> None:
        """Look after what was begun; call it about four times a second."""
        now = self._clock.monotonic()
        for channel in self._channels():
            channel.tick(now)

    @property
    def busy(self) -> bool:
        """Whether something can still be heard; it never lasts, as what hangs is ended."""
        return any(channel.busy for channel in self._channels())

    def silence(self) -> None:
        """Be silent at once."""
        now = self._clock.monotonic()
        for channel in self._channels():
            channel.silence(now)

    def close(self) -> None:
        """End everything that was started."""
        now = self._clock.monotonic()
        for channel in self._channels():
            channel.close(now)

    def probe(self) -> None:
        """Try every channel that is on, and wait for the outcome: for a check, not a session."""
        for channel in tuple(self._channels()):
            channel.probe()

    def report(self) -> tuple[Report, ...]:
        """What each channel that is on has found, and what is wrong with it."""
        return tuple(_report(channel) for channel in self._channels())

    def off(self) -> tuple[Report, ...]:
        """Why each of the other channels is not used, in the order of the settings."""
        used = {channel.title for channel in self._channels()}
        return tuple(
            Report(title, text, works=True) for title, text in self._unused() if title not in used
        )

    def _unused(self) -> Iterator[tuple[str, str]]:
        waiting = "silent as long as the tones can be heard."
        yield "Terminal bell", _OFF if self._bell is None else waiting
        yield "Tones", "silent, as this terminal is at the far end of ssh." if self._far else _OFF
        yield "Speech", _OFF
        yield "Flash", _OFF

    def _channels(self) -> Iterator[Channel]:
        if self._tones is not None:
            yield self._tones
        tones_sound = self._tones is not None and not self._tones.problem
        if self._bell is not None and not (self._bell_waits and tones_sound):
            yield self._bell
        yield from self._others


def _other_channels(settings: Settings, show: Show | None) -> Iterator[Channel]:
    if settings.speech:
        from tui.cues.speech import Speech

        yield Speech(settings)
    if settings.flash != "off" and show is not None:
        from tui.cues.flash import Flash

        yield Flash(show)


def _report(channel: Channel) -> Report:
    if channel.problem:
        return Report(channel.title, channel.problem, works=False)
    return Report(channel.title, f"{channel.found}.", works=True)
