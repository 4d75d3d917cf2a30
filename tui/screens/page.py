"""What the five pages of the dashboard have in common."""

from collections.abc import Iterable
from datetime import date

from textual import getters, on
from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widget import Widget

from tui.app_base import App, NothingTwice
from tui.keys.live import bindings
from tui.messages import ReadNotices
from tui.services import Services
from tui.text.attention import at_length, in_short
from tui.widgets.attention_line import AttentionLine
from tui.widgets.key_line import KeyLine
from tui.widgets.nav_bar import NavBar

NEW_HOUR_SECONDS = 15.0
"""How often to look whether another hour has begun; what is suggested depends on it."""


class Page(NothingTwice, Screen[None]):
    """One of the places the number keys lead to."""

    HELP_TEXT = ""
    """What the page is for; shown above its keys in the help."""
    BINDINGS = bindings("page")

    app = getters.app(App)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._hour = self._hour_now()

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

    @on(ScreenResume)
    def _appear(self) -> None:
        """Bring the page up to date each time it appears."""
        self.show_state()

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
