"""Channels make cues noticed, and never disturb anything when they cannot."""

import shutil
import wave
from pathlib import Path

import pytest

from library.session.cues import Sound
from library.settings import Settings
from tests.conftest import HEARD
from tests.tui.cues.programs import Bin, cue, is_running, outputs, until
from tui.cues.bell import BEAT_SECONDS, PATTERNS, Bell
from tui.cues.flash import Flash
from tui.cues.programs import LOOK_AGAIN_SECONDS
from tui.cues.speech import Speech
from tui.cues.speech_programs import spoken
from tui.cues.tones import MELODIES, RATE, Tones

NOWHERE = Path("/nowhere")


def settled(channel: Speech | Tones, now: float = 0.0) -> None:
    """Wait until no program of the channel runs."""

    def over() -> bool:
        channel.tick(now)
        return not channel.busy

    until(over)


def test_no_program_that_is_known_is_heard_from_a_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: list[str] = []
    monkeypatch.setattr(shutil, "which", known.append)
    tones, speech = Tones(Settings(), outputs(NOWHERE)), Speech(Settings(), outputs(NOWHERE))
    assert tones.problem
    assert speech.problem
    assert {"aplay", "espeak-ng"} <= set(known) <= HEARD


# The bell


def test_bells_have_a_pattern_of_their_own_for_each_sound() -> None:
    assert len(set(PATTERNS.values())) == len(PATTERNS)
    assert set(Sound) - PATTERNS.keys() == {
        Sound.BREATHE_IN,
        Sound.BREATHE_OUT,
        Sound.STILL,
        Sound.WAITING,
        Sound.LENGTH,
        Sound.PAUSED,
        Sound.ENDED,
    }


def bell_to(rung: list[None], setting: str) -> Bell:
    return Bell(Settings(bell=setting), outputs(NOWHERE, ring=lambda: rung.append(None)))


def rings(bell: Bell, rung: list[None], beats: int) -> str:
    drawn = ""
    for beat in range(1, beats):
        before = len(rung)
        bell.tick(beat * BEAT_SECONDS)
        drawn += "x" if len(rung) > before else "."
    return drawn


def test_a_pattern_is_rung_beat_by_beat() -> None:
    rung: list[None] = []
    bell = bell_to(rung, "patterns")
    bell.play((cue(Sound.RELEASE), cue(Sound.NEXT)), 0.0)
    assert len(rung) == 1
    assert rings(bell, rung, 6) == PATTERNS[Sound.NEXT][1:] + "."


def test_a_single_bell_rings_once_and_silence_ends_a_pattern() -> None:
    rung: list[None] = []
    bell_to(rung, "single").play((cue(Sound.FINISHED),), 0.0)
    assert len(rung) == 1
    bell = bell_to(rung, "patterns")
    bell.play((cue(Sound.FINISHED),), 0.0)
    bell.silence(0.0)
    assert rings(bell, rung, 6) == "....."


def test_rings_that_were_missed_are_not_made_up_for() -> None:
    rung: list[None] = []
    bell = bell_to(rung, "patterns")
    bell.play((cue(Sound.SWITCH),), 0.0)
    bell.tick(10.0)
    bell.tick(10.1)
    assert len(rung) == 2


# The flash


def test_a_word_is_shown_for_a_moment_and_taken_away_at_once_by_silence() -> None:
    seen: list[str] = []
    show = outputs(NOWHERE, show=lambda cue: seen.append(cue.word if cue else ""))
    flash = Flash(Settings(flash="word"), show)
    flash.play((cue(Sound.RELEASE, word="RELEASE"), cue(Sound.SWITCH, word="LEFT")), 5.0)
    flash.tick(5.5)
    assert seen == ["LEFT"]
    flash.tick(7.0)
    flash.tick(8.0)
    assert seen == ["LEFT", ""]
    flash.play((cue(word="HOLD"),), 9.0)
    flash.silence(9.1)
    assert seen[2:] == ["HOLD", ""]


# Tones


def test_tones_are_made_once_and_are_sounds_of_the_right_length(
    tmp_path: Path, programs: Bin
) -> None:
    programs.add("aplay")
    tones = Tones(Settings(), outputs(tmp_path / "tones"))
    with wave.open(str(tones.file(Sound.COUNT))) as sound:
        assert abs(sound.getnframes() / RATE - 2.12) < 0.01
        assert max(sound.readframes(2000)) > 0
    before = tones.file(Sound.HOLD).stat()
    Tones(Settings(), outputs(tmp_path / "tones"))
    assert tones.file(Sound.HOLD).stat() == before
    assert {path.name for path in (tmp_path / "tones").iterdir()} == {
        "silence.wav",
        *(f"{sound}-50.wav" for sound in MELODIES),
    }


def test_melodies_differ_and_only_what_hushes_or_is_but_said_is_silent() -> None:
    assert len(set(MELODIES.values())) == len(MELODIES)
    assert set(Sound) - MELODIES.keys() == {
        Sound.STILL,
        Sound.WAITING,
        Sound.PAUSED,
        Sound.ENDED,
    }


def test_the_countdown_is_one_sound_started_at_three(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    tones = Tones(Settings(), outputs(tmp_path))
    for word in ("3", "2", "1"):
        tones.play((cue(Sound.COUNT, word=word),), 0.0)
        settled(tones)
    assert programs.calls == [["aplay", "-q", str(tmp_path / "count-50.wav")]]


def test_the_next_player_is_taken_when_one_fails_and_that_none_is_left_is_told(
    tmp_path: Path, programs: Bin
) -> None:
    programs.add("pw-play", "echo noise; echo noise >&2; exit 1")
    programs.add("aplay", "exit 3")
    tones = Tones(Settings(), outputs(tmp_path))
    assert (tones.means, tones.problem) == ("pw-play plays the tones", "")
    for _ in range(3):
        tones.play((cue(),), 0.0)
        settled(tones)
    assert [call[0] for call in programs.calls] == ["pw-play", "aplay"]
    assert tones.problem == "No sound device was found"


def test_without_a_player_nothing_is_made_and_the_reason_is_told(
    tmp_path: Path, programs: Bin
) -> None:
    tones = Tones(Settings(), outputs(tmp_path / "tones"))
    tones.play((cue(),), 0.0)
    assert tones.problem.startswith("No player was found")
    assert not (tmp_path / "tones").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    (tmp_path / "tones").write_text("in the way")
    tones = Tones(Settings(), outputs(tmp_path / "tones"))
    tones.play((cue(),), 0.0)
    assert "could not be kept" in tones.problem
    assert programs.calls == []


# Speech


def test_the_words_of_one_moment_are_one_phrase(programs: Bin) -> None:
    programs.add("espeak-ng")
    speech = Speech(Settings(speech_rate=200, speech_voice="en-gb"), outputs(NOWHERE))
    speech.play((cue(words="Release."), cue(words="Switch sides.")), 0.0)
    settled(speech)
    assert programs.calls == [
        ["espeak-ng", "-s", "200", "-a", "100", "-v", "en-gb", "--", "Release. Switch sides."]
    ]


def test_a_command_of_ones_own_gets_the_words_last(programs: Bin) -> None:
    programs.add("mine")
    programs.add("espeak-ng")
    speech = Speech(Settings(speech_command="mine --calm 'two words'"), outputs(NOWHERE))
    speech.play((cue(words="Go; rm -rf $HOME `x`"),), 0.0)
    settled(speech)
    assert programs.calls == [["mine", "--calm", "two words", "Go; rm -rf $HOME `x`"]]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("nowhere-to-be-found", "The speech command nowhere-to-be-found was not found"),
        ("say 'oh", "The speech command cannot be read: No closing quotation"),
    ],
)
def test_a_command_that_cannot_be_used_is_told(programs: Bin, command: str, told: str) -> None:
    speech = Speech(Settings(speech_command=command), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    assert speech.problem == told


def test_a_program_that_cannot_be_started_is_told(programs: Bin) -> None:
    (programs.folder / "espeak-ng").write_bytes(b"\x00 no program")
    (programs.folder / "espeak-ng").chmod(0o700)
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    assert speech.problem == "espeak-ng cannot be used: Exec format error"


def test_silence_ends_a_program_and_everything_it_started(tmp_path: Path, programs: Bin) -> None:
    programs.add("espeak-ng", f"sleep 600 & echo $! > '{tmp_path}/child'; wait")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    child = tmp_path / "child"
    until(lambda: child.exists() and bool(child.read_text()))
    pid = int(child.read_text())
    assert is_running(pid)
    speech.silence(1.0)
    until(lambda: not is_running(pid))
    settled(speech, 1.0)
    assert speech.problem == ""


def test_a_program_that_hangs_is_ended_and_not_tried_again(programs: Bin) -> None:
    programs.add("espeak-ng", "sleep 600")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Three."),), 0.0)
    until(lambda: bool(programs.calls))
    speech.tick(4.0)
    assert speech.problem == ""
    speech.tick(10.0)
    settled(speech, 10.0)
    assert speech.problem == "espeak-ng cannot be used: it did not end by itself"
    speech.play((cue(),), 11.0)
    assert len(programs.calls) == 1


def test_what_was_broken_off_is_said_by_the_next_program_from_its_beginning(
    programs: Bin,
) -> None:
    programs.add("espeak-ng", "sleep 600")
    programs.add("espeak")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Get ready."),), 0.0)
    speech.play((cue(words="Hold."),), 0.5)
    until(lambda: bool(programs.calls))
    speech.tick(9.0)
    settled(speech, 9.0)
    told = [call[-1] for call in programs.calls if call[0] == "espeak" and "0" not in call]
    assert (speech.voice.name, told) == ("espeak", ["Get ready.", "Hold."])


def test_nothing_is_cut_off_by_what_comes_after_it(programs: Bin, tmp_path: Path) -> None:
    go = tmp_path / "go"
    programs.add("espeak-ng", f"until [ -e '{go}' ]; do sleep 0.01; done")
    speech = Speech(Settings(), outputs(NOWHERE))
    for words in ("Left leg.", "Hold.", "Release."):
        speech.play((cue(words=words),), 0.0)
    until(lambda: bool(programs.calls))
    go.touch()
    settled(speech)
    assert [call[-1] for call in programs.calls] == ["Left leg.", "Hold.", "Release."]


def test_what_passes_is_left_out_when_its_moment_is_over(programs: Bin, tmp_path: Path) -> None:
    go = tmp_path / "go"
    programs.add("espeak-ng", f"until [ -e '{go}' ]; do sleep 0.01; done")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Hold."),), 0.0)
    speech.play((cue(Sound.COUNT, words="Three. Two. One."),), 0.0)
    speech.play((cue(Sound.HALF_WAY, words="Half-way."),), 0.0)
    until(lambda: bool(programs.calls))
    go.touch()
    settled(speech, 2.0)
    assert [call[-1] for call in programs.calls] == ["Hold."]


def test_words_wait_until_the_tone_is_over(programs: Bin) -> None:
    programs.add("espeak-ng")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Hold."),), 10.0, words_at=10.6)
    speech.tick(10.5)
    assert (speech.busy, programs.calls) == (True, [])
    assert speech.seconds_to_next(10.5) == pytest.approx(0.1)
    speech.tick(10.6)
    settled(speech, 10.6)
    assert [call[-1] for call in programs.calls] == ["Hold."]


def test_the_three_two_one_is_one_phrase_in_the_rhythm_of_the_tones(programs: Bin) -> None:
    programs.add("espeak-ng")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(Sound.COUNT, words="Three. Two. One."),), 0.0)
    settled(speech)
    (call,) = programs.calls
    assert "-m" in call
    assert call[-1] == 'Three.<break time="647ms"/>Two.<break time="765ms"/>One.'


def test_closing_leaves_no_process_behind(programs: Bin, tmp_path: Path) -> None:
    programs.add("espeak-ng", f"echo $$ > '{tmp_path}/pid'; sleep 600")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()))
    speech.close(0.0)
    assert not is_running(int((tmp_path / "pid").read_text()))


def test_words_are_no_orders_to_the_program() -> None:
    assert (
        spoken("--stdin [[volm 1]] \x1b[2J bend")
        == "stdin [volm 1]] \N{REPLACEMENT CHARACTER}[2J bend"
    )


# What programs say about themselves


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("", ""),
        ("echo all is well >&2", ""),
        ("exit 4", "No sound device was found"),
        ("echo 'error: No such device' >&2", "No sound device was found"),
        ("echo \"ALSA lib confmisc.c: cannot find card '0'\" >&2", "No sound device was found"),
        ("echo 'pa_context_connect() failed' >&2; sleep 1 & exit 0", "No sound device was found"),
        ("exec yes error >&2", "espeak-ng cannot be used: it did not end by itself"),
    ],
)
def test_a_program_is_not_believed_that_complains_and_ends_at_once(
    programs: Bin, script: str, problem: str
) -> None:
    programs.add("espeak-ng", script)
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    if "yes" in script:
        until(lambda: bool(programs.calls))
        speech.tick(10.0)
        settled(speech, 10.0)
    settled(speech)
    assert speech.problem == problem


def test_one_that_complains_and_speaks_all_the_same_is_believed(programs: Bin) -> None:
    programs.add("espeak-ng", "echo 'ALSA lib: Unknown PCM cards.pcm.rear' >&2")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(words="Get ready for it."),), 0.0)
    settled(speech, 1.5)
    assert speech.problem == ""


def test_of_several_programs_the_one_that_works_is_found_without_a_sound(programs: Bin) -> None:
    programs.add("say", "exit 1")
    programs.add("espeak-ng", "echo error >&2")
    programs.add("espeak")
    speech = Speech(Settings(), outputs(NOWHERE))
    speech.play((cue(),), 0.0)
    settled(speech)
    assert (speech.means, speech.problem) == ("espeak speaks", "")
    assert [call[0] for call in programs.calls].count("say") == 1
    assert next(call for call in programs.calls if call[0] == "espeak")[3:5] == ["-a", "0"]


def test_a_device_is_looked_for_again_after_a_minute(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay", "exit 1")
    tones = Tones(Settings(), outputs(tmp_path))
    tones.play((cue(),), 100.0)
    settled(tones, 100.0)
    tones.play((cue(),), 99.0 + LOOK_AGAIN_SECONDS)
    assert (len(programs.calls), tones.problem) == (1, "No sound device was found")
    programs.add("aplay")
    tones.play((cue(),), 100.0 + LOOK_AGAIN_SECONDS)
    settled(tones, 100.0 + LOOK_AGAIN_SECONDS)
    assert (len(programs.calls), tones.problem) == (2, "")


def test_a_player_that_is_installed_later_is_found_as_well(tmp_path: Path, programs: Bin) -> None:
    tones = Tones(Settings(), outputs(tmp_path))
    tones.play((cue(),), 0.0)
    programs.add("aplay")
    tones.play((cue(),), LOOK_AGAIN_SECONDS)
    settled(tones, LOOK_AGAIN_SECONDS)
    assert programs.calls == [["aplay", "-q", str(tones.file(Sound.HOLD))]]
    assert tones.file(Sound.HOLD).exists()
