"""Whatever a voice does, the session goes on in time, and what can be said is said."""

import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, run

import pytest
from msgspec.structs import replace

from library.history.record import Outcome
from library.session.cues import Sound
from library.session.engine import Session
from library.session.machine import State
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.session.speaking import Utterance, seconds_to_say
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.builders import PACE, exercise, holds, plan
from tests.marks import torture
from tests.tui.cues.programs import Bin, cue, is_running, outputs, until
from tui.cues.player import CuePlayer
from tui.cues.programs import LOOK_AGAIN_SECONDS
from tui.cues.speech import Speech
from tui.cues.voice import Voice

NOWHERE = Path("/nowhere")
SETTINGS = Settings(speech="on", tones="off", bell="off", spoken_steps="always")
TICK_SECONDS = 0.05


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bin:
    return Bin(tmp_path, monkeypatch)


# Whole sessions, with a voice that is only a clock


class Acted:
    """What a voice speaks through, acted.

    Args:
        start: Seconds before its first word.
        slowness: How many times longer than told it takes for each word; 0 for one that ends at
            once.
        hangs_at: Which utterance never ends, counted from 0.
        dawdles: Whether it takes nearly as long each time as it may before it counts as hanging.
    """

    def __init__(
        self,
        start: float = 0.0,
        slowness: float = 1.0,
        hangs_at: int = -1,
        *,
        dawdles: bool = False,
    ) -> None:
        self.name, self.problem = "acted", ""
        self.failed = self.in_doubt = self.was_held_up = False
        self._start, self._slowness, self._hangs_at = start, slowness, hangs_at
        self._dawdles = dawdles
        self._ends, self._patience = 0.0, float("inf")
        self.busy = False
        self.begun: list[str] = []

    def say(self, utterance: Utterance, now: float, *, expected: float, patience: float) -> None:
        assert not self.busy
        if not self.name:
            return
        hangs = len(self.begun) == self._hangs_at
        self.begun.append(utterance.said)
        self.busy, self._patience = True, now + patience
        seconds = self._start + self._slowness * seconds_to_say(utterance.said, 170)
        seconds = 0.9 * patience if self._dawdles else seconds
        self._ends = float("inf") if hangs else now + seconds

    def tick(self, now: float) -> None:
        if self.busy and now >= self._patience:
            self.name, self.problem, self.failed, self.busy = "", "It hangs", True, False
        self.busy = self.busy and now < self._ends

    def look_again(self, now: float) -> None:
        """What hangs does so for good."""

    def silence(self, now: float) -> None:
        self.busy = False

    def close(self, now: float) -> None:
        self.busy = False


class Led:
    """A session of four holds that was led to its end by a voice."""

    def __init__(self, means: Acted) -> None:
        clock = FakeClock()
        voice = Voice(SETTINGS)
        voice._all, voice._speaking = (means,), means
        cues = CuePlayer(SETTINGS, outputs(NOWHERE, voice=voice), clock)
        self.session = Session(plan(holds(exercise(), 30, 2), PACE))
        start = SessionStart.now(clock, 0)
        runner = SessionRunner(self.session, SETTINGS, clock, start, None, voice=voice)
        update, begun = runner.start(), clock.monotonic()
        cues.play(update.cues, update.at)
        while self.session.state is not State.DONE or voice.busy:
            clock.pass_time(TICK_SECONDS)
            update = runner.tick()
            cues.play(update.cues, update.at)
            cues.tick()
            assert clock.monotonic() - begun < 1000, "it never ends"
        self.seconds = clock.monotonic() - begun
        self.voice, self.begun = voice, means.begun

    def counted(self) -> int:
        """How often three, two, one was said."""
        return self.begun.count("Three. Two. One.")


@pytest.mark.parametrize(
    ("means", "counted", "longest"),
    [
        torture(Acted(start=0.3), 8, 170),
        (Acted(start=1.2), 1, 172),  # until it is known how late it is
        torture(Acted(slowness=0.0), 8, 165),
        (Acted(slowness=2.0), 8, 188),
        torture(Acted(hangs_at=0), 0, 182),
        (Acted(hangs_at=4), 2, 165),
        (Acted(dawdles=True), 1, 220),
    ],
    ids=["usual", "late", "mute", "slow", "hangs at once", "hangs later", "dawdles"],
)
def test_holds_are_exact_and_the_session_ends_whatever_the_voice_does(
    means: Acted, counted: int, longest: float
) -> None:
    led = Led(means)
    held = [hold.held_seconds for hold in led.session.records()]
    assert held == pytest.approx([30.0] * 4)
    assert all(hold.outcome is Outcome.DONE for hold in led.session.records())
    assert led.seconds <= longest
    assert led.counted() == counted
    if not means.problem:
        assert led.begun[-1].startswith("Release. Finished.")


# Programs


def said(programs: Bin, name: str = "espeak-ng") -> list[str]:
    """What a program was told to say, but for trials without a sound."""
    return [call[-1] for call in programs.calls if call[0] == name and "0" not in call]


def settled(speech: Speech, now: float) -> None:
    def over() -> bool:
        speech.tick(now)
        return not speech.busy

    until(over)


def test_a_voice_that_ends_at_once_is_not_believed_to_be_so_quick(programs: Bin) -> None:
    programs.add("espeak-ng")
    speech = Speech(Settings(), outputs(NOWHERE))
    usual = speech.voice.seconds_for("Left leg. Get ready.")
    for words in ("Left leg.", "Hold."):
        speech.play((cue(words=words),), 0.0)
    settled(speech, 0.05)
    assert said(programs) == ["Left leg.", "Hold."]
    assert speech.voice.seconds_for("Left leg. Get ready.") == usual


def test_what_is_broken_off_half_way_is_said_by_another_or_told(programs: Bin) -> None:
    programs.add("espeak-ng", "kill -9 $$")
    programs.add("espeak", 'case "$*" in *Hold*) kill -9 $$;; esac')
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Left leg."),), 0.0)
    settled(speech, 1.0)
    assert said(programs, "espeak") == ["Left leg."]
    speech.play((cue(words="Hold."),), 2.0)
    settled(speech, 3.0)
    assert (speech.problem, speech.failed) == ("No sound device was found", True)


def test_a_program_without_the_wanted_voice_says_all_of_it_with_its_usual_one(
    programs: Bin,
) -> None:
    programs.add(
        "espeak-ng", 'case "$*" in *nobody*) echo "Error: no such voice" >&2; exit 1;; esac'
    )
    speech = Speech(Settings(speech_voice="nobody"), outputs(NOWHERE))
    assert speech.voice.name == "espeak-ng"
    for now, words in enumerate(("Left leg.", "Hold.")):
        speech.play((cue(words=words),), float(now))
        settled(speech, now + 0.9)
    assert [call[-1] for call in programs.calls if "en" in call and "0" not in call] == [
        "Left leg.",
        "Hold.",
    ]
    assert (speech.means, speech.problem) == ("espeak-ng with its usual voice speaks", "")


def test_a_program_that_is_taken_away_is_told_and_found_when_it_is_back(programs: Bin) -> None:
    espeak = programs.add("espeak-ng")
    speech = Speech(Settings(), outputs(NOWHERE))
    usual = speech.voice.seconds_for("Hold.")
    away = espeak.rename(programs.folder / "away")
    speech.play((cue(words="Left leg."),), 0.0)
    settled(speech, 0.1)
    assert speech.problem == "espeak-ng cannot be used: No such file or directory"
    assert speech.voice.seconds_for("Hold.") == 0.0
    away.rename(espeak)
    speech.play((cue(words="Hold."),), LOOK_AGAIN_SECONDS)
    settled(speech, LOOK_AGAIN_SECONDS + 1)
    assert (said(programs), speech.problem) == (["Hold."], "")
    assert speech.voice.seconds_for("Hold.") == pytest.approx(usual, abs=0.5)


def test_a_device_that_is_plugged_in_again_is_heard_after_a_minute(
    programs: Bin, tmp_path: Path
) -> None:
    device = tmp_path / "device"
    device.touch()
    programs.add("espeak-ng", f"[ -e '{device}' ] || {{ echo 'error: no device' >&2; exit 1; }}")
    speech = Speech(Settings(), outputs(NOWHERE))
    told = []
    for now, plugged in ((0.0, True), (10.0, False), (20.0, True), (81.0, True)):
        if plugged:
            device.touch()
        else:
            device.unlink()
        speech.play((cue(words=f"At {now:g}."),), now)
        settled(speech, now + 1)
        told.append(speech.problem)
    assert said(programs) == ["At 0.", "At 10.", "At 81."]
    assert told == ["", "No sound device was found", "No sound device was found", ""]


def test_silence_ends_the_own_words_and_not_those_of_another(programs: Bin, tmp_path: Path) -> None:
    programs.add("espeak-ng", f"eval last=\\${{$#}}; echo $$ > '{tmp_path}/'$last; exec sleep 600")
    one, other = (Speech(Settings(), outputs(NOWHERE)) for _ in range(2))
    one.play((cue(words="mine"),), 0.0)
    other.play((cue(words="yours"),), 0.0)
    until(lambda: all((tmp_path / who).exists() for who in ("mine", "yours")))
    until(lambda: bool((tmp_path / "yours").read_text() and (tmp_path / "mine").read_text()))
    pids = {who: int((tmp_path / who).read_text()) for who in ("mine", "yours")}
    one.silence(0.5)
    until(lambda: not is_running(pids["mine"]))
    assert is_running(pids["yours"])
    settled(one, 0.5)
    other.close(0.5)


def test_pages_of_words_are_cut_where_sentences_end(programs: Bin) -> None:
    programs.add("espeak-ng")
    speech = Speech(Settings(), outputs(NOWHERE))
    pages = tuple("word " * 99 + "end." for _ in range(20))
    wordy = replace(cue(Sound.READY, words="Left leg."), details=pages, room=120.0)
    assert len(wordy.said) > 9_000
    speech.play((wordy,), 0.0)
    settled(speech, 1.0)
    (words,) = said(programs)
    assert words.endswith(" end.")
    assert speech.voice.seconds_for(words) <= 120.0


# What is not wanted costs nothing


def test_nothing_of_speech_is_imported_while_it_is_off(tmp_path: Path) -> None:
    code = (
        "import sys; from tui.__main__ import main\n"
        "try: main()\n"
        "finally: print('modules:', *sys.modules)"
    )
    start = ["--data-dir", str(tmp_path), "start", "short", "--plain", "--speed", "100"]
    (tmp_path / "settings.toml").write_text(
        'speech = "off"\ntones = "off"\nreading_time = false\n'
        "get_ready_seconds = 0\n[acknowledged]\nversion = 1000000\non = 2026-01-01\n"
    )
    (tmp_path / "routines.toml").write_text(
        '[[routine]]\nid = "short"\nname = "Short"\n'
        'items = [{ exercise = "floor-leg-stretch", reps = 1, hold_seconds = 5 }]\n'
    )
    led = run(
        [sys.executable, "-c", code, *start], stdin=DEVNULL, stdout=PIPE, text=True, check=True
    )
    out = led.stdout
    assert "Finished." in out
    modules = out.rpartition("modules:")[2].split()
    speaking = {"speaking", "voice", "speech_programs", "speech_dispatcher"}
    assert not [name for name in modules if name.rpartition(".")[2] in speaking]
