"""`supple doctor` tries every channel of cues that is on, and tells what came of it."""

from collections.abc import Iterable
from pathlib import Path
from threading import Event

import pytest

from library.paths import Paths
from library.settings.shell_commands import ShellCommands
from tests.tui.cues.programs import Bin
from tui.__main__ import run
from tui.cli import doctor
from tui.cues.player import CuePlayer


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bin:
    return Bin(tmp_path, monkeypatch)


def settings(paths: Paths, *lines: str) -> None:
    paths.config_dir.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text("\n".join(lines))


def test_the_bell_stands_in_for_tones_without_a_player(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "Tones: No player was found" in out
    assert "; the bell rings instead." in out
    assert "ok     Terminal bell: rings in patterns." in out


def test_what_works_was_tried(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("aplay")
    programs.add("espeak-ng")
    settings(paths, "speech = true", 'tones = "on"')
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "ok     Tones: aplay plays the tones." in out
    assert "ok     Speech: espeak-ng speaks." in out
    assert [call[0] for call in programs.calls] == ["aplay", "espeak-ng"]


def test_a_voice_without_a_sound_device_is_told(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("espeak-ng", "echo 'error: No such file or directory' >&2")
    settings(paths, "speech = true")
    assert run(["doctor"]) == 1
    assert (
        "look   Speech: No sound device was found; the bell rings instead."
        in capsys.readouterr().out
    )


def test_a_voice_that_there_is_not_is_told(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("espeak-ng", 'case "$*" in *Hal*) exit 1;; esac')
    settings(paths, "speech = true", 'speech_voice = "Hal"')
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "ok     Speech: espeak-ng with its usual voice speaks." in out
    assert (
        'look   Voice: espeak-ng has no voice "Hal" and takes another one. espeak-ng '
        "--voices lists its voices.\n       Take one of them: supple set speech_voice NAME\n"
    ) in out
    settings(paths, "speech = true", 'speech_voice = "Hal"', 'speech_command = "espeak-ng"')
    assert run(["doctor"]) == 1
    assert (
        'look   Voice: speech_command speaks, and does not take the voice "Hal": name it there.\n'
        "       Leave it out: supple set speech_voice --default\n"
    ) in capsys.readouterr().out
    settings(paths, "speech = false", 'speech_voice = "Hal"')
    assert run(["doctor"]) == 0


def test_commands_of_the_settings_are_named_and_tried_only_when_asked(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("mine")
    programs.add("espeak-ng")
    settings(paths, "speech = true", 'speech_command = "mine"', 'hook_start = "mine lamp"')
    for allowed in (False, True):
        assert run(["doctor"]) == 0
        out = capsys.readouterr().out
        assert "The command hook_start of your settings: mine lamp" in out
        assert "The command speech_command of your settings: mine" in out
        assert ("does not run so far" in out) != allowed
        assert "it was not tried, as it is a command of yours" in out or not allowed
        assert [call[0] for call in programs.calls] == ["espeak-ng"]
        commands = ShellCommands(paths.state.allowed_commands)
        commands.answer({"speech_command": "mine", "hook_start": "mine lamp"}, run=True)
    assert run(["doctor", "--try-commands"]) == 0
    assert programs.calls[1:] == [["mine", "Ready."]]


def test_without_a_sound_device_the_same_is_told_whatever_the_players_say(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("pw-play", "echo 'pw_context_connect() failed: Host is down' >&2; exit 1")
    programs.add("paplay", "echo 'Connection failure: Connection refused' >&2; exit 1")
    programs.add("aplay", "echo 'ALSA lib confmisc.c: cannot find card 0' >&2; exit 1")
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "ok     Tones: No sound device was found; the bell rings instead." in out
    assert "ok     Terminal bell: rings in patterns." in out
    settings(paths, 'tones = "on"', 'bell = "off"')
    assert run(["doctor"]) == 1
    assert "look   Tones: No sound device was found.\n" in capsys.readouterr().out


def test_the_flash_is_told_and_a_bell_that_waits_too(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("aplay")
    settings(paths, 'flash = "word"', 'bell = "auto"')
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "ok     Flash: is shown across the screen." in out
    assert "ok     Terminal bell: silent as long as the tones can be heard." in out
    assert "ok     Speech: off." in out


def test_tones_that_ssh_would_not_carry_are_told(
    paths: Paths,
    programs: Bin,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    assert run(["doctor"]) == 0
    assert "ok     Tones: silent, as this terminal is at the far end" in capsys.readouterr().out


def test_channels_that_are_off_are_told_as_such(
    paths: Paths, programs: Bin, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.add("aplay")
    settings(paths, 'bell = "off"', 'tones = "off"')
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    for title in ("Terminal bell", "Tones", "Speech", "Flash"):
        assert f"ok     {title}: off." in out
    assert programs.calls == []


def test_what_is_known_is_told_before_what_hangs_is_waited_for(
    paths: Paths,
    programs: Bin,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    waits = Event()

    def hanging(player: CuePlayer) -> None:
        assert waits.wait(10)
        told.append(capsys.readouterr().out)

    def complained(messages: Iterable[str]) -> None:
        told.extend(messages)
        waits.set()

    monkeypatch.setattr(CuePlayer, "probe", hanging)
    monkeypatch.setattr(doctor, "complain", complained)
    monkeypatch.setattr(doctor, "_PATIENCE_SECONDS", 0.0)
    run(["doctor"])
    assert "a few seconds more" in told[0]
    assert "Settings, exercises and routines of your own are fine." in told[1]
    assert "Tones" in capsys.readouterr().out
