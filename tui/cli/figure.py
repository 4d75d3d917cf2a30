"""`supple figure`: a pose as a picture, or in words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from library.figure.depth import DEPTHS
from library.figure.pose import PoseError
from library.profile import Part
from tui.cli.arguments import whole
from tui.cli.completing import exercises_and_files
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.figure_printing import (
    MAX_SIZE,
    FigureOptions,
    Person,
    figure_svg,
    print_figure,
    read_figure,
    shown_to,
    usual_side,
    watch_figure,
)
from tui.cli.output import complain, stdout
from tui.cli.to_file import force_option, hand_over, output_option

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
@click.argument("source", metavar="FILE|EXERCISE", shell_complete=exercises_and_files)
@click.option("--size", default="60x24", metavar="WxH", callback=_size, help="Columns x rows.")
@click.option(
    "--side", type=click.Choice(["left", "right", "both"]), help="Working leg; left if left out."
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
@click.option(
    "--color",
    "colour",
    type=click.Choice(["always", "never", "auto"]),
    default="auto",
    help="auto: in a terminal, unless NO_COLOR is set; always also into a pipe, as to less -R.",
)
@click.option("--words", is_flag=True, help="What it shows in words, for who does not see it.")
@click.option("--svg", "as_svg", is_flag=True, help="A picture for paper and web pages: SVG.")
@click.option("--animate", is_flag=True, help="With --svg: let it move in a browser.")
@click.option("--dark", is_flag=True, help="With --svg: for a dark page instead of a white one.")
@output_option
@force_option
@click.option("--watch", is_flag=True, help="Draw again whenever the file changes; ctrl+c ends.")
@data_dir_option
@pass_context
def verb(context: Context, /, source: str, watch: bool, **given: Any) -> None:
    """Show the figure of an exercise.

    Or of any file with a pose in it, which --watch draws again whenever it changes. With --words
    it is told from its start to the stretch. As SVG it is the stretch over the shadow of its
    start, or moves with --animate.
    """
    _refuse_odd_choices(given, watch)
    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    options = _options(given, profile.settings.figure)
    if watch:
        if not Path(source).is_file():
            raise click.UsageError("--watch needs the name of a file.")
        watch_figure(source, options, stdout())
    complain(profile.read(Part.EXERCISES, Part.ROUTINES))
    context.recall()
    person = _person(context)
    if given["side"] is None:
        options = replace(options, side=usual_side(source, profile.catalogue))
    try:
        if not given["as_svg"]:
            complain(print_figure(source, profile.catalogue, options, stdout(), person))
            return
        figure = read_figure(source, profile.catalogue)
    except PoseError as error:
        raise click.ClickException(str(error)) from error
    shown = shown_to(person, figure, options, profile.catalogue)
    drawn = figure_svg(shown, options, dark=given["dark"], moving=given["animate"])
    hand_over(drawn, given["output"], force=given["force"])
    complain(figure.problems())


def _options(given: Mapping[str, Any], mode: str) -> FigureOptions:
    level, (columns, rows) = given["level"], given["size"]
    return FigureOptions(
        columns=columns,
        rows=rows,
        side=given["side"] or "left",
        frame=given["frame"],
        level=None if level is None else level - 1,
        mode=mode,
        colour=given["colour"],
        words=given["words"],
    )


def _person(context: Context) -> Person:
    standing = context.guide.standing
    supports = {exercise: standing.support(exercise) for exercise in standing.heights}
    return Person(
        levels=context.guide.settings.levels,
        heights={name: each.centimetres for name, each in supports.items() if each is not None},
    )


def _refuse_odd_choices(given: Mapping[str, Any], watch: bool) -> None:
    """Refuse options that do not go together."""
    if not given["as_svg"] and any(given[each] for each in ("animate", "dark", "output", "force")):
        raise click.UsageError("--animate, --dark, --output and --force go with --svg.")
    if given["as_svg"] and (given["words"] or watch):
        raise click.UsageError("--svg goes neither with --words nor with --watch.")
    if given["frame"] is not None and (given["words"] or given["animate"]):
        every = "--words tells" if given["words"] else "--animate shows"
        raise click.UsageError(f"{every} every keyframe; leave out --frame.")
