"""The doses of an exercise as steps."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult

from library.exercises.catalogue import ExercisesFolder
from library.guidance.exercise_progress import ExerciseProgress
from library.guidance.progression import Readiness
from tui.background import Terminal
from tui.looks import ThemedApp
from tui.widgets.ladder import Ladder, dose_ladder

CHAIR = ExercisesFolder(Path("none")).read()[0].get("chair-leg-stretch")


class OneLadder(ThemedApp):
    """A ladder over the whole width."""

    def compose(self) -> ComposeResult:
        yield Ladder()


def progress(level: int = 1, **more: object) -> ExerciseProgress:
    return ExerciseProgress(level=level, dose=CHAIR.dose(level), next_level=level + 1, **more)  # type: ignore[arg-type]


def rows(ladder: Ladder) -> list[str]:
    return [ladder.render_line(row).text for row in range(ladder.size.height)]


@pytest.mark.parametrize("columns", [1, 5, 20, 44, 90])
async def test_it_says_where_one_stands_in_any_width(columns: int) -> None:
    app = OneLadder()
    async with app.run_test(size=(columns, 10)):
        ladder = app.query_one(Ladder)
        ladder.show(dose_ladder(CHAIR, progress()))
        drawn = rows(ladder)
        assert {len(row) for row in drawn} == {columns}
        assert ("you" in drawn[-1]) == (columns >= 20)
        assert ("2×15 s" in drawn[-2].replace(" × ", "×")) == (columns >= 44)


async def test_the_steps_grow_with_what_is_held_and_differ_by_texture_without_colour() -> None:
    app = OneLadder(terminal=Terminal(no_color=True))
    async with app.run_test(size=(60, 10)):
        ladder = app.query_one(Ladder)
        ladder.show(dose_ladder(CHAIR, progress()))
        steps = [[row[at * 12] for row in rows(ladder)[:4]] for at in range(5)]
        heights = [len("".join(step).strip()) for step in steps]
        assert heights == sorted(heights)
        assert heights[0] < heights[-1] == 4
        assert [step[-1] for step in steps] == ["▒", "█", "░", "░", "░"]


def test_a_step_that_is_offered_says_so_and_a_kept_length_counts() -> None:
    ready = progress(readiness=Readiness(calm=3, days=5))
    assert [rung.below for rung in dose_ladder(CHAIR, ready)][:3] == ["level 1", "you", "offered"]
    kept = replace(ready, dose=replace(CHAIR.dose(1), hold_seconds=25))
    assert dose_ladder(CHAIR, kept)[1].label == "2 × 25 s"


async def test_without_doses_there_is_no_ladder() -> None:
    app = OneLadder()
    async with app.run_test(size=(60, 10)):
        ladder = app.query_one(Ladder)
        ladder.show(())
        assert not ladder.display
