"""What `supple import` does with a programme: shows it, asks, takes it in, and out again."""

from collections.abc import Sequence
from pathlib import Path

import click

from library.profile import Part
from library.programmes import Programmes
from library.routines.arriving import Arrival
from library.routines.programme import ProgrammeError
from tui.cli.context import Context
from tui.cli.output import complain, print_lines, report
from tui.cli.plain.keys import CommandKeys
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import keys_of_stdin, leaving_on_signals
from tui.text.programmes import ALL_HERE, arrival_lines, taken_in_words, taken_out_lines

_NOTHING_READABLE = 2
_TAKE, _REPLACE = "take", "replace"
_HOW = "Take it in? {Programme.take}: yes; {programme.leave}: no."
_HOW_OR_REPLACE = (
    "Take it in? {Programme.take}: yes, and keep both; {programme.replace}: yes, in the place of "
    "yours; {programme.leave}: no."
)


def take_in(
    context: Context, file: Path, raw: bytes | None, *, dry_run: bool, yes: bool, replace: bool
) -> None:
    """Show what a programme brings, and take it in after a yes.

    Args:
        context: Of this run.
        file: The programme.
        raw: What is in the file, where it was read already.
        dry_run: Whether it is only shown.
        yes: Whether it is taken in without a question.
        replace: The same, and whether it takes the place of what is here and differs.

    Raises:
        click.UsageError: Nobody can be asked.
        click.ClickException: It could not be saved.
    """
    complain(context.profile.read(*Part))
    programmes = _programmes(context)
    try:
        arrival = programmes.read(file, raw)
    except ProgrammeError as error:
        complain([*error.sentences, "Nothing was taken in."])
        raise click.exceptions.Exit(_NOTHING_READABLE) from error
    leads, profile = programmes.will_lead(arrival), context.profile
    told = list(arrival_lines(arrival, profile.settings, profile.today(), leads=leads))
    if not (arrival.brings_something or leads):
        print_lines([*told, ALL_HERE])
    elif dry_run:
        print_lines([*told, "Nothing was taken in: this only tells."])
    elif yes or replace:
        print_lines(told)
        _keep(context, programmes, arrival, replace=replace)
    else:
        _ask(context, programmes, arrival, told)


def take_out(context: Context) -> bool:
    """Take the last programme out again, if it came in after the last history that was imported.

    Returns:
        Whether there was one, and it did.
    """
    from library.history.snapshot import IMPORTED

    programmes = _programmes(context)
    last = programmes.last
    if last is None or last.at < context.history.last_change_at(IMPORTED):
        return False
    complain(context.profile.read(*Part))
    context.recall()
    done = programmes.take_out()
    context.save_remembered()
    report(taken_out_lines(done))
    return True


def _programmes(context: Context) -> Programmes:
    return Programmes(context.profile, context.paths, context.clock)


def _ask(context: Context, programmes: Programmes, arrival: Arrival, told: Sequence[str]) -> None:
    answers, how = [_TAKE], _HOW
    if arrival.replaces:
        answers, how = [_TAKE, _REPLACE], _HOW_OR_REPLACE
    with leaving_on_signals() as leaving, keys_of_stdin() as keys:
        print_lines(told)
        if keys is None:
            raise click.UsageError("Nobody can be asked here: add --yes to take it in.")
        prompts = Prompts(keys, leaving, CommandKeys(context.profile.settings))
        if answer := prompts.key("programme", answers, [], [how]):
            _keep(context, programmes, arrival, replace=answer == _REPLACE)
        else:
            prompts.report(["Nothing was taken in."])


def _keep(context: Context, programmes: Programmes, arrival: Arrival, *, replace: bool) -> None:
    try:
        taken = programmes.take_in(arrival, replacing=replace)
    except ProgrammeError as error:
        raise click.ClickException(str(error)) from error
    context.save_remembered()
    command = context.paths.command
    routine = taken.after or arrival.taken(replacing=replace)[1]
    begin = command("start") if taken.leads is not None else command("start", routine.id)
    undo = command("import", "--undo")
    report([taken_in_words(taken), f"{begin} begins it.", f"{undo} takes it out again."])
