"""Makes and changes a routine of the person's own."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input
from textual.widgets.option_list import Option

from library.bounds import HOLD_SECONDS, MAX_NAME, REPS
from library.exercises.model import Exercise
from library.routines.editing import (
    my_level,
    routine_name_problem,
    with_more_reps,
    with_more_seconds,
)
from library.routines.file import RoutinesError
from library.routines.model import MAX_ITEMS, OWN_PURPOSE, Routine, RoutineItem
from library.routines.planning import shown_level
from library.session.typed import WRITE_SECONDS, TypedDraft, TypedRoutine
from library.settings import Settings
from library.text import clean
from tui.dialogs.base import Overlay, ask
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.routines import ChooseExercise
from tui.keys.live import bindings, with_keys
from tui.services import Services
from tui.text.doses import dose_words, whose_words
from tui.text.routines import length_words
from tui.widgets.cursor_list import CursorList
from tui.widgets.pose_picture import PosePicture
from tui.widgets.spread import Spread
from tui.widgets.text import Text
from tui.widgets.timeline import Timeline
from tui.widgets.typing import Line

_OF_THE_LIST = ("save", "add", "remove", "seconds", "reps", "my_level", "move", "name")
"""What a letter does in the list of exercises, and not while the name is written."""


_ROWS_FOR_BAR = 18
"""In a lower terminal the rows belong to the list (our judgement)."""


def new_routine() -> Routine:
    """A routine without anything in it; it gets its id when it is saved."""
    return Routine(id="", name="", purpose=OWN_PURPOSE, items=(), own=True)


LEFT = "Your routine, not saved when the program ended"
STAYS = (
    f"It stays as it is: {HOLD_SECONDS[0]} to {HOLD_SECONDS[1]} s, {REPS[0]} to {REPS[1]} holds; "
    "a massage keeps its steps."
)
ADDS = "{editor.add} adds an exercise."
HINT = (
    "{editor.down} and {editor.up} move it down and up, {editor.name} goes to the name, "
    "{editor.help} lists all keys."
)


class RoutineEditor(Overlay[str | None]):
    """Name, exercises and doses; the result is the id of the routine that was saved."""

    CSS_PATH = "routine_editor.tcss"
    TITLE = "Your routine"
    HELP_TEXT = (
        "My level follows your own dose of the exercise; a fixed dose stays as it is here. "
        "Nothing changes until you save; if the program ends before, the next start goes on here."
    )
    BINDINGS = bindings("editor")

    lines = query_one("#editor-items", CursorList)
    name_line = query_one("#editor-name", Input)
    timeline = query_one(Timeline)
    total = query_one("#editor-total", Text)
    picture = query_one(PosePicture)

    def __init__(
        self, services: Services, routine: Routine, left: tuple[TypedDraft, Routine] | None = None
    ) -> None:
        """Edit a routine.

        Args:
            services: Where it is saved.
            routine: An own one; without an id it is new.
            left: How far it had come when the program was ended, and what keeps it; else None.
        """
        super().__init__()
        self._services = services
        self._routine = routine
        new = TypedDraft(services.paths.state.typed, services.clock)
        self._draft, self._begun = left or (new, routine)
        known = services.profile.catalogue
        self._items = [item for item in self._begun.items if item.exercise in known]

    def heading(self) -> str:
        """Return what stands in the frame."""
        return self.TITLE if self._begun == self._routine else LEFT

    def body(self) -> ComposeResult:
        """The name, the exercises, and the time they take."""
        settings = self._services.profile.settings
        yield Text("Name", classes="heading")
        yield Line(
            self._begun.name,
            placeholder="What do you call it?",
            max_length=MAX_NAME,
            compact=True,
            select_on_focus=False,  # or the next key would wipe the name
            id="editor-name",
        )
        yield Text("Exercises", classes="heading")
        yield CursorList("editor-items")
        yield Timeline()
        yield Text(id="editor-total")
        yield PosePicture(mode=settings.figure, reduced_motion=settings.reduced_motion)
        yield Text(
            with_keys(self.app, HINT),
            id="editor-hint",
        )

    def on_mount(self) -> None:
        """Start with the name when there is none yet."""
        self._show(0)
        self.set_interval(WRITE_SECONDS, self._draft.write)
        (self.lines if self._begun.name else self.name_line).focus()

    def on_resize(self) -> None:
        """Keep the bar where the list has rows enough without it."""
        super().on_resize()
        self.set_class(self.size.height < _ROWS_FOR_BAR, "-no-bar")

    def on_unmount(self) -> None:
        """Write down what was changed last."""
        self._draft.write()

    def _note_typed(self) -> None:
        """Have what is edited written down, unless it is as it was."""
        edited = self._edited
        changed = edited != self._routine
        self._draft.note(TypedRoutine(self._routine, edited) if changed else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the name, letters are letters; out of it, nothing leads to the exercises."""
        in_name = self.is_mounted and self.focused is self.name_line
        if action in _OF_THE_LIST:
            return not in_name
        return in_name if action == "list" else True

    @property
    def _edited(self) -> Routine:
        name = clean(self.name_line.value, limit=MAX_NAME).strip()
        return replace(self._routine, name=name, items=tuple(self._items))

    @on(Input.Changed)
    def _tell_limit(self, event: Input.Changed) -> None:
        """Say why nothing more can be typed."""
        self._note_typed()
        if self.name_line.has_focus and len(event.value) >= MAX_NAME:
            self.notify(f"The name is full: {MAX_NAME} characters at most.")

    def action_list(self) -> None:
        """Go on to the exercises."""
        self.lines.focus()

    def action_name(self) -> None:
        """Go to the name."""
        self.name_line.focus()

    @work
    async def action_add(self) -> None:
        """Choose an exercise; it goes below the one under the cursor."""
        if len(self._items) >= MAX_ITEMS:
            self.notify(f"{MAX_ITEMS} exercises at most.")
            return
        profile = self._services.profile
        shown = profile.catalogue.except_for(profile.settings.hidden)
        exercise_id = await ask(self, ChooseExercise(shown))
        if exercise_id is not None:
            at = 0 if self.lines.highlighted is None else self.lines.highlighted + 1
            self._items.insert(at, RoutineItem(exercise_id))
            self._show(at)

    def action_remove(self) -> None:
        """Take the exercise out."""
        at = self.lines.highlighted
        if at is not None:
            del self._items[at]
            self._show(at)

    def action_move(self, by: int) -> None:
        """Do the exercise earlier or later."""
        at = self.lines.highlighted
        if at is not None and 0 <= at + by < len(self._items):
            self._items.insert(at + by, self._items.pop(at))
            self._show(at + by)

    def action_seconds(self, by: int) -> None:
        """Make the holds longer or shorter."""
        self._dose(lambda item, exercise, own: with_more_seconds(item, exercise, own, by))

    def action_reps(self, by: int) -> None:
        """Do more holds or fewer."""
        self._dose(lambda item, exercise, own: with_more_reps(item, exercise, own, by))

    def action_my_level(self) -> None:
        """Let the person's level decide."""
        self._dose(lambda item, exercise, own: my_level(item))

    def _dose(self, change: Callable[[RoutineItem, Exercise, Settings], RoutineItem]) -> None:
        at = self.lines.highlighted
        if at is not None:
            item = self._items[at]
            exercise = self._services.profile.catalogue.get(item.exercise)
            changed = change(item, exercise, self._services.guide.settings)
            if changed == item:
                self.notify(STAYS)
            self._items[at] = changed
            self._show(at)

    def _show(self, cursor: int) -> None:
        """Show the exercises as they are now, the cursor on this line or the last."""
        self._note_typed()
        self.lines.set_options(self._options())
        plan = self._services.guide.plan(self._edited)
        self.timeline.show_plan(plan)
        self.set_class(not self._items, "-empty")
        if self._items:
            self.lines.highlighted = min(cursor, len(self._items) - 1)
            self.total.update(length_words(plan))
        else:
            self.total.update(with_keys(self.app, f"Nothing in it yet. After the name, {ADDS}"))

    def _options(self) -> Iterator[Option]:
        for number, item in enumerate(self._items, start=1):
            exercise = self._services.profile.catalogue.get(item.exercise)
            dose = dose_words(item, exercise, self._services.guide.settings)
            name = Content.assemble((f"{number:>2}. ", "$text-muted"), (exercise.name, "bold"))
            below = Content.styled(f"    {dose}", "$text-muted")
            whose = Content.styled(whose_words(item, exercise), "$text-muted")
            yield Option(Spread(name, whose, below))

    @on(CursorList.OptionHighlighted)
    def _show_picture(self) -> None:
        at = self.lines.highlighted
        if at is None or at >= len(self._items):
            return
        item = self._items[at]
        exercise = self._services.profile.catalogue.get(item.exercise)
        level = shown_level(item, exercise, self._services.guide.settings)
        support = self._services.guide.standing.support(exercise.id)
        height_cm = None if support is None else support.centimetres
        self.picture.show(exercise, exercise.sides.order[0], level, height_cm)

    def action_save(self) -> None:
        """Save the routine and go back; what cannot be saved stays here."""
        edited = self._edited
        problem = routine_name_problem(self._services.profile.routines, edited.name, edited.id)
        if not problem and not edited.items:
            problem = with_keys(self.app, f"Nothing in it yet: {ADDS}")
        if problem:
            self.app.warn(problem)
            return
        try:
            kept = self._services.profile.keep_routine(edited, self._routine)
        except RoutinesError as error:
            self.app.warn(error)
            return
        self._draft.finish()
        self.app.clear_notifications()  # what was missing is there now
        if kept.name != edited.name:
            told = f"{edited.name} was changed elsewhere meanwhile: yours is kept as {kept.name}."
            self.app.warn(told)
        self.dismiss(kept.id)

    @work
    async def action_leave(self) -> None:
        """Go back; what was changed is asked about first."""
        answer = await KeepChanges.before_leaving(self, self._edited != self._routine)
        if answer is KeepChanges.Result.SAVE:
            self.action_save()
        elif answer is KeepChanges.Result.DISCARD:
            self._draft.finish()
            self.dismiss(None)
