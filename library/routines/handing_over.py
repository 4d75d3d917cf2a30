"""A routine made into a programme for others, and the file it is handed over as."""

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from library.bounds import MAX_NAME
from library.exercises.catalogue import Catalogue
from library.exercises.ids import free_id
from library.exercises.writing import exercise_table
from library.routines.collection import Routines
from library.routines.copies import copied_name
from library.routines.editing import with_dose
from library.routines.file import routine_table
from library.routines.model import OWN_PURPOSE, Prescription, Routine
from library.routines.programme import FORM, Programme
from library.settings import Settings
from library.toml.writing import pair_lines, table_lines, value_text
from library.wording import whole_day_words


def programme_of(
    routine: Routine,
    routines: Routines,
    catalogue: Catalogue,
    settings: Settings,
    said: Prescription,
) -> Programme:
    """Return a programme of a routine, with the person's own doses where it leaves them open.

    What is from somebody, or ends on a day, is to be followed on Today. What is no routine of
    their own gets a name and an id that tell it from the one it was made of.

    Args:
        routine: What is handed over.
        routines: Those there are.
        catalogue: Has the exercises that it names.
        settings: The person's levels and lengths of holds.
        said: What is said about it.
    """
    exercises = [catalogue.get(item.exercise) for item in routine.items]
    doses = zip(routine.items, exercises, strict=True)
    handed = replace(
        routine,
        purpose=routine.purpose or OWN_PURPOSE,
        items=tuple(with_dose(item, exercise, settings) for item, exercise in doses),
        own=True,
        **msgspec.structs.asdict(said),
    )
    if routine.id not in routines or not routine.own:
        name = f"{routine.name}, {said.by}" if said.by else copied_name(routine.name, "shared")
        used = {each.id for each in (*catalogue, *routines)}
        name = name[:MAX_NAME].rstrip()
        handed = replace(handed, name=name, id=free_id(name, used, "programme"))
    own = {each.id: each for each in exercises if each.own}
    return Programme(handed, tuple(own.values()), leads=bool(said.by or said.until))


def programme_text(programme: Programme, catalogue: Catalogue, made_on: date) -> str:
    """Return the text of a programme's file, with comments for who opens it in an editor.

    Args:
        programme: What is handed over.
        catalogue: Has the exercises that its routine names.
        made_on: The day, for a comment.
    """
    return "\n".join([*_lines(programme, catalogue, made_on), ""])


def _lines(programme: Programme, catalogue: Catalogue, made_on: date) -> Iterator[str]:
    routine = programme.routine
    by = f" by {routine.by}" if routine.by else ""
    when = f"{whole_day_words(made_on)} {made_on.year}"
    yield f"# {routine.name}: a programme for supple{by}, {when}."
    yield "# supple import FILE shows what it brings, and takes it in after a yes; supple import"
    yield "# --undo takes it out again. supple schema programme tells what else may stand here."
    yield ""
    yield f"programme = {FORM}  # the form of this file"
    yield f"leads = {value_text(programme.leads)}  # whether Today follows it, as it is written"
    yield ""
    yield "[routine]"
    for key, value in routine_table(routine).items():
        yield from _items(value, catalogue) if key == "items" else pair_lines(key, value)
    for exercise in programme.exercises:
        yield ""
        yield f"# {exercise.name}"
        yield "[[exercise]]"
        yield from table_lines({"id": exercise.id, **exercise_table(exercise)}, ("exercise",))


def _items(items: list[dict[str, object]], catalogue: Catalogue) -> Iterator[str]:
    """Yield the exercises in their order, each with its name beside it."""
    yield "items = ["
    yield from (f"    {value_text(i)},  # {catalogue.name_of(str(i['exercise']))}" for i in items)
    yield "]"
