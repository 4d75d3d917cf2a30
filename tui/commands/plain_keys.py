"""Single keys and signals for a session without a screen."""

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

_ESCAPE = "\x1b"
END_OF_INPUT = "\x04"
"""What ctrl+d types, and what a terminal that is gone gives."""
_LEAVING = ("SIGINT", "SIGTERM", "SIGHUP")


class Keys(Protocol):
    """Where keys come from."""

    def wait(self, seconds: float) -> str:
        """Wait for keys, so long at most; a character each."""
        ...


class NoKeys:
    """Nobody is there to press one."""

    def wait(self, seconds: float) -> str:
        """Only wait."""
        time.sleep(seconds)
        return ""


class TerminalKeys:
    """Keys as they are pressed, without Enter.

    Args:
        descriptor: The terminal.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def wait(self, seconds: float) -> str:
        """Wait for keys; arrows and other keys that send several characters are left out."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return ""
        try:
            data = os.read(self._descriptor, 64)
        except OSError:  # the terminal was closed
            data = b""
        text = data.decode(errors="ignore")
        if not data:
            return END_OF_INPUT
        return "" if text.startswith(_ESCAPE) and len(text) > 1 else text


@contextmanager
def keys_of_stdin() -> Iterator[Keys | None]:
    """Keys of the terminal on stdin, given back as it was; None when there is none.

    ctrl+z gives it back too, and takes it again when the program goes on.
    """
    if sys.stdin is None or not sys.stdin.isatty() or os.name == "nt":
        yield None
        return
    import termios  # there is none on Windows
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def suspend(_signal: int, _frame: FrameType | None) -> None:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        os.kill(os.getpid(), signal.SIGSTOP)
        tty.setcbreak(descriptor)  # goes on here after fg

    tty.setcbreak(descriptor)
    old = signal.signal(signal.SIGTSTP, suspend)
    try:
        yield TerminalKeys(descriptor)
    finally:
        signal.signal(signal.SIGTSTP, old)
        try:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        except termios.error:
            return  # the terminal is gone, and there is nobody to give it back to


class Leaving:
    """Whether somebody wants us to end, and how."""

    def __init__(self) -> None:
        self.signal: int | None = None

    @property
    def exit_code(self) -> int:
        """130 after ctrl+c, 0 after anything else: what was done is saved."""
        return 130 if self.signal == signal.SIGINT else 0


@contextmanager
def leaving_on_signals() -> Iterator[Leaving]:
    """Note signals that ask us to end instead of obeying them in the middle of something."""
    leaving = Leaving()

    def note(number: int, _frame: FrameType | None) -> None:
        leaving.signal = number

    signals = [getattr(signal, name) for name in _LEAVING if hasattr(signal, name)]
    before = [(number, signal.signal(number, note)) for number in signals]
    try:
        yield leaving
    finally:
        for number, handler in before:
            signal.signal(number, handler)
