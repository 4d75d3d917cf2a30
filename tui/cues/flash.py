"""Shows the word of a cue across the whole screen."""

from library.session.cues import Cue
from library.settings import Settings
from tui.cues.channel import Channel, Outputs

_SECONDS = 1.2
"""Long enough to be seen from the corner of an eye, short enough for a three-two-one."""


class Flash(Channel):
    """Shows the cue that matters most for a moment."""

    title = "Flash"
    is_seen = True
    means = "is shown across the screen"

    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Show nothing yet."""
        self._show = outputs.show or (lambda cue: None)
        self._until: float | None = None

    @classmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether it is on, and there is a screen."""
        return settings.flash != "off" and outputs.show is not None

    def play(self, cues: tuple[Cue, ...], now: float, words_at: float = 0.0) -> None:
        """Show the word of the cue that matters most."""
        cue = max(cues, key=lambda cue: cue.sound.weight)
        if cue.word:
            self._show(cue)
            self._until = now + _SECONDS

    def probe(self, now: float) -> None:
        """Do nothing: a screen that is there can show it."""

    def tick(self, now: float) -> None:
        """Take the word away after its time."""
        if self._until is not None and now >= self._until:
            self.silence(now)

    def silence(self, now: float) -> None:
        """Take the word away."""
        if self._until is not None:
            self._until = None
            self._show(None)

    def close(self, now: float) -> None:
        """Show nothing more; the screen is gone, or going."""
        self._until = None
