"""Textual's driver of a terminal, for terminals that are slow, hang, are gone or lack signs."""

import os
import re
import select
import signal
import socket
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial, reduce
from typing import Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from library.figure.terminal import is_console
from tui.background import Answers, Asked
from tui.output import PICTURES_A_SECOND, Output
from tui.terminal_progress import NO_PROGRESS, shows_progress

_LOOK_SECONDS = 0.1
"""How often to look whether anything follows Escape, or what else may go on; as Textual does."""
_LISTENS_SECONDS = 3.0 + ESCAPE_DELAY
"""After so long without a byte nothing that has begun is waited for, neither a key nor an answer:
then the input sleeps, as ten looks a second are most of what the program takes while it idles."""
_LONGEST_READ = 4096
_STAND_INS = {
    "▓": "■",  # a step darker than ▒, as the map of the year needs it
    "✓": "+",
    "○": "o",
    "◐": "ø",
    "‖": "║",
    "◆": "♦",
    "★": "*",
    "\u2800": " ",
    **{chr(dots): "·" for dots in range(0x2801, 0x2900)},  # braille, of which lines are made
    "▔": "¯",
    "▕": "│",
    **dict.fromkeys("▁▂▃", "_"),
    **dict.fromkeys("▏▎▍▖▗▘▝", " "),
    **dict.fromkeys("▀▄▅▆▇▉▊▋▌▐▙▚▛▜▞▟", "█"),
}
"""What the console fonts Lat15 and Uni2 of Debian lack, by the signs in their tables."""
_CONSOLE = str.maketrans(_STAND_INS)
_FULL = "█"
_BLOCKS = re.compile(f"{_FULL}+")
_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_PLAIN = "\x1b[0m"
_REVERSE, _NOT_REVERSE = "\x1b[7m", "\x1b[27m"
_COLOUR = re.compile(r"(?<!\d)[345]8;(?:5;\d+|2;\d+;\d+;\d+)")
"""A colour among the numbers of a style: the numbers in it mean nothing else."""


class TerminalDriver(LinuxDriver):
    """A driver that never waits for the terminal, and ends the program when that is gone."""

    output: Output | None = None
    """What writes; None while the terminal is not ours."""
    _ends_input: socket.socket | None = None
    """Wakes the thread that waits for keys, and ends it, when it is closed."""

    def start_application_mode(self) -> None:
        """Enter the terminal."""
        over_ssh = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
        file: Any = self._file  # a dashboard without stderr has nowhere to draw
        self.output = Output(file.fileno(), PICTURES_A_SECOND[1 if over_ssh else 0])
        self.output.start()
        if (asked := self._asked) is not None:
            asked.restore()  # Textual keeps what it finds, for the end
        self._end_of_input, self._ends_input = socket.socketpair()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        super().close()  # Textual's own thread gets nothing to write

    def write(self, data: str) -> None:
        """Write some time soon; nothing while the terminal is not ours."""
        if self.output is not None:
            self.output.write(drawable(data, console=is_console(os.environ.get("TERM", ""))))

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was; what was to be drawn is not needed any more."""
        if self.output is not None and self.output.is_behind:
            self.output.drop_pictures()
        if shows_progress(os.environ):  # whatever was under way: no bar is left standing
            self.write(NO_PROGRESS)
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Pass on no more keys."""
        if self._ends_input is not None:
            self._ends_input.close()
        super().disable_input()

    def close(self) -> None:
        """End when everything is written, or nothing can be."""
        output, self.output = self.output, None
        if output is not None:
            output.close()

    def use_mouse(self, use: bool) -> None:
        """Have the mouse reported, or leave it to the terminal from now on."""
        if use == self._mouse:
            return
        if use:
            self._mouse = use
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = use

    @property
    def _asked(self) -> Asked | None:
        """The terminal as it was asked for its background before the start."""
        return getattr(self._app, "asked", None)

    def run_input_thread(self) -> None:
        """Pass on keys until the end. Without a terminal the program ends, as when it hangs up."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        answers, typed = self._answers_so_far()
        quiet = 0.0
        with self._end_of_input as end:
            while True:
                messages: list[Any] = []
                if text := decode(typed):  # none ends the parser
                    messages.extend(parser.feed(text))
                messages.extend(parser.tick())
                for message in messages:
                    self.process_message(message)
                wait = _LOOK_SECONDS if quiet < _LISTENS_SECONDS else None
                ready = select.select([self.fileno, end], [], [], wait)[0]
                if end in ready:
                    break
                if not ready:
                    typed, quiet = answers.nothing_came(), quiet + _LOOK_SECONDS
                elif data := self._read():
                    typed, quiet = answers.feed(data), 0.0
                else:
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _answers_so_far(self) -> tuple[Answers, bytes]:
        """Return what takes answers out of the input, and what was typed before the start."""
        if (asked := self._asked) is None:
            return Answers(), b""
        answers, app = asked.answers, self._app
        answers.told = lambda dark: self._soon(partial(app.use_background, dark))  # type: ignore[attr-defined]
        typed, asked.typed = asked.typed, b""
        return answers, typed

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _LONGEST_READ)
        except OSError:
            return b""

    # Stopped and continued. Textual does both within the signal's handler, wherever the program
    # is just then; here the loop does it, between two things.

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._enter_again)

    def _soon(self, do: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and the terminal is given back
            self._loop.call_soon_threadsafe(do)

    def _enter_again(self) -> None:
        """Draw everything anew after ctrl+z, and after a SIGSTOP that nobody announced.

        Textual enters the terminal again whenever it is continued, but draws only what changes
        from then on. Without a ctrl+z before, it would also read the keys in two threads, one of
        which never ends, and the program could not be left: so the terminal is left first.
        """
        if self._app.return_code is not None:  # it is being left
            return
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
        super()._sigcont_application()
        self._app.refresh()


def drawable(text: str, *, console: bool) -> str:
    """Return what to write so that it looks as it is meant.

    A full block is a space in the colour of its text: fonts often leave a gap between blocks,
    which shows as a dark seam in xterm and st, and coloured spaces have none.

    Args:
        text: Text with the terminal's sequences.
        console: Whether the Linux console shows it, whose fonts have few signs.
    """
    if text.isascii():
        return text
    if console:
        text = text.translate(_CONSOLE)
    return _with_spaces(text) if _FULL in text else text


def _with_spaces(text: str) -> str:
    """Return the text with reversed spaces for full blocks; where it is reversed, with others."""

    def written(blocks: re.Match[str]) -> str:
        at, spaces = blocks.start(), " " * len(blocks[0])
        # Rich ends each style with this one, so there is little to look at.
        since = max(0, text.rfind(_PLAIN, 0, at))
        if reduce(_is_reversed, _STYLE.findall(text, since, at), False):
            return f"{_NOT_REVERSE}{spaces}{_REVERSE}"
        return f"{_REVERSE}{spaces}{_NOT_REVERSE}"

    return _BLOCKS.sub(written, text)


def _is_reversed(before: bool, style: str) -> bool:
    """Tell whether text is reversed after a style, given by its numbers."""
    for number in _COLOUR.sub("38", style).split(";"):
        match number:
            case "7":
                before = True
            case "27" | "0" | "":
                before = False
    return before
