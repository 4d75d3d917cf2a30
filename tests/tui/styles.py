"""What is parsed of stylesheets and which rules hold for a widget, kept for all apps of a test run.

To parse takes a tenth of each start, to match selectors a tenth of the time of screens.
"""

from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.dom import DOMNode
from textual.widget import Widget

MOST_SOURCES = 500
"""Sources of one theme that are kept."""
_create, _set_variables = Stylesheet.__init__, Stylesheet.set_variables
_apply, _generate = Stylesheet.apply, ColorSystem.generate
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


Place = tuple[object, ...]
"""All that selectors can ask of a widget and of what it is in."""
FOUND_BY = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What Textual notes of the rules of a widget."""
_rules: dict[tuple[Any, ...], dict[Place, Any]] = {}
"""By all rules of an app: what was found by a place, and the rules for it."""
_kept_last: WeakKeyDictionary[Stylesheet, tuple[object, dict[Place, Any]]] = WeakKeyDictionary()
"""By app: its rules, and what is kept of them."""


def apply(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
    """In place of `Stylesheet.apply`, which matches all selectors for each widget anew."""
    kept, place = _kept(sheet), _place(node)
    if place not in kept:
        found: dict[Any, Any] = {}
        _apply(sheet, node, animate=animate, cache=found)
        for rules in found.values():  # one, or none when they are not to be kept
            kept[place] = [getattr(node, name) for name in FOUND_BY], rules
        return
    flags, rules = kept[place]
    for name, flag in zip(FOUND_BY, flags, strict=True):
        setattr(node, name, flag)
    if node.styles.base._rules == rules:
        node.notify_style_update()
    else:
        sheet.replace_rules(node, rules, animate=animate)
    sheet._process_component_classes(node)


def _kept(sheet: Stylesheet) -> dict[Place, Any]:
    rules = sheet.rules
    if _kept_last.get(sheet, (None,))[0] is not rules:
        _kept_last[sheet] = rules, _rules.setdefault(tuple(rules), {})
    return _kept_last[sheet][1]


def _place(node: object) -> Place:
    place: list[object] = []
    while isinstance(node, DOMNode):
        place += type(node), node._id, frozenset(node._classes)
        if isinstance(node, Widget):
            place += node.mouse_hover, node.has_focus, node.disabled, node.allow_focus()
        elif isinstance(node, App):
            place += node.app_focus, node.theme, node.native_ansi_color, node.no_color
        node = node._parent
    return tuple(place)
