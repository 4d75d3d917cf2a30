"""Speaks through a program that the system has, or through a command of the person's own."""

import os
import shlex
from base64 import b64encode
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from library.session.speaking import LETTERS_A_WORD, Utterance
from library.settings import Settings
from library.text import clean
from tui.cues.programs import HEARD_SECONDS, CommandLine, Program, Programs

USUAL_RATE = 170
"""Words a minute at which the programs speak if they are not told otherwise."""
LANGUAGE = "en"
"""That of the words, whatever that of the computer is."""
_SAMPLE = Utterance("This is supple.")

# Texts go in as base64: PowerShell takes more than one sign for a quote.
_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech;"
    "$t={{param($b)[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($b))}};"
    "$v=New-Object System.Speech.Synthesis.SpeechSynthesizer;$v.Rate={rate};$v.Volume={volume};"
    "$n=& $t '{voice}';if($n){{$v.SelectVoice($n)}};$v.Speak((& $t '{words}'))"
)


class SpeechPrograms:
    """The first program that speaks.

    Args:
        settings: How it is to speak, or the command that does.
    """

    was_held_up = False
    """A program speaks at once, whoever else does."""

    def __init__(self, settings: Settings) -> None:
        try:
            own = _own(settings.speech_command)
        except ValueError as error:
            missing = f"The speech command cannot be read: {str(error).rstrip('.')}"
            self._programs: Programs[Utterance] = Programs([], missing)
            return
        if own:
            missing = f"The speech command {own[0].name} was not found"
        else:
            missing = "No speech program was found: install espeak-ng, or give a speech command"
        self._programs = Programs(own or _known(settings), missing, own=bool(own))

    @property
    def name(self) -> str:
        """The program in use; empty when none is left."""
        return self._programs.name

    @property
    def problem(self) -> str:
        """Why none of them can be heard, without the full stop; empty when all is well."""
        return self._programs.problem

    @property
    def failed(self) -> bool:
        """Whether programs are there and none of them works."""
        return self._programs.failed

    @property
    def in_doubt(self) -> bool:
        """Whether one has failed and it is not known yet which of the others works."""
        return self._programs.in_doubt

    @property
    def busy(self) -> bool:
        """Whether something is being said, or another program is tried."""
        return self._programs.busy

    def say(self, utterance: Utterance, now: float, *, expected: float, patience: float) -> None:
        """Begin to say something; see `Means`."""
        self._programs.run(utterance, now, patience, max(HEARD_SECONDS, expected / 2))

    def tick(self, now: float) -> None:
        """Find out what has ended, what has failed, and which of the others works."""
        self._programs.tick(now)

    def look_again(self, now: float) -> None:
        """Look for programs and devices again after a while without any."""
        self._programs.look_again(now)

    def silence(self, now: float) -> None:
        """Be silent at once."""
        self._programs.silence(now)

    def close(self, now: float) -> None:
        """End every program that was started."""
        self._programs.close(now)


def _own(command: str) -> list[Program[Utterance]]:
    """Return the person's own command; nothing when there is none.

    Raises:
        ValueError: It cannot be split into words.
    """
    parts = shlex.split(command, posix=os.name != "nt")
    if not parts:
        return []
    program = os.path.expanduser(parts[0])
    return [Program(program, lambda said: [program, *parts[1:], said.said])]


def _known(settings: Settings, how: str = "") -> Iterator[Program[Utterance]]:
    """Yield each speech program that is known, to be tried with a voice that cannot be heard.

    One that has no voice of the wanted name refuses to speak: then its usual one does.
    """
    silent = dict(_calls(replace(settings, speech_volume=0)))
    for name, command in _calls(settings):
        yield Program(name, command, tuple(silent[name](_SAMPLE)), how)
    if settings.speech_voice:
        yield from _known(replace(settings, speech_voice=""), " with its usual voice")


def _calls(settings: Settings) -> Iterator[tuple[str, CommandLine[Utterance]]]:
    """Yield how to call each speech program that is known."""
    rate, volume, voice = settings.speech_rate, settings.speech_volume, settings.speech_voice

    def espeak(program: str) -> CommandLine[Utterance]:
        # 100 is its usual loudness; at the default volume of 80 % it gets just that.
        tuned = ["-s", f"{rate}", "-a", f"{volume * 5 // 4}", "-v", voice or LANGUAGE]
        marked = in_rhythm(rate, lambda seconds: f'<break time="{1000 * seconds:.0f}ms"/>')

        def call(said: Utterance) -> list[str]:
            markup = ["-m"] if said.beat else []
            return [program, *tuned, *markup, "--", marked(said)]

        return call

    def say(said: Utterance) -> list[str]:
        pause = in_rhythm(rate, lambda seconds: f" [[slnc {1000 * seconds:.0f}]] ")
        named = ["-v", voice] if voice else []
        return ["say", "-r", f"{rate}", *named, f"[[volm {volume / 100:g}]] {pause(said)}"]

    def powershell(said: Utterance) -> list[str]:
        texts = {"voice": _base64(voice), "words": _base64(said.said)}
        speed = round(min(10, max(-10, (rate - USUAL_RATE) / 20)))
        script = _POWERSHELL.format(rate=speed, volume=volume, **texts)
        return ["powershell", "-NoProfile", "-Command", script]

    yield "say", say
    yield "espeak-ng", espeak("espeak-ng")
    yield "espeak", espeak("espeak")
    yield "powershell", powershell


def in_rhythm(rate: int, pause: Callable[[float], str]) -> Callable[[Utterance], str]:
    """Make what puts pauses between the words of an utterance with a beat.

    Args:
        rate: Words a minute.
        pause: Makes the order to be silent for so many seconds.
    """

    def marked(said: Utterance) -> str:
        if not said.beat:
            return said.said
        words = said.words.split()
        seconds = (60 * len(word) / LETTERS_A_WORD / rate for word in words[:-1])
        breaks = [pause(max(0.0, 1.0 - each)) for each in seconds]
        return "".join(map("".join, zip(words, [*breaks, ""], strict=True)))

    return marked


def spoken(words: str) -> str:
    """Return the words so that no speech program takes any of them for an order to itself."""
    return clean(words).replace("[[", "[").lstrip("- ")


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()
