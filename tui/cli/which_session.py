"""Which session of the log a person means by `last`, a day, or the beginning of an id."""

from collections.abc import Sequence
from datetime import date

import click

from library.cells import UnreadableCell, named_day
from library.history.record import SessionRecord
from library.progress.days import split
from library.text import clean
from library.wording import dated_words
from tui.cli.context import Context
from tui.text.history import session_words

LAST = "last"
"""What the newest session is called on the command line."""
SHORTEST_ID = 4
"""Letters of an id at least: with fewer a slip of the pen would be one (our judgement)."""
_NEITHER = "it is neither a day nor the beginning of a session's id"
_MOST = 5
"""Sessions that are named when more than one is meant (our judgement)."""


def meant(typed: str, sessions: Sequence[SessionRecord], today: date) -> list[SessionRecord]:
    """Return the sessions that are meant, the newest first; none when the day has none.

    Args:
        typed: `last`, the beginning of an id, or a day as `named_day` reads it.
        sessions: The log, oldest first.
        today: The practice day it is now; a session that flying west left dated tomorrow is of
            today as well.

    Raises:
        UnreadableCell: It is neither; its words tell why, where a day can be several.
    """
    word = typed.strip().casefold()
    counted, to_come = split(sessions, today)
    if word == LAST:
        return [*to_come, *counted][-1:]
    begun = [each for each in sessions if each.id.casefold().startswith(word)]
    if begun and len(word) >= SHORTEST_ID:
        return begun[::-1]
    day = named_day(word, today)
    on_it = [each for each in counted if day in (each.practice_day, min(each.practice_day, today))]
    return [*on_it, *(each for each in to_come if each.practice_day == day)][::-1]


def shortest_id(session: SessionRecord, sessions: Sequence[SessionRecord]) -> str:
    """Return as much of an id as tells it from those of the other sessions."""
    others = [each.id for each in sessions if each.id != session.id]
    length = SHORTEST_ID
    while any(other.startswith(session.id[:length]) for other in others):
        length += 1
    return session.id[:length]


def session_named(context: Context, typed: str) -> SessionRecord:
    """Read the log, and find the one session that is meant.

    Args:
        context: Has the log; the name of the verb stands in what is suggested.
        typed: As in `meant`.

    Raises:
        click.UsageError: There is none, or more than one.
        HistoryError: The log cannot be read.
    """
    sessions, today = context.read_history().sessions, context.profile.today()
    command = context.paths.command
    try:
        found = meant(typed, sessions, today)
    except UnreadableCell as error:
        why = f"{error}" if str(error) else _NEITHER
        told = f'"{clean(typed)}": {why}; write last, yesterday, monday or 2026-11-23.'
        raise click.UsageError(told) from None
    if len(found) == 1:
        return found[0]
    if not sessions:
        raise click.UsageError("There are no sessions in the log yet.")
    if not found:
        day = dated_words(named_day(typed, today))
        raise click.UsageError(f"There is no session on {day}. See {command('history')}")
    verb = click.get_current_context().info_name or ""
    named = [
        f"{shortest_id(each, sessions)} is {session_words(each, today)}" for each in found[:_MOST]
    ]
    if len(found) > _MOST:
        named.append(f"and {len(found) - _MOST} more")
    example = command(verb, shortest_id(found[0], sessions))
    raise click.UsageError(
        f"{len(found)} sessions are meant: {'; '.join(named)}. Name one, as in {example}"
    )
