"""A computer with a speech-dispatcher, and voices that may speak through it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library.settings import Settings
from tests.tui.cues.daemon import Daemon, Talk
from tests.tui.cues.programs import Bin
from tui.cues.voice import Voice

MakeVoice = Callable[..., Voice]


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
