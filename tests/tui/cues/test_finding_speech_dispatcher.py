"""speech-dispatcher is found on this computer, or started; nobody is spoken to elsewhere."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from library.session.cues import Sound
from library.session.speaking import Utterance
from library.settings import Settings
from tests.clock import FakeClock
from tests.tui.cues.conftest import MakeVoice
from tests.tui.cues.daemon import LONGEST, Daemon, Talk
from tests.tui.cues.programs import Bin, cue, outputs, until
from tui.cues.player import CuePlayer
from tui.cues.programs import TRY_SECONDS
from tui.cues.speech_dispatcher import NAME


def test_it_is_started_once_where_it_is_not_there(
    runtime: Path, programs: Bin, voice: MakeVoice
) -> None:
    programs.add(NAME)
    starting = voice()
    starting.say(Utterance("Left leg."), 0.0)
    starting.tick(0.5)
    assert (starting.busy, starting.name) == (True, NAME)
    assert starting.seconds_to_next(0.5) == 0.05
    until(lambda: bool(programs.calls))
    daemon = Daemon(runtime)
    talk = Talk(starting, daemon)
    talk.look(1.0)
    talk.until_silent()
    daemon.end()
    assert (programs.calls, daemon.said) == ([[NAME, "--spawn"]], ["<speak>Left leg.</speak>"])


def test_where_there_is_none_it_is_looked_for_once_a_minute(
    voice: MakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(shutil, "which", looked.append)
    lonely = voice()
    for second in range(120):
        lonely.tick(float(second))
    assert looked.count(NAME) == 3


def test_one_that_does_not_start_is_not_waited_for(programs: Bin, voice: MakeVoice) -> None:
    programs.add(NAME, "exit 1")
    programs.add("espeak-ng")
    starting = voice()
    starting.say(Utterance("Left leg."), 0.0)
    starting.tick(TRY_SECONDS + 0.1)
    assert starting.name == "espeak-ng"


def test_a_socket_where_nobody_listens_is_given_up(daemon: Daemon, voice: MakeVoice) -> None:
    daemon.listener.close()
    lonely = voice()
    lonely.say(Utterance("Left leg."), 0.0)
    lonely.tick(TRY_SECONDS + 0.1)
    assert lonely.problem == f"{NAME} cannot be used: it is not there"


@pytest.mark.parametrize(("own", "name"), [("mine", "mine"), ("", "say")])
def test_ones_own_command_and_the_voice_of_a_mac_come_first(
    daemon: Daemon, programs: Bin, voice: MakeVoice, own: str, name: str
) -> None:
    for program in ("mine", "say", "espeak-ng"):
        programs.add(program)
    first = voice(speech_command=own)
    first.tick(0.0)
    daemon.serve()
    assert (first.name, daemon.clients) == (name, 0)


def test_an_address_of_this_computer_is_used(
    talk: Talk, voice: MakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = talk.daemon
    daemon.listener.close()
    daemon.listener = socket.create_server(("127.0.0.1", 0))
    daemon.listener.setblocking(False)
    place = f"inet_socket:localhost:{daemon.listener.getsockname()[1]}"
    monkeypatch.setenv("SPEECHD_ADDRESS", place)
    talk = Talk(voice(), daemon)
    talk.say("Left leg.")
    talk.until_silent()
    assert (daemon.said, talk.voice.name) == (["<speak>Left leg.</speak>"], NAME)
    daemon.end()
    talk.look()
    list(talk.seconds(LONGEST))
    assert talk.voice.problem == f"{NAME} cannot be used: it has ended"


def test_an_address_of_another_computer_is_told(
    voice: MakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECHD_ADDRESS", "inet_socket:192.168.1.7")
    far = voice()
    far.say(Utterance("Left leg."), 0.0)
    assert far.problem == f"{NAME} cannot be used: SPEECHD_ADDRESS is on another computer"


@pytest.mark.parametrize(("speech", "clients"), [("auto", 0), ("on", 1)])
def test_at_the_far_end_of_ssh_it_is_left_alone_unless_it_is_asked_for(
    daemon: Daemon, programs: Bin, speech: str, clients: int
) -> None:
    there = outputs(Path(), environ={"SSH_CONNECTION": "here there"})
    player = CuePlayer(Settings(speech=speech, tones="off", bell="off"), there, FakeClock())
    player.play((cue(Sound.HOLD),), 0.0)
    player.tick()
    daemon.serve()
    player.close()
    assert daemon.clients == clients


def test_the_doctor_learns_whether_it_speaks(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()

    def sleep(seconds: float) -> None:
        clock.pass_time(seconds)
        talk.daemon.serve()

    monkeypatch.setattr(clock, "sleep", sleep)
    quiet = Settings(speech="on", tones="off", bell="off")
    player = CuePlayer(quiet, outputs(Path(), voice=talk.voice), clock)
    player.probe()
    assert [each.text for each in player.report()] == [f"{NAME} speaks."]
    assert talk.daemon.said == ["<speak>Ready.</speak>"]


def test_nothing_of_it_is_loaded_where_nothing_speaks() -> None:
    script = (
        "import sys; from pathlib import Path; from library.clock import SystemClock;"
        "from library.settings import Settings; from tui.cues.channel import Outputs;"
        "from tui.cues.player import CuePlayer;"
        "CuePlayer(Settings(tones='off'), Outputs({}, Path(), print), SystemClock());"
        "print(*(name for name in sys.modules if name in ('socket', 'tui.cues.ssip')))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("\n", "")
