"""The keys of a session without a screen: those that the dashboard has, or the person's own."""

from collections.abc import Container, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from library.settings import Settings
from tui.cli.plain.terminal import ESCAPE
from tui.keys.command import Command
from tui.keys.commands import COMMANDS, USUAL_KEYS, full_name
from tui.keys.in_words import with_key_names
from tui.keys.names import key_in_words, key_of
from tui.keys.same import key_meant
from tui.keys.validation import usable_keys

Answer = TypeVar("Answer")

_SCOPE = "session"
_ONLY_ON_SCREEN = ("commands",)
_NEVER_ANY_KEY = ("ease_off", "end")
"""What keeps its keys where any other key pauses and goes on."""
ONE_KEY = "one_key"
UNKNOWN_KEY = "That key does nothing."
_TYPED = {
    "\n": "enter",
    "\r": "enter",
    "\t": "tab",
    "\0": "ctrl+@",
    " ": "space",
    "\x7f": "backspace",
    ESCAPE: "escape",
}
"""Characters that keys other than those of letters and signs type, by the names of the keys."""
_FIRST = (
    "{Session.pause} pauses and goes on, {session.ease_off} stops when it hurts, {session.where} "
    "tells where you are, {session.how} how it is done, {session.end} ends, {session.help} lists "
    "all keys."
)
_PAIN = "{} to {}, before the first hold: how much it hurts now."
_FIRST_ANY = (
    "Any key pauses and goes on, or says that it eased; {session.ease_off} stops when it hurts, "
    "{session.end} ends."
)


class SessionKeys:
    """Which key calls which command of a session.

    Args:
        settings: The person's own keys, and whether any key pauses.
    """

    def __init__(self, settings: Settings) -> None:
        self._own = usable_keys(settings.keys) if settings.keys else {}
        self._any = settings.any_key_pauses
        self._commands = {
            key: command.name for command in _COMMANDS for key in self._keys_of(command)
        }

    def _keys_of(self, command: Command) -> list[str]:
        return self._keys(full_name(_SCOPE, command))

    def _keys(self, name: str) -> list[str]:
        return [key.strip() for key in (self._own.get(name) or USUAL_KEYS[name]).split(",")]

    def command(self, pressed: str) -> str | None:
        """Return the name of the command that a key calls; None when it calls none.

        Args:
            pressed: The character it types, or the name of a key that types none.
        """
        name = self._commands.get(key_pressed(pressed, self._commands))
        return ONE_KEY if self._any and name not in _NEVER_ANY_KEY else name

    def answers(self, scope: str, do: Mapping[str, Answer]) -> dict[str, Answer]:
        """Return what each key does while a question is asked.

        Args:
            scope: Where the answers are declared.
            do: What they do, by their names.
        """
        return {key: does for name, does in do.items() for key in self._keys(f"{scope}.{name}")}

    def named(self, text: str) -> str:
        """Put keys in place of the commands that a text names, as they are said."""
        return with_key_names(text, self._said)

    def _said(self, command: str) -> str:
        if self._any and command == "session.pause":
            return "any key"
        return key_in_words(self._keys(command)[0])

    @property
    def first_words(self) -> str:
        """What is told of the keys at the beginning."""
        return self.named(_FIRST_ANY if self._any else _FIRST)

    @property
    def pain_words(self) -> str:
        """How the pain before is told; empty where the digits pause, as any key does."""
        if self._any:
            return ""
        return _PAIN.format(*(key_in_words(self._keys(f"session.pain_{at}")[0]) for at in (0, 9)))

    def lines(self) -> Iterator[str]:
        """Yield every key and what it does; what is told alike, as the digits are, together."""
        if self._any:
            yield self.first_words
            return
        for _, alike in groupby(_COMMANDS, key=lambda each: each.label):
            command, *others = alike
            keys = [key_in_words(key) for key in self._keys_of(command)]
            if others:
                keys = [f"{keys[0]} to {key_in_words(self._keys_of(others[-1])[0])}"]
            does = command.does or command.label
            yield f"{', '.join(keys)}: {does[0].lower()}{does[1:]}."


_COMMANDS = [each for each in COMMANDS[_SCOPE].commands if each.name not in _ONLY_ON_SCREEN]


def key_pressed(pressed: str, known: Container[str]) -> str:
    """Return the name of the key that was pressed, or of the known one that is meant by it.

    Args:
        pressed: The character it types, or the name of a key that types none.
        known: The names of the keys that call something.
    """
    if len(pressed) > 1:
        return pressed
    if pressed in _TYPED:
        return _TYPED[pressed]
    if pressed < " ":
        return f"ctrl+{chr(ord(pressed) + 0x60)}"
    return key_meant(key_of(pressed), pressed, known)
