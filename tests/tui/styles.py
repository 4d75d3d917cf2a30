"""What is parsed of stylesheets, kept for all apps of a test run: a tenth of each start."""

from typing import Any

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

MOST_SOURCES = 500
"""Sources of one theme that are kept."""
_create, _set_variables = Stylesheet.__init__, Stylesheet.set_variables
_parsed: dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], Any]] = {}
"""Rules by the variables of the theme they were parsed with."""


def create(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
    """In place of `Stylesheet.__init__`."""
    _create(sheet, variables=variables)
    _share(sheet)


def set_variables(sheet: Stylesheet, variables: dict[str, str]) -> None:
    """In place of `Stylesheet.set_variables`, which empties what is kept."""
    sheet._parse_cache = LRUCache(0)
    _set_variables(sheet, variables)
    _share(sheet)


def _share(sheet: Stylesheet) -> None:
    key = frozenset(sheet._variables.items())
    sheet._parse_cache = _parsed.setdefault(key, LRUCache(MOST_SOURCES))
