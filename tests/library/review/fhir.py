"""What FHIR R5 asks of a Bundle of Observations, as far as ours has it: nothing else may be there.

The Bundle of a year was read once by `fhir.resources`, which is too large to be installed for this.
"""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
WHEN = re.compile(r"\d{4}-[01]\d-[0-3]\d(T[0-2]\d:[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d))?")
"""A date, or a moment with its zone."""


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    pass


class Coding(Strict):
    system: Text
    code: Text
    display: Text


class Concept(Strict):
    coding: list[Coding]
    text: str = ""


class Note(Strict):
    text: Text


class Performer(Strict):
    display: Text


class Observation(Strict):
    resourceType: Literal["Observation"]
    id: Uuid
    status: Literal["final"]
    category: list[Concept]
    code: Concept
    effectiveDateTime: str
    performer: list[Performer]
    valueInteger: Annotated[int, Meta(ge=0, le=10)]
    note: list[Note]


class Entry(Strict):
    fullUrl: str
    resource: Observation


class Bundle(Strict):
    resourceType: Literal["Bundle"]
    type: Literal["collection"]
    entry: list[Entry]


def valid(text: str) -> list[int]:
    """The values of a Bundle, or an error."""
    made = msgspec.json.decode(text, type=Bundle)
    ids = [each.resource.id for each in made.entry]
    assert len(set(ids)) == len(ids)
    for each in made.entry:
        assert each.fullUrl == f"urn:uuid:{each.resource.id}"
        assert WHEN.fullmatch(each.resource.effectiveDateTime), each.resource.effectiveDateTime
        assert each.resource.code.coding[0].code == "72514-3"
    return [each.resource.valueInteger for each in made.entry]
