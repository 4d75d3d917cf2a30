"""The exercises by posture, each with its mark."""

from pathlib import Path

from msgspec.structs import replace
from textual.app import ComposeResult

from library.exercises.catalogue import ExercisesFolder
from tui.looks import ThemedApp
from tui.text.exercise_marks import ExerciseMark
from tui.widgets.exercise_list import ExerciseList, ExerciseRow

KNOWN = ExerciseMark("●", "$primary")
ROWS = [
    ExerciseRow(exercise, KNOWN, level=1) for exercise in ExercisesFolder(Path("none")).read()[0]
]


class OneList(ThemedApp):
    """The list alone."""

    def compose(self) -> ComposeResult:
        yield ExerciseList("exercise-list")


def lines(listing: ExerciseList) -> list[str]:
    return [str(option.prompt).rstrip() for option in listing.options]


async def test_they_stand_by_posture_below_favourites() -> None:
    app = OneList()
    async with app.run_test() as pilot:
        listing = app.query_one(ExerciseList)
        listing.show([replace(row, favourite=row.exercise.id == "leg-lift") for row in ROWS])
        assert lines(listing)[:5] == [
            "Favourites",
            "● Leg lift ★ ▁▂▄▆█",
            "Lying",
            "● Crossed-leg hamstring stretch ▁▂▄",
            "On the floor",
        ]
        assert listing.current == "leg-lift"
        await pilot.press("down")
        assert listing.current == "crossed-leg-stretch", "a title is passed over"


async def test_a_change_moves_no_line_and_the_cursor_stays_when_it_is_made_anew() -> None:
    app = OneList()
    async with app.run_test() as pilot:
        listing = app.query_one(ExerciseList)
        listing.show(ROWS)
        await pilot.press("end")
        before = [option.id for option in listing.options]
        changed = replace(ROWS[0], favourite=True, more=True)
        listing.update([changed, *ROWS[1:]])
        assert [option.id for option in listing.options] == before
        assert "● Chair leg stretch ★ ▁▂▄▆█▲" in lines(listing)
        listing.show([changed, *ROWS[1:]])
        assert lines(listing)[0] == "Favourites"
        assert listing.current == "leg-crossover"
        listing.show(())
        assert listing.current is None
