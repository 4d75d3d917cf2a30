"""What comes from elsewhere is told from what is here by all that it says."""

from pathlib import Path

from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.routines.copies import says_the_same

CATALOGUE, _ = ExercisesFolder(Path("none")).read()


def test_an_exercise_with_another_picture_says_something_else() -> None:
    lift = CATALOGUE.get("leg-lift")
    assert says_the_same(lift, replace(lift, id="lift", name="Leg lift (2)"))
    assert not says_the_same(lift, replace(lift, pose=CATALOGUE.get("leg-crossover").pose))
