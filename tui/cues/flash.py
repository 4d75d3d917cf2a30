"""Shows the word of a cue across the whole screen."""

from collections.abc import Callable

from library.session.cues import Cue

_SECONDS = 1.2
"""Long enough to be seen from the corner of an eye, short enough for a three-two-one."""


class Flash:
    """Shows the cue that matters most for a moment.

    Args:
        show: Shows a cue across the screen; None takes it away.
    """

    title = "Flash"
    problem = ""
    found = "is shown across the screen"
    busy = False

    def __init__(self, show: Callable[[Cue | None], None]) -> None:
        self._show = show
        self._until: float | None = None

    def play(self, cues: tuple[Cue, ...], now: float) -> None:
        """Show a word."""
        cue = max(cues, key=lambda cue: cue.sound.weight)
        if cue.word:
            self._show(cue)
            self._until = now + _SECONDS

    def probe(self) -> None:
        """Nothing can go wrong that we could notice."""

    def tick(self, now: float) -> None:
        """Take it away when it was seen."""
        if self._until is not None and now >= self._until:
            self.silence(now)

    def silence(self, now: float) -> None:
        """Take it away."""
        if self._until is not None:
            self._until = None
            self._show(None)

    def close(self, now: float) -> None:
        """Leave the screen to whoever takes it away."""
        self._until = None
