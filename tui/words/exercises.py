"""An exercise in words, as the Exercises page shows it."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from library.exercises.model import Dose, Exercise, HoldEnd, Side
from library.progress.standing import Standing
from library.wording import day_words
from tui.duration import about


def heading(exercise: Exercise, standing: Standing) -> Content:
    """Name, posture and purpose."""
    star = "  ★ favourite" if standing.favourite else ""
    own = "  (your own)" if exercise.own else ""
    return Content.assemble(
        Content.styled(exercise.name, "bold $text-accent"),
        Content.styled(f"{star}{own}", "$text-warning"),
        Content.styled(f"   {exercise.posture.value}, {_sides(exercise)}\n", "$text-muted"),
        exercise.purpose,
    )


def body(exercise: Exercise, side: Side, standing: Standing) -> Content:
    """Everything else, part by part."""
    parts = [
        _part(f"How, for the {side.words}", _numbered(exercise.steps_for(side))),
        _part("You need", _bullets(need.words for need in exercise.needs)),
        _part("Take care", _bullets(exercise.cautions)),
        _part("Dose", _dose(exercise, standing)),
        _part("Massage steps", _massage(exercise)),
        _part("Heights of the support", _bullets(_heights(exercise))),
        _part("So far", [_so_far(standing)]),
        _part("Common mistakes", _bullets(exercise.mistakes)),
        _part("Easier", [exercise.easier]),
        _part("Harder", [exercise.harder]),
        _part("Muscles", [", ".join(exercise.muscles)]),
        _part("Good to know", _bullets(exercise.notes)),
    ]
    return Content("\n\n").join(part for part in parts if part is not None)


def _part(title: str, lines: Iterable[str]) -> Content | None:
    lines = [line for line in lines if line]
    if not lines:
        return None
    return Content.assemble(Content.styled(title, "bold"), "\n", "\n".join(lines))


def _sides(exercise: Exercise) -> str:
    return "one leg at a time" if len(exercise.sides.order) > 1 else "both legs at once"


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    return (f"• {line}" for line in lines)


def _numbered(steps: Iterable[str]) -> Iterator[str]:
    return (f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _dose(exercise: Exercise, standing: Standing) -> Iterator[str]:
    """The ladder, the person's own rung marked, each rung with its source."""
    own = min(standing.level, len(exercise.doses) - 1)
    for level, dose in enumerate(exercise.doses):
        mark = "▸" if level == own else " "
        yield f"{mark} L{level}  {_amount(exercise, dose)}. {dose.source}"
    if exercise.hold.end is HoldEnd.EASED:
        stop = exercise.hold.stop_seconds
        yield f"  A hold lasts until the tension eases; it stops by itself after {stop} s."
    if standing.hold_seconds is not None:
        yield f"  You chose holds of {standing.hold_seconds} s; + and - choose a level again."
    if standing.more_offered:
        yield f"  Three calm sessions: L{own + 1} may be tried. Press + for it."


def _amount(exercise: Exercise, dose: Dose) -> str:
    per = " on each side" if len(exercise.sides.order) > 1 else ""
    if exercise.hold.end is HoldEnd.EASED:
        return f"{dose.reps} until eased{per}, asked at {dose.hold_seconds} s"
    return f"{dose.reps} x {dose.hold_seconds} s{per}"


def _massage(exercise: Exercise) -> Iterator[str]:
    for number, part in enumerate(exercise.massage, start=1):
        yield f"{number}. {part.name}, {part.seconds} s a leg. {part.hands} {part.pressure}"
        yield f"   ({part.source})"


def _heights(exercise: Exercise) -> Iterator[str]:
    for height in exercise.heights:
        hip = f"bends the hip {height.hip_degrees}°"
        yield f"{height.name}, {height.centimetres} cm: {hip}"


def _so_far(standing: Standing) -> str:
    if standing.last_done is None:
        return "Not done yet."
    return f"{about(standing.seconds_held)} held, last on {day_words(standing.last_done)}."
