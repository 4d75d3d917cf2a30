"""A week looked back at when it is over."""

from collections.abc import Iterable, Sequence

import msgspec

from library.guidance.practice import ChangeKind
from library.guidance.standing import Standing
from library.history.record import Outcome, Reason, SessionRecord
from library.progress.days import ONE_DAY
from library.progress.weeks import ONE_WEEK, Week
from library.review.mornings import Mornings, mornings
from library.review.period import Period


class WeekReview(msgspec.Struct, frozen=True):
    """What a week was."""

    week: Week
    sessions: int
    seconds: float
    """Clock time of its sessions, rests included."""
    new: tuple[str, ...]
    """Ids of the exercises done for the first time, in the order they came."""
    longer: tuple[str, ...]
    """Ids of those that were done for longer than before, or higher."""
    eased_off: int
    """Holds that were eased off."""
    sharp: int
    """Of those, how many because it was sharp, shooting, tingling or numb."""
    mornings: Mornings
    """Its mornings against those of the week before."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look back at."""
        return not self.sessions and self.mornings.now is None


def week_review(week: Week, sessions: Sequence[SessionRecord], standing: Standing) -> WeekReview:
    """Look back at a week.

    Args:
        week: The week, with its goal and its practice days.
        sessions: The whole history, in any order.
        standing: Where the person stands; its day lies in or after the week.
    """
    last = week.start + ONE_WEEK - ONE_DAY
    among = [each for each in sessions if week.start <= each.practice_day <= last]
    eased_off = [hold for each in among for hold in each.holds if hold.outcome is Outcome.EASED_OFF]
    changes = [each for each in standing.practice.changes if week.start <= each.day <= last]
    longer = (ChangeKind.LONGER, ChangeKind.HEIGHT)
    return WeekReview(
        week,
        len(among),
        sum(each.seconds for each in among),
        _distinct(each.exercise for each in changes if each.kind is ChangeKind.NEW),
        _distinct(each.exercise for each in changes if each.kind in longer),
        len(eased_off),
        sum(hold.reason is Reason.SHARP for hold in eased_off),
        mornings(standing.log.all_checks, Period(1, week.start + ONE_WEEK)),
    )


def _distinct(exercises: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(exercises))
