"""What came of a wish for an exercise, and what can be wished for, in words."""

from datetime import date

from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress
from library.guidance.wishes import Wish
from library.history.record import Decision
from library.progress.weeks import ONE_WEEK
from library.wording import day_words
from tui.text.doses import amount, level_words
from tui.text.exercises import already_news, height_news, level_news


def wish_words(
    wish: Wish,
    decision: Decision | None,
    exercise: Exercise,
    before: ExerciseProgress,
    now: ExerciseProgress,
) -> str:
    """Return what came of a wish, with commands in braces for their keys.

    Args:
        wish: What was wished for.
        decision: What was decided; None when it changes nothing.
        exercise: About which exercise.
        before: How far the person had come with it.
        now: How far they have come since.
    """
    name = exercise.name
    match wish:
        case Wish.MORE | Wish.LESS:
            if before.dose is None:
                return f"{name}: the steps are always the same."
            return level_news(exercise, before, now)
        case Wish.HIGHER | Wish.LOWER:
            return height_news(exercise, before, now)
        case Wish.REST:
            if decision is None or decision.until is None:
                return f"{name} rests already. {{exercises.include}} brings it back."
            return f"{name} rests until {day_words(decision.until)}."
        case Wish.INCLUDE:
            return f"{name} {'is neither left out nor resting' if decision is None else 'is back'}."
        case Wish.ALREADY:
            return already_news(exercise, now)


def favourite_words(exercise: Exercise, *, marked: bool) -> str:
    """Return what came of marking an exercise as a favourite, or of taking the mark away."""
    if marked:
        return f"{exercise.name} is a favourite; the next list begins with those."
    return f"{exercise.name} is no favourite any more."


def hidden_words(exercise: Exercise, *, hidden: bool) -> str:
    """Return what came of hiding an exercise, or of showing it again."""
    if hidden:
        return f"{exercise.name} is hidden: no list has it, nor the plan of the day."
    return f"{exercise.name} is shown again."


def offer_words(wish: Wish, exercise: Exercise, progress: ExerciseProgress, today: date) -> str:
    """Return what a wish that makes sense would do, as in `until Wed 18 Mar`.

    Args:
        wish: What can be wished for.
        exercise: About which exercise.
        progress: How far the person has come with it.
        today: The practice day it is.
    """
    match wish:
        case Wish.MORE | Wish.LESS:
            by = 1 if wish is Wish.MORE else -1
            assert progress.dose is not None, "it has a ladder, else it makes no sense"
            level = exercise.next_level(progress.dose, by)
            return f"{level_words(exercise, level)}, {amount(exercise, exercise.dose(level))}"
        case Wish.HIGHER | Wish.LOWER:
            support = progress.higher if wish is Wish.HIGHER else progress.lower
            assert support is not None, "there is one, else it makes no sense"
            return support.words
        case Wish.REST:
            return f"leaves it out until {day_words(today + ONE_WEEK)}"
        case Wish.INCLUDE:
            return "brings it back"
        case Wish.ALREADY:
            return "you do this one already, so it is not new to you"
