"""A person's computer: a home, folders of its own, and the installed program in them."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.terminal.program import SUPPLE, Program, environment

PATIENCE_SECONDS = 60.0
"""Longest a verb may take; what is to end sooner says so itself."""
CARD_READ = "[acknowledged]\nversion = 1000000\non = 2026-01-01\n"
TABLE = "kind,id,started_at,utc_offset_minutes,practice_day,routine,seconds,completed,note"
"""The heading of a table that a person has written."""
FAILING = """
import errno, os

real = os.{name}

def failing(target, *arguments, **options):
    number = isinstance(target, int)
    path = os.readlink(f"/proc/self/fd/{{target}}") if number else os.fspath(target)
    if path.startswith({inside!r}) and {when}:
        raise OSError(errno.{error}, os.strerror(errno.{error}), path)
    return real(target, *arguments, **options)

os.{name} = failing
"""


class Answer:
    """What a verb answered."""

    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    @property
    def text(self) -> str:
        """Everything a person reads of it, broken lines joined."""
        return " ".join(f"{self.out}\n{self.err}".split())

    @property
    def first_line(self) -> str:
        """The first line of what it printed."""
        return self.out.partition("\n")[0]


class Machine:
    """One computer; the data folder is `d` unless another one is named.

    Args:
        folder: Where its home and everything else of it lies.
        name: What the machine is called.
    """

    def __init__(self, folder: Path, name: str = "one") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.data = folder / "d"
        self.home = folder / "home"
        self.home.mkdir()
        self.state = self.home / "state"
        self.environ = {
            "HOME": str(self.home),
            "XDG_STATE_HOME": str(self.state),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
        }
        self.programs: list[Program] = []
        self.name = name
        self.environ |= self.patched("")

    def supple(
        self,
        *arguments: str | Path,
        data: Path | None = None,
        given: bytes = b"",
        environ: Mapping[str, str] | None = None,
        code: int | None = 0,
        **options: Any,
    ) -> Answer:
        """Run a verb.

        Args:
            arguments: The command line after the data folder.
            data: Another data folder.
            given: What comes on the standard input.
            environ: Variables to set besides.
            code: The exit code it must have; None for any.
            options: What else `subprocess.run` takes.
        """
        done = subprocess.run(
            [SUPPLE, "--data-dir", data or self.data, *arguments],
            env=environment({**self.environ, **(environ or {})}),
            input=given,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            **{"cwd": self.folder, **options},
        )
        answer = Answer(done)
        assert "Traceback" not in answer.err, answer.err
        assert code is None or answer.code == code, (answer.code, answer.text)
        return answer

    def dashboard(
        self, *arguments: str, environ: Mapping[str, str] | None = None, **options: Any
    ) -> Program:
        """The program in a terminal, with the card about safety read."""
        settings = self.data / "settings.toml"
        if not settings.exists():
            self.data.mkdir(exist_ok=True)
            settings.write_text(CARD_READ, encoding="utf-8")
        return self.terminal(*arguments, environ=environ, **options)

    def terminal(
        self, *arguments: str, environ: Mapping[str, str] | None = None, **options: Any
    ) -> Program:
        """The program in a terminal, with the files as they are."""
        variables = {**self.environ, **(environ or {})}
        program = Program("--data-dir", self.data, *arguments, environ=variables, **options)
        self.programs.append(program)
        return program

    def sessions(self, data: Path | None = None) -> list[dict[str, Any]]:
        """The sessions that are not deleted, oldest first."""
        found: list[dict[str, Any]] = json.loads(self.supple("history", "--json", data=data).out)
        return found

    def notes(self, data: Path | None = None) -> list[str]:
        """The notes of the sessions, oldest first."""
        return [session["note"] for session in self.sessions(data)]

    def log(self, *notes: str, data: Path | None = None) -> None:
        """Log a massage with each of these notes, days apart."""
        for number, note in enumerate(notes, start=1):
            day = f"2026-10-{number:02}"
            self.supple("log", "massage", "--day", day, "--note", note, data=data)

    def failing(self, name: str, error: str, when: str = "True") -> dict[str, str]:
        """Variables that make one system call fail for paths inside the data folder.

        Args:
            name: The function of `os`.
            error: The name of the error.
            when: An expression about `path` that is true where it fails.
        """
        return self.patched(
            FAILING.format(name=name, error=error, inside=str(self.data), when=when)
        )

    def patched(self, code: str) -> dict[str, str]:
        """Variables that make Python run this before the program."""
        folder = self.folder / f"patch-{len(list(self.folder.glob('patch-*')))}"
        folder.mkdir()
        named = f"import platform\nplatform.node = lambda: {self.name!r}\n"
        (folder / "sitecustomize.py").write_text(named + code, encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    def write(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        """Write a file of a person beside the data folder."""
        path = self.folder / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    def table(self, name: str, *rows: str) -> Path:
        """Write a table with the heading of a person's own."""
        return self.write(name, TABLE, *rows)

    def close(self) -> None:
        """End what still runs."""
        for program in self.programs:
            program.close()


def press_one_by_one(program: Program, *keys: str) -> None:
    """Type keys as fingers do, the screen read in between."""
    for key in keys:
        program.press(key)
        program.watch(0.06)


def history_form(machine: Machine) -> Program:
    """The form in History that changes pain and note of the newest session."""
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.press("4")
    program.wait_for("Massage")
    program.press("enter")
    program.wait_for("e Edit")
    program.press("e")
    program.wait_for("Note", "Pain")
    program.watch(0.5)
    return program
