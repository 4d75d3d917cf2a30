"""`supple figure` in a real terminal."""

from pathlib import Path

from library.exercises.catalogue import ExercisesFolder
from library.figure.figure import Figure, Style
from library.figure.palette import palette
from library.figure.terminal import Mode
from tests.terminal.conftest import Start

POSE = Path("library/exercises/leg-lift.toml")
LEAN = "torso = [19, 31]"
CLEAR = b"\x1b[H\x1b[2J"


def drawn(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def test_figure_prints_one_moment_of_an_exercise(start: Start) -> None:
    program = start(
        *("figure", "chair-leg-stretch", "--size", "40x16", "--side", "left", "--frame", "0.6")
    )
    assert program.wait_for_end() == 0
    exercise = ExercisesFolder(Path("/nowhere")).read()[0].get("chair-leg-stretch")
    figure = Figure.from_mapping(exercise.pose, exercise.id)
    style = Style(Mode.QUADRANT, palette(0x101418))
    grid = figure.cells(40, 16, 0.6, "left", style, caption="LEFT leg")
    expected = ["".join(cell[0] for cell in row).rstrip() for row in grid]
    assert drawn(program.screen)[:16] == expected
    assert not program.screen.splitlines()[16].strip()
    assert b"\x1b[38;2;" in program.raw


def test_watch_draws_again_when_the_file_changes(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "pose.toml"
    text = POSE.read_text(encoding="utf-8")
    assert LEAN in text
    path.write_text(text, encoding="utf-8")
    program = start("figure", str(path), "--size", "40x16", "--watch")
    before = program.wait_for("LEFT leg", "ctrl+c ends")

    # Put in place at once, as editors do: a file half written would be drawn too.
    def save(new: str) -> None:
        (tmp_path / "new").write_text(new, encoding="utf-8")
        (tmp_path / "new").replace(path)

    save(text.replace(LEAN, "torso = 35"))
    program.wait(
        lambda screen: "ctrl+c ends" in screen and drawn(screen)[:16] != drawn(before)[:16],
        "another picture",
    )
    save(text.replace(LEAN, "torso = 'steep'"))
    program.wait_for("pose.toml: keyframe 2: torso: expected a number, got 'steep'")
    save(text.replace(LEAN, "torso = -170"))
    program.wait_for("keyframe 2: near_leg: the leg is moved back by", "at most 30")
    save(text)
    program.wait(lambda screen: drawn(screen)[:17] == drawn(before)[:17], "the first picture")
    assert program.raw.count(CLEAR) == 5
    program.press("ctrl+c")
    assert program.wait_for_end() == 130
