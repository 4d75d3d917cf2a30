"""`supple check`: the answer to the one question of the day."""

from collections.abc import Iterator
from datetime import date

import click

from library.bounds import WORST_PAIN
from library.history.record import Check
from library.profile import Part
from library.wording import dated_words
from tui.cli.arguments import BelowZero, day_named, whole
from tui.cli.completing import days
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, report
from tui.text.guidance import (
    answer_words,
    question_words,
    reason_for,
    rest_words,
    todays_rating,
)


@click.command("check", cls=BelowZero)
@click.argument("rating", metavar="[N]", type=whole(0, WORST_PAIN), required=False)
@click.option(
    "--day",
    metavar="DAY",
    shell_complete=days,
    help="The day it is about: a date, yesterday or -2; when left out, the one that is asked "
    "about, else today.",
)
@data_dir_option
@pass_context
def verb(context: Context, rating: int | None, day: str | None) -> None:
    """Tell how your back is, 0 to 10.

    0 is no pain and 10 the worst there can be. An answer takes the place of an earlier one about
    the same day. Alone, you are told the answer there is.
    """
    complain(context.profile.read(Part.SETTINGS))
    history = context.read_history()
    asked = context.guide.standing.question
    about = context.guide.standing.asked_about if day is None else day_named(context, day)
    answer = next((each for each in history.checks if each.day == about), None)
    if rating is None:
        print_lines([_alone(context, answer, about)])
        return
    context.history.put([context.guide.check(about, rating)])
    before = None if answer is None else answer.rating
    instead = "" if before in (None, rating) else f", instead of {before}"
    told = [f"Saved: {rating} of {WORST_PAIN} for {dated_words(about)}{instead}."]
    if day is None and asked is not None and asked.recalled:
        again = context.paths.command("check", "N")
        told.append(f"That was the morning after your last session; {again} is for today now.")
    if context.guide.standing.rests_first and about == context.profile.today():
        told += _what_is_kinder(context)
    report(told)


def _alone(context: Context, answer: Check | None, about: date) -> str:
    """Return the answer about a day, or how to give one."""
    today, command = context.profile.today(), context.paths.command
    named = () if about == context.guide.standing.asked_about else ("--day", f"{about}")
    if answer is not None:
        return f"{answer_words(answer, today)} {command('check', 'N', *named)} changes it."
    asked = context.guide.standing.question
    words = (
        question_words(asked)
        if asked is not None and asked.about == about
        else f"No answer for {dated_words(about)} yet."
    )
    return f"{words} {command('check', 'N', *named)} tells, 0 to 10."


def _what_is_kinder(context: Context) -> Iterator[str]:
    """Yield what Today says of an answer that puts rest first, and what to type then."""
    guide = context.guide
    if (plan := guide.today).led_by is not None:
        yield rest_words(todays_rating(guide.standing), massage=guide.may_massage())
    else:
        yield reason_for(plan, guide.standing, context.profile.catalogue.name_of).words
    if not plan.items:
        yield context.instead_of(plan, guide.standing)
