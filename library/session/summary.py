"""A session of the log in a sentence."""

from collections import Counter
from collections.abc import Sequence

from library.history.record import HoldRecord, Outcome, SessionRecord
from library.session.pain import MOST
from library.wording import counted

MUCH_PAIN = 6
"""From this rating on a rest is kinder than stretching (our judgement)."""


def in_plain_words(record: SessionRecord) -> str:
    """One calm sentence in the past tense: how long, which legs, how it went."""
    return told(record.seconds, record.holds)


def told(seconds: float, holds: Sequence[HoldRecord]) -> str:
    """The same of a session that has no record yet.

    Args:
        seconds: Clock time from start to end, without the time it was paused.
        holds: What was held.
    """
    outcomes = Counter(hold.outcome for hold in holds)
    held = [hold for hold in holds if hold.held_seconds > 0]
    if not held:
        return "Nothing was held this time. That is fine."
    parts = [_minutes(seconds), _legs(held)]
    if done := outcomes[Outcome.DONE]:
        parts.append(f"{counted(done, 'hold')} done")
    if eased_off := outcomes[Outcome.EASED_OFF]:
        parts.append(f"{eased_off} eased off")
    if skipped := outcomes[Outcome.SKIPPED]:
        parts.append(f"{skipped} skipped")
    return ", ".join(parts) + "."


def pain_in_words(rating: int | None) -> str:
    """What to say to a rating of the pain before a session, 0-10, and how to take it away."""
    if rating is None:
        return "Pain before: not noted."
    how = f"{'0 makes it 10, ' if rating == 1 else ''}{rating % MOST} again clears it"
    advice = "  A rest may be kinder today." if rating >= MUCH_PAIN else ""
    return f"Pain before: {rating} of {MOST} ({how}).{advice}"


def _minutes(seconds: float) -> str:
    if seconds < 60:
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")


def _legs(holds: Sequence[HoldRecord]) -> str:
    sides = {hold.side for hold in holds}
    if "both" in sides or {"left", "right"} <= sides:
        return "both legs"
    return f"{sides.pop()} leg"
