"""What is parsed of stylesheets, kept for all apps of a test run: a tenth of each start."""

from typing import Any

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem

MOST_SOURCES = 500
"""Sources of one theme that are kept."""
_create, _set_variables = Stylesheet.__init__, Stylesheet.set_variables
_generate = ColorSystem.generate
_parsed: dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], Any]] = {}
"""Rules by the variables of the theme they were parsed with."""
_colours: dict[str, dict[str, str]] = {}
"""The variables of each theme."""


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


def generate(colours: ColorSystem) -> dict[str, str]:
    """In place of `ColorSystem.generate`: every app asks twice."""
    theme = repr(vars(colours))
    if theme not in _colours:
        _colours[theme] = _generate(colours)
    return dict(_colours[theme])
