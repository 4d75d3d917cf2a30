"""A voice that there is not is told, and what lists those that there are."""

import pytest

from library.settings import Settings
from tests.clock import FakeClock
from tests.tui.cues.daemon import Daemon
from tests.tui.cues.programs import Bin
from tui.cues.voices import unknown_voice

SCOTTISH = "English (Scotland)"
VOICES = (f"{SCOTTISH}\ten-GB-scotland\tnone", f"{SCOTTISH}+Adam\ten-GB-scotland\tAdam")
OTHER = "and takes another one."


@pytest.fixture
def lists(daemon: Daemon, monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The clock of one who waits for the list of a daemon, which takes its time."""
    clock, served = FakeClock(), iter(range(1_000_000))

    def sleep(seconds: float) -> None:
        clock.pass_time(seconds)
        if next(served) > 2:
            daemon.serve()

    monkeypatch.setattr(clock, "sleep", sleep)
    return clock


def answers(daemon: Daemon, *lines: str) -> None:
    told = "\r\n".join(lines)
    daemon.answer = lambda command: told if command.startswith("LIST") else None


def told(clock: FakeClock, runtime: object, **wanted: str) -> str:
    return unknown_voice(Settings(**wanted), clock, {"XDG_RUNTIME_DIR": str(runtime)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "known",
    [SCOTTISH, SCOTTISH.lower(), f"{SCOTTISH}+Adam", f"{SCOTTISH}+nobody", "en-gb-scotland", ""],
)
def test_nothing_is_said_of_a_voice_that_is_listed(
    daemon: Daemon, lists: FakeClock, runtime: object, known: str
) -> None:
    answers(daemon, *(f"249-{each}" for each in VOICES * 1_000), "249 OK VOICE LIST SENT")
    began = lists.monotonic()
    assert told(lists, runtime, speech_voice=known) == ""
    assert lists.monotonic() - began < 1  # the whole list has come


def test_one_that_is_not_is_told_with_what_lists_them(
    daemon: Daemon, lists: FakeClock, runtime: object
) -> None:
    answers(daemon, *(f"249-{each}" for each in VOICES), "249 OK VOICE LIST SENT")
    assert told(lists, runtime, speech_voice="English (Skotland)") == (
        f'speech-dispatcher has no voice "English (Skotland)" {OTHER} '
        f"Did you mean {SCOTTISH}? spd-say -L lists its voices."
    )
    assert told(lists, runtime, speech_voice="Hal", speech_command="mine") == (
        'speech_command speaks, and does not take the voice "Hal": name it there.'
    )


@pytest.mark.parametrize("answer", ["", "321 ERR MODULE CANT REPORT VOICES", "what?"])
def test_what_tells_no_voices_is_not_waited_for(
    daemon: Daemon, lists: FakeClock, runtime: object, answer: str
) -> None:
    answers(daemon, answer)
    began = lists.monotonic()
    assert told(lists, runtime, speech_voice="Hal") == ""
    assert lists.monotonic() - began < 3.1


@pytest.mark.parametrize(
    ("program", "lists_them"), [("espeak-ng", "espeak-ng --voices"), ("say", "say -v ?")]
)
def test_a_program_is_asked_without_a_word(
    runtime: object, programs: Bin, program: str, lists_them: str
) -> None:
    programs.add(program, 'case "$*" in *Hal*) exit 1;; esac')
    clock = FakeClock()
    assert told(clock, runtime, speech_voice="Hal") == (
        f'{program} has no voice "Hal" {OTHER} {lists_them} lists its voices.'
    )
    assert told(clock, runtime, speech_voice="Dave") == ""
    assert [call[-1] for call in programs.calls] == ["", ""]


def test_where_nothing_speaks_no_voice_is_unknown(runtime: object, programs: Bin) -> None:
    assert told(FakeClock(), runtime, speech_voice="Hal") == ""
