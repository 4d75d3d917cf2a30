"""When something new, or a longer dose, may come."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from library.exercises.model import Dose, HeightLevel
from library.guidance.log import LOOK_BACK
from library.guidance.mornings import REST_FROM, harder_mornings
from library.guidance.order import STRETCHES, TARGETS
from library.guidance.practice import Change, ChangeKind
from library.guidance.standing import Standing
from library.guidance.states import LEARNING_DAYS, StateName
from library.history.record import Decision, DecisionKind

NEW_GAP_DAYS = 3
"""Days from one first time to the next: one or two every few days (the source article; D1)."""
FORGOTTEN_DAYS = 7
"""Days after which a first time without a second blocks nothing more (our judgement)."""
CALM_DAYS = 3
"""Calm days running at a dose before a longer one is offered (our judgement; D4)."""
DAYS_AT_LEVEL = 3
"""Days a dose lasts at least: a little more every few days while comfortable (NHS inform)."""
UNKNOWN_DAYS = 3
"""Days after a change that stand in for an answer that is missing (our judgement; P11)."""
HEIGHT_OFFERS = 3
"""Times that a higher support is offered (our judgement)."""
FEW_STRETCHES = 4
"""Stretches met before new and longer take turns (our judgement)."""
DECLINED_DAYS = timedelta(days=28)
"""A change that was left out twice within so long is not offered for so long (our judgement)."""


def may_change(standing: Standing) -> bool:
    """Tell whether anything new or longer may come in the first session of the day."""
    changes = standing.practice.changes
    if standing.setbacks.stillness(standing.today) or stays_the_same(standing):
        return False
    if any(_waits_for_its_second_day(change, standing) for change in changes):
        return False
    return not changes or _is_settled(changes[-1].day, standing)


def comes_back(exercise: str, standing: Standing) -> bool:
    """Tell whether an exercise would be done for the first time after a week without it."""
    days, back = standing.practice.done.get(exercise, []), standing.log.returns(exercise)
    return bool(back) and not any(done.day >= back[-1] for done in days)


def waiting_to_come_back(allowed: Iterable[str], standing: Standing) -> list[str]:
    """Return what comes back later, as something else changes today: one at a time.

    Two may have been left out to compare, each on a machine that knew nothing of the other.
    """
    back = [each for each in allowed if comes_back(each, standing)]
    changed = any(each.day == standing.today for each in standing.practice.changes)
    return back if changed else back[1:]


def stays_the_same(standing: Standing) -> bool:
    """Tell whether the person left today's change out."""
    return bool(left_out_today(standing))


def left_out_today(standing: Standing) -> list[Decision]:
    """Return the decisions that leave today's change out."""
    return [
        decision
        for decision in standing.log.decisions
        if decision.kind is DecisionKind.SAME_AS_BEFORE and decision.day == standing.today
    ]


def _waits_for_its_second_day(change: Change, standing: Standing) -> bool:
    is_new = change.kind in (ChangeKind.NEW, ChangeKind.BACK)
    if not is_new or (standing.today - change.day).days > FORGOTTEN_DAYS:
        return False
    if standing.state(change.exercise).name is StateName.OFF:
        return False  # it may have none
    days = standing.practice.done[change.exercise]
    return sum(done.day >= change.day for done in days) < LEARNING_DAYS


def _is_settled(last: date, standing: Standing) -> bool:
    """Tell whether a morning after the last change was fine, or time enough has passed."""
    if (standing.today - last).days >= UNKNOWN_DAYS:
        return True
    checks = standing.log.checks
    harder = harder_mornings(checks, standing.practice.session_days)
    return any(
        day > last and check.rating < REST_FROM and day not in harder
        for day, check in checks.items()
    )


def next_new(standing: Standing, allowed: Iterable[str]) -> Change | None:
    """Return the next exercise to meet, if it is time for one.

    Args:
        standing: Where the person stands.
        allowed: What may be chosen, in the order of introduction.
    """
    practice, today = standing.practice, standing.today
    first_times = [each.day for each in practice.changes if each.kind is ChangeKind.NEW]
    if first_times and (today - first_times[-1]).days < NEW_GAP_DAYS:
        return None
    following = next((each for each in allowed if not practice.is_met(each)), None)
    if following is None:
        return None
    change = Change(today, following, ChangeKind.NEW)
    return None if _is_declined(change, standing) else change


def next_rung(exercise: str, standing: Standing) -> Dose | None:
    """Return the dose above the present one, up to its target; a length that is kept stays."""
    level = standing.level(exercise)
    if level >= standing.target(exercise) or exercise in standing.lengths:
        return None
    return standing.ladders[exercise][level + 1]


def height_offered(exercise: str, standing: Standing) -> HeightLevel | None:
    """Return the support above the present one when it is time to offer it; else None.

    The plan never goes higher by itself: more height is more stretch, and the highest support is
    the hardest form there is, so that one is never offered. It is time once the dose is at its
    target and was calm there for long enough on this support; not taken on some days, the offer
    stays on the page of the exercise. A length that is kept, and what is ticked, keep it away.
    """
    top = min(TARGETS.get(exercise, 0), len(standing.ladders.get(exercise, ())) - 1)
    following = standing.next_support(exercise)
    if exercise in standing.lengths or standing.level(exercise) < top or following is None:
        return None
    if following == standing.heights[exercise][-1] or not _is_used(exercise, standing):
        return None
    dose = standing.dose(exercise)
    calm = _calm_days(exercise, dose, standing)
    ready = readiness(exercise, dose, standing).ready and calm < CALM_DAYS + HEIGHT_OFFERS
    return following if ready else None


def raised(exercise: str, dose: Dose, standing: Standing) -> ChangeKind | None:
    """Return what the person made more of than was done of late; None when nothing."""
    days = standing.practice.done.get(exercise, [])[-LOOK_BACK:]
    if not days:
        return None
    decided = {
        decision.kind
        for decision in standing.log.decisions
        if decision.exercise == exercise and decision.at > days[-1].at
    }
    if DecisionKind.LEVEL in decided and all(dose.seconds > done.seconds for done in days):
        return ChangeKind.LONGER
    support, used = standing.support(exercise), [done.height_cm for done in days if done.height_cm]
    if DecisionKind.HEIGHT in decided and support is not None and used:
        return ChangeKind.HEIGHT if support.centimetres > max(used) else None
    return None


class Readiness(NamedTuple):
    """How far it is until a longer dose may come."""

    calm: int
    """Calm days running at this dose or more since the level last moved, up to `CALM_DAYS`."""
    days: int
    """Days since the last change of the exercise, up to `DAYS_AT_LEVEL`."""

    @property
    def ready(self) -> bool:
        """Whether it was calm for long enough."""
        return self.calm >= CALM_DAYS and self.days >= DAYS_AT_LEVEL


def ready_for_more(exercise: str, dose: Dose, standing: Standing) -> bool:
    """Tell whether a longer dose may come: it was calm long enough, and not left out of late."""
    if next_rung(exercise, standing) is None:
        return False
    change = Change(standing.today, exercise, ChangeKind.LONGER)
    return readiness(exercise, dose, standing).ready and not _is_declined(change, standing)


def _is_used(exercise: str, standing: Standing) -> bool:
    """Tell whether the present support was used on the last days, as far as they are told."""
    support, days = standing.support(exercise), standing.practice.done.get(exercise, [])
    least = 0 if support is None else support.centimetres
    return all((done.height_cm or 0) >= least for done in days[-CALM_DAYS:])


def readiness(exercise: str, dose: Dose, standing: Standing) -> Readiness:
    """Return how calm an exercise has been at its dose, and for how long."""
    changed = [each.day for each in standing.practice.changes if each.exercise == exercise]
    lasted = (standing.today - changed[-1]).days if changed else DAYS_AT_LEVEL
    calm = _calm_days(exercise, dose, standing)
    return Readiness(min(calm, CALM_DAYS), min(lasted, DAYS_AT_LEVEL))


def _calm_days(exercise: str, dose: Dose, standing: Standing) -> int:
    """Return the calm days running at a dose or more since the level or the support last moved."""
    moved = [standing.levels[exercise].moved]
    if exercise in standing.supports:
        moved.append(standing.supports[exercise].moved)
    # On the lowest rung a step back moves nothing, and yet what was calm before counts no more.
    begun = [step.day for step in standing.setbacks.steps_of(exercise, standing.today)]
    since = max([*moved, *begun, *standing.log.returns(exercise)])
    calm = 0
    for done in reversed(standing.practice.done.get(exercise, [])):
        if done.day < since or not done.calm:
            break
        calm += done.seconds >= dose.seconds  # a shorter one counts for nothing
    return calm


def new_comes_first(standing: Standing) -> bool:
    """Tell whether something new goes before a longer dose: they take turns after the first few."""
    met = [
        each
        for each in STRETCHES
        if standing.practice.is_met(each) and standing.states[each].name is not StateName.OFF
    ]
    if len(met) < FEW_STRETCHES:
        return True
    came = [(each.day, each.kind is ChangeKind.NEW) for each in standing.practice.changes]
    came += [
        (each.day, _was_new(each.exercise, each.day, standing))
        for each in standing.log.decisions
        if each.kind is DecisionKind.SAME_AS_BEFORE and each.exercise is not None
    ]
    last = max(came, key=lambda each: each[0], default=None)
    return last is None or not last[1]


def _is_declined(change: Change, standing: Standing) -> bool:
    """Tell whether the person left this change out twice of late."""
    days = [
        decision.day
        for decision in standing.log.decisions
        if decision.kind is DecisionKind.SAME_AS_BEFORE
        and decision.exercise == change.exercise
        and _was_new(change.exercise, decision.day, standing) is (change.kind is ChangeKind.NEW)
    ]
    return any(change.day < first + DECLINED_DAYS for first in days[:-1])


def _was_new(exercise: str, day: date, standing: Standing) -> bool:
    """Tell whether an exercise was new on a day: not done before it, nor known from the start."""
    done = standing.practice.done.get(exercise)
    known = standing.practice.known_from.get(exercise, date.max) <= day
    return not known and (done is None or done[0].day >= day)
