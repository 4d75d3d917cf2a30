"""The keys that call commands at present, for texts that name them."""

import re
from typing import Any

from textual.app import App
from textual.binding import Binding

from tui.keys.validation import COMMANDS

_NAMED = re.compile(r"(^|\. )?\{([a-z_]+\.[a-z_]+)\}")
"""A command in curly brackets, and whether it begins a sentence."""


def key_words(app: App[Any], command: str) -> str:
    """The first key of a command as people call it, such as `space`.

    Args:
        app: The running app.
        command: The command's name, such as `session.pause`.
    """
    where, _, name = command.partition(".")
    keys = app._keymap.get(command) or COMMANDS[where][name]  # Textual has no public way to ask
    return app.get_key_display(Binding(keys.split(",")[0].strip(), ""))


def with_keys(app: App[Any], text: str) -> str:
    """A text with keys in place of commands: `{session.pause} pauses` says `Space pauses`.

    Args:
        app: The running app.
        text: A text of our own, never one of a person.
    """

    def named(found: re.Match[str]) -> str:
        key = key_words(app, found[2])
        return key if found[1] is None else f"{found[1]}{_at_the_start(key)}"

    return _NAMED.sub(named, text)


def _at_the_start(key: str) -> str:
    """A key as it begins a sentence; a letter stays as it is typed."""
    return key[0].upper() + key[1:] if len(key) > 1 else key
