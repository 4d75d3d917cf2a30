"""The player gives cues to the channels that are on, in time or not at all."""

import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from library.session.cues import Cue, Sound
from library.settings import Settings
from tests.clock import FakeClock
from tests.tui.cues.programs import Bin, cue, until
from tui.cues.player import Cues, Report


class Player:
    """A player whose bell and screen are lists."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None, **settings: Any):
        self.clock = FakeClock()
        self.rung: list[None] = []
        self.seen: list[Cue | None] = []
        self.cues = Cues(
            Settings(**settings),
            folder / "tones",
            self.clock,
            ring=lambda: self.rung.append(None),
            show=self.seen.append,
            environ=environ or {},
        )

    @property
    def titles(self) -> list[str]:
        return [report.title for report in self.cues.report() if report.works]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bin:
    return Bin(tmp_path, monkeypatch)


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
    player.cues.play([cue()], 0.0)
    assert player.rung == [None]


def test_all_channels_can_be_on_or_off(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    programs.add("espeak-ng")
    loud = Player(tmp_path, bell="single", tones="on", speech=True, flash="word")
    assert loud.titles == ["Tones", "Terminal bell", "Speech", "Flash"]
    assert Player(tmp_path, bell="off", tones="off").cues.report() == ()


def test_what_does_not_work_is_reported(tmp_path: Path, programs: Bin) -> None:
    reports = Player(tmp_path, speech=True).cues.report()
    assert Report("Terminal bell", "rings in patterns.", works=True) in reports
    assert [report.title for report in reports if not report.works] == ["Tones", "Speech"]


def test_late_cues_are_left_out(tmp_path: Path, programs: Bin) -> None:
    player = Player(tmp_path, flash="word", bell="patterns")
    late, fresh = cue(Sound.FINISHED, at=5), cue(Sound.COUNT, at=9)
    player.cues.play([late, fresh], 9.5)
    player.cues.play([late], 9.5)
    assert player.seen == [fresh]


def test_a_pause_silences_and_is_only_seen(tmp_path: Path, programs: Bin) -> None:
    programs.add("espeak-ng", "sleep 600")
    player = Player(tmp_path, speech=True, flash="word", bell="patterns")
    player.cues.play([cue(Sound.SWITCH)], 0.0)
    until(lambda: bool(programs.calls))
    player.cues.play([cue(Sound.PAUSED, "Paused.")], 0.0)
    player.clock.pass_time(1)
    player.cues.tick()
    assert len(player.rung) == 1
    assert len(programs.calls) == 1
    assert player.seen[-2:] == [None, cue(Sound.PAUSED, "Paused.")]
    player.cues.close()


@pytest.mark.parametrize(
    ("settings", "loaded"),
    [
        ({"bell": "off", "tones": "off"}, set()),
        ({"bell": "single", "tones": "off"}, {"tui.cues.bell"}),
        ({"bell": "off", "tones": "off", "flash": "word"}, {"tui.cues.flash"}),
        (
            {"bell": "off", "tones": "off", "speech": True},
            {"tui.cues.speech", "tui.cues.processes"},
        ),
    ],
)
def test_a_channel_is_loaded_only_when_it_is_on(
    tmp_path: Path, settings: dict[str, object], loaded: set[str]
) -> None:
    code = (
        "import sys; from pathlib import Path; from library.clock import SystemClock\n"
        "from library.settings import Settings; from tui.cues.player import Cues\n"
        f"Cues(Settings(**{settings}), Path('{tmp_path}'), SystemClock(), ring=print,"
        " show=print, environ={})\n"
        "print(*sys.modules)"
    )
    out = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    modules = set(out.split())
    assert {name for name in modules if name.startswith("tui.cues.")} == {
        "tui.cues.player",
        *loaded,
    }
    assert "wave" not in modules


def test_generated_tones_are_the_owner_s_only(tmp_path: Path, programs: Bin) -> None:
    programs.add("aplay")
    Player(tmp_path)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "tones").iterdir()}
    assert modes == {0o600}
