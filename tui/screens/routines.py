"""Routines: what is in each, how long it takes, and the person's own ones."""

from collections.abc import Callable, Iterable, Iterator

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets.option_list import Option

from library.guidance.precautions import Precautions
from library.guidance.states import StateName
from library.programmes import Programmes
from library.routines.editing import copy_of, without_end
from library.routines.file import RoutinesError
from library.routines.model import Plan, Routine
from library.routines.programme import ProgrammeError
from library.wording import capitalised, listed
from tui.dialogs.base import ask
from tui.dialogs.programme import take_in
from tui.keys.commands import PAGES
from tui.keys.live import bindings, first_key, with_keys
from tui.messages import StartRoutine, WritePage
from tui.screens.page import Page
from tui.screens.routine_editor import RoutineEditor, new_routine
from tui.services import Services
from tui.text.duration import about, clock_words
from tui.text.exercise_marks import out_word
from tui.text.planned import Mark, planned_in, short_name
from tui.text.precautions import excluded_words
from tui.text.prescription import leads_words, prescribed_words, purpose_words
from tui.text.programmes import taken_in_words, taken_out_lines
from tui.text.routines import (
    LEADS_MARK,
    NOT_HERE,
    OWN_MARK,
    length_words,
    missing,
    sections,
)
from tui.widgets.cursor_list import CursorList, Reading
from tui.widgets.hanging import Hanging
from tui.widgets.labelled import Label, Labelled
from tui.widgets.plan_list import PlanList, rows_of_one
from tui.widgets.pose_grid import PoseGrid
from tui.widgets.spread import Spread
from tui.widgets.text import Text
from tui.widgets.timeline import Timeline

_ROWS_BESIDE = 17
"""Rows of the terminal that are not for the exercises: title, time bar, needs and cautions."""
_ROWS_BESIDE_WHEN_TALL = 14
"""There cautions give way to pictures: they are a page further down."""
_ROWS_WITH_A_GAP = 7
"""From these on a picture leaves a row of its exercise free."""
_WIDEST, _WIDEST_LIST, _EDGES = 110, 70, 5
"""Columns of the exercises and of the list of routines at most, and what lies between them."""
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
    SPOKEN_KEYS = "{Routines.start} starts it."
    BINDINGS = bindings("routines")

    lines = query_one("#routines-list", CursorList)
    pictures = query_one(PoseGrid)
    title_text = query_one("#routines-title", Text)
    timeline = query_one(Timeline)
    plan_list = query_one(PlanList)
    text = query_one("#routines-text", Text)
    start_text = query_one("#routines-start", Text)
    reading = query_one("#routines-side", Reading)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._programmes = Programmes(services.profile, services.paths, services.clock)
        self._shown: tuple[object, ...] = ()
        self._explained: Routine | None = None

    def compose_page(self) -> Iterable[Widget]:
        """The list, and what is in one of them."""
        with Horizontal(id="routines-columns"):
            with Vertical(id="routines-browser"):
                yield CursorList("routines-list")
                yield PoseGrid(mode=self.services.profile.settings.figure)
            with Reading(id="routines-side"):
                yield Text(id="routines-title")
                yield Timeline()
                yield PlanList(mode=self.services.profile.settings.figure)
                yield Text(id="routines-text")
                yield Text(id="routines-start")

    def refresh_view(self) -> None:
        """Fill the list again when routines, levels or pauses have changed."""
        profile = self.services.profile
        guide = self.services.guide
        self.plan_list.prefer(profile.settings.figure)
        self.pictures.prefer(profile.settings.figure)
        state = (profile.routines, guide.settings, profile.leads, guide.standing.states)
        if state != self._shown:
            self._shown = state
            self._fill(self.lines.current)

    def go_to(self, routine_id: str) -> None:
        """Put the cursor on a routine."""
        self._fill(routine_id)
        self.lines.focus()

    def _fill(self, cursor: str | None) -> None:
        self.lines.set_options(self._options())
        ids = [routine.id for routine in self.services.profile.routines]
        self.lines.highlighted = ids.index(cursor) if cursor in ids else 0
        self._explained = None
        self._explain()

    def _options(self) -> Iterator[Option]:
        for routine in self.services.profile.routines:
            yield Option(self._line(routine), id=routine.id)

    def _line(self, routine: Routine) -> Spread:
        """Return the two lines of a routine: time and name, and what is in it or missing for it."""
        profile, guide = self.services.profile, self.services.guide
        needed = missing(routine, profile.catalogue, profile.settings)
        mark = OWN_MARK if routine.own else " "
        leads = routine.id == profile.leads and not routine.is_over_on(profile.today())
        sign = LEADS_MARK if leads else NOT_HERE if needed else " "
        time = f"{clock_words(guide.plan(routine).seconds):>5}"
        first = Content.assemble(
            (f"{mark}{sign}", "$text-muted"),
            (time, "$text-muted" if needed else "$text-primary"),
            ("  ", ""),
            (routine.name, "bold $text-muted" if needed else "bold"),
        )
        below = Content.styled(f"needs {listed(needed)}", "$text-muted") if needed else None
        told = below or self._contents(routine)
        return Spread(first, Content(""), told.pad_left(len(f"{mark}{sign}{time}  ")))

    def _contents(self, routine: Routine) -> Content:
        """Return the exercises in short; one that is left out or rests has its mark."""
        out = self.services.guide.precautions(routine).out
        names = []
        for item in routine.items:
            name = short_name(self.services.profile.catalogue.get(item.exercise).name).lower()
            names.append(f"{NOT_HERE} {name}" if item.exercise in out else name)
        return Content.styled(" · ".join(names), "$text-muted")

    @property
    def _current(self) -> Routine | None:
        cursor = self.lines.current
        routines = self.services.profile.routines
        return routines.get(cursor) if cursor is not None and cursor in routines else None

    @on(CursorList.OptionHighlighted)
    def _explain_soon(self) -> None:
        """Let the cursor move first: what stands beside it takes longer than a key may."""
        self.call_after_refresh(self._explain)

    def _explain(self) -> None:
        routine = self._current
        if routine is None or routine is self._explained:  # a new layout costs as much as a key
            return
        self._explained = routine
        plan = self.services.guide.plan(routine)
        precautions = self.services.guide.precautions(routine)
        self.title_text.update(
            Hanging(Content("\n").join(self._heading(routine, plan, precautions)))
        )
        self.timeline.show_plan(plan)
        items = planned_in(plan, self._marks(routine, precautions))
        self.plan_list.show(items)
        self.pictures.show(items)
        self._fit(len(items))
        told = sections(routine, self.services.profile.catalogue)
        labels = (Label(each.title, each.points or each.lines, bool(each.points)) for each in told)
        self.text.update(Labelled(labels))
        key = with_keys(self.app, "{Routines.start}")
        self.start_text.update(Content.assemble((f" {key} ", "$button"), " starts it"))
        self.reading.scroll_home(animate=False)

    def _heading(self, routine: Routine, plan: Plan, precautions: Precautions) -> Iterator[Content]:
        """Yield what it is, whether it leads, and what is against it."""
        profile = self.services.profile
        time, rest = length_words(plan).split(" ", 1)
        own = (f"  {OWN_MARK} yours", "$text-muted") if routine.own else ""
        yield Content.assemble(
            (routine.name, "bold $text-accent"), own, "\n",
            (time, "bold"), (f" {rest}", "$text-muted"),
            f"\n{purpose}" if (purpose := purpose_words(routine)) else "",
        )  # fmt: skip
        if told := prescribed_words(routine, profile.today()):
            yield Content(told)
        if routine.id == profile.leads:
            over = routine.is_over_on(profile.today())
            ends = f"{{routines.lead}} {'starts it again' if over else 'ends that'}."
            told = f"{leads_words(routine, profile.today())} {with_keys(self.app, ends)}"
            yield Content.styled(f"{'' if over else f'{LEADS_MARK} '}{told}", "bold")
        if needed := missing(routine, profile.catalogue, profile.settings):
            yield Content(f"{NOT_HERE} Not at {profile.settings.place}: {', '.join(needed)}.")
        for told in excluded_words(precautions, profile.catalogue, profile.today()):
            yield Content(f"{NOT_HERE} {told}")

    def under_cursor(self) -> Iterable[str]:
        """Yield the routine, what is against it, and what is in it."""
        if (routine := self._current) is None:
            return
        guide, catalogue = self.services.guide, self.services.profile.catalogue
        plan = guide.plan(routine)
        yield f"{routine.name}: {about(plan.seconds, plan.longest_seconds)}."
        yield purpose_words(routine)
        _, *against = self._heading(routine, plan, guide.precautions(routine))
        yield from (str(each).strip(f"{LEADS_MARK}{NOT_HERE} ") for each in against)
        yield capitalised(listed(catalogue.name_of(item.exercise) for item in routine.items))

    def _marks(self, routine: Routine, precautions: Precautions) -> dict[str, Mark]:
        """Return what is to be known of its exercises: what is new, and what is left out."""
        guide, today = self.services.guide, self.services.profile.today()
        marks = {exercise: Mark(out_word(state, today)) for exercise, state in precautions.excluded}
        for item in routine.items:
            if guide.standing.state(item.exercise).name in (StateName.NOT_YET, StateName.LEARNING):
                marks[item.exercise] = Mark("new")
        return marks

    def _fit(self, count: int) -> None:
        """Give the exercises their rows, with pictures where the terminal is high enough.

        Elsewhere these stand below the list, where it leaves room for them.
        """
        rows = 2
        if not self.has_class("-narrow"):
            columns, high = self.size
            room = high - (_ROWS_BESIDE_WHEN_TALL if self.has_class("-tall") else _ROWS_BESIDE)
            width = min(_WIDEST, columns - min(_WIDEST_LIST, columns * 2 // 5) - _EDGES)
            rows = rows_of_one(max(1, room), max(1, count), width)
            if 2 < rows < _ROWS_WITH_A_GAP and (rows + 1) * count <= room:
                rows += 1  # else pictures touch
        self.plan_list.styles.height = max(2, rows) * count
        self.pictures.visible = rows <= 2

    def on_resize(self) -> None:
        """Give the exercises as many rows as there are now."""
        if routine := self._current:
            self._fit(len(routine.items))

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
            undo = first_key(self.app, "routines.undo")
            self.notify(f"{routine.name} was deleted; {undo} brings it back.")

    def action_undo(self) -> None:
        """Take the last change to an own routine back, also one from before the start.

        A programme that was taken in goes as a whole.
        """
        if self._programmes.is_undone_next:
            self.notify("\n".join(taken_out_lines(self._programmes.take_out())))
            self.refresh_view()
            return
        try:
            change = self.services.profile.undo_routine()
        except RoutinesError as error:
            self.app.warn(error)
            return
        self.refresh_view()
        if change is not None:
            self._fill(change.id)
        self.notify(str(change or "Nothing to undo."))

    @work
    async def action_take_in(self) -> None:
        """Take in a programme that somebody else wrote."""
        try:
            taken = await take_in(self, self.services, self._programmes)
        except ProgrammeError as error:
            self.app.warn(error)
            return
        if taken is None:
            return
        if taken.after is not None:
            self.refresh_view()
            self._fill(taken.after.id)
        undo = with_keys(self.app, "{Routines.undo} takes it out again.")
        self.notify(f"{taken_in_words(taken)} {undo}")

    def action_lead(self) -> None:
        """Have Enter on Today start the routine under the cursor, or no longer."""
        routine, profile = self._current, self.services.profile
        if routine is None:
            return
        over = routine.is_over_on(profile.today())
        if over and not self._saved(lambda: profile.keep_routine(without_end(routine))):
            return
        ends = profile.leads == routine.id and not over
        profile.lead_with(None if ends else routine.id)
        self.refresh_view()
        self.notify(LEADS_NO_MORE if ends else f"Enter on Today starts {routine.name} from now on.")

    def action_sheet(self) -> None:
        """Write a sheet of the routine under the cursor, to be printed."""
        if routine := self._current:
            self.post_message(WritePage(routine))

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
