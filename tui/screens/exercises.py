"""Browse the exercises: filter, read, begin."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace
from textual import on, work
from textual.containers import Container, Vertical
from textual.events import Resize, ScreenResume
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input

from library.exercises.catalogue import Catalogue, Filters, next_of
from library.exercises.model import Exercise, Posture, Side, Tag
from library.figure.motion import Motion
from library.guidance.exercise_progress import (
    ExerciseProgress,
    SoFar,
    done_so_far,
    exercise_progress,
)
from library.guidance.plan import DayPlan
from library.guidance.today import possible
from library.guidance.wishes import Wish
from library.history.errors import HistoryError
from library.history.record import DecisionKind, SessionRecord
from library.routines.planning import routine_of
from library.wording import capitalised
from tui.app_base import App
from tui.dialogs.base import ask
from tui.dialogs.routines import AddToRoutine
from tui.keys.commands import PAGES
from tui.keys.live import bindings, with_keys, with_spoken_keys
from tui.messages import StartRoutine
from tui.screens.own_exercise_changes import OwnExerciseChanges
from tui.screens.page import Page
from tui.services import Services
from tui.text.exercise_marks import ExerciseMark, exercise_mark
from tui.text.exercises import (
    filter_words,
    how,
    posture_and_dose,
    sections,
    todays_state,
    way_out,
)
from tui.text.wishes import favourite_words, hidden_words, wish_words
from tui.widgets.exercise_list import ExerciseList, ExerciseRow
from tui.widgets.exercise_reading import ExerciseReading
from tui.widgets.figure import FigureView
from tui.widgets.text import Text
from tui.widgets.typing import Search

NARROW = 78
"""Columns below which list and text lie one above the other."""
THREE_COLUMNS = 160
"""Columns from which the figure stands beside the text, which is wide enough without them."""

_BY_UNDO = (Wish.REST, Wish.INCLUDE, Wish.ALREADY)
"""What no other key takes back."""


class ExercisesPage(Page):
    """List on the left, the exercise under the cursor on the right."""

    TITLE = PAGES["exercises"]
    AUTO_FOCUS = "ExerciseList"  # else the search takes the first keys of a quick hand
    CSS_PATH = "exercises.tcss"
    HELP_TEXT = (
        "Move through the list to read about each exercise; {exercises.read} and "
        "{exercises.on} read on. "
        "{exercises.posture}, {exercises.place} and {exercises.tag} narrow the list down by "
        "posture, by where you are and by occasion. Favourites come first. {exercises.new} makes "
        "an exercise of your own, {exercises.edit} changes it, {exercises.hide} hides one."
    )
    SPOKEN_KEYS = "{Exercises.read} tells how it is done, {exercises.start} starts it."
    BINDINGS = bindings("exercises")

    listing = query_one(ExerciseList)
    search = query_one(Search)
    filters_line = query_one("#filters", Text)
    reading = query_one(ExerciseReading)
    figure = query_one(FigureView)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._filters = Filters()
        self._shown: list[Exercise] = []
        self._listed: Catalogue | None = None
        """What the list was made of; None when it is to be made anew."""
        self._places: Mapping[str, Sequence[str]] = {}
        self._hidden: Sequence[str] = ()
        self._done_so_far: tuple[Sequence[SessionRecord], Mapping[str, SoFar]] | None = None
        """The history, and what was done of each exercise by it."""
        self._with_hidden = False
        """Whether what is hidden is listed, too."""
        self._own = OwnExerciseChanges(self)
        self._side = Side.LEFT
        self._deciding = asyncio.Lock()
        """Keys may come faster than what they decide is saved."""
        self._place: str | None = None

    def compose_page(self) -> Iterable[Widget]:
        """Filters, list and figure on the left, so that the text has the whole height."""
        settings = self.services.profile.settings
        with Container(id="exercise-columns"):
            with Vertical(id="browser"):
                yield Text(id="filters")
                yield Search("name, muscle, word")
                yield ExerciseList("exercise-list")
            yield ExerciseReading()
            yield FigureView(
                mode=settings.figure,
                reduced_motion=settings.reduced_motion,
                get_time=self.services.clock.monotonic,
            )

    def on_resize(self, event: Resize) -> None:
        """Put the steps before the ladder where only one has room, the figure beside the text."""
        self.reading.order(steps_first=event.size.width < NARROW)
        self.set_class(event.size.width >= THREE_COLUMNS, "-three-columns")

    @on(ScreenResume)
    def _appear_anew(self) -> None:
        """Have the list made anew: favourites that were marked meanwhile then stand first."""
        self._listed = None

    @property
    def _usual_place(self) -> str | None:
        """The place that the settings name, with which the list begins."""
        settings = self.services.profile.settings
        return settings.place if settings.place in settings.places else None

    def refresh_view(self) -> None:
        """Show what log and settings say of the exercises, and the exercises that are there."""
        settings = self.services.profile.settings
        self.figure.prefer(settings.figure, settings.reduced_motion)
        if settings.place != self._place:
            self._place = settings.place
            self._filter(place=self._usual_place)
        elif self._listed is not self.services.profile.catalogue:
            self._filter()  # though the exercises may be equal: not so their figures
        elif (settings.places, settings.hidden) != (self._places, self._hidden):
            self._filter()
        else:
            self.listing.update(self._rows())
        exercise = self.current
        if exercise is not None:
            progress = self._progress_of(exercise)
            drawn = self.figure.level, self.figure.height_cm
            if (progress.level, progress.height_cm) != drawn:
                self._show_figure(exercise, progress)
            self._show_text(exercise, progress)

    # The list.

    def go_to(self, exercise_id: str) -> None:
        """Put the cursor on an exercise, where it is listed."""
        if exercise_id in {exercise.id for exercise in self._shown}:
            self.listing.highlighted = self.listing.get_option_index(exercise_id)

    def find(self, exercise_id: str) -> None:
        """Put the cursor on an exercise, whatever the filters leave out."""
        if exercise_id not in {exercise.id for exercise in self._shown}:
            self.action_all()
            self._filter(place=None)
        self.go_to(exercise_id)
        self.listing.focus()

    def _filter(self, **changes: object) -> None:
        """Change the filters and list what passes; the cursor stays on its exercise."""
        self._filters = replace(self._filters, **changes)
        profile = self.services.profile
        self._listed = profile.catalogue
        self._places, self._hidden = profile.settings.places, profile.settings.hidden
        listed = self._listed.except_for(() if self._with_hidden else self._hidden)
        self._shown = list(self._filters.apply(listed, self._places))
        count = f"{len(self._shown)} of {len(listed)}"
        named = partial(with_keys, self.app)
        self.filters_line.update(filter_words(self._filters, count, named))
        self.refresh_bindings()
        # Grouped only when the list is made anew: no line moves under a hand that marks.
        self.listing.show(self._rows())
        self.set_class(not self._shown, "-nothing")
        if not self._shown:
            told = way_out(self._filters, self._usual_place, named)
            self.reading.say(f"Nothing fits these filters. {told}")

    def _rows(self) -> list[ExerciseRow]:
        plan = self.services.guide.today
        return [self._row(exercise, plan) for exercise in self._shown]

    def _row(self, exercise: Exercise, plan: DayPlan) -> ExerciseRow:
        progress = self._progress_of(exercise, with_done=False)
        return ExerciseRow(
            exercise,
            self._mark_of(exercise, plan),
            progress.favourite,
            None if progress.dose is None else progress.level,
            exercise.id in self._hidden,
            progress.more_offered,
        )

    def _mark_of(self, exercise: Exercise, plan: DayPlan) -> ExerciseMark:
        return exercise_mark(
            exercise.id,
            self.services.guide.standing.state(exercise.id),
            plan,
            here=possible(exercise, self.services.profile.settings),
            today=self.services.profile.today(),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the key that clears the filters only while there is something to clear."""
        if action != "all" or not self.is_mounted:
            return True
        return self.search.display or self._filters != Filters(place=self._usual_place)

    def action_next_posture(self) -> None:
        """Filter by the next posture, after the last one by none."""
        self._filter(posture=next_of(list(Posture), self._filters.posture))

    def action_next_place(self) -> None:
        """Filter by what is at hand in the next place, after the last one by nothing."""
        places = self.services.profile.settings.places
        self._filter(place=next_of(list(places), self._filters.place))

    def action_next_tag(self) -> None:
        """Filter by the next occasion, after the last one by none."""
        of_their_own = (tag for each in self.services.profile.catalogue for tag in each.tags)
        tags = list(dict.fromkeys((*Tag, *of_their_own)))
        self._filter(tag=next_of(tags, self._filters.tag))

    def action_search(self) -> None:
        """Type words to look for."""
        self.open_search(self.search)
        self.add_class("-searching")

    @on(Input.Changed)
    def filter_by_text(self) -> None:
        """Narrow down while typing."""
        self._filter(text=self.search.words)

    @on(Input.Submitted)
    def leave_search(self) -> None:
        """Go back to the list; what was typed goes on filtering."""
        self.set_class(self.search.display, "-searching")
        self.listing.focus()
        self.say_where_one_is()

    def action_all(self) -> None:
        """Take all filters away, but for the place that the settings name."""
        self.search.stop()
        self.remove_class("-searching")
        self._filter(posture=None, place=self._usual_place, tag=None, text="")
        self.listing.focus()

    def action_hidden(self) -> None:
        """List what is hidden below the others, or no more."""
        if not self.services.profile.settings.hidden:
            self.notify(with_keys(self.app, "Nothing is hidden; {exercises.hide} hides."))
            return
        self._with_hidden = not self._with_hidden
        self._filter()

    # The exercise under the cursor.

    @property
    def current(self) -> Exercise | None:
        """The exercise under the cursor."""
        current = self.listing.current
        return None if current is None else self.services.profile.catalogue.get(current)

    @on(ExerciseList.OptionHighlighted)
    def _show_soon(self) -> None:
        """Let the cursor move first: what stands beside it takes longer than a key may."""
        self.call_after_refresh(self.show_exercise)

    def show_exercise(self) -> None:
        """Show the exercise under the cursor from its beginning."""
        exercise = self.current
        if exercise is None:
            return
        progress = self._progress_of(exercise)
        self._show_figure(exercise, progress)
        self.reading.scroll_home(animate=False)
        self._show_text(exercise, progress)

    def under_cursor(self) -> Iterable[str]:
        """Yield what the list is narrowed down to, what the exercise is, and what it is today."""
        if self._filters != Filters(place=self._usual_place):
            yield str(self.filters_line.content)
        if (exercise := self.current) is None:
            yield str(self.reading.title_text.content)
            return
        plan, progress = self.services.guide.today, self._progress_of(exercise)
        mark, state = self._mark_of(exercise, plan), self._state_of(exercise, with_spoken_keys)
        favourite = "favourite" if progress.favourite else ""
        word = "" if state else mark.word
        yield ", ".join(filter(None, (exercise.name, favourite, word)))
        yield capitalised(posture_and_dose(exercise, progress))
        yield state
        yield exercise.purpose

    def _text_aloud(self, exercise: Exercise) -> Iterator[str]:
        named = partial(with_spoken_keys, self.app)
        told = sections(exercise, self._progress_of(exercise), named)
        for section in (how(exercise, self._shown_side(exercise)), *told):
            if section.lines or section.points:
                yield from (f"{section.title}:", *section.lines, *section.points)

    def _state_of(self, exercise: Exercise, with_keys: Callable[[App, str], str]) -> str:
        """Return what an exercise is today in a sentence; often nothing."""
        standing, plan = self.services.guide.standing, self.services.guide.today
        known, named = standing.state(exercise.id), partial(with_keys, self.app)
        return todays_state(exercise, known, standing.today, plan.exercises, named)

    def _shown_side(self, exercise: Exercise) -> Side:
        return exercise.shown_side(self._side)

    def _show_figure(self, exercise: Exercise, progress: ExerciseProgress) -> None:
        side = self._shown_side(exercise)
        self.figure.show(exercise, side, Motion.LOOP, progress.level, progress.height_cm)

    def _show_text(self, exercise: Exercise, progress: ExerciseProgress) -> None:
        mark = self._mark_of(exercise, self.services.guide.today)
        state, settings = self._state_of(exercise, with_keys), self.services.profile.settings
        side = self._shown_side(exercise)
        self.reading.show(exercise, side, progress, mark, state, settings)

    def _progress_of(self, exercise: Exercise, *, with_done: bool = True) -> ExerciseProgress:
        """Return how far the person has come; what was done is left out if so wished."""
        services = self.services
        favourite = exercise.id in services.profile.settings.favourites
        done = self._done.get(exercise.id) if with_done else None
        return exercise_progress(exercise, services.guide.standing, done, favourite=favourite)

    @property
    def _done(self) -> Mapping[str, SoFar]:
        """What was done of each exercise: worked out once for each reading of the history."""
        counted = self.services.history.counted
        if self._done_so_far is None or self._done_so_far[0] is not counted:
            self._done_so_far = (counted, done_so_far(counted))
        return self._done_so_far[1]

    def action_start(self) -> None:
        """Begin a session of just this exercise."""
        exercise = self.current
        if exercise is not None:
            self.post_message(StartRoutine(routine_of(exercise)))

    def action_other_leg(self) -> None:
        """Show steps and figure for the other leg."""
        self._side = self._side.other
        self.show_exercise()

    def action_read(self, pages: int) -> None:
        """Scroll the text by a page; a voice says how it is done, and the rest of the text."""
        if pages > 0 and self.app.reader is not None and (exercise := self.current) is not None:
            self.app.say_aloud(self._text_aloud(exercise))
        self.reading.scroll_relative(y=pages * max(1, self.reading.size.height - 2), animate=False)

    def action_sources(self) -> None:
        """Show or hide where the numbers come from again."""
        self.reading.with_sources = not self.reading.with_sources
        exercise = self.current
        if exercise is not None:
            self._show_text(exercise, self._progress_of(exercise))

    def action_favourite(self) -> None:
        """Mark the exercise as a favourite, or take the mark away."""
        exercise = self.current
        if exercise is not None:
            self._own.forget()
            marked = self.services.profile.toggle_favourite(exercise.id)
            self.notify(favourite_words(exercise, marked=marked))

    def action_hide(self) -> None:
        """Keep the exercise out of lists and of the plan of the day, or show it again."""
        exercise = self.current
        if exercise is not None:
            self._own.forget()
            hidden = self.services.profile.toggle_hidden(exercise.id)
            where = " {Exercises.hidden} lists it," if hidden and not self._with_hidden else ""
            told = f"{hidden_words(exercise, hidden=hidden)}{where} {{exercises.undo}} undoes it."
            self.notify(with_keys(self.app, told))

    @work
    async def action_new(self) -> None:
        """Make an exercise of one's own."""
        if made := await self._own.make():
            self.go_to(made)

    @work
    async def action_edit(self) -> None:
        """Change an exercise of one's own; one that came with supple stays as it is."""
        exercise = self.current
        if exercise is not None and not exercise.own:
            stays = f"{exercise.name} came with supple and stays as it is;"
            self.notify(with_keys(self.app, f"{stays} {{exercises.hide}} hides it."))
        elif exercise is not None and (changed := await self._own.change(exercise)):
            self.go_to(changed)

    @work
    async def action_undo_in_log(self) -> None:
        """Take back what was done last: to an exercise of one's own, or else to the log."""
        if not self._own.take_back():
            super().action_undo_in_log()

    @work
    async def action_wish(self, wish: str) -> None:
        """Decide about the exercise under the cursor; say what that means, or why it failed."""
        exercise = self.current
        if exercise is None:
            return
        try:
            async with self._deciding:
                told = await self._decide(exercise, Wish(wish))
        except HistoryError as error:
            self.app.warn(error)
        else:
            self.notify(with_keys(self.app, told))

    async def _decide(self, exercise: Exercise, wish: Wish) -> str:
        services = self.services
        await services.history.first_read()
        before, decision = self._progress_of(exercise), services.guide.wished(wish, exercise)
        if decision is not None:
            self._own.forget()
            await services.history.edit(lambda history: history.put([decision]))
            if decision.kind is DecisionKind.LEVEL:
                services.profile.forget_length(exercise.id)
        told = wish_words(wish, decision, exercise, before, self._progress_of(exercise))
        by_undo = decision is not None and wish in _BY_UNDO
        return f"{told} {{Exercises.undo}} undoes it." if by_undo else told

    @work
    async def action_add(self) -> None:
        """Add the exercise to a routine."""
        exercise = self.current
        if exercise is None:
            return
        name = await ask(self, AddToRoutine(self.services, exercise))
        if name is not None:
            self.notify(f"{exercise.name} was added to {name}.")
