"""What is asked before changes would be lost, of a routine, a session or an exercise."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import Any

from textual.screen import Screen

from tui.dialogs.base import ask
from tui.dialogs.question import Answer, Question

ROUTINE_CHANGED = "You have changed this routine. Save it?"


class KeepChanges(Question["KeepChanges.Result"]):
    """What to do with changes before they would be lost."""

    SCOPE = "keep"
    HEADING = "Not saved yet"

    class Result(Enum):
        """What to do with the changes."""

        SAVE = auto()
        DISCARD = auto()
        GO_ON = auto()

    def __init__(self, question: str = ROUTINE_CHANGED) -> None:
        """Ask.

        Args:
            question: What was changed, and what to ask.
        """
        super().__init__()
        self._question = question

    @classmethod
    async def before_leaving(
        cls, asker: Screen[Any], changed: bool, question: str = ROUTINE_CHANGED
    ) -> Result:
        """Ask about changes before they would be lost; call it from a worker.

        Args:
            asker: The screen that is to be left.
            changed: Whether there are any; else there is nothing to be kept.
            question: What was changed, and what to ask.
        """
        if not changed:
            return cls.Result.DISCARD
        return await ask(asker, cls(question)) or cls.Result.GO_ON

    def text(self) -> Iterable[str]:
        """Return the question."""
        yield self._question

    def answers(self) -> Iterable["Answer[KeepChanges.Result]"]:
        """Return save, discard or go on editing."""
        yield Answer("save", self.Result.SAVE)
        yield Answer("discard", self.Result.DISCARD)
        yield Answer("go_on", self.Result.GO_ON)
