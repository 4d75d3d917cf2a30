"""What is read and asked before the first session: the card about safety, then the ticks."""

from library.guidance.ticks import is_answered, known_all, ticked
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import DecisionKind
from tui.app_base import App
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.ticks import TicksCard
from tui.services import Services
from tui.text.precautions import ticked_words


async def show_card(app: App, services: Services) -> bool:
    """Show the card about safety; when it was acknowledged for the first time, the ticks as well.

    Call it from a worker.

    Returns:
        Whether the card was acknowledged.
    """
    if not await app.push_screen_wait(BeforeYouStart(services.profile)):
        return False
    await services.history.first_read()
    if not is_answered(services.guide.standing.log):
        await ask_ticks(app, services)
    return True


async def ask_ticks(app: App, services: Services) -> None:
    """Ask what holds for the person, save it, and say what comes of it; call it from a worker."""
    await services.history.first_read()  # else what was ticked before would be taken away
    log = services.guide.standing.log
    already = known_all(log)
    asked = None if log.sessions else bool(already)
    answer = await app.push_screen_wait(TicksCard(ticked(log), already=asked))
    if answer is None:
        return

    records = services.guide.ticks(answer.ticked)
    if answer.already and not already:
        records.append(services.guide.decision(DecisionKind.ALREADY))
    gone = already if asked and not answer.already else []

    def save(history: History) -> None:
        history.put(records)
        if gone:
            history.remove(gone)

    try:
        await services.history.edit(save)
    except HistoryError as error:
        app.warn(error)
        return
    told = ticked_words(services.guide.standing, services.profile.catalogue, log)
    app.tell(f"{told} You begin where you are." if answer.already else told)
