"""The keys of plain mode: those that the dashboard has, or the person's own."""

from collections.abc import Container, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from library.settings import Settings
from tui.cli.plain.terminal import ESCAPE
from tui.keys.commands import COMMANDS, USUAL_KEYS, full_name
from tui.keys.in_words import with_key_names
from tui.keys.names import key_in_words, key_of
from tui.keys.same import key_meant
from tui.keys.session_commands import NEVER_ANY_KEY
from tui.keys.validation import usable_keys
from tui.text.keys import FIRST_WORDS, FIRST_WORDS_ANY

Answer = TypeVar("Answer")

_SCOPE = "session"
_ONLY_ON_SCREEN = ("commands",)
ONE_KEY = "one_key"
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
_PAIN = "{} to {}, before the first hold: how much it hurts now."


class CommandKeys:
    """Which keys call which commands, and how they are said.

    Args:
        settings: The person's own keys.
    """

    def __init__(self, settings: Settings) -> None:
        self._own = usable_keys(settings.keys) if settings.keys else {}

    def of(self, command: str) -> list[str]:
        """Return the keys of a command by its full name; the first is the one to be told."""
        return [key.strip() for key in (self._own.get(command) or USUAL_KEYS[command]).split(",")]

    def answers(self, do: Mapping[str, Answer]) -> dict[str, Answer]:
        """Return what each key does while a question is asked.

        Args:
            do: What the answers do, by the full names of their commands. A key that several of
                them have belongs to the first: those of the question come before the session's.
        """
        found: dict[str, Answer] = {}
        for command, does in do.items():
            for key in self.of(command):
                found.setdefault(key, does)
        return found

    def said(self, command: str) -> str:
        """Return the key of a command as it is said."""
        return key_in_words(self.of(command)[0])

    def named(self, text: str) -> str:
        """Put keys in place of the commands that a text names, as they are said."""
        return with_key_names(text, self.said)


class SessionKeys(CommandKeys):
    """Which key calls which command of a session.

    Args:
        settings: The person's own keys, and whether any key pauses.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._any = settings.any_key_pauses
        self._commands = {
            key: command.name
            for command in _COMMANDS
            for key in self.of(full_name(_SCOPE, command))
        }

    def command(self, pressed: str) -> str | None:
        """Return the name of the command that a key calls; None when it calls none.

        Args:
            pressed: The character it types, or the name of a key that types none.
        """
        name = self._commands.get(key_pressed(pressed, self._commands))
        return ONE_KEY if self._any and f"{_SCOPE}.{name}" not in NEVER_ANY_KEY else name

    def said(self, command: str) -> str:
        """Return the key of a command as it is said; any key may pause."""
        if self._any and command == "session.pause":
            return "any key"
        return super().said(command)

    @property
    def first_words(self) -> str:
        """What is told of the keys at the beginning."""
        return self.named(FIRST_WORDS_ANY if self._any else FIRST_WORDS)

    @property
    def pain_words(self) -> str:
        """How the pain before is told; empty where the digits pause, as any key does."""
        if self._any:
            return ""
        return _PAIN.format(*(self.said(f"session.pain_{digit}") for digit in (0, 9)))

    def lines(self) -> Iterator[str]:
        """Yield every key and what it does; what is told alike, as the digits are, together."""
        if self._any:
            yield self.first_words
            return
        for _, alike in groupby(_COMMANDS, key=lambda each: each.label):
            command, *others = alike
            keys = list(map(key_in_words, self.of(full_name(_SCOPE, command))))
            if others:
                keys = [f"{keys[0]} to {self.said(full_name(_SCOPE, others[-1]))}"]
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
        return key_meant(f"ctrl+{chr(ord(pressed) + 0x60)}", None, known)
    return key_meant(key_of(pressed), pressed, known)
