"""JSON Schemas of the files that people write, so that their editors complete and check them.

They are made of the types that the files are read with; of what only the whole of a file can
tell, as that each step reads right for both legs, they know nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from library.exercises.loading import ExerciseFile
from library.routines.file import WrittenRoutine
from library.routines.programme import WrittenProgramme
from library.settings import SCHEMA, Settings
from library.settings.kinds import Choice, Day, Kind, ListOf, PerName, Record, Switch, Whole

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


_DOSES = [{"required": keys} for keys in (["reps", "hold_seconds"], ["doses"], ["massage"])]
"""How an exercise may say how much."""


class RoutinesTable(msgspec.Struct, frozen=True):
    """Routines of one's own."""

    routine: tuple[WrittenRoutine, ...] = ()


def exercise_schema() -> Schema:
    """Return the schema of the file of an exercise."""
    return {**_of_type(ExerciseFile, "An exercise"), "anyOf": _DOSES}


def routine_schema() -> Schema:
    """Return the schema of the file of routines."""
    return _of_type(RoutinesTable, "Routines")


def programme_schema() -> Schema:
    """Return the schema of a programme that is handed over."""
    schema = _of_type(WrittenProgramme, "A programme")
    schema["$defs"]["ProgrammeExercise"]["anyOf"] = _DOSES
    return schema


def settings_schema() -> Schema:
    """Return the schema of the settings file."""
    usual = Settings()
    return {
        "$schema": DIALECT,
        "title": "Settings",
        "type": "object",
        "properties": {
            key: {
                "title": each.title or key,
                "description": each.help,
                **_of_kind(each.kind),
                **_default(getattr(usual, key)),
            }
            for key, each in SCHEMA.items()
        },
        "additionalProperties": False,
    }


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "exercise": exercise_schema,
    "routine": routine_schema,
    "programme": programme_schema,
    "settings": settings_schema,
}
"""What makes each schema, by its name."""


def _of_type(type_: type, title: str) -> Schema:
    made = _told(msgspec.json.schema(type_))
    for each in made["$defs"].values():
        if "properties" in each:
            each["additionalProperties"] = False
    return {"$schema": DIALECT, "title": title, **made}


def _told(part: Any) -> Any:
    """Return a part of a schema for TOML, which has no null, in the words of a person."""
    if isinstance(part, list | tuple):
        return [_told(each) for each in part]
    if not isinstance(part, dict):
        return part
    told = {key: _told(value) for key, value in part.items()}
    if "description" in told:
        told["description"] = " ".join(str(told["description"]).split())
    choices = [each for each in told.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) == 1:
        del told["anyOf"]
        told = {**choices[0], **{key: value for key, value in told.items() if value is not None}}
    return told


def _of_kind(kind: Kind) -> Schema:
    match kind:
        case Whole(low=low, high=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Switch():
            return {"type": "boolean"}
        case Choice(options=options, formerly=formerly):
            return {"enum": [*options, *formerly]}
        case Day():
            return {"type": "string", "format": "date"}
        case Record(parts=parts):
            inner = {name: _of_kind(part) for name, part in parts.items()}
            return {
                "type": "object",
                "properties": inner,
                "required": list(inner),
                "additionalProperties": False,
            }
        case ListOf(each=each):
            return {"type": "array", "items": _of_kind(each)}
        case PerName(each=each):
            return {"type": "object", "additionalProperties": _of_kind(each)}
    usual = [{"enum": list(kind.usual)}, {}] if kind.usual else []
    return {"type": "string", **({"anyOf": usual} if usual else {})}


def _default(value: object) -> Schema:
    return {} if value is None else {"default": msgspec.json.decode(msgspec.json.encode(value))}
