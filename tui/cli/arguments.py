"""What may be typed for an argument or an option of a verb, beside what click knows."""

from collections.abc import Callable, Collection
from datetime import date

import click

from library.wording import did_you_mean
from tui.cli.context import Context


def day_named(context: Context, typed: str) -> date:
    """Return the day that is meant by what was typed for it.

    Raises:
        click.UsageError: It is none, still to come, or longer ago than the log goes back.
    """
    from library.cells import UnreadableCell, named_day
    from library.history.codec import FIRST_YEAR
    from library.text import clean

    today = context.profile.today()
    try:
        wanted = named_day(typed, today)
    except UnreadableCell as error:
        why = f"{error}" if str(error) else "it is no day"
        told = f'"{clean(typed)}": {why}; write it as 2026-11-23, yesterday, monday or -2.'
        raise click.UsageError(told) from None
    if wanted > today:
        raise click.UsageError(f"{wanted} is still to come.")
    if wanted.year < FIRST_YEAR:
        raise click.UsageError(f"{wanted} is too long ago.")
    return wanted


def word_named(typed: str, words: Collection[str], what: str) -> str:
    """Return the one of a few words that was typed.

    Args:
        typed: As it was typed.
        words: Those there are, in small letters.
        what: What is one of them, with its verb: the beginning of a sentence.

    Raises:
        click.UsageError: It is none of them.
    """
    word = typed.strip().casefold()
    if word not in words:
        hint = did_you_mean(word, words)
        raise click.UsageError(f"{what} one of {', '.join(words)}.{hint}")
    return word


def pain_place(typed: str) -> str:
    """Return the place where it hurt that was typed for an option.

    Raises:
        click.UsageError: It is too long to be kept.
    """
    from library.decoding import from_shell
    from library.session.pain_places import whole_place_of

    try:
        return whole_place_of(from_shell(typed))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


class BelowZero(click.Command):
    """A verb whose arguments may begin with a minus and a digit, as -2 does; no option does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what was typed apart; an option that there is not is refused first."""
        others = ["0" if _is_below_zero(each) else each for each in args]
        self.make_parser(ctx).parse_args(args=others)
        ctx.ignore_unknown_options = True
        return super().parse_args(ctx, args)


def _is_below_zero(typed: str) -> bool:
    return typed[:1] == "-" and typed[1:].lstrip(".,")[:1].isdecimal()


def whole(low: int, high: int | None = None) -> Callable[[str | int], int]:
    """Make a type for an option or an argument: a whole number within bounds.

    Args:
        low: The least.
        high: The greatest; None for no bound.
    """
    bounds = f"from {low} on" if high is None else f"from {low} to {high}"

    def number(typed: str | int) -> int:
        if isinstance(typed, int):  # what holds when nothing is typed
            return typed
        from library.cells import UnreadableCell, whole_number  # few verbs are given a number

        try:
            value = whole_number(typed)
        except UnreadableCell:
            value = low - 1
        if value < low or (high is not None and value > high):
            from library.text import clean

            raise click.BadParameter(f'"{clean(typed)}" is no whole number {bounds}.')
        return value

    return number  # its name stands in the help
