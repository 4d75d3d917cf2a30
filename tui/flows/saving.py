"""From a session to one that the log has, or that is kept with the reason why it has not."""

import asyncio
from functools import partial

from msgspec.structs import replace
from textual.app import App

from library.history.protocol import HistoryError
from tui.dialogs.not_saved import NotSaved
from tui.messages import ChangeLog
from tui.services import Services
from tui.unsaved import Unsaved


async def save(app: App[None], services: Services, unsaved: Unsaved) -> bool:
    """Save a session; when that fails, ask what to do. Call it from a worker.

    Returns:
        Whether it is saved; what is not is tried again with every later save.
    """
    problem = await _try(app, services, unsaved)
    if problem is None:
        return True
    return await _ask(app, services, services.unsaved[unsaved.session.id]) is NotSaved.Result.SAVED


async def settle_all(app: App[None], services: Services, *, leaving: bool) -> bool:
    """Ask once more about every session that is not saved; call it from a worker.

    Args:
        app: The dashboard.
        services: What is not saved.
        leaving: Whether the program is about to be left.

    Returns:
        Whether the program may be left.
    """
    for unsaved in list(services.unsaved.values()):
        if await _ask(app, services, unsaved, leaving=leaving) is NotSaved.Result.LATER:
            return False
    return True


async def _ask(
    app: App[None], services: Services, unsaved: Unsaved, *, leaving: bool = False
) -> NotSaved.Result:
    retry = partial(_try, app, services, unsaved)
    return await app.push_screen_wait(NotSaved(services, unsaved, retry, leaving=leaving))


async def _try(app: App[None], services: Services, unsaved: Unsaved) -> HistoryError | None:
    """Save it, or keep it with the reason why it could not be saved."""
    key = unsaved.session.id
    services.unsaved.pop(key, None)  # else the log's keeper would try it a second time
    answer = asyncio.get_running_loop().create_future()
    app.post_message(ChangeLog(unsaved.change, answer=answer.set_result))
    problem: HistoryError | None = await answer
    if problem is None:
        unsaved.saved()
    else:
        services.unsaved[key] = replace(unsaved, reason=str(problem))
    return problem
