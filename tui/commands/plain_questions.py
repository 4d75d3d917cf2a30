"""Asks somebody at a terminal without drawing anything: one key, or one line."""

from collections.abc import Callable, Iterable, Sequence

from library.text import clean
from tui.commands.plain_keys import END_OF_INPUT, ESCAPE, Keys, Leaving
from tui.commands.plain_output import print_sentences

_PATIENCE_SECONDS = 0.25
_ENTER = "\n"


class Questions:
    """Questions to whoever sits at the terminal.

    Args:
        keys: Where answers come from.
        leaving: Whether somebody wants us to end; then nothing is asked any more.
        tell: Prints lines.
    """

    def __init__(
        self, keys: Keys, leaving: Leaving, tell: Callable[[Iterable[str]], None] = print_sentences
    ) -> None:
        self._keys, self._leaving, self._tell = keys, leaving, tell
        self.left = False
        """Whether a question was answered with leaving."""

    def key(self, question: Sequence[str], answers: str) -> str | None:
        r"""Ask for one key; others are passed over.

        Args:
            question: What to print.
            answers: The keys that answer it, in lower case; `\n` is Enter.

        Returns:
            The key; None when somebody wants to leave: with q, escape, ctrl+d or a signal.
        """
        self._keys.forget()
        self._tell(question)
        while self._may_ask():
            for key in self._keys.wait(_PATIENCE_SECONDS):
                pressed = _ENTER if key == "\r" else key.lower()
                if pressed in answers:
                    return pressed
                if pressed in ("q", ESCAPE, END_OF_INPUT):
                    self.left = True
                    return None
        return None

    def line(self, question: str) -> str | None:
        """Ask for a line, which may be empty.

        Returns:
            What was typed, cleaned; None when somebody wants to leave: with escape, ctrl+d
            or a signal.
        """
        self._keys.forget()
        with self._keys.by_line():
            self._tell([question])
            typed = ""
            while self._may_ask():
                typed += self._keys.wait(_PATIENCE_SECONDS)
                if ESCAPE in typed or END_OF_INPUT in typed:
                    self.left = True
                    return None
                if typed.endswith(_ENTER):
                    return clean(typed).strip()
        return None

    def _may_ask(self) -> bool:
        self.left = self.left or self._leaving.signal is not None
        return not self.left
