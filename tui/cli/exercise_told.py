"""An exercise and where a person stands with it, as verbs print it."""

from collections.abc import Iterator
from functools import cached_property

from library.exercises.model import Exercise, need_words
from library.guidance.exercise_progress import (
    ExerciseProgress,
    SoFar,
    done_so_far,
    exercise_progress,
)
from library.guidance.states import State, StateName
from library.guidance.today import possible
from library.history.snapshot import Snapshot
from library.progress.days import split
from library.wording import capitalised, listed
from tui.cli.context import Context
from tui.cli.documents import exercise_document
from tui.cli.with_verbs import HIDE, with_verbs
from tui.keys.in_words import WithKeys
from tui.text.exercise_marks import exercise_mark
from tui.text.exercises import posture_and_dose, so_far, todays_state
from tui.text.guidance import ELSEWHERE

KNOWN = "You know this one."
NEW_TODAY = "New today."


class ExerciseTold:
    """An exercise and where the person stands with it.

    Args:
        context: The person's profile and history.
        exercise: What is told of.
        done: What was done of it; None for nothing.
    """

    def __init__(self, context: Context, exercise: Exercise, done: SoFar | None) -> None:
        self._context, self._done = context, done
        self.exercise = exercise

    @cached_property
    def progress(self) -> ExerciseProgress:
        """How far the person has come."""
        favourite = self.exercise.id in self._context.profile.settings.favourites
        standing = self._context.guide.standing
        return exercise_progress(self.exercise, standing, self._done, favourite=favourite)

    @property
    def _state(self) -> State:
        return self._context.guide.standing.state(self.exercise.id)

    @property
    def _is_here(self) -> bool:
        return possible(self.exercise, self._context.profile.settings)

    @property
    def word(self) -> str:
        """What it is today in a word or two, as in `known` or `until Thu`."""
        guide = self._context.guide
        today = guide.standing.today
        mark = exercise_mark(
            self.exercise.id, self._state, guide.today, here=self._is_here, today=today
        )
        return mark.word or "known"

    def named(self, text: str) -> str:
        """Put the verb in place of a command that a text names."""
        return with_verbs(text, self._context.paths.command, self.exercise.id)

    def heading(self) -> Iterator[str]:
        """Yield where the person stands with it, and what it is for."""
        yield from self.where()
        if self.exercise.purpose:
            yield self.exercise.purpose

    def where(self) -> Iterator[str]:
        """Yield its name, posture and dose, and what it is today."""
        exercise = self.exercise
        favourite = ", a favourite" if self.progress.favourite else ""
        yield f"{exercise.name}{favourite}{', your own' if exercise.own else ''}."
        yield f"{capitalised(posture_and_dose(exercise, self.progress))}."
        is_known = self._state.name is StateName.KNOWN
        state = KNOWN if is_known else self._todays_state(self.named)
        yield from filter(None, (state, "" if self._is_here else ELSEWHERE))

    def summary(self) -> Iterator[str]:
        """Yield the heading, what it needs, and how often it was done, a line each."""
        yield from self.heading()
        if self.exercise.needs:
            yield f"You need: {listed(map(need_words, self.exercise.needs))}."
        yield so_far(self.progress)

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON."""
        progress, state = self.progress, self._state
        dose, last = progress.dose, progress.last_done
        return {
            **exercise_document(self.exercise, self._context),
            "standing": {
                "state": state.name,
                "until": state.until and state.until.isoformat(),
                "reason": self._todays_state(lambda _: ""),
                "here": self._is_here,
                "level": None if dose is None else progress.level + 1,
                "reps": dose and dose.reps,
                "hold_seconds": dose and dose.hold_seconds,
                "support_cm": progress.support and progress.support.centimetres,
                "times": progress.times,
                "eased_off": progress.eased_off,
                "seconds_held": round(progress.seconds_held),
                "last_done": last and last.isoformat(),
                "favourite": progress.favourite,
                "hidden": self.exercise.id in self._context.profile.settings.hidden,
            },
        }

    def _todays_state(self, named: WithKeys) -> str:
        """Return what it is today; `named` names the verb that changes it."""
        guide, state = self._context.guide, self._state
        planned = guide.today.exercises
        if state.name is StateName.NOT_YET and self.exercise.id in planned:
            return NEW_TODAY
        return todays_state(self.exercise, state, guide.standing.today, planned, named)


def hidden_told(context: Context) -> Iterator[str]:
    """Yield a line about what is hidden, and how it is shown again; none where nothing is."""
    hidden = context.profile.settings.hidden
    exercises = [each for each in context.profile.catalogue if each.id in hidden]
    if exercises:
        names = listed(each.name for each in exercises)
        back = context.paths.command("adjust", exercises[0].id, HIDE)
        yield f"Hidden: {names}. {back} shows it again."


def done_of_each(context: Context, history: Snapshot) -> dict[str, SoFar]:
    """Return what was done of each exercise, by its id; what is to come counts for nothing."""
    return done_so_far(split(history.sessions, context.profile.today())[0])
