"""Does it help? How mornings, pain and reach went, by exercise and by leg; and no claim why."""

from collections.abc import Iterable, Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from library.guidance.comparing import comparisons
from library.guidance.reach import results
from library.history.record import SessionRecord
from library.review.days import begun, days_of
from library.review.exercises import exercise_reviews
from library.review.legs import Legs, legs
from library.review.mornings import mornings
from library.review.pain_places import places
from library.review.period import PERIODS, Period
from tui.dialogs.base import Overlay
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings, with_keys
from tui.messages import WritePage
from tui.services import Services
from tui.text.reach import result_words
from tui.text.review import (
    HOW_TO_ANSWER,
    NOBODY_KNOWS_WHY,
    TITLES,
    ExerciseRow,
    day_review_words,
    exercise_row,
    explained,
    legs_words,
    mornings_words,
    period_words,
    places_words,
)
from tui.widgets.course import LEAST_ROWS, MOST_ROWS, Course, legend
from tui.widgets.cursor_list import Reading
from tui.widgets.leg_bars import leg_bars
from tui.widgets.recent_weeks import WITHOUT_DOTS
from tui.widgets.text import Text

_ROWS_AROUND = 20
"""Rows of the other parts beside the picture of pain, so that those of most people are in sight."""
_BARS = 44
"""Cells of the bars of the legs."""
_FRAME = 6
"""Cells of the frame and of the bar that scrolls."""
_CELLS = (30, 9, 18, 8, 23)
"""Of a table in one line each; below their sum and one cell there are two lines for an exercise."""
_NOTHING = "Nothing was noted in these weeks."


class DoesItHelp(Overlay[None]):
    """The answer in a sentence, the picture below it, and what was done by exercise and by leg."""

    CSS_PATH = "does_it_help.tcss"
    BINDINGS = bindings("helps")
    TITLE = "Does it help?"
    HELP_TEXT = (
        "The sentence on top compares your mornings with earlier ones; the picture has every "
        "answer, the mean of seven days, pain before and at worst in sessions, your reach, marked "
        "days and the minutes of each week. The arrows walk from day to day, and the line below "
        "tells what the day holds."
    )

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._weeks = PERIODS[0]

    def heading(self) -> str:
        """Return the question, and the time that is looked at."""
        return f"Does it help? {period_words(self._weeks).capitalize()}"

    def body(self) -> ComposeResult:
        """The sentences, the picture, the day under the cursor; below it exercises and legs."""
        with Reading(can_focus=False):
            yield Text(id="sentences")
            yield Course(dots=self._has_dots)
            yield Text(id="day")
            yield Text(id="legend")
            yield Text(id="exercises")
            yield Text(id="legs")

    def on_mount(self) -> None:
        """Let the arrows walk through the days; what is shown waits until the room is known."""
        super().on_mount()
        self.query_one(Course).focus(scroll_visible=False)
        reading = self.query_one(Reading)
        self.call_after_refresh(reading.scroll_home, animate=False)

    def on_resize(self) -> None:
        """Use the room there is."""
        super().on_resize()
        self._show()

    @property
    def _has_dots(self) -> bool:
        """Whether lines of braille dots can be seen."""
        return self._services.profile.settings.figure not in WITHOUT_DOTS

    @property
    def _period(self) -> Period:
        return Period(self._weeks, self._services.profile.today())

    def _show(self) -> None:
        history, period = self._services.history, self._period
        sessions = period.sessions(history.counted)
        days = begun(days_of(sessions, history.snapshot, period))
        held = legs(hold for session in sessions for hold in session.holds)
        sentences = Content("\n").join(self._sentences(sessions, held))
        self.query_one("#sentences", Text).update(sentences)
        room = self.size.height - _ROWS_AROUND
        self.query_one(Course).show(days, max(LEAST_ROWS, min(MOST_ROWS, room)))
        self.query_one("#legend", Text).update(
            legend(days, self.size.width - _FRAME, dots=self._has_dots)
        )
        self.set_class(all(day.is_empty for day in days), "-empty")
        self._show_exercises(sessions, held)

    def _sentences(self, sessions: Sequence[SessionRecord], held: Legs) -> Iterable[Content]:
        profile, guide = self._services.profile, self._services.guide
        checks = guide.standing.log.all_checks
        found = mornings(checks, self._period)
        yield Content.styled(mornings_words(found, self._period), "bold")
        if found.trend is None:
            yield Content(with_keys(self.app, HOW_TO_ANSWER))
        first_weekday = profile.settings.first_weekday_number
        for each in results(guide.standing.log.reach, first_weekday):
            yield Content(f"Reach: {result_words(each)}")
        if apart := legs_words(held):
            yield Content(apart)
        if where := places(sessions):
            yield Content(f"Where it hurt: {places_words(where)}.")
        if found.trend is not None:
            yield Content.styled(NOBODY_KNOWS_WHY, "$text-muted")

    def _show_exercises(self, sessions: Sequence[SessionRecord], held: Legs) -> None:
        rows = list(self._rows(sessions))
        told = _table(rows, self.size.width - _FRAME) if rows else Content(_NOTHING)
        self.query_one("#exercises", Text).update(told)
        width = min(_BARS, self.size.width - _FRAME)
        bars = leg_bars(held.seconds, width, plain=self.app.no_color)
        self.query_one("#legs", Text).update(bars if rows else "")

    def _rows(self, sessions: Sequence[SessionRecord]) -> Iterator[ExerciseRow]:
        guide, name_of = self._services.guide, self._services.profile.catalogue.name_of
        levels = guide.levels_in_words
        compared = {each.exercise: each for each in comparisons(guide.standing.practice)}
        for each in exercise_reviews(sessions, compared):
            yield exercise_row(each, name_of(each.exercise), levels.get(each.exercise, ""))

    @on(Course.DayChosen)
    def tell_day(self, event: Course.DayChosen) -> None:
        """Tell in words what the day under the cursor holds."""
        words = day_review_words(event.day, self._services.profile.today())
        self.query_one("#day", Text).update(words)
        self.app.say_aloud([words])

    def action_period(self) -> None:
        """Look at the next period."""
        self._weeks = PERIODS[(PERIODS.index(self._weeks) + 1) % len(PERIODS)]
        self._show()
        self._tell_more()

    def action_report(self) -> None:
        """Write a report of these weeks, to be printed."""
        self.post_message(WritePage(self._period))

    def action_explain(self) -> None:
        """Explain every number."""
        checks = self._services.guide.standing.log.all_checks
        told = explained(mornings(checks, self._period), checks, self._period)
        self.app.push_screen(
            ExplainReview([(title, with_keys(self.app, text)) for title, text in told])
        )

    def action_back(self) -> None:
        """Go back to History."""
        self.dismiss(None)


def _table(rows: Sequence[ExerciseRow], width: int) -> Content:
    """Return a line for each exercise, or two where there is little room."""
    wide = width >= sum(_CELLS) + len(TITLES.mornings)
    lines = [_cells(TITLES, wide=wide).stylize("bold $text-secondary")]
    for row in rows:
        lines.append(_cells(row, wide=wide))
        if more := row.where and f"sharp: {row.where}" if wide else row.said:
            lines.append(Content.styled(f"  {more}", "$text-muted"))
    return Content("\n").join(lines)


def _cells(row: ExerciseRow, *, wide: bool) -> Content:
    cells = [row.name, row.days, row.held, row.level, row.eased_off]
    padded = [
        Content(cell).truncate(width - 1, ellipsis=True, pad=True)
        for cell, width in zip(cells, _CELLS, strict=True)
    ]
    return Content(" ").join([*padded, Content(row.mornings)] if wide else padded[:3]).rstrip()


class ExplainReview(ReadingCard[None]):
    """How each number of the view comes about."""

    BINDINGS = bindings("explanations")
    HEADING = "Where these numbers come from"

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._told = tuple(told)

    def text(self) -> Content:
        """Return each explanation below its heading."""
        return Content("\n\n").join(
            Content.assemble((title, "bold $text-secondary"), "\n", body)
            for title, body in self._told
        )
