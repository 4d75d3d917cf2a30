"""The routines page and what tests do with it again and again."""

from pathlib import Path

from library.routines.file import RoutinesFile
from library.routines.model import Routine, RoutineItem
from tests.tui.pages import services_in
from tests.tui.support import page_app
from tui.app import SuppleApp
from tui.screens.routine_editor import RoutineEditor
from tui.screens.routines import RoutinesPage
from tui.services import Services

OWN = Routine("mine", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)


def app_in(folder: Path, *own: Routine) -> SuppleApp:
    services = services_in(folder)
    for routine in own:
        services.profile.keep_routine(routine)
    return page_app(services, "routines")


def page_of(app: SuppleApp) -> RoutinesPage:
    page = app.screen_stack[0]
    assert isinstance(page, RoutinesPage)
    return page


def editor_of(app: SuppleApp) -> RoutineEditor:
    assert isinstance(app.screen, RoutineEditor)
    return app.screen


def go_to(app: SuppleApp, routine_id: str) -> None:
    lines = page_of(app).lines
    lines.highlighted = lines.get_option_index(routine_id)


def saved(services: Services) -> dict[str, Routine]:
    """The own routines as the next start will read them."""
    routines, problems = RoutinesFile(services.paths.routines_file, Path("/nowhere")).read(
        services.profile.catalogue
    )
    assert problems == ()
    return {routine.id: routine for routine in routines.own}
