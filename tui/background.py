"""Asks the terminal whether its background is light or dark, without ever waiting for it."""

import os
import re
import select
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

import msgspec

QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
"""What the background is; and, as a fence, what every terminal answers: what kind it is."""
_NEVER_ASKED = ("linux", "dumb", "vt", "ansi", "cons", "sun", "wyse", "unknown")
"""How the names of terminals begin that would show the question."""
_ANSWER = b"\x1b]11;"
_FENCE = b"\x1b[?"
_FENCE_IS = re.compile(rb"\x1b\[\?[\d;]*c")
_PAYLOAD_END = re.compile(rb"[\x00-\x1f\x7f\x9c]")
_COLOUR = re.compile(
    r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})|#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})",
    re.IGNORECASE,
)
_LONGEST = 64
"""So many bytes of an answer are kept; none that says a colour is as long."""
_PATIENCE = 10
"""So many looks without a byte end an answer that lacks its end."""
_LOOKS_FOR_FENCE = 20
"""After so many looks without a byte the terminal will say nothing; until then Escape, with which
an answer begins, waits for the next one."""
_READ, _READS = 4096, 16


class Terminal(msgspec.Struct, frozen=True):
    """What a terminal shows."""

    dark: bool = True
    """Whether its background is."""
    no_color: bool = False
    """Whether only its own two colours are wanted."""


class Answers:
    """Takes the answers out of what comes from a terminal; all else is what was typed."""

    def __init__(self, told: Callable[[bool], None] = lambda dark: None) -> None:
        """Begin before the first byte.

        Args:
            told: Called with whether the background is dark, if the terminal says so.
        """
        self.dark: bool | None = None
        self.told = told
        self._fence_is_out = True
        self._held = b""
        """The beginning of what may be an answer."""
        self._payload: bytes | None = None
        """Within an answer what there is of it; None outside."""
        self._quiet = self._looks = 0

    def feed(self, data: bytes) -> bytes:
        """Return what of the next bytes was typed; the beginning of an answer is held back."""
        self._quiet = 0
        data, self._held = self._held + data, b""
        typed = b""
        while data:
            if self._payload is not None:
                data = self._within(data)
                continue
            at = self._begin(data)
            typed, data = typed + data[:at], data[at:]
            if data.startswith(_ANSWER):
                self._payload, data = b"", data[len(_ANSWER) :]
            elif found := self._fence_is_out and _FENCE_IS.match(data):
                self._fence_is_out = False
                data = data[found.end() :]
            elif self._may_go_on(data):
                self._held, data = data, b""
            else:
                typed, data = typed + data[:1], data[1:]
        return typed

    def nothing_came(self) -> bytes:
        """Return what was held back after all, when no byte has come for a while."""
        self._quiet += 1
        self._looks += 1
        if self._looks >= _LOOKS_FOR_FENCE:
            self._fence_is_out = False
        if self._payload is not None and self._quiet >= _PATIENCE:
            self._payload = None
        held, self._held = self._held, b""
        return held

    def _begin(self, data: bytes) -> int:
        """Return where the next answer may begin; the length where none does."""
        at = data.find(b"\x1b")
        return len(data) if at < 0 else at

    def _may_go_on(self, data: bytes) -> bool:
        """Tell whether the next bytes may make an answer of it."""
        if data == b"\x1b":  # Escape, most of the time
            return self._fence_is_out
        if _ANSWER.startswith(data):
            return True
        begun = _FENCE.startswith(data) or re.fullmatch(rb"\x1b\[\?[\d;]{0,32}", data)
        return self._fence_is_out and bool(begun)

    def _within(self, data: bytes) -> bytes:
        """Take what belongs to the answer, and return the rest."""
        kept = self._payload or b""
        if not (end := _PAYLOAD_END.search(data)):
            self._payload = (kept + data)[:_LONGEST]
            return b""
        at = end.start()
        if data[at:] == b"\x1b":  # the other half of its end is still to come
            self._payload, self._held = (kept + data[:at])[:_LONGEST], b"\x1b"
            return b""
        self._payload = None
        self._learn((kept + data[:at])[:_LONGEST])
        ends = {b"\x07": 1, b"\x9c": 1, b"\x1b\\": 2}
        return data[at + next((n for e, n in ends.items() if data.startswith(e, at)), 0) :]

    def _learn(self, payload: bytes) -> None:
        dark = is_dark(payload.decode("ascii", "replace"))
        if dark is not None and dark != self.dark:
            self.dark = dark
            self.told(dark)


def is_dark(colour: str) -> bool | None:
    """Return whether a colour is dark as a terminal tells it, such as `rgb:1a1a/1717/1515`.

    Returns:
        None where it is no colour.
    """
    if not (found := _COLOUR.fullmatch(colour)):
        return None
    parts = [part for part in found.groups() if part is not None]
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)  # weights of ITU-R BT.601


def dark_by_variable(environ: Mapping[str, str]) -> bool | None:
    """Return whether COLORFGBG, as some terminals set it, speaks of a dark background."""
    number = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not number.isascii() or not number.isdecimal() or int(number) > 15:
        return None
    return int(number) in (0, 1, 2, 3, 4, 5, 6, 8)


class Asked:
    """A terminal that was asked, and does not show what it answers.

    What is typed meanwhile is kept for whoever reads from then on.
    """

    def __init__(self, terminal: int) -> None:
        """Ask, with the descriptor of a terminal that keys come from."""
        import termios  # not on Windows

        self.answers = Answers()
        self.typed = b""
        self._terminal = terminal
        before = termios.tcgetattr(terminal)
        quiet = list(before)
        quiet[0] &= ~termios.ICRNL
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        self._restore: Callable[[], None] | None = lambda: termios.tcsetattr(
            terminal, termios.TCSANOW, before
        )
        os.write(sys.stdout.fileno(), QUESTION)

    def listen(self) -> bool | None:
        """Return whether the background is dark, as far as the answer is there by now."""
        for _ in range(_READS):
            if not select.select([self._terminal], [], [], 0)[0]:
                break
            if not (data := os.read(self._terminal, _READ)):
                break
            self.typed += self.answers.feed(data)
        return self.answers.dark

    def restore(self) -> None:
        """Let the terminal show again what is typed; once."""
        restore, self._restore = self._restore, None
        if restore is not None:
            with suppress(Exception):  # it is gone
                restore()


def ask(environ: Mapping[str, str]) -> Asked | None:
    """Ask the terminal for its background.

    Returns:
        None where it is better not asked: it would show the question, takes nothing now, or is
        another program's.
    """
    term = environ.get("TERM", "")
    if sys.platform == "win32" or not term or term.startswith(_NEVER_ASKED):
        return None
    try:
        keys, screen = sys.stdin.fileno(), sys.stdout.fileno()
        takes_it = select.select([], [screen], [], 0)[1]
        return Asked(keys) if takes_it and os.tcgetpgrp(keys) == os.getpgrp() else None
    except (OSError, ValueError):
        return None
