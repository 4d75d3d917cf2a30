"""Reads routines from TOML: the built-in ones and the user's own file."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, REPS
from library.exercises.catalogue import Catalogue
from library.exercises.loading import ID_PATTERN, MAX_NAME, MAX_PURPOSE, MAX_RUNGS
from library.routines.collection import Routines
from library.routines.model import Routine, RoutineItem
from library.text import clean
from library.toml.document import Document, TomlFileError, convert, parse, read_bytes
from library.toml.lines import KeyPath
from library.wording import closest

MAX_ITEMS = 30
"""Most exercises of one routine; far beyond what does any good in a day. Our judgement."""
OWN_PURPOSE = "A routine of your own."
"""Shown for an own routine that names no purpose."""

Problem = tuple[KeyPath, str]


class RoutinesError(Exception):
    """Own routines could not be changed and are as they were; the text says why."""


class RoutineFileError(TomlFileError):
    """A file of routines, or a routine in it, that can not be used."""


def load_routines(own_file: Path | None, catalogue: Catalogue) -> tuple[Routines, tuple[str, ...]]:
    """Read the built-in routines and those in the user's file.

    Args:
        own_file: The user's file; it need not exist.
        catalogue: The exercises a routine may name.

    Returns:
        The routines, and one line for each that was skipped, or for the file as a whole.
    """
    built_in = _built_in()
    if own_file is None:
        return Routines(built_in), ()
    try:
        document = read_own_file(own_file)
    except RoutineFileError as error:
        return Routines(built_in), () if error.is_missing else (str(error),)
    taken = {routine.id for routine in built_in} | {exercise.id for exercise in catalogue}
    own, errors = routines_in(document, taken)
    usable: list[Routine] = []
    for position, routine in own.items():
        missing = _unknown_exercise(position, routine, catalogue)
        if missing is None:
            usable.append(replace(routine, own=True))
        else:
            errors.append(_error(document, *missing))
    unusable = {routine.id for routine in own.values()} - {routine.id for routine in usable}
    return Routines((*built_in, *usable), frozenset(unusable)), tuple(map(str, errors))


def read_own_file(path: Path) -> Document:
    """Read the user's file of routines.

    Raises:
        RoutineFileError: It can not be read, is not TOML, or holds anything but routines.
    """
    document = parse(path.name, read_bytes(path, RoutineFileError), RoutineFileError)
    for key, value in document.table.items():
        if key != "routine":
            raise document.error((key,), "only [[routine]] tables")
        if not isinstance(value, list):
            raise document.error((key,), "[[routine]] tables, with two brackets")
    return document


def routines_in(
    document: Document, taken: set[str]
) -> tuple[dict[int, Routine], list[RoutineFileError]]:
    """The well-formed routines by their position in the file, and what is wrong with others.

    Args:
        document: A file of routines.
        taken: Ids a routine may not have.
    """
    routines: dict[int, Routine] = {}
    errors: list[RoutineFileError] = []
    used = set(taken)
    for position, table in enumerate(document.table.get("routine", [])):
        try:
            routine = _routine(document, position, table)
            if routine.id in used:
                path = ("routine", position, "id")
                raise _error(document, path, f"an id of its own, {routine.id} is taken")
            used.add(routine.id)
            routines[position] = routine
        except RoutineFileError as error:
            errors.append(error)
    return routines, errors


@cache
def _built_in() -> tuple[Routine, ...]:
    file = Path(__file__).with_name("builtin.toml")
    document = parse(file.name, file.read_bytes(), RoutineFileError)
    routines, errors = routines_in(document, set())
    for error in errors:
        raise error
    return tuple(routines.values())


def _routine(document: Document, position: int, table: object) -> Routine:
    path: KeyPath = ("routine", position)
    if isinstance(table, dict):
        table = {"purpose": OWN_PURPOSE} | table
    routine = convert(document, path, table, Routine)
    for inner, expected in _problems(routine):
        raise _error(document, path + inner, expected)
    return routine


def _problems(routine: Routine) -> Iterator[Problem]:
    if len(routine.id) > MAX_NAME or not ID_PATTERN.fullmatch(routine.id):
        yield ("id",), f"small letters, digits and hyphens, at most {MAX_NAME}"
    if len(routine.name) > MAX_NAME:
        yield ("name",), f"at most {MAX_NAME} characters"
    if len(routine.purpose) > MAX_PURPOSE:
        yield ("purpose",), f"at most {MAX_PURPOSE} characters"
    if not 1 <= len(routine.items) <= MAX_ITEMS:
        yield ("items",), f"1 to {MAX_ITEMS} exercises"
    for number, item in enumerate(routine.items):
        yield from _item_problems(("items", number), item)


def _item_problems(path: KeyPath, item: RoutineItem) -> Iterator[Problem]:
    if item.level is not None and (item.reps is not None or item.hold_seconds is not None):
        yield (*path, "level"), "either a level, or reps and hold_seconds"
    ranges = {"level": (0, MAX_RUNGS - 1), "reps": REPS, "hold_seconds": HOLD_SECONDS}
    for key, (low, high) in ranges.items():
        value = getattr(item, key)
        if value is not None and not low <= value <= high:
            yield (*path, key), f"a whole number from {low} to {high}"


def _unknown_exercise(position: int, routine: Routine, catalogue: Catalogue) -> Problem | None:
    for number, item in enumerate(routine.items):
        if item.exercise not in catalogue:
            path = ("routine", position, "items", number, "exercise")
            return path, _known_exercise(item.exercise, catalogue)
    return None


def _known_exercise(asked: str, catalogue: Catalogue) -> str:
    close = closest(asked, [exercise.id for exercise in catalogue])
    hint = f"; did you mean {close}?" if close else ""
    return f"the id of an exercise, not “{clean(asked, limit=MAX_NAME)}”{hint}"


def _error(document: Document, path: KeyPath, expected: str) -> RoutineFileError:
    error = document.error(path, expected)
    return RoutineFileError(error.file, error.line, error.key, error.expected)
