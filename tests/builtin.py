"""Makes the built-in exercises and routines of their TOML files: `python -m tests.builtin`.

People read and copy the TOML. The program reads what is made of it here: reading TOML takes
seventy times as long, of every start 8 ms.
"""

from pathlib import Path

import msgspec

from library.exercises.catalogue import listed
from library.exercises.loading import parse_exercise
from library.exercises.model import Exercise
from library.routines.file import RoutineFileError, routines_in
from library.routines.model import Routine
from library.toml.document import parse

LIBRARY = Path(__file__).parents[1] / "library"
EXERCISES = LIBRARY / "exercises" / "builtin.json"
ROUTINES = LIBRARY / "routines" / "builtin.json"


def written_exercises() -> tuple[Exercise, ...]:
    """The exercises of the TOML files.

    Raises:
        ExerciseFileError: One is not as it should be.
    """
    paths = EXERCISES.parent.glob("*.toml")
    return listed(parse_exercise(path.name, path.read_bytes()) for path in paths)


def written_routines() -> tuple[Routine, ...]:
    """The routines of the TOML file.

    Raises:
        RoutineFileError: One is not as it should be.
    """
    path = ROUTINES.with_suffix(".toml")
    document = parse(path.name, path.read_bytes(), RoutineFileError)
    routines, errors = routines_in(document, set())
    for error in errors:
        raise error
    return tuple(routines.values())


def made(items: tuple[Exercise | Routine, ...]) -> bytes:
    """What the program reads, a line for each exercise or routine."""
    return b"[\n" + b",\n".join(map(msgspec.json.encode, items)) + b"\n]\n"


def main() -> None:
    """Write both files."""
    EXERCISES.write_bytes(made(written_exercises()))
    ROUTINES.write_bytes(made(written_routines()))


if __name__ == "__main__":
    main()
