"""`supple check`: the answer to the one question of the day."""

from datetime import date

import click

from library.bounds import WORST_PAIN
from library.guidance.mornings import REST_FROM
from library.profile import Part
from library.wording import day_words
from tui.cli.context import Context, data_dir_option, day_named, pass_context, whole
from tui.cli.output import complain, print_lines


@click.command("check")
@click.argument("rating", metavar="N", type=whole(0, WORST_PAIN))
@click.option(
    "--day",
    metavar="DAY",
    help="The day it is about: a date, yesterday or -2; when left out, the one that is asked "
    "about, else today.",
)
@data_dir_option
@pass_context
def verb(context: Context, rating: int, day: str | None) -> None:
    """Tell how your back is, 0 to 10.

    0 is no pain and 10 the worst there can be. An answer takes the place of an earlier one about
    the same day.
    """
    complain(context.profile.read(Part.SETTINGS))
    history = context.read_history()
    about = _asked_about(context) if day is None else day_named(context, day)
    before = next((each.rating for each in history.checks if each.day == about), None)
    context.history.put([context.guide.check(about, rating)])
    instead = "" if before in (None, rating) else f", instead of {before}"
    print_lines([f"Saved: {rating} of 10 for {day_words(about)} {about.year}{instead}."])
    if rating >= REST_FROM and about == context.profile.today():
        kinder = "A rest day or the massage" if context.guide.today.items else "A rest day"
        print_lines([f"{kinder} may be kinder today."])


def _asked_about(context: Context) -> date:
    asked = context.guide.standing.question
    return context.profile.today() if asked is None else asked.about
