"""Commands as Textual's bindings: as they are declared, with the keys they have now, and where."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec
from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from tui.keys.commands import COMMAND_ORDER, COMMANDS, USUAL_KEYS, full_name
from tui.keys.in_words import with_key_names

_MOVING_IDS = ("list.", "text.")
_MOVING_ACTIONS = ("scroll_", "page_", "app.focus_")
_MOST_KEYS = 4
"""As many keys of one command are named one by one; the digits are more."""
_OWN_MATTER = ("screen.copy_text", "screen.minimize")
"""What Textual's screens can do besides; no part of this program."""


_SENTENCES = {
    "app.focus_next": "Go to the next part of the screen",
    "app.focus_previous": "Go to the part before",
}
"""What Textual's own commands do, in our words."""


def bindings(scope: str) -> list[BindingType]:
    """Make the bindings of a screen or widget.

    Args:
        scope: One of `tui.keys.commands.COMMANDS`.
    """
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=command.show,
            key_display=command.key_display,
            priority=command.priority,
            tooltip=command.does,
            id=full_name(scope, command),
        )
        for command in COMMANDS[scope].commands
    ]


def first_key(app: App[Any], command: str) -> str:
    """Return the first key of a command as people call it, such as `space`.

    Args:
        app: The running app.
        command: The command's name, such as `session.pause`.
    """
    return app.get_key_display(Binding(_keys_of(app, command)[0], ""))


def _keys_of(app: App[Any], command: str) -> list[str]:
    keys = app._keymap.get(command) or USUAL_KEYS[command]  # Textual has no public way to ask
    return [key.strip() for key in keys.split(",")]


def with_keys(app: App[Any], text: str) -> str:
    """Put keys in place of commands; see `with_key_names`.

    Args:
        app: The running app.
        text: What names commands.
    """
    return with_key_names(text, partial(first_key, app))


def with_spoken_keys(app: App[Any], text: str) -> str:
    """Put keys in place of commands, each as it is said: not `?` but `question mark`."""
    from tui.keys.names import key_in_words  # only for those who are spoken to

    def spoken(command: str) -> str:
        return key_in_words(_keys_of(app, command)[0])

    return with_key_names(text, spoken)


class Group(StrEnum):
    """Where a command belongs in the help."""

    PAGE = "On this page"
    MOVING = "Moving around"
    EVERYWHERE = "Everywhere"


class LiveCommand(msgspec.Struct, frozen=True):
    """A command and the keys that call it now."""

    group: Group
    keys: tuple[str, ...]
    """As they are shown to people."""
    binding: Binding
    namespace: DOMNode
    """Where its action is looked up."""
    names: tuple[str, ...] = ()
    """The same keys, by the names that Textual has for them."""
    depends_on_key: bool = False
    """Whether each of its keys does something else, such as the digits that rate pain."""

    @property
    def key_words(self) -> str:
        """The keys in a few words, as in `↑ / k` or `0 to 9`."""
        if len(self.keys) > _MOST_KEYS:
            return f"{self.keys[0]} to {self.keys[-1]}"
        return " / ".join(self.keys)

    @property
    def spoken_keys(self) -> str:
        """The keys as they are said, as in `up, k`."""
        from tui.keys.names import key_in_words  # only for those who are spoken to

        said = [key_in_words(name) for name in self.names]
        return f"{said[0]} to {said[-1]}" if len(said) > _MOST_KEYS else ", ".join(said)

    @property
    def sentence(self) -> str:
        """What it does."""
        told = self.binding.tooltip or self.binding.description
        return _SENTENCES.get(self.binding.action, told)


def live_commands(screen: Screen[Any]) -> tuple[LiveCommand, ...]:
    """Return the commands of the focused widget, the screen and the app, each with all its keys.

    Keys that edit a line of text are left out: everybody knows them.
    """
    found: dict[tuple[int, str], LiveCommand] = {}
    for active in _told(screen):
        namespace, binding, *_ = active
        # What is told alike is one command, such as the digits that all rate pain.
        place = (id(namespace), binding.description)
        key = screen.app.get_key_display(replace(binding, key_display=None))
        known = found.get(place) or LiveCommand(_group(active), (), binding, namespace)
        # Textual binds some actions once more, without a name; ours explains itself better.
        is_better = bool(binding.id and not known.binding.id)
        told = binding if binding.id else known.binding
        keys = _with(known.keys, key, first=is_better)
        names = _with(known.names, binding.key, first=is_better)
        varied = known.depends_on_key or known.binding.action != binding.action
        found[place] = msgspec.structs.replace(
            known, binding=told, keys=keys, names=names, depends_on_key=varied
        )
    parts = list(dict.fromkeys(place for place, _ in found))
    order = sorted(found.items(), key=lambda each: (parts.index(each[0][0]), _declared(each[1])))
    return tuple(command for _, command in order)


def _declared(command: LiveCommand) -> int:
    """Return where a command is declared: Textual puts a key first that two parts have."""
    return COMMAND_ORDER.get(command.binding.id or "", len(COMMAND_ORDER))


def _with(keys: tuple[str, ...], key: str, *, first: bool) -> tuple[str, ...]:
    """Return keys and another one, each once."""
    if key in keys:
        return keys
    return (key, *keys) if first else (*keys, key)


def _told(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    from textual.widgets import Input, TextArea  # slow, and not needed for the first paint

    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.system or binding.action in _OWN_MATTER or not binding.description:
            continue
        if not isinstance(active.node, (Input, TextArea)):
            yield active


def _group(active: ActiveBinding) -> Group:
    binding = active.binding
    if (binding.id or "").startswith(_MOVING_IDS) or binding.action.startswith(_MOVING_ACTIONS):
        return Group.MOVING
    return Group.EVERYWHERE if isinstance(active.node, App) else Group.PAGE
