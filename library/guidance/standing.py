"""Where a person stands on a day: what every exercise is, its dose, and what holds still."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from library.exercises.model import Dose, HeightLevel
from library.guidance.heights import Height, Heights, height_of, rung_of
from library.guidance.levels import Level, level_of
from library.guidance.log import Log
from library.guidance.mornings import REST_FROM, usual
from library.guidance.order import INTRODUCTION, TARGETS
from library.guidance.practice import Practice
from library.guidance.question import Question, is_asked, question
from library.guidance.setbacks import Setbacks, setbacks
from library.guidance.states import State, StateName, state_of
from library.guidance.ticks import highest_level, highest_support, ticks_in_force
from library.history.record import Check
from library.settings import Settings

Ladders = Mapping[str, Sequence[Dose]]

FIRST_TIMES = 2
"""On so many days an exercise is still new to its person, who is told more (our judgement)."""


class Standing:
    """Where a person stands on the day of a log.

    Args:
        log: The history up to that day.
        ladders: The rungs of each exercise that has any.
        lengths: Lengths of holds that the person keeps, in seconds, by exercise.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        week_goal: Days of practice that are the goal of this week.
        heights: The supports of each exercise that has any.
    """

    def __init__(
        self,
        log: Log,
        ladders: Ladders,
        lengths: Mapping[str, int] | None = None,
        first_weekday: int = 0,
        week_goal: int = Settings().weekly_goal,
        heights: Mapping[str, Heights] | None = None,
    ) -> None:
        self.log = log
        self.today: date = log.today
        self.first_weekday = first_weekday
        self.week_goal = week_goal
        self.ladders = ladders
        self.heights = dict(heights or {})
        self.lengths = dict(lengths or {})
        self.practice = Practice(log)
        self.setbacks: Setbacks = setbacks(self.practice, first_weekday)
        self.ticks = ticks_in_force(log)
        own = (self.practice.done.keys() | log.own_bends) - set(INTRODUCTION)
        self.states: dict[str, State] = {
            exercise: state_of(exercise, self.practice, self.setbacks, self.ticks)
            for exercise in (*INTRODUCTION, *sorted(own))
        }

    @cached_property
    def levels(self) -> dict[str, Level]:
        """The level of each exercise that has a ladder, and since when."""
        return {
            exercise: level_of(
                exercise,
                [dose.seconds for dose in ladder],
                self.practice,
                self.setbacks,
                self.supports.get(exercise),
            )
            for exercise, ladder in self.ladders.items()
        }

    @cached_property
    def supports(self) -> dict[str, Height]:
        """The height of the support of each exercise that has one, and since when."""
        return {
            exercise: height_of(heights, exercise, self.practice, self.setbacks, self.ticks)
            for exercise, heights in self.heights.items()
        }

    def allowed_heights(self, exercise: str) -> Heights:
        """Return the supports of an exercise, the lowest first, up to the limits of the ticks."""
        heights, limit = self.heights.get(exercise, ()), highest_support(self.ticks)
        return heights if limit is None else heights[: rung_of(limit, heights) + 1]

    def support(self, exercise: str) -> HeightLevel | None:
        """Return the support of an exercise, within the limits of the ticks; None without one."""
        allowed = self.allowed_heights(exercise)
        return allowed[min(self.supports[exercise].rung, len(allowed) - 1)] if allowed else None

    def next_support(self, exercise: str, by: int = 1) -> HeightLevel | None:
        """Return the support above (`by` 1) or below (-1); None beyond the ends and the limits."""
        allowed, now = self.allowed_heights(exercise), self.support(exercise)
        if now is None:
            return None
        rung = allowed.index(now) + by
        return allowed[rung] if 0 <= rung < len(allowed) else None

    def level(self, exercise: str) -> int:
        """Return the rung of an exercise, within the limits of the ticks."""
        limit = highest_level(exercise, self.ticks)
        level = self.levels[exercise].level
        return level if limit is None else min(level, limit)

    def target(self, exercise: str) -> int:
        """Return the highest rung that is offered, within the limits of the ticks."""
        top = min(TARGETS.get(exercise, 0), len(self.ladders[exercise]) - 1)
        limit = highest_level(exercise, self.ticks)
        return top if limit is None else min(top, limit)

    def dose(self, exercise: str) -> Dose:
        """Return what is done of an exercise at present: its rung, with the length that is kept."""
        dose = self.ladders[exercise][self.level(exercise)]
        return replace(dose, hold_seconds=self.lengths.get(exercise, dose.hold_seconds))

    def state(self, exercise: str) -> State:
        """Return what an exercise is today; an own one may never have been done."""
        if exercise in self.states:
            return self.states[exercise]
        return state_of(exercise, self.practice, self.setbacks, self.ticks)

    def is_known(self, exercise: str) -> bool:
        """Tell whether an exercise is past its first two days."""
        return self.states[exercise].name is StateName.KNOWN

    def is_practised(self, exercise: str) -> bool:
        """Tell whether an exercise was done on `FIRST_TIMES` days before today, be they long ago.

        Until then its cautions are read before it, there is time to read its steps, and they stay
        in sight while it is held.
        """
        done = self.practice.done.get(exercise, ())
        return sum(each.day < self.today for each in done) >= FIRST_TIMES

    @property
    def comparable(self) -> set[str]:
        """The exercises whose mornings are compared: neither off nor resting nor on trial."""
        return {exercise for exercise, state in self.states.items() if state.is_allowed}

    @property
    def usual(self) -> float | None:
        """What is usual for the person's mornings; None while nobody knows."""
        return usual(self.log.checks, self.today)

    @property
    def question(self) -> Question | None:
        """The question that is due; None when there is none."""
        return question(self.today, self.practice.session_days, self.log.checks)

    @property
    def is_asked(self) -> bool:
        """Whether the question stands on Today: one a day."""
        if self.question is None or self.answer is not None:
            return False
        decided = (decision.day for decision in self.log.decisions)
        return is_asked(self.today, self.practice.session_days, self.log.checks, decided)

    @property
    def answer(self) -> Check | None:
        """Today's answer, else the last one that was given today; None when there is none."""
        if (about_today := self.log.checks.get(self.today)) is not None:
            return about_today
        given = (each for each in self.log.checks.values() if each.answered_on >= self.today)
        return max(given, key=lambda each: each.answered_at, default=None)

    @property
    def asked_about(self) -> date:
        """The day that an answer given now is about: the one that is asked about, else today."""
        return self.today if self.question is None else self.question.about

    @property
    def rests_first(self) -> bool:
        """Whether today's answer is one that puts rest first."""
        check = self.log.checks.get(self.today)
        return check is not None and not check.recalled and check.rating >= REST_FROM
