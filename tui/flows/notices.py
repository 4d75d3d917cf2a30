"""What is told in passing: one sentence of a kind at a time, and none over a card."""

from typing import Any

from textual import on
from textual.notifications import Notification, Notify
from textual.screen import Screen

from tui.app_base import ClosingApp
from tui.messages import Tell
from tui.screens.page import Page


class NoticeApp(ClosingApp):
    """Keeps the notices few: a new one takes the place of the last of its kind.

    There are two kinds, answers and problems. A card that opens is not covered by what was
    told before; what a page told and has time left is told on when the card is closed. A card
    may answer on itself with its own `notify`, which goes with the next card.
    """

    def __init__(self, **options: Any) -> None:
        """Take what Textual's own app takes."""
        super().__init__(**options)
        self._held_back: dict[bool, Tell] = {}
        self._was_page = True

    def on_mount(self) -> None:
        """Follow cards that open and close."""
        self.screen_change_signal.subscribe(self, self._screen_changed)

    @on(Tell)
    def tell(self, told: Tell) -> None:
        """Say it now, or when the card is closed."""
        if isinstance(self.screen, Page):
            self.notify(told.sentence, severity=told.severity, timeout=told.seconds, markup=False)
        else:
            self._held_back[told.severity == "information"] = told

    @on(Notify)
    def make_room(self, event: Notify) -> None:
        """Take away the last one of the same kind."""
        new = event.notification
        for shown in list(self._notifications):
            if _is_answer(shown) is _is_answer(new):
                self._unnotify(shown, refresh=False)

    def _screen_changed(self, screen: Screen[object]) -> None:
        was_page, self._was_page = self._was_page, isinstance(screen, Page)
        if isinstance(screen, Page):
            waiting, self._held_back = self._held_back, {}
            for told in waiting.values():
                self.post_message(told)
            return
        for shown in self._notifications if was_page else ():
            rest = Tell(shown.message, shown.severity, shown.time_left)
            self._held_back.setdefault(_is_answer(shown), rest)
        self.clear_notifications()


def _is_answer(notification: Notification) -> bool:
    return notification.severity == "information"
