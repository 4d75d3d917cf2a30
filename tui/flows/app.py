"""An app that does what its pages ask for: one handler for each of their messages."""

import gc
from functools import partial
from typing import Any

from textual import on, work

from library.routines.model import Routine
from tui.dialogs.base import Guarded
from tui.flows.notices import NoticeApp
from tui.flows.own_files import follow_own_files
from tui.history_service import POLL_SECONDS, HistoryService, show_everywhere
from tui.messages import (
    ChangeLog,
    LookForCopies,
    LookForUnfinished,
    ReadNotices,
    StartRoutine,
)
from tui.screens.page import Page
from tui.services import Services


class FlowApp(NoticeApp):
    """Does what pages ask for. What the first paint does not need is imported when asked for."""

    def __init__(self, services: Services, start: Routine | None = None, **options: Any) -> None:
        """Build the app.

        Args:
            services: What the screens work with.
            start: A routine to begin at once.
            options: What Textual's own app takes.
        """
        super().__init__(**options)
        self.services = services
        self._start = start
        self._keeper = HistoryService(self, services)

    def read_log(self) -> None:
        """Read the log, and once the first page stands, all that is to be looked at once."""
        self.post_message(ChangeLog(None))
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        gc.enable()  # off until here: a start makes little garbage, and looking for it takes time
        self.set_interval(POLL_SECONDS, self._keeper.look_for_changes)
        self.set_interval(POLL_SECONDS, partial(follow_own_files, self, self.services.profile))
        if any(self.services.paths.drafts_dir.glob("*.json")):
            self.post_message(LookForUnfinished())
        elif self._start is not None:
            self.post_message(StartRoutine(self._start))
        elif not self.services.profile.card_is_read:
            from tui.dialogs.before_you_start import BeforeYouStart  # only a first run needs it

            self.push_screen(BeforeYouStart(self.services))
        self.post_message(LookForCopies())

    @property
    def saving(self) -> bool:
        """Whether the log is being changed just now."""
        return self._keeper.busy

    def keep_for_next_start(self) -> None:
        """Keep what is under way for the next start: the program ends at once."""
        for screen in self.screen_stack:
            if isinstance(screen, Guarded):
                screen.keep_for_next_start()

    @on(ChangeLog)
    @work(group="log")
    async def change_log(self, request: ChangeLog) -> None:
        """Change the log and read it again, one request after the other, in a thread."""
        await self._keeper.change(request)

    @on(LookForCopies)
    @work(group="copies", exclusive=True)
    async def look_for_copies(self, request: LookForCopies) -> None:
        """Offer to merge the copies of the log that a sync tool left."""
        from tui.flows.sync_conflicts import offer_copies

        await offer_copies(self, self.services.history, asked=request.asked)

    @on(ReadNotices)
    @work(group="notices", exclusive=True)
    async def read_notices(self) -> None:
        """Ask about what is not saved; else show what the log has to tell."""
        if self.services.unsaved:
            await self._settle_unsaved(leaving=False)
            return
        from tui.dialogs.notices import Notices

        self.clear_notifications()  # the card says it all, and they would lie over it
        await self.push_screen(Notices(self.services))

    @on(StartRoutine)
    @work(group="session")
    async def start_routine(self, request: StartRoutine) -> None:
        """Lead through a session; a second wish while one is being led through is dropped."""
        if not isinstance(self.screen, Page):
            return
        from tui.flows.session import lead_through

        await lead_through(self, self.services, request.routine)
        show_everywhere(self)

    @on(LookForUnfinished)
    @work(group="session", exclusive=True)
    async def look_for_unfinished(self, request: LookForUnfinished) -> None:
        """Offer to go on with what was not finished, before what was asked for begins."""
        from tui.flows.resume import offer_to_go_on

        await offer_to_go_on(self, self.services, asked=request.asked)
        show_everywhere(self)
        if self._start is not None and not request.asked:
            self.post_message(StartRoutine(self._start))

    @work(group="leave", exclusive=True)
    async def action_quit(self) -> None:  # type: ignore[override]
        """Leave, but not without asking while a session runs or is not saved."""
        guarded = [screen for screen in self.screen_stack if isinstance(screen, Guarded)]
        if guarded:
            if guarded[-1].is_active:
                guarded[-1].action_end()
            return
        if not self.services.unsaved or await self._settle_unsaved(leaving=True):
            self.exit()

    async def _settle_unsaved(self, *, leaving: bool) -> bool:
        from tui.flows.saving import settle_all

        may_leave = await settle_all(self, self.services, leaving=leaving)
        show_everywhere(self)
        return may_leave
