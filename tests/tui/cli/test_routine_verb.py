"""`supple routine`: routines made, changed, deleted and brought back."""

import sys

import click
import pytest

from library.paths import Paths
from tui.__main__ import run


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["routine", *words]) == code
    out, err = capsys.readouterr()
    return (out if code == 0 else err.removeprefix("supple: ")).removesuffix("\n")


def test_a_routine_is_made_changed_deleted_and_each_taken_back(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "new", "Evening", "leg-lift:2x20", "massage").splitlines() == [
        "Saved: Evening, 4:30 in all; supple start evening begins it. "
        "supple routine undo takes the change back.",
        "  1. Leg lift: 2 holds of 20 s on each leg, fixed",
        "  2. Hamstring massage: 3 steps of 20 s on each leg, my level",
    ]
    told = said(capsys, "edit", "eve", "--seconds", "1", "25", "--move", "2", "1", "--name", "Late")
    assert told.startswith("Saved: Late, ")
    assert [line[:20] for line in told.splitlines()[1:]] == [
        "  1. Hamstring massa",
        "  2. Leg lift: 2 hol",
    ]
    assert "25 s" in told
    assert said(capsys, "delete", "late") == "Deleted: Late. supple routine undo brings it back."
    assert said(capsys).startswith("You have none yet; supple routine new makes one.\n")
    assert said(capsys, "undo") == "Brought back: Late."
    assert said(capsys, "undo") == "Evening is as it was before."
    assert said(capsys, "list").startswith("Evening, 4:30 in all; supple start evening begins it.")
    assert said(capsys, "undo") == "Deleted again: Evening."
    assert said(capsys, "undo") == "Nothing to undo."


def test_one_that_came_with_supple_stays_and_is_copied(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "edit", "desk-break", "--add", "massage")
    assert told.startswith("Saved: Desk break (mine), ")
    assert said(capsys, "delete", "desk-break", code=1).startswith("Desk break came with supple")
    assert 'id = "desk-break-mine"' in paths.routines_file.read_text()


def test_what_is_wrong_with_the_file_is_told_once_and_why_nothing_was_saved(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.routines_file.parent.mkdir(parents=True)
    paths.routines_file.write_text("nonsense")
    told = said(capsys, "new", "Evening", "leg-lift", "massage", code=1).splitlines()
    assert [line.partition("routines.toml")[0] for line in told] == [
        "",
        "supple: Not saved, and nothing in the file was changed. ",
    ]


def test_comments_in_the_file_stay(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    paths.routines_file.parent.mkdir(parents=True)
    text = (
        '# mine\n[[routine]]\nid = "a"\nname = "A"\nitems = [{ exercise = "leg-lift" }]  # lift\n'
    )
    paths.routines_file.write_text(text)
    said(capsys, "new", "B", "massage")
    said(capsys, "edit", "a", "--name", "C")
    kept = paths.routines_file.read_text()
    assert kept.startswith(text.replace('"A"', '"C"'))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["new"], "Say its name and what is in it, as in supple routine new Evening"),
        (["new", "Evening"], "Say its name and what is in it"),
        (["new", "massage", "leg-lift"], "There is a routine of this name."),
        (["new", " \t", "leg-lift"], "A routine needs a name."),
        (["new", "x" * 61, "leg-lift"], "at most 60 characters"),
        (["new", "X", "leg-lfit"], 'No routine or exercise is called "leg-lfit". Did you mean'),
        (["edit", "desk-break"], "Say what to change: --add,"),
        (["edit", "desk-break", "--remove", "1"], "A routine has at least one exercise."),
        (["edit", "desk-break", "--reps", "1", "11"], '"11" is no whole number from 1 to 10'),
        (["edit", "leg-lift", "--add", "massage"], "Leg lift is no routine that can be changed."),
        (["delete", "today"], "Today's stretches is no routine that can be changed."),
        (["delete", "nothing"], 'No routine or exercise is called "nothing".'),
        (["nwe"], 'There is no verb "nwe". Did you mean new?'),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(
    paths: Paths, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    answer = said(capsys, *words, code=2)
    assert told in answer
    assert not paths.routines_file.exists()


def test_a_change_that_changes_nothing_saves_nothing(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "edit", "massage", "--my-level", "1") == "Massage is so already."
    assert not paths.routines_file.exists()


def test_a_file_with_a_mistake_is_left_alone(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.routines_file.parent.mkdir(parents=True)
    paths.routines_file.write_text("routine = = 1\n")
    assert "nothing in the file was changed" in said(capsys, "new", "X", "leg-lift", code=1)
    assert paths.routines_file.read_text() == "routine = = 1\n"


def test_at_a_terminal_what_is_left_out_is_asked_for_until_it_is_right(
    paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["Massage", "Eve\x1b[2Jning", "leg-lfit", "leg-lift:2x20", "massage:9", "", ""])
    asked: list[str] = []

    def answer(question: str, **_: object) -> str:
        asked.append(question)
        return next(typed)

    monkeypatch.setattr(click, "prompt", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert run(["routine", "new"]) == 0
    out, err = capsys.readouterr()
    assert asked[:2] == ["Name of the routine"] * 2
    assert asked[-1].startswith("Exercise 2 of Eve\N{REPLACEMENT CHARACTER}[2Jning, such as")
    assert out.startswith("Leg lift: 2 holds of 20 s on each leg, fixed\nSaved: Eve")
    assert [line.partition(": ")[2][:12] for line in err.splitlines()] == [
        "There is a r",
        "No routine o",
        '"9" is no do',
    ]


def test_who_leaves_while_being_asked_has_saved_nothing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(question: str, **_: object) -> str:
        raise click.Abort

    monkeypatch.setattr(click, "prompt", leave)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert run(["routine", "new"]) == 130
    assert not paths.routines_file.exists()
