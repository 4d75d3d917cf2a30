"""Rings the terminal's bell, in a rhythm of its own for each kind of cue."""

from library.session.cues import Cue, Sound
from library.settings import Settings
from tui.cues.channel import OFF, Channel, Outputs

BEAT_SECONDS = 0.25
"""Faster, and terminals make one ring of two."""

PATTERNS = {
    Sound.COUNT: "x",
    Sound.HOLD: "xx",
    Sound.SWITCH: "xxx",
    Sound.REST: "x.x",
    Sound.NEXT: "x.x.x",
    Sound.RELEASE: "xx.x",
    Sound.HALF_WAY: "x..x",
    Sound.HALF_SESSION: "x..x.x",
    Sound.ASK: "x.xx",
    Sound.READY: "x...x",
    Sound.EASED_OFF: "xx..xx",
    Sound.FINISHED: "xxx.xxx",
}
"""A beat each: x rings, a dot is silent."""


class Bell(Channel):
    """Rings for the cue that matters most; a new pattern ends the one before it."""

    title = "Terminal bell"
    instead = "the bell rings instead"

    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Ring nothing yet."""
        self.stands_in = settings.bell == "auto"
        self._ring, self._single = outputs.ring, settings.bell == "single"
        self._due: list[float] = []

    @classmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether it is on."""
        return settings.bell != "off"

    @classmethod
    def why_off(cls, settings: Settings, outputs: Outputs) -> str:
        """Return whether it is off or waits until the tones fail."""
        return OFF if settings.bell == "off" else "silent as long as the tones can be heard."

    @property
    def means(self) -> str:
        """How it rings."""
        return "rings once for each cue" if self._single else "rings in patterns"

    def play(self, cues: tuple[Cue, ...], now: float, words_at: float = 0.0) -> None:
        """Begin the pattern of the cue that matters most."""
        sound = max(cues, key=lambda cue: cue.sound.weight).sound
        pattern = PATTERNS.get(sound, "")[: 1 if self._single else None]
        self._due = [now + i * BEAT_SECONDS for i, beat in enumerate(pattern) if beat == "x"]
        self.tick(now)

    def probe(self, now: float) -> None:
        """Do nothing: no terminal tells whether it rang."""

    def tick(self, now: float) -> None:
        """Ring if it is time; rings that were missed are left out."""
        due = [at for at in self._due if at <= now]
        if due:
            self._due = self._due[len(due) :]
            self._ring()

    @property
    def busy(self) -> bool:
        """Whether something can still be heard."""
        return bool(self._due)

    def silence(self, now: float) -> None:
        """Stop ringing."""
        self._due.clear()

    def close(self, now: float) -> None:
        """Stop ringing."""
        self._due.clear()
