"""A title and what belongs to it, before anybody paints or prints it."""

import msgspec


class Section(msgspec.Struct, frozen=True):
    """What is told under one title."""

    title: str
    lines: tuple[str, ...] = ()
    """Sentences."""
    points: tuple[str, ...] = ()
    """Things that stand below each other, each with a mark before it."""
