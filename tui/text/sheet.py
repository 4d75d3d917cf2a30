"""A sheet for the wall, filled with a person's own doses, supports and cautions."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from library.exercises.model import Exercise, Kind, Posture, Side, need_words
from library.figure.figure import Figure
from library.figure.in_words import in_words
from library.figure.motion import stretched
from library.figure.pose import PoseError
from library.figure.svg import Picture, svg
from library.guidance.precautions import Precautions, is_for, without
from library.guide import Guide
from library.pages.sheet import Sheet, SheetExercise, Shown
from library.profile import Profile
from library.routines.model import Plan, Routine, Step
from library.routines.planning import massage_seconds
from library.settings.schema import WEEKDAYS
from library.wording import capitalised, counted, whole_day_words
from tui.text.doses import dose_words
from tui.text.duration import about
from tui.text.precautions import excluded_words
from tui.text.prescription import prescribed_words, purpose_words

NO_PICTURE = "No picture: the figure of this exercise cannot be drawn."
_POSTURES = {
    None: "Exercises",
    Posture.SITTING: "Sitting",
    Posture.STANDING: "Standing",
    Posture.FLOOR: "On the floor",
    Posture.LYING: "Lying down",
}


def sheet_of(routine: Routine, profile: Profile, guide: Guide, weeks: int) -> Sheet:
    """Return the sheet of a routine, without what is left out for the person or rests.

    Args:
        routine: What is to be on it.
        profile: The person's settings and exercises.
        guide: Where they stand.
        weeks: How many tables to tick, within `library.pages.sheet.WEEKS`.
    """
    precautions, today = guide.precautions(routine), profile.today()
    kept = guide.as_done_now(without(routine, precautions.out))
    plan = guide.plan(kept, reads=False)
    first = guide.standing.first_weekday
    days = [WEEKDAYS[(first + number) % len(WEEKDAYS)] for number in range(len(WEEKDAYS))]
    return Sheet(
        title=routine.name,
        purpose=" ".join(filter(None, (purpose_words(routine), prescribed_words(routine, today)))),
        facts=tuple(_facts(plan, guide, today)),
        exercises=tuple(_exercises(plan, profile, guide, precautions)),
        cautions=routine.cautions,
        left_out=tuple(excluded_words(precautions, profile.catalogue, today)),
        afterwards=routine.afterwards,
        weeks=weeks,
        days=tuple(day[:3].capitalize() for day in days),
    )


def _facts(plan: Plan, guide: Guide, today: date) -> Iterator[str]:
    if plan.work:
        goal, pace = guide.standing.week_goal, plan.pace
        often = ", every day" if goal == len(WEEKDAYS) else f", on {counted(goal, 'day')} a week"
        if plan.routine.days_a_week is not None:
            often = ""  # whoever prescribed it says so
        yield f"Takes {about(plan.seconds, plan.longest_seconds)}{often}."
        if pace.rest:
            yield f"Rest {pace.rest} s between two holds of a leg."
        if pace.switch and any(step.exercise.sided for step in plan.work):
            yield f"Take {pace.switch} s to change legs."
    yield f"Made on {whole_day_words(today)} {today.year}."


def _exercises(
    plan: Plan, profile: Profile, guide: Guide, precautions: Precautions
) -> Iterator[SheetExercise]:
    """Yield each exercise once, in the order of the plan."""
    first = {step.exercise.id: step for step in reversed(plan.work)}
    pictured = profile.settings.figure != "off"
    for exercise_id in dict.fromkeys(item.exercise for item in plan.routine.items):
        step = first[exercise_id]
        exercise, side = step.exercise, step.side
        told = SheetExercise(
            name=exercise.name,
            posture=_POSTURES[exercise.posture],
            doses=tuple(_doses(plan.routine, step, guide)),
            steps=exercise.steps_for(side),
            parts=tuple(_parts(plan.routine, exercise, guide)),
            needs=tuple(map(need_words, exercise.needs)),
            cautions=tuple(
                each
                for each in exercise.cautions
                if is_for(each, precautions) and each not in plan.routine.cautions
            ),
        )
        yield _with_pictures(told, step) if pictured and exercise.pose else told


def _doses(routine: Routine, step: Step, guide: Guide) -> Iterator[str]:
    exercise, settings = step.exercise, guide.settings
    on = "" if step.support is None else f"{capitalised(step.support.words)}: "
    order = ", the left leg first" if exercise.sided else ""
    for item in routine.items:
        if item.exercise == exercise.id:
            yield f"{on}{dose_words(item, exercise, settings)}{order}"


def _parts(routine: Routine, exercise: Exercise, guide: Guide) -> Iterator[str]:
    if exercise.kind is not Kind.MASSAGE:
        return
    item = next(item for item in routine.items if item.exercise == exercise.id)
    seconds = massage_seconds(exercise, item, guide.settings)
    for part, length in zip(exercise.massage, seconds, strict=False):
        yield f"{part.name}, {length} s a leg. {part.hands} {part.pressure}"


def _with_pictures(told: SheetExercise, step: Step) -> SheetExercise:
    """Return an exercise with its start and its stretch, as deep and as high as it is done."""
    try:
        figure = Figure.from_mapping(step.exercise.pose, step.exercise.id)
    except PoseError:
        return replace(told, missing=NO_PICTURE)
    level = step.exercise.drawn_level(step.level)
    figure = figure.at_height(step.height_cm).at_level(level)
    first, *rest = in_words(figure.pose, step.side)
    held = stretched(figure.pose)
    start = Picture(figure, step.side, position=0, inline=True, labelled=False, words=(first,))
    stretch = replace(start, position=held, words=rest)
    shown = [Shown(svg(start), _caption("Start", figure, 0, step.side))] if held else []
    title = "The massage" if step.exercise.kind is Kind.MASSAGE else "The stretch"
    shown.append(Shown(svg(stretch), _caption(title, figure, held, step.side)))
    return replace(told, pictures=tuple(shown))


def _caption(title: str, figure: Figure, keyframe: int, side: Side) -> str:
    """Return what stands below a picture: which leg it shows, and what is to be seen."""
    leg = "" if side is Side.BOTH else f", {side} leg"
    labels = [label.spoken(side) for label in figure.pose.frames[keyframe].labels]
    return f"{title}{leg}{': ' if labels else ''}{', '.join(labels)}"
