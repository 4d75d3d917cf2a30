"""Finds out whether there is a voice of the name in the settings: else another one speaks."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence

from library.clock import Clock
from library.settings import Settings
from library.wording import did_you_mean
from tui.cues.speech_dispatcher import NAME
from tui.cues.speech_programs import spoken
from tui.cues.ssip import Connection, SsipError, told_address, usual_address

_PATIENCE_SECONDS = 3.0
"""A list of 13,000 voices comes within half a second (measured); what takes longer is not known."""
_LOOK_SECONDS = 0.02
_MOST_VOICES = 100_000
_LISTED, _ERROR = 249, 300
_LISTS = {
    NAME: "spd-say -L",
    "say": "say -v ?",
    "espeak-ng": "espeak-ng --voices",
    "espeak": "espeak --voices",
}
"""What lists the voices of what speaks."""


def unknown_voice(settings: Settings, clock: Clock, environ: Mapping[str, str]) -> str:
    """Return why the voice is not used, and what to do; empty where it is, or that is not known.

    It waits for the answer, so it is no part of a session.

    Args:
        settings: Name the voice; a command of the person's own is not given it.
        clock: Its monotonic readings are used.
        environ: The environment: where speech-dispatcher listens.
    """
    voice = spoken(settings.speech_voice)
    if not voice:
        return ""
    if settings.speech_command:
        return f'speech_command speaks, and does not take the voice "{voice}": name it there.'
    meant = ""
    if shutil.which("say") is None and (names := _listed(clock, environ)) is not None:
        program = NAME
        if _is_among(voice, names):
            return ""
        meant = did_you_mean(voice, [name for name, _ in names if "+" not in name])
    else:
        program = next((each for each in ("say", "espeak-ng", "espeak") if shutil.which(each)), "")
        if not program or not _is_refused([program, "-v", voice], program):
            return ""
    told = f'{program} has no voice "{voice}" and takes another one.{meant}'
    return f"{told} {_LISTS[program]} lists its voices."


def _listed(clock: Clock, environ: Mapping[str, str]) -> list[tuple[str, str]] | None:
    """Return the voices of speech-dispatcher, each with its language; None where it tells none."""
    try:
        address = told_address(environ) or usual_address(environ)
        connection = None if address is None else Connection(address, _MOST_VOICES)
    except (OSError, SsipError):
        return None
    if connection is None:
        return None
    end = clock.monotonic() + _PATIENCE_SECONDS
    try:
        connection.send("SET SELF CLIENT_NAME user:supple:voices", "LIST SYNTHESIS_VOICES")
        while clock.monotonic() < end:
            for answer in connection.answers():
                if answer.code == _LISTED:
                    return [_named(line) for line in answer.lines[:-1]]
                if answer.code >= _ERROR:
                    return None
            clock.sleep(_LOOK_SECONDS)
    except SsipError:
        return None
    finally:
        connection.close()
    return None


def _named(line: str) -> tuple[str, str]:
    """Return the name and the language of a voice, as a line of the list tells them."""
    name, language, *_ = *line.split("\t"), ""
    return name, language


def _is_among(voice: str, names: Iterable[tuple[str, str]]) -> bool:
    """Whether a voice is listed; a language does as well, and a variant may follow it."""
    known = {each.casefold() for pair in names for each in pair}
    return bool({voice.casefold(), voice.casefold().partition("+")[0]} & known)


def _is_refused(command: Sequence[str], program: str) -> bool:
    """Whether a program refuses to speak so; it is given nothing to say."""
    silent = ("-q", "--", "") if program.startswith("espeak") else ("",)
    try:
        done = subprocess.run(
            [*command, *silent],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode > 0
