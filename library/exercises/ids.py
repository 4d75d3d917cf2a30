"""Ids: what exercises and routines are called after `supple start`, and their files."""

import unicodedata
from collections.abc import Collection

_LONGEST_MADE = 40
"""Characters of an id that is made of a name: short enough to be typed."""


def id_in(name: str) -> str:
    """Return the id that a name holds, as `wall-calf` of `Wall Calf`; empty where it holds none."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)


def free_id(name: str, used: Collection[str], otherwise: str) -> str:
    """Return an id made of a name, with a number where others have it.

    Args:
        name: What the person calls it.
        used: Ids that are in use.
        otherwise: What it is made of where the name has no Latin letter.
    """
    base = free = id_in(name)[:_LONGEST_MADE].strip("-") or otherwise
    number = 1
    while free in used:
        number += 1
        free = f"{base}-{number}"
    return free
