"""Reads values out of a table of a pose and complains in words a contributor understands."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from library.figure.geometry import Point
from library.figure.pose import PoseError
from library.wording import did_you_mean

LIMIT = 1000.0
"""No measure or angle of a pose is larger."""
SHOWN = 40
"""Letters of a wrong value that a message repeats."""


def shown(value: object) -> str:
    """Return a value as a message shows it: short, without anything a terminal would obey."""
    text = ascii(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


class Table:
    """One table of the file; remembers which keys were asked for."""

    def __init__(self, value: object, where: str) -> None:
        self.where = where
        if not isinstance(value, Mapping):
            raise PoseError(f"{where}: expected a table, got {shown(value)}")
        self._values: Mapping[str, Any] = value
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        self._known.add(key)
        return key in self._values

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise PoseError(f"{self.where}: {key} is missing")
        return self._values[key]

    def get(self, key: str, default: Any) -> Any:
        """Return the value of a key that may be missing."""
        self._known.add(key)
        return self._values.get(key, default)

    def at(self, key: str) -> str:
        """Return the name of a key in messages."""
        return f"{self.where}: {key}"

    def finish(self) -> None:
        """Refuse keys nobody asked for.

        Raises:
            PoseError: Naming the first unknown key and the nearest known one.
        """
        for key in self._values:
            if key not in self._known:
                hint = did_you_mean(str(key), sorted(self._known), ", did")
                raise PoseError(f"{self.where}: unknown key {shown(key)}{hint}")

    def number(self, key: str, low: float = -LIMIT, high: float = LIMIT) -> float:
        """Return a finite number from `low` to `high`."""
        return number(self[key], self.at(key), low, high)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """Return a list of `count` numbers."""
        return numbers(self[key], count, self.at(key))

    def point(self, key: str) -> Point:
        """Return two numbers, x and y."""
        return point(self[key], self.at(key))

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """Return one of the given words."""
        value = self[key]
        if value not in choices:
            wanted = ", ".join(choices)
            raise PoseError(f"{self.at(key)}: expected one of {wanted}, got {shown(value)}")
        return str(value)

    def flag(self, key: str) -> bool:
        """Return true or false; false when the key is missing."""
        value = self.get(key, False)
        if not isinstance(value, bool):
            raise PoseError(f"{self.at(key)}: expected true or false, got {shown(value)}")
        return value

    def words(self, key: str, longest: int) -> str:
        """Return a text of 1 to `longest` letters, each one cell wide and printable."""
        value = self[key]
        if not isinstance(value, str) or not 1 <= len(value) <= longest:
            raise PoseError(f"{self.at(key)}: expected 1-{longest} letters, got {shown(value)}")
        if not value.isprintable() or any(_odd_width(letter) for letter in value):
            raise PoseError(f"{self.at(key)}: letters must be one cell wide, got {shown(value)}")
        return value

    def list(self, key: str, most: int) -> Sequence[Any]:
        """Return a list of at most `most` entries; an empty one when the key is missing."""
        if key not in self:
            return ()
        value = self[key]
        if not isinstance(value, list | tuple):
            raise PoseError(f"{self.at(key)}: expected a list, got {shown(value)}")
        if len(value) > most:
            raise PoseError(f"{self.at(key)}: at most {most} are allowed, got {len(value)}")
        return value


def _odd_width(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" or unicodedata.combining(letter) > 0


def number(value: object, where: str, low: float = -LIMIT, high: float = LIMIT) -> float:
    """Return a finite number from `low` to `high`, or raise a `PoseError` that names `where`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PoseError(f"{where}: expected a number, got {shown(value)}")
    if not math.isfinite(value) or not low <= value <= high:
        raise PoseError(f"{where}: expected a number from {low:g} to {high:g}, got {shown(value)}")
    return float(value)


def numbers(value: object, count: int, where: str) -> tuple[float, ...]:
    """Return a list of `count` numbers, or raise a `PoseError` that names `where`."""
    if not isinstance(value, list | tuple) or len(value) != count:
        raise PoseError(f"{where}: expected a list of {count} numbers, got {shown(value)}")
    return tuple(number(entry, where) for entry in value)


def point(value: object, where: str) -> Point:
    """Return two numbers, x and y, or raise a `PoseError` that names `where`."""
    x, y = numbers(value, 2, where)
    return (x, y)
