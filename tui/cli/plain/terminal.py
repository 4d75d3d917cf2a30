"""Single keys and signals for a session without a screen."""

import os
import select
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Thread
from types import FrameType
from typing import Any, Protocol

from tui.cli.output import give_up_output
from tui.signals import LAST_SECONDS, SIGNAL_EXIT_CODE, end_at_last

ESCAPE = "\x1b"
END_OF_INPUT = "\x04"
"""What ctrl+d types, and what a terminal that is gone gives."""
_LONGEST_READ = 4096
LONGEST_LINE = _LONGEST_READ - 1
"""Longest line a terminal hands over, in bytes, without its end; the rest of it is dropped."""
_LEAVING = ("SIGINT", "SIGTERM", "SIGHUP")
_OUTPUT_SECONDS = 1.0
"""How long an output that takes nothing is waited for by somebody who leaves; our judgement."""


class Keys(Protocol):
    """Where keys come from."""

    def wait(self, seconds: float) -> str:
        """Wait for keys, so long at most; a character each."""
        ...

    def forget(self) -> None:
        """Drop what was typed before a question: it can be no answer to it."""
        ...

    def by_line(self) -> AbstractContextManager[None]:
        """Within it lines come as a whole, shown and corrected while they are typed."""
        ...


class NoKeys:
    """Nobody is there to press one."""

    def wait(self, seconds: float) -> str:
        """Only wait."""
        time.sleep(seconds)
        return ""

    def forget(self) -> None:
        """Nothing was typed."""

    def by_line(self) -> AbstractContextManager[None]:
        """Change nothing: no line will come either."""
        return nullcontext()


class TerminalKeys:
    """Keys as they are pressed, without Enter.

    Args:
        descriptor: The terminal.
        by_line: How it is set to give whole lines, as `termios.tcgetattr` tells it.
        by_key: How it is set to give every key at once.
    """

    def __init__(self, descriptor: int, by_line: list[Any], by_key: list[Any]) -> None:
        self._descriptor, self._by_line, self._by_key = descriptor, by_line, by_key
        # A read may end in the middle of a letter.
        self._decoder = getincrementaldecoder("utf-8")(errors="ignore")

    def wait(self, seconds: float) -> str:
        """Wait for keys; arrows and other keys that send several characters are left out."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return ""
        try:
            data = os.read(self._descriptor, _LONGEST_READ)
        except OSError:  # the terminal was closed
            data = b""
        text = self._decoder.decode(data)
        if not data:
            return END_OF_INPUT
        return "" if text.startswith(ESCAPE) and len(text) > 1 and text[-1] != "\n" else text

    def forget(self) -> None:
        """Drop what was typed so far."""
        import termios  # see `keys_of_stdin`

        with suppress(termios.error):  # the terminal is gone, and its keys are
            termios.tcflush(self._descriptor, termios.TCIFLUSH)

    @contextmanager
    def by_line(self) -> Iterator[None]:
        """Let the terminal show and correct a line while it is typed, as a shell's does."""
        self._set(self._by_line)
        try:
            yield
        finally:
            self._set(self._by_key)

    def _set(self, attributes: list[Any]) -> None:
        import termios  # see `keys_of_stdin`

        with suppress(termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, attributes)


@contextmanager
def keys_of_stdin() -> Iterator[Keys | None]:
    """Yield the keys of the terminal on stdin, given back as it was; None when there is none.

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
        now = termios.tcgetattr(descriptor)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        os.kill(os.getpid(), signal.SIGSTOP)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, now)  # goes on here after fg

    tty.setcbreak(descriptor)
    old = signal.signal(signal.SIGTSTP, suspend)
    try:
        yield TerminalKeys(descriptor, before, termios.tcgetattr(descriptor))
    finally:
        signal.signal(signal.SIGTSTP, old)
        try:  # what nobody read is dropped: a shell would run it
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
        except termios.error:
            return  # the terminal is gone, and there is nobody to give it back to


class Leaving:
    """Whether somebody wants us to end, and how."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self.saving = False
        """Whether a save is under way, which is finished first."""

    @property
    def exit_code(self) -> int:
        """130 after ctrl+c, 0 after anything else: what was done is saved."""
        return 130 if self.signal == signal.SIGINT else 0


@contextmanager
def leaving_on_signals() -> Iterator[Leaving]:
    """Note signals that ask us to end instead of obeying them in the middle of something.

    From then on an output that takes nothing is given up after a moment, and a program that has
    not ended after a while longer is ended: its draft stays.
    """
    leaving = Leaving()

    def note(number: int, _frame: FrameType | None) -> None:
        if leaving.signal is None and sys.platform != "win32":
            Thread(target=_end_at_last, args=(leaving, number), daemon=True).start()
            signal.signal(signal.SIGALRM, lambda *_: give_up_output())
            signal.setitimer(signal.ITIMER_REAL, _OUTPUT_SECONDS, _OUTPUT_SECONDS)
        leaving.signal = number

    signals = [getattr(signal, name) for name in _LEAVING if hasattr(signal, name)]
    before = [(number, signal.signal(number, note)) for number in signals]
    try:
        yield leaving
    finally:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before:
            signal.signal(number, handler)


def _end_at_last(leaving: Leaving, number: int) -> None:
    time.sleep(LAST_SECONDS)
    end_at_last(lambda: leaving.saving, SIGNAL_EXIT_CODE + number)
