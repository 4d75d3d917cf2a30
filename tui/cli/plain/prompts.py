"""Prints sentences for whoever sits at a terminal, and asks for one key or one line."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from shutil import get_terminal_size
from textwrap import wrap

import click

from library.text import clean, fitted
from tui.cli.output import print_lines
from tui.cli.plain.terminal import END_OF_INPUT, ESCAPE, LONGEST_LINE, Keys, Leaving
from tui.keys.same import meant

_NARROWEST = 20
"""Columns; on a narrower terminal words are broken by it."""
_PATIENCE_SECONDS = 0.25
_LONG = "What came after that in the line is lost: a terminal hands over no longer one."
_ENTER = "\n"
_KEY_IN_LINE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O[A-DFHP-S])?")
"""An arrow or another key that writes nothing, as it gets into a line: ECMA-48's control
sequences, xterm's of the arrows, home, end and F1 to F4, and escape itself."""


def print_sentences(sentences: Iterable[str]) -> None:
    """Print sentences, one a line; on a terminal a line that is too long ends with a word."""
    if sys.stdout is None or not sys.stdout.isatty():
        print_lines(sentences)
        return
    width = max(_NARROWEST, get_terminal_size().columns)
    for sentence in sentences:
        print_lines(_wrapped(clean(sentence), width))


def print_if_read(lines: Iterable[str]) -> None:
    """Print what may be missed: what was done is settled, whoever has left meanwhile."""
    with suppress(click.ClickException, click.exceptions.Exit):
        print_sentences(lines)


def _wrapped(sentence: str, width: int) -> list[str]:
    indent = "  " if sentence.startswith("- ") else ""
    lines = wrap(sentence, width, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [""]


class Prompts:
    """Asks whoever sits at the terminal.

    Args:
        keys: Where answers come from.
        leaving: Whether somebody wants us to end; then nothing is asked any more.
        tell: Prints lines.
    """

    def __init__(
        self, keys: Keys, leaving: Leaving, tell: Callable[[Iterable[str]], None] = print_sentences
    ) -> None:
        self._keys, self._leaving, self._tell = keys, leaving, tell
        self.left = False
        """Whether a question was answered with leaving."""

    def key(self, question: Sequence[str], answers: str) -> str | None:
        r"""Ask for one key; others are passed over.

        Args:
            question: What to print.
            answers: The keys that answer it, in lower case; `\n` is Enter.

        Returns:
            The key; None when somebody wants to leave: with q, escape, ctrl+d or a signal.
        """
        if not self._may_ask():
            return None
        self._keys.forget()
        self._tell(question)
        while self._may_ask():
            for key in self._keys.wait(_PATIENCE_SECONDS):
                pressed = _ENTER if key == "\r" else meant(key, f"{answers}q")
                if pressed in answers:
                    return pressed
                if pressed in ("q", ESCAPE, END_OF_INPUT):
                    self.left = True
                    return None
        return None

    def line(self, question: str) -> str | None:
        """Ask for a line, which may be empty.

        Returns:
            What was typed, cleaned; None when somebody wants to leave: with a line of nothing
            but escape, with ctrl+d before anything else, or with a signal.
        """
        if not self._may_ask():
            return None
        self._keys.forget()
        with self._keys.by_line():
            self._tell([question])
            typed = ""
            while self._may_ask():
                typed += self._keys.wait(_PATIENCE_SECONDS)
                self.left = END_OF_INPUT in typed
                if self.left or typed.endswith(_ENTER):
                    return self._read(typed.partition(END_OF_INPUT)[0].strip())
        return None

    def _read(self, typed: str) -> str | None:
        """What a line says; None for one that refuses it."""
        if typed and not typed.strip(ESCAPE):
            self.left = True
        line, cut = fitted(_KEY_IN_LINE.sub("", typed))
        line = line.strip()
        if cut:
            self._tell([cut])
        if len(typed.encode()) >= LONGEST_LINE:
            self._tell([_LONG])
        return None if self.left and not line else line

    def _may_ask(self) -> bool:
        self.left = self.left or self._leaving.signal is not None
        return not self.left
