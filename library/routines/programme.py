"""A programme: a routine, the exercises it needs, and what is said about both, in one file."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from library import files
from library.exercises.catalogue import Catalogue
from library.exercises.loading import (
    ExerciseFile,
    exercise_of_written,
    exercise_problems,
    word_hints,
)
from library.exercises.model import Exercise, Id
from library.figure.figure import Figure
from library.figure.pose import PoseError
from library.routines.file import (
    WrittenRoutine,
    known_exercise,
    routine_of_written,
    routine_problems,
)
from library.routines.model import Routine
from library.text import clean
from library.toml.document import Document, Problem, TomlFileError, parse, read_bytes
from library.toml.records import convert

FORM = 1
"""The form of the file that this version writes; it reads this one and those before."""
_START_BYTES = 1 << 16
"""So much of a file tells what it is: more than any comment before it takes."""
MOST_EXERCISES = 100
"""Most exercises in one file; three times those of the longest routine. Our judgement."""
_BEGINS = re.compile(
    rb"\A[^\[]*?^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t]*programme[ \t]*=", re.MULTILINE
)
_COMMENT = re.compile(rb"#[^\n]*")


class ProgrammeError(Exception):
    """A programme that cannot be used; nothing of it was taken in.

    Attributes:
        sentences: What is wrong with it, a sentence each.
    """

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__(*sentences)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


class _FileError(TomlFileError):
    """A file that is no programme, with all that is wrong in it."""


class ProgrammeExercise(ExerciseFile, frozen=True, kw_only=True):
    """What may stand in an `[[exercise]]` table: all that may stand in its file, and its id."""

    id: Id


class WrittenProgramme(msgspec.Struct, frozen=True, kw_only=True):
    """A routine, and the exercises it needs that did not come with supple."""

    programme: Annotated[int, Meta(ge=1, le=FORM)]
    """The form of the file."""
    routine: WrittenRoutine
    exercise: Annotated[tuple[ProgrammeExercise, ...], Meta(max_length=MOST_EXERCISES)] = ()
    leads: bool = False
    """Whether Today is to follow it, in place of the plan of the day."""


class Programme(msgspec.Struct, frozen=True):
    """A routine that can be handed over."""

    routine: Routine
    exercises: tuple[Exercise, ...] = ()
    """Those of somebody's own."""
    leads: bool = False
    """Whether Today is to follow it, in place of the plan of the day."""
    notices: tuple[str, ...] = ()
    """What of it cannot be used, or is evidently misspelt, a sentence each."""


def is_programme(start: bytes) -> bool:
    """Tell whether a file is a programme, by how it begins; in UTF-16, too, which is then refused.

    Args:
        start: The first kilobytes of the file, or all of it.
    """
    return _BEGINS.match(_COMMENT.sub(b"", start.replace(b"\0", b""))) is not None


def holds_programme(path: Path, raw: bytes | None = None) -> bool:
    """Tell whether there is a programme in a file; of one that is large only the start counts.

    Args:
        path: The file; a pipe is not read, for whoever writes into it has one reader.
        raw: What came out of it, where it was read already.

    Raises:
        OSError: It cannot be read.
    """
    if raw is not None:
        return is_programme(raw[:_START_BYTES])
    return path.is_file() and is_programme(files.read_start(path, _START_BYTES))


def load_programme(path: Path, catalogue: Catalogue, raw: bytes | None = None) -> Programme:
    """Read the file of a programme, as `read_programme` does; one that is too large is not read.

    Args:
        path: The file.
        catalogue: The exercises that it may name besides its own.
        raw: What is in it, where it was read already.

    Raises:
        ProgrammeError: It cannot be read, is of a later version, or something in it is wrong.
    """
    try:
        data = read_bytes(path, _FileError) if raw is None else raw
    except _FileError as error:
        raise ProgrammeError(*error.sentences) from error
    is_named = path != files.STANDARD_INPUT
    named = clean(path.name) if is_named else files.STANDARD_INPUT_TITLE
    return read_programme(named, data, catalogue)


def read_programme(file: str, data: bytes, catalogue: Catalogue) -> Programme:
    """Read a programme.

    An exercise whose figure cannot be drawn, or is wrong, comes without it.

    Args:
        file: The name of the file.
        data: Its content.
        catalogue: The exercises that it may name besides its own.

    Raises:
        ProgrammeError: It is of a later version, or something in it is wrong.
    """
    try:
        document = parse(file, data, _FileError)
        form = document.table.get("programme")
        if isinstance(form, int) and form > FORM:
            raise ProgrammeError(f"{file} was made by a later supple; update supple to take it in.")
        written = convert(
            document,
            (),
            document.table,
            WrittenProgramme,
            lambda programme: _problems(programme, document, catalogue),
        )
    except _FileError as error:
        raise ProgrammeError(*error.sentences) from error
    drawn = [_drawn(exercise_of_written(each, each.id)) for each in written.exercise]
    return Programme(
        replace(routine_of_written(written.routine), own=True),
        tuple(replace(exercise, own=True) for exercise, _ in drawn),
        written.leads,
        (
            *(told for _, told in drawn if told),
            *(f"{each.name}: {hint}" for each, _ in drawn for hint in word_hints(each)),
        ),
    )


def _problems(
    programme: WrittenProgramme, document: Document, catalogue: Catalogue
) -> Iterator[Problem]:
    """Say what is wrong with a programme whose parts have the right types and bounds."""
    known: dict[str, None] = {}
    for number, (written, table) in enumerate(
        zip(programme.exercise, _tables(document.table.get("exercise")), strict=False)
    ):
        yield from (
            (("exercise", number, *path), expected)
            for path, expected in exercise_problems(written, table)
        )
        if written.id in known:
            yield ("exercise", number, "id"), f"an id of its own, {written.id} is taken"
        known[written.id] = None
    for path, expected in (
        *routine_problems(programme.routine),
        *_unknown(programme.routine, [*known, *(each.id for each in catalogue)]),
    ):
        yield ("routine", *path), expected


def _tables(value: object) -> list[Mapping[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _unknown(routine: WrittenRoutine, ids: Collection[str]) -> Iterator[Problem]:
    for number, item in enumerate(routine.items):
        if item.exercise not in ids:
            yield ("items", number, "exercise"), known_exercise(item.exercise, ids)


def _drawn(exercise: Exercise) -> tuple[Exercise, str]:
    """Return an exercise without its pose, and why, where that is wrong: nobody can mend it."""
    if not exercise.pose:
        return exercise, ""
    try:
        faults = Figure.from_mapping(exercise.pose, f"{exercise.id}.toml").problems()
    except PoseError as error:
        faults = [str(error)]
    if not faults:
        return exercise, ""
    told = f"{exercise.name} comes without its picture, which is not right: {faults[0]}."
    return replace(exercise, pose={}), told
