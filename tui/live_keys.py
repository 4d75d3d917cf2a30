"""The commands that work on a screen at this moment, with the keys they have now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

_MOVING_IDS = ("list.", "text.")
_MOVING_ACTIONS = ("cursor_", "scroll_", "page_", "first", "last", "app.focus_")
_OWN_MATTER = ("screen.copy_text", "screen.minimize")
"""What Textual's screens can do besides; no part of this program."""
_IN_WORDS = {"⏎": "enter"}
"""Key signs that not every terminal font has."""


class Scope(StrEnum):
    """Where a command belongs in the help."""

    PAGE = "On this page"
    MOVING = "Moving around"
    EVERYWHERE = "Everywhere"


@dataclass(frozen=True, slots=True)
class LiveCommand:
    """A command and the keys that call it now."""

    scope: Scope
    keys: tuple[str, ...]
    """As they are shown to people."""
    binding: Binding
    namespace: DOMNode
    """Where its action is looked up."""

    @property
    def sentence(self) -> str:
        """What it does."""
        return self.binding.tooltip or self.binding.description


def live_commands(screen: Screen[object]) -> tuple[LiveCommand, ...]:
    """The commands of the focused widget, the screen and the app, each with all its keys.

    Keys that edit a line of text are left out: everybody knows them.
    """
    found: dict[tuple[int, str], LiveCommand] = {}
    for active in _told(screen):
        namespace, binding, *_ = active
        place = (id(namespace), binding.action)
        key = screen.app.get_key_display(replace(binding, key_display=None))
        key = _IN_WORDS.get(key, key)
        known = found.get(place) or LiveCommand(_scope(active), (), binding, namespace)
        if key not in known.keys:
            found[place] = replace(known, keys=(*known.keys, key))
    return tuple(found.values())


def _told(screen: Screen[object]) -> Iterator[ActiveBinding]:
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.system or binding.action in _OWN_MATTER or not binding.description:
            continue
        if not isinstance(active.node, (Input, TextArea)):
            yield active


def _scope(active: ActiveBinding) -> Scope:
    binding = active.binding
    if (binding.id or "").startswith(_MOVING_IDS) or binding.action.startswith(_MOVING_ACTIONS):
        return Scope.MOVING
    return Scope.EVERYWHERE if isinstance(active.node, App) else Scope.PAGE
