"""From the wish to stretch to the saved session: cards, session, summary."""

from textual.app import App

from library.exercises.model import Kind
from library.exercises.safety import VERSION
from library.routines.model import Plan, Routine
from tui.messages import ChangeLog
from tui.screens.before_you_start import BeforeYouStart
from tui.screens.cautions import CautionsScreen
from tui.screens.session import SessionScreen
from tui.screens.summary import SummaryScreen
from tui.services import Services


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
    cautions = cautions_before(plan)
    if cautions and not await app.push_screen_wait(CautionsScreen(plan, cautions)):
        return
    record = await app.push_screen_wait(SessionScreen(services, plan))
    if record is None:
        app.notify("Nothing was recorded.")
        return
    app.post_message(ChangeLog(lambda history: history.add(record)))
    changed = await app.push_screen_wait(SummaryScreen(plan, record))
    if changed != record:
        app.post_message(ChangeLog(lambda history: history.replace(changed)))


def cautions_before(plan: Plan) -> tuple[str, ...]:
    """What must be read before the start: the cautions of a massage and of the routine."""
    massages = {
        step.exercise.id: step.exercise for step in plan.work if step.exercise.kind is Kind.MASSAGE
    }
    of_massages = tuple(line for exercise in massages.values() for line in exercise.cautions)
    return (*of_massages, *plan.routine.cautions) if massages else ()
