"""From a session whose program ended too soon to one that is saved or put aside."""

import asyncio

from textual.app import App

from library.history.draft import Draft, empty_trash
from library.history.log import HistoryError
from library.session.engine import Session
from library.session.journal import Journal, Unfinished, find_unfinished
from tui.flows.saving import save
from tui.flows.session import run
from tui.screens.resume import Resume, ResumeScreen
from tui.services import Services
from tui.unsaved import Unsaved

_ELSEWHERE = "Another window took care of that session."


async def offer_to_go_on(app: App[None], services: Services) -> None:
    """Ask about every session that was not finished; call it from a worker."""
    found, problems = await asyncio.to_thread(_find, services)
    for problem in problems:
        app.notify(problem, severity="warning", timeout=15, markup=False)
    for unfinished in found:
        answer = await app.push_screen_wait(ResumeScreen(unfinished))
        if answer is not Resume.LATER:
            await _settle(app, services, unfinished.id, answer)


def _find(services: Services) -> tuple[list[Unfinished], list[str]]:
    folder = services.paths.drafts_dir
    try:
        empty_trash(folder, services.clock)
        known = [session.id for session in services.history.load().sessions]
    except (HistoryError, OSError):
        known = []  # whoever reads the log says what is wrong with it
    return find_unfinished(folder, services.catalogue, known)


async def _settle(app: App[None], services: Services, id: str, answer: Resume) -> None:  # noqa: A002 - its name everywhere
    """Do as was answered, unless another window was quicker."""
    found, _ = await asyncio.to_thread(_find, services)
    unfinished = next((each for each in found if each.id == id), None)
    if unfinished is None:
        app.notify(_ELSEWHERE)
        return
    try:
        draft = Draft(services.paths.drafts_dir, services.clock, id)
        if answer is Resume.DISCARD:
            draft.discard()
    except HistoryError as error:
        app.notify(str(error), severity="warning", markup=False)
        return
    if answer is Resume.SAVE:
        record = unfinished.record
        unsaved = Unsaved(record, lambda history: history.add(record), draft.finish)
        if await save(app, services, unsaved):
            app.notify("Saved as far as it went.")
    elif answer is Resume.GO_ON and unfinished.plan is not None:
        beginning = unfinished.beginning(services.settings.day_start_hour)
        journal = Journal(services.paths.drafts_dir, services.clock, beginning, draft)
        now = services.clock.monotonic()
        await run(app, services, Session(unfinished.plan, now, unfinished.earlier), journal)
