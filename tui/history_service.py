"""Changes the log without blocking the screen, and shows what came of it."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from textual.app import App

from library.history.protocol import History, HistoryError, Snapshot
from tui.messages import ChangeLog, Tell
from tui.screens.page import Page
from tui.services import Services
from tui.text.history import describe_changes
from tui.unsaved import Unsaved

POLL_SECONDS = 1.0
"""How often to look whether another window has changed the log."""
NEWS_SECONDS, PROBLEM_SECONDS = 6.0, 30.0
"""How long things told in passing stay; what matters stays in the line on every page."""
MANY_SESSIONS = 1_000
"""From here on the records are worth hiding from the garbage collector (our judgement)."""


class _Outcome(msgspec.Struct, frozen=True):
    news: str
    """What others did since the log was last read, as a sentence; empty when nothing."""
    log: Snapshot | HistoryError
    """The log after the change, or why it could not be read again."""
    saved: tuple[str, ...]
    """Ids of sessions that had to wait and are saved now."""
    problem: HistoryError | None
    """Why the change was not made; the log is as others left it then."""


class HistoryService:
    """Does one change after the other, each in a thread.

    Args:
        app: The dashboard, to show things in.
        services: Where the log is, and where what was read of it goes.
    """

    def __init__(self, app: App[Any], services: Services) -> None:
        self._app = app
        self._services = services
        self._turn = asyncio.Lock()
        self._outdated = False
        """Whether what is shown is older than what was saved here."""

    @property
    def busy(self) -> bool:
        """Whether a change is under way."""
        return self._turn.locked()

    async def change(self, request: ChangeLog) -> None:
        """Do what was asked, read the log again, and say what went wrong, if anything."""
        problem: HistoryError | None = None
        async with self._turn:
            services = self._services
            waiting = tuple(services.unsaved.values())
            # What is saved here but not shown yet would pass for another window's.
            shown = services.log if services.log_read and not self._outdated else None
            try:
                outcome = await asyncio.to_thread(
                    _changed, services.history, request.change, waiting, shown
                )
            except HistoryError as error:
                problem = error
            else:
                problem = outcome.problem
                self._show(outcome)
        if request.answer is not None:
            request.answer(problem)
        elif problem is not None and not (self._outdated and request.change is None):
            self._say(str(problem), "error", PROBLEM_SECONDS)
        if problem is None and request.told:
            self._say(request.told)

    def look_for_changes(self) -> None:
        """Read the log again when another window or a sync tool has changed it."""
        if self._outdated or (self._services.log_read and self._services.history.changed()):
            self._app.post_message(ChangeLog(None))

    def _show(self, outcome: _Outcome) -> None:
        self._say(outcome.news, seconds=NEWS_SECONDS)
        for key in outcome.saved:
            if (unsaved := self._services.unsaved.pop(key, None)) is not None:
                unsaved.saved()
                self._say("What had to wait is saved now.")
        if isinstance(outcome.log, Snapshot):
            self._show_log(outcome.log, bool(outcome.saved))
            return
        if not self._outdated:  # else it has been said
            told = f"What you changed is saved, but can not be shown yet. {outcome.log}"
            self._say(told, "warning", PROBLEM_SECONDS)
        self._outdated = True

    def _show_log(self, log: Snapshot, something_saved: bool) -> None:
        services = self._services
        self._outdated = False
        for notice in dict.fromkeys(log.notices):
            if notice not in services.told:
                services.told += (notice,)  # the line on every page says it
        if not services.log_read and len(log.sessions) > MANY_SESSIONS:
            gc.freeze()  # a full collection would walk through all of them: 80 ms for 10,000
        is_news = something_saved or not services.log_read or log is not services.log
        services.log, services.log_read = log, True
        if is_news:
            show_everywhere(self._app)

    def _say(self, sentence: str, severity: Any = "information", seconds: float = 5.0) -> None:
        if sentence:
            self._app.post_message(Tell(sentence, severity, seconds))


def show_everywhere(app: App[Any]) -> None:
    """Bring the page that lies at the bottom up to date."""
    page = app.screen_stack[0]
    if isinstance(page, Page) and page.is_mounted:  # else it is just being made, and will
        page.show_state()


def _changed(
    history: History,
    change: Callable[[History], None] | None,
    waiting: Sequence[Unsaved],
    shown: Snapshot | None,
) -> _Outcome:
    """Runs in a thread. What waits is tried after the change: there may be room again."""
    told = (
        describe_changes(shown, history.load()) if shown is not None and history.changed() else ""
    )
    problem = None
    try:
        if change is not None:
            change(history)
    except HistoryError as error:
        problem = error
    saved = []
    for unsaved in waiting if problem is None else ():
        with suppress(HistoryError):
            unsaved.change(history)
            saved.append(unsaved.session.id)
    try:
        log: Snapshot | HistoryError = history.load()
    except HistoryError as error:
        if problem is not None or (change is None and not saved):
            raise problem or error from None
        log = error  # what was saved stays saved: trying that again would clash with itself
    return _Outcome(told, log, tuple(saved), problem)
