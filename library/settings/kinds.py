"""What values a setting may have, and how to say so."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from unicodedata import normalize

import msgspec

from library.text import MAX_TEXT_LENGTH, clean


class Rejected(ValueError):
    """A value is not of its kind."""


class Whole(msgspec.Struct, frozen=True):
    """A whole number within bounds, both included."""

    low: int
    high: int
    unit: str = ""
    """What it counts, such as `seconds`."""
    step: int = 1
    """By how much one key changes it; seconds have a step of their own."""

    @property
    def expected(self) -> str:
        """What is accepted, in words."""
        return f"a whole number from {self.low} to {self.high}"

    def parse(self, raw: object) -> int:
        """Check a value from the file."""
        if isinstance(raw, int) and not isinstance(raw, bool) and self.low <= raw <= self.high:
            return int(raw)
        raise Rejected


class Switch:
    """On or off."""

    expected = "true or false"

    def parse(self, raw: object) -> bool:
        """Check a value from the file."""
        if isinstance(raw, bool):
            return raw
        raise Rejected


class Choice(msgspec.Struct, frozen=True):
    """One of a few words."""

    options: tuple[str, ...]
    formerly: Mapping[bool, str] = {}
    """What earlier versions wrote, and what it means now."""

    @property
    def expected(self) -> str:
        """What is accepted, in words."""
        return "one of " + ", ".join(f'"{option}"' for option in self.options)

    def parse(self, raw: object) -> str:
        """Check a value from the file."""
        if isinstance(raw, str) and raw in self.options:
            return str(raw)
        if isinstance(raw, bool) and raw in self.formerly:
            return self.formerly[raw]
        raise Rejected


class Words(msgspec.Struct, frozen=True):
    """Any text on one line; the part of the program that uses it knows what is sensible."""

    usual: tuple[str, ...] = ()
    """Words that the program knows; others will do."""

    @property
    def expected(self) -> str:
        """What is accepted, in words."""
        return f"a text in quotes, of at most {MAX_TEXT_LENGTH:,} characters"

    def parse(self, raw: object) -> str:
        """Check a value from the file."""
        if isinstance(raw, str) and len(raw) <= MAX_TEXT_LENGTH:  # half a command is another one
            return clean(raw)
        raise Rejected


class ShellCommand(Words, frozen=True):
    """A command for a shell: where a sign of it would have to be changed, it is another one."""

    @property
    def expected(self) -> str:
        """What is accepted, in words."""
        return (
            "a command in quotes, on one line and without tabs, "
            f"of at most {MAX_TEXT_LENGTH:,} characters"
        )

    def parse(self, raw: object) -> str:
        """Check a value from the file."""
        if not isinstance(raw, str):
            raise Rejected
        line = raw.strip("\r\n")  # those between three quotes do no harm at either end
        command = super().parse(line)
        if normalize("NFC", line) != command:
            raise Rejected
        return command


class Day:
    """A date."""

    expected = "a date such as 2026-03-31"

    def parse(self, raw: object) -> date:
        """Check a value from the file."""
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return date(raw.year, raw.month, raw.day)
        raise Rejected


class Record(msgspec.Struct, frozen=True):
    """A small table with fixed parts."""

    make: Callable[..., object]
    """Called with the parts by name."""
    parts: Mapping[str, "Whole | Day"]

    @property
    def expected(self) -> str:
        """What is accepted, in words."""
        parts = ", ".join(f"{name} = {kind.expected}" for name, kind in self.parts.items())
        return f"a table with {parts}"

    def parse(self, raw: object) -> object:
        """Check a value from the file."""
        if not isinstance(raw, Mapping) or raw.keys() != self.parts.keys():
            raise Rejected
        return self.make(**{name: kind.parse(raw[name]) for name, kind in self.parts.items()})


Single = Whole | Switch | Choice | Words | Day | Record


class ListOf(msgspec.Struct, frozen=True):
    """Any number of values; a bad one is left out by itself."""

    each: Single
    expected = "a list in square brackets"


class PerName(msgspec.Struct, frozen=True):
    """A table with a value for each name; a bad one is left out by itself."""

    each: Single | ListOf
    expected = "a table"


Kind = Single | ListOf | PerName
