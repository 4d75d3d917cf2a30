"""Texts that name commands, with the keys in their place."""

import re
from collections.abc import Callable

from tui.keys.commands import USUAL_KEYS

WithKeys = Callable[[str], str]
"""Puts keys in place of the commands that a text names."""
_NAMED = re.compile(r"(^|\. )?\{([A-Za-z_]+\.[a-z_0-9]+)\}")
"""A command in curly brackets, and whether it begins a sentence."""


def with_key_names(text: str, key_of: Callable[[str], str]) -> str:
    """Put keys in place of commands: `{session.pause} pauses` becomes `Space pauses`.

    Args:
        text: A command with a capital, as in `{Session.eased}`, gives its key one; at the start
            of a sentence a key has one anyway. What is no command stays as it is.
        key_of: Returns the key of a command, as people call it.
    """

    def named(found: re.Match[str]) -> str:
        command = found[2].lower()
        if command not in USUAL_KEYS:
            return found[0]  # a person's own text
        key = key_of(command)
        starts = found[1] is not None or found[2] != command
        return f"{found[1] or ''}{at_the_start(key)}" if starts else key

    return _NAMED.sub(named, text)


def at_the_start(key: str) -> str:
    """Return a key as it begins a sentence; a letter stays as it is typed."""
    return key[0].upper() + key[1:] if len(key) > 1 else key
