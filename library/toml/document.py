"""Reads a TOML file that people write, and says exactly what is wrong with it."""

import errno
import os
import tomllib
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from library import failures, files
from library.text import clean
from library.toml import KeyPath
from library.wording import did_you_mean

MAX_FILE_BYTES = 256 * 1024
"""Largest file read; a hundred times a long exercise file, our judgement."""
MAX_TEXT = 400
"""Longest single text in a file, in characters: about five lines on a narrow screen."""
MAX_ENTRIES = 100
"""Most entries in one list."""

_TOO_LARGE = (f"at most {MAX_FILE_BYTES // 1024} KiB", "it is too large")
_UNSUITABLE = {
    errno.EISDIR: ("a file, but this is a folder", "it is not a file"),
    errno.EINVAL: ("an ordinary file", "it is not a file"),
    errno.EFBIG: _TOO_LARGE,
}
"""What is expected in the place of an unsuitable file, and what is wrong with it."""
_NOT_IN_FILES = frozenset({"own"})

T = TypeVar("T")


class TomlFileError(Exception):
    """A file that could not be used: where it is wrong and what belongs there.

    Attributes:
        file: The file's name.
        line: Line to mend, from 1; None when the file as a whole is wrong.
        key: The key, as in `doses[1].reps`; empty when the file as a whole is wrong.
        expected: What should stand there.
        reason: Why the file as a whole cannot be used, as in `it is not UTF-8 text`; empty when
            only a part of it cannot.
    """

    def __init__(
        self, file: str, line: int | None, key: str, expected: str, reason: str = ""
    ) -> None:
        self.file = clean(file, limit=200)
        self.line = line
        self.key = clean(key, limit=80)
        self.expected = clean(expected, limit=300)
        self.reason = reason
        super().__init__(self.file, self.line, self.key, self.expected)

    def __str__(self) -> str:
        place = "" if self.line is None else f", line {self.line}"
        key = f", {self.key}" if self.key else ""
        return f"{self.file}{place}{key}: expected {self.expected}"


class Document(msgspec.Struct, frozen=True):
    """A parsed file that still knows its text, so that any key's line can be told."""

    file: str
    text: str
    table: dict[str, Any]
    error_type: type[TomlFileError]

    def error(self, path: KeyPath, expected: str) -> TomlFileError:
        """Return the error for the key at `path`, with its line."""
        return self.error_type(self.file, self.line(path), _written(path), expected)

    def line(self, path: KeyPath) -> int:
        """Return the line, from 1, of the key at `path`, as `line_of` does."""
        from library.toml.lines import line_of  # a file that is right is not taken apart

        return line_of(self.text, path)


def read_bytes(path: Path, error_type: type[TomlFileError], *, needed: bool = True) -> bytes:
    """Read the bytes of a file.

    Args:
        path: The file.
        error_type: What to raise.
        needed: Whether there must be one; else a file that is not there counts as empty.

    Raises:
        TomlFileError: Of the type given, when it is no ordinary file, too large, or cannot be read.
    """
    try:
        data = files.read(path, MAX_FILE_BYTES)
        if data is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return data
    except failures.UnsuitableFileError as error:
        raise error_type(path.name, None, "", *_UNSUITABLE[error.errno or 0]) from error
    except OSError as error:
        if not needed and isinstance(error, FileNotFoundError | NotADirectoryError):
            return b""
        reason = failures.reason(error)
        expected = f"a file that can be read ({reason})"
        raise error_type(path.name, None, "", expected, reason) from error


def parse(file: str, data: bytes, error_type: type[TomlFileError]) -> Document:
    """Turn a file's bytes into a document.

    Raises:
        TomlFileError: Of the type given, when they are too many, not UTF-8 or not TOML.
    """
    if len(data) > MAX_FILE_BYTES:
        raise error_type(file, None, "", *_TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise error_type(file, line, "", "text in UTF-8", "it is not UTF-8 text") from error
    try:
        table = tomllib.loads(text)
    except RecursionError as error:
        expected = "fewer brackets inside each other"
        raise error_type(file, None, "", expected, "it is nested too deeply") from error
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
    return error_type(file, line, "", f"valid TOML ({fault})", reason)


def convert(document: Document, path: KeyPath, table: object, cls: type[T]) -> T:
    """Turn a table of the document into a record, checking keys, types and lengths.

    All text is cleaned; a field of type `Mapping` is passed through as it is.

    Args:
        document: Where the table comes from, for messages.
        path: The table's place in the document.
        table: Its content.
        cls: A struct.

    Raises:
        TomlFileError: Of the document's type, for the first thing that is wrong.
    """
    try:
        prepared = _prepared(document, path, table, cls)
    except RecursionError as error:
        raise document.error_type(
            document.file, None, "", "fewer brackets inside each other"
        ) from error
    try:
        return msgspec.convert(prepared, cls)
    except msgspec.ValidationError as error:
        from library.misfit import misfit_in  # hardly any file needs it

        where, type_, value = misfit_in(prepared, cls) or ((), cls, None)
        missing = ", but it is missing" if value is msgspec.UNSET else ""
        raise document.error(path + where, f"{_type_words(type_)}{missing}") from error


def _prepared(document: Document, path: KeyPath, value: object, type_: Any) -> object:
    """Return the value with its text cleaned; wrong types are left for msgspec to name."""
    if isinstance(value, dict) and _is_record(type_):
        known = _keys_of(type_)
        for key in value:
            if key not in known:
                raise document.error((*path, key), _known_keys(key, known))
        return {
            key: _prepared(document, (*path, key), entry, known[key])
            for key, entry in value.items()
        }
    if isinstance(value, list) and get_origin(type_) is tuple:
        if len(value) > MAX_ENTRIES:
            raise document.error(path, f"at most {MAX_ENTRIES} entries")
        entry_type = get_args(type_)[0]
        return [
            _prepared(document, (*path, number), entry, entry_type)
            for number, entry in enumerate(value)
        ]
    if isinstance(value, str) and type_ is str:
        if not value.strip() or len(value) > MAX_TEXT:
            raise document.error(path, f"text of 1 to {MAX_TEXT} characters")
        return clean(value, limit=MAX_TEXT).strip()
    return value


def _is_record(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


@cache
def _keys_of(cls: Any) -> Mapping[str, Any]:
    """Return the keys a table may have, with their types."""
    hints = get_type_hints(cls)
    return {name: hint for name, hint in hints.items() if name not in _NOT_IN_FILES}


def _known_keys(key: str, known: Mapping[str, Any]) -> str:
    hint = did_you_mean(key, known, "; did")
    return f"a known key{hint}" if hint else f"one of the keys {', '.join(known)}"


def _type_words(type_: Any) -> str:
    choices = [entry for entry in get_args(type_) if entry is not NoneType]
    if get_origin(type_) is tuple:
        return "a list"
    if len(choices) == 1:
        return _type_words(choices[0])
    if isinstance(type_, type) and issubclass(type_, Enum):
        return f"one of {', '.join(member.value for member in type_)}"
    words = {str: "text in quotes", int: "a whole number", bool: "true or false"}
    return words.get(type_, "a table")


def _written(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
