"""From a session to one that the history has, or that is kept with the reason why it has not."""

from functools import partial

from msgspec.structs import replace

from library.history.protocol import HistoryError
from tui.app_base import App
from tui.dialogs.not_saved import NotSaved
from tui.history_service import UnsavedSession
from tui.services import Services


async def save(app: App, services: Services, unsaved: UnsavedSession) -> bool:
    """Save a session; when that fails, ask what to do. Call it from a worker.

    Returns:
        Whether it is saved; what is not is tried again with every later save.
    """
    try:
        await services.history.save(unsaved)
    except HistoryError as error:
        reason = str(error)
    else:
        return True
    return await _ask(app, services, replace(unsaved, reason=reason)) is NotSaved.Result.SAVED


async def settle_all(app: App, services: Services, *, leaving: bool) -> bool:
    """Ask once more about every session that is not saved; call it from a worker.

    Args:
        app: The dashboard.
        services: What is not saved.
        leaving: Whether the program is about to be left.

    Returns:
        Whether the program may be left.
    """
    for unsaved in list(services.history.unsaved.values()):
        if await _ask(app, services, unsaved, leaving=leaving) is NotSaved.Result.LATER:
            return False
    return True


async def _ask(
    app: App, services: Services, unsaved: UnsavedSession, *, leaving: bool = False
) -> NotSaved.Result:
    retry = partial(services.history.save, unsaved)
    return await app.push_screen_wait(NotSaved(services, unsaved, retry, leaving=leaving))
