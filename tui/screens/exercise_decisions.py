"""What a person decides about an exercise: kept in the log, and said in a sentence."""

import asyncio
from collections.abc import Callable
from datetime import date

from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress
from library.guidance.states import StateName
from library.history.record import DecisionKind
from library.progress.weeks import ONE_WEEK
from library.wording import day_words
from tui.services import Services
from tui.text.exercises import already_news, height_news, level_news

_UNDONE = "In History, {history.undo} undoes it."


class ExerciseDecisions:
    """Decisions one after the other: keys may come faster than one is saved.

    Each method returns what there is to tell, with commands in braces for their keys, and raises
    `HistoryError` when the decision cannot be saved.
    """

    def __init__(
        self, services: Services, progress_of: Callable[[Exercise], ExerciseProgress]
    ) -> None:
        """Decide with these services.

        Args:
            services: Of the dashboard.
            progress_of: Says how far the person has come with an exercise.
        """
        self._services = services
        self._progress_of = progress_of
        self._lock = asyncio.Lock()

    async def level(self, exercise: Exercise, by: int) -> str:
        """Go `by` rungs up the ladder of doses; down where it is below zero."""
        async with self._lock:
            await self._services.history.first_read()
            before = self._progress_of(exercise)
            if before.dose is None:
                return f"{exercise.name}: the steps are always the same."
            level = exercise.next_level(before.dose, by)
            wanted = level != before.level and not (by > 0 and before.limited)
            if before.tuned or wanted:
                await self._decide(DecisionKind.LEVEL, exercise, level)
                self._services.profile.forget_length(exercise.id)
            return level_news(exercise, before, self._progress_of(exercise))

    async def height(self, exercise: Exercise, by: int) -> str:
        """Put the foot one height up, or down where `by` is below zero."""
        async with self._lock:
            await self._services.history.first_read()
            before = self._progress_of(exercise)
            wanted = before.higher if by > 0 else before.lower
            if wanted is not None:
                await self._decide(DecisionKind.HEIGHT, exercise, height_cm=wanted.centimetres)
            return height_news(exercise, before, self._progress_of(exercise))

    async def already(self, exercise: Exercise) -> str:
        """Know the exercise from now on: the person does it already."""
        async with self._lock:
            await self._decide(DecisionKind.ALREADY, exercise)
            return already_news(exercise, self._progress_of(exercise))

    async def include(self, exercise: Exercise) -> str:
        """Bring the exercise back, whatever leaves it out or lets it rest."""
        async with self._lock:
            await self._services.history.first_read()
            if self._services.guide.standing.state(exercise.id).is_allowed:
                return f"{exercise.name} is neither left out nor resting."
            await self._decide(DecisionKind.INCLUDE, exercise)
            return f"{exercise.name} is back. {_UNDONE}"

    async def rest(self, exercise: Exercise) -> str:
        """Leave the exercise out for a week."""
        async with self._lock:
            await self._services.history.first_read()
            back = self._services.profile.today() + ONE_WEEK
            state = self._services.guide.standing.state(exercise.id)
            if state.name is StateName.RESTING and (state.until is None or state.until >= back):
                return f"{exercise.name} rests already. {{exercises.include}} brings it back."
            await self._decide(DecisionKind.REST, exercise, until=back)
            return f"{exercise.name} rests until {day_words(back)}. {_UNDONE}"

    async def _decide(
        self,
        kind: DecisionKind,
        exercise: Exercise,
        level: int | None = None,
        *,
        height_cm: int | None = None,
        until: date | None = None,
    ) -> None:
        decision = self._services.guide.decision(
            kind, exercise.id, level=level, height_cm=height_cm, until=until
        )
        await self._services.history.edit(lambda history: history.put([decision]))
