"""From the wish to stretch, or to go on with a session, to the saved session."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from msgspec.structs import replace

from library.history.errors import HistoryError
from library.history.record import SessionRecord
from library.routines.model import Plan, Routine
from library.session.draft import Draft, DraftError
from library.session.engine import Session
from library.session.hold_lengths import kept_in_words, tuned_lengths
from library.session.record import SessionStart
from library.session.typed import TypedAboutSession, TypedDraft, TypedRoutine, left_typed
from library.session.unfinished import SAVED, Resume, UnfinishedSessions
from tui.app_base import App
from tui.cues.notifier import POLL_SECONDS, Notifier
from tui.dialogs.not_saved import NotSaved
from tui.dialogs.session import KeepLengths, ResumeSession
from tui.dialogs.shell_commands import ask_about_commands
from tui.flows.before_you_start import show_card
from tui.flows.precautions import made_ready
from tui.history_service import UnsavedSession
from tui.screens.session import SessionScreen
from tui.services import Services
from tui.text.closing import sharp_words
from tui.text.reward import Reward, reward

SAVED_TYPED = "Saved."
NOTHING_RECORDED = "Nothing was recorded."
NONE_FOUND = "There is no unfinished session."


async def lead_through(
    app: App, services: Services, routine: Routine, *, anyway: bool = False
) -> None:
    """Lead through a session; call it from a worker.

    What is left out for the person is known only when the history was read, so that it is waited
    for. The session is saved before the summary is shown, so that closing the window there
    loses nothing; pain and note are saved with it afterwards.

    Args:
        app: The dashboard.
        services: What it works with.
        routine: What to begin.
        anyway: Whether it is begun as written, with what is left out for the person.
    """
    if services.history.is_awaited:
        await services.history.first_read()
        if app.screen.is_modal:  # something else was opened, or begun, meanwhile
            return
    profile = services.profile
    if not profile.card_is_read and not await show_card(app, services):
        return
    plan = await made_ready(app, services, routine, anyway=anyway)
    if plan is None:
        return
    await ask_about_commands(app, profile)
    start = services.guide.session_start()
    draft = Draft(services.paths.state.drafts, services.clock, start.id)
    await run(app, services, Session(plan), start, draft)


async def run(
    app: App, services: Services, session: Session, start: SessionStart, draft: Draft
) -> None:
    """Run a session that is ready, and do with it what belongs to it; call it from a worker."""
    screen = SessionScreen(services, session, start, draft)
    with finished(app, screen.notifier):
        recorded = await _run(app, services, screen, draft)
    if recorded:
        await _offer_lengths(app, services, session)


async def _run(app: App, services: Services, screen: SessionScreen, draft: Draft) -> bool:
    """Run a session, save it, and show what was done; False when nothing is to be recorded."""
    plan = screen.session.plan
    app.session_screen = screen
    try:
        record = await app.push_screen_wait(screen)
    finally:
        app.session_screen = None
    screen.notifier.restore_title()
    answered = await _keep_answer(app, services, screen)
    if record is None:
        screen.notifier.silence()
        with suppress(DraftError):  # it is then offered again by the next start
            draft.discard()
        app.tell("Only your answer about today was recorded." if answered else NOTHING_RECORDED)
        if answered and services.guide.standing.rests_first:
            await app.switch_mode("today")  # it shows what may be kinder
        return False
    unsaved = UnsavedSession(record, record, draft)
    saved = await save(app, services, unsaved)
    from tui.dialogs.session_form import SessionSummary  # its text area is slow to import

    await app.switch_mode("today")  # what was done shows there
    typed = TypedDraft(services.paths.state.typed, services.clock)
    get_time, meaning = services.clock.monotonic, _reward(services, plan, record)
    figure = services.profile.settings.figure
    summary = SessionSummary(plan, record, typed, get_time, meaning, saved=saved, figure=figure)
    changed = await app.push_screen_wait(summary)
    if changed == record or await save(app, services, replace(unsaved, session=changed)):
        typed.finish()
        if saved or changed != record:
            app.say_aloud(["Saved."])  # who sees the card close knows it
    else:
        typed.keep()
    return True


def _reward(services: Services, plan: Plan, record: SessionRecord) -> Reward:
    """Return what a session means for its week, worked out from the history."""
    profile, history = services.profile, services.history
    others = [each for each in history.counted if each.id != record.id]
    marks, first = history.snapshot.marks_by_day, profile.settings.first_weekday_number
    found = reward(record, others, plan.exercises, marks, profile.goals, first)
    return replace(found, sharp=sharp_words(record, services.guide.standing))


async def _keep_answer(app: App, services: Services, screen: SessionScreen) -> bool:
    """Save what the day's question was answered with while getting ready; False without one."""
    rating = screen.runner.answer
    if rating is None:
        return False
    check = services.guide.check(screen.runner.record().practice_day, rating)
    try:
        await services.history.edit(lambda history: history.put([check], undoable=False))
    except HistoryError as error:
        app.warn(error)
        return False
    return True


async def _offer_lengths(app: App, services: Services, session: Session) -> None:
    """Ask whether lengths that were changed on the way are to be kept."""
    profile = services.profile
    lengths = tuned_lengths(session, services.guide.settings)
    named = {profile.catalogue.get(name).name: seconds for name, seconds in lengths.items()}
    if not named or not await app.push_screen_wait(KeepLengths(named)):
        return
    profile.keep_lengths(lengths)
    app.tell(" ".join(kept_in_words(name, seconds) for name, seconds in named.items()))


async def offer_to_go_on(app: App, services: Services, *, asked: bool) -> None:
    """Ask about every session that was not finished; call it from a worker.

    Args:
        app: The dashboard.
        services: What it works with.
        asked: Whether the person asked for it: then also say when there are none.
    """
    drafts, catalogue = services.paths.state.drafts, services.profile.catalogue
    sessions = UnfinishedSessions(drafts, catalogue, services.history.store, services.clock)
    found, problems = await asyncio.to_thread(sessions.find)
    for problem in problems:
        app.tell(problem, "warning")
    for unfinished in found:
        answer = await app.push_screen_wait(ResumeSession(unfinished, services.profile.today()))
        if answer is not Resume.LATER:
            await _settle(app, services, sessions, unfinished.id, answer)
    left = await offer_what_was_typed(app, services)
    if asked and not (found or problems or left):
        app.tell(NONE_FOUND)


async def offer_what_was_typed(app: App, services: Services) -> bool:
    """Open what was typed and not saved where it was typed; call it from a worker.

    Returns:
        Whether there was anything.
    """
    left = await asyncio.to_thread(left_typed, services.paths.state.typed, services.clock)
    for draft, typed in left:
        if isinstance(typed, TypedRoutine):
            from tui.screens.routine_editor import RoutineEditor  # hardly ever needed

            editor = RoutineEditor(services, typed.opened, (draft, typed.edited))
            if await app.push_screen_wait(editor) is not None:
                app.tell(SAVED_TYPED)
        else:
            await _offer_about_session(app, services, draft, typed)
    return bool(left)


async def _offer_about_session(
    app: App, services: Services, draft: TypedDraft, typed: TypedAboutSession
) -> None:
    from tui.dialogs.session_form import LeftEdit  # its text area is slow to import

    profile = services.profile
    try:
        await services.history.read()
    except HistoryError:
        draft.keep()  # whoever reads the history says what is wrong with it
        return
    sessions = services.history.snapshot.sessions
    record = next((each for each in sessions if each.id == typed.session), None)
    if record is None:
        is_known = not (typed.waits(services.paths.state.drafts) or services.history.is_stale)
        draft.discard() if is_known else draft.keep()
        return
    if not typed.beyond(record).fields:  # a later save took it along
        draft.finish()
        return
    changed = await app.push_screen_wait(
        LeftEdit(record, draft, typed.fields, profile.catalogue, profile.today())
    )
    if changed != record:
        try:
            await services.history.edit(lambda history: history.replace(changed, record))
        except HistoryError as error:
            draft.keep()
            app.warn(error)
            return
        app.tell(SAVED_TYPED)
    draft.finish()


async def _settle(
    app: App,
    services: Services,
    sessions: UnfinishedSessions,
    id: str,
    answer: Resume,
) -> None:
    """Do as was answered, unless another window was quicker."""
    going = None
    try:
        unfinished, draft = await asyncio.to_thread(sessions.take, id)
        if answer is Resume.GO_ON:
            going = sessions.go_on(unfinished, draft)
        elif answer is Resume.DISCARD:
            draft.discard()
    except HistoryError as error:
        app.warn(error)
        return
    if going is not None:
        await ask_about_commands(app, services.profile)
        await run(app, services, *going)
    elif answer is Resume.SAVE:
        record = unfinished.record
        unsaved = UnsavedSession(record, record, draft)
        if await save(app, services, unsaved):
            app.tell(SAVED)


async def save(app: App, services: Services, unsaved: UnsavedSession) -> bool:
    """Save a session; when that fails, ask what to do. Call it from a worker.

    Returns:
        Whether it is saved; what is not is tried again with every later save.
    """
    try:
        await services.history.save(unsaved)
    except HistoryError as error:
        question = NotSaved(services, replace(unsaved, reason=str(error)))
        return await app.push_screen_wait(question) is NotSaved.Result.SAVED
    return True


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
        question = NotSaved(services, unsaved, leaving=leaving)
        if await app.push_screen_wait(question) is NotSaved.Result.LATER:
            return False
    return True


@contextmanager
def finished(app: App, notifier: Notifier) -> Iterator[None]:
    """Let the last words be said after the screen is gone; then nothing is left behind.

    The last hook may take its time, which nobody is to wait for: it is ended in a thread. When
    the program is left before, there is nothing to hold up any more.
    """
    timer = app.set_interval(POLL_SECONDS, notifier.tick)
    closing: asyncio.Future[None] | None = None
    try:
        yield
        timer.stop()
        notifier.restore_title()
        closing = asyncio.get_running_loop().run_in_executor(None, notifier.close)
        closing.add_done_callback(lambda _: _tell_problem(app, notifier))
    finally:
        timer.stop()
        if closing is None:
            notifier.close()


def _tell_problem(app: App, notifier: Notifier) -> None:
    if notifier.problem and app.is_running:
        app.warn(notifier.problem)
