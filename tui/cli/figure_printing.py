"""What `supple figure` prints: a pose drawn or told, again whenever its file changes."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from msgspec import Struct

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise, Side, Sides
from library.figure.encode import ansi
from library.figure.figure import Figure, Style
from library.figure.in_words import in_words
from library.figure.motion import stretched
from library.figure.palette import DEFAULT, palette
from library.figure.pose import PoseError
from library.figure.svg import DARK, PAPER, Picture, moving_svg, svg
from library.figure.terminal import choose_mode, colours_of
from library.routines.collection import Routines
from library.routines.lookup import UnknownNameError, resolve
from library.text import clean
from library.toml.document import TomlFileError, parse, read_bytes
from tui.cli.output import write

BEHIND = 0x101418
"""Colour painted behind the figure where soft edges need to know one."""
MAX_SIZE = 500
"""Columns or rows of the largest picture."""
POLL_SECONDS = 0.5
"""How often `--watch` looks at the file."""
CLEAR = "\x1b[H\x1b[2J"


class FigureOptions(Struct, frozen=True):
    """What to draw."""

    columns: int = 60
    rows: int = 24
    side: str = "left"
    frame: float | None = None
    """0 is the first keyframe, 1 the second; None shows the stretch over the start's shadow."""
    mode: str = "auto"
    level: int | None = None
    """How deep the stretch is, 0-4; None for the person's own level of an exercise, and in full
    for a keyframe or a file, as they are written."""
    colour: str = "auto"
    """`always`, `never`, or `auto` for a terminal, unless NO_COLOR is set."""
    words: bool = False
    """Whether it is told instead of drawn."""


class Person(Struct, frozen=True):
    """How far somebody has come."""

    levels: Mapping[str, int] = {}
    """By exercise, 0-4."""
    heights: Mapping[str, int] = {}
    """Of the support, in centimetres, by exercise."""


NOBODY = Person()


def read_figure(source: str, catalogue: Catalogue) -> Figure:
    """Return the figure of an exercise, or of a file that need hold nothing but a pose.

    Args:
        source: An exercise as `supple start` takes it, or the path of a TOML file. An id comes
            before a file, a file before any other name.
        catalogue: Where the exercise is looked up.

    Raises:
        PoseError: If there is no such exercise or file, or its pose cannot be read.
    """
    if source in catalogue:
        return _figure_of(catalogue.get(source))
    path = Path(source)
    if source and path.exists():
        return Figure.from_mapping(_pose(path), path.name)
    try:
        exercise = catalogue.get(resolve(source, Routines(()), catalogue).id)
    except UnknownNameError as error:
        hint = f" Did you mean {' or '.join(error.nearest)}?" if error.nearest else ""
        told = f'There is no exercise and no file "{error.name}".{hint}'
        raise PoseError(told) from error
    return _figure_of(exercise)


def _figure_of(exercise: Exercise) -> Figure:
    if not exercise.pose:
        raise PoseError(f"{exercise.name} has no figure: there is no [pose] table in its file.")
    return Figure.from_mapping(exercise.pose, exercise.id)


def usual_side(source: str, catalogue: Catalogue) -> str:
    """Return the leg that is drawn unless another is asked for: the left, or the only one."""
    sides: object = None
    with suppress(UnknownNameError):
        sides = catalogue.get(resolve(source, Routines(()), catalogue).id).sides
    if sides is None and (path := Path(source)).is_file():
        with suppress(TomlFileError):  # whoever reads its pose says what is wrong
            sides = parse(path.name, read_bytes(path, TomlFileError), TomlFileError).table.get(
                "sides"
            )
    return Side.RIGHT.value if sides == Sides.RIGHT else Side.LEFT.value


def _pose(path: Path) -> Mapping[str, Any]:
    try:
        table = parse(path.name, read_bytes(path, TomlFileError), TomlFileError).table
    except TomlFileError as error:
        raise PoseError(f"{error}.") from error
    pose = table.get("pose")
    if not isinstance(pose, dict):
        raise PoseError(f"{path.name}: there is no [pose] table")
    return pose


def shown_to(person: Person, figure: Figure, options: FigureOptions, known: Catalogue) -> Figure:
    """Return a figure as high and as deep as it is to be for a person.

    A keyframe and a file are as they are written, unless a level is asked for.
    """
    level = options.level
    if options.frame is None and figure.name in known:
        figure = figure.at_height(person.heights.get(figure.name))
        own = known.get(figure.name).drawn_level(person.levels.get(figure.name, 0))
        level = own if level is None else level
    return figure if level is None else figure.at_level(level)


def caption(figure: Figure, side: str) -> str:
    """Return which leg is stretched, as it stands below a picture."""
    both = side == "both" or len(figure.pose.stretch) > 1
    return (Side.BOTH if both else Side(side)).words


def figure_svg(figure: Figure, options: FigureOptions, *, dark: bool, moving: bool) -> str:
    """Return the picture as SVG.

    Args:
        figure: As it is to be shown.
        options: Which side and moment of it.
        dark: Whether it is for a dark page.
        moving: Whether it moves.
    """
    picture = Picture(
        figure=figure,
        side=options.side,
        colours=DARK if dark else PAPER,
        position=options.frame,
        caption=caption(figure, options.side),
    )
    return moving_svg(picture) if moving else svg(picture)


def figure_text(
    figure: Figure, options: FigureOptions, out: TextIO, environ: Mapping[str, str]
) -> str:
    """Return the picture as text for this terminal; colours where they are wanted."""
    here = out.isatty() and "NO_COLOR" not in environ
    colour = here if options.colour == "auto" else options.colour == "always"
    term = environ.get("TERM", "")
    colours = colours_of(term, environ.get("COLORTERM", "")) if colour else 0
    # Whoever asks for a picture gets one, also when the dashboard shows none.
    setting = "auto" if options.mode == "off" else options.mode
    mode = choose_mode(setting, term, out.encoding or "utf-8", colour)
    if mode is None:
        return ""
    style = Style(mode, palette(BEHIND, colours) if colours > 16 else palette(DEFAULT))
    grid = figure.cells(
        min(options.columns, MAX_SIZE),
        min(options.rows, MAX_SIZE),
        stretched(figure.pose) if options.frame is None else options.frame,
        options.side,
        style,
        ghost=options.frame is None,
        caption=caption(figure, options.side),
    )
    return ansi(grid, colours)


def print_figure(
    source: str,
    catalogue: Catalogue,
    options: FigureOptions,
    out: TextIO,
    person: Person = NOBODY,
) -> tuple[str, ...]:
    """Print a picture, or what it shows in words.

    Args:
        source: See `read_figure`.
        catalogue: Where an exercise is looked up.
        options: What to draw, and how.
        out: Where to.
        person: Whose level and height it is to have.

    Returns:
        What the linter has to say about the pose, a line each.

    Raises:
        PoseError: If the pose cannot be read.
        click.exceptions.Exit: As in `write`.
        click.ClickException: As in `write`.
    """
    figure = read_figure(source, catalogue)
    shown = shown_to(person, figure, options, catalogue)
    if options.words:
        told = "\n".join(map(clean, in_words(shown.pose, options.side)))
    else:
        told = figure_text(shown, options, out, os.environ)
    write(f"{told}\n", out)
    return tuple(figure.problems())


def watch_figure(
    source: str,
    options: FigureOptions,
    out: TextIO,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Print the picture of a file again whenever it changes, until interrupted.

    A file that cannot be read shows why and is read again at its next change.

    Raises:
        KeyboardInterrupt: When the person presses ctrl+c.
    """
    path, seen = Path(source), 0
    nothing = Catalogue(())
    while True:
        changed = path.stat().st_mtime_ns if path.exists() else -1
        if changed != seen:
            seen = changed
            write(CLEAR, out)
            try:
                lines = print_figure(source, nothing, options, out)
            except PoseError as error:
                lines = (str(error),)
            write("\n".join((*lines, "ctrl+c ends")) + "\n", out)
        sleep(POLL_SECONDS)
