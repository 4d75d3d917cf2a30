"""`supple new exercise`: five questions, and a file that can be used at once."""

import os
from pathlib import Path

import click
import pytest

from library.clock import SystemClock
from library.paths import Paths
from library.profile import Part
from tests.tui.cli.plain_answers import asking
from tui.__main__ import run
from tui.cli import new
from tui.cli.context import Context

Output = pytest.CaptureFixture[str]
FIVE = ("Wall calf\n", "left\n", "Put the {side} foot back.\n", "\n", "4\n", "20 s\n")


def made(paths: Paths, *answers: str) -> Context:
    context = Context(paths, SystemClock())
    context.profile.read(*Part)
    new._make(context, asking(*answers))
    return context


def test_five_answers_are_a_file_and_what_to_do_next(paths: Paths, capsys: Output) -> None:
    context = made(paths, *FIVE)
    file = paths.exercises_dir / "wall-calf.toml"
    text = file.read_text()
    assert text.splitlines()[1:] == [
        'name = "Wall calf"',
        'sides = "left"',
        "steps = [",
        '    "Put the {side} foot back.",',
        "]",
        "reps = 4",
        "hold_seconds = 20",
    ]
    told = capsys.readouterr().out
    assert text in told
    assert f"{file}:\n" in told
    assert "supple start wall-calf leads through it." in told
    assert "supple figure wall-calf draws it" in told
    assert f"rm {file} takes it away again." in told
    assert context.profile.catalogue.get("wall-calf").own


def test_what_will_not_do_is_asked_again(paths: Paths, capsys: Output) -> None:
    names = ("\n", "leg lift\n", f"{'x' * 61}\n", "\u05de\u05ea\u05d9\u05d7\u05d4 [/]\n")
    legs = ("arm\n", "BOTH\n")
    steps = ("\n", "Lift the {side} leg.\n", "{\n", 'Sit \\ "down".\n', "\n")
    doses = ("many\n", "11\n", "\n", "4\n", "\n")
    made(paths, *names, *legs, *steps, *doses)
    told = capsys.readouterr().out
    assert "on each leg" not in told  # which both at once are not
    for words in (
        "How many times? Enter takes 3",
        "An exercise needs a name.",
        "There is an exercise of this name.",
        "a name of at most 60 characters.",
        "That is none of them.",
        "It takes one step at least.",
        "It takes no {side} or {other}, because both legs work at once.",
        "It takes no braces but {side} and {other}.",
        "It takes a number.",
        "It takes a whole number from 1 to 10.",
        "It takes a whole number from 5 to 60.",
    ):
        assert words in told
    text = (paths.exercises_dir / "exercise.toml").read_text(encoding="utf-8")
    assert 'steps = [\n    "Sit \\\\ \\"down\\".",\n]\nreps = 3\nhold_seconds = 30\n' in text


def test_whoever_leaves_makes_nothing(paths: Paths, capsys: Output) -> None:
    made(paths, *FIVE[:3], "\x1b")
    assert capsys.readouterr().out.endswith("Nothing was made.\n")
    assert not paths.exercises_dir.exists()


def test_a_file_that_is_there_is_not_replaced(paths: Paths) -> None:
    paths.exercises_dir.mkdir(parents=True)
    there = paths.exercises_dir / "Wall-Calf.toml"  # on some disks it is wall-calf.toml, too
    there.write_text("broken")
    made(paths, *FIVE)
    assert there.read_text() == "broken"
    assert (paths.exercises_dir / "wall-calf-2.toml").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="no folder is closed to root")
def test_a_folder_that_cannot_be_written_is_told(paths: Paths, tmp_path: Path) -> None:
    paths.exercises_dir.mkdir(parents=True)
    paths.exercises_dir.chmod(0o500)
    with pytest.raises(click.ClickException, match="Not saved"):
        made(paths, *FIVE)


def test_a_file_in_the_place_of_the_folder_is_told(paths: Paths) -> None:
    paths.exercises_dir.parent.mkdir(parents=True)
    paths.exercises_dir.write_text("")
    with pytest.raises(click.ClickException, match="Not saved"):
        made(paths, *FIVE)


def test_where_nobody_can_be_asked_it_says_what_to_do(capsys: Output) -> None:
    assert run(["new", "exercise"]) == 2
    assert "supple schema exercise" in capsys.readouterr().err
    assert run(["new", "exercize"]) == 2
    assert "Did you mean exercise?" in capsys.readouterr().err
