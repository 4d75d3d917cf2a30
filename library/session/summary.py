"""A session in a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from library.exercises.model import Exercise, Kind
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.wording import counted


def in_plain_words(record: SessionRecord, exercises: Iterable[Exercise] = ()) -> str:
    """Return one calm sentence in the past tense: how long, which legs, how it went.

    How long is from start to end, rests included; without a completed hold, that would seem to
    be held, so it is what was.

    Args:
        record: The session.
        exercises: The known ones, as a massage has steps, not holds.
    """
    return in_words(record.seconds, record.holds, exercises, len(record.sore_spots))


def in_words(
    seconds: float,
    holds: Sequence[HoldRecord],
    exercises: Iterable[Exercise],
    sore_spots: int,
) -> str:
    """Return the sentence of `in_plain_words` from what it is made of."""
    outcomes = Counter(hold.outcome for hold in holds)
    held = [hold for hold in holds if hold.was_held]
    if not held:
        return "Nothing was held this time. That is fine."
    done = list(_done(holds, exercises))
    length = _time(seconds) if done else f"{_time(sum(hold.held_seconds for hold in held))} held"
    parts = [length, _legs([hold for hold in held if hold.held_seconds] or held), *done]
    if eased_off := outcomes[Outcome.EASED_OFF]:
        parts.append(f"{eased_off} eased off")
    if skipped := outcomes[Outcome.SKIPPED]:
        parts.append(f"{skipped} skipped")
    if sore_spots:
        parts.append(f"{counted(sore_spots, 'sore spot')}")
    return ", ".join(parts) + "."


def _done(holds: Iterable[HoldRecord], exercises: Iterable[Exercise]) -> Iterator[str]:
    massages = {exercise.id for exercise in exercises if exercise.kind is Kind.MASSAGE}
    done = [hold.exercise in massages for hold in holds if hold.outcome is Outcome.DONE]
    if stretched := done.count(False):
        yield f"{counted(stretched, 'hold')} done"
    if kneaded := done.count(True):
        yield f"{counted(kneaded, 'massage step')} done"


def _time(seconds: float) -> str:
    if seconds < 60:
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")


def _legs(holds: Sequence[HoldRecord]) -> str:
    sides = {hold.side for hold in holds}
    if "both" in sides or {"left", "right"} <= sides:
        return "both legs"
    return f"{sides.pop()} leg"
