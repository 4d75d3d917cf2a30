"""The real speech-dispatcher, with a screen reader that speaks through it as well."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.session.speaking import Utterance
from library.settings import Settings
from tests.tui.cues.programs import until
from tui.cues.speech_dispatcher import NAME
from tui.cues.ssip import Connection, usual_address
from tui.cues.voice import Voice


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer with speech-dispatcher, whose loudspeaker nobody hears."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/local/bin:/usr/bin:/bin")
    if missing := [each for each in (NAME, "pulseaudio") if not shutil.which(each)]:
        pytest.skip(f"{' and '.join(missing)} is not installed")
    modules = "module-native-protocol-unix", "module-null-sink"
    loaded = [word for module in modules for word in ("-L", module)]
    loudspeaker = subprocess.Popen(
        ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", *loaded],
        stderr=subprocess.DEVNULL,
    )
    until((tmp_path / "pulse" / "native").exists)
    yield tmp_path
    for file in (tmp_path / "speech-dispatcher" / "pid").glob("*.pid"):
        os.kill(int(file.read_text()), signal.SIGTERM)
    loudspeaker.kill()
    loudspeaker.wait()


class Reader:
    """A screen reader that speaks through the same speech-dispatcher."""

    def __init__(self, runtime: Path) -> None:
        address = usual_address({"XDG_RUNTIME_DIR": str(runtime)})
        assert address is not None
        self._connection = Connection(address)
        self._connection.send("SET SELF PRIORITY TEXT", "SET SELF NOTIFICATION ALL ON")
        self.news: list[str] = []

    def read_aloud(self, words: str) -> None:
        self._connection.send("SPEAK", words, ".")

    def listen(self) -> None:
        self.news += [each.lines[-1] for each in self._connection.answers() if each.code > 700]

    def close(self) -> None:
        self._connection.close()


@pytest.mark.torture
def test_a_real_screen_reader_is_let_finish_and_we_are_heard_afterwards(runtime: Path) -> None:
    clock = SystemClock()
    voice = Voice(Settings(speech_rate=300))

    def speak(words: str, seconds: float | None = None) -> None:
        now = clock.monotonic()
        voice.say(Utterance(words, until=seconds and now + seconds), now)

    def is_silent() -> bool:
        voice.tick(clock.monotonic())
        return not voice.busy

    speak("Left leg.")
    until(is_silent)
    reader = Reader(runtime)

    def heard(*news: str) -> Callable[[], bool]:
        def is_heard() -> bool:
            voice.tick(clock.monotonic())
            reader.listen()
            return reader.news == list(news)

        return is_heard

    reader.read_aloud("Two lines of a page that somebody reads.")
    until(heard("BEGIN"))
    speak("Half-way.", 0.2)
    speak("Right leg.")
    until(heard("BEGIN", "END"))
    assert voice.busy
    until(is_silent)
    speak("Hold until it eases.")
    reader.read_aloud("Space.")
    until(heard("BEGIN", "END", "BEGIN", "END"))
    until(is_silent)
    assert (voice.name, voice.problem) == (NAME, "")
    voice.close(clock.monotonic())
    reader.close()
