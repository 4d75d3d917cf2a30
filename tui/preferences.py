"""What a person prefers about an exercise: whether it is a favourite, and how much of it."""

from library.exercises.model import Exercise
from library.progress.exercise_progress import ExerciseProgress, exercise_progress
from tui.services import Services
from tui.text.exercises import level_news


def progress_of(exercise: Exercise, services: Services) -> ExerciseProgress:
    """Where the person stands with an exercise today."""
    profile, sessions = services.profile, services.history.snapshot.sessions
    return exercise_progress(exercise, profile.settings, sessions, profile.today())


def toggle_favourite(exercise: Exercise, services: Services) -> str:
    """Mark an exercise as a favourite, or take the mark away; the result tells which.

    Raises:
        SettingsError: It holds, but could not be saved.
    """
    marked = services.profile.settings.favourites
    if exercise.id in marked:
        services.profile.change_settings(
            favourites=tuple(id_ for id_ in marked if id_ != exercise.id)
        )
        return f"{exercise.name} is no favourite any more."
    services.profile.change_settings(favourites=(*marked, exercise.id))
    return f"{exercise.name} is a favourite; the next list begins with those."


def change_level(exercise: Exercise, services: Services, by: int) -> str:
    """Go a rung up (`by` 1) or down (-1) the dose ladder; the result tells what came of it.

    A remembered length of its holds is forgotten, because the rung has its own.

    Raises:
        SettingsError: It holds, but could not be saved.
    """
    before = progress_of(exercise, services)
    if before.dose is None:
        return f"{exercise.name}: the steps are always the same."
    settings = services.profile.settings
    services.profile.change_settings(
        levels={**settings.levels, exercise.id: exercise.next_level(before.dose, by)},
        hold_seconds={k: v for k, v in settings.hold_seconds.items() if k != exercise.id},
    )
    return level_news(exercise, before, progress_of(exercise, services))
