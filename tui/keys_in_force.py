"""The key that calls a command at present, for texts that name one."""

from typing import Any

from textual.app import App
from textual.binding import Binding

from tui.own_keys import COMMANDS


def key_words(app: App[Any], command: str) -> str:
    """The first key of a command as people call it, such as `space`.

    Args:
        app: The running app.
        command: The command's name, such as `session.pause`.
    """
    where, _, name = command.partition(".")
    keys = app._keymap.get(command) or COMMANDS[where][name]  # Textual has no public way to ask
    return app.get_key_display(Binding(keys.split(",")[0].strip(), ""))
