"""The one question a day, and which day it is about."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from library.progress.days import ONE_DAY

NOON_HOUR = 12
"""From this hour on a morning is asked about as today."""
RECALL_DAYS = range(2, 4)
"""Days after a session on which its next morning is still remembered (our judgement)."""
QUIET_DAYS = 14
"""Days in which `QUIET_PRACTICE` days of practice without an answer end the asking."""
QUIET_PRACTICE = 5


class Question(msgspec.Struct, frozen=True):
    """What the one question of a day is about."""

    about: date
    recalled: bool = False
    """Whether it is about the morning after a session some days ago."""
    session: date | None = None
    """The day of the last session, if it lies behind by at most three days."""


def question(today: date, sessions: Sequence[date], checks: Collection[date]) -> Question | None:
    """Return what is asked today; None when nothing is.

    Args:
        today: The practice day it is.
        sessions: The days with a session, oldest first.
        checks: The days that have an answer.
    """
    last = sessions[-1] if sessions else None
    if last == today or today in checks:
        return None
    if last is None:
        return Question(today)
    ago = (today - last).days
    next_morning = last + ONE_DAY
    if ago in RECALL_DAYS and next_morning not in checks:
        return Question(next_morning, recalled=True, session=last)
    return Question(today, session=last if ago == 1 else None)


def is_asked(
    today: date,
    sessions: Iterable[date],
    checks: Collection[date],
    decisions: Iterable[date] = (),
) -> bool:
    """Tell whether the line stands on Today: who never answers is left in peace.

    Args:
        today: The practice day it is.
        sessions: The days with a session.
        checks: The days that have an answer.
        decisions: The days on which anything was decided. Nobody was asked before the first of
            them: a log of an earlier version begins without.
    """
    since = today - timedelta(days=QUIET_DAYS)
    asked_since = max(since, min(decisions, default=since))
    practised = sum(asked_since <= day < today for day in sessions)
    answered = any(since <= day <= today for day in checks)
    return answered or practised < QUIET_PRACTICE
