"""Copies of exercises and routines: how they are called, and whether they say the same."""

from collections.abc import Collection
from itertools import count
from typing import TypeVar

from msgspec.structs import replace

from library.bounds import MAX_NAME
from library.exercises.ids import free_id
from library.exercises.model import Exercise
from library.routines.model import Routine

Thing = TypeVar("Thing", Exercise, Routine)

_ROOM = 10
"""Characters that are left for the word, as in ` (copy 99)`."""


def copied_name(name: str, word: str) -> str:
    """Return the name of a copy, as in `Evening (copy)`.

    Args:
        name: That of the original.
        word: What tells the two apart, at most seven characters.
    """
    return f"{_cut(name)} ({word})"


def apart(thing: Thing, used: Collection[str], names: Collection[str]) -> Thing:
    """Return an exercise or a routine with an id, and if that is another also a name, of its own.

    Args:
        thing: What comes to what is here.
        used: Ids that are in use.
        names: Names that are in use, in small letters.
    """
    if thing.id not in used:
        return thing
    name = thing.name
    for number in count(2):
        if name.casefold() not in names:
            break
        name = copied_name(thing.name, str(number))
    return replace(thing, id=free_id(thing.id, used, "copy"), name=name)


def says_the_same(theirs: Thing, mine: Thing) -> bool:
    """Tell whether one says what the other does, perhaps kept under a number or as a copy."""
    if not _is_copied_name(mine.name, theirs.name):
        return False
    same: bool = replace(mine, id=theirs.id, name=theirs.name) == theirs
    return same and getattr(theirs, "pose", None) == getattr(mine, "pose", None)


def _is_copied_name(name: str, original: str) -> bool:
    """Tell whether a name is that of the original, or one that `copied_name` made of it."""
    return name == original or name.startswith(f"{_cut(original)} (")


def _cut(name: str) -> str:
    return name[: MAX_NAME - _ROOM].rstrip()
