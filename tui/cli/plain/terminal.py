"""Single keys and signals for a session without a screen."""

import os
import re
import select
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from types import FrameType
from typing import Protocol

from tui.cli.output import give_up_output
from tui.keys.names import key_of
from tui.signals import LAST_SECONDS, SIGNAL_EXIT_CODE, end_at_last

ESCAPE = "\x1b"
END_OF_INPUT = "\x04"
"""What ctrl+d types, and what a terminal that is gone gives."""
SHOW_AGAIN = "\x12"
"""What ctrl+r types: a line that is being typed is shown once more."""
_LONGEST_READ = 4096
_LEAVING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")  # the last is ctrl+\
_REST_SECONDS = 0.05
"""On a slow line what a key sends may come in two parts, so long apart (our judgement)."""
_SENT = re.compile(r"(?s)\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[ -~]|\x1b[!-~]|.")
"""What one key sends: the Linux console's F1 to F5, ECMA-48's control sequences, xterm's of other
keys, a letter with alt, or a character."""
_CUT = re.compile(r"\x1b(O|\[\[?[0-?]*[ -/]*)?\Z")
"""The beginning of what a key sends."""
_BY_END = {
    **{"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"},
    **{"P": "f1", "Q": "f2", "R": "f3", "S": "f4", "Z": "shift+tab"},
}
_BY_NUMBER = {
    **{1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown"},
    **{7: "home", 8: "end"},
    **{number: f"f{key}" for key, number in enumerate((11, 12, 13, 14, 15, 17, 18, 19), 1)},
    **{number: f"f{key}" for key, number in enumerate((20, 21, 23, 24, 25, 26, 28, 29), 9)},
    **{number: f"f{key}" for key, number in enumerate((31, 32, 33, 34), 17)},
}
"""By their numbers in VT220's and xterm's sequences."""
_HELD = {"2": "shift+", "3": "alt+", "5": "ctrl+"}
UNKNOWN = "unknown"
"""A key that is there, but has no name here."""
_OUTPUT_SECONDS = 1.0
"""How long an output that takes nothing is waited for by somebody who leaves; our judgement."""


def keys_in(sent: str) -> list[str]:
    """Return the keys that have sent this: characters, and the names of those that type none."""
    return [each if len(each) == 1 else _name(each) for each in _SENT.findall(sent)]


def _name(sequence: str) -> str:
    """Return the name of the key that sends a sequence, as Textual has it."""
    if sequence.startswith(f"{ESCAPE}[["):
        return f"f{ord(sequence[-1]) - ord('A') + 1}"
    if len(sequence) == 2:
        return f"alt+{key_of(sequence[1])}"
    number, _, held = sequence[2:-1].partition(";")
    if sequence[-1] == "~":
        name = _BY_NUMBER.get(int(number)) if number.isdecimal() else None
    else:
        name = _BY_END.get(sequence[-1]) if number in ("", "1") else None
    if name is None or (held and held not in _HELD):
        return UNKNOWN
    return f"{_HELD.get(held, '')}{name}"


class Keys(Protocol):
    """Where keys come from."""

    stops: int
    """How often the program was stopped, as by ctrl+z, and went on."""

    def wait(self, seconds: float) -> Sequence[str]:
        """Wait for keys, so long at most: the character that each types, or the key's name."""
        ...

    def forget(self) -> None:
        """Drop what was typed before a question: it can be no answer to it."""
        ...

    def typed(self, seconds: float) -> str:
        """Wait for what is typed, so long at most, as it comes: arrows are sequences in it."""
        ...


class NoKeys:
    """Nobody is there to press one."""

    stops = 0
    """Without a terminal nobody tells."""

    def wait(self, seconds: float) -> str:
        """Only wait."""
        time.sleep(seconds)
        return ""

    def forget(self) -> None:
        """Nothing was typed."""

    def typed(self, seconds: float) -> str:
        """Only wait."""
        return self.wait(seconds)


class TerminalKeys:
    """Keys as they are pressed, without Enter.

    Args:
        descriptor: The terminal, set to give every key at once.
        encoding: What it writes letters in.
    """

    def __init__(self, descriptor: int, encoding: str = "utf-8") -> None:
        self._descriptor = descriptor
        self.stops, self._shown_after = 0, 0
        # A read may end in the middle of a letter.
        self._decoder = getincrementaldecoder(encoding)(errors="ignore")

    def wait(self, seconds: float) -> Sequence[str]:
        """Wait for keys; arrows and other keys that send several characters come by their names."""
        text = self._read(seconds)
        if _CUT.search(text):
            text += self._read(_REST_SECONDS)
        return keys_in(text)

    def typed(self, seconds: float) -> str:
        """Wait for what is typed, as it comes."""
        if self.stops > self._shown_after:  # the terminal has shown something else meanwhile
            self._shown_after = self.stops
            return SHOW_AGAIN
        return self._read(seconds)

    def _read(self, seconds: float) -> str:
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
        return text

    def forget(self) -> None:
        """Drop what was typed so far."""
        self._shown_after = self.stops
        import termios  # see `keys_of_stdin`

        with suppress(termios.error):  # the terminal is gone, and its keys are
            termios.tcflush(self._descriptor, termios.TCIFLUSH)


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
    before, keys = termios.tcgetattr(descriptor), TerminalKeys(descriptor, sys.stdin.encoding)

    def suspend(_signal: int, _frame: FrameType | None) -> None:
        now = termios.tcgetattr(descriptor)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        os.kill(os.getpid(), signal.SIGSTOP)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, now)  # goes on here after fg
        keys.stops += 1

    tty.setcbreak(descriptor)
    old = signal.signal(signal.SIGTSTP, suspend)
    try:
        yield keys
    finally:
        signal.signal(signal.SIGTSTP, old)
        with suppress(termios.error):  # gone, and then there is nobody to give it back to
            # What nobody read is dropped: a shell would run it.
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


class Leaving:
    """Whether somebody wants us to end, and how."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self.saving = False
        """Whether a save is under way, which is finished first."""
        self.at_last: Callable[[], object] = lambda: None
        """Gives the terminal back when the program is stuck."""

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
    end_at_last(lambda: leaving.saving, SIGNAL_EXIT_CODE + number, leaving.at_last)
