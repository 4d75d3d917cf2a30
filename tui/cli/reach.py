"""`supple reach`: how far the fingers reach, measured today."""

import click
from msgspec.structs import replace

from library.bounds import REACH_CM
from library.cells import UnreadableCell, number
from library.guidance.reach import forbidden_by, results
from library.guidance.ticks import TICKS
from library.history.record import Reach, ReachForm
from library.profile import Part
from library.text import clean
from library.wording import listed
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines
from tui.text.reach import result_words

_INCH = 2.54


@click.command("reach")
@click.argument("cm", metavar="CM")
@click.option(
    "--leg",
    type=click.Choice(["left", "right"]),
    help="Measured on a chair, along this leg; without it on the floor, with both legs.",
)
@data_dir_option
@pass_context
def verb(context: Context, cm: str, leg: str | None) -> None:
    """Keep how far you reach today, in centimetres beyond the toes.

    Short of the toes is minus: supple reach -- -4.5. Inches have their letters: supple reach 2in.
    Each try of a day is kept, and the best counts.
    """
    complain(context.profile.read(Part.SETTINGS))
    reached = _centimetres(cm)
    history = context.read_history()
    form = ReachForm.FLOOR if leg is None else ReachForm.CHAIR
    today = Reach(day=context.profile.today(), form=form, leg=leg or "both", cm=(reached,))  # type: ignore[arg-type]
    before = next((each.cm for each in history.reach if each.key == today.key), ())
    context.history.put([replace(today, cm=(*before, reached))])
    measured = context.history.load().reach
    mine = [each for each in measured if (each.form, each.leg) == (today.form, today.leg)]
    first_weekday = context.profile.settings.first_weekday_number
    print_lines(["Saved: " + result_words(each) for each in results(mine, first_weekday)])
    if ticks := forbidden_by(context.guide.standing):
        reasons = listed(TICKS[tick].short for tick in ticks)
        complain([f"Measuring reach is better left out with {reasons}."])


def _centimetres(typed: str) -> float:
    """Return what was typed as centimetres, to the half.

    Raises:
        click.UsageError: It is no number, or out of reach.
    """
    text = typed.strip().casefold()
    inches = text.endswith(("in", '"'))
    low, high = REACH_CM
    try:
        reached = number(text.removesuffix("cm").removesuffix("in").removesuffix('"'))
    except UnreadableCell:
        raise click.UsageError(f'"{clean(typed)}" is no number of centimetres.') from None
    reached = round(2 * reached * (_INCH if inches else 1)) / 2
    if not low <= reached <= high:
        raise click.UsageError(f"Expected {low} to {high} cm.")
    return reached
