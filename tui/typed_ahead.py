"""Keys and pastes, one after the other: what is typed ahead waits for what comes before it."""

import time
from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

_FOLLOWED_SECONDS = 2.0
"""A key that takes longer, as what had it is stuck or gone, holds up no other; our judgement."""


class TypedAhead:
    """What was typed while an earlier key was on its way, or a screen was being opened.

    Textual sends a key to what has the focus, and if that does not take it, it rises to the app;
    the next ones come right behind. But what is typed behind a key that opens a dialog or a field
    is meant for that, and must not do something else in what lies there still.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._follows_on: Screen[Any] | None = None
        """Where the key went that is being followed; None when there is none."""
        self._followed_at = 0.0

    def keeps(self, event: events.InputEvent | events.Paste) -> bool:
        """Keep what has to wait, for a key before it or for a screen; False for all else."""
        app = self._app
        opens = not app.screen.is_mounted
        if not isinstance(event, events.Key | events.Paste):
            if opens:
                app.screen.call_later(app.post_message, event)
            return opens
        follows = self._follows_on
        if event.is_forwarded:
            if isinstance(event, events.Paste) or (follows in (None, app.screen) and not opens):
                return False
            # While it rose something was opened by itself, and is meant now.
            self._waiting.appendleft(events.Key(event.key, event.character))
        elif opens or (follows and time.perf_counter() < self._followed_at + _FOLLOWED_SECONDS):
            self._waiting.append(event)
        else:
            return False
        if follows is None:
            self.follow()
            self.rise_from(app.screen)
        return True

    def follow(self) -> None:
        """Let all that comes wait for the key that goes to the screen on show now."""
        self._follows_on, self._followed_at = self._app.screen, time.perf_counter()

    def rise_from(self, node: DOMNode) -> None:
        """Come behind a key that rises from here to the app, and follow the next one then."""
        app = self._app
        if node is app:  # behind what the key leads to here, such as another focus
            app.call_later(app.call_later, self._follow_next)
        elif not node.call_later(self.rise_from, node.parent or app):
            self.rise_from(app)  # it is being closed

    async def _follow_next(self) -> None:
        app = self._app
        if app.return_code is not None:
            return
        if not app.screen.is_mounted:
            self.rise_from(app.screen)
            return
        self._follows_on = None
        if self._waiting:
            await app.on_event(self._waiting.popleft())
