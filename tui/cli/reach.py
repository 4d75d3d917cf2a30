"""`supple reach`: how far the fingers reach, measured today."""

import click

from library.cells import UnreadableCell
from library.guidance.reach import centimetres, forbidden_by, results
from library.history.record import ReachForm
from library.profile import Part
from tui.cli.arguments import BelowZero
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, report
from tui.text.reach import kept_words, left_out_words


@click.command("reach", cls=BelowZero)
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

    Short of the toes is minus: supple reach -4.5. Inches have their letters: supple reach 2in.
    Each try of a day is kept, and the best counts.
    """
    complain(context.profile.read(Part.SETTINGS))
    try:
        reached = centimetres(cm)
    except UnreadableCell as error:
        raise click.UsageError(str(error)) from None
    earlier = context.read_history().reach
    form = ReachForm.FLOOR if leg is None else ReachForm.CHAIR
    today = context.guide.reach(form, leg or "both", (reached,))  # type: ignore[arg-type]
    context.history.put([today])
    mine = [
        each
        for each in earlier
        if (each.form, each.leg) == (today.form, today.leg) and each.day < today.day
    ]
    first_weekday = context.profile.settings.first_weekday_number
    (result,) = results([*mine, today], first_weekday)
    report([f"Saved: {kept_words(reached, result)}"])
    if ticks := forbidden_by(context.guide.standing):
        complain([left_out_words(ticks)])
