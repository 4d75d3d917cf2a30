"""An app whose end is quiet: once it is asked for, nothing that is still on its way disturbs it."""

from textual import events
from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.widget import MountError
from textual.worker import WorkerFailed

from library.text import clean

_IN_PIECES = (MountError, NoMatches, ScreenStackError)
"""What is raised when a screen, or a part of one, is gone or was never there."""


class ClosingApp(App[None]):
    """Takes no keys any more once its end is asked for, and remembers what went wrong before."""

    @property
    def crash(self) -> Exception | None:
        """The unforeseen error the app ended with."""
        return self._exception

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before a field takes it, and give keys away at the right time.

        A key that comes after the end is dropped; one that comes while a screen is being opened
        is meant for it, and waits until it is there.
        """
        if isinstance(event, events.InputEvent):
            if self.return_code is not None:
                return
            if not self.screen.is_mounted:
                self.screen.call_later(self.post_message, event)
                return
        if isinstance(event, events.Paste):
            event.text = clean(event.text, multiline=True)
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Close after an unforeseen error.

        While an app ends, screens are taken apart that messages are still on their way to:
        what such a screen misses then is no error.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.return_code is None or not isinstance(cause, _IN_PIECES):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close; whoever started the app then raises the error.

        Textual would print the values of all variables, notes among them, over several screens.
        """
        self._close_messages_no_wait()
