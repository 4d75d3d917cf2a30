"""Figures in the dashboard: people's own poses, changed settings, quick walks through the list."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.figure.figure import Figure
from tests.tui.pages import services_in, shown
from tests.tui.support import page_app, settled
from tui.__main__ import run
from tui.screens.exercises import ExercisesPage

BUILT_IN = Path("library/exercises/chair-leg-stretch.toml")
GOOD_POSE = BUILT_IN.read_text(encoding="utf-8").partition("[pose]")[2]
NO_POSE = BUILT_IN.read_text(encoding="utf-8").partition("[pose]")[0]


def own_exercise(folder: Path, name: str, pose: str) -> None:
    (folder / "exercises").mkdir(exist_ok=True)
    text = NO_POSE.replace('id = "chair-leg-stretch"', f'id = "{name}"')
    text = text.replace('name = "Chair leg stretch"', f'name = "Own {name}"') + pose
    (folder / "exercises" / f"{name}.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def poses(tmp_path: Path) -> Path:
    """A folder with a good pose, none, a broken one, and one of impossible limbs."""
    own_exercise(tmp_path, "good", "[pose]" + GOOD_POSE)
    own_exercise(tmp_path, "none", "")
    own_exercise(tmp_path, "broken", '[pose]\nbox = "[/red] wide"\n')
    own_exercise(tmp_path, "far", "[pose]" + GOOD_POSE.replace("hip = [17, 32]", "hip = [17, 80]"))
    return tmp_path


def page_of(pilot: Pilot[None]) -> ExercisesPage:
    assert isinstance(pilot.app.screen, ExercisesPage)
    return pilot.app.screen


def figure_lines(page: ExercisesPage) -> list[str]:
    return [page.figure.render_line(y).text for y in range(page.figure.size.height)]


def test_a_file_with_a_bad_pose_is_named_once(poses: Path) -> None:
    broken, far = services_in(poses).profile.problems.figures
    assert broken.startswith("broken.toml: box: expected a list of 4 numbers, got '[/red] wide'")
    assert far.startswith("far.toml: keyframe 1: ")
    assert far.endswith("more: see supple figure far")


def test_the_command_line_names_it_too(poses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(poses), "list"]) == 0
    assert "broken.toml: box: " in capsys.readouterr().err
    assert run(["--data-dir", str(poses), "doctor"]) == 1
    assert "far.toml: keyframe 1: " in capsys.readouterr().out


def test_no_verb_loads_the_figure_for_people_who_drew_none(tmp_path: Path) -> None:
    program = (
        "import sys; from tui.__main__ import run;"
        "[run([*sys.argv[1:], verb]) for verb in ('status', 'list', 'doctor')];"
        "sys.exit('library.figure.figure' in sys.modules)"
    )
    command = [sys.executable, "-c", program, "--data-dir", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0


async def test_the_dashboard_tells_of_bad_poses_and_shows_every_own_exercise(poses: Path) -> None:
    app = page_app(services_in(poses), "exercises")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        problems = app.services.profile.problems
        assert sum("far.toml: keyframe 1" in problem for problem in problems) == 1
        assert "About your files: " in await shown(pilot)
        page = page_of(pilot)
        seen = {}
        for _ in range(11):
            current = page.listing.current
            assert current is not None
            seen[current] = "\n".join(figure_lines(page))
            await pilot.press("j")
        drawn = {name for name, lines in seen.items() if "▄" in lines}
        assert {"good", "far", "hamstring-massage"} <= drawn
        assert not drawn & {"none", "broken"}
        assert len(seen) == 11
        assert "broken.toml" not in seen["none"]
        assert "broken: box: expected a list" in seen["broken"]


async def test_a_changed_setting_holds_as_soon_as_the_page_is_seen_again(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "exercises")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = page_of(pilot)
        assert any("▄" in line for line in figure_lines(page))
        for mode, sign in (("ascii", "###"), ("off", "draw the right thigh in")):
            await pilot.press("5")
            app.services.profile.change_settings(figure=mode)
            await pilot.press("2")
            assert sign in await shown(pilot)
            assert any(sign in line for line in figure_lines(page)), mode


async def test_reduced_motion_switched_on_stops_the_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.TEXTUAL_ANIMATIONS", "full")
    app = page_app(services_in(tmp_path), "today")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        page = page_of(pilot)
        assert page.figure.moving
        for wanted in (True, False):
            await pilot.press("5")
            assert not page.figure.moving
            app.services.profile.change_settings(reduced_motion=wanted)
            await pilot.press("2")
            await pilot.pause()
            assert page.figure.still == wanted
            assert page.figure.moving != wanted


@pytest.mark.usefixtures("painted")
async def test_holding_down_the_arrow_draws_only_what_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page_app(services_in(tmp_path), "exercises")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = page_of(pilot)
        drawn: list[str] = []
        draw = Figure.cells

        def counted(figure: Figure, *arguments: object, **named: object) -> object:
            drawn.append(figure.name)
            return draw(figure, *arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(Figure, "cells", counted)
        with app.batch_update():
            await pilot.press(*["down"] * 6)
        await pilot.pause()
        assert page.listing.current == "leg-crossover"
        assert drawn == ["leg-crossover"]
