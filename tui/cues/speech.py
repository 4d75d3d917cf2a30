"""Speaks through what the system has, or through a command of the person's own."""

import os
import shlex
from base64 import b64encode
from collections.abc import Iterator

from msgspec.structs import replace

from library.session.cues import Cue, Sound
from library.settings import Settings
from library.text import clean
from tui.cues.channel import Outputs, ProgramChannel
from tui.cues.programs import HEARD_SECONDS, CommandLine, Program, Programs

_SAMPLE = "This is supple."
_USUAL_RATE = 170
"""Words a minute at which the programs speak if they are not told otherwise."""
_SLACK = 2.0
"""Nobody speaks more slowly than this many times the rate asked for."""
_START_SECONDS = 4.0
"""What a speech program may take before and after the words."""

# A message of ours replaces the one before it, which the daemon would finish first.
_SPD_SAY = 'spd-say --cancel; exec spd-say --wait "$@"'
# Texts go in as base64: PowerShell takes more than one sign for a quote.
_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech;"
    "$t={{param($b)[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($b))}};"
    "$v=New-Object System.Speech.Synthesis.SpeechSynthesizer;$v.Rate={rate};$v.Volume={volume};"
    "$n=& $t '{voice}';if($n){{$v.SelectVoice($n)}};$v.Speak((& $t '{words}'))"
)


class Speech(ProgramChannel):
    """Says the words of cues; a new phrase ends the one before it."""

    title = "Speech"

    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Look for a program that speaks."""
        self._rate = settings.speech_rate
        self._may_try = outputs.tries_commands
        self._untried = False
        try:
            own = _own(settings.speech_command)
        except ValueError as error:
            self.programs = Programs([], f"The speech command cannot be read: {_clause(error)}")
            return
        self._may_try = self._may_try or not own
        if own:
            missing = f"The speech command {own[0].name} was not found"
        else:
            missing = "No speech program was found: install espeak-ng, or give a speech command"
        self.programs = Programs(own or _known(settings), missing, own=bool(own))

    @classmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether it is on."""
        return settings.speech

    def play(self, cues: tuple[Cue, ...], now: float) -> None:
        """Say the words of these cues in one go."""
        words = spoken(" ".join(cue.words for cue in cues if cue.words))
        if words:
            least = max(HEARD_SECONDS, self._seconds(words) / 2)
            self.programs.run(words, now, self._patience(words), least)

    def probe(self, now: float) -> None:
        """Say something, unless that would run a command that is not to be tried."""
        if self._may_try:
            self.play((Cue(0.0, Sound.READY, _SAMPLE, ""),), now)
        else:
            self._untried = True

    def silence(self, now: float) -> None:
        """Be silent at once."""
        super().silence(now)
        if self.programs.name == "spd-say":  # its daemon speaks on when it is ended
            self.programs.run_beside(["spd-say", "--cancel"], now, _START_SECONDS)

    @property
    def means(self) -> str:
        """Through what it speaks."""
        if self._untried:
            return f"{self.programs.name} speaks; it was not tried, as it is a command of yours"
        return f"{self.programs.name} speaks"

    def _patience(self, words: str) -> float:
        return _START_SECONDS + _SLACK * self._seconds(words)

    def _seconds(self, words: str) -> float:
        """How long it takes to say them."""
        return 60 * len(words.split()) / self._rate


def spoken(words: str) -> str:
    """Return the words so that no speech program takes any of them for an order to itself."""
    return clean(words).replace("[[", "[").lstrip("- ")


def _clause(error: ValueError) -> str:
    """What is wrong, without the full stop that Python's own sentences may have."""
    return str(error).rstrip(".")


def _own(command: str) -> list[Program]:
    """Return the person's own command; nothing when there is none.

    Raises:
        ValueError: It cannot be split into words.
    """
    parts = shlex.split(command, posix=os.name != "nt")
    if not parts:
        return []
    program = os.path.expanduser(parts[0])
    return [Program(program, lambda words: [program, *parts[1:], words])]


def _known(settings: Settings) -> Iterator[Program]:
    """Yield each speech program that is known, to be tried with a voice that cannot be heard."""
    silent = dict(_calls(replace(settings, speech_volume=0)))
    for name, command in _calls(settings):
        yield Program(name, command, tuple(silent[name](_SAMPLE)))


def _calls(settings: Settings) -> Iterator[tuple[str, CommandLine]]:
    """Yield how to call each speech program that is known."""
    rate, volume, voice = settings.speech_rate, settings.speech_volume, settings.speech_voice
    slower = rate - _USUAL_RATE

    def option(name: str) -> list[str]:
        return [name, voice] if voice else []

    def spd_say(words: str) -> list[str]:
        tuned = ["-r", f"{_within(slower / 2, 100)}", "-i", f"{2 * volume - 100}"]
        return ["sh", "-c", _SPD_SAY, "sh", *tuned, *option("-y"), "--", words]

    def espeak(program: str) -> CommandLine:
        # 100 is its usual loudness; at the default volume of 80 % it gets just that.
        tuned = ["-s", f"{rate}", "-a", f"{volume * 5 // 4}", *option("-v")]
        return lambda words: [program, *tuned, "--", words]

    def powershell(words: str) -> list[str]:
        texts = {"voice": _base64(voice), "words": _base64(words)}
        script = _POWERSHELL.format(rate=_within(slower / 20, 10), volume=volume, **texts)
        return ["powershell", "-NoProfile", "-Command", script]

    yield "say", lambda words: ["say", "-r", f"{rate}", *option("-v"), _loud(words, volume)]
    yield "spd-say", spd_say
    yield "espeak-ng", espeak("espeak-ng")
    yield "espeak", espeak("espeak")
    yield "powershell", powershell


def _loud(words: str, volume: int) -> str:
    """Return the words with the order to macOS' speech to be so loud."""
    return f"[[volm {volume / 100:g}]] {words}"


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _within(value: float, bound: int) -> int:
    return round(min(bound, max(-bound, value)))
