"""Writes the user's own routines back to their file, leaving their comments alone."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from library import files
from library.exercises.catalogue import Catalogue
from library.routines.collection import Routines
from library.routines.file import (
    OWN_PURPOSE,
    RoutineFileError,
    RoutinesError,
    load_routines,
    read_own_file,
    routines_in,
)
from library.routines.model import Routine
from library.text import clean
from library.toml.document import parse

_HEADER = """\
# Your own routines. Change them here or in supple; your comments stay.

"""


def change_own_routines(
    path: Path, lock_file: Path, catalogue: Catalogue, change: Callable[[Routines], Routines]
) -> Routines:
    """Read the own routines, change them and save them, while no other window does the same.

    Args:
        path: The user's file.
        lock_file: Held meanwhile.
        catalogue: The exercises a routine may name.
        change: Gives the routines as they are meant to be from now on.

    Returns:
        What `change` made of those in the file.

    Raises:
        RoutinesError: They could not be saved, and the file is as it was.
    """
    try:
        with files.locked_if_possible(lock_file):
            current, _ = load_routines(path, catalogue)
            changed = change(current)
            save_own_routines(path, changed)
    except TimeoutError as error:
        raise RoutinesError(f"Not saved: {error.strerror}.") from error
    except RoutineFileError as error:
        reason = clean(str(error))
        raise RoutinesError(f"Not saved, and nothing in the file was changed. {reason}.") from error
    return changed


def save_own_routines(path: Path, routines: Routines) -> None:
    """Make the file hold the own routines; what did not change keeps its place and comments.

    Routines that name an exercise that is not there (`routines.unusable`) stay as they are.

    Args:
        path: The user's file; it and its folder are created when missing.
        routines: As they are meant to be from now on.

    Raises:
        RoutineFileError: The file can not be read as a whole, so that writing could lose
            something in it, or it can not be written. It is then unchanged.
    """
    changed = _edited(path.name, _current_text(path), routines)
    _check(path.name, changed, routines)
    try:
        files.replace(path, changed.encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RoutineFileError(
            path.name, None, "", f"a file that can be written ({reason})"
        ) from error


def _current_text(path: Path) -> str:
    try:
        document = read_own_file(path)
    except RoutineFileError as error:
        if error.is_missing:
            return _HEADER
        raise
    for problem in routines_in(document, set())[1]:
        raise problem
    return document.text or _HEADER


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
        raise RoutineFileError(file, None, "", f"TOML that can be edited ({error})") from error


def _merge(tables: Any, routines: Routines) -> None:
    """Bring the list of tables to what is wanted, touching only what differs."""
    wanted = {routine.id: _table(routine) for routine in routines.own}
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
    """The items one on a line, as in the built-in file."""
    import tomlkit  # lazily, see `_edited`

    array = tomlkit.array().multiline(True)
    for item in items:
        table = tomlkit.inline_table()
        table.update(item)
        array.append(table)
    return array


def _table(routine: Routine) -> dict[str, Any]:
    """The routine as written in a file; empty parts are left out."""
    fields = ("exercise", "level", "reps", "hold_seconds")
    items = [
        {key: value for key in fields if (value := getattr(item, key)) is not None}
        for item in routine.items
    ]
    table = {
        "id": routine.id,
        "name": routine.name,
        "purpose": "" if routine.purpose == OWN_PURPOSE else routine.purpose,
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
        raise RoutineFileError(file, None, "", "TOML that can be edited; change it by hand")
