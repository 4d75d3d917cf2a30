"""A screen that must not be left without asking."""

from typing import TypeVar

from tui.dialogs.base import Card

Result = TypeVar("Result")


class Guarded(Card[Result]):
    """Something is under way here; leaving the program asks it first."""

    def action_end(self) -> object:
        """Ask what to do with what is under way."""
        raise NotImplementedError

    def keep_for_next_start(self) -> None:
        """Keep what is under way for the next start: the program ends at once."""
        raise NotImplementedError
