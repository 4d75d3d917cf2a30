"""The command line: what the verbs print, how they fail, what they import."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from library.paths import Paths, find_paths
from library.routines.model import Routine
from tests.marks import torture
from tui.__main__ import VERBS, run
from tui.background import Terminal
from tui.cli.dashboard import not_utf8
from tui.services import Services

HEAVY = {"textual", "rich"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh Python, so that what it imports is its own doing."""
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def supple(*arguments: str) -> subprocess.CompletedProcess[str]:
    return python("-m", "tui", *arguments)


# Failing


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["strat"], 2, "Did you mean start?"),
        (["halp"], 2, "Did you mean help?"),
        (["help", "strat"], 2, "Did you mean start?"),
        (["settings"], 2, "Did you mean set or paths?"),
        (["preferences"], 2, "Did you mean set or paths?"),
        (["calendar"], 2, "Did you mean remind?"),
        (["your"], 2, 'There is no verb "your". See supple --help'),
        (["list", "legs"], 2, "Got unexpected extra argument (legs). See supple list --help"),
        (["status", "--jsno"], 2, "Did you mean '--json'"),
        (["show"], 2, "Missing argument 'EXERCISE|ROUTINE'. See supple show --help"),
        (["start"], 1, "supple start today --plain works without one."),
        (["start", "--plian", "x"], 2, "Did you mean '--plain'? See supple start --help"),
        (["restore"], 2, "Name a backup; see supple backups"),
        (["start", "all-six", "--speed", "101"], 2, '"101" is no whole number from 1 to 100.'),
        (["start", "all-six", "--plain", "--speed", "0"], 2, '"0" is no whole number from 1'),
        (["start", "all-six", "--speed", "2"], 2, "--plain"),
        (["start", "all-six", "--quiet"], 2, "--plain"),
        (["start", "desk-brake"], 2, "Did you mean desk-break?"),
        (["start", "\x1b[2J"], 2, "No routine or exercise is called"),
        (["start", "xyzzy"], 2, "after-sitting and more. See supple list"),
        (["--data-dir", ""], 2, "a folder has a name"),
        (["history", "--no-such-option"], 2, "no-such-option"),
        (["list", "--data-dir", "~nobody-of-that-name/x"], 2, "cannot be a data folder"),
        (
            ["history", "--data-dir", "/" + "x" * 300],
            1,
            "could not be read: its name is longer than the",
        ),
        ([], 1, "needs a terminal"),
        (["start", "desk"], 1, "supple start desk-break --plain works without one."),
        (["figure", "leglift"], 1, "Did you mean leg-lift?"),
        (["figure", ""], 1, 'There is no exercise and no file "".'),
        (["figure", "/"], 1, "supple: /: expected a file, but this is a folder"),
        (["report", "--json", "--fhir"], 2, "Choose one of --text, --json and --fhir."),
        (["check", "eleven"], 2, 'supple: "eleven" is no whole number from 0 to 10.'),
        (["figure", "leg-lift", "--words", "--frame", "1"], 2, "leave out --frame"),
    ],
)
def test_a_failure_is_one_plain_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    assert run(arguments) == code
    output = capsys.readouterr()
    assert output.out == ""
    assert told in output.err
    assert output.err.startswith("supple: ")
    assert output.err.count("\n") == 1
    assert output.err.rstrip("\n").isprintable()


def test_the_dashboard_refuses_a_terminal_that_cannot_draw(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert run([]) == 1
    assert "TERM=dumb" in capsys.readouterr().err
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LC_ALL", "en_US.ISO-8859-1")
    for arguments, instead in (([], "supple start ROUTINE --plain"), (["start", "d"], "--plain")):
        assert run(arguments) == 1
        error = capsys.readouterr().err
        assert "Set LANG to a locale in UTF-8" in error
        assert f"{instead} works without" in error


@pytest.mark.parametrize(
    ("environ", "encoding", "told"),
    [
        ({"LC_ALL": "en_US.ISO-8859-1"}, "utf-8", "LC_ALL is en_US.ISO-8859-1"),
        ({"LC_ALL": "", "LANG": "de_DE.ISO-8859-15@euro"}, "utf-8", "LANG is de_DE.ISO-8859-15"),
        ({"LC_CTYPE": "ru_RU.KOI8-R", "LANG": "C.UTF-8"}, "utf-8", "LC_CTYPE is ru_RU.KOI8-R"),
        ({"LANG": "en_US"}, "iso8859-1", "Python writes iso8859-1 here"),
        ({}, "ascii", "Python writes ascii here"),
        ({"LC_ALL": "en_US.utf8", "LANG": "en_US.ISO-8859-1"}, "utf-8", ""),
        ({"LANG": "de_DE.UTF-8@euro"}, "UTF-8", ""),
        ({"LANG": "C"}, "utf-8", ""),  # Python takes UTF-8 there, and so do terminals
        ({}, None, ""),
    ],
)
def test_what_is_not_utf8_is_named(
    environ: dict[str, str], encoding: str | None, told: str
) -> None:
    assert not_utf8(environ, encoding).startswith(told)
    assert bool(not_utf8(environ, encoding)) is bool(told)


@dataclass
class Dashboard:
    """Stands for the dashboard: remembers how it was opened, and leaves with a code."""

    opened: list[tuple[Paths, str | None]] = field(default_factory=list)
    return_code: int | None = 3
    crash: Exception | None = None

    def build(
        self, services: Services, start: Routine | None, *, anyway: bool, terminal: Terminal
    ) -> "Dashboard":
        assert (anyway, terminal) == (False, Terminal())
        self.opened.append((services.paths, None if start is None else start.id))
        return self

    async def run_on_terminal(self) -> None:
        assert "NO_COLOR" not in os.environ


@pytest.mark.parametrize(
    ("arguments", "start"),
    [([], None), (["start", "Desk"], "desk-break"), (["start", "leg-l"], "leg-lift")],
)
def test_the_dashboard_gets_the_folders_and_what_to_start_and_gives_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], start: str | None
) -> None:
    dashboard = Dashboard()
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setattr("tui.app.SuppleApp", dashboard.build)
    assert run(["--data-dir", str(tmp_path), *arguments]) == 3
    assert dashboard.opened == [(find_paths(tmp_path, {}), start)]


def test_a_zone_that_lies_a_day_away_is_told_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC-99")
    ended = supple("status", "--line")
    assert ended.stderr == 'supple: TZ is "UTC-99", which is no time zone; UTC is used.\n'
    assert (ended.returncode, ended.stdout.count("\n")) == (0, 1)


def test_what_nobody_foresaw_is_told_in_one_line_and_described_in_the_log(home: Path) -> None:
    broken = (
        "import sys, tui.__main__ as m; m.VERBS['paths'] = 'tui.nothing';"
        "sys.argv = ['supple', 'paths']; m.main()"
    )
    result = python("-c", broken)
    log = find_paths(None, {}).state.crash_report
    assert result.returncode == 1
    assert result.stderr == (
        f"supple: something unexpected went wrong; the details are in {log}.\n"
    )
    assert "ModuleNotFoundError" in log.read_text()


@pytest.mark.parametrize("verb", ["list", torture("--help")])
def test_a_closed_pipe_ends_a_verb_quietly(verb: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "tui", verb], stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full device")
@pytest.mark.parametrize("verb", ["list", "--help"])
def test_output_that_cannot_be_written_is_a_failure(verb: str) -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tui", verb], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert result.returncode == 1
    assert (
        result.stderr
        == b"supple: The output was not written: there is no space left on the disk.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [["export", "e.json"], ["--data-dir", "x", "due"], ["schema", "routine", "-o", "r"]],
)
def test_a_folder_that_is_gone_from_under_the_feet_is_told(
    tmp_path: Path,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(arguments) in (1, 2)
    assert "the folder you are in is not there any more." in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list >&-", torture("export >&-"), torture("<&-"), ">&-"])
def test_a_stream_closed_by_the_caller_is_told(command: str) -> None:
    shell = f"exec {sys.executable} -m tui {command}"
    result = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "unexpected" not in result.stderr


def test_a_terminal_without_unicode_gets_what_is_like_it_or_question_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    result = supple("paths", "--data-dir", "/tmp/für-2 × 3")
    assert result.returncode == 0
    assert "/tmp/f?r-2 x 3" in result.stdout


# Help and cost


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {verb} " in text for verb in VERBS)


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("supple 0.")


def test_no_verb_imports_what_draws_the_dashboard() -> None:
    lines = [*VERBS, "start x", "--help", "--version"]
    program = (
        "import sys; from tui.__main__ import run\n"
        "for line in sys.argv[1:]:\n"
        "    run(line.split())\n"
        "    modules = {name.partition('.')[0] for name in sys.modules}\n"
        "    print('after', line + ':', *modules, file=sys.stderr)\n"
    )
    told = [
        line
        for line in python("-c", program, *lines).stderr.splitlines()
        if line.startswith("after ")
    ]
    assert len(told) == len(lines)
    for line in told:
        modules = set(line.partition(":")[2].split())
        assert "tui" in modules
        assert not modules & HEAVY, line
