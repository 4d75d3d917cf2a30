"""The dashboard: its pages, its services, and the way to the log."""

import os
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import ClassVar

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from library.clock import SystemClock
from library.paths import Paths
from library.routines.model import Routine
from library.routines.resolving import resolve
from library.text import clean
from tui.appearance import wear
from tui.endings import leave_on_signals
from tui.log_keeper import POLL_SECONDS, LogKeeper, show_everywhere
from tui.messages import (
    ChangeLog,
    LookForCopies,
    LookForUnfinished,
    ReadNotices,
    StartRoutine,
)
from tui.screens.guarded import Guarded
from tui.screens.page import Page
from tui.services import Services, build_services
from tui.widgets.nav_bar import PAGES

WIDTHS = [(0, "-narrow"), (78, "-normal"), (110, "-wide")]
"""Classes of a screen by its columns, from the smallest that gets them."""
HEIGHTS = [(0, "-short"), (22, "-normal-height"), (30, "-tall")]
"""Classes of a screen by its rows, from the smallest that gets them."""


class SuppleApp(App[None]):
    """The dashboard."""

    TITLE = "supple"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"switch_mode('{mode}')",
                title,
                show=False,
                id=f"app.{mode}",
                tooltip=f"Go to {title}",
            )
            for number, (mode, title) in enumerate(PAGES.items(), start=1)
        ),
        Binding(
            "question_mark,f1",
            "help",
            "Help",
            key_display="?",
            id="app.help",
            tooltip="Explain the keys that work here",
        ),
        Binding(
            "colon,ctrl+p",
            "command_palette",
            "Commands",
            show=False,
            id="app.commands",
            tooltip="Call a command, a routine or an exercise by its name",
        ),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave supple"),
        Binding(
            "ctrl+z",
            "suspend_process",
            "To the shell",
            show=False,
            priority=True,  # in a session and in a line of text as well
            id="app.suspend",
            tooltip="Leave to the shell; fg comes back",
        ),
    ]

    def __init__(
        self, services: Services, start: Routine | None = None, *, no_color: bool = False
    ) -> None:
        """Build the dashboard.

        Args:
            services: What the screens work with.
            start: A routine to begin at once.
            no_color: Use the terminal's own colours only. Textual's own way would turn them
                into greys, in which the figure's muscle can not be told from its leg.
        """
        super().__init__(ansi_color=True if no_color else None)
        self.services = services
        self._start = start
        self._keeper = LogKeeper(self, services)
        for mode in PAGES:
            self.add_mode(mode, partial(self._page, mode))

    def _page(self, mode: str) -> Screen[None]:
        """Make a page when it is first shown: most starts need only one."""
        page: Screen[None] = import_module(f"tui.screens.{mode}").PAGE(self.services)
        return page

    def on_load(self) -> None:
        """Set the person's own keys, before a page names them."""
        self.set_keymap(self.services.settings.keys)

    def on_mount(self) -> None:
        """Wear what the person chose, and read the log: the first page stands already."""
        leave_on_signals(self)
        wear(self, self.services.settings)
        self.post_message(ChangeLog(lambda history: None))
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        for problem in self.services.problems:
            self.notify(problem, severity="warning", timeout=15, markup=False)
        self.set_interval(POLL_SECONDS, self._keeper.look_for_changes)
        if any(self.services.paths.drafts_dir.glob("*.json")):
            self.post_message(LookForUnfinished())
        elif self._start is not None:
            self.post_message(StartRoutine(self._start))
        elif not self.services.card_is_read:
            self._show_card()
        self.post_message(LookForCopies())

    @on(ChangeLog)
    @work(group="log")
    async def change_log(self, request: ChangeLog) -> None:
        """Change the log and read it again, one request after the other, in a thread."""
        await self._keeper.change(request)

    @on(LookForCopies)
    @work(group="copies", exclusive=True)
    async def look_for_copies(self, request: LookForCopies) -> None:
        """Offer to merge the copies of the log that a sync tool left."""
        from tui.copies_flow import offer_copies  # not needed for the first paint

        await offer_copies(self, self.services.history, asked=request.asked)

    @on(ReadNotices)
    @work(group="notices", exclusive=True)
    async def read_notices(self) -> None:
        """Ask about what is not saved; else show what the log has to tell."""
        if self.services.unsaved:
            await self._settle_unsaved(leaving=False)
            return
        from tui.screens.attention import AttentionScreen  # not needed for the first paint

        self.clear_notifications()  # the card says it all, and they would lie over it
        await self.push_screen(AttentionScreen(self.services))

    async def _settle_unsaved(self, *, leaving: bool) -> bool:
        from tui.session_flow import settle_all  # not needed for the first paint

        may_leave = await settle_all(self, self.services, leaving=leaving)
        show_everywhere(self)
        return may_leave

    @work(group="leave", exclusive=True)
    async def action_quit(self) -> None:  # type: ignore[override]
        """Leave, but not without asking while a session runs or is not saved."""
        guarded = [screen for screen in self.screen_stack if isinstance(screen, Guarded)]
        if guarded:
            if guarded[-1].is_current:
                guarded[-1].action_end()
            return
        if not self.services.unsaved or await self._settle_unsaved(leaving=True):
            self.exit()

    @on(StartRoutine)
    @work(group="session")
    async def start_routine(self, request: StartRoutine) -> None:
        """Lead through a session; a second wish while one is being led through is dropped."""
        if not isinstance(self.screen, Page):
            return
        from tui.session_flow import lead_through  # not needed for the first paint

        await lead_through(self, self.services, request.routine)
        show_everywhere(self)

    @on(LookForUnfinished)
    @work(group="session", exclusive=True)
    async def look_for_unfinished(self) -> None:
        """Offer to go on with what was not finished, before what was asked for begins."""
        from tui.resume_flow import offer_to_go_on  # not needed for the first paint

        await offer_to_go_on(self, self.services)
        show_everywhere(self)
        if self._start is not None:
            self.post_message(StartRoutine(self._start))

    @property
    def crash(self) -> Exception | None:
        """The unforeseen error the dashboard ended with."""
        return self._exception

    def _fatal_error(self) -> None:
        """Close after an unforeseen error; whoever started the dashboard then raises it.

        Textual would print the values of all variables, notes among them, over several screens.
        """
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before a field takes it: it may hold anything."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text, multiline=True)
        await super().on_event(event)

    def _show_card(self) -> None:
        from tui.screens.before_you_start import BeforeYouStart  # only a first run needs it

        self.push_screen(BeforeYouStart(self.services))

    def action_help(self) -> None:
        """Explain the keys that work here."""
        from tui.screens.help import HelpScreen  # not needed for the first paint

        self.push_screen(HelpScreen.about(self.screen))

    def action_change_theme(self) -> None:
        """Choose a theme by looking at it, and keep it."""
        from tui.screens.theme_chooser import choose_theme  # not needed for the first paint

        choose_theme(self, self.services)

    def get_key_display(self, binding: Binding) -> str:
        """The key as people call it: not every font has a sign for Enter."""
        return super().get_key_display(binding).replace("⏎", "enter")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything a key does here, and every routine, by name."""
        from tui.palette import commands  # not needed for the first paint

        yield from super().get_system_commands(screen)
        yield from commands(self, screen, self.services)


def build_app(paths: Paths, *, start: str | None = None) -> SuppleApp:
    """Build the dashboard from what lies on this machine.

    Args:
        paths: Where everything lies.
        start: Id of a routine or an exercise to begin with at once.

    Raises:
        UnknownNameError: There is no routine or exercise of that name.
    """
    services = build_services(paths, SystemClock())
    routine = None if start is None else resolve(start, services.routines, services.catalogue)
    return SuppleApp(services, routine, no_color=bool(os.environ.get("NO_COLOR")))
