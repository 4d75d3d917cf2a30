"""Plays short sounds of our own making through a player that is found on the system."""

import math
import sys
from array import array
from io import BytesIO
from pathlib import Path

from library import files
from library.session.cues import Cue, Sound
from library.settings import Settings
from tui.cues.channel import OFF, Channel, Outputs
from tui.cues.programs import HEARD_SECONDS, TRY_SECONDS, CommandLine, Program, Programs

RATE = 22050
"""Samples a second: plenty for tones below 2 kHz."""
_FADE_SECONDS = 0.008
"""Tones that begin or end abruptly click."""
_LOUDEST = 0.6
"""Of what a sample can hold, at full volume; more hurts in headphones (our judgement)."""
_SILENCE = "silence.wav"
"""What a player is tried with: long enough that one that cannot play it ends too soon."""
_PATIENCE_SECONDS = 10.0
_START_SECONDS = 0.05
"""What a player takes to be heard: 20-80 ms measured here; words take some 20 more."""

_C, _E, _G, _C2 = 523.25, 659.25, 783.99, 1046.5
_BREATH = 196.0
_TICK = (880.0, 0.12)

# Frequency in Hz, 0 for silence, and seconds. Up is begin, down is release, two of a kind is
# switch. The three-two-one is one sound, so that its rhythm does not depend on other programs.
MELODIES: dict[Sound, tuple[tuple[float, float], ...]] = {
    Sound.BREATHE_IN: ((_BREATH, 0.25),),
    Sound.BREATHE_OUT: ((_BREATH * 3 / 4, 0.35),),
    Sound.COUNT: (_TICK, (0, 0.88), _TICK, (0, 0.88), _TICK),
    Sound.HALF_WAY: ((_E, 0.1),),
    Sound.LENGTH: ((_C2, 0.06),),
    Sound.HALF_SESSION: ((_E, 0.12), (0, 0.05), (_E, 0.12)),
    Sound.RELEASE: ((_G, 0.18), (_C, 0.3)),
    Sound.READY: ((_C, 0.25),),
    Sound.ASK: ((_E, 0.12), (_G, 0.2)),
    Sound.REST: ((_G, 0.2), (_E, 0.2), (_C, 0.4)),
    Sound.SWITCH: ((_C2, 0.15), (0, 0.07), (_C2, 0.15), (0, 0.07), (_C2, 0.3)),
    Sound.NEXT: ((_C, 0.15), (_G, 0.15), (_C, 0.15), (_G, 0.3)),
    Sound.HOLD: ((_C, 0.12), (_C2, 0.35)),
    Sound.EASED_OFF: ((_E, 0.3), (_C, 0.5)),
    Sound.FINISHED: ((_C, 0.2), (_E, 0.2), (_G, 0.2), (_C2, 0.6)),
}
_PLAYERS: tuple[tuple[str, CommandLine[str]], ...] = (
    ("pw-play", lambda file: ["pw-play", file]),
    ("paplay", lambda file: ["paplay", file]),
    ("aplay", lambda file: ["aplay", "-q", file]),
    ("afplay", lambda file: ["afplay", file]),
    ("ffplay", lambda file: ["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet", file]),
    ("play", lambda file: ["play", "-q", file]),
)


class Tones(Channel):
    """Plays the sound of the cue that matters most; a new one ends the one before it."""

    title = "Tones"
    needs_device = True

    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Look for a player, and make the sounds that are not there yet."""
        self._volume, self._folder = settings.tones_volume, outputs.tones_dir
        self.is_optional = settings.tones == "auto"
        missing = "No player was found: install pipewire, pulseaudio-utils or alsa-utils"
        silence = str(self._folder / _SILENCE)
        players = (Program(name, play, tuple(play(silence))) for name, play in _PLAYERS)
        self.programs = Programs(() if sys.platform == "win32" else players, missing)
        self._unwritten, self._made = "", False
        if sys.platform == "win32" or self.programs.name:
            self._make_sounds()

    @classmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether they are on; `auto` is, but not at the far end of ssh."""
        return settings.tones == "on" or (settings.tones == "auto" and not outputs.is_remote)

    @classmethod
    def why_off(cls, settings: Settings, outputs: Outputs) -> str:
        """Return whether they are off, or could not be heard from here."""
        auto = settings.tones == "auto"
        return "silent, as this terminal is at the far end of ssh." if auto else OFF

    def lead(self, cues: tuple[Cue, ...]) -> float:
        """Return how long the tone is; words go on between the tones of the three-two-one."""
        cue = _loudest(cues)
        if cue is None or self.problem:
            return 0.0
        melody = MELODIES[cue.sound][: 1 if cue.sound is Sound.COUNT else None]
        return _START_SECONDS + sum(seconds for _, seconds in melody)

    def play(self, cues: tuple[Cue, ...], now: float, words_at: float = 0.0) -> None:
        """Play the sound of the cue that matters most."""
        if (cue := _loudest(cues)) is not None:
            self._play(cue.sound, now, _PATIENCE_SECONDS)

    def _play(self, sound: Sound, now: float, patience: float) -> None:
        self.programs.look_again(now)
        if self.programs.name:
            self._make_sounds()
        if self._unwritten:
            return
        file = str(self.file(sound))
        if sys.platform == "win32":
            import winsound  # there is none elsewhere

            winsound.PlaySound(file, winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        else:
            self.programs.run(file, now, patience, HEARD_SECONDS)

    def probe(self, now: float) -> None:
        """Play something short."""
        self._play(Sound.READY, now, TRY_SECONDS)

    def silence(self, now: float) -> None:
        """Be silent at once."""
        if sys.platform == "win32":
            import winsound  # there is none elsewhere

            winsound.PlaySound(None, winsound.SND_PURGE)
        self.programs.silence(now)

    def close(self, now: float) -> None:
        """End every player that was started."""
        self.silence(now)
        self.programs.close(now)

    @property
    def problem(self) -> str:
        """Why nothing sounds; empty when all is well."""
        if sys.platform == "win32":
            return self._unwritten
        return self._unwritten or self.programs.problem

    @property
    def in_doubt(self) -> bool:
        """Whether a player has failed and others are being tried."""
        return self.programs.in_doubt

    @property
    def failed(self) -> bool:
        """Whether there are players and none of them works."""
        return self.programs.failed

    @property
    def busy(self) -> bool:
        """Whether a player runs."""
        return self.programs.busy

    def tick(self, now: float) -> None:
        """Take the next player if the one in use has failed."""
        self.programs.tick(now)

    @property
    def means(self) -> str:
        """What plays them."""
        return f"{self.programs.name or 'Windows'} plays the tones"

    def file(self, sound: Sound) -> Path:
        """Return where a sound is kept."""
        return self._folder / f"{sound}-{self._volume}.wav"

    def _make_sounds(self) -> None:
        if self._made:
            return
        self._made = True
        try:
            for sound, melody in MELODIES.items():
                if not self.file(sound).exists():
                    files.replace(self.file(sound), _wave(samples(melody, self._volume)))
            if not (self._folder / _SILENCE).exists():
                files.replace(self._folder / _SILENCE, _wave(samples(((0, 1.0),), 0)))
        except OSError as error:
            self._unwritten = f"The tones could not be kept in {self._folder}: {error.strerror}"


def _loudest(cues: tuple[Cue, ...]) -> Cue | None:
    """The cue of a moment whose sound is played; None where that is part of a longer one."""
    cue = max(cues, key=lambda cue: cue.sound.weight)
    in_countdown = cue.sound is Sound.COUNT and cue.word != "3"
    return None if in_countdown or cue.sound not in MELODIES else cue


def samples(melody: tuple[tuple[float, float], ...], volume: int) -> bytes:
    """Return the melody as 16-bit samples in the order of bytes that a WAV has.

    Args:
        melody: Frequency in Hz, 0 for silence, and seconds, one tone after the other.
        volume: Loudness in per cent.
    """
    loud = 32767 * _LOUDEST * volume / 100
    values = array("h")
    for frequency, seconds in melody:
        count, fade = int(RATE * seconds), RATE * _FADE_SECONDS
        turn = 2 * math.pi * frequency / RATE
        values.extend(
            int(loud * min(1.0, i / fade, (count - i) / fade) * math.sin(turn * i))
            for i in range(count)
        )
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _wave(frames: bytes) -> bytes:
    """Return the samples as the bytes of a WAV file."""
    import wave  # the sounds are made once; every other session needs none

    data = BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)
    return data.getvalue()
