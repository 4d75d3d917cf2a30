"""A machine of a person: a home and state of its own, and a data folder that a tool carries."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.record import SessionRecord
from library.history.store import HistoryStore
from library.paths import Paths, find_paths
from tests.terminal.program import SUPPLE, Program, environment

COMMAND = re.compile(r"(?:Merge it|Keep both|Add them): supple (.+?)(?: - or .*)?$", re.MULTILINE)


class Machine:
    """One of two machines.

    Args:
        folder: Where all of it lies.
        name: What it calls itself in what it changes.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.data = folder / name / "data"
        self.data.mkdir(parents=True)
        self.environ = {
            "HOME": str(folder / name / "home"),
            "XDG_STATE_HOME": str(folder / name / "state"),
        }
        Path(self.environ["HOME"]).mkdir()
        (self.data / "settings.toml").write_text(
            "acknowledged = {version = 1000000, on = 2026-01-01}\n", encoding="utf-8"
        )
        self.dashboard: Program | None = None

    @property
    def paths(self) -> Paths:
        """Where its files lie."""
        with pytest.MonkeyPatch.context() as patch:
            for key, value in self.environ.items():
                patch.setenv(key, value)
            return find_paths(self.data, {})

    @property
    def log(self) -> HistoryStore:
        """Its log, as another window would open it."""
        paths = self.paths
        return HistoryStore(paths.history_file, paths.state_dir, SystemClock(), self.name)

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """What its log shows."""
        return self.log.load().sessions

    def call(self, *arguments: str) -> str:
        """Run a verb; what it prints."""
        done = subprocess.run(
            [SUPPLE, "--data-dir", self.data, *arguments],
            env=environment(self.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr

    def follow_the_doctor(self) -> bool:
        """Paste what the doctor advises about copies into a shell; whether there was anything."""
        commands = COMMAND.findall(self.call("doctor"))
        for command in commands:
            words = shlex.split(command)
            assert words[:2] == ["--data-dir", str(self.data)]
            told = self.call(*words[2:])
            assert "Imported" in told or "kept" in told, told
        return bool(commands)

    def open_dashboard(self) -> None:
        """Open the dashboard and leave it open."""
        self.dashboard = Program("--data-dir", self.data, environ=self.environ)
        self.dashboard.wait_for("Today")

    def answer_the_dashboard(self) -> bool:
        """Merge what the dashboard asks about; whether it asks."""
        assert self.dashboard is not None
        self.dashboard.watch(2.5)  # two looks, a second each
        asks = "Copies of your" in self.dashboard.screen
        if asks:
            self.dashboard.press("m")
            self.dashboard.wait_until_gone("Copies of your")
        return asks

    def close(self) -> None:
        """Close the dashboard."""
        if self.dashboard is not None:
            self.dashboard.close()


def run(*command: str | Path, environ: dict[str, str], cwd: Path | None = None) -> None:
    """Run a tool that has to succeed."""
    done = subprocess.run(
        command,
        env={**os.environ, **environ},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.returncode, f"{command}\n{done.stdout}\n{done.stderr}"
