"""What the five pages of the dashboard have in common."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date

from textual import getters, on, work
from textual.app import ComposeResult
from textual.events import Key, ScreenResume
from textual.screen import Screen
from textual.widget import Widget

from library.history.errors import HistoryError
from tui.app_base import App, DrawnOnce
from tui.keys.live import bindings, with_keys, with_spoken_keys
from tui.messages import ReadNotices, WritePage
from tui.services import Services
from tui.text.attention import at_length, in_short
from tui.text.keys import NOTHING_HERE
from tui.widgets.attention_line import AttentionLine
from tui.widgets.key_line import KeyLine
from tui.widgets.nav_bar import NavBar

UNKNOWN_KEY = f"{NOTHING_HERE[:-1]}; {{app.help}} lists the keys."
NEW_HOUR_SECONDS = 15.0
"""How often to look whether another hour has begun; what is suggested depends on it."""
BETWEEN_PARTS_SECONDS = 0.001
"""Enough for a key that has come: it takes several turns of the event loop to be answered."""


class Page(DrawnOnce, Screen[None]):
    """One of the places the number keys lead to."""

    HELP_TEXT = ""
    """What the page is for; shown above its keys in the help."""
    SPOKEN_KEYS = ""
    """What keys do with what is under the cursor; said when the page appears."""
    BINDINGS = bindings("page")

    app = getters.app(App)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._hour = self._hour_now()
        self._told_unknown_key = False
        self._has_shown_log = False

    def compose(self) -> ComposeResult:
        """The bar of pages, what needs attention, the page itself, and the keys."""
        yield NavBar(self.TITLE or "")
        yield AttentionLine()
        yield from self.compose_page()
        yield KeyLine()

    def compose_page(self) -> Iterable[Widget]:
        """The widgets of this page."""
        raise NotImplementedError

    def refresh_view(self) -> None:
        """Show what the services know now; called when the page appears or that has changed."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow changes; look at the clock now and then, as terminals stay open for days."""
        self.services.history.changed.subscribe(self, self._follow)
        self.app.profile_changed.subscribe(self, self._follow)
        self.set_interval(NEW_HOUR_SECONDS, self.notice_new_hour)

    def _follow(self, _: None) -> None:
        if self.is_current:  # else it is brought up to date when it appears again
            self.show_state()

    def notice_new_hour(self) -> None:
        """Bring the page up to date when another hour or day has begun."""
        if self.is_current and self._hour != self._hour_now():
            self.show_state()

    def _hour_now(self) -> tuple[date, int]:
        return self.services.profile.today(), self.services.clock.now().hour

    def show_state(self) -> None:
        """Bring all of the page up to date."""
        self._hour = self._hour_now()
        if self.query_one(AttentionLine).tell(self._attention):
            self.refresh_bindings()  # makes the footer anew, so not without need
        self.refresh_view()
        self.say_what_is_new()

    def show_apart(self, *parts: Callable[[], object]) -> None:
        """Show parts of the page one after the other, with room for a key before each.

        With ten thousand sessions each may take 25 ms. What the log says first comes at once:
        apart it would be drawn once more, and nobody types before there is anything to see.
        """
        if self._has_shown_log:
            self.call_later(self._show_parts, parts)
            return
        self._has_shown_log = self.services.history.is_read
        for part in parts:
            part()

    async def _show_parts(self, parts: Iterable[Callable[[], object]]) -> None:
        for part in parts:
            await asyncio.sleep(BETWEEN_PARTS_SECONDS)
            part()

    # What is said where a voice speaks.

    def say_what_is_new(self) -> None:
        """Say soon what of `aloud` was not said yet: all of it when the page has just appeared."""
        self.app.say_soon(self, self.aloud)

    def on_option_list_option_highlighted(self) -> None:
        """Say where the cursor has come to."""
        self.say_what_is_new()

    def aloud(self) -> Iterable[str]:
        """Return what is said: the page's name, what is under the cursor, and its keys."""
        yield f"{self.TITLE}."
        yield from self.under_cursor()
        yield with_spoken_keys(self.app, self.SPOKEN_KEYS)

    def under_cursor(self) -> Iterable[str]:
        """Return what is under the cursor, for who cannot see it, line by line."""
        return ()

    @on(ScreenResume)
    def _appear(self) -> None:
        """Bring the page up to date each time it appears."""
        self.show_state()

    @work
    async def action_undo_in_log(self) -> None:
        """Take the last change to the log back, also one from before the program was started."""
        from tui.text.history import undone_words  # not needed for the first paint

        history, before = self.services.history, self.services.history.snapshot
        profile = self.services.profile
        names, today = {each.id: each.name for each in profile.catalogue}, profile.today()
        try:
            change = await history.edit(lambda log: log.undo())
        except HistoryError as error:
            self.app.warn(error)
        else:
            self.notify(undone_words(change, before, history.snapshot, names, today))

    def action_sheet(self) -> None:
        """Write a sheet of what is practised, to be printed."""
        self.post_message(WritePage())

    def open_search(self, search: Widget) -> None:
        """Let words to look for be typed into this field."""
        search.display = True
        search.focus()
        self.app.say_aloud([with_spoken_keys(self.app, "Words to look for, then {search.list}.")])
        self.refresh_bindings()

    def say_where_one_is(self) -> None:
        """Say what is under the cursor, also what was said: a key has led there from elsewhere."""
        self.app.say_aloud(filter(None, self.under_cursor()))

    def on_key(self, event: Key) -> None:
        """Tell once that a key does nothing here: else nobody knows whether it came through."""
        from tui.keys.names import key_named  # its tables can wait for the first key

        if self._told_unknown_key and self.app.reader is None:
            return
        if not (event.is_printable or key_named(event.key) is not None):
            return  # as Shift by itself
        if self.app.key_meant(event) in self.active_bindings:
            return
        if self._told_unknown_key:
            self.app.say_aloud([with_keys(self.app, UNKNOWN_KEY)])  # nobody can see that it is so
        else:
            self._told_unknown_key = True
            self.notify(with_keys(self.app, UNKNOWN_KEY))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without notices there is nothing to read."""
        return action != "read_notices" or bool(self._attention)

    @property
    def _attention(self) -> str:
        history = self.services.history
        matters = at_length(
            history.unread_notices,
            self.services.profile.problems,
            history.snapshot,
            history.to_come,
        )
        return in_short(len(history.unsaved), matters)

    def action_read_notices(self) -> None:
        """Read what needs attention."""
        self.post_message(ReadNotices())
