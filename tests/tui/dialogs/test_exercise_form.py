"""An exercise of one's own made and changed on a card, and each taken back."""

from pathlib import Path

from textual.pilot import Pilot

from library.exercises.model import Sides
from library.history.record import Hidden
from tests.library.exercises.files import SIX_LINES
from tests.tui.screens.test_exercises import browse, exercises, listed, told_in_passing
from tests.tui.support import settled
from tui.dialogs.exercise_form import ExerciseForm
from tui.dialogs.keep_changes import KeepChanges
from tui.screens.exercises import ExercisesPage
from tui.widgets.figure import FigureView

POSE = Path("library/exercises/standing-stretch.toml").read_text(encoding="utf-8")
COMMENTED = SIX_LINES.replace("reps = 3", "reps = 3  # from the sheet")
WITH_POSE = f"{COMMENTED}\n{POSE[POSE.index('[pose]') :]}"


TAB = "Tab goes to the next field."


async def form(pilot: Pilot[None]) -> ExerciseForm:
    await settled(pilot)
    assert isinstance(pilot.app.screen, ExerciseForm)
    return pilot.app.screen


async def test_what_is_filled_in_becomes_a_file_and_undo_takes_it_away(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    file = tmp_path / "exercises" / "wall-calf.toml"
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("n")
        card = await form(pilot)
        assert list(card.spoken())[1:3] == ["Name: none. Legs: each.", TAB]
        await pilot.press(*"Leg lift", "ctrl+s")
        await settled(pilot)
        assert str(card.problem.content).splitlines() == [
            "Name: There is an exercise of this name.",
            "Steps: It takes one step at least.",
        ]
        await pilot.press("ctrl+u", *"Wall calf", "enter", "right", "right", "enter")
        assert card.legs.sides is Sides.LEFT
        assert card.steps.has_focus
        await pilot.press(*"Sit {leg", "enter", *"Lean", "enter", "enter")
        await pilot.press("ctrl+u", "4", "enter", "enter")
        await settled(pilot)
        assert "Steps: It takes no braces but {side} and {other}." in str(card.problem.content)
        card.steps.text = "Sit down.\n\nMove the {side} foot back.\n"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert file.read_text().splitlines()[1:] == [
            'name = "Wall calf"',
            'sides = "left"',
            "steps = [",
            '    "Sit down.",',
            '    "Move the {side} foot back.",',
            "]",
            "reps = 4",
            "hold_seconds = 30",
        ]
        assert page.listing.current == "wall-calf"
        assert "u undoes it." in told_in_passing(pilot)[-1].lower()
        await pilot.press("u")
        await settled(pilot)
        assert not file.exists()
        assert "wall-calf" not in listed(page)


async def test_one_is_changed_with_its_comments_and_its_figure(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    file = tmp_path / "exercises" / "wall-calf.toml"
    file.write_text(WITH_POSE)
    board = exercises(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        page = await browse(pilot, "wall-calf")
        await pilot.press("e")
        card = await form(pilot)
        figure = card.query_one(FigureView)
        assert (figure.caption, figure.size.width) == ("LEFT leg", 32)
        await pilot.press("tab", "right", "right", "right")
        await settled(pilot)
        assert figure.caption == "RIGHT leg"
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, KeepChanges)
        await pilot.press("escape", "ctrl+s")
        await settled(pilot)
        assert file.read_text() == WITH_POSE.replace("each", "right")
        await pilot.press("u")
        await settled(pilot)
        assert file.read_text() == WITH_POSE
        assert page.services.profile.catalogue.get("wall-calf").sides is Sides.EACH
        await pilot.press("e")
        card = await form(pilot)
        file.write_text(WITH_POSE.replace("3", "4"))
        await pilot.press("x", "ctrl+s")
        await settled(pilot)
        told = str(card.problem.content)
        assert told == "wall-calf.toml was changed elsewhere meanwhile."
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert card.query_one(FigureView).styles.display == "none"
        assert 0 < card.problem.region.bottom < 20, "what is wrong is in sight"


async def test_what_came_with_supple_is_hidden_and_shown_but_never_changed(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("e")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExercisesPage)
        assert "came with supple and stays as it is; x hides it" in told_in_passing(pilot)[-1]
        assert "chair-leg-stretch" in board.services.guide.here.possible
        await pilot.press("x")
        await settled(pilot)
        assert "chair-leg-stretch" not in listed(page)
        assert page.listing.current == "hamstring-massage"
        assert "chair-leg-stretch" not in board.services.guide.here.possible
        assert Hidden("chair-leg-stretch") in board.history.load().remembered
        await pilot.press("X")
        await settled(pilot)
        assert [str(each.prompt) for each in page.listing.options][-2] == "Hidden"
        assert listed(page)[-1] == "chair-leg-stretch"
        await pilot.press("G", "x")
        await settled(pilot)
        assert listed(page)[2] == "chair-leg-stretch"
        assert board.services.profile.settings.hidden == ()
