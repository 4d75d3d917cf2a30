"""Screens that lie over a page and close with an answer."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen  # noqa: TID251 - only here
from textual.timer import Timer
from textual.widget import Widget

from tui.aloud import GO_ON_SECONDS
from tui.app_base import App, DrawnOnce, TellsHowToLeave
from tui.keys.live import bindings
from tui.text.keys import NOTHING_HERE
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine, in_order
from tui.widgets.text import Text

T = TypeVar("T")

_MORE = "  ↓ more"


async def ask(asker: Screen[Any], dialog: Screen[T]) -> T | None:
    """Open a dialog over a screen and wait for what it gives back; call it from a worker.

    Returns:
        None when something else lies over the screen already: keys may come faster than a dialog
        opens.
    """
    if not asker.is_active:
        return None
    # Not `push_screen_wait`: it lets others run first, who may open the same dialog meanwhile.
    return await asyncio.shield(asker.app.push_screen(dialog, wait_for_dismiss=True))


class Overlay(DrawnOnce, TellsHowToLeave, ModalScreen[T]):
    """A frame over the page, with its keys below.

    It closes once: a key that came twice must not close what lies below as well.
    """

    CSS_PATH = str(Path(__file__).with_name("dialogs.tcss"))
    HEADING: ClassVar[str] = ""
    """What stands in the frame, where it is always the same."""

    app = getters.app(App)
    _reads: Timer | None = None
    """Goes on with what is said, once something was."""

    def heading(self) -> str:
        """Return what stands in the frame."""
        return self.HEADING

    def body(self) -> ComposeResult:
        """Build what the frame holds."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Build the frame and the keys."""
        with Vertical(classes="card") as card:
            if heading := self.heading():
                card.border_title = Content(heading)
            yield from self.body()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what scrolls in the frame."""
        for part in self._scrolling():
            self.watch(part, "scroll_y", self._tell_more)
            self.watch(part, "virtual_size", self._tell_more_when_laid_out)

    def on_resize(self) -> None:
        """Tell anew whether there is more."""
        self._tell_more_when_laid_out()

    def _tell_more_when_laid_out(self) -> None:
        self.call_after_refresh(self._tell_more)  # a frame grows with its text, but after it

    def _scrolling(self) -> Iterable[Widget]:
        """Return what may be longer than the frame: the frame itself, a text or a list in it."""
        return self.query(".card, .card Reading, .card CursorList")

    @property
    def is_more_below(self) -> bool:
        """Whether something follows below what is in sight."""
        return any(each.scroll_y < each.max_scroll_y for each in self._scrolling())

    def _tell_more(self) -> None:
        """Say in the frame, where it has a heading, that something follows below."""
        more = self.is_more_below
        if heading := self.heading():
            self.query_one(".card").border_title = Content(f"{heading}{_MORE if more else ''}")
        self.refresh_bindings()

    # What is said where a voice speaks.

    def spoken(self) -> Iterable[str]:
        """Return what is said when it opens, line by line: what stands in it, and its keys."""
        yield self.heading()
        for part in self.query(".card Text, .card CursorList"):
            if isinstance(part, CursorList):
                yield from self.spoken_lines(part)
            elif part.display:
                yield from str(part.content).splitlines() if isinstance(part, Text) else ()
        if any(part.option_count > 1 for part in self.query(CursorList)):
            yield "Up and down go from line to line."
        yield from self.spoken_keys()

    def spoken_again(self) -> Iterable[str]:
        """Return what is said when it is seen again, after another one that lay over it."""
        return self.spoken()

    def spoken_lines(self, lines: CursorList) -> Iterable[str]:
        """Return what a list offers, line by line."""
        return (str(option.prompt) for option in lines.options)

    def spoken_keys(self) -> Iterable[str]:
        """Return the keys that the line at the bottom names, and what they do, one a line."""
        from tui.keys.names import key_in_words  # only for those who are spoken to

        named: set[str] = set()
        for node, binding, enabled, _ in in_order(self.active_bindings.values()):
            if node is self and binding.show and enabled and binding.action not in named:
                named.add(binding.action)
                yield f"{key_in_words(binding.key)}: {binding.description}."

    def reply(self, *lines: str) -> None:
        """Answer a key with words at once, where a voice speaks; what was asked stays asked."""
        if self.app.reader is not None:
            self.app.reader.reply(lines)

    @on(events.ScreenResume)
    def _begin_to_read_out(self) -> None:
        if self.app.reader is not None:
            self.call_after_refresh(self._read_out)

    def _read_out(self) -> None:
        """Say it now, and again each minute, until it is answered."""
        if self.app.reader is None or not self.is_active:
            return
        told = self.spoken() if self._reads is None else self.spoken_again()
        if not (lines := list(filter(None, told))):
            return
        if self._reads is None and any(
            isinstance(below, Overlay) and below._reads is not None
            for below in self.app.screen_stack[:-1]
        ):
            self.app.reader.silence()  # what lies below it can be told when it is seen again
        self.app.reader.ask(lines)
        if self._reads is None:
            self._reads = self.set_interval(GO_ON_SECONDS, self.app.reader.tick)

    @on(CursorList.OptionHighlighted)
    def _say_line(self, event: CursorList.OptionHighlighted) -> None:
        """Say the line that the cursor was moved to, when it has stood on one before."""
        if self.app.reader is not None and self._reads is not None:
            self.app.reader.silence()
            self.app.reader.ask([str(event.option.prompt)])

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result; nothing happens when it is closed or covered already.

        Args:
            result: What the one who opened it waits for.
        """
        if not self.is_active:
            return AwaitComplete()
        if self._reads is not None and self.app.reader is not None:
            self.app.reader.silence()
        return super().dismiss(result)


class Card(Overlay[T]):
    """A small one, such as a question: `?` explains its keys, without a place among them."""

    BINDINGS = bindings("dialog")

    def on_key(self, event: events.Key) -> None:
        """Say, where a voice speaks, that a key does nothing here, and which ones do something."""
        if self.app.reader is None or not event.is_printable:
            return
        if self.app.key_meant(event) not in self.active_bindings:
            self.reply(NOTHING_HERE, *self.spoken_keys())
