"""From the wish to stretch to the saved session: cards, session, summary."""

import asyncio
from dataclasses import replace
from functools import partial

from textual.app import App

from library.history.log import HistoryError
from library.routines.model import Routine
from library.session.engine import Session
from library.session.journal import Beginning, Journal
from library.session.tuning import tuned_lengths
from library.settings import SettingsError
from tui.messages import ChangeLog
from tui.screens.before_you_start import BeforeYouStart
from tui.screens.cautions import CautionsScreen
from tui.screens.keep_lengths import KeepLengths
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
    if not services.card_is_read and not await app.push_screen_wait(BeforeYouStart(services)):
        return
    plan = services.plan(routine)
    cautions = plan.cautions
    if cautions and not await app.push_screen_wait(CautionsScreen(plan, cautions)):
        return
    clock = services.clock
    beginning = Beginning.of_new_session(clock, services.settings.day_start_hour)
    journal = Journal(services.paths.drafts_dir, clock, beginning)
    await run(app, services, Session(plan, clock.monotonic()), journal)


async def run(app: App[None], services: Services, session: Session, journal: Journal) -> None:
    """Run a session that is ready, and do with it what belongs to it; call it from a worker."""
    screen = SessionScreen(services, session, journal)
    with heard_out(app, screen.herald):
        await _run(app, services, screen)
    await _offer_lengths(app, services, session)


async def _run(app: App[None], services: Services, screen: SessionScreen) -> None:
    """Run a session, save it, and show what was done."""
    plan = screen.session.plan
    record = await app.push_screen_wait(screen)
    screen.herald.restore_title()
    if record is None:
        screen.herald.silence()
        screen.journal.discard()
        app.notify("Nothing was recorded.")
        return
    unsaved = Unsaved(record, lambda history: history.add(record), screen.journal.finish)
    saved = await save(app, services, unsaved)
    changed = await app.push_screen_wait(SummaryScreen(plan, record, saved=saved))
    if changed == record:
        return
    if record.id in services.unsaved:
        unsaved = replace(unsaved, session=changed, change=lambda history: history.add(changed))
    else:
        unsaved = Unsaved(changed, lambda history: history.replace(changed, record))
    await save(app, services, unsaved)


async def _offer_lengths(app: App[None], services: Services, session: Session) -> None:
    """Ask whether lengths that were changed with + and - are to be kept."""
    lengths = tuned_lengths(session, services.settings.hold_seconds)
    named = {services.catalogue.get(name).name: seconds for name, seconds in lengths.items()}
    if not named or not await app.push_screen_wait(KeepLengths(named)):
        return
    try:
        services.change_settings(hold_seconds={**services.settings.hold_seconds, **lengths})
    except SettingsError as error:
        app.notify(str(error), severity="warning", markup=False)


async def save(app: App[None], services: Services, unsaved: Unsaved) -> bool:
    """Save a session; when that fails, ask what to do. Call it from a worker.

    Returns:
        Whether it is saved; what is not is tried again with every later save.
    """
    problem = await _try(app, services, unsaved)
    if problem is None:
        return True
    return await _ask(app, services, services.unsaved[unsaved.session.id]) is Answer.SAVED


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
        if await _ask(app, services, unsaved, leaving=leaving) is Answer.LATER:
            return False
    return True


async def _ask(
    app: App[None], services: Services, unsaved: Unsaved, *, leaving: bool = False
) -> Answer:
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
