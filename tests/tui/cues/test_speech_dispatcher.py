"""speech-dispatcher is spoken to over its socket, beside a screen reader, and never waited for."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.session.cues import Sound
from library.session.speaking import Utterance
from library.settings import Settings
from tests.clock import FakeClock
from tests.tui.cues.daemon import Daemon, Talk
from tests.tui.cues.programs import Bin, cue, outputs, until
from tui.cues.player import CuePlayer
from tui.cues.programs import LOOK_AGAIN_SECONDS, TRY_SECONDS
from tui.cues.speech import Speech
from tui.cues.speech_dispatcher import ANSWER_SECONDS, NAME, OTHERS_SECONDS
from tui.cues.voice import Voice

LONG = "Hold until it eases; after sixty seconds it ends by itself."
LONGEST = ANSWER_SECONDS + OTHERS_SECONDS + 10
"""Nothing is waited for any longer, in seconds."""


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bin:
    return Bin(tmp_path, monkeypatch)


@pytest.fixture
def daemon(runtime: Path) -> Iterator[Daemon]:
    daemon = Daemon(runtime)
    yield daemon
    daemon.end()


MakeVoice = Callable[..., Voice]


@pytest.fixture
def voice(runtime: Path, programs: Bin) -> Iterator[MakeVoice]:
    """Makes voices as they are set, and leaves none behind."""
    made: list[Voice] = []

    def make(**wanted: object) -> Voice:
        made.append(Voice(Settings(**wanted)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close(0.0)


@pytest.fixture
def talk(daemon: Daemon, voice: MakeVoice) -> Talk:
    return Talk(voice(), daemon)


def say(talk: Talk, words: str, **how: object) -> None:
    talk.voice.say(Utterance(words, **how), talk.now)  # type: ignore[arg-type]
    talk.look()


# What it is told


def test_it_is_told_once_who_speaks_and_how(daemon: Daemon, voice: MakeVoice) -> None:
    scottish = voice(speech_rate=125, speech_volume=100, speech_voice="English (Scotland)")
    talk = Talk(scottish, daemon)
    say(talk, "Left leg.")
    say(talk, "Hold.")
    assert [each.removeprefix("SET SELF ") for each in daemon.commands] == [
        "CLIENT_NAME user:supple:session",
        "LANGUAGE en",
        "RATE -50",
        "VOLUME 100",
        "NOTIFICATION ALL ON",
        "SSML_MODE ON",
        "SYNTHESIS_VOICE English (Scotland)",
        *("PRIORITY PROGRESS", "SPEAK"),
        *("PRIORITY PROGRESS", "SPEAK"),
    ]
    assert daemon.said == ["<speak>Left leg.</speak>", "<speak>Hold.</speak>"]
    assert (talk.voice.name, talk.voice.problem, talk.voice.busy) == (NAME, "", False)
    talk.voice.close(talk.now)
    daemon.serve()
    assert daemon.commands[-2:] == ["CANCEL SELF", "QUIT"]


def test_more_than_the_socket_takes_at_once_arrives_whole(talk: Talk) -> None:
    pages = ("Lean forward with a long back.",) * 20_000
    say(talk, pages[0], details=pages)
    while not talk.daemon.said:
        talk.look()
    assert talk.daemon.said == [f"<speak>{' '.join((pages[0], *pages))}</speak>"]


def test_the_three_two_one_has_the_rhythm_of_the_tones(talk: Talk) -> None:
    say(talk, "Three. Two. One.", beat=True)
    assert talk.daemon.said == [
        '<speak>Three.<break time="647ms"/>Two.<break time="765ms"/>One.</speak>'
    ]


def test_only_what_is_urgent_may_break_off_a_screen_reader(talk: Talk) -> None:
    speech = Speech(Settings(), outputs(Path(), voice=talk.voice))
    for urgent in (False, True, False):
        speech.play((replace(cue(), urgent=urgent),), 0.0)
        talk.look()
    told = [each.split()[-1] for each in talk.daemon.commands if "PRIORITY" in each]
    assert told == ["PROGRESS", "IMPORTANT", "PROGRESS"]


# A screen reader speaks, too


def test_silence_takes_back_our_own_words_only_and_what_comes_next_is_said(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    say(talk, "Left leg.")
    talk.voice.silence(talk.now)
    say(talk, "Paused.")
    talk.daemon.tell("CANCELED", number=1)
    talk.look()
    assert talk.voice.busy
    talk.daemon.tell("END")
    talk.look()
    assert [each for each in talk.daemon.commands if "CANCEL" in each] == ["CANCEL SELF"]
    assert (len(talk.daemon.said), talk.voice.busy) == (2, False)


def test_nothing_is_taken_back_while_nothing_is_said(talk: Talk) -> None:
    say(talk, "Left leg.")
    talk.voice.silence(talk.now)
    talk.look()
    assert "CANCEL SELF" not in talk.daemon.commands


def test_what_others_break_off_is_said_again_and_not_learnt_from(talk: Talk) -> None:
    before = talk.voice.seconds_for(LONG)
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    talk.voice.say(Utterance(LONG), talk.now)
    talk.voice.tick(talk.now)
    talk.daemon.serve()
    talk.daemon.plays = lambda text: ()
    talk.look(2.0)
    talk.daemon.tell("BEGIN")
    talk.look()
    assert (len(talk.daemon.said), talk.voice.busy) == (2, True)
    talk.daemon.tell("END")
    talk.look(9.0)
    assert (talk.voice.busy, talk.voice.seconds_for(LONG)) == (False, before)


@pytest.mark.parametrize(("waited", "learns"), [(0.25, True), (5.0, False)])
def test_its_tempo_is_learnt_where_it_did_not_wait_for_others(
    talk: Talk, waited: float, learns: bool
) -> None:
    before = talk.voice.seconds_for(LONG)
    talk.daemon.plays = lambda text: ()
    say(talk, LONG)
    talk.look(waited)
    talk.daemon.tell("BEGIN")
    talk.look()
    talk.look(9.0)
    talk.daemon.tell("END")
    talk.look()
    assert (talk.voice.seconds_for(LONG) > before + 1) is learns


def test_what_waits_for_others_is_left_out_when_its_moment_is_over(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ()
    say(talk, "Half-way.", until=1.0)
    talk.look(0.9)
    assert talk.voice.busy
    talk.look(0.2)
    assert (talk.voice.busy, talk.voice.problem) == (False, "")
    assert talk.daemon.commands[-1] == "CANCEL SELF"


def test_where_others_never_let_it_finish_it_is_left_out_in_the_end(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    say(talk, LONG)
    *_, waited = talk.seconds(LONGEST)
    assert waited == pytest.approx(OTHERS_SECONDS, abs=0.5)
    assert (talk.voice.name, talk.voice.problem) == (NAME, "")


def test_news_that_come_before_the_number_count(talk: Talk) -> None:
    def early(command: str) -> str | None:
        end = "702-1\r\n702-1\r\n702 END\r\n"
        return f"{end}225-1\r\n225 OK MESSAGE QUEUED" if command == "MESSAGE" else None

    talk.daemon.answer, talk.daemon.plays = early, lambda text: ()
    say(talk, "Hold.")
    assert (talk.voice.busy, talk.voice.problem) == (False, "")


# Faults

Fault = Callable[[Daemon], None]


def answers(told: str, to: str = "") -> Fault:
    """Make a daemon that answers something else to a command, or to all."""

    def set_up(daemon: Daemon) -> None:
        daemon.answer = lambda command: told if command.startswith(to) else None

    return set_up


def plays(*news: str) -> Fault:
    def set_up(daemon: Daemon) -> None:
        daemon.plays = lambda text: news

    return set_up


def closes(daemon: Daemon) -> None:
    def leave(command: str) -> str:
        daemon.leave()
        return ""

    daemon.answer = leave


FAULTS = {
    "deaf": (answers(""), "it does not answer"),
    "deaf to words": (answers("", "SPEAK"), "it does not answer"),
    "server": (answers("301 ERR INTERNAL", "SPEAK"), "it answered with error 301"),
    "client": (answers("409 ERR RATE TOO HIGH", "SET SELF RATE"), "it answered with error 409"),
    "authentication": (answers("530 AUTHENTICATE FIRST", "SET"), "it answered with error 530"),
    "password": (answers("Password:"), "its answer is not understood"),
    "bytes": (answers("\0\N{SNOWMAN}" * 40_000), "its answer is not understood"),
    "one line": (answers("2" * 400_000), "its answer is not understood"),
    "no last line": (answers("249-x\r\n" * 70_000), "its answer is not understood"),
    "closes": (closes, "it has ended"),
    "mute": (plays(), "it does not begin to speak"),
    "endless": (plays("BEGIN"), "it did not end by itself"),
    "nothing said": (plays("BEGIN", "END"), "it says nothing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_that_does_not_work_is_given_up_and_why_is_told(talk: Talk, fault: str) -> None:
    set_up, why = FAULTS[fault]
    set_up(talk.daemon)
    say(talk, LONG)
    list(talk.seconds(LONGEST))
    assert talk.voice.problem == f"{NAME} cannot be used: {why}"
    assert (talk.voice.name, talk.voice.failed, talk.voice.seconds_for(LONG)) == ("", True, 0.0)


def test_where_no_program_speaks_either_it_is_told_why_not(
    daemon: Daemon, programs: Bin, voice: MakeVoice
) -> None:
    programs.add("espeak-ng", "exit 1")
    talk = Talk(voice(), daemon)
    answers("301 ERR INTERNAL", "SPEAK")(daemon)
    say(talk, LONG)
    talk.until_silent()
    assert talk.voice.problem == "No sound device was found"


@pytest.mark.parametrize("fault", ["deaf", "server", "endless"])
def test_a_program_says_from_its_beginning_what_was_broken_off(
    daemon: Daemon, programs: Bin, voice: MakeVoice, fault: str
) -> None:
    programs.add("espeak-ng")
    talk = Talk(voice(), daemon)
    FAULTS[fault][0](daemon)
    say(talk, LONG)
    while talk.voice.name == NAME:
        talk.look(0.25)
    talk.until_silent()
    say(talk, "Hold.")
    talk.until_silent()
    assert [call[-1] for call in programs.calls] == [LONG, "Hold."]
    assert daemon.commands[-2:] == ["CANCEL SELF", "QUIT"]
    assert (talk.voice.name, talk.voice.problem) == ("espeak-ng", "")


def test_it_is_looked_for_again_after_a_minute(talk: Talk) -> None:
    answers("301 ERR INTERNAL", "SPEAK")(talk.daemon)
    say(talk, "Left leg.")
    answers("nothing else", "no command")(talk.daemon)
    talk.look(LOOK_AGAIN_SECONDS - 1)
    say(talk, "Hold.")
    assert (talk.voice.failed, talk.daemon.said) == (True, [])
    talk.look(1.0)
    say(talk, "Release.")
    assert (talk.voice.problem, talk.daemon.said) == ("", ["<speak>Release.</speak>"])


def test_one_that_is_started_anew_says_again_what_was_broken_off(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    say(talk, "Left leg.")
    talk.daemon.end()
    talk.look(1.0)
    talk.daemon.listen()
    talk.look(1.0)
    talk.daemon.tell("END")
    talk.look()
    assert talk.daemon.said == ["<speak>Left leg.</speak>"] * 2
    assert (talk.daemon.clients, talk.voice.busy, talk.voice.problem) == (2, False, "")


def test_one_that_ends_for_good_is_not_waited_for(talk: Talk) -> None:
    say(talk, "Left leg.")
    talk.daemon.end()
    say(talk, "Hold.")
    *_, waited = talk.seconds(LONGEST)
    assert waited == pytest.approx(TRY_SECONDS, abs=0.5)
    assert talk.voice.problem == f"{NAME} cannot be used: it is not there"


# Where it is


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
    say(talk, "Left leg.")
    talk.until_silent()
    assert (daemon.said, talk.voice.name) == (["<speak>Left leg.</speak>"], NAME)
    daemon.end()
    talk.until_silent()
    say(talk, "Hold.")
    talk.until_silent()
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

    monkeypatch.setattr("tui.cues.player.sleep", sleep)
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
