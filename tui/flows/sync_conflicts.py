"""From copies of the history and of a person's own files to what holds both."""

import asyncio
from contextlib import suppress

from library.history.comparison import ConflictCopy
from library.history.errors import HistoryError
from library.own_copies import OwnCopies, OwnCopy
from library.own_exercises import ExerciseNotSavedError
from library.routines.file import RoutinesError
from library.settings import SettingsError
from tui.app_base import App
from tui.history_service import HistoryService
from tui.services import Services

NONE_FOUND = "There are no copies beside your log and your own files."


async def offer_copies(app: App, services: Services, *, asked: bool) -> bool:
    """Find copies and merge them after a question; call it from a worker.

    Copies of this history are one question; another history is a question of its own, each; so
    are settings, routines and exercises together. What a sync tool left and needs no question is
    put aside without a word.

    Args:
        app: The dashboard.
        services: What it works with.
        asked: Whether the person asked for it: then also ask about what was answered before,
            and say when there is nothing to merge.

    Returns:
        False when there is something to ask, but it has to wait: nothing may come between a
        person and a session.
    """
    own_copies = OwnCopies(services.profile, services.paths)
    try:
        copies = await _unsettled(services.history)
    except HistoryError:
        copies = []  # whoever reads the history says so
    own = await asyncio.to_thread(own_copies.find)
    needless = [copy for copy in own if not copy.says_something]
    await asyncio.to_thread(own_copies.put_aside, needless)
    own = [copy for copy in own if copy.says_something and (asked or not copy.answered)]
    copies = [copy for copy in copies if asked or not copy.answered]
    if asked and not (copies or own):
        app.tell(NONE_FOUND)
    related = [copy for copy in copies if copy.related]
    others = [[copy] for copy in copies if not copy.related]
    for offered in ([related] if related else []) + others:
        if not app.may_ask:
            return False
        await _offer(app, services.history, offered)
    if own:
        if not app.may_ask:
            return False
        await _offer_own(app, own_copies, own)
    return True


async def _unsettled(history: HistoryService) -> list[ConflictCopy]:
    """Return the copies to ask about.

    Of what a sync tool left, that is merged without a word which brings no session and no mark.
    """
    copies = await asyncio.to_thread(history.store.sync_conflicts)
    quiet = [copy.path for copy in copies if copy.by_program and not _is_worth_asking(copy)]
    if quiet:
        with suppress(HistoryError):  # another time will do
            await history.edit(lambda store: store.merge_copies(*quiet))
    left = (copy for copy in copies if copy.path not in quiet)
    return [copy for copy in left if copy.comparison.brings_something]


def _is_worth_asking(copy: ConflictCopy) -> bool:
    found = copy.comparison
    return found.is_worth_asking if copy.related else found.brings_something


async def _offer(app: App, history: HistoryService, copies: list[ConflictCopy]) -> None:
    from tui.dialogs.history import ConflictCopies  # most starts find no copies

    paths = [copy.path for copy in copies]
    if not await app.push_screen_wait(ConflictCopies(copies, related=copies[0].related)):
        await asyncio.to_thread(history.store.leave_copies, *copies)
        return
    try:
        brought = await history.edit(lambda store: store.merge_copies(*paths))
    except HistoryError as error:
        app.warn(error)
    else:
        app.tell(f"Merged: {brought}.")


async def _offer_own(app: App, own_copies: OwnCopies, copies: list[OwnCopy]) -> None:
    from tui.dialogs.own_copies import KeepBoth

    if not await app.push_screen_wait(KeepBoth(copies)):
        await asyncio.to_thread(own_copies.leave, copies)
        return
    try:
        own_copies.take_over(copies)
    except (SettingsError, RoutinesError, ExerciseNotSavedError) as error:
        app.warn(error)
    else:
        await asyncio.to_thread(own_copies.settle, copies)
        app.tell("Both are kept.")
