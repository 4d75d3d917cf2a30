"""From the wish to see what needs attention to what is done about it."""

from library.history.errors import HistoryError
from tui.app_base import App
from tui.dialogs.notices import Notices
from tui.flows.session import settle_all
from tui.services import Services


async def read_notices(app: App, services: Services) -> None:
    """Ask about what is not saved; else show what the history has to tell.

    Call it from a worker.
    """
    if services.history.unsaved:
        await settle_all(app, services, leaving=False)
        return
    app.clear_notifications()  # the card says it all, and they would lie over it
    asks = True
    while asks:  # about each other log
        card = Notices(services)
        merge = await app.push_screen_wait(card)
        asks = (
            card.other is not None
            and merge is not None
            and await _settle_other(app, services, card.other.id, merge=merge)
            and bool(services.history.snapshot.others)
        )


async def _settle_other(app: App, services: Services, log: str, *, merge: bool) -> bool:
    """Add another log, which lay in this one's place before, or leave it out.

    Returns:
        Whether that could be done.
    """
    try:
        if merge:
            brought = await services.history.edit(lambda store: store.merge_other(log))
            app.tell(f"Merged: {brought}.")
        else:
            await services.history.edit(lambda store: store.keep_apart(log))
            app.tell("The other log is left out; its backups stay.")
    except HistoryError as error:
        app.warn(error)
        return False
    return True
