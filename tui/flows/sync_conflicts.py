"""From copies of the history beside it to one history."""

import asyncio

from library.history.errors import HistoryError
from library.history.merge import ConflictCopy
from library.history.protocol import History
from tui.app_base import App
from tui.history_service import HistoryService

NONE_FOUND = "There are no copies beside your log."


async def offer_copies(app: App, history: HistoryService, *, asked: bool) -> bool:
    """Find copies and merge them after a question; call it from a worker.

    Copies of this history are one question; another history is a question of its own, each. What
    a sync tool left and brings nothing is put aside without a word.

    Args:
        app: The dashboard.
        history: The history.
        asked: Whether the person asked for it: then also ask about what was answered before,
            and say when there is nothing to merge.

    Returns:
        False when there is something to ask, but it has to wait: nothing may come between a
        person and a session.
    """
    try:
        copies = await asyncio.to_thread(_unsettled, history.store)
    except HistoryError:
        return True  # whoever reads the history says so
    copies = [copy for copy in copies if asked or not copy.answered]
    if asked and not copies:
        app.tell(NONE_FOUND)
    related = [copy for copy in copies if copy.related]
    others = [[copy] for copy in copies if not copy.related]
    for offered in ([related] if related else []) + others:
        if app.screen.is_modal:
            return False
        await _offer(app, history, offered)
    return True


def _unsettled(store: History) -> list[ConflictCopy]:
    """Return the copies that bring something; what a sync tool left for nothing is put aside."""
    copies = store.sync_conflicts()
    needless = [copy for copy in copies if not copy.comparison.brings_something]
    if paths := [copy.path for copy in needless if copy.by_program]:
        store.merge_copies(*paths)
    return [copy for copy in copies if copy.comparison.brings_something]


async def _offer(app: App, history: HistoryService, copies: list[ConflictCopy]) -> None:
    from tui.dialogs.history import ConflictCopies  # most starts find no copies

    paths = [copy.path for copy in copies]
    if not await app.push_screen_wait(ConflictCopies(copies, related=copies[0].related)):
        await asyncio.to_thread(history.store.leave_copies, *paths)
        return
    try:
        brought = await history.edit(lambda store: store.merge_copies(*paths))
    except HistoryError as error:
        app.warn(error)
    else:
        app.tell(f"Merged: {brought}.")
