"""Programs for tests to find, and cues to give them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library.session.cues import Cue, Sound
from tui.cues.channel import Outputs

DEADLINE_SECONDS = 10.0
LOOK_SECONDS = 0.002
"""Between two looks; who looks all the time takes from the process it waits for."""


def cue(
    sound: Sound = Sound.HOLD, words: str = "Hold.", *, at: float = 0, word: str = "HOLD"
) -> Cue:
    return Cue(at, sound, words, word)


def outputs(folder: Path, **given: Any) -> Outputs:
    """What a session can be noticed through: sounds in a folder, and what is given."""
    usual: dict[str, Any] = {"environ": {}, "ring": lambda: None}
    return Outputs(tones_dir=folder, **{**usual, **given})


class Bin:
    """A folder of programs, the only ones to be found; each notes how it was called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.log = folder / "bin", folder / "calls"
        self.folder.mkdir()
        monkeypatch.setenv("PATH", str(self.folder))

    def add(self, name: str, script: str = "") -> Path:
        """A program that writes down its arguments and then runs `script`."""
        path = self.folder / name
        # One write a line: two programs may note at the same time.
        note = f'line=$(printf \'%s|\' "${{0##*/}}" "$@"); echo "$line" >> \'{self.log}\''
        path.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{note}\n{script}\n")
        path.chmod(0o700)
        return path

    @property
    def calls(self) -> list[list[str]]:
        """How programs were called, in order."""
        text = self.log.read_text() if self.log.exists() else ""
        return [line.split("|")[:-1] for line in text.splitlines()]


def until(true: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    end = time.perf_counter() + DEADLINE_SECONDS
    while not true():
        assert time.perf_counter() < end, "waited in vain"
        time.sleep(LOOK_SECONDS)


def is_running(pid: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
