"""From copies of the log beside it to one log."""

import asyncio

from textual.app import App

from library.history.merge import ConflictCopy
from library.history.protocol import History, HistoryError
from library.history.store import HistoryStore
from library.wording import counted
from tui.messages import ChangeLog, Tell
from tui.screens.page import Page

NONE_FOUND = "There are no copies beside your log."


async def offer_copies(app: App[None], history: History, *, asked: bool) -> None:
    """Find copies and merge them after a question; call it from a worker.

    Copies of this log are one question; another log is a question of its own, each.

    Args:
        app: The dashboard.
        history: The log; one that is no file has no copies.
        asked: Whether the person asked for it: then also say when there are none.
    """
    store = history if isinstance(history, HistoryStore) else None
    try:
        copies = [] if store is None else await asyncio.to_thread(store.sync_conflicts)
    except HistoryError:
        return  # whoever reads the log says so
    if not copies or store is None:
        if asked:
            app.post_message(Tell(NONE_FOUND))
        return
    if not isinstance(app.screen, Page):  # nothing may come between a person and a session
        found = counted(len(copies), "copy", "copies")
        app.post_message(Tell(f"{found} of your log found; the commands (:) can merge."))
        return
    from tui.dialogs.history import ConflictCopies  # most starts find no copies

    related = [copy for copy in copies if copy.related]
    questions: list[tuple[list[ConflictCopy], bool]] = [(related, True)]
    questions += (([copy], False) for copy in copies if not copy.related)
    for group, kin in questions:
        if not group:
            continue
        merge = await app.push_screen_wait(ConflictCopies(group, related=kin))
        if merge:
            _merge(app, store, group)


def _merge(app: App[None], history: HistoryStore, copies: list[ConflictCopy]) -> None:
    paths = [copy.path for copy in copies]
    brought = "; ".join(str(copy.comparison) for copy in copies)

    def merge(_: object) -> None:
        for path in paths:
            history.merge_conflict(path)

    app.post_message(ChangeLog(merge, f"Merged: {brought}."))
