"""Reads one exercise file and checks that it describes an exercise."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Formatter

from msgspec.structs import replace

from library.beside import bears_mark, is_called_like
from library.bounds import HOLD_SECONDS, MAX_RUNGS, REPS
from library.exercises.model import Exercise, HoldEnd, Kind, Sides
from library.toml import KeyPath
from library.toml.document import Document, TomlFileError, convert, parse, read_bytes

OWN_ORDER = 100
"""Place in lists of an own exercise that names none: after the seven of the article."""
MAX_NAME = 60
"""Longest name, in characters: one line beside the figure."""
MAX_PURPOSE = 160
"""Longest purpose, in characters: two lines of a narrow screen."""
MAX_STEPS = 12
"""Most steps of one exercise; more cannot be followed while bent over. Our judgement."""
MASSAGE_STEP_SECONDS = (10, 120)
"""Shortest and longest step of a massage on one leg, in seconds; our judgement."""

_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id: easy to type after `supple start`, and safe as a file name."""

_PLACEHOLDERS = frozenset({"side", "other"})

Problem = tuple[KeyPath, str]
"""Where something is wrong, and what is expected there."""


class ExerciseFileError(TomlFileError):
    """An exercise file that cannot be used."""


def load_exercise(path: Path, taken: Collection[str] = ()) -> Exercise:
    """Read an exercise of the user's own.

    Args:
        path: The file.
        taken: Ids it may not have: those of the built-in exercises.

    Raises:
        ExerciseFileError: Names the file, the line, the key and what is expected.
    """
    data = read_bytes(path, ExerciseFileError)
    return replace(parse_exercise(path.name, data, taken), own=True)


def copied_id(path: Path) -> str:
    """Return the id of the exercise that a file beside its own is a copy of; empty for none.

    Its name holds the id, and the exercise has a file, or a program made up the name. Anything
    else is most likely a slip of the pen.
    """
    try:
        id = parse(path.name, read_bytes(path, ExerciseFileError), ExerciseFileError).table["id"]
    except (ExerciseFileError, KeyError):
        return ""
    if not isinstance(id, str) or not _ID_PATTERN.fullmatch(id) or path.name == f"{id}.toml":
        return ""
    original = path.with_name(f"{id}.toml")
    known = original.is_file() or bears_mark(path.name, original.name)
    return id if known and is_called_like(path, original) else ""


def parse_exercise(file: str, data: bytes, taken: Collection[str] = ()) -> Exercise:
    """Turn the bytes of an exercise file into an exercise.

    Args:
        file: The file's name; without `.toml` it is the exercise's id.
        data: The file's content.
        taken: Ids the exercise may not have.

    Raises:
        ExerciseFileError: Names the file, the line, the key and what is expected.
    """
    document = parse(file, data, ExerciseFileError)
    if not document.table:
        raise ExerciseFileError(file, None, "", "an exercise, but the file is empty")
    exercise = convert(document, (), {"order": OWN_ORDER} | document.table, Exercise)
    if exercise.id in taken:
        raise document.error(("id",), f"an id of its own, {exercise.id} is built in")
    for path, expected in _problems(exercise, document):
        raise document.error(path, expected)
    return exercise


def _problems(exercise: Exercise, document: Document) -> Iterator[Problem]:
    """Say what is wrong with a well-formed file, the first thing first."""
    yield from naming_problems(exercise.id, exercise.name, exercise.purpose)
    if f"{exercise.id}.toml" != document.file:
        yield ("id",), f"the file's name without .toml, {document.file.removesuffix('.toml')}"
    yield from _list_problems(exercise)
    yield from _step_problems(exercise)
    yield from _kind_problems(exercise)
    yield from _number_problems(exercise)


def naming_problems(id: str, name: str, purpose: str) -> Iterator[Problem]:
    """Say what is wrong with the id, the name and the purpose of an exercise or a routine."""
    if len(id) > MAX_NAME or not _ID_PATTERN.fullmatch(id):
        yield ("id",), f"small letters, digits and hyphens, at most {MAX_NAME}"
    if len(name) > MAX_NAME:
        yield ("name",), f"at most {MAX_NAME} characters"
    if len(purpose) > MAX_PURPOSE:
        yield ("purpose",), f"at most {MAX_PURPOSE} characters"


def _list_problems(exercise: Exercise) -> Iterator[Problem]:
    if not 1 <= len(exercise.steps) <= MAX_STEPS:
        yield ("steps",), f"1 to {MAX_STEPS} steps"
    if not exercise.muscles:
        yield ("muscles",), "at least one muscle"
    for key in ("needs", "tags"):
        entries = getattr(exercise, key)
        if len(set(entries)) < len(entries):
            yield (key,), "each entry once"


def _step_problems(exercise: Exercise) -> Iterator[Problem]:
    for number, step in enumerate(exercise.steps):
        used = _placeholders(step)
        if used is None or not used <= _PLACEHOLDERS:
            yield ("steps", number), "no braces but {side} and {other}"
        elif used and exercise.sides is Sides.BOTH:
            yield ("steps", number), "no {side} or {other}, because both legs work at once"


def _placeholders(step: str) -> set[str] | None:
    """Return the names in braces; None when a brace is left open or a format is asked for."""
    try:
        parts = [part for part in Formatter().parse(step) if part[1] is not None]
    except ValueError:
        return None
    if any(form or conversion for _, _, form, conversion in parts):
        return None
    return {name for _, name, _, _ in parts if name is not None}


def _kind_problems(exercise: Exercise) -> Iterator[Problem]:
    wanted = "doses" if exercise.kind is Kind.STRETCH else "massage"
    if not getattr(exercise, wanted):
        yield (wanted,), f"at least one [[{wanted}]] table for a {exercise.kind}"
    if exercise.massage and exercise.kind is Kind.STRETCH:
        yield ("massage",), "no [[massage]] tables for a stretch"
    if len(exercise.doses) > MAX_RUNGS:
        yield ("doses", MAX_RUNGS), f"at most {MAX_RUNGS} rungs"


def _number_problems(exercise: Exercise) -> Iterator[Problem]:
    yield from _outside(("order",), exercise.order, 1, 999)
    for number, dose in enumerate(exercise.doses):
        yield from _outside(("doses", number, "reps"), dose.reps, *REPS)
        yield from _outside(("doses", number, "hold_seconds"), dose.hold_seconds, *HOLD_SECONDS)
    yield from _massage_problems(exercise)
    for number, height in enumerate(exercise.heights):
        yield from _outside(("heights", number, "centimetres"), height.centimetres, 5, 150)
        yield from _outside(("heights", number, "hip_degrees"), height.hip_degrees, 0, 150)
    asked = [dose.hold_seconds for dose in exercise.doses]
    shortest = HOLD_SECONDS[0]
    least = max(asked, default=shortest) if exercise.hold.end is HoldEnd.EASED else shortest
    yield from _outside(("hold", "stop_seconds"), exercise.hold.stop_seconds, least, 120)


def _massage_problems(exercise: Exercise) -> Iterator[Problem]:
    """Say what is wrong with the lengths of a massage: those of its steps, or of its ladder."""
    for number, step in enumerate(exercise.massage):
        path = ("massage", number, "seconds")
        if not exercise.doses:
            yield from _outside(path, step.seconds or 0, *MASSAGE_STEP_SECONDS)
        elif step.seconds is not None:
            yield path, "no length here, because the [[doses]] tables have it"
    if exercise.kind is Kind.MASSAGE:
        steps = len(exercise.massage)
        for number, dose in enumerate(exercise.doses):
            if dose.reps != steps:
                yield ("doses", number, "reps"), f"the number of [[massage]] tables, {steps}"


def _outside(path: KeyPath, value: int, low: int, high: int) -> Iterator[Problem]:
    if not low <= value <= high:
        yield path, f"a whole number from {low} to {high}"
