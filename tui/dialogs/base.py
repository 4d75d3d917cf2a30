"""Screens that lie over a page and close with an answer."""

from pathlib import Path
from typing import Any, TypeVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen  # noqa: TID251 - only here

from tui.app_base import App

T = TypeVar("T")


async def ask(asker: Screen[Any], dialog: Screen[T]) -> T | None:
    """Wait for what a dialog gives back; call it from a worker.

    Args:
        asker: The screen that wants to know.
        dialog: What to open over it.

    Returns:
        None when something else lies over the screen already: keys may come faster than a dialog
        opens.
    """
    if not asker.is_active:
        return None
    result: T = await asker.app.push_screen_wait(dialog)
    return result


class Card(ModalScreen[T]):
    """Closes once: a key that came twice must not close what lies below as well."""

    CSS_PATH = str(Path(__file__).with_name("dialogs.tcss"))
    app = getters.app(App)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result; nothing happens when the card is closed or covered already.

        Args:
            result: What the one who opened it waits for.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
