"""Prints what verbs have to say: one plain text, safe for any terminal, in one go.

The exit code tells whether a verb did what it is for, however much of its output is read. Where
stdout cannot be written, a verb that shows something has failed; one that has changed something
tells of it on stderr. A reader who closes the pipe has seen enough, and has no part in it.
"""

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TextIO

import click

from library.text import clean

NAME_CELLS = 30
"""Cells a name has at least, so that what is told of it stands below each other (our judgement)."""
_LONGEST_LINE = 20_000
"""Characters: the longest path there can be, spelt out for a shell, and then some."""
_NARROWEST, _USUAL_COLUMNS = 20, 80
"""Columns: on a narrower terminal words are broken by it; where it does not tell, as most have."""


def _is_plain(_context: click.Context, _parameter: click.Parameter, asked: bool) -> bool:
    dumb = os.environ.get("TERM") == "dumb" and sys.stdout is not None and sys.stdout.isatty()
    return asked or dumb


plain_option = click.option(
    "--plain",
    is_flag=True,
    callback=_is_plain,
    help="In sentences, one a line, for screen readers; on by itself where TERM is dumb.",
)
"""Gives a verb `plain`: whether it prints sentences instead of columns. A terminal with TERM=dumb
is one that a screen reader leads, as in Emacs; into files and pipes go the columns there, too."""


def print_lines(lines: Iterable[str]) -> None:
    """Print what a verb shows; it goes on to its end, and its exit code, without a reader, too.

    Raises:
        click.ClickException: It could not be written.
    """
    with suppress(click.exceptions.Exit):
        print_or_exit(lines)


def print_line(text: str) -> None:
    """Print one line that stays one, however narrow the terminal is.

    Raises:
        click.ClickException: It could not be written.
    """
    with suppress(click.exceptions.Exit):
        write(f"{clean(text)}\n")


def print_or_exit(lines: Iterable[str]) -> None:
    """Print lines for a reader to whom more is to be told, or asked, after them.

    They are cleaned, so that no text can control the terminal. At a terminal a line that is too
    long for it goes on below, with a whole word.

    Raises:
        click.exceptions.Exit: As in `write`.
        click.ClickException: As in `write`.
    """
    out = stdout()
    cleaned = (clean(line, limit=_LONGEST_LINE).rstrip() for line in lines)
    write("".join(f"{_wrapped(line, out)}\n" for line in cleaned), out)


def _wrapped(text: str, out: TextIO) -> str:
    """Return a text in lines of whole words; a terminal breaks a word that is longer than one."""
    if not out.isatty():
        return text
    width, start = _columns(out), text[: len(text) - len(text.lstrip(" "))]
    hang = f"{start}  " if start or text.startswith("- ") else ""
    lines, line = [], ""
    for word in text[len(start) :].split(" "):  # two spaces set a key apart from what it does
        longer = f"{line} {word}" if line else f"{start}{word}"
        if line and word and cells_of(longer) > width:
            lines.append(line.rstrip())
            longer = f"{hang}{word}"
        line = longer
    return "\n".join([*lines, line])


def _columns(out: TextIO) -> int:
    found = os.environ.get("COLUMNS", "")
    if not found.isdecimal():
        try:
            found = str(os.get_terminal_size(out.fileno()).columns)
        except OSError:
            found = ""
    return max(_NARROWEST, int(found or 0) or _USUAL_COLUMNS)


def report(lines: Iterable[str], tell: Callable[[Iterable[str]], None] = print_or_exit) -> None:
    """Tell what was done and is settled: on stderr where stdout cannot be written.

    A failure is told once, and what is written after it goes nowhere: a verb reports once.

    Args:
        lines: What to tell.
        tell: Writes lines to stdout, and raises as `write` does.
    """
    told = list(lines)
    try:
        with suppress(click.exceptions.Exit):
            tell(told)
    except click.ClickException as error:
        complain([error.message, *told])


def local_time(moment: datetime) -> str:
    """Return a moment by the clock of this machine, to the second."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a text takes: none for a line's end or an accent."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    none = sum(each == "\n" or unicodedata.combining(each) > 0 for each in text)
    return len(text) + wide - none


def padded(text: str, width: int) -> str:
    """Return a text filled with spaces to so many cells, which begins a line of a table."""
    return text + " " * (width - cells_of(text))


def print_json(value: object) -> None:
    """Print a value as JSON, in ASCII, so that any terminal and any program can take it."""
    import json  # few runs print any

    write(json.dumps(value, indent=2) + "\n")


def print_json_list(items: Iterable[object]) -> None:
    """Print a JSON list with one item per line, which stays quick for ten thousand."""
    import json

    lines = ",\n".join(map(json.dumps, items))
    write(f"[\n{lines}\n]\n" if lines else "[]\n")


def complain(sentences: Iterable[str]) -> None:
    """Print sentences on stderr, one a line, each from supple, as far as it can be written."""
    tell_on_stderr(f"supple: {sentence}" for sentence in sentences)


def tell_on_stderr(sentences: Iterable[str]) -> None:
    """Print sentences on stderr, one a line, wrapped as on stdout, as far as it can be written."""
    for sentence in sentences:
        # Spaces in a name stay as they are.
        parts = clean(sentence, multiline=True, limit=_LONGEST_LINE).splitlines()
        line = " ".join(part.strip() for part in parts if part.strip())
        try:
            with _writing_to(sys.stderr):
                click.echo(line if sys.stderr is None else _wrapped(line, sys.stderr), err=True)
        except OSError:  # there is nowhere to say it; the exit code has to do
            _forget(sys.stderr)


def write(text: str, out: TextIO | None = None) -> None:
    """Write to stdout.

    Args:
        text: What to write.
        out: What stands for stdout; None for stdout itself.

    Raises:
        click.exceptions.Exit: The reader has seen enough and closed the pipe.
        click.ClickException: The text could not be written.
    """
    out = out or stdout()
    with _failures(out), _writing_to(out):
        out.write(text)
        out.flush()


def write_document(text: str) -> None:
    """Write a whole document: to a terminal cleaned, to a file or a pipe exactly, in UTF-8.

    Raises:
        click.exceptions.Exit: As in `write`.
        click.ClickException: As in `write`.
    """
    out = stdout()
    if out.isatty():
        # A terminal needs no mark of what the text is written in.
        write(clean(text.removeprefix("\ufeff"), multiline=True, limit=2 * len(text)))
        return
    out.flush()
    with _failures(out), _writing_to(out):
        out.buffer.write(text.encode())
        out.buffer.flush()


def stdout() -> TextIO:
    """Return the standard output.

    Raises:
        click.ClickException: It was closed before the start.
    """
    if sys.stdout is None:  # Python's way to say so
        raise click.ClickException("There is no output to write to.")
    return sys.stdout


class _Stalled(OSError):
    """An output takes nothing, and nobody waits for it any more."""


_stream: TextIO | None = None
"""What is being written to just now."""


@contextmanager
def _writing_to(stream: TextIO | None) -> Iterator[None]:
    global _stream
    _stream = stream
    try:
        yield
    finally:
        _stream = None


def give_up_output() -> None:
    """Break off a write that is under way, from a signal's handler; later ones go nowhere."""
    if _stream is not None:
        _forget(_stream)
        raise _Stalled


def not_written(error: OSError, out: TextIO) -> str:
    """Say that an output cannot be written, and leave it alone from now on."""
    from library.failures import reason  # it hardly ever fails

    _forget(out)
    return f"The output was not written: {reason(error)}."


@contextmanager
def _failures(out: TextIO) -> Iterator[None]:
    try:
        yield
    except (BrokenPipeError, _Stalled):
        _forget(out)
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        raise click.ClickException(not_written(error, out)) from error


def _forget(stream: TextIO) -> None:
    """Keep Python from trying to write the rest once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
