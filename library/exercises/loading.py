"""Reads one exercise file and checks that it describes an exercise."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from msgspec.structs import replace

from library.beside import bears_mark, is_called_like
from library.bounds import MAX_NAME
from library.exercises.ids import id_in
from library.exercises.model import (
    Dose,
    Exercise,
    HoldEnd,
    HoldSeconds,
    Id,
    Kind,
    Need,
    Reps,
    Sides,
    Tag,
    Written,
)
from library.toml import KeyPath, key_words
from library.toml.document import Fault, Problem, TomlFileError, parse, read_bytes
from library.toml.records import convert
from library.wording import misspelt

_PLACEHOLDERS = frozenset({"side", "other"})


class ExerciseFileError(TomlFileError):
    """An exercise file that cannot be used."""


class ExerciseFile(Written, frozen=True, kw_only=True):
    """What may stand in the file of an exercise.

    A single dose may be written without a table of its own, and the id is the name of the file.
    """

    id: Id | None = None
    reps: Reps | None = None
    hold_seconds: HoldSeconds | None = None

    @property
    def ladder(self) -> tuple[tuple[KeyPath, Dose], ...]:
        """The doses, each with its place in the file."""
        if self.reps is not None and self.hold_seconds is not None:
            return (((), Dose(self.reps, self.hold_seconds)),)
        return tuple((("doses", number), dose) for number, dose in enumerate(self.doses))


def load_exercise(path: Path, taken: Mapping[str, str]) -> Exercise:
    """Read an exercise of the user's own.

    Args:
        path: The file.
        taken: Ids it may not have, and who has them, as in `is built in`.

    Raises:
        ExerciseFileError: Names the file, and of all that is wrong line, key and what is expected.
    """
    if path.suffix != ".toml":
        raise ExerciseFileError(path.name, Fault("a name that ends in .toml"))
    data = read_bytes(path, ExerciseFileError)
    return replace(parse_exercise(path.name, data, taken), own=True)


def copied_id(path: Path, data: bytes | None = None) -> str:
    """Return the id of the exercise that a file beside its own is a copy of; empty for none.

    Its name holds the id, and the exercise has a file, or a program made up the name. Anything
    else is most likely a slip of the pen, or another exercise.

    Args:
        path: The file.
        data: What was read of it; None to read it.
    """
    try:
        data = read_bytes(path, ExerciseFileError) if data is None else data
        table = parse(path.name, data, ExerciseFileError).table
    except ExerciseFileError:
        return ""
    id = table.get("id")
    if id is None:
        return _original_id(path)
    if not isinstance(id, str) or id_in(id) != id or id == id_in(path.stem):
        return ""
    original = path.with_name(f"{id}.toml")
    known = original.is_file() or bears_mark(path.name, original.name)
    return id if known and is_called_like(path, original) else ""


def _original_id(path: Path) -> str:
    """Return of which exercise beside it a file without an id is a copy; empty for none.

    Its name must tell: `wall-calf-easy.toml` is no copy of `wall-calf.toml`.
    """
    stem = path.stem
    for name in sorted(os.listdir(path.parent), key=len, reverse=True):
        theirs, suffix = os.path.splitext(name)
        if suffix != ".toml" or theirs.casefold() == stem.casefold():
            continue
        if theirs.casefold() not in stem.casefold():
            continue  # as most of the hundreds that may lie there, before it is looked for on disk
        original = path.with_name(name)
        if is_called_like(path, original) and original.is_file():
            by_hand = id_in(stem) != stem.casefold() and id_in(theirs) == theirs
            if by_hand or bears_mark(path.name, name):
                return id_in(theirs)
    return ""


def parse_exercise(file: str, data: bytes, taken: Mapping[str, str] | None = None) -> Exercise:
    """Turn the bytes of an exercise file into an exercise.

    Args:
        file: The file's name; without `.toml` it is the exercise's id.
        data: The file's content.
        taken: Ids the exercise may not have, and who has them, as in `is built in`.

    Raises:
        ExerciseFileError: Names the file, and of all that is wrong line, key and what is expected.
    """
    document = parse(file, data, ExerciseFileError)
    if not document.table:
        raise ExerciseFileError(file, Fault("an exercise, but the file is empty"))
    if "programme" in document.table:
        told = "an exercise, but it is a programme, which supple import takes in"
        raise ExerciseFileError(file, Fault(told))

    def problems(written: ExerciseFile) -> Iterator[Problem]:
        yield from _id_problems(written, Path(file).stem, taken or {})
        yield from exercise_problems(written, document.table)

    written = convert(document, (), document.table, ExerciseFile, problems)
    return exercise_of_written(written, id_in(Path(file).stem))


def word_hints(exercise: Exercise) -> Iterator[str]:
    """Yield a hint for each need and occasion that is evidently misspelt; it counts all the same.

    Args:
        exercise: Any; a word of its own is as good as the known ones.
    """
    for key, known in (("needs", Need), ("tags", Tag)):
        for number, word in enumerate(getattr(exercise, key)):
            if meant := misspelt(word, known):
                yield f'{key_words((key, number))} is "{word}"; did you mean {meant}?'


def exercise_of_written(written: ExerciseFile, id: str) -> Exercise:
    """Return an exercise as it was written.

    Args:
        written: What stands in its file; nothing is wrong with it.
        id: What it is called.
    """
    parts = {name: getattr(written, name) for name in Written.__struct_fields__}
    doses = tuple(dose for _, dose in written.ladder)
    return Exercise(**parts | {"id": id, "doses": doses})


def _id_problems(written: ExerciseFile, stem: str, taken: Mapping[str, str]) -> Iterator[Problem]:
    id = id_in(stem)
    if not 1 <= len(id) <= MAX_NAME:
        yield ("id",), f"a file with a name of 1 to {MAX_NAME} Latin letters, as in wall-calf.toml"
    elif written.id not in (None, id):
        yield ("id",), f"the file's name without .toml, {id}"
    elif id in taken:
        yield ("id",), f"an id of its own, {id} {taken[id]}"


def exercise_problems(written: ExerciseFile, table: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with an exercise whose parts have the right types and bounds.

    Args:
        written: What was read, with something else where a part had the wrong type.
        table: What stands in the file.
    """
    for key in ("needs", "tags"):
        entries = getattr(written, key)
        if len(set(entries)) < len(entries):
            yield (key,), "each entry once"
    yield from _step_problems(written)
    yield from _dose_problems(written, table)
    yield from _massage_problems(written, table.get("kind", Kind.STRETCH))
    if written.hold.end is HoldEnd.EASED:
        longest = max((dose.hold_seconds for _, dose in written.ladder), default=0)
        if written.hold.stop_seconds < longest:
            yield ("hold", "stop_seconds"), f"a whole number from {longest} to 120"


def _step_problems(written: ExerciseFile) -> Iterator[Problem]:
    for number, step in enumerate(written.steps):
        used = _placeholders(step)
        if used is None or not used <= _PLACEHOLDERS:
            yield ("steps", number), "no braces but {side} and {other}"
        elif used and written.sides is Sides.BOTH:
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


def _dose_problems(written: ExerciseFile, table: Mapping[str, object]) -> Iterator[Problem]:
    """Say what is wrong with the dose: there is one, in one of two ways, or a massage."""
    single = ("reps", "hold_seconds")
    there = [key for key in single if key in table]
    if there and "doses" in table:
        yield (there[0],), "reps and hold_seconds, or [[doses]] tables, but not both"
    elif len(there) == 1:
        missing = next(key for key in single if key not in there)
        yield (missing,), f"a whole number beside {there[0]}, but it is missing"
    elif not there and not table.get("doses") and written.kind is Kind.STRETCH:
        yield ("reps",), "reps and hold_seconds for a stretch, but they are missing"


def _massage_problems(written: ExerciseFile, kind: object) -> Iterator[Problem]:
    """Say what is wrong with the steps of a massage and their lengths."""
    if kind not in tuple(Kind):
        return  # which is told already
    if written.kind is Kind.STRETCH:
        if written.massage:
            yield ("massage",), "no [[massage]] tables for a stretch"
        return
    if not written.massage:
        yield ("massage",), "at least one [[massage]] table for a massage"
        return
    for number, step in enumerate(written.massage):
        path = ("massage", number, "seconds")
        if written.ladder and step.seconds is not None:
            yield path, "no length here, because the doses have it"
        elif not written.ladder and step.seconds is None:
            yield path, "a whole number from 10 to 120, but it is missing"
    steps = len(written.massage)
    for place, dose in written.ladder:
        if dose.reps != steps:
            yield (*place, "reps"), f"the number of [[massage]] tables, {steps}"
