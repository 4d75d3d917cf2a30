"""The version of the documents' form, and the way there from older ones."""

from collections.abc import Callable, Mapping

from library.history.contents import Contents, Document, decode, encode
from library.history.protocol import HistoryError

VERSION = 1
"""Raised when a document of the old form would be read wrongly."""

Step = Callable[[str, Document], Document]
"""Takes the name of a table and a document in one form, gives it in the next."""

STEPS: Mapping[int, Step] = {}
"""For each version below `VERSION` the step to the next."""


class NewerSchema(HistoryError):
    """The file was written by a later version of the program."""


def refuse_newer(name: str, schema: int) -> None:
    """Raise `NewerSchema` when the file is in a form that only a later version knows."""
    if schema > VERSION:
        raise NewerSchema(
            f"{name} was written by a later version of supple (format {schema}; this version "
            f"knows {VERSION}). Upgrade supple to open it; nothing was changed."
        )


def migrated(contents: Contents, schema: int) -> Contents:
    """The contents in the present form; documents that are no objects stay as they are."""
    for version in range(max(schema, 1), VERSION):
        step = STEPS[version]
        contents = Contents(
            {
                name: {key: _stepped(step, name, raw) for key, raw in table.items()}
                for name, table in contents.tables.items()
            },
            contents.others,
        )
    return contents


def _stepped(step: Step, table: str, raw: bytes) -> bytes:
    value = decode(raw)
    return encode(step(table, value)) if isinstance(value, dict) else raw
