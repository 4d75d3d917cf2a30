"""Rings the terminal's bell, in a rhythm of its own for each kind of cue."""

from collections.abc import Callable

from library.session.cues import Cue, Sound

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


class Bell:
    """Rings for the cue that matters most; a new pattern ends the one before it.

    Args:
        ring: Rings once.
        single: Ring once for every cue.
    """

    title = "Terminal bell"
    problem = ""

    def __init__(self, ring: Callable[[], None], *, single: bool) -> None:
        self._ring, self._single = ring, single
        self._due: list[float] = []

    @property
    def found(self) -> str:
        """How it rings."""
        return "rings once for each cue" if self._single else "rings in patterns"

    def play(self, cues: tuple[Cue, ...], now: float) -> None:
        """Begin to ring."""
        sound = max(cues, key=lambda cue: cue.sound.weight).sound
        pattern = PATTERNS.get(sound, "")[: 1 if self._single else None]
        self._due = [now + i * BEAT_SECONDS for i, beat in enumerate(pattern) if beat == "x"]
        self.tick(now)

    def probe(self) -> None:
        """Nothing can go wrong that we could notice."""

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
        """Ring no more."""
        self._due.clear()

    def close(self, now: float) -> None:
        """Ring no more."""
        self._due.clear()
