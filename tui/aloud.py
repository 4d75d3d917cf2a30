"""What an app says aloud besides what it asks, with the one voice there is."""

from collections.abc import Callable, Iterable
from typing import Protocol

from textual.screen import Screen
from textual.timer import Timer

from tui.looks import ThemedApp

QUIET_SECONDS = 0.2
"""So long it is quiet before a page speaks: a card or a session may open by itself, and what
changes at once is told at once (our judgement)."""
GO_ON_SECONDS = 0.1
"""How often to go on to the next line: shorter than the silence after a sentence."""


class ReadsOut(Protocol):
    """What says aloud whatever waits for a key."""

    def say(self, lines: Iterable[str]) -> None:
        """Say something, when all before it is said."""

    def ask(self, lines: Iterable[str]) -> None:
        """Say something, and again each minute until `silence`."""

    def silence(self) -> None:
        """Be silent at once, as a key was pressed."""

    def tick(self) -> None:
        """Go on; call it several times a second."""

    def reply(self, lines: Iterable[str]) -> None:
        """Say something at once, in answer to a key; what was asked stays asked."""

    @property
    def is_heard(self) -> bool:
        """Whether the first line of what was asked last was said, or a key has silenced it."""

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""


class SaysAloud(ThemedApp):
    """An app that tells aloud what waits for no answer; a key leaves out the rest of it."""

    _goes_on: Timer | None = None
    """Goes on with what is said, until all of it is."""
    _speaks: Timer | None = None
    """Lets a page speak soon."""
    _said: tuple[str, ...] = ()
    """What the page has said since it is on show."""

    def on_mount(self) -> None:
        """Let a page say all it has to say each time it appears."""
        self.screen_change_signal.subscribe(self, self._forget)

    @property
    def reader(self) -> ReadsOut | None:
        """What says aloud whatever waits for a key; None while speech is off."""
        return None

    def say_aloud(self, lines: Iterable[str]) -> None:
        """Say something when all before it is said; nothing happens where no voice is wanted."""
        if (reader := self.reader) is None or self.return_code is not None:
            return
        reader.say(lines)
        self.go_on_aloud()

    def go_on_aloud(self) -> None:
        """Go on with what is said, until all of it is."""
        if self._goes_on is None:
            self._goes_on = self.set_interval(GO_ON_SECONDS, self._go_on)

    def say_soon(self, page: Screen[None], lines: Callable[[], Iterable[str]]) -> None:
        """Say what stands on a page then, as far as it was not said since the page appeared.

        Args:
            page: It is silent while it is covered.
            lines: Returns what stands there.
        """
        if self.reader is None:
            return
        if self._speaks is not None:
            self._speaks.stop()
        self._speaks = self.set_timer(QUIET_SECONDS, lambda: self._say_page(page, lines))

    def _say_page(self, page: Screen[None], lines: Callable[[], Iterable[str]]) -> None:
        self._speaks = None
        if page.is_active:
            before, self._said = self._said, tuple(filter(None, lines()))
            if new := [line for line in self._said if line not in before]:
                self.say_aloud(new)

    def _forget(self, _: Screen[object]) -> None:
        self._said = ()

    def hush(self) -> None:
        """Leave out the rest of it, as a key was pressed; a dialog does so when it is answered."""
        if self._goes_on is not None and self.reader is not None and not self.screen.is_modal:
            self.reader.silence()

    def _go_on(self) -> None:
        if (reader := self.reader) is not None:
            reader.tick()
        if self._goes_on is not None and (reader is None or not reader.busy):
            self._goes_on.stop()
            self._goes_on = None
