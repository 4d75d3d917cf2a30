"""`supple status` for prompts and bars, and `supple due`."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from library import files
from library.clock import SystemClock
from library.history.record import MarkKind
from library.history.store import HistoryStore
from library.paths import Paths, PathsError
from tests.tui.cli.sessions import make_session
from tui.__main__ import run
from tui.cli import context, status_told
from tui.text.line_format import FIELDS

Output = pytest.CaptureFixture[str]
TODAY = date(2026, 3, 4)
FORMS = (["--line"], ["--waybar"], ["--format", "{dots} {why}"])


@pytest.fixture(autouse=True)
def at_four_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 4 March 2026, in the evening."""
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 4, 20, tzinfo=UTC))


def printed(capsys: Output, *arguments: str, code: int = 0) -> str:
    assert run([*arguments]) == code
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def test_one_line_tells_the_week_and_whether_today_is_due(
    history: HistoryStore, capsys: Output, home: Path
) -> None:
    assert printed(capsys, "status", "--line") == "○○○ · due\n"
    assert list(home.iterdir()) == []
    for day in (1, 2, 3):
        history.add(make_session(day))
    assert printed(capsys, "status", "--line") == "●●○ 2/3 · due\n"
    assert printed(capsys, "status", "--format", "{week_days}/{week_goal} {due}") == "2/3 due\n"
    history.mark(TODAY, MarkKind.REST)
    bar = printed(capsys, "status", "--waybar")
    assert bar.count("\n") == 1
    assert json.loads(bar) == {
        "text": "●●○ 2/3 · rest",
        "tooltip": "Today is marked as rest.\nThis week: 2 of 3 days.\nDays in a row: 3, at best 3."
        "\nIn all: 3 sessions, 6 min with rests.",
        "class": "rest",
    }


def test_the_line_is_one_in_the_narrowest_terminal(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for form in FORMS:
        assert printed(capsys, "status", *form).count("\n") == 1


def test_a_terminal_without_utf_8_gets_signs_that_it_has() -> None:
    line = [sys.executable, "-m", "tui", "status", "--line"]
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert subprocess.run(line, env=environ, capture_output=True).stdout == b"--- | due\n"


def test_what_is_wrong_with_a_file_says_nothing_in_a_prompt(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(2))
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text("weekly_goal = 400\n= [")
    other = HistoryStore(paths.data_dir / "history 2.json", paths.data_dir / "o", SystemClock())
    other.add(make_session(3))
    for form in FORMS:
        assert "●○○" in printed(capsys, "status", *form)
    assert run(["status"]) == 0
    assert capsys.readouterr().err.count("\n") > 1


def test_a_log_that_cannot_be_read_is_a_short_sign(paths: Paths, capsys: Output) -> None:
    paths.history_file.mkdir(parents=True)
    for form in FORMS:
        assert run(["status", *form]) == 1
        output = capsys.readouterr()
        assert output.err == f"supple: {paths.history_file} is a folder, not a file.\n"
        if form == ["--waybar"]:
            bar = json.loads(output.out)
            assert (bar["text"], bar["class"]) == ("!", "error")
            assert bar["tooltip"] in output.err
        else:
            assert output.out == "!\n"
    assert run(["due"]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)


def test_the_line_is_kept_until_something_changes(
    history: HistoryStore, paths: Paths, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def line() -> str:
        for file in (paths.history_file, paths.settings_file):
            if file.exists():
                os.utime(file, (0, next(moments)))  # else it changed too lately to be kept
        return printed(capsys, "status", "--line").strip()

    moments = iter(range(10))
    history.add(make_session(2))
    assert line() == "●○○ 1/3 · due"
    with monkeypatch.context() as patched:
        patched.setattr(status_told, "line_stands", None)  # it is not called any more
        assert printed(capsys, "status", "--format", "{line}") == "●○○ 1/3 · due\n"
        paths.routines_file.parent.mkdir(parents=True)
        paths.routines_file.write_text("routine = []\n")  # one of them may go before all pacing
        with pytest.raises(TypeError):
            run(["status", "--line"])
        paths.routines_file.unlink()
        assert printed(capsys, "status", "--line") == "●○○ 1/3 · due\n"
        paths.exercises_dir.mkdir()  # a routine may need what comes or goes there
        with pytest.raises(TypeError):
            run(["status", "--line"])
    history.add(make_session(3))
    assert line() == "●●○ 2/3 · due"
    paths.settings_file.write_text("weekly_goal = 4\nday_start_hour = 3")
    assert line() == "●●○○ 2/4 · due"
    history.mark(TODAY, MarkKind.ILL)
    assert line() == "●●○○ 2/4 · marked"
    at = datetime(2026, 3, 5, 2, 59, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: at)
    assert printed(capsys, "status", "--line") == "●●○○ 2/4 · marked\n"
    at = datetime(2026, 3, 5, 3, tzinfo=UTC)
    assert printed(capsys, "status", "--line") == "●●○○ 2/4 · due\n"


@pytest.mark.parametrize("changed", ["today_is.py", "guidance"])
def test_a_line_that_another_version_worked_out_is_not_kept(
    changed: str, history: HistoryStore, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(make_session(2))
    os.utime(history.path, (0, 0))
    assert printed(capsys, "status", "--line") == "●○○ 1/3 · due\n"

    def of_another_version(path: Path) -> files.Fingerprint | None:
        return (1, 1, 1) if path.name == changed else was(path)

    was = files.fingerprint
    monkeypatch.setattr(files, "fingerprint", of_another_version)
    monkeypatch.setattr(status_told, "line_stands", None)
    with pytest.raises(TypeError):
        run(["status", "--line"])


def test_a_kept_line_that_says_something_else_is_worked_out_once_more(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(2))
    os.utime(paths.history_file, (0, 0))
    assert printed(capsys, "status", "--line") == "●○○ 1/3 · due\n"
    kept = paths.state.line.read_bytes()
    for odd in (b"", b"\xff", b"99" + kept, kept + b"\n", kept.replace(b"\n", b"", 1), b"\n" * 9):
        paths.state.line.write_bytes(odd)
        assert printed(capsys, "status", "--line") == "●○○ 1/3 · due\n"
    assert paths.state.line.read_bytes() == kept
    paths.history_file.write_bytes(paths.history_file.read_bytes()[:-200])
    os.utime(paths.history_file, (0, 1))
    paths.state.line.unlink()
    assert printed(capsys, "status", "--line") == "●○○ 1/3 · due\n"
    assert not paths.state.line.exists()  # a log that was mended is looked at again


def test_only_one_form_and_only_known_fields(capsys: Output) -> None:
    assert run(["status", "--line", "--json"]) == 2
    assert "Choose one of" in capsys.readouterr().err
    assert run(["status", "--format", "{wek_days}"]) == 2
    told = capsys.readouterr().err
    assert told.endswith("Did you mean week_days?\n")
    assert ", ".join(FIELDS) in told


def test_the_week_stands_first_and_last_where_there_is_more(
    history: HistoryStore, capsys: Output
) -> None:
    assert printed(capsys, "status").count("This week") == 1
    history.add(make_session(4))
    first, *between, last = printed(capsys, "status").splitlines()
    assert between
    assert first == last == "This week      1 of 3 days"
    assert printed(capsys, "status", "--plain").count("This week") == 1


def test_due_answers_with_its_exit_code_and_a_sentence(
    history: HistoryStore, capsys: Output
) -> None:
    assert printed(capsys, "due") == "Today's stretches are due.\n"
    assert printed(capsys, "due", "--quiet") == ""
    history.mark(TODAY, MarkKind.ILL)
    assert printed(capsys, "due", code=1) == "Today is marked as ill.\n"
    history.add(make_session(4))
    assert printed(capsys, "due", "--quiet", code=1) == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to be had")
def test_due_that_cannot_say_so_is_an_error() -> None:
    with open("/dev/full", "w") as full:
        due = subprocess.run(
            [sys.executable, "-m", "tui", "due"], stdout=full, stderr=subprocess.DEVNULL
        )
    assert due.returncode == 2


def test_due_without_any_folder_is_an_error(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> Paths:
        raise PathsError("No home folder is known: set HOME.")

    monkeypatch.setattr(context, "find_paths", none)
    assert run(["due", "--quiet"]) == 2
    assert capsys.readouterr().err == "supple: No home folder is known: set HOME.\n"
