"""`supple show`: an exercise, or a routine, to be read before it is begun."""

from collections.abc import Iterator

import click
from msgspec import to_builtins
from msgspec.structs import replace

from library.exercises.model import Exercise, Side
from library.figure.figure import Figure
from library.figure.in_words import in_words
from library.figure.pose import PoseError
from library.profile import Part
from library.routines.model import Routine
from library.routines.planning import build_plan
from library.wording import capitalised
from tui.cli.completing import routines_and_exercises
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.documents import routine_document
from tui.cli.exercise_told import ExerciseTold, done_of_each
from tui.cli.output import complain, print_json, print_lines
from tui.text.doses import dose_words
from tui.text.duration import about, held_words
from tui.text.exercises import how, sections, sources
from tui.text.precautions import excluded_words
from tui.text.prescription import prescribed_words, purpose_words
from tui.text.routines import missing
from tui.text.routines import sections as sections_of_routine
from tui.text.section import Section


@click.command("show")
@click.argument("name", metavar="EXERCISE|ROUTINE", shell_complete=routines_and_exercises)
@click.option(
    "--side",
    type=click.Choice([Side.LEFT.value, Side.RIGHT.value]),
    default=Side.LEFT.value,
    help="The leg that the steps and the figure are told for; left when left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, name: str, side: str, as_json: bool) -> None:
    """Tell how an exercise is done, or what is in a routine.

    Of an exercise: what it is for and needs, where you stand with it, its steps and cautions, the
    figure in words, its doses and where they come from. Of a routine: its exercises in their
    order with doses and times. The id, the name or the beginning of either will do; see supple
    list.
    """
    complain(context.profile.read(Part.SETTINGS))
    history = context.read_history()
    routine, catalogue = context.routine_named(name), context.profile.catalogue
    if routine.id not in catalogue:
        if as_json:
            print_json(routine_document(routine, context))
        else:
            print_lines(_routine(routine, context))
        return
    exercise = catalogue.get(routine.id)
    leg = exercise.shown_side(Side(side))
    told = ExerciseTold(context, exercise, done_of_each(context, history).get(exercise.id))
    if as_json:
        print_json(told.as_dict() | _details(exercise, told, leg))
    else:
        print_lines(_exercise(exercise, told, leg))
        print_lines(["", *_how_to_go_on(exercise, leg, context)])


def _exercise(exercise: Exercise, told: ExerciseTold, side: Side) -> Iterator[str]:
    yield from told.heading()
    needs, care, *rest = sections(exercise, told.progress, told.named)
    figure = Section("The figure in words", _figure(exercise, told, side))
    for each in (needs, how(exercise, side), care, figure, *rest, sources(exercise)):
        yield from _lines(each)


def _how_to_go_on(exercise: Exercise, side: Side, context: Context) -> Iterator[str]:
    if exercise.sided:
        other = context.paths.command("show", exercise.id, "--side", side.other)
        yield f"{other} tells it for the other leg."
    yield f"{context.paths.command('start', exercise.id, '--plain')} starts it line by line."


def _figure(exercise: Exercise, told: ExerciseTold, side: Side) -> tuple[str, ...]:
    """Return the figure in words, as deep as the person goes; nothing where there is none."""
    try:
        figure = Figure.from_mapping(exercise.pose, exercise.id)
    except PoseError:
        return ()  # there is none, or `supple doctor` tells what is wrong with it
    level = exercise.drawn_level(told.progress.level)
    return in_words(figure.at_height(told.progress.height_cm).at_level(level).pose, side)


def _details(exercise: Exercise, told: ExerciseTold, side: Side) -> dict[str, object]:
    return {
        "side": side,
        "steps": exercise.steps_for(side),
        "cautions": exercise.cautions,
        "figure": _figure(exercise, told, side),
        "mistakes": exercise.mistakes,
        "easier": exercise.easier,
        "harder": exercise.harder,
        "muscles": exercise.muscles,
        "notes": exercise.notes,
        "doses": to_builtins(exercise.doses),
        "massage": to_builtins(exercise.massage),
        "heights": to_builtins(exercise.heights),
    }


def _routine(routine: Routine, context: Context) -> Iterator[str]:
    profile, guide = context.profile, context.guide
    plan = guide.plan(routine)
    yield f"{routine.name}{', yours' if routine.own else ''}."
    if purpose := purpose_words(routine):
        yield purpose
    length = about(plan.seconds, plan.longest_seconds)
    yield f"{capitalised(length)} in all, rests included."
    if told := prescribed_words(routine, profile.today()):
        yield told
    if guide.leading is not None and guide.leading.id == routine.id:
        yield f"{context.paths.command('start')} starts this one."
    if needed := missing(routine, profile.catalogue, profile.settings):
        yield f"Not at {profile.settings.place}: {', '.join(needed)}."
    yield from excluded_words(guide.precautions(routine), profile.catalogue, profile.today())
    yield from _lines(Section("In this order", tuple(_items(routine, context))))
    for section in sections_of_routine(routine, profile.catalogue):
        yield from _lines(section)
    yield ""
    yield f"{context.paths.command('start', routine.id, '--plain')} starts it line by line."


def _items(routine: Routine, context: Context) -> Iterator[str]:
    """Yield the exercises of a routine, each with its support, its dose and the time it is held."""
    guide, catalogue = context.guide, context.profile.catalogue
    settings = guide.settings
    for number, item in enumerate(guide.as_done_now(routine).items, 1):
        exercise, support = catalogue.get(item.exercise), guide.standing.support(item.exercise)
        on = "" if support is None else f" {support.words}"
        steps = build_plan(replace(routine, items=(item,)), catalogue, settings)
        held = held_words(sum(step.seconds for step in steps.work))
        dose = dose_words(item, exercise, settings)
        yield f"{number}. {exercise.name}{on}: {dose}, {held} in all."


def _lines(section: Section) -> Iterator[str]:
    """Yield a section after an empty line and under its title; nothing of an empty one."""
    if any(section.lines) or section.points:
        yield ""
        yield f"{section.title}:"
        yield from filter(None, section.lines)
        yield from (f"- {point}" for point in section.points)
