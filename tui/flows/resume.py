"""From a session whose program ended too soon to one that is saved or put aside."""

import asyncio

from library.history.protocol import HistoryError
from library.session.unfinished import SAVED, Resume, UnfinishedSessions
from tui.app_base import App
from tui.dialogs.session import ResumeSession
from tui.flows.saving import save
from tui.flows.session import run
from tui.history_service import UnsavedSession
from tui.services import Services

NONE_FOUND = "There is no session that was not finished."


async def offer_to_go_on(app: App, services: Services, *, asked: bool) -> None:
    """Ask about every session that was not finished; call it from a worker.

    Args:
        app: The dashboard.
        services: What it works with.
        asked: Whether the person asked for it: then also say when there are none.
    """
    drafts, catalogue = services.paths.drafts_dir, services.profile.catalogue
    sessions = UnfinishedSessions(drafts, catalogue, services.history.store, services.clock)
    found, problems = await asyncio.to_thread(sessions.find)
    for problem in problems:
        app.tell(problem, "warning", 15)
    if asked and not (found or problems):
        app.tell(NONE_FOUND)
    for unfinished in found:
        answer = await app.push_screen_wait(ResumeSession(unfinished))
        if answer is not Resume.LATER:
            await _settle(app, services, sessions, unfinished.id, answer)


async def _settle(
    app: App,
    services: Services,
    sessions: UnfinishedSessions,
    id: str,
    answer: Resume,
) -> None:
    """Do as was answered, unless another window was quicker."""
    hour = services.profile.settings.day_start_hour
    going = None
    try:
        unfinished, draft = await asyncio.to_thread(sessions.take, id)
        if answer is Resume.GO_ON:
            going = sessions.go_on(unfinished, draft, hour)
        elif answer is Resume.DISCARD:
            draft.discard()
    except HistoryError as error:
        app.warn(error)
        return
    if going is not None:
        await run(app, services, *going)
    elif answer is Resume.SAVE:
        record = unfinished.record
        unsaved = UnsavedSession(record, record, draft)
        if await save(app, services, unsaved):
            app.tell(SAVED)
