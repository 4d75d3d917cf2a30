"""`supple new`: what is made by answering questions."""

from collections.abc import Callable, Iterator, Mapping

import click
from msgspec.structs import replace

from library.cells import UnreadableCell, whole_number
from library.exercises.catalogue import Catalogue
from library.exercises.model import Sides
from library.exercises.writing import Answers, answer_problems, exercise_name_problem
from library.own_exercises import ExerciseNotSavedError, OwnChange, OwnExercises
from library.profile import Part
from library.shell import shell_words
from library.text import clean
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.group import Group
from tui.cli.output import complain
from tui.cli.plain.keys import CommandKeys
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import keys_of_stdin, leaving_on_signals

_QUESTIONS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "name": ("What is it called?", str),
    "sides": (
        "Which legs: each in turn, both at once, left or right? Enter takes each",
        lambda typed: Sides(typed.casefold() or Sides.EACH),
    ),
    "reps": ("How many times{legs}? Enter takes 3", lambda typed: whole_number(typed or "3")),
    "hold_seconds": (
        "For how many seconds each time? Enter takes 30",
        lambda typed: whole_number(typed.removesuffix("s") or "30"),
    ),
}
"""What is asked, by the name of the answer, and how it is read."""
_EITHER = " {side} stands for the leg, {other} for the other one."
_LEGS = {**dict.fromkeys(Sides, _EITHER), Sides.BOTH: ""}


@click.group("new", cls=Group, subcommand_metavar="[VERB]")
@data_dir_option
def verb() -> None:
    """Make an exercise of your own."""


@verb.command("exercise")
@data_dir_option
@pass_context
def exercise_verb(context: Context) -> int:
    """Make an exercise of your own: you are asked its name, legs, steps, repetitions and seconds.

    The file it is written to can be changed with any editor, or in the dashboard on Exercises.
    """
    complain(context.profile.read(*Part))
    with leaving_on_signals() as leaving, keys_of_stdin() as keys:
        if keys is None:
            schema = context.paths.command("schema", "exercise")
            told = f"Nobody can be asked here. Write the file yourself: see {schema}."
            raise click.UsageError(told)
        _make(context, Prompts(keys, leaving, CommandKeys(context.profile.settings)))
        return leaving.exit_code


def _make(context: Context, prompts: Prompts) -> None:
    """Ask, and write what was answered; nothing is written when somebody leaves.

    Raises:
        click.ClickException: It could not be saved.
    """
    if (answers := asked(context.profile.catalogue, prompts)) is None:
        prompts.report(["Nothing was made."])
        return
    try:
        made = OwnExercises(context.profile, context.paths).make(answers)
    except ExerciseNotSavedError as error:
        raise click.ClickException(str(error)) from error
    prompts.report(_told(context, made))


def asked(catalogue: Catalogue, prompts: Prompts) -> Answers | None:
    """Ask the five questions; None when somebody leaves.

    Args:
        catalogue: The exercises there are, whose names are taken.
        prompts: Asks.
    """
    answers = Answers()
    for key in ("name", "sides", "steps", "reps", "hold_seconds"):
        if key == "steps":
            now = _steps(answers, prompts)
        else:
            now = _answered(answers, key, catalogue, prompts)
        if now is None:
            return None
        answers = now
    return answers


def _answered(answers: Answers, key: str, catalogue: Catalogue, prompts: Prompts) -> Answers | None:
    """Ask one question until its answer will do; None when somebody leaves."""
    question, read = _QUESTIONS[key]
    question = question.format(legs=" on each leg" if answers.sides is Sides.EACH else "")
    while (typed := prompts.line(question)) is not None:
        try:
            value = read(clean(typed).strip())
        except (UnreadableCell, ValueError):
            prompts.tell(["That is none of them." if key == "sides" else "It takes a number."])
            continue
        now = replace(answers, **{key: value})
        named = key == "name"
        told = exercise_name_problem(catalogue, now.name) if named else _wrong(now, key)
        if not told:
            return now
        prompts.tell([told])
    return None


def _steps(answers: Answers, prompts: Prompts) -> Answers | None:
    """Ask for steps until nothing is typed; None when somebody leaves."""
    before = [f"How is it done? A step a line; Enter alone ends.{_LEGS[answers.sides]}"]
    while (typed := prompts.line(f"Step {len(answers.steps) + 1}", before=before)) is not None:
        before = []
        if not typed and answers.steps:
            return answers
        now = replace(answers, steps=(*answers.steps, clean(typed).strip()))
        if told := _wrong(now if typed else answers, "steps"):
            prompts.tell([told])
        else:
            answers = now
    return None


def _wrong(answers: Answers, key: str) -> str:
    return answer_problems(answers).get(key, "")


def _told(context: Context, made: OwnChange) -> Iterator[str]:
    """Yield what was made, and what to do next."""
    command = context.paths.command
    yield f"Written to {made.path}:"
    yield ""
    yield from made.after.decode().splitlines()
    yield ""
    yield f"{command('start', made.id)} leads through it."
    yield f"{command('figure', made.id)} draws it, once you have added a pose to its file."
    yield f"{shell_words('rm', made.path)} takes it away again."
