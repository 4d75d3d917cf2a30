"""From copies of the history beside it to one history."""

import asyncio

from library.history.errors import HistoryError
from library.history.merge import ConflictCopy
from library.history.protocol import History
from library.history.store import HistoryStore
from library.wording import counted
from tui.app_base import App
from tui.history_service import HistoryService

NONE_FOUND = "There are no copies beside your log."


async def offer_copies(app: App, history: HistoryService, *, asked: bool) -> None:
    """Find copies and merge them after a question; call it from a worker.

    Copies of this history are one question; another history is a question of its own, each.

    Args:
        app: The dashboard.
        history: The history; one that is no file has no copies.
        asked: Whether the person asked for it: then also say when there are none.
    """
    store = history.store
    try:
        copies = (
            await asyncio.to_thread(store.sync_conflicts) if isinstance(store, HistoryStore) else []
        )
    except HistoryError:
        return  # whoever reads the history says so
    if not copies:
        if asked:
            app.tell(NONE_FOUND)
        return
    if app.screen.is_modal:  # nothing may come between a person and a session
        found = counted(len(copies), "copy", "copies")
        app.tell(f"{found} of your log found; the commands (:) can merge.")
        return
    related = [copy for copy in copies if copy.related]
    if related:
        await _offer(app, history, related)
    for copy in copies:
        if not copy.related:
            await _offer(app, history, [copy])


async def _offer(app: App, history: HistoryService, copies: list[ConflictCopy]) -> None:
    from tui.dialogs.history import ConflictCopies  # most starts find no copies

    def merge(store: History) -> None:
        assert isinstance(store, HistoryStore)
        for copy in copies:
            store.merge_conflict(copy.path)

    if not await app.push_screen_wait(ConflictCopies(copies, related=copies[0].related)):
        return
    try:
        await history.edit(merge)
    except HistoryError as error:
        app.warn(error)
    else:
        app.tell(f"Merged: {'; '.join(str(copy.comparison) for copy in copies)}.")
