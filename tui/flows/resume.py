"""From a session whose program ended too soon to one that is saved or put aside."""

import asyncio

from textual.app import App

from library.history.protocol import HistoryError
from library.session.unfinished import SAVED, Resume, UnfinishedSessions
from tui.dialogs.session import ResumeSession
from tui.flows.saving import save
from tui.flows.session import run
from tui.messages import Tell
from tui.services import Services
from tui.unsaved import Unsaved

NONE_FOUND = "There is no session that was not finished."


async def offer_to_go_on(app: App[None], services: Services, *, asked: bool) -> None:
    """Ask about every session that was not finished; call it from a worker.

    Args:
        app: The dashboard.
        services: What it works with.
        asked: Whether the person asked for it: then also say when there are none.
    """
    drafts, catalogue = services.paths.drafts_dir, services.profile.catalogue
    sessions = UnfinishedSessions(drafts, catalogue, services.history, services.clock)
    found, problems = await asyncio.to_thread(sessions.find)
    for problem in problems:
        app.post_message(Tell(problem, "warning", 15))
    if asked and not (found or problems):
        app.post_message(Tell(NONE_FOUND))
    for unfinished in found:
        answer = await app.push_screen_wait(ResumeSession(unfinished))
        if answer is not Resume.LATER:
            await _settle(app, services, sessions, unfinished.id, answer)


async def _settle(
    app: App[None],
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
        app.post_message(Tell(str(error), "warning"))
        return
    if going is not None:
        await run(app, services, *going)
    elif answer is Resume.SAVE:
        record = unfinished.record
        unsaved = Unsaved(record, lambda history: history.add(record), draft.finish)
        if await save(app, services, unsaved):
            app.post_message(Tell(SAVED))
