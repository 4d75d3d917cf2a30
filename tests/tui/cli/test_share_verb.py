"""`supple share`: a routine as one file for others."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.exercises.catalogue import ExercisesFolder
from library.paths import Paths
from library.routines.programme import Programme, read_programme
from tests.library.exercises.files import SIX_LINES
from tests.library.routines.programmes import OUT_OF_REACH
from tui.__main__ import run

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_files(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own exercise in a routine, on Wednesday, 11 March 2026."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)
    paths.exercises_dir.mkdir(parents=True)
    (paths.exercises_dir / "calf.toml").write_text(SIX_LINES)
    items = '[{ exercise = "calf" }, { exercise = "leg-lift" }]'
    paths.routines_file.write_text(
        f'[[routine]]\nid = "knee"\nname = "Knee"\nitems = {items}\n', encoding="utf-8"
    )


def shared(capsys: Output, *words: str) -> Programme:
    assert run(["share", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return read_programme("it.toml", output.out.encode(), CATALOGUE)


def test_a_routine_is_written_with_all_that_it_needs(capsys: Output) -> None:
    said = ("--from", "Jana", "--until", "2026-04-01", "--days", "5", "--note", "Slowly.")
    programme = shared(capsys, "knee", *said)
    routine = programme.routine
    assert programme.leads
    assert (routine.id, routine.by, routine.note) == ("knee", "Jana", "Slowly.")
    assert (str(routine.since), str(routine.until)) == ("2026-03-11", "2026-04-01")
    assert routine.days_a_week == 5
    assert [(i.exercise, i.reps, i.hold_seconds) for i in routine.items] == [
        ("calf", 3, 30),
        ("leg-lift", 2, 10),
    ]
    assert [each.id for each in programme.exercises] == ["calf"]


@pytest.mark.parametrize(
    ("named", "name", "exercises"),
    [
        ("plan", "My stretches (shared)", ["crossed-leg-stretch", "chair-leg-stretch"]),
        ("calf", "Wall calf stretch (shared)", ["calf"]),
    ],
)
def test_what_is_practised_and_single_exercises_can_be_shared(
    named: str, name: str, exercises: list[str], capsys: Output
) -> None:
    programme = shared(capsys, named)
    assert (programme.routine.name, programme.leads) == (name, False)
    assert [item.exercise for item in programme.routine.items] == exercises
    assert (programme.routine.since, programme.routine.days_a_week) == (None, 3)


def test_whoever_hands_on_a_wrong_picture_is_told(paths: Paths, capsys: Output) -> None:
    pose = OUT_OF_REACH[OUT_OF_REACH.index("[exercise.pose]") :].replace("exercise.", "")
    (paths.exercises_dir / "calf.toml").write_text(f"{SIX_LINES}\n{pose}")
    assert run(["share", "knee"]) == 0
    assert "Wall calf stretch comes without its picture" in capsys.readouterr().err


def test_a_file_that_is_there_stays_without_force(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "knee.toml"
    assert run(["share", "knee", "-o", str(file)]) == 0
    assert run(["share", "knee", "-o", str(file), "--from", "Jana"]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert run(["share", "knee", "-o", str(file), "--from", "Jana", "--force"]) == 0
    assert 'by = "Jana"' in file.read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--until", "2026-03-10"), "2026-03-10 is over already."),
        (("--until", "soon"), '"soon" is no day; write 2026-12-20.'),
        (("--days", "8"), "is no whole number from 1 to 7"),
        (("--from", "x" * 61), "--from takes at most 60 characters."),
        (("--note", "x" * 401), "--note takes at most 400 characters."),
    ],
)
def test_what_cannot_be_said_is_refused(words: tuple[str, ...], told: str, capsys: Output) -> None:
    assert run(["share", "knee", *words]) == 2
    assert told in capsys.readouterr().err
