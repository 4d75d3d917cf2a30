"""`supple figure`: a pose as a picture, or in words."""

from pathlib import Path

import click

from library.figure.depth import DEPTHS
from library.figure.pose import PoseError
from library.profile import Part
from tui.cli.context import Context, data_dir_option, pass_context, whole
from tui.cli.figure_printing import MAX_SIZE, FigureOptions, print_figure, watch_figure
from tui.cli.output import complain, stdout

_MAX_FRAME = 1000


def _size(context: click.Context, parameter: click.Parameter, text: str) -> tuple[int, int]:
    columns, _, rows = text.lower().partition("x")
    if columns.isdecimal() and rows.isdecimal():
        size = int(columns[:9]), int(rows[:9])
        if min(size) >= 1 and max(size) <= MAX_SIZE:
            return size
    raise click.BadParameter(f"expected columns x rows, each from 1 to {MAX_SIZE}, as in 40x16.")


def _frame(context: click.Context, parameter: click.Parameter, frame: float | None) -> float | None:
    if frame is not None and not 0 <= frame <= _MAX_FRAME:  # not a number fails this as well
        raise click.BadParameter(f"expected a number from 0 to {_MAX_FRAME}.")
    return frame


@click.command("figure")
@click.argument("source", metavar="FILE|EXERCISE")
@click.option("--size", default="60x24", metavar="WxH", callback=_size, help="Columns x rows.")
@click.option(
    "--side", type=click.Choice(["left", "right", "both"]), default="left", help="Working leg."
)
@click.option(
    "--frame",
    type=float,
    metavar="NUMBER",
    callback=_frame,
    help="0 is the first keyframe, 1 the second, 0.5 half-way between them.",
)
@click.option(
    "--level",
    type=whole(1, len(DEPTHS)),
    help="How deep, 1 to 5: your own level if left out; a file is drawn in full.",
)
@click.option("--words", is_flag=True, help="What it shows in words, for who does not see it.")
@click.option("--watch", is_flag=True, help="Draw again whenever the file changes; ctrl+c ends.")
@data_dir_option
@pass_context
def verb(
    context: Context,
    source: str,
    size: tuple[int, int],
    side: str,
    frame: float | None,
    level: int | None,
    words: bool,
    watch: bool,
) -> None:
    """Show the figure of an exercise.

    Or of any file with a pose in it, which --watch draws again whenever it changes. With --words
    it is told from its start to the stretch.
    """
    if words and frame is not None:
        raise click.UsageError("--words tells every keyframe; leave out --frame.")
    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    options = FigureOptions(
        *size,
        side=side,
        frame=frame,
        level=None if level is None else level - 1,
        mode=profile.settings.figure,
        words=words,
    )
    if watch:
        if not Path(source).is_file():
            raise click.UsageError("--watch needs the name of a file.")
        watch_figure(source, options, stdout())
    complain(profile.read(Part.EXERCISES, Part.ROUTINES))
    context.recall()
    levels = context.guide.settings.levels
    try:
        complain(print_figure(source, profile.catalogue, options, stdout(), levels))
    except PoseError as error:
        raise click.ClickException(str(error)) from error
