"""Narrows the catalogue down to what fits a posture, a place, an occasion and a word."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from library.exercises.catalogue import Catalogue
from library.exercises.model import Posture, Tag

Item = TypeVar("Item")


class Filters(msgspec.Struct, frozen=True):
    """What to narrow down to; None is everything."""

    posture: Posture | None = None
    place: str | None = None
    """Name of one of the person's places."""
    tag: Tag | None = None
    text: str = ""
    """Words that the exercise's texts hold; see `Catalogue.matching`."""

    def apply(self, catalogue: Catalogue, places: Mapping[str, Sequence[str]]) -> Catalogue:
        """Return the exercises that pass.

        Args:
            catalogue: What to choose from.
            places: What is at hand in each place; nothing in one that is not listed.
        """
        if self.posture is not None:
            catalogue = catalogue.with_posture(self.posture)
        if self.place is not None:
            catalogue = catalogue.possible_with(places.get(self.place, ()))
        if self.tag is not None:
            catalogue = catalogue.with_tag(self.tag)
        return catalogue.matching(self.text)

    @property
    def in_words(self) -> str:
        """The filters as a person would list them, `all` when there are none."""
        place = f"at {self.place}" if self.place else None
        tag = self.tag.words if self.tag else None
        text = f"“{self.text}”" if self.text else None
        chosen = [word for word in (self.posture, place, tag, text) if word]
        return ", ".join(chosen) or "all"


def next_of(items: Sequence[Item], current: Item | None) -> Item | None:
    """Return the next value of a filter: the first one after None, and None after the last."""
    following = items.index(current) + 1 if current is not None and current in items else 0
    return items[following] if following < len(items) else None
