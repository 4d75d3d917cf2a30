"""What is said and asked before a routine starts."""

from msgspec.structs import replace

from library.guidance.precautions import Precautions, cautions, shortened, without
from library.routines.model import Plan, Routine
from tui.app_base import App
from tui.dialogs.session import Cautions, LeftOut, Taken
from tui.services import Services
from tui.text.precautions import excluded_words


async def made_ready(
    app: App, services: Services, routine: Routine, *, anyway: bool = False
) -> Plan | None:
    """Say and ask what must be before a routine starts; call it from a worker.

    Args:
        app: The dashboard.
        services: What it works with.
        routine: What is about to start.
        anyway: Whether all of it is to be taken as written, without a question.

    Returns:
        The steps of what is left of it; None to begin nothing.
    """
    precautions = services.guide.precautions(routine)
    if precautions.excluded and not anyway:
        rest = without(routine, precautions.out)
        catalogue, today = services.profile.catalogue, services.profile.today()
        lines = list(excluded_words(precautions, catalogue, today))
        answer = await app.push_screen_wait(LeftOut(lines, all_of_it=not rest.items))
        if answer is None:
            return None
        if answer is Taken.AS_OFFERED:
            routine = rest
    precautions = services.guide.precautions(routine)
    return await _after_first_times(
        app, services, routine, replace(precautions, shorter=()) if anyway else precautions
    )


async def _after_first_times(
    app: App, services: Services, routine: Routine, precautions: Precautions
) -> Plan | None:
    """Show what is to be read before first times; whoever is new to it begins with less."""
    guide = services.guide
    plan = guide.plan(shortened(routine, precautions.shorter))
    to_read = cautions(plan, precautions)
    if not (to_read or precautions.new or precautions.shorter):
        return plan
    profile = services.profile
    card = Cautions(plan, to_read, precautions, profile.catalogue, figure=profile.settings.figure)
    answer = await app.push_screen_wait(card)
    if answer is Taken.AS_WRITTEN:
        return guide.plan(routine)
    return None if answer is None else plan
