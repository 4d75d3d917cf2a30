"""How a session can go on after a hold was eased off."""

from library.exercises.model import HoldEnd
from library.routines.model import Step, StepKind
from library.session.track import Choice, shorter

END = "end"
"""The answer that ends the session."""


def ways_to_go_on(step: Step, held: float) -> dict[str, str]:
    """Answers and their texts; the first one goes on as planned."""
    options = {Choice.GO_ON.value: "Go on with what comes next"}
    if len(step.exercise.sides.order) > 1:
        options[Choice.SKIP_SIDE] = f"Skip this side: leave the {step.side.value} leg alone"
    if step.kind is StepKind.HOLD and step.end is HoldEnd.TIMED:
        seconds = shorter(step.seconds, held)
        options[Choice.SHORTER] = f"Shorter from now on: {seconds:g} s, next time too"
    options[Choice.LEAVE_OUT] = f"Leave {step.exercise.name} out today"
    options[END] = "End the session"
    return options
