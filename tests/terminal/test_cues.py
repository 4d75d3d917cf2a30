"""A session of the real program followed with the ears, and killed at any moment."""

import os
import signal
import stat
from pathlib import Path
from time import perf_counter

import pytest

from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import (
    UNTIL_EASED,
    Program,
    history,
    unfinished,
    write_routine,
    write_settings,
)

BEFORE_END_SECONDS = 0.25
"""By how much a spoken cue may miss its moment: starting the recording program takes most."""
SWITCH_SECONDS = 0.5
"""By how much a switch may be seen too late or soon: a busy machine draws slowly."""


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A speech command that notes when it was called and what it was to say."""
    command = tmp_path / "voice"
    command.write_text(f'#!/bin/sh\necho "$(date +%s.%N) $*" >> "{tmp_path}/said"\n')
    command.chmod(stat.S_IRWXU)
    return command


class Said:
    """What the voice has said."""

    def __init__(self, voice: Path) -> None:
        self._file = voice.with_name("said")

    @property
    def lines(self) -> list[tuple[float, str]]:
        """Seconds on the wall clock and words, in order."""
        text = self._file.read_text() if self._file.exists() else ""
        pairs = (line.split(" ", 1) for line in text.splitlines())
        return [(float(moment), words) for moment, words in pairs]

    @property
    def words(self) -> list[str]:
        return [words for _, words in self.lines]

    def asks(self, words: str) -> bool:
        """Whether something that begins so was said by now."""
        return any(each.startswith(words) for each in self.words)

    def after(self, words: str) -> dict[str, float]:
        """How long after these words each later phrase was first said, in seconds."""
        lines = self.lines
        began = next(moment for moment, said in lines if words in said)
        later = [(said, moment - began) for moment, said in lines if moment > began]
        return dict(reversed(later))


def write_spoken(folder: Path, voice: Path, *items: str) -> None:
    channels = ['bell = "off"', 'tones = "off"', "speech = true"]
    write_settings(folder, *channels, f'speech_command = "{voice}"')
    write_routine(folder, items)


def finish(program: Program) -> None:
    program.close_summary()
    program.press("q")
    assert program.wait_for_end() == 0


@pytest.mark.parametrize("plain", [False, torture(True)], ids=["screen", "plain"])
def test_switches_last_seconds_and_the_end_are_spoken_in_time(
    start: Start, folder: Path, voice: Path, plain: bool
) -> None:
    write_spoken(folder, voice, "chair-leg-stretch 5")
    program = start("start", "short", *(["--plain"] if plain else []))
    if plain:
        program.wait_for("Saved", "Worst pain")
        program.wait(lambda _: Said(voice).asks("Worst pain"), "the question aloud")
        program.press("ctrl+d")
        assert program.wait_for_end() == 0
    else:
        finish(program)
    (session,) = history(folder)
    assert (session["completed"], session["routine"]) == (True, "Short")
    assert [(hold["side"], hold["outcome"], hold["held_seconds"]) for hold in session["holds"]] == [
        ("left", "done", 5),
        ("right", "done", 5),
    ]
    said = Said(voice)
    moments = said.after("Left leg. Chair leg stretch.")
    assert moments["Three. Two. One."] == pytest.approx(2, abs=BEFORE_END_SECONDS)
    switch = next(words for words in moments if "Right leg." in words)
    assert moments[switch] == pytest.approx(5, abs=BEFORE_END_SECONDS)
    end = next(words for words in moments if words.startswith("Release. Finished."))
    assert moments[end] == pytest.approx(10, abs=BEFORE_END_SECONDS)
    assert said.words[-1] != end  # what comes then waits for a key, and says so


@pytest.mark.torture
def test_a_voice_that_hangs_harms_nothing_and_is_gone_at_the_end(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    voice = tmp_path / "hanging"
    voice.write_text(
        f"#!/bin/sh\necho $$ >> '{tmp_path}/pids'\necho noise; echo noise >&2\nsleep 600\n"
    )
    voice.chmod(stat.S_IRWXU)
    write_spoken(folder, voice, "chair-leg-stretch 5")
    program = start("start", "short")
    program.wait_for("LEFT leg, rep 1 of 1, ")
    began = perf_counter()
    program.wait_for("RIGHT leg, rep 1 of 1, ")
    assert perf_counter() - began == pytest.approx(5, abs=SWITCH_SECONDS)
    program.press("n")
    finish(program)
    (session,) = history(folder)
    assert session["holds"][0]["held_seconds"] == 5
    assert b"noise" not in program.raw
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert pids
    assert not [pid for pid in pids if _is_there(pid)]


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.torture
def test_killed_again_and_again_a_session_loses_no_finished_hold(
    start: Start, folder: Path
) -> None:
    times = 10
    write_settings(folder, 'bell = "off"', 'tones = "off"')
    write_routine(folder, [UNTIL_EASED] * 6)
    program = start("start", "short")
    for done in range(1, times + 1):
        held, next_one = ("LEFT", "RIGHT") if done % 2 else ("RIGHT", "LEFT")
        program.wait_for(f"{held} leg, rep 1 of 1, ")
        program.press("enter")
        program.wait_for(f"{next_one} leg, rep 1 of 1, ")
        program.send_signal(signal.SIGKILL)
        assert program.wait_for_end() == -signal.SIGKILL
        program = start()
        program.wait_for("A session was not finished", f"what was done: {done} hold")
        program.press("enter" if done < times else "s")
    program.wait_for("Saved")
    program.press("q")
    assert program.wait_for_end() == 0
    (session,) = history(folder)
    assert [hold["outcome"] for hold in session["holds"]] == ["done"] * times


@pytest.mark.torture
@pytest.mark.parametrize("moment", range(10))
def test_killed_at_any_moment_no_finished_hold_is_lost(
    start: Start, folder: Path, moment: int
) -> None:
    write_settings(folder, 'bell = "off"', 'tones = "off"')
    write_routine(folder, ["chair-leg-stretch 5", "leg-lift 5"])
    program = start("start", "short")
    program.wait_for("Chair leg stretch", "LEFT leg, rep 1 of 1, ")
    for number in range(1, moment % 4 + 1):
        program.wait_for("RIGHT leg, rep 1 of 1, " if number % 2 else "LEFT leg, rep 1 of 1, ")
    program.watch(0.35 * moment)
    done = moment % 4
    program.send_signal(signal.SIGKILL)
    assert program.wait_for_end() == -signal.SIGKILL

    program = start()
    if done:
        program.wait_for("A session was not finished")
        program.press("s")
        program.wait_for("Saved")
    else:
        program.wait_for("This week")
    program.press("q")
    assert program.wait_for_end() == 0
    holds = [hold for session in history(folder) for hold in session["holds"]]
    assert len(holds) == done
    assert all(hold["held_seconds"] == 5 for hold in holds)


def test_a_session_is_kept_when_its_terminal_is_closed_whatever_lies_over_it(
    start: Start, folder: Path, home_of_its_own: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    hook = f"hook_finish = 'echo $SUPPLE_COMPLETED >> {told}'"
    write_settings(folder, 'bell = "off"', 'tones = "off"', hook)
    write_routine(folder, [UNTIL_EASED])
    program = start("start", "short")
    program.wait_for("LEFT leg, rep 1 of 1, ")
    program.press("enter")
    program.wait_for("RIGHT leg, rep 1 of 1, ")
    program.press("?")
    program.wait_for("esc Close")
    program.hang_up()
    assert list(home_of_its_own.rglob("supple.log")) == [], "it ended without a complaint"
    assert told.read_text() == "no\n"
    (session,) = unfinished(folder)
    assert [hold["side"] for hold in session["holds"] if hold["outcome"] == "done"] == ["left"]
