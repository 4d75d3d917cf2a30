"""The weekly goal, and the goals that were in force before it."""

from datetime import date, timedelta

import msgspec

from library.bounds import WEEKLY_GOAL
from library.settings import EarlierGoal, Settings
from library.wording import counted


class Goals(msgspec.Struct, frozen=True):
    """The goal of every week, so that changing it leaves past weeks as they were."""

    current: int
    """Practice days a week, within `library.bounds.WEEKLY_GOAL`."""
    past: tuple[EarlierGoal, ...] = ()

    def goal_for(self, week_start: date) -> int:
        """Return the goal in force in the week that starts on this day, in days a week."""
        week_end = week_start + timedelta(days=6)
        later = [goal for goal in self.past if week_end <= goal.until]
        return min(later, key=lambda goal: goal.until).days if later else self.current

    def changed(self, to: int, week_start: date) -> "Goals":
        """Return the goals after the person picked a new one.

        Args:
            to: The new goal, in days a week; it holds from the running week on.
            week_start: First day of the running week.

        Raises:
            ValueError: `to` is not within `library.bounds.WEEKLY_GOAL`.
        """
        fewest, most = WEEKLY_GOAL
        if not fewest <= to <= most:
            raise ValueError(f"a weekly goal is {fewest} to {most} days, not {to}")
        if to == self.current:
            return self
        week_before = week_start - timedelta(days=1)
        kept = tuple(goal for goal in self.past if goal.until < week_before)
        ended = EarlierGoal(until=week_before, days=self.goal_for(week_start - timedelta(days=7)))
        return Goals(current=to, past=(*kept, ended))


def goals_in(settings: Settings, today: date) -> Goals:
    """Return the goal of every week, as the settings keep it.

    None that ended in the future, by a wrong clock, is in force.
    """
    past = tuple(goal for goal in settings.past_goals if goal.until <= today)
    return Goals(settings.weekly_goal, past)


def this_week_words(done: int, goal: int) -> str:
    """Return how the running week stands against its goal; none is no zero, and more is no error.

    Args:
        done: Days with practice.
        goal: How many are asked for.
    """
    if not done:
        return f"goal {counted(goal, 'day')}"
    return against_goal(done, goal)


def against_goal(days: int, goal: int) -> str:
    """Return the days of a week against its goal, as in `2 of 3 days`; more is no error."""
    return f"{days} of {counted(goal, 'day')}" if days <= goal else f"goal met, +{days - goal}"
