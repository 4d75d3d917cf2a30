"""The commands that work on a screen at this moment, with the keys they have now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

_MOVING_IDS = ("list.", "text.")
_MOVING_ACTIONS = ("cursor_", "scroll_", "page_", "first", "last", "app.focus_")
_MOST_KEYS = 4
"""As many keys of one command are named one by one; the digits are more."""
_OWN_MATTER = ("screen.copy_text", "screen.minimize")
"""What Textual's screens can do besides; no part of this program."""


_SENTENCES = {
    "app.focus_next": "Go to the next part of the screen",
    "app.focus_previous": "Go to the part before",
}
"""What Textual's own commands do, in our words."""


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
    depends_on_key: bool = False
    """Whether each of its keys does something else, such as the digits that rate pain."""

    @property
    def key_words(self) -> str:
        """The keys in a few words, as in `↑ / k` or `0 to 9`."""
        if len(self.keys) > _MOST_KEYS:
            return f"{self.keys[0]} to {self.keys[-1]}"
        return " / ".join(self.keys)

    @property
    def sentence(self) -> str:
        """What it does."""
        told = self.binding.tooltip or self.binding.description
        return _SENTENCES.get(self.binding.action, told)


def live_commands(screen: Screen[Any]) -> tuple[LiveCommand, ...]:
    """The commands of the focused widget, the screen and the app, each with all its keys.

    Keys that edit a line of text are left out: everybody knows them.
    """
    found: dict[tuple[int, str], LiveCommand] = {}
    for active in _told(screen):
        namespace, binding, *_ = active
        # What is told alike is one command, such as the digits that all rate pain.
        place = (id(namespace), binding.description)
        key = screen.app.get_key_display(replace(binding, key_display=None))
        known = found.get(place) or LiveCommand(_scope(active), (), binding, namespace)
        # Textual binds some actions once more, without a name; ours explains itself better.
        told = binding if binding.id else known.binding
        keys = known.keys if key in known.keys else (*known.keys, key)
        varied = known.depends_on_key or known.binding.action != binding.action
        found[place] = replace(known, binding=told, keys=keys, depends_on_key=varied)
    return tuple(found.values())


def _told(screen: Screen[Any]) -> Iterator[ActiveBinding]:
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
