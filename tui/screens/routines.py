"""Routines: what is in each, how long it takes, and the person's own ones."""

from collections.abc import Callable, Iterable, Iterator

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets.option_list import Option

from library.routines.editing import copy_of
from library.routines.file import RoutinesError
from library.routines.model import Routine
from tui.dialogs.base import ask
from tui.keys.commands import PAGES
from tui.keys.live import bindings, first_key, with_keys
from tui.messages import StartRoutine
from tui.screens.page import Page
from tui.screens.routine_editor import RoutineEditor, new_routine
from tui.services import Services
from tui.text.duration import clock_words
from tui.text.routines import NOT_HERE, about_routine, missing_words
from tui.widgets.cursor_list import CursorList, Reading
from tui.widgets.text import Text

OWN_MARK = "◆"
"""Stands before the person's own routines."""
LEADS_MARK = "▸"
"""Stands before the routine that Enter on Today starts."""
LEADS = "Enter on Today starts this one. {routines.lead} ends that."
LEADS_NO_MORE = "Enter on Today starts the plan of the day again."


class RoutinesPage(Page):
    """The routines on the left, the one under the cursor on the right."""

    TITLE = PAGES["routines"]
    CSS_PATH = "routines.tcss"
    HELP_TEXT = (
        f"Choose a routine and start it. {OWN_MARK} marks your own ones. The times are for your "
        "levels and your pauses. Changing a built-in routine makes a copy of your own. With "
        "{routines.lead} Enter on Today starts the routine, as it is written, in place of the "
        f"plan of the day; {LEADS_MARK} marks it. A therapist's programme goes there."
    )
    BINDINGS = bindings("routines")

    lines = query_one("#routines-list", CursorList)
    text = query_one("#routines-text", Text)
    reading = query_one("#routines-side", Reading)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._deleted: list[Routine] = []
        self._shown: tuple[object, ...] = ()

    def compose_page(self) -> Iterable[Widget]:
        """The list, and the text about one of them."""
        with Horizontal(id="routines-columns"):
            yield CursorList("routines-list")
            with Reading(id="routines-side"):
                yield Text(id="routines-text")

    def refresh_view(self) -> None:
        """Fill the list again when routines, levels or pauses have changed."""
        profile = self.services.profile
        state = (profile.routines, self.services.guide.settings, profile.leads)
        if state != self._shown:
            self._shown = state
            self._fill(self.lines.current)

    def _fill(self, cursor: str | None) -> None:
        self.lines.set_options(self._options())
        ids = [routine.id for routine in self.services.profile.routines]
        self.lines.highlighted = ids.index(cursor) if cursor in ids else 0
        self._explain()

    def _options(self) -> Iterator[Option]:
        profile = self.services.profile
        for routine in profile.routines:
            mark = OWN_MARK if routine.own else " "
            time = clock_words(self.services.guide.plan(routine).seconds)
            here = not missing_words(routine, profile.catalogue, profile.settings)
            sign = LEADS_MARK if routine.id == profile.leads else " " if here else NOT_HERE
            line = f"{mark}{sign}{time:>5}  {routine.name}"
            yield Option(Content(line) if here else Content.styled(line, "dim"), id=routine.id)

    @property
    def _current(self) -> Routine | None:
        cursor = self.lines.current
        routines = self.services.profile.routines
        return routines.get(cursor) if cursor is not None and cursor in routines else None

    @on(CursorList.OptionHighlighted)
    def _explain(self) -> None:
        routine = self._current
        if routine is not None:
            profile, guide = self.services.profile, self.services.guide
            told = about_routine(guide.as_done_now(routine), profile.catalogue, guide.settings)
            if routine.id == profile.leads:
                leads = Content.styled(with_keys(self.app, LEADS), "bold")
                told = Content("\n\n").join([leads, told])
            self.text.update(told)
            self.reading.scroll_home(animate=False)

    def action_start(self) -> None:
        """Start the routine under the cursor."""
        if routine := self._current:
            self.post_message(StartRoutine(routine))

    @work
    async def action_new(self) -> None:
        """Make a routine from nothing."""
        await self._edit(new_routine())

    @work
    async def action_edit(self) -> None:
        """Change an own routine; of a built-in one, a copy."""
        if routine := self._current:
            await self._edit(
                routine if routine.own else copy_of(routine, self.services.profile.routines)
            )

    def action_remove(self) -> None:
        """Delete an own routine."""
        routine = self._current
        if routine is None:
            return
        if not routine.own:
            self.notify("It came with supple and stays; your own routines can be deleted.")
        elif self._saved(lambda: self.services.profile.remove_routine(routine.id)):
            self._deleted.append(routine)
            undo = first_key(self.app, "routines.undo")
            self.notify(f"{routine.name} was deleted; {undo} brings it back.")

    def action_undo(self) -> None:
        """Bring the last deleted routine back."""
        if not self._deleted:
            self.notify("Nothing to undo.")
            return
        routine = self._deleted[-1]
        if self._saved(lambda: self.services.profile.keep_routine(routine)):
            self._deleted.pop()
            self._fill(routine.id)
            self.notify(f"Brought back: {routine.name}.")

    def action_lead(self) -> None:
        """Have Enter on Today start the routine under the cursor, or no longer."""
        routine, profile = self._current, self.services.profile
        if routine is None:
            return
        ends = profile.leads == routine.id
        profile.lead_with(None if ends else routine.id)
        self.refresh_view()
        self.notify(LEADS_NO_MORE if ends else f"Enter on Today starts {routine.name} from now on.")

    def action_read(self) -> None:
        """Go to the text, to scroll it."""
        self.reading.focus()

    def action_list(self) -> None:
        """Go back to the list."""
        self.lines.focus()

    async def _edit(self, routine: Routine) -> None:
        routine_id = await ask(self, RoutineEditor(self.services, routine))
        if routine_id is not None:
            self._fill(routine_id)

    def _saved(self, change: Callable[[], object]) -> bool:
        """Make a change and show it, or say why it could not be made."""
        try:
            change()
        except RoutinesError as error:
            self.app.warn(error)
            return False
        at = self.lines.highlighted or 0
        self.refresh_view()
        self.lines.highlighted = min(at, len(self.services.profile.routines) - 1)
        return True
