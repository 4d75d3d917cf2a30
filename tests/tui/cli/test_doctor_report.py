"""What is pasted into a report of a fault tells of the machine, and of nobody."""

import platform
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.builders import record
from tui.__main__ import run
from tui.cli.doctor_report import _LEFT_OUT, _told

NAME, MACHINE, SECRET = "jana.p", "herons-nest", "sciatica"
VARIABLES = (
    *("TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORTERM", "VTE_VERSION"),
    *("KONSOLE_VERSION", "TMUX", "ZELLIJ", "STY", "SSH_CONNECTION", "WT_SESSION", "LANG"),
    *("LC_ALL", "LC_CTYPE", "INSIDE_EMACS", "WSL_DISTRO_NAME", "container", "COLUMNS"),
)


def lines_of(block: str) -> dict[str, str]:
    first, *lines, last = block.splitlines()
    assert (first, last) == ("```", "```")
    return {title: told.strip() for title, told in (line.split(":", 1) for line in lines)}


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, paths: Paths, history: HistoryStore) -> None:
    """A machine on which names stand wherever one can."""
    for number, name in enumerate(VARIABLES):
        told = (NAME, f"/home/{NAME}/x", f"```\n{MACHINE}", f"x-{MACHINE.upper()}.{NAME}")
        monkeypatch.setenv(name, told[number % len(told)])
    monkeypatch.setenv("USER", NAME)
    monkeypatch.setattr(platform, "node", lambda: f"{MACHINE}.example")
    monkeypatch.setattr(platform, "release", lambda: f"6.1.0-{NAME}")
    paths.exercises_dir.mkdir(parents=True)
    for name in (SECRET, f"{SECRET}-broken"):
        text = f'name = "{SECRET}"\nsides = "each"\nsteps = ["a"]\nreps = 1\nhold_seconds = 20\n'
        (paths.exercises_dir / f"{name}.toml").write_text(text if name == SECRET else "x")
    own = (
        f'[[routine]]\nid = "{SECRET}-r"\nname = "{SECRET}"\nitems = [{{exercise = "leg-lift"}}]\n'
    )
    paths.routines_file.write_text(own)
    settings = f'hook_start = "{SECRET}"\nplace = "{SECRET}"\nweekly_goal = 5\n'
    paths.settings_file.write_text(f"{settings}[places]\n{SECRET} = []\n")
    history.add(replace(record(date(2026, 1, 5)), note=SECRET))


@pytest.mark.usefixtures("hostile")
def test_a_report_tells_nothing_personal(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--report"]) == 0
    told, err = capsys.readouterr()
    for secret in (NAME, MACHINE, SECRET, str(paths.data_dir), str(Path.home()), "/home"):
        assert secret.casefold() not in (told + err).casefold(), secret
    lines = lines_of(told)
    assert lines["Terminal"].count(_LEFT_OUT) == 7
    assert lines["Inside"].split(", ")[:3] == ["tmux", "zellij", "ssh"]
    assert lines["History"].startswith("1 session;")
    assert lines["Exercises"].endswith("8, own: 1")
    assert lines["Routines"].endswith("9, own: 1")
    assert lines["Mistakes"] == "1 in own files"
    assert lines["Settings"].endswith("changed: weekly_goal, place, places, hook_start")


def test_a_report_is_whole_on_a_bare_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], paths: Paths
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["doctor", "--report"]) == 0
    lines = lines_of(capsys.readouterr().out)
    assert lines["Python"].startswith(platform.python_version())
    assert "textual 8" in lines["Packages"]
    assert "hypothesis" not in lines["Packages"]
    assert "COLUMNS=10" in lines["Terminal"]
    assert "in closed" in lines["Streams"]
    assert lines["Settings"] == "as they come"
    assert not paths.data_dir.exists()


def test_a_report_is_told_of_a_history_that_cannot_be_read(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.history_file.mkdir(parents=True)
    assert run(["doctor", "--report"]) == 0
    assert lines_of(capsys.readouterr().out)["History"] == "cannot be read"
    assert run(["doctor", "--report", "--try-commands"]) == 2


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_value_that_holds_a_name_is_left_out(before: str, after: str) -> None:
    told = _told(f"{before}{NAME.upper()}{after}", {"LOGNAME": NAME})
    assert told == _LEFT_OUT


def test_common_names_of_terminals_are_told_to_anybody() -> None:
    assert _told("vscode", {"USER": "vscode"}) == "vscode"
    assert _told("xterm-256color", {"USER": "x"}) == "xterm-256color"
