"""The player gives cues to the channels that are on, in time or not at all."""

import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import run
from time import sleep
from typing import Any

import pytest

from library.session.cues import Cue, Sound
from library.settings import Settings
from tests.clock import FakeClock
from tests.marks import torture
from tests.tui.cues.programs import LOOK_SECONDS, Bin, cue, outputs, until
from tui.cues.channel import Channel
from tui.cues.player import CHANNELS, CuePlayer, Report


class Player:
    """A player whose bell and screen are lists."""

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str] | None = None,
        no_sound: Path | None = None,
        **settings: Any,
    ) -> None:
        self.clock = FakeClock()
        self.rung: list[None] = []
        self.seen: list[Cue | None] = []
        self.cues = CuePlayer(
            Settings(**settings),
            outputs(
                folder / "tones",
                environ=environ or {},
                ring=lambda: self.rung.append(None),
                show=self.seen.append,
                no_sound=no_sound,
            ),
            self.clock,
        )

    @property
    def titles(self) -> list[str]:
        return [report.title for report in self.cues.report() if not report.problem]


def test_tones_are_the_default_where_they_can_be_heard(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    assert Player(tmp_path).titles == ["Tones"]


def test_over_ssh_and_without_a_player_the_bell_rings(tmp_path: Path, programs: Bin) -> None:
    assert Player(tmp_path).titles == ["Terminal bell"]
    programs.add("aplay")
    assert Player(tmp_path, {"SSH_TTY": "/dev/pts/1"}).titles == ["Terminal bell"]


def test_the_bell_takes_over_when_the_player_fails(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay", "exit 1")
    player = Player(tmp_path)
    player.cues.play([cue()], 0.0)
    assert player.rung == []

    def bell_took_over() -> bool:
        player.cues.tick()
        return "Terminal bell" in player.titles

    until(bell_took_over)
    assert player.rung == [None], "the cue that failed is given at once"
    assert player.cues.news() == "No sound device was found; the bell rings instead."
    assert player.cues.news() == ""
    player.cues.play([cue()], 0.0)
    assert player.rung == [None, None]


def test_a_missing_device_is_told_once_until_there_is_one(tmp_path: Path, programs: Bin) -> None:
    note = tmp_path / "state" / "no-sound"

    def told(script: str) -> str:
        programs.add("aplay", script)
        player = Player(tmp_path, no_sound=note)
        player.cues.play([cue()], 0.0)

        def bell_took_over() -> bool:
            player.cues.tick()
            return "Terminal bell" in player.titles

        if script == "exit 1":
            until(bell_took_over)
        news = player.cues.news()
        player.cues.close()
        if note.exists():
            assert (note.stat().st_mode | note.parent.stat().st_mode) & 0o077 == 0
        return news

    first = "No sound device was found; the bell rings instead."
    assert [told("exit 1"), told("exit 1"), told("exit 0"), told("exit 1")] == [
        first,
        "",
        "",
        first,
    ]


@pytest.mark.parametrize("late", [False, torture(True)])
def test_while_it_is_not_known_which_player_works_the_bell_rings(
    tmp_path: Path, programs: Bin, late: bool
) -> None:
    programs.add("pw-play", "exit 1")
    programs.add("paplay", "sleep 0.5")
    programs.add("ffplay", "exit 1")
    player = Player(tmp_path)
    player.cues.play([cue()], 0.0)
    if late:
        player.clock.pass_time(1.5)

    def in_doubt() -> bool:
        player.cues.tick()
        return player.cues._channels[0].in_doubt

    until(in_doubt)
    assert len(player.rung) == (not late)
    until(lambda: not in_doubt())
    assert player.titles == ["Tones"]
    assert player.cues.news() == ""
    player.cues.play([cue()], 0.0)
    until(lambda: [call[0] for call in programs.calls].count("paplay") == 2)
    player.cues.close()


def test_a_pause_is_not_followed_by_a_cue_that_failed(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay", "exit 1")
    player = Player(tmp_path)
    player.cues.play([cue()], 0.0)
    player.cues.play([cue(Sound.PAUSED, "Paused.")], 0.0)

    def over() -> bool:
        player.cues.tick()
        return not player.cues.busy

    until(over)
    assert player.rung == []


def test_all_channels_can_be_on_or_off(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    programs.add("espeak-ng")
    loud = Player(tmp_path, bell="single", tones="on", speech="auto", flash="word")
    assert loud.titles == ["Tones", "Terminal bell", "Speech", "Flash"]
    assert Player(tmp_path, bell="off", tones="off").cues.report() == ()


def test_what_does_not_work_is_reported(tmp_path: Path, programs: Bin) -> None:
    reports = Player(tmp_path, speech="auto").cues.report()
    assert Report("Terminal bell", "rings in patterns.") in reports
    assert [report.title for report in reports if report.problem] == ["Tones", "Speech"]


def test_late_cues_are_left_out(tmp_path: Path, programs: Bin) -> None:
    player = Player(tmp_path, flash="word", bell="patterns")
    late, fresh = cue(Sound.FINISHED, at=5), cue(Sound.COUNT, at=9)
    player.cues.play([late, fresh], 9.5)
    player.cues.play([late], 9.5)
    assert player.seen == [fresh]


def test_a_pause_is_told_in_place_of_what_is_being_said(tmp_path: Path, programs: Bin) -> None:
    programs.add("espeak-ng", "sleep 600")
    player = Player(tmp_path, speech="auto", flash="word", bell="patterns")
    player.cues.play([cue(Sound.SWITCH)], 0.0)
    until(lambda: bool(programs.calls))
    player.cues.play([cue(Sound.PAUSED, "Paused.")], 0.0)

    def both_were_begun() -> bool:
        player.cues.tick()  # the first one may take a moment to end
        return len(programs.calls) == 2

    until(both_were_begun)
    assert programs.calls[-1][-1] == "Paused."
    assert len(player.rung) == 1
    assert player.seen[-2:] == [None, cue(Sound.PAUSED, "Paused.")]
    player.cues.close()


def test_every_channel_says_why_it_is_not_used(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    off = Player(tmp_path, bell="off", tones="off").cues.off()
    assert [(report.title, report.text) for report in off] == [
        ("Tones", "off."),
        ("Terminal bell", "off."),
        ("Speech", "off."),
        ("Flash", "off."),
    ]
    assert Player(tmp_path).cues.off()[0] == Report(
        "Terminal bell", "silent as long as the tones can be heard."
    )
    assert Player(tmp_path, {"SSH_TTY": "/dev/pts/1"}).cues.off()[0] == Report(
        "Tones", "silent, as this terminal is at the far end of ssh."
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_is_off_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: type[Channel]
) -> None:
    made: list[None] = []
    monkeypatch.setattr(channel, "__init__", lambda *_: made.append(None))
    Player(tmp_path, bell="off", tones="off", speech="off", flash="off")
    assert made == []


def test_making_sounds_is_learned_only_when_sounds_are_made(tmp_path: Path) -> None:
    code = "import sys, tui.cues.player; print(*sys.modules)"
    out = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "wave" not in out.split()


def test_generated_tones_are_the_owner_s_only(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    Player(tmp_path)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "tones").iterdir()}
    assert modes == {0o600}


def test_trying_what_hangs_takes_seconds(
    tmp_path: Path, programs: Bin, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pw-play", "paplay", "aplay", "ffplay", "espeak-ng", "espeak"):
        programs.add(name, "exec sleep 600")
    player = Player(tmp_path, tones="on", speech="on", bell="off")

    def wait(seconds: float) -> None:
        player.clock.pass_time(seconds)
        sleep(LOOK_SECONDS)

    monkeypatch.setattr(player.clock, "sleep", wait)
    began = player.clock.monotonic()
    player.cues.probe()
    assert (
        player.clock.monotonic() - began < 10
    )  # one after the other they took 24; starting them takes its time
    tones, speech = (report.text for report in player.cues.report())
    assert tones.endswith("play cannot be used: it did not end by itself.")
    assert speech.endswith(" cannot be used: it did not end by itself.")
