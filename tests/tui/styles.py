"""What is parsed of stylesheets and which rules hold for a widget, kept for all apps of a test run.

To parse takes a tenth of each start, to match selectors a tenth of the time of screens.
"""

from typing import Any, cast
from weakref import WeakKeyDictionary

from textual.app import App
from textual.cache import LRUCache
from textual.css.styles import RulesMap
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
Rules = dict[str, Any]
"""Values by the names of what they style."""
FOUND_BY = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What Textual notes of the rules of a widget."""


class Found:
    """What is known of a place."""

    def __init__(self, node: DOMNode, rules: Rules) -> None:
        self.flags = [getattr(node, name) for name in FOUND_BY]
        self.rules = rules
        """As matched; and, once a widget has got them, as it keeps them."""
        self.was_given = False


_found: dict[tuple[Any, ...], dict[Place, Found]] = {}
"""By all rules of an app: what was found by a place."""
_kept_last: WeakKeyDictionary[Stylesheet, tuple[object, dict[Place, Found]]] = WeakKeyDictionary()
"""By app: its rules, and what is kept of them."""


def apply(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
    """In place of `Stylesheet.apply`, which matches all selectors for each widget anew."""
    kept, place = _kept(sheet), _place(node)
    if place not in kept:
        matched: dict[Any, Any] = {}
        _apply(sheet, node, animate=animate, cache=matched)
        for rules in matched.values():  # one, or none when they are not to be kept
            kept[place] = Found(node, rules)
        return
    found = kept[place]
    for name, flag in zip(FOUND_BY, found.flags, strict=True):
        setattr(node, name, flag)
    if node.styles.base._rules == found.rules:
        node.notify_style_update()
    elif animate and "transitions" in found.rules:
        sheet.replace_rules(node, cast(RulesMap, found.rules), animate=animate)
    elif not found.was_given:
        sheet.replace_rules(node, cast(RulesMap, found.rules))
        found.rules, found.was_given = dict(node.styles.base._rules), True
    else:
        _give(node, found.rules)
    sheet._process_component_classes(node)


def _give(node: DOMNode, rules: Rules) -> None:
    """Do what `Stylesheet.replace_rules` does, which also gives what a widget has."""
    base = node.styles.base
    has: Rules = cast(Rules, base._rules)
    if node._is_mounted:
        for key in has.keys() | rules.keys():
            if has.get(key) != (value := rules.get(key)):
                setattr(base, key, value)
    else:  # nothing is drawn anew because of it
        has.clear()
        has.update(rules)
        if layout := has.pop("layout", None):
            base.layout = layout  # each widget has one of its own
        base._updates += 1
    node.notify_style_update()


def _kept(sheet: Stylesheet) -> dict[Place, Found]:
    rules = sheet.rules
    if _kept_last.get(sheet, (None,))[0] is not rules:
        _kept_last[sheet] = rules, _found.setdefault(tuple(rules), {})
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
