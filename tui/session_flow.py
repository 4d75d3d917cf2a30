"""From the wish to stretch to the saved session: cards, session, summary."""

import asyncio
from dataclasses import replace

from textual.app import App

from library.exercises.safety import VERSION
from library.history.log import HistoryError
from library.routines.model import Routine
from tui.messages import ChangeLog
from tui.screens.before_you_start import BeforeYouStart
from tui.screens.cautions import CautionsScreen
from tui.screens.not_saved import Answer, NotSaved
from tui.screens.session import SessionScreen
from tui.screens.session_stage import heard_out
from tui.screens.summary import SummaryScreen
from tui.services import Services
from tui.unsaved import Unsaved


async def lead_through(app: App[None], services: Services, routine: Routine) -> None:
    """Lead through a session; call it from a worker.

    The session is saved before the summary is shown, so that closing the window there
    loses nothing; pain and note are saved with it afterwards.
    """
    read = services.settings.acknowledged
    if (read is None or read.version < VERSION) and not await app.push_screen_wait(
        BeforeYouStart(services)
    ):
        return
    plan = services.plan(routine)
    cautions = plan.cautions
    if cautions and not await app.push_screen_wait(CautionsScreen(plan, cautions)):
        return
    screen = SessionScreen(services, plan)
    with heard_out(app, screen.herald):
        await _run(app, services, screen)


async def _run(app: App[None], services: Services, screen: SessionScreen) -> None:
    """Run a session, save it, and show what was done."""
    plan = screen.session.plan
    record = await app.push_screen_wait(screen)
    screen.herald.restore_title()
    if record is None:
        screen.herald.silence()
        app.notify("Nothing was recorded.")
        return
    unsaved = Unsaved(record, lambda history: history.add(record))
    saved = await save(app, services, unsaved)
    changed = await app.push_screen_wait(SummaryScreen(plan, record, saved=saved))
    if changed == record:
        return
    if record.id in services.unsaved:
        unsaved = replace(unsaved, session=changed, change=lambda history: history.add(changed))
    else:
        unsaved = Unsaved(changed, lambda history: history.replace(changed, record))
    await save(app, services, unsaved)


async def save(app: App[None], services: Services, unsaved: Unsaved) -> bool:
    """Save a session; as long as that fails, ask what to do. Call it from a worker.

    Returns:
        Whether it is saved; what is not is tried again with every later save.
    """
    return await _settle(app, services, unsaved) is None


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
        answer: Answer | None
        answer = await app.push_screen_wait(NotSaved(services, unsaved, leaving=leaving))
        if answer is Answer.RETRY:
            answer = await _settle(app, services, unsaved, leaving=leaving)
        if answer is Answer.LATER:
            return False
    return True


async def _settle(
    app: App[None], services: Services, unsaved: Unsaved, *, leaving: bool = False
) -> Answer | None:
    """Try until it is saved (None) or the person does not want to try any more."""
    key = unsaved.session.id
    while True:
        services.unsaved.pop(key, None)  # else the log's keeper would try it a second time
        problem = await _try(app, unsaved)
        if problem is None:
            unsaved.saved()
            return None
        unsaved = replace(unsaved, reason=str(problem))
        services.unsaved[key] = unsaved
        answer = await app.push_screen_wait(NotSaved(services, unsaved, leaving=leaving))
        if answer is not Answer.RETRY:
            return answer


async def _try(app: App[None], unsaved: Unsaved) -> HistoryError | None:
    answer = asyncio.get_running_loop().create_future()
    app.post_message(ChangeLog(unsaved.change, answer=answer.set_result))
    problem: HistoryError | None = await answer
    return problem
