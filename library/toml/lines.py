"""Finds the line on which each key of a TOML document stands.

`tomllib` gives values without their places; a message that says which line to mend needs
them. The scanner runs only when there is something to report, and only over documents that
`tomllib` accepted, so it need not check anything again.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

from library.toml import KeyPath

_TOKEN = r"""
    (?P<newline>\n)
  | (?P<blank>[^\S\n]+|\#[^\n]*)
  | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,.#"']+|.)
"""
"""Compiled when first used: a file that is only read, and is right, is not taken apart."""


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


_END = _Token("end", "", 0)


def _tokens(text: str) -> list[_Token]:
    tokens, line = [], 1
    for match in re.finditer(_TOKEN, text, re.DOTALL | re.VERBOSE):
        kind = match.lastgroup or "bare"
        if kind != "blank":
            tokens.append(_Token(kind, match.group(), line))
        line += match.group().count("\n")
    return tokens


class _Scanner:
    """Walks the tokens once and notes the first line of every key and list entry."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._tokens = _tokens(text)
        self._at = 0
        self._entries: dict[KeyPath, int] = {}
        self._table: KeyPath = ()

    def run(self) -> dict[KeyPath, int]:
        while (token := self._skip_newlines()) is not _END:
            if token.text == "[" and token.kind == "mark":
                self._header()
            else:
                self._pair(self._table)
        return self.lines

    def _peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _next(self) -> _Token:
        token = self._peek()
        self._at += 1
        return token

    def _skip_newlines(self) -> _Token:
        while self._peek().kind == "newline":
            self._at += 1
        return self._peek()

    def _accept(self, mark: str) -> bool:
        token = self._peek()
        found = token.kind == "mark" and token.text == mark
        self._at += found
        return found

    def _keys(self) -> list[str]:
        keys = [_plain(self._next())]
        while self._accept("."):
            keys.append(_plain(self._next()))
        return keys

    def _header(self) -> None:
        line = self._next().line
        is_entry = self._accept("[")
        path: KeyPath = ()
        keys = self._keys()
        for number, key in enumerate(keys, start=1):
            path += (key,)
            self.lines.setdefault(path, line)
            last = number == len(keys)
            if last and is_entry:
                self._entries[path] = self._entries.get(path, 0) + 1
            if path in self._entries:
                path += (self._entries[path] - 1,)
                self.lines.setdefault(path, line)
        while self._accept("]"):
            pass
        self._table = path

    def _pair(self, table: KeyPath) -> None:
        line = self._peek().line
        path = table
        for key in self._keys():
            path += (key,)
            self.lines.setdefault(path, line)
        self._accept("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._accept("["):
            self._array(path)
        elif self._accept("{"):
            while not self._closed("}"):
                self._pair(path)
        elif self._next().kind != "text":
            while self._peek().kind == "bare" or self._accept("."):
                self._at += self._peek().kind == "bare"

    def _array(self, path: KeyPath) -> None:
        position = 0
        while not self._closed("]"):
            entry = (*path, position)
            self.lines[entry] = self._peek().line
            self._value(entry)
            position += 1

    def _closed(self, mark: str) -> bool:
        """Step over commas and line ends, and tell whether the bracket closes here."""
        while self._skip_newlines().text == "," and self._accept(","):
            pass
        return self._peek() is _END or self._accept(mark)


def _plain(token: _Token) -> str:
    if token.text.startswith('"'):
        return str(tomllib.loads(f"key = {token.text}")["key"])
    return token.text.strip("'")


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line of every key and list entry of a document that `tomllib` accepts."""
    return _Scanner(text).run()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line, from 1, of a key; for one that is missing, of the table it belongs in.

    Args:
        lines: As `lines_of` tells them.
        path: The key's place in the parsed document.
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
