"""Reads routines from TOML, the built-in ones and the user's own, and writes the own ones back."""

from collections.abc import Callable, Collection, Iterator, MutableMapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from library import failures, files, locks
from library.change_detector import ChangeDetector
from library.exercises.catalogue import Catalogue
from library.exercises.model import Id, MaybeText, Name, Purpose, Texts
from library.routines.collection import Routines
from library.routines.model import MAX_ITEMS, OWN_PURPOSE, Prescription, Routine, RoutineItem
from library.toml.document import Document, Fault, Problem, TomlFileError, parse, read_bytes
from library.toml.records import convert
from library.wording import did_you_mean

_HEADER = """\
# Your own routines. Change them here or in supple; your comments stay.

"""


class RoutinesError(Exception):
    """Own routines could not be changed and are as they were; the text says why."""


class RoutineFileError(TomlFileError):
    """A file of routines, or a routine in it, that cannot be used."""


class WrittenRoutine(Prescription, frozen=True, kw_only=True):
    """What may stand in a `[[routine]]` table."""

    id: Id
    name: Name
    items: Annotated[tuple[RoutineItem, ...], Meta(min_length=1, max_length=MAX_ITEMS)]
    purpose: Purpose = OWN_PURPOSE
    afterwards: MaybeText = ""
    cautions: Texts = ()


class RoutinesFile:
    """The file of a person's own routines."""

    def __init__(self, path: Path, lock_file: Path) -> None:
        """Nothing is read yet.

        Args:
            path: The file; it need not exist.
            lock_file: Held while routines are changed, so that two windows cannot do so at the
                same moment.
        """
        self._path = path
        self._lock_file = lock_file
        self._changes = ChangeDetector(lambda: files.fingerprint(path))

    def read(
        self, catalogue: Catalogue, in_use: Routines | None = None
    ) -> tuple[Routines, tuple[str, ...]]:
        """Read the built-in routines and those in the file; never fails.

        When the file cannot be read as a whole, perhaps only for now, the routines stay as they
        are.

        Args:
            catalogue: The exercises a routine may name.
            in_use: The routines until now; None at the first reading.

        Returns:
            The routines to use, and a sentence for each thing that is not as it should be.
        """
        self._changes.mark_read()
        try:
            document = _read_own_file(self._path)
        except RoutineFileError as error:
            if in_use is None:
                return Routines(_built_in()), error.sentences
            return in_use, (f"{error.sentences[0]}. Your routines stay as they are.",)
        return _usable(document, catalogue)

    def changed(self) -> bool:
        """Tell whether the file is no longer as it was read, once two looks agree on it."""
        return self._changes.changed()

    def read_again(self) -> None:
        """Take the file for changed: what its routines may name has changed."""
        self._changes.forget()

    def save(self, change: Callable[[Routines], Routines], catalogue: Catalogue) -> Routines:
        """Change the routines in the file, which others may have changed since it was read.

        Args:
            change: Gives the routines as they are meant to be, of those in the file.
            catalogue: The exercises a routine may name.

        Returns:
            The routines as they are now.

        Raises:
            RoutinesError: They could not be saved, and the file is as it was.
        """
        changed = Routines(())

        def made() -> bytes:
            nonlocal changed
            document = _read_own_file(self._path)
            changed = change(_usable(document, catalogue)[0])
            return _changed_text(self._path.name, document, changed).encode()

        try:
            with locks.locked_if_possible(self._lock_file):
                _rewrite(self._path, made)
        except TimeoutError as error:
            raise RoutinesError(f"Not saved: {failures.why(error)}") from error
        except RoutineFileError as error:
            told = f"Not saved, and nothing in the file was changed. {error.sentences[0]}."
            raise RoutinesError(told) from error
        return changed


def own_routines_in(file: str, data: bytes, catalogue: Catalogue) -> tuple[Routine, ...]:
    """Return the routines in the bytes of a file of own ones; none where it cannot be used.

    Args:
        file: The file's name.
        data: Its content.
        catalogue: The exercises a routine may name.
    """
    try:
        return tuple(_usable(_own_document(file, data), catalogue)[0].own)
    except RoutineFileError:
        return ()


def _usable(document: Document, catalogue: Catalogue) -> tuple[Routines, tuple[str, ...]]:
    """Return the built-in routines and those of the file, and a line for each that was skipped."""
    built_in = _built_in()
    taken = {routine.id for routine in built_in} | {exercise.id for exercise in catalogue}
    own, errors = routines_in(document, taken)
    usable: list[Routine] = []
    for position, routine in own.items():
        if missing := list(_unknown_exercises(position, routine, catalogue)):
            errors.append(document.errors(missing))
        else:
            usable.append(replace(routine, own=True))
    unusable = {routine.id for routine in own.values()} - {routine.id for routine in usable}
    told = tuple(sentence for error in errors for sentence in error.sentences)
    return Routines((*built_in, *usable), frozenset(unusable)), told


def _read_own_file(path: Path) -> Document:
    """Read the user's file of routines; it is empty when there is none.

    Raises:
        RoutineFileError: It cannot be read, is not TOML, or holds anything but routines.
    """
    return _own_document(path.name, read_bytes(path, RoutineFileError, needed=False))


def _own_document(file: str, data: bytes) -> Document:
    """Turn the bytes of a file of own routines into a document.

    Raises:
        RoutineFileError: It is not TOML, or holds anything but routines.
    """
    document = parse(file, data, RoutineFileError)
    for key, value in document.table.items():
        if key != "routine":
            raise document.error((key,), "only [[routine]] tables")
        if not isinstance(value, list):
            raise document.error((key,), "[[routine]] tables, with two brackets")
    return document


def routines_in(
    document: Document, taken: set[str]
) -> tuple[dict[int, Routine], list[TomlFileError]]:
    """Return the well-formed routines by their position in the file, and the others' errors.

    Args:
        document: A file of routines.
        taken: Ids a routine may not have.
    """
    routines: dict[int, Routine] = {}
    errors: list[TomlFileError] = []
    used = set(taken)
    for position, table in enumerate(document.table.get("routine", [])):
        try:
            routine = _routine(document, position, table)
            if routine.id in used:
                path = ("routine", position, "id")
                raise document.error(path, f"an id of its own, {routine.id} is taken")
            used.add(routine.id)
            routines[position] = routine
        except RoutineFileError as error:
            errors.append(error)
    return routines, errors


@cache
def _built_in() -> tuple[Routine, ...]:
    made = Path(__file__).with_name("builtin.json")  # of the TOML, see `tests.builtin`
    return msgspec.json.decode(made.read_bytes(), type=tuple[Routine, ...])


def _routine(document: Document, position: int, table: object) -> Routine:
    written = convert(document, ("routine", position), table, WrittenRoutine, routine_problems)
    return routine_of_written(written)


def routine_of_written(written: WrittenRoutine) -> Routine:
    """Return a routine as it was written."""
    return Routine(**{name: getattr(written, name) for name in written.__struct_fields__})


def routine_problems(routine: WrittenRoutine) -> Iterator[Problem]:
    """Yield what is wrong with a routine whose parts have the right types and bounds."""
    if routine.since is not None and routine.is_over_on(routine.since):
        yield ("until",), f"a day from {routine.since} on"
    for number, item in enumerate(routine.items):
        if item.level is not None and (item.reps is not None or item.hold_seconds is not None):
            yield ("items", number, "level"), "either a level, or reps and hold_seconds"


def _unknown_exercises(position: int, routine: Routine, catalogue: Catalogue) -> Iterator[Problem]:
    for number, item in enumerate(routine.items):
        if item.exercise not in catalogue:
            path = ("routine", position, "items", number, "exercise")
            yield path, known_exercise(item.exercise, [each.id for each in catalogue])


def known_exercise(asked: str, ids: Collection[str]) -> str:
    """Return what is expected where no exercise has this id, with the nearest of those there are.

    Args:
        asked: The id that none has.
        ids: Those there are.
    """
    hint = did_you_mean(asked, ids, "; did")
    return f"the id of an exercise{hint}"


def _rewrite(path: Path, made: Callable[[], bytes]) -> None:
    try:
        files.rewrite(path, made)
    except OSError as error:
        expected = f"a file that can be written ({failures.reason(error)})"
        raise RoutineFileError(path.name, Fault(expected)) from error


def _changed_text(file: str, document: Document, routines: Routines) -> str:
    """Make the file hold the own routines; what did not change keeps its place and comments.

    Routines that name an exercise that is not there (`routines.unusable`) stay as they are.

    Args:
        file: The name of the user's file.
        document: What it holds now.
        routines: As they are meant to be from now on.

    Raises:
        RoutineFileError: A routine in the file cannot be read, so that writing could lose
            something in it.
    """
    for problem in routines_in(document, set())[1]:
        raise problem
    changed = _edited(file, document.text or _HEADER, routines)
    _check(file, changed, routines)
    return changed


def _edited(file: str, text: str, routines: Routines) -> str:
    # tomlkit costs about 30 ms to import, and only a person who edits routines needs it.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        if "routine" not in document:
            document.add("routine", tomlkit.aot())
        _merge(document["routine"], routines)
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise RoutineFileError(file, Fault(f"TOML that can be edited ({error})")) from error


def _merge(tables: Any, routines: Routines) -> None:
    """Bring the list of tables to what is wanted, touching only what differs."""
    wanted = {routine.id: routine_table(routine) for routine in routines.own}
    for position in reversed(range(len(tables))):
        routine_id = tables[position]["id"]
        if routine_id in wanted:
            _update(tables[position], wanted.pop(routine_id))
        elif routine_id not in routines.unusable:
            del tables[position]
    for values in wanted.values():
        tables.append(_new_table(tables, values))


def _new_table(tables: Any, values: dict[str, Any]) -> Any:
    import tomlkit  # lazily, see `_edited`

    if not isinstance(tables, tomlkit.items.AoT):
        table: Any = tomlkit.inline_table()
        table.update(values)
        return table
    table = tomlkit.table()
    table.trivia.indent = "\n" if tables else ""
    _update(table, values)
    return table


def _update(table: MutableMapping[str, Any], wanted: dict[str, Any]) -> None:
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if key not in table or table[key] != value:
            table[key] = _lines(value) if key == "items" else value


def _lines(items: list[dict[str, Any]]) -> Any:
    """Return the items one on a line, as in the built-in file."""
    import tomlkit  # lazily, see `_edited`

    array = tomlkit.array().multiline(True)
    for item in items:
        table = tomlkit.inline_table()
        table.update(item)
        array.append(table)
    return array


def routine_table(routine: Routine) -> dict[str, Any]:
    """Return a routine as written in a file; empty parts are left out."""
    fields = ("exercise", "level", "reps", "hold_seconds")
    items = [
        {key: value for key in fields if (value := getattr(item, key)) is not None}
        for item in routine.items
    ]
    table = {
        "id": routine.id,
        "name": routine.name,
        "purpose": "" if routine.purpose == OWN_PURPOSE else routine.purpose,
        **{name: getattr(routine, name) for name in Prescription.__struct_fields__},
        "items": items,
        "afterwards": routine.afterwards,
        "cautions": list(routine.cautions),
    }
    return {key: value for key, value in table.items() if value}


def _check(file: str, text: str, routines: Routines) -> None:
    """Read the new text as the next start will, so that nothing unreadable is ever written.

    Raises:
        RoutineFileError: A routine was built with values that a file may not hold.
    """
    document = parse(file, text.encode(), RoutineFileError)
    written, errors = routines_in(document, set())
    for error in errors:
        raise error
    ids = {routine.id for routine in written.values()}
    if ids != {routine.id for routine in routines.own} | (ids & routines.unusable):
        raise RoutineFileError(file, Fault("TOML that can be edited; change it by hand"))
