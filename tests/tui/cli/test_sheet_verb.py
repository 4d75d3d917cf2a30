"""`supple sheet`: what a person does, on paper."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.record import DecisionKind, Leads
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.guidance.person import decision, held, session, ticks
from tests.library.pages.checked import Checked, checked
from tui.__main__ import run

CHAIR, LIFT = "chair-leg-stretch", "leg-lift"
Output = pytest.CaptureFixture[str]
OWN = """
id = "wall"
name = "<b>Wall</b> & calf"
purpose = "A calf."
kind = "stretch"
posture = "standing"
sides = "each"
steps = ["Lean with the {side} leg behind."]
muscles = ["calf"]
cautions = []
mistakes = []
easier = "Less."
harder = "More."

[[doses]]
reps = 2
hold_seconds = 30
source = "mine"
"""


WALL = "<b>Wall</b> & calf"


def keep_own(paths: Paths, text: str) -> None:
    paths.exercises_dir.mkdir(parents=True, exist_ok=True)
    (paths.exercises_dir / "wall.toml").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


def sheet(capsys: Output, *words: str) -> tuple[str, Checked]:
    assert run(["sheet", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out, checked(output.out)


def names(found: Checked) -> list[str]:
    return [words for level, words in found.headings if level == 3]


def test_a_routine_is_on_it_with_the_persons_own_doses_days_and_support(
    history: HistoryStore, capsys: Output
) -> None:
    history.put(
        [
            decision(3, DecisionKind.HEIGHT, LIFT, height_cm=75),
            decision(4, DecisionKind.LEVEL, CHAIR, level=2),
        ]
    )
    assert run(["set", "first_weekday", "sunday"]) == 0
    capsys.readouterr()
    page, found = sheet(capsys, "all-six", "--weeks", "1")
    assert found.headings[0] == (1, "All six")
    assert len(names(found)) == 6
    assert "On a table, 75 cm: 2 holds of 10 s on each leg, the left leg first" in found.words
    assert "2 holds of 20 s on each leg, the left leg first" in found.words
    assert page.count("<svg ") == 12
    assert "Start, left leg: sit at the edge, heel on the floor" in found.words
    days = [words for words in found.words if words in ("Sun", "Mon", "Sat")]
    assert days == ["Sun", "Mon", "Sat"]
    assert "Week 2, from ____________" not in found.words
    assert "min, on 3 days a week" in page
    assert "Made on Wednesday 11 March 2026." in page


def test_without_a_name_it_is_what_is_practised(
    history: HistoryStore, paths: Paths, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, found = sheet(capsys)
    assert names(found) == ["Crossed-leg hamstring stretch", "Chair leg stretch"]  # those of today
    keep_own(paths, OWN)
    history.add(session(1, held("wall", 2, 30)))
    month_later = datetime(2026, 4, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: month_later)
    for on in (33, 35, 38):
        history.add(session(on, held(CHAIR, 2, 10), held("standing-stretch", 2, 10)))
    _, found = sheet(capsys)
    assert found.headings[0] == (1, "My stretches")
    assert {"Chair leg stretch", "Standing stretch"} <= set(names(found))
    assert WALL not in names(found)
    history.add(session(39, held("wall", 2, 30)))
    assert WALL in names(sheet(capsys)[1])
    history.put([Leads("desk-break")])
    assert sheet(capsys)[1].headings[0] == (1, "Desk break")


def test_what_somebody_prescribed_says_so_and_how_often(paths: Paths, capsys: Output) -> None:
    paths.routines_file.parent.mkdir(parents=True, exist_ok=True)
    paths.routines_file.write_text(
        '[[routine]]\nid = "knee"\nname = "Knee"\nby = "Jana K."\ndays_a_week = 5\n'
        f'items = [{{ exercise = "{CHAIR}" }}]\n',
        encoding="utf-8",
    )
    _, found = sheet(capsys, "knee")
    assert "From Jana K., 5 days a week." in found.words
    assert [words.count("a week") for words in found.words if words.startswith("Takes")] == [0]


def test_what_is_left_out_for_the_person_is_not_on_it_and_told(
    history: HistoryStore, capsys: Output
) -> None:
    history.put([ticks("bones")])
    _, found = sheet(capsys, "all-six")
    assert "Leg crossover" not in names(found)
    assert "Leg crossover. Left out: weak bones." in found.words
    cautions = [words for words in found.words if words.startswith("Weak bones")]
    assert cautions  # what was ticked is told; what was asked and is not so, is not
    assert not [words for words in found.words if words.startswith("A new hip joint")]


def test_own_exercises_are_on_it_whatever_their_names_and_poses(
    paths: Paths, capsys: Output
) -> None:
    keep_own(paths, OWN)
    page, found = sheet(capsys, "wall")
    assert names(found) == [WALL]
    assert "<svg" not in page
    assert "No picture" not in page
    assert "Lean with the left leg behind." in found.words
    keep_own(paths, f"{OWN}\n[pose]\nbox = 'none'\n")
    assert run(["sheet", "wall"]) == 0
    assert "No picture: the figure of this exercise cannot be drawn." in capsys.readouterr().out


@pytest.mark.usefixtures("history")
def test_without_figures_there_are_no_pictures(capsys: Output) -> None:
    assert run(["set", "figure", "off"]) == 0
    capsys.readouterr()
    page, _ = sheet(capsys, "massage")
    assert "<svg" not in page
    assert "Step by step" in page


def test_it_is_written_to_a_new_file_only(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "sheet.html"
    assert run(["sheet", "desk-break", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"Written to {path}.\n"
    written = path.read_text(encoding="utf-8")
    checked(written)
    assert run(["sheet", "massage", "-o", str(path)]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == written
    assert run(["sheet", "desk-break", "--weeks", "13"]) == 2
