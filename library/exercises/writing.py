"""Exercises of one's own, made and changed without knowing TOML; comments in a file stay."""

from enum import Enum
from typing import Any

import msgspec

from library.bounds import MAX_NAME
from library.exercises.catalogue import Catalogue
from library.exercises.loading import ExerciseFileError, parse_exercise
from library.exercises.model import Exercise, Sides, Written
from library.wording import name_problem

_HEADER = "An exercise of your own. `supple schema exercise` tells what else may stand here."


class Answers(msgspec.Struct, frozen=True):
    """What is asked about an exercise: all that it needs."""

    name: str = ""
    sides: Sides = Sides.EACH
    steps: tuple[str, ...] = ()
    reps: int | None = 3
    hold_seconds: int | None = 30
    """None, as `reps`, for a ladder of doses, which stays as it is written."""


def answers_of(exercise: Exercise) -> Answers:
    """Return what would have been answered about an exercise."""
    dose = exercise.doses[0] if exercise.prescribed else None
    return Answers(
        exercise.name,
        exercise.sides,
        exercise.steps,
        None if dose is None else dose.reps,
        None if dose is None else dose.hold_seconds,
    )


def exercise_name_problem(catalogue: Catalogue, name: str, own_id: str = "") -> str:
    """Say what is wrong with a name for an exercise; nothing when it will do.

    Args:
        catalogue: The other exercises.
        name: As typed, cleaned.
        own_id: The exercise that is to be called so, when it is there already.
    """
    taken = (exercise.name for exercise in catalogue if exercise.id != own_id)
    return name_problem("an exercise", name, taken, MAX_NAME)


def answer_problems(answers: Answers, text: str = "") -> dict[str, str]:
    """Say what is wrong with each answer, as a sentence, by its name in the file.

    Args:
        answers: What was answered so far.
        text: What is in the file that is changed; empty for a new one.
    """
    problems = {} if answers.steps else {"steps": "It takes one step at least."}
    try:
        parse_exercise("new.toml", written(answers, text).encode())
    except ExerciseFileError as error:
        for fault in error.faults:
            field = str(fault.path[0]) if fault.path else ""
            if field != "id":  # that of the file, which is called otherwise here
                problems.setdefault(field, f"It takes {fault.expected}.")
    return problems


def written(answers: Answers, text: str = "") -> str:
    """Return the text of a file with these answers in it; what is not asked about stays.

    Args:
        answers: What was answered.
        text: What is in the file; empty for a new one.
    """
    import tomlkit  # costs 25 ms

    document: Any = tomlkit.parse(text)
    if not text:
        document.add(tomlkit.comment(_HEADER))
    _put(document, "name", answers.name)
    _put(document, "sides", answers.sides.value)
    _put_steps(document, answers.steps)
    if answers.reps is not None and answers.hold_seconds is not None:
        where = document["doses"][0] if "doses" in document else document
        _put(where, "reps", answers.reps)
        _put(where, "hold_seconds", answers.hold_seconds)
    return tomlkit.dumps(document)


def exercise_table(exercise: Exercise) -> dict[str, Any]:
    """Return what stands in the file of an exercise; what is as usual is left out."""
    table: dict[str, Any] = _said(exercise, Written)
    if exercise.prescribed and not exercise.doses[0].source:
        del table["doses"]
        dose = exercise.doses[0]
        table |= {"reps": dose.reps, "hold_seconds": dose.hold_seconds}
    if "pose" in table:
        table["pose"] = table.pop("pose")  # the longest part comes last
    return table


def _said(record: Any, fields: type[msgspec.Struct]) -> dict[str, Any]:
    """Return those fields of a record that say something else than is usual."""
    said = {}
    for field in msgspec.structs.fields(fields):
        value = getattr(record, field.name)
        usual = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            usual = field.default_factory()
        if value != usual:
            said[field.name] = _written_value(value)
    return said


def _written_value(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _said(value, type(value))
    if isinstance(value, Enum):
        return value.value
    return [_written_value(each) for each in value] if isinstance(value, tuple) else value


def _put(table: Any, key: str, value: object) -> None:
    if key not in table or table[key] != value:
        table[key] = value


def _put_steps(document: Any, steps: tuple[str, ...]) -> None:
    """Put the steps into a file, one on a line; comments beside those that stay, stay."""
    import tomlkit  # as above

    there = document.get("steps", [])
    if list(there) == list(steps):
        return
    if len(there) == len(steps):
        for number, step in enumerate(steps):
            if there[number] != step:
                there[number] = step
        return
    array = tomlkit.array().multiline(True)
    array.extend(steps)
    document["steps"] = array
