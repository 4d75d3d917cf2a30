"""Reads a TOML file that people write, and says where it is wrong."""

import errno
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from library import failures, files
from library.text import clean
from library.toml import KeyPath, key_words
from library.wording import counted

MAX_FILE_BYTES = 256 * 1024
"""Largest file read; a hundred times a long exercise file, our judgement."""
MOST_FAULTS = 20
"""How many faults of one file are told; our judgement."""

_TOO_LARGE = (f"at most {MAX_FILE_BYTES // 1024} KiB", "it is too large")
_UNSUITABLE = {
    errno.EISDIR: ("a file, but this is a folder", "it is not a file"),
    errno.EINVAL: ("an ordinary file", "it is not a file"),
    errno.EFBIG: _TOO_LARGE,
}
"""What is expected in the place of an unsuitable file, and what is wrong with it."""
_EXCERPT = 40
"""Letters of a wrong value that a message repeats."""
_ABSENT = object()

Problem = tuple[KeyPath, str]
"""Where something is wrong, and what is expected there."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong in a file, and what belongs there."""

    expected: str
    """What should stand there."""
    line: int | None = None
    """Line to mend, from 1; None when the file as a whole is wrong."""
    path: KeyPath = ()
    """Where that is; empty when the file as a whole is wrong."""
    found: str = ""
    """What stands there, as in `is 99`; empty where that tells nothing."""

    @property
    def key(self) -> str:
        """The key as people would call it, as in `dose 2, reps`; empty for the whole file."""
        return clean(key_words(self.path), limit=80)

    def __str__(self) -> str:
        place = "" if self.line is None else f", line {self.line}"
        key = f", {self.key}" if self.key else ""
        found = f" {self.found}" if self.found else ""
        return f"{place}{key}{found}: expected {self.expected}"


TOO_DEEP = Fault("fewer brackets inside each other")


class TomlFileError(Exception):
    """A file that could not be used: everything that is wrong with it.

    Attributes:
        file: The file's name.
        faults: What is wrong with it, one at least, in the order of the lines.
        reason: Why the file as a whole cannot be used, as in `it is not UTF-8 text`; empty when
            only a part of it cannot.
    """

    def __init__(self, file: str, *faults: Fault, reason: str = "") -> None:
        self.file = clean(file, limit=200)
        self.faults = faults
        self.reason = reason
        super().__init__(self.file, *faults)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each fault on a line; of very many the first ones, and how many more there are."""
        told = [clean(f"{self.file}{fault}", limit=600) for fault in self.faults[:MOST_FAULTS]]
        if more := self.faults[MOST_FAULTS:]:
            told.append(f"{self.file}: and {counted(len(more), 'more fault')}")
        return tuple(told)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


class Document(msgspec.Struct, frozen=True):
    """A parsed file that still knows its text, so that any key's line can be told."""

    file: str
    text: str
    table: dict[str, Any]
    error_type: type[TomlFileError]

    def error(self, path: KeyPath, expected: str) -> TomlFileError:
        """Return the error for the key at `path`, with its line."""
        return self.errors([(path, expected)])

    def errors(self, problems: Iterable[Problem]) -> TomlFileError:
        """Return one error for all that is wrong, in the order of the lines."""
        from library.toml.lines import line_of, lines_of  # a file that is right is not taken apart

        lines = lines_of(self.text)
        faults = [
            Fault(
                expected=clean(expected, limit=300),
                line=line_of(lines, path),
                path=path,
                found=_found(self._value(path)),
            )
            for path, expected in problems
        ]
        return self.error_type(self.file, *sorted(faults, key=lambda fault: fault.line or 0))

    def _value(self, path: KeyPath) -> object:
        value: Any = self.table
        for part in path:
            try:
                value = value[part]
            except (LookupError, TypeError):
                return _ABSENT
        return value

    def line(self, path: KeyPath) -> int:
        """Return the line, from 1, of the key at `path`, as `line_of` does."""
        from library.toml.lines import line_of, lines_of  # as above

        return line_of(lines_of(self.text), path)


def _found(value: object) -> str:
    """Return what a value is, as a person would write it; nothing of a table."""
    if value is _ABSENT or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return f"has {counted(len(value), 'entry', 'entries')}"
    if isinstance(value, bool):
        return f"is {str(value).lower()}"
    try:
        text = clean(str(value), limit=_EXCERPT + 1)
    except ValueError:  # a number of thousands of digits
        return ""
    cut = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
    return f'is "{cut}"' if isinstance(value, str) else f"is {cut}"


def read_bytes(path: Path, error_type: type[TomlFileError], *, needed: bool = True) -> bytes:
    """Read the bytes of a file.

    Args:
        path: The file.
        error_type: What to raise.
        needed: Whether there must be one; else a file that is not there counts as empty.

    Raises:
        TomlFileError: Of the type given, when it is no ordinary file, too large, or cannot be read.
    """
    name = path.name or str(path)
    try:
        data = files.read(path, MAX_FILE_BYTES)
        if data is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return data
    except failures.UnsuitableFileError as error:
        expected, reason = _UNSUITABLE[error.errno or 0]
        raise error_type(name, Fault(expected), reason=reason) from error
    except OSError as error:
        if not needed and isinstance(error, FileNotFoundError | NotADirectoryError):
            return b""
        reason = failures.reason(error)
        expected = f"a file that can be read ({reason})"
        raise error_type(name, Fault(expected), reason=reason) from error


def parse(file: str, data: bytes, error_type: type[TomlFileError]) -> Document:
    """Turn a file's bytes into a document.

    Raises:
        TomlFileError: Of the type given, when they are too many, not UTF-8 or not TOML.
    """
    if len(data) > MAX_FILE_BYTES:
        expected, reason = _TOO_LARGE
        raise error_type(file, Fault(expected), reason=reason)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault("text in UTF-8", line)
        raise error_type(file, fault, reason="it is not UTF-8 text") from error
    try:
        table = tomllib.loads(text)
    except RecursionError as error:
        raise error_type(file, TOO_DEEP, reason="it is nested too deeply") from error
    except ValueError as error:
        # Not only TOMLDecodeError: a number of 5,000 digits raises a plain ValueError.
        raise _syntax_error(file, text, error, error_type) from error
    return Document(file, text, table, error_type)


def _syntax_error(
    file: str, text: str, error: ValueError, error_type: type[TomlFileError]
) -> TomlFileError:
    from library.toml.messages import syntax_fault  # few files ever have one

    line, fault = syntax_fault(text, error)
    place = "" if line is None else f" in line {line}"
    reason = f"it is no valid TOML{place} ({fault})"
    return error_type(file, Fault(f"valid TOML ({fault})", line), reason=reason)
