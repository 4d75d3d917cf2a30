"""What a shell is told at Tab, and the script with which it asks."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import click
import pytest

from library.paths import Paths
from tests.terminal.program import write_routine
from tui.__main__ import VERBS, cli, run
from tui.cli.completing import SHELLS, answer_shell
from tui.cli.context import SHELL_ASKS

Tab = Callable[[str], list[str]]


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tab:
    """The words that are offered behind a line; nothing is ever told on stderr."""

    def asked(line: str) -> list[str]:
        words = f"supple {line}".split(" ")
        monkeypatch.setenv(SHELL_ASKS, "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        answer_shell(cli)
        output = capsys.readouterr()
        assert output.err == ""
        return [each.partition(",")[2] for each in output.out.split()]

    return asked


def test_verbs_are_completed_with_what_they_do_where_these_are_few(
    tab: Tab, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tab("") == list(VERBS)
    assert tab("sta") == ["start", "status"]
    assert "--data-dir" in tab("--")
    for name, value in {SHELL_ASKS: "fish_complete", "COMP_WORDS": "supple sta"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COMP_CWORD", "sta")
    answer_shell(cli)
    told = capsys.readouterr().out
    assert "start\tBegin a session with what is right for today, a routine or a single" in told


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("start de", ["desk-break"]),
        ("start short", ["short"]),
        ("start to", ["today"]),
        ("adjust leg-l", ["leg-lift"]),
        ("adjust leg-lift hi", ["higher", "hide"]),
        ("routine delete ", ["short"]),
        ("routine edit desk-break --add ma", ["massage"]),
        ("mark mon", ["monday"]),
        ("mark monday..to", ["monday..today"]),
        ("mark yesterday il", ["ill"]),
        ("log massage --done ", ["all", "half"]),
        ("log massage --day yes", ["yesterday"]),
        ("delete la", ["last"]),
        ("mornings kee", ["keep"]),
        ("ticks no", ["none"]),
        ("set weekly", ["weekly_goal"]),
        ("set weekly_goal ", [*"1234567"]),
        ("set tones o", ["on", "off"]),
        ("set compact ", ["on", "off"]),
        ("set compact on ", []),
        ("set theme nor", ["nord"]),
        ("set place ", ["Desk", "Home", "anywhere"]),
        ("set places.D", ["places.Desk"]),
        ("set places.Desk ma", ["mat"]),
        ("set places.Desk mat fi", ["firm-chair"]),
        ("set keys.session.pau", ["keys.session.pause"]),
        ("set get_ready_seconds ", []),
        ("figure leg-l", ["leg-lift"]),
        ("remind --days mon,t", ["mon,tue", "mon,thu"]),
        ("remind --days d", ["daily"]),
        ("remind --days wed,fri-s", ["wed,fri-sat", "wed,fri-sun"]),
        ("figure ./own", ["./own"]),
        ("completion z", ["zsh"]),
        ("help st", ["start", "status"]),
        ("help routine n", ["new"]),
        ("help start d", []),
        ("nonsense ", []),
        ("set nonsense ", []),
        ("restore ", []),
    ],
)
def test_names_are_completed(tab: Tab, paths: Paths, line: str, wanted: list[str]) -> None:
    paths.config_dir.mkdir(parents=True)
    write_routine(paths.config_dir, ["leg-lift 20"])
    assert tab(line) == wanted


def test_a_backup_is_completed(tab: Tab, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mark", "yesterday", "ill"]) == 0
    capsys.readouterr()
    assert run(["backups"]) == 0
    name = capsys.readouterr().out.split()[0]
    assert tab("restore ") == [name]
    assert tab(f"restore {name[:3]}") == [name]


def test_what_cannot_be_read_says_nothing_in_a_prompt(tab: Tab, paths: Paths) -> None:
    for file in (paths.settings_file, paths.routines_file, paths.history_file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("weekly_goal = = [\n")
    (paths.exercises_dir).mkdir(parents=True)
    (paths.exercises_dir / "bad.toml").write_text("name = \n")
    assert tab("start de") == ["desk-break"]
    assert tab("set weekly_goal 1") == ["1"]
    assert tab("delete la") == ["last"]
    paths.state.backups.parent.mkdir(parents=True, exist_ok=True)
    paths.state.backups.write_text("no folder")
    assert tab("restore ") == []
    assert tab("--data-dir /dev/null/x start de") == ["desk-break"]


NAMES = ("VERB...", "EXERCISE", "ROUTINE", "DAY", "KEY", "VALUE", "X", "NUMBER...")
NOT_COMPLETED = {"share --until": "a day to come, which has no word"}


def _every(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Parameter]]:
    for parameter in command.params:
        yield f"{name} {parameter.opts[0]}".strip(), parameter
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            verb = command.get_command(context, each)
            assert verb is not None
            yield from _every(verb, f"{name} {each}".strip())


def test_every_argument_that_is_a_name_is_completed() -> None:
    missing = {
        name
        for name, parameter in _every(cli)
        if parameter._custom_shell_complete is None
        and any(word in (parameter.metavar or "").strip("[]").split("|") for word in NAMES)
    }
    assert missing == NOT_COMPLETED.keys()


def test_a_script_is_printed_for_three_shells(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in SHELLS:
        assert run(["completion", shell.upper()]) == 0
        assert f"{SHELL_ASKS}={shell}_complete" in capsys.readouterr().out
    assert run(["completion", "tcsh"]) == 2
    assert "A shell is one of bash, zsh, fish." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "offered"),
    [("import x", "file,x"), ("--data-dir x", "dir,x"), ("start --data-dir x", "dir,x")],
)
def test_a_file_or_a_folder_is_offered_to_the_shell_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, offered: str
) -> None:
    """It completes their names itself."""
    for name, value in {
        SHELL_ASKS: "bash_complete",
        "COMP_WORDS": f"supple {line}",
        "COMP_CWORD": f"{len(line.split())}",
    }.items():
        monkeypatch.setitem(os.environ, name, value)
    assert answer_shell(cli) == 0
    assert capsys.readouterr().out == f"{offered}\n"


def test_a_variable_that_asks_nothing_is_none() -> None:
    """As where somebody exported it empty: every call would do nothing at all."""
    line = [sys.executable, "-m", "tui", "--version"]
    done = subprocess.run(line, env={**os.environ, SHELL_ASKS: ""}, capture_output=True, text=True)
    assert done.stdout.startswith("supple ")
