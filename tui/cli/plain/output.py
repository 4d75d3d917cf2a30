"""Prints the sentences of a session without a screen."""

import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import wrap

from library.text import clean
from tui.cli.output import print_lines

_NARROWEST = 20
"""Columns; on a narrower terminal words are broken by it."""


def print_sentences(sentences: Iterable[str]) -> None:
    """Print sentences, one a line; on a terminal a line that is too long ends with a word."""
    if sys.stdout is None or not sys.stdout.isatty():
        print_lines(sentences)
        return
    width = max(_NARROWEST, get_terminal_size().columns)
    for sentence in sentences:
        print_lines(_wrapped(clean(sentence), width))


def _wrapped(sentence: str, width: int) -> list[str]:
    indent = "  " if sentence.startswith("- ") else ""
    lines = wrap(sentence, width, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [""]
