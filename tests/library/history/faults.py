"""An `os` whose calls can be made to fail, to end the process, or to be written down."""

import os
from collections.abc import Callable
from typing import Any

CALLS = frozenset(
    {"open", "read", "write", "fsync", "close", "replace", "stat", "fstat", "mkdir", "listdir"}
    | {"unlink", "fchmod", "lstat", "rmdir", "readlink"}
)

Before = Callable[[int, str], None]


class WatchedOs:
    """Stands in for `os` in `library.files`.

    `before` is told the number and the name of every file-system call just before it.
    """

    def __init__(self, before: Before) -> None:
        self.count = 0
        self._before = before

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def watched(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            self._before(self.count, name)
            return real(*args, **kwargs)

        return watched


def failing(number: int, code: int, *, sticky: bool = False) -> Before:
    """Make call `number` fail with an error code, and with `sticky` all that follow it.

    Closing fails after it has closed, and removing what is temporary goes on working.
    """

    def before(count: int, name: str) -> None:
        if name in ("close", "unlink"):
            return
        if count == number or (sticky and count > number):
            raise OSError(code, os.strerror(code))

    return before


def ending(number: int) -> Before:
    """End the process at call `number` as kill -9 would: nothing is flushed, nothing runs."""

    def before(count: int, _: str) -> None:
        if count == number:
            os._exit(9)

    return before
