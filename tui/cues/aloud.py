"""Says what is to be read before a session, where a voice speaks in sessions."""

import os
from pathlib import Path
from types import TracebackType

from library.clock import Clock
from library.session.cues import Cue, Sound
from library.settings import Settings
from tui.cues.channel import Outputs
from tui.cues.speech import Speech


class Aloud:
    """A voice that says some words, and is silent as soon as they were read.

    Args:
        words: What to say.
        settings: Whether a voice speaks, and how.
        clock: Its monotonic readings are used.
    """

    def __init__(self, words: str, settings: Settings, clock: Clock) -> None:
        outputs = Outputs(os.environ, Path(), ring=_nothing)
        self._words, self._clock = words, clock
        self._speech = Speech(settings, outputs) if Speech.wanted(settings, outputs) else None

    def __enter__(self) -> "Aloud":
        """Begin to speak."""
        if self._speech is not None:
            self._speech.play((Cue(0.0, Sound.READY, self._words, ""),), self._clock.monotonic())
        return self

    def tick(self) -> None:
        """Go on; call it about four times a second: when a program fails, another one speaks."""
        if self._speech is not None:
            self._speech.tick(self._clock.monotonic())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Be silent at once."""
        if self._speech is not None:
            now = self._clock.monotonic()
            self._speech.silence(now)
            self._speech.close(now)


def _nothing() -> None:
    """Ring no bell."""
