"""What the history holds of each day of a period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from library.guidance.mornings import WEEK_ANSWERS
from library.history.record import MarkKind, Reach, SessionRecord
from library.history.snapshot import Snapshot
from library.progress.days import ONE_DAY
from library.progress.weeks import ONE_WEEK
from library.review.period import Period

FEWEST_DAYS = 28
"""Days that are shown of a log that has just begun (our judgement)."""
_MEAN_GAP = 7
"""Days without a mean that its line crosses, at most (our judgement)."""


class DayReview(msgspec.Struct, frozen=True):
    """All that was told and done on a day."""

    day: date
    answer: int | None = None
    """How the back was, 0-10; None when nobody said."""
    mean: float | None = None
    """Mean of the answers of the seven days that end with it; None with too few."""
    before: int | None = None
    """Pain before its first session that tells it."""
    worst: int | None = None
    """The worst while stretching, or pain after in sessions of earlier versions."""
    seconds: float = 0.0
    """Clock time of its sessions, rests included."""
    sessions: int = 0
    mark: MarkKind | None = None
    reach: tuple[Reach, ...] = ()
    """What was measured on it, by form and leg."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told or done."""
        told = (self.answer, self.before, self.worst, self.mark)
        return not (self.sessions or self.reach or any(each is not None for each in told))


def days_of(sessions: list[SessionRecord], history: Snapshot, period: Period) -> list[DayReview]:
    """Return every day of a period, oldest first.

    Args:
        sessions: Those of the period, oldest first.
        history: Answers, marks and measurements.
        period: The weeks.
    """
    answers = {check.day: check.rating for check in history.checks if check.day <= period.today}
    by_day: dict[date, list[SessionRecord]] = defaultdict(list)
    for session in sessions:
        by_day[min(session.practice_day, period.today)].append(session)
    reach: dict[date, list[Reach]] = defaultdict(list)
    for measured in history.reach:
        reach[measured.day].append(measured)
    marks = history.marks_by_day
    return [
        DayReview(
            day,
            answers.get(day),
            _mean_up_to(day, answers),
            next(_rated(session.pain_before for session in by_day[day]), None),
            max(_rated(map(worst_of, by_day[day])), default=None),
            sum(session.seconds for session in by_day[day]),
            len(by_day[day]),
            marks.get(day),
            tuple(reach[day]),
        )
        for day in period.days
    ]


def begun(days: Sequence[DayReview]) -> Sequence[DayReview]:
    """Leave out whole weeks before the first day that holds anything; some weeks always stay.

    Args:
        days: Oldest first.
    """
    most = max(0, len(days) - FEWEST_DAYS)
    first = next((at for at, day in enumerate(days) if not day.is_empty), most)
    return days[min(most, first // 7 * 7) :]


def mean_lines(
    days: Sequence[DayReview],
) -> Iterator[tuple[tuple[int, float], tuple[int, float]]]:
    """Yield what a line of the means joins: number and mean of a day, and of the next with one.

    Args:
        days: Oldest first.
    """
    known = [(number, day.mean) for number, day in enumerate(days) if day.mean is not None]
    return (each for each in pairwise(known) if each[1][0] - each[0][0] <= _MEAN_GAP)


def minutes_by_week(days: Sequence[DayReview]) -> list[float]:
    """Return the minutes of every seven days, rests included, from the first day on."""
    weeks = (days[at : at + 7] for at in range(0, len(days), 7))
    return [sum(day.seconds for day in week) / 60 for week in weeks]


def worst_of(session: SessionRecord) -> int | None:
    """Return the worst pain of a session, or that after it in one of an earlier version."""
    return session.pain_after if session.pain_worst is None else session.pain_worst


def _rated(ratings: Iterable[int | None]) -> Iterator[int]:
    return (rating for rating in ratings if rating is not None)


def _mean_up_to(day: date, answers: dict[date, int]) -> float | None:
    """Return the mean of seven days, the last of which is this one; None with too few answers."""
    week = (day - number * ONE_DAY for number in range(ONE_WEEK.days))
    ratings = [answers[each] for each in week if each in answers]
    return sum(ratings) / len(ratings) if len(ratings) >= WEEK_ANSWERS else None
