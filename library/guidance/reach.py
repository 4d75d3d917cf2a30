"""Sit-and-reach: when it is offered, in which form, and what a change of it says."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from library.bounds import REACH_CM
from library.guidance.order import CHAIR, FLOOR
from library.guidance.setbacks import SetbackReason
from library.guidance.standing import Standing
from library.guidance.states import LEARNING_DAYS, StateName
from library.guidance.ticks import TICKS
from library.history.record import Reach, ReachForm, SideName
from library.progress.weeks import ONE_WEEK, week_start

FIRST_AFTER = timedelta(days=7)
"""How long the floor stretch is known before reach is measured (our judgement)."""
ONCE_IN = timedelta(days=7)
"""How often it is measured (M3)."""
OFFERS = 3
"""How often Today offers it; not taken, it stays on History (our judgement)."""
FROM_HOUR = 9
"""Not in the first hours after getting up (our judgement; M3)."""
REAL_CHANGE_CM = 4.0
"""Less than that is the noise of the measurement (Lopez-Minarro 2009; M5)."""
EXERCISES = {ReachForm.FLOOR: FLOOR, ReachForm.CHAIR: CHAIR}
"""The exercise that is to be known before."""
INCH = 2.54
"""Centimetres."""
CHAIR_TICKS = frozenset({"balance", "pregnant"})
"""Ticks with which the form on a chair is the right one (M2)."""


class ReachChange(StrEnum):
    """What a change against the first measurement says."""

    FIRST = "first"
    NOT_CLEAR = "no clear change yet"
    FURTHER = "further"
    LESS_FAR = "less far"


class ReachResult(msgspec.Struct, frozen=True):
    """The best of the latest week against the first measurement of the same form and leg."""

    form: ReachForm
    leg: SideName
    cm: float
    """The best of the week; less than 0 is short of the toes."""
    difference: float
    """Centimetres further than at first."""
    change: ReachChange


def forbidden_by(standing: Standing) -> tuple[str, ...]:
    """Return the ids of the ticks with which reach is not measured."""
    return tuple(tick for tick in standing.ticks if TICKS[tick].no_reach)


def reach_due(standing: Standing, hour: int, possible: Iterable[str]) -> ReachForm | None:
    """Return the form in which reach may be measured today; None when it is not time.

    Args:
        standing: Where the person stands.
        hour: Of the local wall clock, 0-23.
        possible: The exercises for which everything is at hand.
    """
    today = standing.today
    if hour < FROM_HOUR or forbidden_by(standing):
        return None
    if any(each.day > today - ONCE_IN for each in standing.log.reach):
        return None
    if any(
        still.reason is SetbackReason.HARDER_MORNING for still in standing.setbacks.stillness(today)
    ):
        return None
    form = reach_form(standing, possible)
    exercise = EXERCISES[form]
    resting = standing.states[exercise].name is StateName.RESTING
    known = _known_since(exercise, standing)
    if resting or known is None or today < known + FIRST_AFTER:
        return None
    return form


def reach_form(standing: Standing, possible: Iterable[str]) -> ReachForm:
    """Return the form that suits the person and the place.

    Args:
        standing: Where the person stands.
        possible: The exercises for which everything is at hand.
    """
    on_chair = bool(CHAIR_TICKS & standing.ticks.keys()) or FLOOR not in set(possible)
    return ReachForm.CHAIR if on_chair else ReachForm.FLOOR


def centimetres(typed: str) -> float:
    """Return a reach that was typed, to the half centimetre.

    Args:
        typed: As in `-4.5`, `-4,5 cm` or `2in`.

    Raises:
        UnreadableCell: It is no number, or out of reach; its words tell which.
    """
    from library.cells import UnreadableCell, number  # a start types no number
    from library.text import clean

    text = typed.strip().casefold()
    inches = text.endswith(("in", '"'))
    low, high = REACH_CM
    try:
        reached = number(text.removesuffix("cm").removesuffix("in").removesuffix('"'))
    except UnreadableCell:
        raise UnreadableCell(f'"{clean(typed)}" is no number of centimetres.') from None
    reached = round(2 * reached * (INCH if inches else 1)) / 2
    if not low <= reached <= high:
        raise UnreadableCell(f'"{clean(typed)}" is not between {low} and {high} cm.')
    return reached


def reach_offered(standing: Standing, hour: int, possible: Iterable[str]) -> ReachForm | None:
    """Return the form that Today offers; None when it is not time, or was offered often enough.

    An offer stands from the first day on which it is time until a day of practice is over, and
    a week later again. The arguments are those of `reach_due`.
    """
    form = reach_due(standing, hour, possible)
    if form is None:
        return None
    known = _known_since(EXERCISES[form], standing)
    assert known is not None, form  # else it would not be due
    since = max([known + FIRST_AFTER, *(each.day + ONCE_IN for each in standing.log.reach)])
    offers = (standing.today - since) // ONCE_IN
    offered = since + offers * ONCE_IN
    practised = any(offered <= day < standing.today for day in standing.practice.session_days)
    return None if practised or offers >= OFFERS else form


def _known_since(exercise: str, standing: Standing) -> date | None:
    """Return the day from which an exercise has been known; None when it is not."""
    since = standing.practice.known_from.get(exercise)
    days = standing.practice.done.get(exercise, [])
    if since is None and len(days) >= LEARNING_DAYS:
        since = days[LEARNING_DAYS - 1].day
    return since


def results(measured: Sequence[Reach], first_weekday: int) -> list[ReachResult]:
    """Return what the latest measurement of each form and leg says; norms and ranks are none.

    Args:
        measured: All measurements, oldest first.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    found = []
    for form, leg in dict.fromkeys((each.form, each.leg) for each in measured):
        mine = [each for each in measured if (each.form, each.leg) == (form, leg)]
        week = week_start(mine[-1].day, first_weekday)
        first, best = max(mine[0].cm), _best_of(mine, week)
        found.append(ReachResult(form, leg, best, best - first, _change(mine, best - first)))
    return found


def _best_of(measured: Iterable[Reach], week: date) -> float:
    return max(max(each.cm) for each in measured if week <= each.day < week + ONE_WEEK)


def _change(measured: Sequence[Reach], difference: float) -> ReachChange:
    if len(measured) == 1:
        return ReachChange.FIRST
    if abs(difference) < REAL_CHANGE_CM:
        return ReachChange.NOT_CLEAR
    return ReachChange.FURTHER if difference > 0 else ReachChange.LESS_FAR
