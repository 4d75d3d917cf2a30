"""A programme on the command line: shown, taken in after a yes, taken out again."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.routines.programmes import NO_FIGURE, PROGRAMME
from tests.tui.cli.plain_answers import Answers
from tests.tui.cli.sessions import make_session
from tui.__main__ import run
from tui.cli import taking_in

Output = pytest.CaptureFixture[str]
SHOWN = """\
Knee, from Jana.
5 days a week from Monday 2 March until Friday 20 March.
Slowly.
- Wall calf: 2 holds of 20 s on each leg, new
- Leg lift: 1 hold of 10 s on each leg
The routine is new.
Today follows it as it is written, in place of the plan of the day.
Your own goal stays at 3 days a week; you can change it in the settings.
"""


@pytest.fixture(autouse=True)
def on_sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Sunday, 1 March 2026."""
    now = datetime(2026, 3, 1, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "from Jana.toml"
    path.write_text(PROGRAMME)
    return path


def taken(file: Path, *words: str) -> int:
    return run(["import", str(file), *words])


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Let somebody sit at the terminal."""

    class Sitting(Answers):
        def __enter__(self) -> "Sitting":
            return self

        def __exit__(self, *error: object) -> None:
            return

    monkeypatch.setattr(taking_in, "keys_of_stdin", lambda: Sitting(*answers))


def test_it_is_shown_and_taken_in_after_a_yes(
    file: Path, paths: Paths, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, end in (("n", "Nothing was taken in.\n"), ("\x1b", "Nothing was taken in.\n")):
        answering(monkeypatch, answer)
        assert taken(file) == 0
        assert capsys.readouterr().out == f"{SHOWN}Take it in? Enter: yes; escape: no.\n{end}"
    assert not paths.exercises_dir.exists()
    answering(monkeypatch, "x", "y")
    assert taken(file) == 0
    assert capsys.readouterr().out.endswith(
        "Taken in: Knee with 1 exercise. "
        "Today follows it as it is written, in place of the plan of the day.\n"
        "supple start begins it.\nsupple import --undo takes it out again.\n"
    )
    assert (paths.exercises_dir / "wall-calf.toml").is_file()


def test_what_differs_is_replaced_only_by_that_answer(
    file: Path, paths: Paths, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert taken(file, "--yes") == 0
    file.write_text(PROGRAMME.replace("reps = 3", "reps = 4").replace("Slowly", "Softly"))
    capsys.readouterr()
    answering(monkeypatch, "r")
    assert taken(file) == 0
    out = capsys.readouterr().out
    assert "Wall calf: 2 holds of 20 s on each leg, changed\n" in out
    told = "Wall calf and the routine differ from yours, which stay, unless you replace them.\n"
    assert told in out
    assert (
        "Take it in? Enter: yes, and keep both; r: yes, in the place of yours; escape: no.\n" in out
    )
    assert [each.name for each in paths.exercises_dir.iterdir()] == ["wall-calf.toml"]
    file.write_text(PROGRAMME)
    assert taken(file, "--yes") == 0
    assert len(list(paths.exercises_dir.iterdir())) == 2


def test_nobody_who_cannot_be_asked_is_taken_for_granted(file: Path, capsys: Output) -> None:
    assert taken(file) == 2
    output = capsys.readouterr()
    assert (output.out, "add --yes to take it in" in output.err) == (SHOWN, True)
    assert taken(file, "--dry-run", "--yes") == 0
    assert capsys.readouterr().out == f"{SHOWN}Nothing was taken in: this only tells.\n"
    assert taken(file, "--yes") == 0
    capsys.readouterr()
    assert taken(file) == 0
    told = capsys.readouterr().out
    assert "on each leg, the same\n" in told
    assert told.endswith("All of it is here already; nothing was changed.\n")


@pytest.mark.parametrize("name", ["-", "pipe"])
def test_it_is_taken_in_from_the_standard_input_and_from_a_pipe(
    name: str, tmp_path: Path, paths: Paths, capsys: Output
) -> None:
    def piped(text: str, *words: str) -> int:
        with written_to(name, tmp_path, text) as path:
            return run(["import", str(path), *words])

    assert piped(PROGRAMME) == 2
    output = capsys.readouterr()
    assert (output.out, "add --yes to take it in" in output.err) == (SHOWN, True)
    assert piped(PROGRAMME.replace('"leg-lift"', '"leg-lft"'), "--yes") == 2
    called = "The standard input" if name == "-" else name
    assert capsys.readouterr().err.startswith(f"supple: {called}, line ")
    assert piped(PROGRAMME, "--yes") == 0
    assert (paths.exercises_dir / "wall-calf.toml").is_file()


@contextmanager
def written_to(name: str, folder: Path, text: str) -> Iterator[Path]:
    """Let a text wait in a pipe, which is the standard input where it is called -."""
    if name == "-":
        there, before = os.pipe(), os.dup(0)
        os.dup2(there[0], 0)
        os.write(there[1], text.encode())
        for end in there:
            os.close(end)
        yield Path("-")
        os.dup2(before, 0)
        os.close(before)
        return
    pipe = folder / name
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_text, args=(text,), daemon=True).start()
    yield pipe
    pipe.unlink()


def test_undo_takes_the_last_import_out_whatever_it_was(
    file: Path,
    paths: Paths,
    history: HistoryStore,
    capsys: Output,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = HistoryStore(tmp_path / "other.json", tmp_path / "state", SystemClock())
    other.add(make_session(1))
    assert taken(tmp_path / "other.json") == 0
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 1, 11, tzinfo=UTC))
    assert taken(file, "--yes") == 0
    capsys.readouterr()
    assert run(["import", "--undo"]) == 0
    assert capsys.readouterr().out == (
        "Taken out again: Knee with 1 exercise.\nToday follows again what it followed before.\n"
    )
    assert not list(paths.exercises_dir.iterdir())
    assert len(history.load().sessions) == 1
    assert run(["import", "--undo"]) == 0
    assert not history.load().sessions


def test_what_is_wrong_is_told_and_nothing_taken_in(
    file: Path, paths: Paths, capsys: Output
) -> None:
    file.write_text(PROGRAMME.replace('"leg-lift"', '"leg-lft"'))
    assert taken(file, "--yes") == 2
    (first, last) = capsys.readouterr().err.splitlines()
    assert first.endswith('is "leg-lft": expected the id of an exercise; did you mean leg-lift?')
    assert last.endswith("Nothing was taken in.")
    file.write_text(NO_FIGURE)
    assert taken(file, "--yes") == 0
    assert "Wall calf comes without its picture, which is not right: " in capsys.readouterr().out
    (paths.exercises_dir / "jana.toml").write_text(PROGRAMME)
    assert run(["exercises"]) == 0
    assert "it is a programme, which supple import takes in" in capsys.readouterr().err


def test_an_empty_file_is_no_programme(file: Path, capsys: Output) -> None:
    file.write_text("")
    assert taken(file, "--yes") == 2
    assert "programme" not in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_says_so(file: Path, paths: Paths, capsys: Output) -> None:
    paths.config_dir.mkdir(parents=True)
    paths.exercises_dir.write_text("no folder")
    assert taken(file, "--yes") == 1
    assert "Nothing was taken in. Not saved: " in capsys.readouterr().err
    assert not paths.routines_file.exists()


def test_markup_and_names_from_right_to_left_stay_text(file: Path, capsys: Output) -> None:
    name = "\u05de\u05ea\u05d9\u05d7\u05d4 [bold]x[/]"
    file.write_text(PROGRAMME.replace("Jana", f"\\u202e{name}").replace("Slowly", "\\u001b[2J"))
    assert taken(file, "--dry-run") == 0
    out = capsys.readouterr().out
    assert f"Knee, from {name}.\n" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
