"""The card on which an exercise of one's own is made, and changed later."""

from collections.abc import Iterator

from msgspec.structs import replace
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, TextArea

from library.bounds import MAX_NAME, MAX_RUNGS
from library.cells import UnreadableCell, whole_number
from library.exercises.model import Exercise, Sides
from library.exercises.writing import (
    Answers,
    answer_problems,
    answers_of,
    exercise_name_problem,
)
from library.figure.motion import Motion
from library.own_exercises import ExerciseNotSavedError, OwnChange, OwnExercises
from library.text import clean
from tui.dialogs.base import Card
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.question import hung
from tui.keys.live import bindings, with_spoken_keys
from tui.services import Services
from tui.widgets.figure import FigureView
from tui.widgets.key_line import KeyLine
from tui.widgets.legs_field import WORDS, LegsField
from tui.widgets.text import Text
from tui.widgets.typing import Line, follow_at_once

BESIDE = 78
"""Columns from which the figure has room beside the fields."""
_TITLES = {
    "name": "Name",
    "sides": "Legs",
    "steps": "Steps",
    "reps": "Times",
    "hold_seconds": "Seconds",
}
"""Of the fields, by what they are called in the file."""
_CHANGED = "You have filled in something. Keep it?"
_EITHER = "{side} stands for the leg, {other} for the other one."
_LADDER = "The doses of its file stay as they are."
_LONGEST_STEPS = 6_000
"""Letters of all steps together: more than twelve of the longest."""


class StepsField(TextArea):
    """A step a line; Enter on an empty line after the last one goes on to the next field."""

    async def _on_key(self, event: events.Key) -> None:
        row, _ = self.cursor_location
        is_last = row == self.document.line_count - 1
        if event.key == "enter" and row and is_last and not self.document.get_line(row).strip():
            event.prevent_default()
            event.stop()
            self.app.action_focus_next()
        elif event.key == "enter":
            event.prevent_default()
            event.stop()
            self.insert("\n")
        else:
            await follow_at_once(self, event)


class ExerciseForm(Card[OwnChange | None]):
    """Name, legs, steps and dose; the result is what was done to the exercise's file."""

    BINDINGS = bindings("exercise_form")

    name_line = query_one("#name", Line)
    legs = query_one(LegsField)
    steps = query_one(StepsField)
    problem = query_one("#problem", Text)

    def __init__(
        self, services: Services, exercise: Exercise | None = None, opened: str = ""
    ) -> None:
        """Ask for an exercise.

        Args:
            services: The person's files.
            exercise: The own one that is changed; None for a new one.
            opened: What is in its file.
        """
        super().__init__()
        self._services, self._exercise, self._opened = services, exercise, opened
        self._before = Answers() if exercise is None else answers_of(exercise)

    def heading(self) -> str:
        """Return what the card is for."""
        return "A new exercise" if self._exercise is None else f"Change {self._exercise.name}"

    def compose(self) -> ComposeResult:
        """Build the fields, and the figure beside them where there is one."""
        with Horizontal(classes="card") as card:
            card.border_title = Content(self.heading())
            with VerticalScroll(can_focus=False):
                yield from self._fields()
            if self._exercise is not None and self._exercise.pose:
                settings = self._services.profile.settings
                yield FigureView(
                    mode=settings.figure,
                    reduced_motion=settings.reduced_motion,
                    get_time=self._services.clock.monotonic,
                )
        yield KeyLine()

    def _fields(self) -> Iterator[Widget]:
        before = self._before
        name = Line(before.name, max_length=MAX_NAME, id="name", compact=True)
        name.select_on_focus = False  # what is there is not to be lost to the first letter
        yield _field("name", name)
        yield _field("sides", LegsField(before.sides))
        steps = StepsField("\n".join(before.steps), id="steps", compact=True)
        yield _field("steps", steps, "tall")
        yield Text(hung(f"A step a line. {_EITHER}"), id="either", classes="hint")
        if before.reps is None:
            yield Text(hung(_LADDER), classes="hint")
        else:
            yield _field("reps", Line(f"{before.reps}", compact=True, id="reps"))
            yield _field(
                "hold_seconds", Line(f"{before.hold_seconds}", compact=True, id="hold_seconds")
            )
        yield Text(id="problem")

    def on_mount(self) -> None:
        """Begin with the name, and show the figure."""
        self.name_line.focus()
        self._follow_legs()

    def on_resize(self) -> None:
        """Leave the figure out where it has no room."""
        super().on_resize()
        self.set_class(self.size.width < BESIDE, "-narrow")

    @on(LegsField.Changed)
    def _follow_legs(self) -> None:
        """Have the figure show a leg that is worked, and say what may stand in the steps."""
        sides = self.legs.sides
        self.query_one("#either").display = sides is not Sides.BOTH
        for figure in self.query(FigureView):
            assert self._exercise is not None, "else there is no figure"
            shown = replace(self._exercise, sides=sides)
            figure.show(shown, sides.order[0], Motion.LOOP, MAX_RUNGS - 1)
        if self.app.reader is not None and self.legs.has_focus:
            self.reply(WORDS[sides])

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(LegsField.Changed)
    def _clear_problem(self) -> None:
        self.problem.update("")

    def filled(self) -> tuple[Answers, dict[str, str]]:
        """Return what stands in the fields, and what is wrong with it, by the field."""
        numbers, wrong = dict[str, int](), dict[str, str]()
        for key in ("reps", "hold_seconds") if self._before.reps is not None else ():
            try:
                numbers[key] = whole_number(self.query_one(f"#{key}", Line).value)
            except UnreadableCell:
                wrong[key] = "It takes a whole number."
        lines = clean(self.steps.text, multiline=True, limit=_LONGEST_STEPS).splitlines()
        answers = replace(
            self._before,
            name=clean(self.name_line.value, limit=MAX_NAME).strip(),
            sides=self.legs.sides,
            steps=tuple(filter(None, map(str.strip, lines))),
            **numbers,
        )
        own_id = "" if self._exercise is None else self._exercise.id
        catalogue = self._services.profile.catalogue
        named = {"name": exercise_name_problem(catalogue, answers.name, own_id)}
        found = {**answer_problems(answers, self._opened), **wrong, **named}
        return answers, {key: told for key, told in found.items() if told}

    def action_go_on(self) -> None:
        """Go to the next field, or after the last one keep it."""
        chain = self.focus_chain
        if self.focused is not None and chain and self.focused is chain[-1]:
            self.action_keep()
        else:
            self.focus_next()

    @on(Input.Submitted)
    def _line_ended(self) -> None:
        self.action_go_on()

    def action_keep(self) -> None:
        """Write the file; what is wrong is told, and asked for again."""
        answers, wrong = self.filled()
        if wrong:
            self._ask_again(wrong)
            return
        own = OwnExercises(self._services.profile, self._services.paths)
        try:
            if self._exercise is None:
                done: OwnChange | None = own.make(answers)
            else:
                done = own.change(self._exercise, self._opened, answers)
        except ExerciseNotSavedError as error:
            self._tell([str(error)])
        else:
            self.dismiss(done)

    def _ask_again(self, wrong: dict[str, str]) -> None:
        """Say what is wrong, and go to the first of it; another part of the file may be, too."""
        fields = [key for key in _TITLES if key in wrong]
        others = [key for key in wrong if key not in _TITLES]
        self._tell([f"{_TITLES.get(key, key)}: {wrong[key]}" for key in (*fields, *others)])
        for key in fields[:1]:
            self.query_one(f"#{key}").focus()

    def _tell(self, told: list[str]) -> None:
        self.problem.update(hung("\n".join(told)))
        self.call_after_refresh(self.problem.scroll_visible, animate=False)
        self.reply(*told)

    @work
    async def action_leave(self) -> None:
        """Close without a change; what was filled in is not lost without a question."""
        changed = self.filled()[0] != self._before
        answer = await KeepChanges.before_leaving(self, changed, _CHANGED)
        if answer is KeepChanges.Result.SAVE:
            self.action_keep()
        elif answer is KeepChanges.Result.DISCARD:
            self.dismiss(None)

    def spoken(self) -> Iterator[str]:
        """Return what is asked, what stands in the fields, and the keys."""
        yield self.heading()
        yield f"Name: {self.name_line.value or 'none'}. Legs: {WORDS[self.legs.sides]}."
        yield with_spoken_keys(self.app, "{Exercise_form.next} goes to the next field.")
        yield from self.spoken_keys()

    @on(events.DescendantFocus)
    def _say_field(self, event: events.DescendantFocus) -> None:
        """Say which field it is that was gone to."""
        if self._reads is not None and self.app.reader is not None:
            self.reply(f"{_TITLES.get(event.widget.id or '', '')}.")


def _field(key: str, field: Widget, classes: str = "") -> Horizontal:
    return Horizontal(Text(_TITLES[key], classes="label"), field, classes=f"field {classes}")
