"""How a session can go on after a hold was eased off."""

from library.exercises.model import HoldEnd
from library.routines.model import RoutineItem, Step, StepKind
from library.routines.planning import dose_for
from library.session.track import Choice, shorter
from library.settings import Settings

END = "end"
"""The answer that ends the session."""


def ways_to_go_on(step: Step, held: float) -> dict[str, str]:
    """Answers and their texts; the first one goes on as planned."""
    options = {Choice.GO_ON.value: "Go on with what comes next"}
    if len(step.exercise.sides.order) > 1:
        options[Choice.SKIP_SIDE] = f"Skip this side: leave the {step.side.value} leg alone"
    if step.kind is StepKind.HOLD and step.end is HoldEnd.TIMED:
        seconds = shorter(step.seconds, held)
        if seconds < step.seconds:
            options[Choice.SHORTER] = f"Shorter from now on: {seconds:g} s, next time too"
    options[Choice.LEAVE_OUT] = f"Leave {step.exercise.name} out today"
    options[END] = "End the session"
    return options


def remembered_shorter(step: Step, held: float, settings: Settings) -> dict[str, int]:
    """The lengths to remember when a hold is to be shorter next time too.

    Easing off never makes anything longer: a routine's hold may have been longer than the
    person's own.

    Args:
        step: The hold that was eased off.
        held: Seconds it lasted.
        settings: Levels and the lengths remembered so far.
    """
    exercise = step.exercise
    own = dose_for(RoutineItem(exercise.id), exercise, settings).hold_seconds
    seconds = min(int(shorter(step.seconds, held)), own)
    return {**settings.hold_seconds, exercise.id: seconds}
