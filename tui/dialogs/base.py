"""A screen that lies over a page and closes with an answer."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen  # noqa: TID251 - only here

Answer = TypeVar("Answer")


class Card(ModalScreen[Answer]):
    """Closes once: a key that came twice must not close what lies below as well."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; nothing happens when the card is closed or covered already.

        Args:
            result: The answer.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
