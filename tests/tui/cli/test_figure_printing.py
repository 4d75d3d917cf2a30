import io
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.exercises.model import Sides
from library.figure.pose import PoseError
from tui.cli.figure_printing import (
    NOBODY,
    FigureOptions,
    Person,
    figure_svg,
    figure_text,
    print_figure,
    read_figure,
    shown_to,
    usual_side,
    watch_figure,
)

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
FILE = """
[pose]
box = [-30, -2, 40, 104]
[[pose.frame]]
hip = [0, 53]
torso = TORSO
near_leg = {ankle = [8, 4], toes = 90, knee = "straight"}
far_leg = {ankle = [-4, 4], toes = 90}
near_hand = [4, 48]
far_hand = [4, 48]
"""


class Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def pose_file(folder: Path, torso: str) -> Path:
    path = folder / "lean.toml"
    path.write_text(FILE.replace("TORSO", torso), encoding="utf-8")
    return path


def test_an_exercise_is_printed_by_name() -> None:
    out = io.StringIO()
    assert print_figure("leg-lift", CATALOGUE, FigureOptions(40, 16, "left"), out) == ()
    printed = out.getvalue().splitlines()
    assert [len(line) for line in printed] == [40] * 16
    assert printed[-1].endswith("LEFT leg")


@pytest.mark.parametrize("name", ["leg-lift", "leg lift", "Leg Lift", "leg-l"])
def test_an_exercise_is_named_as_for_start_and_drawn_left_first(name: str) -> None:
    out = io.StringIO()
    print_figure(name, CATALOGUE, FigureOptions(40, 16), out)
    assert out.getvalue().splitlines()[-1].endswith("LEFT leg")


def test_of_an_exercise_for_one_leg_that_leg_is_drawn(tmp_path: Path) -> None:
    lift = CATALOGUE.get("leg-lift")
    right = Catalogue((replace(lift, sides=Sides.RIGHT),))
    file = tmp_path / "own.toml"
    file.write_text('sides = "right"')
    sides = [usual_side(name, right) for name in ("leg-l", "a.toml", str(file))]
    assert sides == ["right", "left", "right"]


def test_as_prescribed_it_is_drawn_in_full() -> None:
    lift = CATALOGUE.get("leg-lift")
    own = Catalogue((replace(lift, doses=lift.doses[:1]),))
    pose = read_figure("leg-lift", own).pose
    shown = shown_to(NOBODY, read_figure("leg-lift", own), FigureOptions(), own)
    assert shown.pose == pose
    assert shown_to(NOBODY, shown, FigureOptions(), CATALOGUE).pose != pose


def test_an_exercise_without_a_pose_says_so() -> None:
    bare = Catalogue((replace(CATALOGUE.get("leg-lift"), pose={}),))
    with pytest.raises(PoseError, match=r"Leg lift has no figure: there is no \[pose\] table"):
        read_figure("leg-lift", bare)


def test_a_name_that_fits_more_than_one_exercise_is_refused() -> None:
    with pytest.raises(PoseError, match="Did you mean leg-lift or leg-crossover"):
        read_figure("leg", CATALOGUE)


def test_colours_are_written_only_to_a_terminal() -> None:
    figure, options = read_figure("leg-lift", CATALOGUE), FigureOptions(30, 12)
    assert "\x1b" not in figure_text(figure, options, io.StringIO(), {})
    assert "38;2;" in figure_text(figure, options, Screen(), {"COLORTERM": "truecolor"})
    assert "38;2;" not in figure_text(figure, options, Screen(), {"TERM": "xterm"})
    of_256 = figure_text(figure, options, Screen(), {"TERM": "xterm-256color"})
    assert "38;5;" in of_256
    assert "38;2;" not in of_256
    assert "\x1b[9" not in of_256
    assert "\x1b" not in figure_text(figure, options, Screen(), {"NO_COLOR": "1"})
    always, never = FigureOptions(30, 12, colour="always"), FigureOptions(30, 12, colour="never")
    assert "38;5;" in figure_text(
        figure, always, io.StringIO(), {"TERM": "xterm-256color", "NO_COLOR": "1"}
    )
    assert "\x1b[9" in figure_text(figure, always, io.StringIO(), {})
    assert "\x1b" not in figure_text(figure, never, Screen(), {"COLORTERM": "truecolor"})


def test_a_file_with_only_a_pose_is_printed_with_its_faults(tmp_path: Path) -> None:
    out = io.StringIO()
    faults = print_figure(str(pose_file(tmp_path, "180")), CATALOGUE, FigureOptions(30, 12), out)
    assert len(out.getvalue().splitlines()) == 12
    assert all(fault.startswith("lean.toml: keyframe 1: ") for fault in faults)


@pytest.mark.parametrize(
    "text",
    ["torso = [", "x = 1", "pose = 3", "\x00", f"x = {'9' * 5000}", f"x = {'[' * 20_000}"],
    ids=lambda text: text[:10],
)
def test_a_file_without_a_pose_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PoseError, match=r"bad\.toml"):
        read_figure(str(path), CATALOGUE)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(PoseError, match=r"pipe\.toml: expected an ordinary file"):
        read_figure(str(tmp_path / "pipe.toml"), CATALOGUE)


def test_what_is_neither_exercise_nor_file_is_refused() -> None:
    with pytest.raises(PoseError) as refusal:
        read_figure("nowhere.toml", CATALOGUE)
    assert str(refusal.value) == 'There is no exercise and no file "nowhere.toml".'


def test_a_misspelt_exercise_is_told_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(PoseError, match=r"Did you mean leg-lift\?"):
        read_figure("leglift", CATALOGUE)


def test_a_watched_file_is_drawn_again_when_it_changes(tmp_path: Path) -> None:
    path, out, looks = pose_file(tmp_path, "0"), io.StringIO(), iter(["10", "'x'", "stop"])

    def change(_seconds: float) -> None:
        torso = next(looks)
        if torso == "stop":
            raise KeyboardInterrupt
        path.write_text(FILE.replace("TORSO", torso) + "\n" * len(torso), encoding="utf-8")

    with pytest.raises(KeyboardInterrupt):
        watch_figure(str(path), FigureOptions(30, 12), out, change)
    drawn = out.getvalue().split("\x1b[H\x1b[2J")[1:]
    assert len(drawn) == 3
    assert drawn[0] != drawn[1]
    assert "lean.toml: keyframe 1: torso: expected a number, got 'x'" in drawn[2]


def test_a_stretch_of_both_legs_says_so() -> None:
    out = io.StringIO()
    print_figure("floor-leg-stretch", CATALOGUE, FigureOptions(40, 16, "right", mode="off"), out)
    assert "both legs" in out.getvalue()


def drawn(source: str, options: FigureOptions, levels: dict[str, int] | None = None) -> str:
    out = io.StringIO()
    print_figure(source, CATALOGUE, options, out, Person(levels or {}))
    return out.getvalue()


def test_an_exercise_is_drawn_as_deep_as_the_persons_level() -> None:
    first, full = (drawn("leg-lift", FigureOptions(40, 16, level=level)) for level in (0, 4))
    assert drawn("leg-lift", FigureOptions(40, 16)) == first != full
    assert drawn("leg lift", FigureOptions(40, 16), {"leg-lift": 4}) == full
    assert drawn("leg-lift", FigureOptions(40, 16, level=0), {"leg-lift": 4}) == first


def test_a_keyframe_and_a_file_are_drawn_as_they_are_written(tmp_path: Path) -> None:
    keyframe = drawn("leg-lift", FigureOptions(40, 16, frame=1))
    assert keyframe == drawn("leg-lift", FigureOptions(40, 16, frame=1, level=4))
    path = pose_file(tmp_path, "0")
    lean = "[[pose.frame]]\ntorso = 40\nnear_hand = [20, 50]\nfar_hand = [20, 50]\n"
    path.write_text(path.read_text() + lean, encoding="utf-8")
    first, full = (drawn(str(path), FigureOptions(40, 16, level=level)) for level in (0, 4))
    assert drawn(str(path), FigureOptions(40, 16)) == full != first


def test_a_figure_is_told_as_deep_as_it_would_be_drawn() -> None:
    out = io.StringIO()
    options = FigureOptions(side="right", words=True)
    assert print_figure("chair-leg-stretch", CATALOGUE, options, out) == ()
    first, *_, last = out.getvalue().splitlines()
    assert first.startswith("At the start: sitting on a seat, the trunk upright. The right leg")
    assert last == "The stretch is in the back of the right thigh."
    assert "leans" not in out.getvalue()  # the toes come up first
    print_figure("chair-leg-stretch", CATALOGUE, options, out, Person({"chair-leg-stretch": 4}))
    assert "leans forward by about 25 degrees" in out.getvalue()


def test_what_a_file_shows_is_told_too(tmp_path: Path) -> None:
    out = io.StringIO()
    path = pose_file(tmp_path, "30")
    print_figure(str(path), CATALOGUE, FigureOptions(words=True), out)
    assert "The figure: standing, the trunk leaning forward by about 30 degrees." in out.getvalue()


def test_a_figure_is_as_high_as_the_persons_support() -> None:
    figure, options = read_figure("leg-lift", CATALOGUE), FigureOptions()
    low, high = (
        figure_svg(shown_to(person, figure, options, CATALOGUE), options, dark=False, moving=False)
        for person in (Person(), Person(heights={"leg-lift": 75}))
    )
    assert low != high
    whole = FigureOptions(frame=1)
    assert shown_to(Person(heights={"leg-lift": 75}), figure, whole, CATALOGUE) is figure
